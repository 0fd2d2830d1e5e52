"""Search as you type: what a field of a correction may be set to."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from musnad.archive.folding import fold_name
from musnad.archive.models import Documents, Entities
from musnad.gazetteer import Gazetteer, key
from musnad.record import Record
from musnad.review.access import Reader, TheDesk, refuse
from musnad.review.document import read_record, seen
from musnad.review.masks import masked_record
from musnad.review.sight import is_partial

router = APIRouter(tags=["suggest"])
MOST = 20


@router.get("/api/suggest")
def suggest(
    user: Reader,
    desk: TheDesk,
    kind: Literal["actor", "place", "outlet", "entity"],
    q: Annotated[str, Query(max_length=100)] = "",
    document: Annotated[int | None, Query(ge=1, le=2**53)] = None,
) -> dict[str, Any]:
    """At most 20 values with what to show for them."""
    if kind == "place":
        return {"rows": _places(q)}
    with desk.seeing(user) as session:
        if kind == "outlet":
            return {"rows": _outlets(session, q)}
        if kind == "entity":
            return {"rows": _entities(session, q)}
        if document is None:
            refuse("Which document's actors?")
        seen(session, document)
        return {"rows": _actors(read_record(session, desk, document), q, user.masked)}


def _row(value: Any, label: str, more: str = "") -> dict[str, Any]:
    return {"value": value, "label": label, "more": more}


def _places(q: str) -> list[dict[str, Any]]:
    folded = key(q)
    entries = Gazetteer.open().find(folded) if folded else ()
    made = []
    for e in entries[:MOST]:
        where = ", ".join(filter(None, (e.kind, e.admin1, e.country)))
        made.append(_row(e.id, f"{e.name} / {e.name_ar}" if e.name_ar else e.name, where))
    return made


def _outlets(session: Session, q: str) -> list[dict[str, Any]]:
    count = func.count(Documents.id)
    asked = select(Documents.outlet, count).where(Documents.outlet.icontains(q, autoescape=True))
    rows = session.execute(asked.group_by(Documents.outlet).order_by(count.desc()).limit(MOST)).tuples()
    return [_row(outlet, outlet or "", str(number)) for outlet, number in rows]


def _entities(session: Session, q: str) -> list[dict[str, Any]]:
    if is_partial(session):  # a name may come from a document that is not seen: by the names that are
        from musnad.resolve.views.who import who

        found = who(session, q, limit=1) if fold_name(q).strip() else []
        return [_row(p.entity, next(iter(p.names), "?"), p.kind) for p in found if p.entity is not None][:MOST]
    asked = select(Entities.id, Entities.name, Entities.kind, Entities.country)
    rows = session.execute(asked.where(Entities.name.icontains(q, autoescape=True)).limit(MOST)).tuples()
    return [_row(number, name, ", ".join(filter(None, (kind, country)))) for number, name, kind, country in rows]


def _actors(record: Record, q: str, masked: bool) -> list[dict[str, Any]]:
    record = masked_record(record) if masked else record
    folded = fold_name(q)
    made = []
    for actor in record.actors:
        if any(folded in fold_name(n) for n in (actor.name, *(name.text for name in actor.names))):
            made.append(_row(actor.id, actor.name, ", ".join(filter(None, (actor.kind, actor.country)))))
    return made[:MOST]
