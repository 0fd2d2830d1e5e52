"""Events by claim: who did what to whom, where, when, with which status, and on whose word.

A date asked for is compared with the event's own date; an event whose date is unknown never passes for one of that day
(`undated` counts how many were left out for that).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from musnad.archive.models import (
    ActorNames,
    Actors,
    Claims,
    Documents,
    EntityMembers,
    EventActors,
    Events,
    Names,
    Speakers,
    Tolls,
)
from musnad.archive.names import names_like
from musnad.archive.query import chunks, texts_of, visible
from musnad.gazetteer import Gazetteer, key

_AREAS = ("region", "province", "district")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which events: every field that is set must fit.

    who:     words of a name: of an actor or a recipient (`by`: only of the actor, `against`: only of the recipient).
    entity:  number of an entity (an actor across documents) that must be actor or recipient.
    what:    PLOVER type. mode, status, polarity, certainty: as in the record. acled: event or sub-event type.
    where:   a place's name in any script, or a country's ISO 3166 alpha-3 code; an area holds what lies in it.
    since, until: the event's own date (ISO), until exclusive; printed_since, printed_until: the publication day.
    said_by: words of a speaker's name, anywhere in the chain. own_word: only what the outlet says itself.
    outlet, language, document_id: of the document. killed: at least so many killed (by the higher figure).
    teams:   whose restricted documents may be seen; None: all.
    """

    who: str | None = None
    by: str | None = None
    against: str | None = None
    entity: int | None = None
    what: str | None = None
    mode: str | None = None
    acled: str | None = None
    where: str | None = None
    since: str | None = None
    until: str | None = None
    printed_since: str | None = None
    printed_until: str | None = None
    said_by: str | None = None
    own_word: bool = False
    status: str | None = None
    polarity: str | None = None
    certainty: str | None = None
    outlet: str | None = None
    language: str | None = None
    document_id: int | None = None
    killed: int | None = None
    teams: tuple[str, ...] | None = None


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
    chosen = _conditions(select(Events.id), asked).order_by(Events.day.desc().nulls_last(), Events.id.desc())
    return event_infos(session, session.execute(chosen.offset(skip).limit(limit)).scalars().all())


def undated(session: Session, asked: Asked, most: int = 1000) -> int:
    """How many events (`most` at most) fit but for their date, which is unknown. 0 when no date is asked for."""
    if asked.since is None and asked.until is None:
        return 0
    rest = _conditions(select(Events.id), replace(asked, since=None, until=None))
    none = rest.where(Events.earliest.is_(None), Events.latest.is_(None)).limit(most)
    return session.execute(select(func.count()).select_from(none.subquery())).scalar_one()


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


def _conditions(chosen: Select[int], asked: Asked) -> Select[int]:
    """The select with every condition that is asked for."""
    for name, column in (
        ("what", Events.type), ("mode", Events.mode), ("status", Events.status), ("polarity", Events.polarity),
        ("certainty", Events.certainty), ("document_id", Events.document_id),
    ):  # fmt: skip
        value: Any = getattr(asked, name)
        if value is not None:
            chosen = chosen.where(column == value)
    if asked.acled is not None:
        chosen = chosen.where(or_(Events.acled == asked.acled, Events.acled_sub == asked.acled))
    for name, sides in (("who", ("actor", "recipient")), ("by", ("actor",)), ("against", ("recipient",))):
        if getattr(asked, name) is not None:
            chosen = chosen.where(Events.id.in_(_taking_part(getattr(asked, name), sides)))
    if asked.entity is not None:
        chosen = chosen.where(Events.id.in_(_entity(asked.entity)))
    if asked.where is not None:
        chosen = chosen.where(_there(asked.where))
    if asked.said_by is not None:
        chosen = chosen.where(Events.claim_id.in_(_said(asked.said_by)))
    if asked.own_word:
        chosen = chosen.where(Events.claim_id.in_(select(Claims.id).where(Claims.depth == 0)))
    if asked.killed is not None:
        dead = and_(Tolls.effect == "killed", func.coalesce(Tolls.high, Tolls.low) >= asked.killed)
        chosen = chosen.where(Events.id.in_(select(Tolls.event_id).where(dead)))
    return _documents(_dates(chosen, asked), asked)


def _taking_part(name: str, sides: tuple[str, ...]) -> Select[int]:
    holders = select(ActorNames.actor_id).where(ActorNames.name_id.in_(names_like(name)))
    found = select(EventActors.event_id).where(EventActors.actor_id.in_(holders))
    return found if len(sides) == 2 else found.where(EventActors.side == sides[0])


def _entity(number: int) -> Select[int]:
    member = and_(EntityMembers.document_id == Actors.document_id, EntityMembers.item == Actors.item)
    holders = select(Actors.id).join(EntityMembers, member).where(EntityMembers.entity_id == number)
    return select(EventActors.event_id).where(EventActors.actor_id.in_(holders))


def _said(name: str) -> Select[int]:
    """Claims that somebody of this name stands in the chain of, by any name of the speaker."""
    names = names_like(name)
    holders = select(ActorNames.actor_id).where(ActorNames.name_id.in_(names))
    return select(Speakers.claim_id).where(or_(Speakers.name_id.in_(names), Speakers.actor_id.in_(holders)))


def _there(where: str) -> ColumnElement[bool]:
    """At the place: the same gazetteer place, the same name in the text, or inside the country or area of that name."""
    folded = key(where)
    entries = Gazetteer.open().find(folded)
    fits: list[ColumnElement[bool]] = [Events.place_key == folded]
    if entries:
        fits.append(Events.gazetteer_id.in_([entry.id for entry in entries]))
    countries = {entry.country for entry in entries if entry.kind == "country" and entry.country}
    if len(where) == 3 and where.isascii() and where.isupper():
        countries.add(where)
    if countries:
        fits.append(Events.country.in_(sorted(countries)))
    fits += [
        and_(Events.admin1 == entry.name, Events.country == entry.country) for entry in entries if entry.kind in _AREAS
    ]
    return or_(*fits)


def _dates(chosen: Select[int], asked: Asked) -> Select[int]:
    """The event's interval touches [since, until); an open side passes, an unknown date does not."""
    if asked.since is not None or asked.until is not None:
        chosen = chosen.where(or_(Events.earliest.is_not(None), Events.latest.is_not(None)))
    if asked.until is not None:
        chosen = chosen.where(or_(Events.earliest.is_(None), Events.earliest < asked.until))
    if asked.since is not None:
        chosen = chosen.where(or_(Events.latest.is_(None), Events.latest > asked.since))
    if asked.printed_since is not None:
        chosen = chosen.where(Events.day >= asked.printed_since)
    if asked.printed_until is not None:
        chosen = chosen.where(Events.day < asked.printed_until)
    return chosen


def _documents(chosen: Select[int], asked: Asked) -> Select[int]:
    """Conditions on the document, joined only when there are any."""
    fits: list[ColumnElement[bool]] = []
    if asked.outlet is not None:
        fits.append(Documents.outlet == asked.outlet)
    if asked.language is not None:
        fits.append(Documents.language == asked.language)
    if asked.teams is not None:
        fits.append(visible(asked.teams))
    return chosen.join(Documents, Documents.id == Events.document_id).where(*fits) if fits else chosen
