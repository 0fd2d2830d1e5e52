"""Who is it? Names, roles, relations and doings of an actor across documents, each on whose word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from musnad.archive.find import EventInfo, event_infos
from musnad.archive.models import (
    ActorNames,
    Actors,
    Claims,
    Documents,
    Entities,
    EntityMembers,
    EventActors,
    Events,
    Names,
    Relations,
    Speakers,
)
from musnad.archive.names import names_like
from musnad.archive.query import chunks
from musnad.errors import BadRequest

MOST = 2000  # actors of documents that one answer looks at, the newest
SEVERAL = 500  # the same for each entity when a name brings several
_IS_MEMBER = and_(EntityMembers.document_id == Actors.document_id, EntityMembers.item == Actors.item)
_MEMBER = select(
    Actors.id, Actors.document_id, Actors.item, Actors.kind, Actors.country, Actors.titles, Names.fold
).join(Names, Names.id == Actors.name_id)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Related:
    """A relation as one document tells it. side: head or tail, where the asked one stands; said_by: the chain of speakers
    from the outlet inward, () for the outlet's own word."""

    kind: str
    side: str
    other: str
    since: str | None
    until: str | None
    polarity: str
    status: str
    document: int
    outlet: str | None
    said_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """An answer. entity: its number, None when no document was put together with another; names: spelling -> documents
    with it; roles: title -> documents; members: (document, item).

    documents: in how many it is named; looked: how many of them, the newest, were looked at for all that follows."""

    entity: int | None
    name: str
    kind: str
    country: str | None
    names: dict[str, int]
    roles: dict[str, int]
    documents: int
    looked: int
    members: tuple[tuple[int, str], ...]
    relations: tuple[Related, ...]
    events: tuple[EventInfo, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """An actor of one document: its row's number and what is told of it there. name: the main name, folded."""

    id: int
    document: int
    item: str
    kind: str
    country: str | None
    titles: str
    name: str

    @property
    def named(self) -> tuple[str, bool]:
        """Those with the same are shown together when nothing else puts them together."""
        return self.name, self.kind == "person"


def who(session: Session, name: str, *, as_of: str | None = None, limit: int = 20, entities: int = 10) -> list[Person]:
    """The entities whose names hold all words of `name`, and then the actors in none, those of one name together; of each,
    `entities` at most, those that bear the name in most documents first. `limit`: events of each.

    as_of: only relations that held on that day (ISO), as far as their dates are known. Private persons are left out.
    Raises BadRequest when `name` has no word."""
    bearers = _bearers(session, name)
    counts = Counter(number for _, number in bearers)
    counts.pop(None, 0)
    best = sorted(counts, key=lambda number: (-counts[number], number or 0))[:entities]
    groups: dict[tuple[str, bool], list[Member]] = {}
    alone = sorted((actor for actor, number in bearers if number is None), reverse=True)[:MOST]
    for member in _rows(session, alone):
        groups.setdefault(member.named, []).append(member)
    found: list[tuple[int | None, list[Member]]] = [(n, _members(session, n, SEVERAL)) for n in best if n is not None]
    lone = sorted(groups.values(), key=lambda members: -len({m.document for m in members}))[:entities]
    people = _people(session, [*found, *((None, members) for members in lone)], as_of, limit)
    return sorted(people, key=lambda person: (person.entity is None, -person.documents))


def entity(session: Session, number: int, *, as_of: str | None = None, limit: int = 20) -> Person:
    """The entity with this number. Raises BadRequest when there is none."""
    if session.get(Entities, number) is None:
        raise BadRequest(f"the archive has no entity {number}: `musnad who NAME` shows their numbers.")
    return _people(session, [(number, _members(session, number, MOST))], as_of, limit)[0]


def _bearers(session: Session, name: str) -> list[tuple[int, int | None]]:
    """(actor row, entity or None) of all actors with such a name; bare numbers, since a common name has tens of thousands."""
    asked = (
        select(Actors.id, EntityMembers.entity_id)
        .outerjoin(EntityMembers, _IS_MEMBER)
        .where(Actors.id.in_(select(ActorNames.actor_id).where(ActorNames.name_id.in_(names_like(name)))))
        .where(Actors.private.is_(False))
    )
    return [(actor, number) for actor, number in session.execute(asked)]


def _rows(session: Session, ids: Sequence[int]) -> list[Member]:
    """Actors by row number, the newest first."""
    found = [row for chunk in chunks(ids) for row in session.execute(_MEMBER.where(Actors.id.in_(chunk)))]
    return sorted((Member(*row) for row in found), key=lambda member: -member.id)


def _members(session: Session, number: int, most: int) -> list[Member]:
    """The `most` newest members of an entity."""
    asked = _MEMBER.join(EntityMembers, _IS_MEMBER).where(EntityMembers.entity_id == number)
    newest = asked.order_by(EntityMembers.document_id.desc(), EntityMembers.item.desc()).limit(most)
    return [Member(*row) for row in session.execute(newest)]


def _documents(session: Session, number: int) -> int:
    """In how many documents an entity is."""
    asked = select(func.count(EntityMembers.document_id.distinct())).where(EntityMembers.entity_id == number)
    return session.execute(asked).scalar_one()


def _people(
    session: Session, groups: Sequence[tuple[int | None, Sequence[Member]]], as_of: str | None, limit: int
) -> list[Person]:
    """An answer for each group of actors; what their events say is asked for all of them at once."""
    wanted = [_events(session, [member.id for member in members], limit) for _, members in groups]
    told = {info.number: info for info in event_infos(session, dict.fromkeys(n for numbers in wanted for n in numbers))}
    return [
        _person(session, number, members, as_of, tuple(told[n] for n in numbers if n in told))
        for (number, members), numbers in zip(groups, wanted, strict=True)
    ]


def _person(
    session: Session, number: int | None, members: Sequence[Member], as_of: str | None, events: tuple[EventInfo, ...]
) -> Person:
    ids = [member.id for member in members]
    names = _names(session, ids)
    row = session.get(Entities, number) if number is not None else None
    looked = len({member.document for member in members})
    kinds, countries = Counter(m.kind for m in members), Counter(m.country for m in members if m.country)
    return Person(
        entity=number, name=row.name if row else next(iter(names), "?"), kind=row.kind if row else _first(kinds) or "?",
        country=row.country if row else _first(countries), names=names,
        roles=dict(Counter(t for m in members for t in m.titles.split("\n") if t).most_common()),
        documents=_documents(session, number) if number is not None else looked, looked=looked,
        members=tuple((member.document, member.item) for member in members),
        relations=tuple(_relations(session, ids, as_of)), events=events,
    )  # fmt: skip


def _first(counts: Counter[str]) -> str | None:
    return next((value for value, _ in counts.most_common(1)), None)


def _names(session: Session, ids: Sequence[int]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for chunk in chunks(ids):
        asked = (
            select(Names.text, func.count())
            .join(ActorNames, ActorNames.name_id == Names.id)
            .where(ActorNames.actor_id.in_(chunk))
            .group_by(Names.text)
        )
        for text, count in session.execute(asked):
            counts[text] += count
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _events(session: Session, ids: Sequence[int], limit: int) -> list[int]:
    """Numbers of the newest events that they take part in, by their own date, else by the publication's."""
    found: set[tuple[str, int]] = set()
    when = func.coalesce(Events.earliest, Events.day, "")
    for chunk in chunks(ids):
        takes_part = Events.id.in_(select(EventActors.event_id).where(EventActors.actor_id.in_(chunk)))
        asked = select(when, Events.id).where(takes_part).order_by(when.desc(), Events.id.desc()).limit(limit)
        found.update((day, number) for day, number in session.execute(asked))
    return [number for _, number in sorted(found, reverse=True)[:limit]]


def _relations(session: Session, ids: Sequence[int], as_of: str | None) -> list[Related]:
    """Relations that they are head or tail of, by kind."""
    found: list[Related] = []
    head, tail = aliased(Actors), aliased(Actors)
    head_name, tail_name = aliased(Names), aliased(Names)
    for chunk in chunks(ids):
        asked = (
            select(Relations, head_name.text, tail_name.text, Documents.outlet)
            .join(head, head.id == Relations.head_id)
            .join(head_name, head_name.id == head.name_id)
            .outerjoin(tail, tail.id == Relations.tail_id)
            .outerjoin(tail_name, tail_name.id == tail.name_id)
            .join(Documents, Documents.id == Relations.document_id)
            .where(or_(Relations.head_id.in_(chunk), Relations.tail_id.in_(chunk)))
            .order_by(Relations.kind, Relations.id)
        )
        rows = session.execute(asked).all()
        said = speakers(session, [row[0].claim_id for row in rows])
        for relation, first, second, outlet in rows:
            if held(relation.since, relation.until, as_of):
                side = "head" if relation.head_id in chunk else "tail"
                other = (second or relation.place or "?") if side == "head" else first
                found.append(
                    Related(
                        relation.kind, side, other, relation.since, relation.until, relation.polarity, relation.status,
                        relation.document_id, outlet, said.get(relation.claim_id, ()),
                    )
                )  # fmt: skip
    return found


def held(since: str | None, until: str | None, as_of: str | None) -> bool:
    """Did it hold on the day, as far as its dates are known?"""
    return as_of is None or ((since is None or since <= as_of) and (until is None or as_of <= until))


def speakers(session: Session, claims: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Claim row -> its chain of speakers from the outlet inward; unnamed ones by what they are."""
    made: dict[int, list[str]] = {}
    for chunk in chunks(sorted(set(claims))):
        asked = (
            select(Speakers.claim_id, Names.text, Speakers.source_kind)
            .join(Claims, Claims.id == Speakers.claim_id)
            .outerjoin(Names, Names.id == Speakers.name_id)
            .where(Speakers.claim_id.in_(chunk))
            .order_by(Speakers.claim_id, Speakers.place)
        )
        for claim, name, kind in session.execute(asked):
            made.setdefault(claim, []).append(name or f"({kind})")
    return {claim: tuple(chain) for claim, chain in made.items()}
