"""A document as a line of a list, and an event as a line of a list: what all lists share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from musnad.archive.desk import Assigned
from musnad.archive.find import EventInfo, Party
from musnad.archive.models import Events, Judgements, Origins, StoryMembers
from musnad.archive.query import document_infos
from musnad.languages import available, load
from musnad.review.accounts import User
from musnad.review.blind import blind_in
from musnad.review.desk import Desk
from musnad.review.disputes import disputes
from musnad.review.masks import BLOCK, Mask

_PLAIN = (
    "id", "title", "outlet", "language", "published", "url", "state", "restricted", "team", "ocr", "length",
)  # fmt: skip


def document_rows(session: Session, desk: Desk, user: User, ids: Sequence[int]) -> list[dict[str, Any]]:
    """The documents that the session sees, in the order given, as the inbox shows them."""
    infos = document_infos(session, ids)
    events = _counts(session, Events, ids)
    judged = _judgements(session, desk, user, ids)
    stories, disputed = _stories(session, ids)
    assignees = _assignees(desk, ids)
    mask = Mask.over(session, ids, user.masked)
    return [
        {
            **{name: getattr(infos[n], name) for name in _PLAIN}, "title": mask.maybe(n, infos[n].title),
            "rtl": is_rtl(infos[n].language), "assignee": assignees.get(n), "events": events.get(n, 0),
            "judgements": judged.get(n, 0), "contradictory": n in disputed, "story": stories.get(n), "hit": None,
        }
        for n in ids
        if n in infos
    ]  # fmt: skip


@cache
def is_rtl(language: str) -> bool:
    """Is the language written from right to left?"""
    return language in available() and load(language).direction == "rtl"


def _counts(session: Session, table: Any, ids: Sequence[int]) -> dict[int, int]:
    asked = select(table.document_id, func.count()).where(table.document_id.in_(ids)).group_by(table.document_id)
    return {row[0]: row[1] for row in session.execute(asked)}


def _judgements(session: Session, desk: Desk, user: User, ids: Sequence[int]) -> dict[int, int]:
    """Judgements that hold; where the user codes blindly, only the own ones."""
    blind = blind_in(desk, user, ids)
    asked = (
        select(Judgements.document_id, Judgements.who, func.count())
        .where(Judgements.document_id.in_(ids), Judgements.undone_by.is_(None), Judgements.verdict != "undo")
        .group_by(Judgements.document_id, Judgements.who)
    )
    made: dict[int, int] = {}
    for document, who, count in session.execute(asked).tuples():
        if document not in blind or who == user.name:
            made[document] = made.get(document, 0) + count
    return made


def _stories(session: Session, ids: Sequence[int]) -> tuple[dict[int, int], set[int]]:
    """Document -> its first story; and the documents whose origin is contradicted by another."""
    asked = (
        select(StoryMembers.document_id, StoryMembers.story_id, Origins.reason)
        .outerjoin(Origins, Origins.id == StoryMembers.origin_id)
        .where(StoryMembers.document_id.in_(ids))
        .order_by(StoryMembers.story_id)
    )
    stories: dict[int, int] = {}
    disputed = set()
    rows = session.execute(asked).tuples().all()
    for (document, story, _), told in zip(rows, disputes(session, [row[2] for row in rows]), strict=True):
        stories.setdefault(document, story)
        if told:
            disputed.add(document)
    return stories, disputed


def _assignees(desk: Desk, ids: Sequence[int]) -> dict[int, str]:
    with desk.reading() as session:
        rows = session.execute(select(Assigned.document, Assigned.user).where(Assigned.document.in_(ids))).tuples()
        return {document: user for document, user in rows}


def event_rows(session: Session, events: Iterable[EventInfo], user: User) -> list[dict[str, Any]]:
    """Events as lists, maps and timelines show them."""
    listed = list(events)
    mask = Mask.over(session, {e.document_id for e in listed}, user.masked)
    return [_event(event, mask, user.masked) for event in listed]


def _event(e: EventInfo, mask: Mask, masked: bool) -> dict[str, Any]:
    n = e.document_id
    plain = (
        "item", "type", "mode", "acled", "status", "polarity", "certainty", "place", "country", "lat", "lon", "precision",
        "earliest", "latest", "day", "outlet", "language",
    )  # fmt: skip
    return {
        "document": n,
        **{name: getattr(e, name) for name in plain},
        "actors": [_party(p, mask, n, masked) for p in e.parties if p.side == "actor"],
        "recipients": [_party(p, mask, n, masked) for p in e.parties if p.side == "recipient"],
        "tolls": [
            {"effect": t.effect, "who": mask.maybe(n, t.who), "low": t.low, "high": t.high, "unsure": t.unsure} for t in e.tolls
        ],
        "said_by": [
            {"name": mask.maybe(n, s.name), "source_kind": s.source_kind, "stance": s.stance} for s in e.speakers
        ],
        "quote": mask(n, e.quote), "title": mask.maybe(n, e.title),
    }  # fmt: skip


def _party(party: Party, mask: Mask, document: int, masked: bool) -> str:
    return BLOCK * len(party.name) if party.private and masked else mask(document, party.name)
