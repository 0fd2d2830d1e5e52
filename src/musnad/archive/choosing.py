"""Which events fit: the conditions of a question, and how the newest that fit are found quickly among millions.

A date asked for is compared with the event's own date; an event whose date is unknown never passes for one of that day
(`undated` counts how many were left out for that).

A question is taken apart into alternatives (a place by its number, by its name, as an area; a date with and without a
beginning). Each is one walk along one index, newest first, that stops when it has found enough; what they find is put
together. A single question with OR would have to collect and sort everything that fits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, exists, func, or_, select, union_all
from sqlalchemy.orm import Session

from musnad.archive.models import (
    ActorNames,
    Actors,
    Claims,
    Documents,
    EntityMembers,
    EventActors,
    Events,
    Speakers,
    Tolls,
)
from musnad.archive.names import names_like
from musnad.archive.query import visible
from musnad.gazetteer import Gazetteer, key

FEW = 5000  # so many tolls or fewer are seldom
LATEST = 4000  # events published last that are looked through before a date is looked up
_AREAS = ("region", "province", "district")
Conditions = Sequence[ColumnElement[bool]]


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


def newest(session: Session, asked: Asked, skip: int, limit: int) -> list[int]:
    """Row numbers of the events that fit, those published last first. Raises BadRequest for a name without a word."""
    ways = _ways(session, asked)
    found = _among_the_latest(session, asked, ways) if _dated(asked) else set()
    for way in ways if len(found) < skip + limit else ():
        dated = _dated(asked) and not way.narrow
        order = func.coalesce(Events.day, "").desc() if dated else Events.day.desc().nulls_last()
        for dates in _dates(asked, way.narrow):
            asking: Any = select(Events.id, Events.day).where(*way.conditions, *dates)
            chosen = _documents(asking, asked)
            rows = session.execute(chosen.order_by(order, Events.id.desc()).limit(skip + limit))
            found.update((day or "", number) for number, day in rows)
    return [number for _, number in sorted(found, reverse=True)[skip : skip + limit]]


def _among_the_latest(session: Session, asked: Asked, ways: Sequence[_Way]) -> set[tuple[str, int]]:
    """What fits among the events published last: (day, number). When these are enough, they are the newest of all, and a
    long stretch of dates, in which hundreds of thousands fit, need not be sorted."""
    latest = select(Events.id).order_by(Events.day.desc().nulls_last(), Events.id.desc()).limit(LATEST)
    found: set[tuple[str, int]] = set()
    for way in ways if not any(way.narrow for way in ways) else ():
        for dates in _dates(asked, True):
            chosen: Any = select(Events.id, Events.day).where(Events.id.in_(latest), *way.conditions, *dates)
            found.update((day or "", number) for number, day in session.execute(_documents(chosen, asked)))
    return found


def undated(session: Session, asked: Asked, most: int = 1000) -> int:
    """How many events (`most` at most) fit but for their date, which is unknown. 0 when no date is asked for."""
    if not _dated(asked):
        return 0
    found: set[int] = set()
    for way in _ways(session, asked):
        unknown = [_aside(column, way.narrow).is_(None) for column in (Events.earliest, Events.latest)]
        chosen = _documents(select(Events.id).where(*way.conditions, *unknown), asked)
        found.update(session.execute(chosen.limit(most)).scalars())
    return min(len(found), most)


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to fit, but for dates. narrow: a name or a place leaves so few events that no other index should be walked."""

    conditions: Conditions
    narrow: bool


def _ways(session: Session, asked: Asked) -> list[_Way]:
    """Every way to fit, one for each reading of the place. What one finds another may find too."""
    named = (asked.who, asked.by, asked.against, asked.entity, asked.said_by, asked.document_id)
    deadly, seldom = _killed(session, asked.killed) if asked.killed is not None else ((), False)
    narrow = seldom or any(value is not None for value in named)
    common = [*_parties(asked), *deadly]
    places = _there(asked.where) if asked.where is not None else [(None, False)]
    return [
        _Way([*common, *_rest(asked, narrow or precise), *([place] if place is not None else [])], narrow or precise)
        for place, precise in places
    ]


def _dated(asked: Asked) -> bool:
    return asked.since is not None or asked.until is not None


def _aside(column: Any, aside: bool = True) -> Any:
    """The column's value as an expression (when `aside`), for which the database looks for no index."""
    return column + "" if aside else column


def _rest(asked: Asked, narrow: bool) -> list[ColumnElement[bool]]:
    """Type, status and the like. Their index leads astray beside what is narrow, and that of status, which nearly all
    events share, beside a date too."""
    broad = narrow or _dated(asked)
    fits: list[ColumnElement[bool]] = []
    for name, column, aside in (
        ("what", Events.type, narrow), ("mode", Events.mode, False), ("document_id", Events.document_id, False),
        ("status", Events.status, broad), ("polarity", Events.polarity, broad), ("certainty", Events.certainty, False),
    ):  # fmt: skip
        value: Any = getattr(asked, name)
        if value is not None:
            fits.append(_aside(column, aside) == value)
    if asked.acled is not None:
        fits.append(or_(Events.acled == asked.acled, Events.acled_sub == asked.acled))
    if asked.own_word:
        fits.append(exists().where(Claims.id == Events.claim_id, Claims.depth == 0))
    if asked.printed_since is not None:
        fits.append(_aside(Events.day, narrow) >= asked.printed_since)
    if asked.printed_until is not None:
        fits.append(_aside(Events.day, narrow) < asked.printed_until)
    return fits


def _killed(session: Session, number: int) -> tuple[Conditions, bool]:
    """At least so many killed, and whether that is seldom. Where it is, the tolls are looked up first; where it is not,
    the next event that fits is never far."""
    high = or_(Tolls.high >= number, and_(Tolls.high.is_(None), Tolls.low >= number))
    events = select(Tolls.event_id).where(Tolls.effect == "killed", high)
    seldom = len(session.execute(events.limit(FEW + 1)).all()) <= FEW
    each = exists().where(Tolls.event_id == Events.id, _aside(Tolls.effect) == "killed", high)
    return ([Events.id.in_(events)] if seldom else [each]), seldom


def _parties(asked: Asked) -> list[ColumnElement[bool]]:
    """Who takes part, and who says it."""
    sides = (("who", ("actor", "recipient")), ("by", ("actor",)), ("against", ("recipient",)))
    fits: list[ColumnElement[bool]] = [
        Events.id.in_(_taking_part(getattr(asked, name), side)) for name, side in sides if getattr(asked, name) is not None
    ]
    if asked.entity is not None:
        fits.append(Events.id.in_(_entity(asked.entity)))
    if asked.said_by is not None:
        fits.append(Events.claim_id.in_(_said(asked.said_by)))
    return fits


def _taking_part(name: str, sides: tuple[str, ...]) -> Select[int]:
    holders = select(ActorNames.actor_id).where(ActorNames.name_id.in_(names_like(name)))
    found = select(EventActors.event_id).where(EventActors.actor_id.in_(holders))
    return found if len(sides) == 2 else found.where(EventActors.side == sides[0])


def _entity(number: int) -> Select[int]:
    member = and_(EntityMembers.document_id == Actors.document_id, EntityMembers.item == Actors.item)
    holders = select(Actors.id).join(EntityMembers, member).where(EntityMembers.entity_id == number)
    return select(EventActors.event_id).where(EventActors.actor_id.in_(holders))


def _said(name: str) -> CompoundSelect[int]:
    """Claims that somebody of this name stands in the chain of, by any name of the speaker."""
    names = names_like(name)
    holders = select(ActorNames.actor_id).where(ActorNames.name_id.in_(names))
    return union_all(
        select(Speakers.claim_id).where(Speakers.name_id.in_(names)),
        select(Speakers.claim_id).where(Speakers.actor_id.in_(holders)),
    )


def _there(where: str) -> list[tuple[ColumnElement[bool], bool]]:
    """At the place, each reading by itself: the same name in the text, the same gazetteer place, inside the area or country
    of that name; and whether it is a single place."""
    folded = key(where)
    entries = Gazetteer.open().find(folded)
    fits: list[tuple[ColumnElement[bool], bool]] = [(Events.place_key == folded, True)]
    if entries:
        fits.append((Events.gazetteer_id.in_([entry.id for entry in entries]), True))
    countries = {entry.country for entry in entries if entry.kind == "country" and entry.country}
    if len(where) == 3 and where.isascii() and where.isupper():
        countries.add(where)
    fits += [(Events.country == country, False) for country in sorted(countries)]
    areas = [entry for entry in entries if entry.kind in _AREAS]
    return fits + [(and_(Events.admin1 == e.name, _aside(Events.country) == e.country), True) for e in areas]


def _dates(asked: Asked, narrow: bool) -> list[Conditions]:
    """The event's interval touches [since, until); an open side passes, an unknown date does not. Each way by itself."""
    if not _dated(asked):
        return [()]
    earliest, latest = (_aside(column, narrow) for column in (Events.earliest, Events.latest))
    reaches = (latest > asked.since,) if asked.since is not None else ()
    begins = (earliest < asked.until,) if asked.until is not None else ()
    return [
        (earliest.is_not(None), latest.is_not(None), *reaches, *begins),
        (earliest.is_not(None), _aside(Events.latest).is_(None), *begins),  # walked by what is rarer: a beginning
        (earliest.is_(None), latest.is_not(None), *reaches),
    ]


def _documents(chosen: Select[Any], asked: Asked) -> Select[Any]:
    """Conditions on the document, joined only when there are any."""
    fits: list[ColumnElement[bool]] = []
    if asked.outlet is not None:
        fits.append(Documents.outlet == asked.outlet)
    if asked.language is not None:
        fits.append(Documents.language == asked.language)
    if asked.teams is not None:
        fits.append(visible(asked.teams))
    return chosen.join(Documents, Documents.id == Events.document_id).where(*fits) if fits else chosen
