"""Entities of an archive as its tables keep them. Only members that moved are written."""

from __future__ import annotations

from collections import Counter, defaultdict

from sqlalchemy import and_, delete, or_, select, update
from sqlalchemy.orm import Session

from musnad.archive.models import Entities, EntityMembers
from musnad.archive.query import chunks
from musnad.resolve.entities.plan import Cast, Entity
from musnad.resolve.entities.rows import Member, homes_of

Place = tuple[int, float, str | None]  # (entity, score, reason)


def write_entities(session: Session, cast: Cast) -> int:
    """Put what was planned in the place of what was there; how many entities were written. An entity keeps its number where
    most of it stays, and its state: what a person confirmed stays confirmed."""
    there = _there(session, cast)
    left = {place[0] for place in there.values()}
    planned: dict[Member, Place] = {}
    for entity in cast.entities:
        shares = Counter(there[m][0] for m in entity.members if m in there and there[m][0] in left)
        number = min(shares, key=lambda one: (-shares[one], one), default=None)
        left.discard(number or 0)
        number = _entity(session, number, entity)
        planned.update((member, (number, *why)) for member, why in entity.members.items())
    _move(session, there, planned)
    for number in left:
        session.execute(delete(Entities).where(Entities.id == number))
    session.flush()
    return len(cast.entities)


def _there(session: Session, cast: Cast) -> dict[Member, Place]:
    """All members of the entities that members of the cast are in now."""
    touched = set(homes_of(session, cast.members).values())
    found: dict[Member, Place] = {}
    for chunk in chunks(sorted(touched)):
        for row in session.execute(select(EntityMembers).where(EntityMembers.entity_id.in_(chunk))).scalars():
            found[row.document_id, row.item] = row.entity_id, row.score, row.reason
    return found


def _entity(session: Session, number: int | None, entity: Entity) -> int:
    """The number of the entity, its row written."""
    if number is None:
        row = Entities(**entity.facts)
        session.add(row)
        session.flush()
        return row.id
    session.execute(update(Entities).where(Entities.id == number).values(**entity.facts))
    return number


def _move(session: Session, there: dict[Member, Place], planned: dict[Member, Place]) -> None:
    """Take away the members that are elsewhere or judged otherwise now, and put in those that are new there."""
    gone: dict[int, list[str]] = defaultdict(list)
    for (document, item), place in there.items():
        if planned.get((document, item)) != place:
            gone[document].append(item)
    for chunk in chunks(sorted(gone)):
        lost = [and_(EntityMembers.document_id == n, EntityMembers.item.in_(gone[n])) for n in chunk]
        session.execute(delete(EntityMembers).where(or_(*lost)))
    session.add_all(
        EntityMembers(document_id=document, item=item, entity_id=place[0], score=place[1], reason=place[2])
        for (document, item), place in planned.items()
        if there.get((document, item)) != place
    )
    session.flush()
