"""The inbox: which documents there are, under which conditions; assigning; saved searches; numbers for the first page."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query
from fastapi.responses import Response
from pydantic import BaseModel, Field
from sqlalchemy import ColumnElement, Select, and_, delete, func, or_, select, tuple_, update
from sqlalchemy.orm import Session

from musnad.archive.audit import append, now
from musnad.archive.desk import Assigned, Searches
from musnad.archive.models import (
    STATES,
    ActorNames,
    Actors,
    Documents,
    Entities,
    Events,
    Failures,
    Stories,
)
from musnad.archive.names import names_like
from musnad.archive.query import Wanted
from musnad.archive.search import search as find_words
from musnad.gazetteer import Gazetteer, key
from musnad.review.access import Editor, Reader, Reviewer, TheDesk, missing, refuse
from musnad.review.accounts import User
from musnad.review.desk import Desk
from musnad.review.disputes import contradicted
from musnad.review.masks import BLOCK, Mask
from musnad.review.rows import document_rows

router = APIRouter(tags=["inbox"])
UNREVIEWED = ("machine", "assigned")
MOST_ASSIGNED = 20_000  # documents of one person that a filter looks at
Text = Annotated[str | None, Query(max_length=300)]
Day = Annotated[str | None, Query(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
NUMBER = Path(ge=1, le=2**53)


class Filters(BaseModel):
    """The inbox's conditions: every one that is set must fit."""

    q: str | None = Field(default=None, max_length=300)
    state: Literal["machine", "assigned", "reviewed", "finalised"] | None = None
    unreviewed: bool = False
    contradictory: bool = False
    outlet: str | None = Field(default=None, max_length=300)
    language: str | None = Field(default=None, max_length=20)
    since: str | None = Field(default=None, pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
    until: str | None = Field(default=None, pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
    place: str | None = Field(default=None, max_length=200)
    actor: str | None = Field(default=None, max_length=200)
    assignee: str | None = Field(default=None, max_length=64)


Asked = Annotated[Filters, Depends()]


class Assign(BaseModel):
    """Documents for a person; `to` null takes them back."""

    documents: list[Annotated[int, Field(ge=1, le=2**53)]] = Field(min_length=1, max_length=500)
    to: str | None = Field(default=None, max_length=64)


class Saved(BaseModel):
    """A search under a name."""

    name: str = Field(min_length=1, max_length=100)
    query: dict[str, str | bool | None] = Field(max_length=20)


@router.get("/api/documents")
def documents(
    user: Reader, desk: TheDesk, asked: Asked, after: Text = None, limit: Annotated[int, Query(ge=1, le=200)] = 50
) -> dict[str, Any]:
    """A page of the inbox."""
    with desk.seeing(user) as session:
        if asked.q and asked.q.strip():
            return _found(session, desk, user, asked, after, limit)
        chosen: Any = fitting(session, select(Documents.id, Documents.day), asked, desk, user)
        total = session.execute(select(func.count()).select_from(chosen.subquery())).scalar_one()
        day = func.coalesce(Documents.day, "")
        if after:
            chosen = chosen.where(tuple_(day, Documents.id) < _cursor(after))
        rows = session.execute(chosen.order_by(day.desc(), Documents.id.desc()).limit(limit + 1)).tuples().all()
        more = len(rows) > limit
        last = rows[limit - 1] if more else None
        made = document_rows(session, desk, user, [n for n, _ in rows[:limit]])
    return {"rows": made, "next": f"{last[1] or ''},{last[0]}" if last else None, "total": total}


def _cursor(after: str) -> tuple[str, int]:
    day, _, number = after.rpartition(",")
    if not (number.isascii() and number.isdecimal() and len(number) < 17):
        refuse("after is what `next` gave.")
    return day, int(number)


def _found(
    session: Session, desk: Desk, user: User, asked: Filters, after: str | None, limit: int
) -> dict[str, Any]:
    """Words first, the other conditions on what has them; best first."""
    if after and not (after.isascii() and after.isdecimal() and len(after) < 7):
        refuse("after is what `next` gave.")
    skip = int(after or 0)
    wanted = Wanted(
        language=asked.language, outlet=asked.outlet, state=asked.state, since=asked.since, until=asked.until, teams=user.teams
    )
    made: list[dict[str, Any]] = []
    while len(made) < limit:
        rows = found(session, desk, user, asked.q or "", wanted, skip, limit)
        fit = _still(session, desk, user, asked, [row["id"] for row in rows])
        for at, row in enumerate(rows):
            if row["id"] in fit:
                made.append(row)
            if len(made) == limit:
                return {"rows": made, "next": str(skip + at + 1), "total": None}
        if len(rows) < limit:
            return {"rows": made, "next": None, "total": None}
        skip += limit
    return {"rows": made, "next": None, "total": None}


def found(
    session: Session, desk: Desk, user: User, words: str, wanted: Wanted, skip: int, limit: int, exact: bool = False
) -> list[dict[str, Any]]:
    """Rows with their hits. A hit on nothing but a hidden name is none; its row stays in the counting as {"id": 0}."""
    hits = find_words(session, words, wanted, exact=exact, skip=skip, limit=limit)
    ids = [hit.document.id for hit in hits]
    rows = {row["id"]: row for row in document_rows(session, desk, user, ids)}
    mask = Mask.over(session, ids, user.masked)
    made = []
    for hit in hits:
        n = hit.document.id
        around = mask(n, hit.before + hit.match + hit.after)
        cut, end = len(hit.before), len(hit.before) + len(hit.match)
        told = {"before": around[:cut], "match": around[cut:end], "after": around[end:]}
        made.append({"id": 0} if BLOCK in told["match"] or n not in rows else {**rows[n], "hit": told})
    return made


def _still(session: Session, desk: Desk, user: User, asked: Filters, ids: list[int]) -> set[int]:
    chosen = fitting(session, select(Documents.id).where(Documents.id.in_(ids)), asked, desk, user)
    return set(session.execute(chosen).scalars())


def fitting(session: Session, chosen: Any, asked: Filters, desk: Desk, user: User) -> Any:
    """The select with the inbox's conditions, but for the words. Raises BadRequest for a name without a word."""
    for name in ("state", "outlet", "language"):
        if getattr(asked, name) is not None:
            chosen = chosen.where(getattr(Documents, name) == getattr(asked, name))
    if asked.since is not None:
        chosen = chosen.where(Documents.day >= asked.since)
    if asked.until is not None:
        chosen = chosen.where(Documents.day < asked.until)
    if asked.unreviewed:
        chosen = chosen.where(Documents.state.in_(UNREVIEWED))
    if asked.contradictory:
        chosen = chosen.where(Documents.id.in_(contradicted(session)))
    if asked.place:
        chosen = chosen.where(Documents.id.in_(select(Events.document_id).where(there(asked.place))))
    if asked.actor:
        holders = select(ActorNames.actor_id).where(ActorNames.name_id.in_(names_like(asked.actor)))
        named = select(Actors.document_id).where(Actors.id.in_(holders))
        named = named.where(Actors.private.is_(False)) if user.masked else named
        chosen = chosen.where(Documents.id.in_(named))
    if asked.assignee:
        chosen = chosen.where(Documents.id.in_(_of(desk, user.name if asked.assignee == "me" else asked.assignee)))
    return chosen


def there(where: str) -> ColumnElement[bool]:
    """Events at the place, or in the country, of this name."""
    folded = key(where)
    entries = Gazetteer.open().find(folded)
    countries = {e.country for e in entries if e.kind == "country" and e.country}
    if len(where) == 3 and where.isascii() and where.isupper():
        countries.add(where)
    areas = [and_(Events.admin1 == e.name, Events.country == e.country) for e in entries if e.kind in ("region", "province")]
    return or_(
        Events.place_key == folded, Events.gazetteer_id.in_([e.id for e in entries]), Events.country.in_(sorted(countries)),
        *areas,
    )  # fmt: skip


def _of(desk: Desk, name: str) -> list[int]:
    with desk.reading() as session:
        asked = select(Assigned.document).where(Assigned.user == name).order_by(Assigned.document.desc())
        return list(session.execute(asked.limit(MOST_ASSIGNED)).scalars())


@router.get("/api/facets")
def facets(user: Reader, desk: TheDesk) -> dict[str, Any]:
    """What the filters can choose from, with counts."""
    with desk.seeing(user) as session:
        made = {
            name: [list(row) for row in session.execute(_facet(column)).tuples()]
            for name, column in (("outlets", Documents.outlet), ("languages", Documents.language), ("states", Documents.state))
        }
        total = session.execute(select(func.count(Documents.id))).scalar_one()
    return {**made, "total": total}


def _facet(column: Any) -> Select[Any]:
    count = func.count(Documents.id)
    return select(column, count).where(column.is_not(None)).group_by(column).order_by(count.desc(), column).limit(200)


@router.get("/api/overview")
def overview(user: Reader, desk: TheDesk) -> dict[str, Any]:
    """Numbers for the first page."""
    with desk.seeing(user) as session:
        states = dict(session.execute(select(Documents.state, func.count(Documents.id)).group_by(Documents.state)).tuples().all())
        made = {
            "documents": sum(states.values()),
            "unreviewed": sum(states.get(s, 0) for s in UNREVIEWED),
            "reviewed": sum(states.get(s, 0) for s in STATES if s not in UNREVIEWED),
            "mine": _count(session, Documents.id.in_(_of(desk, user.name)) & Documents.state.in_(UNREVIEWED)),
            "contradictory": _count(session, Documents.id.in_(contradicted(session))),
            "stories": session.execute(select(func.count(Stories.id))).scalar_one(),
            "entities": session.execute(select(func.count(Entities.id))).scalar_one(),
        }
        failures = select(func.count(Failures.id))
        made["failures"] = session.execute(failures).scalar_one() if user.may("editor") else 0
    return made


def _count(session: Session, condition: ColumnElement[bool]) -> int:
    return session.execute(select(func.count(Documents.id)).where(condition)).scalar_one()


@router.post("/api/documents/assign")
def assign(body: Assign, user: Editor, desk: TheDesk) -> dict[str, int]:
    """Give documents to a person; whoever may not see one is not given it."""
    to = desk.user_named(body.to) if body.to is not None else None
    if body.to is not None and (to is None or not to.may("reviewer")):
        refuse(f"There is no reviewer {body.to}.")
    with desk.seeing(user) as session:
        seen = _visible(session, body.documents)
    if to is not None:
        with desk.seeing(to) as session:
            seen &= _visible(session, body.documents)
    if seen != set(body.documents):
        raise missing()
    with desk.writing() as session:
        session.execute(delete(Assigned).where(Assigned.document.in_(seen)))
        if to is not None:
            session.add_all(Assigned(document=n, user=to.name, at=now()) for n in seen)
    _mark_assigned(desk, user, sorted(seen), to)
    return {"changed": len(seen)}


def _visible(session: Session, ids: list[int]) -> set[int]:
    return set(session.execute(select(Documents.id).where(Documents.id.in_(ids))).scalars())


def _mark_assigned(desk: Desk, user: User, ids: list[int], to: User | None) -> None:
    before, after = ("machine", "assigned") if to is not None else ("assigned", "machine")
    with desk.archive.writing() as session:
        session.execute(update(Documents).where(Documents.id.in_(ids), Documents.state == before).values(state=after))
        append(session, user.name, "assign", "documents", {"documents": ids, "to": to.name if to else None})


@router.get("/api/searches")
def searches(user: Reader, desk: TheDesk) -> dict[str, Any]:
    """One's own saved searches."""
    with desk.reading() as session:
        rows = session.execute(select(Searches).where(Searches.user == user.name).order_by(Searches.id)).scalars().all()
    return {"rows": [{"id": r.id, "name": r.name, "query": json.loads(r.query)} for r in rows]}


@router.post("/api/searches", status_code=201)
def save_search(body: Saved, user: Reviewer, desk: TheDesk) -> dict[str, Any]:
    """Save a search."""
    told = json.dumps(body.query, ensure_ascii=False)
    if len(told) > 4000:
        refuse("The search is too long to be saved.")
    with desk.writing() as session:
        row = Searches(user=user.name, name=body.name, query=told)
        session.add(row)
        session.flush()
        return {"id": row.id, "name": row.name, "query": body.query}


@router.delete("/api/searches/{number}", status_code=204)
def drop_search(number: Annotated[int, NUMBER], user: Reader, desk: TheDesk) -> Response:
    """Delete one of one's own saved searches."""
    with desk.writing() as session:
        gone = delete(Searches).where(Searches.id == number, Searches.user == user.name).returning(Searches.id)
        if not session.execute(gone).all():
            raise missing("search")
    return Response(status_code=204)
