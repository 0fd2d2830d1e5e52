"""One flat row an event (and one a relation): everything joined that the flat formats need, so that each writer only picks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from musnad.export.entry import Entry
from musnad.export.private import Privacy, View
from musnad.record import Actor, Attribution, Claim, Event, Modality, Place, Record, Relation, Span, TimeValue, Toll

OUTLET = "(the outlet itself)"


@dataclass(frozen=True, slots=True)
class Party:
    """An actor as a flat format shows it. `name` is a pseudonym for private persons."""

    id: str
    name: str
    names: tuple[str, ...]
    kind: str
    country: str | None
    sectors: tuple[str, ...]
    private: bool


@dataclass(frozen=True, slots=True)
class Said:
    """On whose word: the chain's speakers from the outlet inward, and the innermost one."""

    chain: tuple[str, ...]
    speaker: str
    speaker_kind: str
    stance: str
    quotation: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event with all that hangs on it. Texts are scrubbed; `time` may be coarse, `place` too, when that was asked for."""

    entry: Entry
    view: View
    event: Event
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    place: Place | None
    time: TimeValue | None
    said: Said
    quote: str
    review: str
    origins: int | None
    articles: int | None

    @property
    def record(self) -> Record:
        """The record that the event stands in."""
        return self.entry.record

    @property
    def id(self) -> str:
        """Unique over documents: the start of the document's hash and the item's id."""
        return f"{self.record.document.id[:12]}/{self.event.id}"

    @property
    def modality(self) -> Modality:
        return self.event.modality

    @property
    def affirmed(self) -> bool:
        """Is it told as having happened: affirmed, occurred or going on, and certain?"""
        m = self.modality
        return m.polarity == "affirmed" and m.certainty == "certain" and m.status in ("occurred", "ongoing")

    def toll(self, effect: str) -> tuple[Toll, ...]:
        """The tolls of one effect, as told."""
        return tuple(t for t in self.event.tolls if t.effect == effect)


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A relation with its ends. `tail` is None when the tail is a place (then `place` has it)."""

    entry: Entry
    view: View
    relation: Relation
    head: Party
    tail: Party | None
    place: Place | None
    since: TimeValue | None
    until: TimeValue | None
    said: Said
    quote: str
    review: str

    @property
    def id(self) -> str:
        return f"{self.entry.record.document.id[:12]}/{self.relation.id}"


def event_rows(entry: Entry, privacy: Privacy) -> Iterator[EventRow]:
    """The rows of all events of a record, in its order; rejected ones too (writers leave them out and count them)."""
    joined = _Joined(entry, privacy)
    for event in entry.record.events:
        yield joined.event(event)


def relation_rows(entry: Entry, privacy: Privacy) -> Iterator[RelationRow]:
    """The rows of all relations of a record."""
    joined = _Joined(entry, privacy)
    for relation in entry.record.relations:
        yield joined.relation(relation)


class _Joined:
    """Look-ups of one record, made once."""

    def __init__(self, entry: Entry, privacy: Privacy) -> None:
        record = entry.record
        self.entry, self.privacy, self.view = entry, privacy, privacy.view(record)
        self.actors = {a.id: a for a in record.actors}
        self.places = {p.id: p for p in record.places}
        self.times = {t.id: t for t in record.times}
        self.links = {a.id: a for a in record.attributions}
        self.claims = {c.id: c for c in record.claims}

    def event(self, event: Event) -> EventRow:
        from musnad.export.coarse import coarse_place, coarse_time

        place, time = self.places.get(event.place or ""), self.times.get(event.time or "")
        return EventRow(
            self.entry, self.view, event, self._parties(event.actors), self._parties(event.recipients),
            coarse_place(place) if self.privacy.coarse_place else place,
            coarse_time(time) if self.privacy.coarse_time else time,
            self._said(self.claims[event.claim]), self._quote(event.evidence, event.trigger), self.entry.review(event.id),
            self.entry.origins.get(event.id), self.entry.articles.get(event.id),
        )  # fmt: skip

    def relation(self, relation: Relation) -> RelationRow:
        tail = self.actors.get(relation.tail)
        return RelationRow(
            self.entry, self.view, relation, self._party(self.actors[relation.head]), self._party(tail) if tail else None,
            self.places.get(relation.tail), self.times.get(relation.since or ""), self.times.get(relation.until or ""),
            self._said(self.claims[relation.claim]), self._quote(relation.evidence, None), self.entry.review(relation.id),
        )  # fmt: skip

    def _parties(self, ids: tuple[str, ...]) -> tuple[Party, ...]:
        return tuple(self._party(self.actors[i]) for i in ids)

    def _party(self, actor: Actor) -> Party:
        return Party(
            actor.id, self.view.name(actor), self.view.names(actor), actor.kind, actor.country, actor.sectors, actor.private
        )

    def _said(self, claim: Claim) -> Said:
        links = [self.links[i] for i in claim.chain]
        if not links:
            return Said((), OUTLET, "media", "say", "indirect")
        last = links[-1]
        chain = tuple(map(self._speaker, links))
        return Said(chain, chain[-1], last.source_kind, last.stance, last.quotation)

    def _speaker(self, link: Attribution) -> str:
        if link.actor in self.actors:
            return self.view.name(self.actors[link.actor])
        return self.view.text(link.head or link.source) or "(not named)"

    def _quote(self, evidence: tuple[Span, ...], trigger: Span | None) -> str:
        spans = evidence or ((trigger,) if trigger else ())
        return " … ".join(self.view.text(span) for span in spans)
