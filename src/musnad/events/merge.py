"""One real-world event told twice in an article becomes one event with several evidence spans.

Joined are events of one type whose mode, parties, place, time and tolls do not contradict each other and who share a party
or a place, or where a definite noun ("the attack") takes up the event told before. What contradicts stays apart and visible.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from musnad.record import Event, Reason, Toll

WORDS_APART = ("AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT")  # each saying is an act of its own


@dataclass(frozen=True, slots=True)
class Told:
    """An event with what merging must know: words of its parties, whether a definite noun without arguments tells it,
    whether it stands in the headline, the number of its sentence."""

    event: Event
    parties: frozenset[str]
    takes_up: bool
    headline: bool
    sentence: int


def merge(told: Sequence[Told]) -> tuple[Event, ...]:
    """The events, each once, in order of their first telling."""
    kept: list[Told] = []
    for one in told:
        k = next((k for k in range(len(kept) - 1, -1, -1) if _same(kept[k], one)), None)
        if k is None:
            if not one.takes_up or one.headline:  # what takes up nothing that was told is no event of its own
                kept.append(one)
        else:
            kept[k] = _joined(kept[k], one)
    return tuple(k.event for k in kept)


def _same(a: Told, b: Told) -> bool:
    x, y = a.event, b.event
    if x.type != y.type or x.type in WORDS_APART or a.sentence == b.sentence:
        return False
    if x.modality.polarity != y.modality.polarity or x.modality.status != y.modality.status:
        return False
    if x.mode and y.mode and x.mode != y.mode:
        return False
    if _contradict(x.tolls, y.tolls) or _differ(x.place, y.place) or _differ(x.time, y.time):
        return False
    if _apart(x.actors, y.actors):
        return False
    if b.takes_up and b.sentence - a.sentence <= 3:
        return True
    shared = bool(a.parties & b.parties) or bool(set(x.recipients) & set(y.recipients)) or _equal(x.place, y.place)
    victims = (
        not (x.recipients and y.recipients)
        or bool(set(x.recipients) & set(y.recipients))
        or bool(a.parties & b.parties)
    )
    near = a.headline or b.sentence - a.sentence <= 2
    return shared and victims and near and (x.mode == y.mode or a.headline)


def _differ(a: str | None, b: str | None) -> bool:
    return a is not None and b is not None and a != b


def _equal(a: str | None, b: str | None) -> bool:
    return a is not None and a == b


def _apart(a: Sequence[str], b: Sequence[str]) -> bool:
    return bool(a) and bool(b) and not set(a) & set(b)


def _contradict(a: Sequence[Toll], b: Sequence[Toll]) -> bool:
    """Do they count the same people differently?"""
    return any(x.effect == y.effect and (x.low, x.high) != (y.low, y.high) for x in a for y in b)


def _joined(a: Told, b: Told) -> Told:
    x, y = a.event, b.event
    tolls = x.tolls + tuple(t for t in y.tolls if all(t.effect != o.effect for o in x.tolls))
    event = replace(
        x,
        mode=x.mode or y.mode,
        cameo=x.cameo if x.mode or not y.mode else y.cameo,
        acled=x.acled if (x.mode or not y.mode) and x.acled else y.acled,
        ucdp=x.ucdp or y.ucdp,
        contexts=tuple(dict.fromkeys(x.contexts + y.contexts)),
        actors=tuple(dict.fromkeys(x.actors + y.actors)),
        recipients=tuple(r for r in dict.fromkeys(x.recipients + y.recipients) if r not in x.actors + y.actors),
        instrument=x.instrument or y.instrument,
        place=x.place or y.place,
        time=x.time or y.time,
        tolls=tolls,
        evidence=x.evidence + tuple(e for e in y.evidence if e not in x.evidence),
        reason=replace(
            x.reason,
            parts=(*x.reason.parts, Reason("events.merge/told_again", "the same event told again", (y.trigger,), 0.7)),
        ),
    )
    return Told(event, a.parties | b.parties, a.takes_up and b.takes_up, a.headline, b.sentence)
