"""The network: who stands to whom, as of a day, each tie with the claims it rests on."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, aliased

from musnad.archive.models import Actors, Documents, Entities, EntityMembers, Names, Relations
from musnad.resolve.views.who import held, speakers

MOST = 200_000  # relations that one network looks at


@dataclass(frozen=True, slots=True)
class Claimed:
    """One document's word for a tie."""

    document: int
    item: str
    outlet: str | None
    said_by: tuple[str, ...]
    polarity: str
    status: str


@dataclass(frozen=True, slots=True)
class Tie:
    """head and tail: "entity:5" or "name:..." for who is in no entity, with readable names beside them. since, until: the
    earliest and the latest day that a claim gives, None when none does. disputed: some claims deny it."""

    kind: str
    head: str
    head_name: str
    tail: str
    tail_name: str
    since: str | None
    until: str | None
    disputed: bool
    claims: tuple[Claimed, ...]


def network(session: Session, *, as_of: str | None = None, kind: str | None = None) -> list[Tie]:
    """All ties, by kind and names. as_of: only claims whose interval holds that day (ISO), as far as it is known, from
    documents published until then. Private persons are left out."""
    ties: dict[tuple[str, str, str, str, str], list[tuple[Relations, str | None]]] = defaultdict(list)
    for relation, outlet, head, tail in _rows(session, as_of, kind):
        if held(relation.since, relation.until, as_of):
            ties[relation.kind, *head, *tail].append((relation, outlet))
    said = speakers(session, [r.claim_id for rows in ties.values() for r, _ in rows])
    return [_tie(key, rows, said) for key, rows in sorted(ties.items(), key=lambda item: item[0])]


def _rows(
    session: Session, as_of: str | None, kind: str | None
) -> list[tuple[Relations, str | None, tuple[str, str], tuple[str, str]]]:
    head, tail, head_name, tail_name = aliased(Actors), aliased(Actors), aliased(Names), aliased(Names)
    of_head, of_tail = aliased(EntityMembers), aliased(EntityMembers)
    first, second = aliased(Entities), aliased(Entities)
    asked = (
        select(Relations, Documents.outlet, head_name.text, first.id, first.name, tail_name.text, second.id, second.name)
        .join(Documents, Documents.id == Relations.document_id)
        .join(head, head.id == Relations.head_id)
        .join(head_name, head_name.id == head.name_id)
        .outerjoin(of_head, and_(of_head.document_id == head.document_id, of_head.item == head.item))
        .outerjoin(first, first.id == of_head.entity_id)
        .outerjoin(tail, tail.id == Relations.tail_id)
        .outerjoin(tail_name, tail_name.id == tail.name_id)
        .outerjoin(of_tail, and_(of_tail.document_id == tail.document_id, of_tail.item == tail.item))
        .outerjoin(second, second.id == of_tail.entity_id)
        .where(head.private.is_(False), or_(tail.private.is_(False), Relations.tail_id.is_(None)))
    )
    if as_of is not None:
        asked = asked.where(or_(Documents.day.is_(None), Documents.day <= as_of))
    if kind is not None:
        asked = asked.where(Relations.kind == kind)
    found = []
    for row in session.execute(asked.order_by(Relations.id).limit(MOST)):
        relation, outlet, name, number, entity, other, other_number, other_entity = row
        place = (f"place:{relation.gazetteer_id or relation.place}", relation.place or "?")
        there = place if relation.tail_id is None else _node(other, other_number, other_entity)
        found.append((relation, outlet, _node(name, number, entity), there))
    return found


def _node(name: str, number: int | None, entity: str | None) -> tuple[str, str]:
    return (f"entity:{number}", entity or name) if number is not None else (f"name:{name}", name)


def _tie(
    key: tuple[str, str, str, str, str], rows: list[tuple[Relations, str | None]], said: dict[int, tuple[str, ...]]
) -> Tie:
    since = [r.since for r, _ in rows if r.since]
    until = [r.until for r, _ in rows if r.until]
    claims = tuple(
        Claimed(r.document_id, r.item, outlet, said.get(r.claim_id, ()), r.polarity, r.status) for r, outlet in rows
    )
    kind, head, head_name, tail, tail_name = key
    return Tie(
        kind, head, head_name, tail, tail_name, min(since, default=None), max(until, default=None),
        len({c.polarity for c in claims}) > 1, claims,
    )  # fmt: skip
