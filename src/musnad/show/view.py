"""The view: a record arranged for reading, before any terminal or page draws it.

Claims come grouped by their chain; under each its events and relations in the order of the text, with names
instead of ids.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from musnad.record import Actor, Attribution, Claim, Event, Modality, Place, Record, Relation, Span, TimeValue, Toll
from musnad.show.labels import Words


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a chain: who (as the text names them), how (stance), through what; `id` is the attribution's."""

    id: str
    who: str
    kind: str
    stance: str
    quotation: str
    via: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One event or relation as a sentence of parts; `reserve` holds what weakens it (denied, failed, foretold ...)."""

    id: str
    what: str
    code: str
    who: tuple[str, ...]
    whom: tuple[str, ...]
    where: str | None
    when: str | None
    tolls: tuple[str, ...]
    reserve: tuple[str, ...]
    quote: str
    start: int


@dataclass(frozen=True, slots=True)
class Group:
    """All that is said through one chain (an empty chain is the outlet's own word)."""

    links: tuple[Link, ...]
    claims: tuple[str, ...]
    lines: tuple[Line, ...]


def groups(record: Record, words: Words) -> tuple[Group, ...]:
    """The record's claims by chain, the outlet's own word first, then in the order of the text."""
    attributions = {a.id: a for a in record.attributions}
    made: dict[tuple[str, ...], list[Claim]] = {}
    for claim in sorted(record.claims, key=lambda c: (bool(c.chain), c.content.start)):
        made.setdefault(claim.chain, []).append(claim)
    names = Names(record, words)
    lines = {line.id: line for line in _lines(record, names)}
    return tuple(
        Group(
            tuple(_link(attributions[i], names) for i in chain),
            tuple(c.id for c in claims),
            tuple(sorted((lines[i] for c in claims for i in c.about if i in lines), key=lambda line: line.start)),
        )
        for chain, claims in made.items()
    )


class Names:
    """Ids to readable names for one record."""

    def __init__(self, record: Record, words: Words) -> None:
        self.text, self.words = record.document.text, words
        self.actors: dict[str, Actor] = {a.id: a for a in record.actors}
        self.places: dict[str, Place] = {p.id: p for p in record.places}
        self.times: dict[str, TimeValue] = {t.id: t for t in record.times}

    def actor(self, actor_id: str) -> str:
        actor = self.actors.get(actor_id)
        return actor.name if actor else self.place(actor_id) or actor_id

    def place(self, place_id: str | None) -> str | None:
        place = self.places.get(place_id or "")
        if place is None:
            return None
        return place.area or place.name

    def time(self, time_id: str | None) -> str | None:
        time = self.times.get(time_id or "")
        if time is None:
            return None
        return f"{self.quote(time.span)} ({interval(time) or self.words('ui', 'unanchored')})"

    def quote(self, span: Span) -> str:
        return " ".join(span.of(self.text).split())


def interval(time: TimeValue) -> str | None:
    """The time as EDTF, else as its bounds, None when it is not anchored."""
    if time.edtf:
        return time.edtf
    if time.earliest or time.latest:
        return f"{time.earliest or '..'}/{time.latest or '..'}"
    return None


def reserve(modality: Modality, words: Words) -> tuple[str, ...]:
    """What keeps an event from being plainly asserted; () when it is affirmed, certain and has happened."""
    parts = []
    if modality.polarity != "affirmed":
        parts.append(words("polarity", modality.polarity))
    if modality.status != "occurred":
        parts.append(words("status", modality.status))
    if modality.certainty != "certain":
        parts.append(words("certainty", modality.certainty))
    return tuple(parts)


def toll(item: Toll, words: Words) -> str:
    """ "killed: at least 12 (civilians)"."""
    if item.low is not None and item.high is None:
        count = f"{words('ui', 'at_least')} {item.low}"
    elif item.low == item.high:
        count = str(item.low if item.low is not None else words("ui", "unknown"))
    else:
        count = f"{item.low if item.low is not None else '..'}–{item.high}"
    return f"{words('effect', item.effect)}: {count}" + (f" ({item.who})" if item.who else "")


def _lines(record: Record, names: Names) -> Iterator[Line]:
    for event in record.events:
        yield _event(event, names)
    for relation in record.relations:
        yield _relation(relation, names)


def _event(event: Event, names: Names) -> Line:
    words = names.words
    code = event.type + (f"/{event.mode}" if event.mode else "")
    if event.acled:
        code += f" · {event.acled.sub_event_type}"
    return Line(
        event.id, words("type", event.type), code, tuple(names.actor(a) for a in event.actors),
        tuple(names.actor(a) for a in event.recipients), names.place(event.place), names.time(event.time),
        tuple(toll(t, words) for t in event.tolls), reserve(event.modality, words), names.quote(event.trigger),
        event.trigger.start,
    )  # fmt: skip


def _relation(relation: Relation, names: Names) -> Line:
    words = names.words
    dates = [
        f"{words('ui', key)} {names.time(t)}" for key, t in (("since", relation.since), ("until", relation.until)) if t
    ]
    weak = tuple(r for r in reserve(relation.modality, words) if r != words("status", "ongoing"))
    return Line(
        relation.id, words("relation", relation.kind), relation.kind, (names.actor(relation.head),),
        (names.actor(relation.tail),), None, "; ".join(dates) or None, (), weak, names.quote(relation.evidence[0]),
        relation.evidence[0].start,
    )  # fmt: skip


def _link(attribution: Attribution, names: Names) -> Link:
    words = names.words
    if attribution.source is not None:
        who = names.quote(attribution.source)
    elif attribution.actor:
        who = names.actor(attribution.actor)
    else:
        who = words("ui", "unnamed")
    return Link(
        attribution.id, who, words("source_kind", attribution.source_kind), words("stance", attribution.stance),
        words("quotation", attribution.quotation), tuple(names.quote(v) for v in attribution.via),
    )  # fmt: skip
