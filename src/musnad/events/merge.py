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
    when: tuple[str, str] | None = None  # the first day and the day after the last
    where: tuple[str, str | None, str] | None = None  # the place's key, its country, its precision
    owned: bool = False  # a noun of action with a pronoun ("his abduction")


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
    if x.modality.polarity != y.modality.polarity or _other_status(x.modality.status, y.modality.status):
        return False
    if x.mode and y.mode and x.mode != y.mode:
        return False
    if _contradict(x.tolls, y.tolls) or _other_days(a.when, b.when) or _apart(x.actors, y.actors):
        return False
    if _leads(a, b):
        return True
    if _elsewhere(a.where, b.where):
        return False
    if (b.takes_up or (b.owned and x.mode == y.mode)) and b.sentence - a.sentence <= 3:
        return True
    whom = bool(set(x.recipients) & set(y.recipients))
    if whom and x.mode == y.mode and x.mode is not None and set(x.actors) & set(y.actors):
        return True
    shared = bool(a.parties & b.parties) or whom or (a.where is not None and a.where == b.where)
    victims = (
        not (x.recipients and y.recipients)
        or bool(set(x.recipients) & set(y.recipients))
        or bool(a.parties & b.parties)
    )
    near = a.headline or b.sentence - a.sentence <= 2
    return shared and victims and near and (x.mode == y.mode or a.headline)


LEAD = 2  # sentences behind a headline within which the story tells it again


def _leads(a: Told, b: Told) -> bool:
    """Does the story's beginning tell again what only its headline told: as many people, or the same means at the same place?
    The places may be two of one country, since headlines name the next large town."""
    x, y = a.event, b.event
    if not a.headline or len(x.evidence) > 1 or b.sentence - a.sentence > LEAD:
        return False
    if a.where is None or b.where is None:
        return _same_count(x.tolls, y.tolls)
    place = a.where[0] == b.where[0]
    country = place or (a.where[1] is not None and a.where[1] == b.where[1])
    means = place and a.where[2] != "country" and x.mode is not None and x.mode == y.mode
    return means or (country and _same_count(x.tolls, y.tolls))


def _same_count(a: Sequence[Toll], b: Sequence[Toll]) -> bool:
    """Do they count the same number of people, more than one?"""
    return any(x.effect == y.effect and x.low == y.low and (x.low or 0) > 1 for x in a for y in b)


REAL = ("occurred", "ongoing")  # one telling may be in the present, another in the past


def _other_status(a: str, b: str) -> bool:
    return a != b and not (a in REAL and b in REAL)


def _other_days(a: tuple[str, str] | None, b: tuple[str, str] | None) -> bool:
    """Do they name days that have nothing in common?"""
    return a is not None and b is not None and (a[1] <= b[0] or b[1] <= a[0])


def _elsewhere(a: tuple[str, str | None, str] | None, b: tuple[str, str | None, str] | None) -> bool:
    """Do they name two places, neither of which is only the other's country?"""
    if a is None or b is None or a[0] == b[0]:
        return False
    return not (a[1] == b[1] and "country" in (a[2], b[2]))


def _apart(a: Sequence[str], b: Sequence[str]) -> bool:
    return bool(a) and bool(b) and not set(a) & set(b)


def _contradict(a: Sequence[Toll], b: Sequence[Toll]) -> bool:
    """Do they count the same people differently?"""
    return any(x.effect == y.effect and x.low != y.low for x in a for y in b)


def _joined(a: Told, b: Told) -> Told:
    x, y = a.event, b.event
    tolls = x.tolls + tuple(t for t in y.tolls if all(t.effect != o.effect for o in x.tolls))
    coded = y if y.acled and (not x.acled or (y.mode and not x.mode) or (a.headline and x.mode == y.mode)) else x
    event = replace(
        x,
        mode=x.mode or y.mode,
        cameo=x.cameo if x.mode or not y.mode else y.cameo,
        acled=coded.acled,
        ucdp=x.ucdp or y.ucdp,
        contexts=tuple(dict.fromkeys(x.contexts + y.contexts)),
        actors=tuple(dict.fromkeys(x.actors + y.actors)),
        recipients=tuple(r for r in dict.fromkeys(x.recipients + y.recipients) if r not in x.actors + y.actors),
        instrument=x.instrument or y.instrument,
        place=y.place if _finer(b.where, a.where) else x.place or y.place,
        time=x.time or y.time,
        tolls=tolls,
        evidence=x.evidence + tuple(e for e in y.evidence if e not in x.evidence),
        reason=replace(
            x.reason,
            parts=(*x.reason.parts, Reason("events.merge/told_again", "the same event told again", (y.trigger,), 0.7)),
        ),
    )
    return Told(
        event, a.parties | b.parties, a.takes_up and b.takes_up, a.headline, b.sentence, a.when or b.when,
        b.where if _finer(b.where, a.where) else a.where or b.where,
    )  # fmt: skip


def _finer(a: tuple[str, str | None, str] | None, b: tuple[str, str | None, str] | None) -> bool:
    """Is it a place in the country that the other one names?"""
    return a is not None and b is not None and b[2] == "country" and a[2] != "country"
