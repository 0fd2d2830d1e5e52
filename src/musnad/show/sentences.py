"""Events and relations as sentences: what, by whom, to whom, where, when, tolls, reservation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from musnad.record import Event, Modality, Relation, Span, Toll
from musnad.show.clean import cut
from musnad.show.labels import Words
from musnad.show.names import Names

FORCE = ("PROTEST", "COERCE", "ASSAULT")  # deeds of which a reader asks at once who did them


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a sentence. `kind`: what | word | name | nobody | time | date | toll | reserve."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One event or relation: its sentence, the words it stands on, its codes, where it begins."""

    id: str
    short: str
    parts: tuple[Part, ...]
    quote: str
    codes: tuple[str, ...]
    start: int


def event_row(event: Event, names: Names) -> Row:
    parts = (*_event_parts(event, names), *_reserve_parts(event.modality, names.words))
    return Row(event.id, names.short(event.id), parts, told(event, names), codes(event), event.trigger.start)


def relation_row(relation: Relation, names: Names) -> Row:
    words = names.words
    parts = [Part("name", names.actor(relation.head)), Part("what", words("relation", relation.kind))]
    parts.append(Part("name", names.actor(relation.tail)))
    for key, time in (("since", relation.since), ("until", relation.until)):
        if time:
            parts += [Part("word", words("ui", key)), *_when(time, names)]
    parts += _reserve_parts(relation.modality, words, stative=True)
    quote = cut(names.quote(relation.evidence[0]), 120) if relation.evidence else ""
    start = relation.evidence[0].start if relation.evidence else 0
    return Row(relation.id, names.short(relation.id), tuple(parts), quote, (relation.kind,), start)


def _event_parts(event: Event, names: Names) -> Iterator[Part]:
    words = names.words
    yield Part("what", what(event, words))
    if event.actors or event.type in FORCE:
        yield Part("word", words("ui", "by"))
        if event.actors:
            yield from _named(event.actors, names)
        else:
            yield Part("nobody", words("ui", "no_actor"))
    if event.recipients:
        yield Part("word", words("toward", event.type, words("ui", "toward")))
        yield from _named(event.recipients, names)
    if event.place:
        yield from (Part("word", words("ui", "at")), Part("name", names.place(event.place) or event.place))
    if event.time:
        yield from _when(event.time, names)
    for item in event.tolls:
        yield Part("toll", toll(item, names))


def _named(ids: tuple[str, ...], names: Names) -> Iterator[Part]:
    return (Part("name", names.actor(i)) for i in ids)


def _when(time_id: str, names: Names) -> Iterator[Part]:
    """The words of the text, and the dates they stand for when these are others."""
    quote, value = names.time(time_id)
    yield Part("time", quote)
    if value and value != quote:
        yield Part("date", value)


def what(event: Event, words: Words) -> str:
    """The event as a noun: its mode where that has words, else ACLED's sub-event, else its type."""
    told = words("mode", f"{event.type}/{event.mode}", "")
    if not told and event.acled and not event.mode:
        told = words("sub_event", f"{event.type}/{event.acled.sub_event_type}", "")
    return told or words("type", event.type)


def told(event: Event, names: Names) -> str:
    """The words that tell it: the trigger, with its clause where that is short."""
    clause = next((s for s in event.evidence if s.covers(event.trigger)), event.trigger)
    return names.quote(clause) if len(clause) <= 90 else names.quote(_around(event.trigger, clause, names.text))


def _around(trigger: Span, clause: Span, text: str) -> Span:
    """Some words before and after the trigger, inside its clause."""
    start = text.find(" ", max(clause.start, trigger.start - 30), trigger.start)
    end = text.rfind(" ", trigger.end, min(clause.end, trigger.end + 50))
    return Span(start if start >= 0 else trigger.start, end if end >= 0 else trigger.end)


def codes(event: Event) -> tuple[str, ...]:
    """The codes of the codebooks: PLOVER, ACLED, CAMEO, UCDP."""
    found = [
        event.type + (f"/{event.mode}" if event.mode else ""),
        event.acled and f"ACLED {event.acled.sub_event_type}",
        event.cameo and f"CAMEO {event.cameo}",
        event.ucdp and f"UCDP {event.ucdp}",
    ]
    return tuple(code for code in found if code)


def toll(item: Toll, names: Names) -> str:
    """ "at least 12 killed (civilians)"."""
    words = names.words
    low, high = item.low, item.high
    form = "between"
    if low is None or high is None:
        form = "unknown" if low == high else "at_most" if low is None else "at_least"
    elif low == high:
        form = "exact"
    n = low if low is not None else high
    said = words("toll", form).format(n=n, low=low, high=high, effect=words("effect", item.effect))
    return said + (f" ({names.actor(item.who)})" if item.who else "")


def reserve(modality: Modality, words: Words, *, stative: bool = False) -> tuple[str, ...]:
    """What keeps it from being plainly asserted; () when it is affirmed, certain and has happened (for a relation:
    holds)."""
    parts = []
    if modality.polarity != "affirmed":
        parts.append(words("polarity", modality.polarity))
    if modality.status != "occurred" and not (stative and modality.status == "ongoing"):
        parts.append(words("status", modality.status))
    if modality.certainty != "certain":
        parts.append(words("certainty", modality.certainty))
    return tuple(parts)


def _reserve_parts(modality: Modality, words: Words, *, stative: bool = False) -> tuple[Part, ...]:
    return tuple(Part("reserve", text) for text in reserve(modality, words, stative=stative))
