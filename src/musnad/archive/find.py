"""Events by claim: who did what to whom, where, when, with which status, and on whose word. Which events fit is chosen in
`musnad.archive.choosing`; here is what is told of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from musnad.archive.choosing import Asked, newest, undated
from musnad.archive.models import Actors, Claims, Documents, EventActors, Events, Names, Speakers, Tolls
from musnad.archive.query import chunks, texts_of

__all__ = ["Asked", "EventInfo", "EventToll", "Party", "Speaker", "event_infos", "find_events", "undated"]


@dataclass(frozen=True, slots=True)
class Party:
    """Who takes part: the actor's item in the document, its main name, side actor | recipient."""

    item: str
    name: str
    side: str
    private: bool


@dataclass(frozen=True, slots=True)
class Speaker:
    """A link of the chain, from the outlet inward. `name` None for a source without one."""

    name: str | None
    source_kind: str
    stance: str


@dataclass(frozen=True, slots=True)
class EventToll:
    """How many; `unsure` when the number was read from an image."""

    effect: str
    who: str | None
    low: int | None
    high: int | None
    unsure: bool


@dataclass(frozen=True, slots=True)
class EventInfo:
    """An event with all that a line of a list needs. `quote` is its first evidence in the document's words."""

    number: int
    document_id: int
    item: str
    claim: str
    type: str
    mode: str | None
    acled: str | None
    acled_sub: str | None
    status: str
    polarity: str
    certainty: str
    place: str | None
    gazetteer_id: str | None
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    precision: str | None
    earliest: str | None
    latest: str | None
    day: str | None
    parties: tuple[Party, ...]
    tolls: tuple[EventToll, ...]
    speakers: tuple[Speaker, ...]
    title: str | None
    outlet: str | None
    url: str | None
    language: str
    start: int
    end: int
    quote: str


_FLAT = (
    "document_id", "item", "claim", "type", "mode", "acled", "acled_sub", "status", "polarity", "certainty", "place",
    "gazetteer_id", "country", "admin1", "lat", "lon", "precision", "earliest", "latest", "day", "title", "outlet", "url",
    "language", "start", "end",
)  # fmt: skip


def find_events(session: Session, asked: Asked, *, skip: int = 0, limit: int = 50) -> list[EventInfo]:
    """The events that fit, those of the newest documents first. Raises BadRequest for a name without a word."""
    return event_infos(session, newest(session, asked, skip, limit))


def event_infos(session: Session, numbers: Iterable[int]) -> list[EventInfo]:
    """Events by row number, in the order given, with parties, tolls, chain and quote."""
    listed = list(numbers)
    rows = {row.id: row for chunk in chunks(listed) for row in session.execute(_whole(chunk))}
    parties, tolls = _parties(session, listed), _tolls(session, listed)
    speakers = _speakers(session, {row.claim_id for row in rows.values()})
    texts = texts_of(session, {row.document_id for row in rows.values()})
    return [
        EventInfo(
            number=n, parties=tuple(parties[n]), tolls=tuple(tolls[n]), speakers=tuple(speakers[row.claim_id]),
            quote=texts[row.document_id][row.start : row.end], **{name: getattr(row, name) for name in _FLAT},
        )
        for n in listed
        if (row := rows.get(n)) is not None
    ]  # fmt: skip


def _whole(numbers: list[int]) -> Select[Any]:
    return (
        select(
            *Events.__table__.columns, Claims.item.label("claim"), Documents.title, Documents.outlet, Documents.url,
            Documents.language,
        )
        .join(Claims, Claims.id == Events.claim_id)
        .join(Documents, Documents.id == Events.document_id)
        .where(Events.id.in_(numbers))
    )  # fmt: skip


def _parties(session: Session, numbers: list[int]) -> dict[int, list[Party]]:
    made: dict[int, list[Party]] = defaultdict(list)
    for chunk in chunks(numbers):
        rows = session.execute(
            select(EventActors.event_id, Actors.item, Names.text, EventActors.side, Actors.private)
            .join(Actors, Actors.id == EventActors.actor_id)
            .join(Names, Names.id == Actors.name_id)
            .where(EventActors.event_id.in_(chunk))
            .order_by(EventActors.side, Actors.id)
        )
        for event, item, name, side, private in rows:
            made[event].append(Party(item, name, side, private))
    return made


def _tolls(session: Session, numbers: list[int]) -> dict[int, list[EventToll]]:
    made: dict[int, list[EventToll]] = defaultdict(list)
    for chunk in chunks(numbers):
        for row in session.execute(select(Tolls).where(Tolls.event_id.in_(chunk)).order_by(Tolls.id)).scalars():
            made[row.event_id].append(EventToll(row.effect, row.who, row.low, row.high, row.unsure))
    return made


def _speakers(session: Session, claims: set[int]) -> dict[int, list[Speaker]]:
    made: dict[int, list[Speaker]] = defaultdict(list)
    for chunk in chunks(claims):
        rows = session.execute(
            select(Speakers.claim_id, Names.text, Speakers.source_kind, Speakers.stance)
            .outerjoin(Names, Names.id == Speakers.name_id)
            .where(Speakers.claim_id.in_(chunk))
            .order_by(Speakers.claim_id, Speakers.place)
        )
        for claim, name, kind, stance in rows:
            made[claim].append(Speaker(name, kind, stance))
    return made
