"""Who is it? Names, roles, relations and doings of an actor across documents, each on whose word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, or_, select
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

MOST = 2000  # actors of documents that one answer looks at


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
    with it; roles: title -> documents; members: (document, item)."""

    entity: int | None
    name: str
    kind: str
    country: str | None
    names: dict[str, int]
    roles: dict[str, int]
    documents: int
    members: tuple[tuple[int, str], ...]
    relations: tuple[Related, ...]
    events: tuple[EventInfo, ...]


def who(session: Session, name: str, *, as_of: str | None = None, limit: int = 20, entities: int = 10) -> list[Person]:
    """The entities, and the actors in none, whose names hold all words of `name`, those in most documents first.

    as_of: only relations that held on that day (ISO), as far as their dates are known. Private persons are left out.
    Raises BadRequest when `name` has no word."""
    holders = select(ActorNames.actor_id).where(ActorNames.name_id.in_(names_like(name)))
    asked = (
        select(Actors, EntityMembers.entity_id)
        .outerjoin(EntityMembers, and_(EntityMembers.document_id == Actors.document_id, EntityMembers.item == Actors.item))
        .where(Actors.id.in_(holders), Actors.private.is_(False))
        .order_by(Actors.id.desc())
        .limit(MOST)
    )
    groups: dict[int | None, list[Actors]] = {}
    for actor, entity in session.execute(asked):
        groups.setdefault(entity, []).append(actor)
    alone = groups.pop(None, [])
    found = [_person(session, entity, _members(session, entity), as_of, limit) for entity in sorted(filter(None, groups))]
    found.sort(key=lambda person: -person.documents)
    found = found[:entities]
    return found + ([_person(session, None, alone, as_of, limit)] if alone else [])


def entity(session: Session, number: int, *, as_of: str | None = None, limit: int = 20) -> Person:
    """The entity with this number. Raises BadRequest when there is none."""
    if session.get(Entities, number) is None:
        raise BadRequest(f"the archive has no entity {number}: `musnad who NAME` shows their numbers.")
    return _person(session, number, _members(session, number), as_of, limit)


def _members(session: Session, number: int) -> list[Actors]:
    asked = (
        select(Actors)
        .join(EntityMembers, and_(EntityMembers.document_id == Actors.document_id, EntityMembers.item == Actors.item))
        .where(EntityMembers.entity_id == number)
        .order_by(Actors.id.desc())
    )
    return list(session.execute(asked.limit(MOST)).scalars())


def _person(
    session: Session, number: int | None, actors: Sequence[Actors], as_of: str | None, limit: int
) -> Person:
    ids = [actor.id for actor in actors]
    names = _names(session, ids)
    row = session.get(Entities, number) if number is not None else None
    kinds = Counter(actor.kind for actor in actors)
    return Person(
        entity=number, name=row.name if row else next(iter(names), "?"),
        kind=row.kind if row else kinds.most_common(1)[0][0], country=row.country if row else actors[0].country,
        names=names, roles=dict(Counter(t for a in actors for t in a.titles.split("\n") if t).most_common()),
        documents=len({actor.document_id for actor in actors}),
        members=tuple((actor.document_id, actor.item) for actor in actors),
        relations=tuple(_relations(session, ids, as_of)), events=tuple(_events(session, ids, limit)),
    )  # fmt: skip


def _names(session: Session, ids: Sequence[int]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for chunk in chunks(ids):
        asked = select(Names.text).join(ActorNames, ActorNames.name_id == Names.id).where(ActorNames.actor_id.in_(chunk))
        counts.update(session.execute(asked).scalars())
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _events(session: Session, ids: Sequence[int], limit: int) -> list[EventInfo]:
    """The newest events that they take part in, by their own date, else by the publication's."""
    found: dict[int, str] = {}
    for chunk in chunks(ids):
        asked = (
            select(Events.id, Events.earliest, Events.day)
            .join(EventActors, EventActors.event_id == Events.id)
            .where(EventActors.actor_id.in_(chunk))
        )
        found.update((number, earliest or day or "") for number, earliest, day in session.execute(asked))
    newest = sorted(found, key=lambda n: (found[n], n), reverse=True)[:limit]
    return event_infos(session, newest)


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
