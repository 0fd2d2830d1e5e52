"""Actors across documents: names in every script, roles, relations, on whose word; and the desk where two are made one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field
from sqlalchemy import distinct, func, select
from sqlalchemy.orm import Session

from musnad.archive.folding import script_of
from musnad.archive.judging import judge
from musnad.archive.models import Actors, Documents, Entities, EntityMembers, Names
from musnad.archive.query import chunks, pair_judgements
from musnad.resolve.views.who import Person, who
from musnad.resolve.views.who import entity as entity_of
from musnad.review.access import Editor, Reader, TheDesk, missing, refuse
from musnad.review.accounts import User
from musnad.review.document import judgement_row
from musnad.review.judgements import row_info
from musnad.review.masks import Mask
from musnad.review.rows import event_rows

router = APIRouter(tags=["actors"])
DAY = r"^\d{4}-\d{2}-\d{2}$"
MOST_MEMBERS = 200  # members that one page lists
MOST_ENTITIES = 5_000  # entities that are looked at for candidates
LEAST = 0.2  # likeness of names from which on two entities are shown side by side
SCRIPTS = {"Arab": "arabic", "Latn": "latin"}
AsOf = Annotated[str | None, Query(pattern=DAY)]


class Pair(BaseModel):
    """Two actors of documents, and whether they are one."""

    a: tuple[Annotated[int, Field(ge=1, le=2**53)], Annotated[str, Field(max_length=300)]]
    b: tuple[Annotated[int, Field(ge=1, le=2**53)], Annotated[str, Field(max_length=300)]]
    verdict: Literal["same", "different", "unsure"]
    why: str | None = Field(default=None, max_length=2000)


@router.get("/api/actors")
def find(
    user: Reader, desk: TheDesk, q: Annotated[str, Query(min_length=1, max_length=200)], as_of: AsOf = None
) -> dict[str, Any]:
    """Actors whose names hold all words of `q`, those in most documents first."""
    with desk.seeing(user) as session:
        return {"rows": [_person(session, person, user) for person in who(session, q, as_of=as_of)]}


@router.get("/api/actors/known")
def known(
    user: Reader, desk: TheDesk, kind: Annotated[str | None, Query(max_length=40)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 60,
) -> dict[str, Any]:  # fmt: skip
    """The actors in most documents: where to begin when no name is in mind yet."""
    count = func.count(distinct(EntityMembers.document_id))
    asked = (
        select(Entities.id, Entities.kind, Entities.country, count)
        .join(EntityMembers, EntityMembers.entity_id == Entities.id)
        .where(*([Entities.kind == kind] if kind else []))
        .group_by(Entities.id, Entities.kind, Entities.country)
        .order_by(count.desc(), Entities.id)
        .limit(limit)
    )
    with desk.seeing(user) as session:
        rows = session.execute(asked).all()
        names = _called(session, [number for number, *_ in rows])
    return {
        "rows": [
            {"entity": number, "name": names[number], "kind": of_kind, "country": country, "documents": documents}
            for number, of_kind, country, documents in rows
        ]
    }


def _called(session: Session, entities: Sequence[int]) -> dict[int, str]:
    """The name that most of the documents that one may see give each entity."""
    found: dict[int, str] = {}
    for chunk in chunks(entities):
        asked = (
            select(EntityMembers.entity_id, Names.text, func.count())
            .join(
                Actors, (EntityMembers.document_id == Actors.document_id) & (EntityMembers.item == Actors.item)
            )
            .join(Names, Names.id == Actors.name_id)
            .where(EntityMembers.entity_id.in_(chunk))
            .group_by(EntityMembers.entity_id, Names.text)
            .order_by(func.count().desc(), func.length(Names.text).desc(), Names.text)
        )  # fmt: skip
        for number, name, _ in session.execute(asked):
            found.setdefault(number, name)
    return found


@router.get("/api/actors/candidates")
def candidates(
    user: Reader, desk: TheDesk, entity: Annotated[int | None, Query(ge=1, le=2**53)] = None
) -> dict[str, Any]:
    """Entities that may be one: those with names like the given one's; without one, the likest pairs of all."""
    with desk.seeing(user) as session:
        rows = [_Entity(*row) for row in session.execute(_entities()).tuples()]
        if entity is not None and entity not in {row.number for row in rows}:
            raise missing("actor")
        pairs = _likest(rows, entity, _parted(session))
        return {
            "rows": [
                {
                    "a": _person(session, entity_of(session, a.number, limit=5), user),
                    "b": _person(session, entity_of(session, b.number, limit=5), user), "score": round(score, 3), "why": why,
                }
                for a, b, score, why in pairs
            ]
        }  # fmt: skip


class _Entity:
    """An entity's number, name and kind."""

    def __init__(self, number: int, name: str, kind: str) -> None:
        self.number, self.name, self.kind = number, name, kind


def _entities() -> Any:
    return select(Entities.id, Entities.name, Entities.kind).order_by(Entities.id).limit(MOST_ENTITIES)


def _likest(
    rows: Sequence[_Entity], entity: int | None, parted: set[frozenset[int]], most: int = 10
) -> list[tuple[_Entity, _Entity, float, list[str]]]:
    """Pairs of entities by likeness of their names, the likest first."""
    from musnad.resolve.names import compare, parse
    from musnad.resolve.names.group import blocks

    made: dict[frozenset[int], tuple[_Entity, _Entity, float, list[str]]] = {}
    for block in blocks((row, parse(row.name, row.kind)) for row in rows).values():
        for a, b in combinations(block[:60], 2) if entity is None else _with(block, entity):
            key = frozenset((a.number, b.number))
            if key in made or key in parted or (a.kind == "person") != (b.kind == "person"):
                continue
            found = compare(a.name, b.name, a.kind)
            why = [f"{name}: {value:.2f}" for name, value, _ in found.reasons()[:5]]
            made[key] = (a, b, found.score, why)
    return sorted((row for row in made.values() if row[2] >= LEAST), key=lambda row: -row[2])[:most]


def _with(block: Sequence[_Entity], entity: int) -> Iterable[tuple[_Entity, _Entity]]:
    mine = next((row for row in block if row.number == entity), None)
    return ((mine, other) for other in block if mine is not None and other is not mine)


def _parted(session: Session) -> set[frozenset[int]]:
    """Pairs of entities of which people said that they differ."""
    said = [j for j in pair_judgements(session) if j.verdict == "different" and j.other_document_id and j.other_item]
    members: dict[tuple[int, str], int] = {}
    for chunk in chunks({n for j in said for n in (j.document_id, j.other_document_id or 0)}):
        asked = select(EntityMembers.document_id, EntityMembers.item, EntityMembers.entity_id)
        rows = session.execute(asked.where(EntityMembers.document_id.in_(chunk))).tuples()
        members |= {(document, item): entity for document, item, entity in rows}
    made = set()
    for j in said:
        a, b = members.get((j.document_id, j.item)), members.get((j.other_document_id or 0, j.other_item or ""))
        if a is not None and b is not None:
            made.add(frozenset((a, b)))
    return made


@router.get("/api/actors/{number}")
def one(number: Annotated[int, Path(ge=1, le=2**53)], user: Reader, desk: TheDesk, as_of: AsOf = None) -> dict[str, Any]:
    """An actor with all that documents say of it."""
    with desk.seeing(user) as session:
        if session.get(Entities, number) is None:
            raise missing("actor")
        return _person(session, entity_of(session, number, as_of=as_of, limit=100), user)


def _person(session: Session, person: Person, user: User) -> dict[str, Any]:
    name = person.name if person.name in person.names else next(iter(person.names), "?")
    row = session.get(Entities, person.entity) if person.entity is not None else None
    mask = Mask.over(session, {r.document for r in person.relations}, user.masked)
    return {
        "entity": person.entity, "name": name, "kind": person.kind, "country": person.country,
        "state": row.state if row is not None else None, "documents": person.documents,
        "names": [{"text": n, "script": SCRIPTS[script_of(n)], "documents": count} for n, count in person.names.items()],
        "roles": [{"title": title, "documents": count} for title, count in person.roles.items()],
        "members": _members(session, person, user),
        "relations": [
            {
                "kind": r.kind, "side": r.side, "other": mask(r.document, r.other), "since": r.since, "until": r.until,
                "polarity": r.polarity, "status": r.status, "document": r.document, "outlet": r.outlet,
                "said_by": [mask(r.document, s) for s in r.said_by],
            }
            for r in person.relations
        ],
        "events": event_rows(session, person.events, user),
    }  # fmt: skip


def _members(session: Session, person: Person, user: User) -> list[dict[str, Any]]:
    """The documents' actors that it stands for, each with its score and reasons."""
    listed = person.members[:MOST_MEMBERS]
    made: dict[tuple[int, str], dict[str, Any]] = {}
    for chunk in chunks(sorted({document for document, _ in listed})):
        asked = (
            select(
                Actors.document_id, Actors.item, Names.text, Documents.title, Documents.outlet, EntityMembers.score,
                EntityMembers.reason,
            )
            .join(Names, Names.id == Actors.name_id)
            .join(Documents, Documents.id == Actors.document_id)
            .outerjoin(
                EntityMembers, (EntityMembers.document_id == Actors.document_id) & (EntityMembers.item == Actors.item)
            )
            .where(Actors.document_id.in_(chunk))
        )  # fmt: skip
        for document, item, name, title, outlet, score, reason in session.execute(asked).tuples():
            told = {"document": document, "item": item, "name": name, "title": title, "outlet": outlet, "score": score}
            made[document, item] = {**told, "reason": json.loads(reason) if reason else None}
    mask = Mask.over(session, {document for document, _ in listed}, user.masked)
    rows = [made[member] for member in listed if member in made]
    return [{**row, "title": mask.maybe(row["document"], row["title"])} for row in rows]


@router.post("/api/actors/merge", status_code=201)
def merge(body: Pair, user: Editor, desk: TheDesk) -> dict[str, Any]:
    """Say that two documents' actors are one, are two, or that it is not clear; the clusters follow before the answer."""
    if body.a == body.b:
        refuse("These are the same actor of the same document.")
    with desk.seeing(user) as session:
        for document, item in (body.a, body.b):
            asked = select(Actors.id).where(Actors.document_id == document, Actors.item == item)
            if session.execute(asked).first() is None:
                raise missing("actor")
    with desk.archive.writing() as session:
        row = judge(session, user.name, *body.a, body.verdict, other=body.b, why=body.why)
        made = row_info(row)
    desk.follow(user.name)
    return {"judgement": judgement_row(made, user)}
