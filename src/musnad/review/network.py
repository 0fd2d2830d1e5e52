"""The network: who stands to whom, as of a day; affirmed and contested ties told apart."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any

from fastapi import APIRouter, Query
from sqlalchemy import select
from sqlalchemy.orm import Session

from musnad.archive.models import Documents, Entities
from musnad.archive.query import chunks
from musnad.resolve.views.network import Tie
from musnad.resolve.views.network import network as ties_of
from musnad.review.access import Reader, TheDesk
from musnad.review.actors import AsOf
from musnad.review.masks import Mask, hide, private_names
from musnad.review.sight import is_partial

router = APIRouter(tags=["network"])
MOST_EDGES = 2_000  # what a browser can draw; the ties with most claims come first


@router.get("/api/network")
def network(
    user: Reader, desk: TheDesk, as_of: AsOf = None, kind: Annotated[str | None, Query(max_length=40)] = None
) -> dict[str, Any]:
    """Nodes and edges, and the days on which something changes."""
    with desk.seeing(user) as session:
        ties = sorted(ties_of(session, as_of=as_of, kind=kind), key=lambda tie: -len(tie.claims))
        if user.masked:  # private persons are no entities, so what is between entities and places names none of them
            ties = [tie for tie in ties if not _named(tie)]
        shown = ties[:MOST_EDGES]
        mask = Mask.over(session, {c.document for tie in shown for c in tie.claims}, user.masked)
        nodes = _nodes(session, shown)
        if user.masked:  # an entity whose member was found to be private since: hidden under every name
            hidden = private_names(session, (n for (n,) in session.execute(select(Documents.id)).tuples()))
            every = sorted({name for names in hidden.values() for name in names})
            nodes = [node | {"name": hide(node["name"], every)} for node in nodes]
        days = _days(session, ties)
    edges = [_edge(tie, mask) for tie in shown]
    return {"nodes": nodes, "edges": edges, "days": days, "left_out": len(ties) - len(shown)}


def _nodes(session: Session, ties: list[Tie]) -> list[dict[str, Any]]:
    names: dict[str, str] = {}
    for tie in ties:
        names.setdefault(tie.head, tie.head_name)
        names.setdefault(tie.tail, tie.tail_name)
    numbers = [int(n.removeprefix("entity:")) for n in names if n.startswith("entity:")]
    kinds: dict[str, str] = {}
    for chunk in chunks(numbers):
        rows = session.execute(select(Entities.id, Entities.kind).where(Entities.id.in_(chunk))).tuples()
        kinds |= {f"entity:{number}": kind for number, kind in rows}
    if is_partial(session):  # an entity's name may come from a document that is not seen
        names |= _seen_names(session, numbers)
    return [
        {"id": n, "name": name, "kind": "place" if n.startswith("place:") else kinds.get(n)} for n, name in names.items()
    ]  # fmt: skip


def _named(tie: Tie) -> bool:
    """Is an end known by its name alone (an actor of one document, who may be a private person)?"""
    return tie.head.startswith("name:") or tie.tail.startswith("name:")


def _seen_names(session: Session, numbers: list[int]) -> dict[str, str]:
    from musnad.resolve.views.who import entity

    made = {}
    for number in numbers:
        person = entity(session, number, limit=1)
        made[f"entity:{number}"] = person.name if person.name in person.names else next(iter(person.names), "?")
    return made


def _edge(tie: Tie, mask: Mask) -> dict[str, Any]:
    count = Counter(claim.polarity for claim in tie.claims)
    return {
        "kind": tie.kind, "head": tie.head, "tail": tie.tail, "since": tie.since, "until": tie.until,
        "disputed": tie.disputed, "affirmed": count["affirmed"], "negated": count["negated"],
        "claims": [
            {
                "document": c.document, "item": c.item, "outlet": c.outlet, "polarity": c.polarity, "status": c.status,
                "said_by": [mask(c.document, s) for s in c.said_by],
            }
            for c in tie.claims[:50]
        ],
    }  # fmt: skip


def _days(session: Session, ties: list[Tie]) -> list[str]:
    """Days on which a tie begins, ends or is first reported."""
    made = {day[:10] for tie in ties for day in (tie.since, tie.until) if day}
    for chunk in chunks(sorted({claim.document for tie in ties for claim in tie.claims})):
        asked = select(Documents.day).where(Documents.id.in_(chunk), Documents.day.is_not(None))
        made |= {day for day in session.execute(asked).scalars() if day}
    return sorted(made)
