"""Stories: what each independent origin says, field by field; copies folded under the one they copy."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from musnad.archive.models import Documents, Origins, Stories, StoryMembers
from musnad.archive.query import Wanted
from musnad.archive.search import search
from musnad.gazetteer import Gazetteer, key
from musnad.resolve.views.story import FIELDS, Report, Word
from musnad.resolve.views.story import story as story_of
from musnad.review.access import Reader, TheDesk, missing
from musnad.review.accounts import User
from musnad.review.disputes import contradicted, disputes
from musnad.review.inbox import Day
from musnad.review.masks import BLOCK, Mask
from musnad.review.sight import is_partial

router = APIRouter(tags=["stories"])
_FLAT = ("id", "title", "type", "earliest", "latest", "place", "country", "documents", "origins")


@router.get("/api/stories")
def stories(
    user: Reader,
    desk: TheDesk,
    q: Annotated[str | None, Query(max_length=200)] = None,
    place: Annotated[str | None, Query(max_length=200)] = None,
    type: Annotated[str | None, Query(max_length=40)] = None,
    since: Day = None,
    until: Day = None,
    contradictory: bool = False,
    after: Annotated[int, Query(ge=0, le=10**6)] = 0,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> dict[str, Any]:
    """Stories by the day of what they tell, the newest first; those without a day last."""
    asked = select(Stories)
    if type is not None:
        asked = asked.where(Stories.type == type)
    if place:
        ids = [entry.id for entry in Gazetteer.open().find(key(place))]
        asked = asked.where(or_(Stories.gazetteer_id.in_(ids), Stories.place == place, Stories.country == place))
    if since is not None:
        asked = asked.where(Stories.latest >= since)
    if until is not None:
        asked = asked.where(Stories.earliest < until)
    with desk.seeing(user) as session:
        members = select(StoryMembers.story_id)
        if q and q.strip():
            asked = asked.where(Stories.id.in_(members.where(StoryMembers.document_id.in_(_with_words(session, user, q)))))
        if contradictory:
            asked = asked.where(Stories.id.in_(members.where(StoryMembers.document_id.in_(contradicted(session)))))
        order = (Stories.earliest.is_(None), Stories.earliest.desc(), Stories.id.desc())
        rows = session.execute(asked.order_by(*order).offset(after).limit(limit + 1)).scalars().all()
        made = [_row(session, row, user) for row in rows[:limit]]
    return {"rows": made, "next": str(after + limit) if len(rows) > limit else None}


def _with_words(session: Session, user: User, words: str) -> list[int]:
    """Documents with the words; for whom private persons are masked, not those whose only hit is such a name."""
    hits = search(session, words, Wanted(teams=user.teams), limit=200)
    mask = Mask.over(session, [hit.document.id for hit in hits], user.masked)
    return [hit.document.id for hit in hits if BLOCK not in mask(hit.document.id, hit.match)]


def _row(session: Session, row: Stories, user: User) -> dict[str, Any]:
    """A story's line. Where documents are hidden, only what the others say."""
    told = {name: getattr(row, name) for name in _FLAT}
    ids = list(session.execute(select(StoryMembers.document_id).where(StoryMembers.story_id == row.id)).scalars())
    if is_partial(session) and len(ids) < row.documents:
        told |= _as_seen(session, row.id)
    titles = select(Documents.title).where(Documents.id.in_(ids), Documents.title == told["title"])
    if told["title"] and user.masked and session.execute(titles).first() is not None:
        mask = Mask.over(session, ids, True)
        for number in ids:
            told["title"] = mask(number, told["title"])
    return told


def _as_seen(session: Session, number: int) -> dict[str, Any]:
    asked = (
        select(Documents.title, StoryMembers.origin_id)
        .join(StoryMembers, StoryMembers.document_id == Documents.id)
        .where(StoryMembers.story_id == number)
        .order_by(Documents.published, Documents.id)
    )
    rows = session.execute(asked).tuples().all()
    hidden = dict.fromkeys(("type", "earliest", "latest", "place", "country"))  # agreed on with what is not seen
    return {**hidden, "title": rows[0][0] or "", "documents": len(rows), "origins": len({origin for _, origin in rows})}


@router.get("/api/stories/{number}")
def one(number: Annotated[int, Path(ge=1, le=2**53)], user: Reader, desk: TheDesk) -> dict[str, Any]:
    """A story as a table of origins and fields."""
    with desk.seeing(user) as session:
        row = session.get(Stories, number)
        if row is None:
            raise missing("story")
        told = story_of(session, number)
        reports = {r.document for word in told.origins for r in word.reports}
        mask = Mask.over(session, reports, user.masked)
        made = [_origin(session, word, mask) for word in told.origins]
        head = _row(session, row, user)
    fields = {field for each in made for field in each["disputes"]}
    return {**head, "fields": list(FIELDS), "contradicted": [f for f in FIELDS if f in fields], "origins": made}


def _origin(session: Session, word: Word, mask: Mask) -> dict[str, Any]:
    reports = [_report(report, mask) for report in word.reports]
    says, against = dict(word.says), dict(word.disputes)
    if is_partial(session):
        reason = session.execute(select(Origins.reason).where(Origins.id == word.origin)).scalar_one_or_none()
        left = disputes(session, [reason])[0]
        against = {d["field"]: f"{d['other']} (document {d['against']})" for d in left}
    for report in word.reports:
        says = {field: mask(report.document, value) for field, value in says.items()}
        against = {field: mask(report.document, value) for field, value in against.items()}
    return {
        "id": word.origin, "label": _label(word, mask), "kind": word.kind, "says": says, "disputes": against,
        "first": reports[0] if reports else None, "copies": reports[1:],
    }  # fmt: skip


def _label(word: Word, mask: Mask) -> str:
    label = word.label
    for report in word.reports:
        label = mask(report.document, label)
    return label


def _report(report: Report, mask: Mask) -> dict[str, Any]:
    return {
        "document": report.document, "outlet": report.outlet, "published": report.published,
        "title": mask.maybe(report.document, report.title), "language": report.language, "score": report.score,
    }  # fmt: skip
