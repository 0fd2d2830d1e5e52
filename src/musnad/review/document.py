"""One document: its text, its record, what was judged, where to go next."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from typing import Annotated, Any, Literal, TypeVar

from fastapi import APIRouter, Path
from pydantic import BaseModel, Field
from sqlalchemy import delete, func, select, tuple_, update
from sqlalchemy.orm import Session

from musnad.archive.audit import append, now
from musnad.archive.desk import Sensitive
from musnad.archive.models import Documents, StoryMembers
from musnad.archive.query import JudgementInfo, judgements_of, record_of
from musnad.record import Record, wire
from musnad.review.access import Admin, Reader, Refused, Reviewer, TheDesk, missing, refuse
from musnad.review.accounts import User
from musnad.review.blind import open_round
from musnad.review.desk import Desk
from musnad.review.inbox import Asked, Filters, fitting
from musnad.review.masks import masked_record
from musnad.review.rows import document_rows, is_rtl
from musnad.show.labels import INTERFACES, words
from musnad.show.pagedata import Offsets, face, items, layers

router = APIRouter(tags=["document"])
Number = Annotated[int, Path(ge=1, le=2**53)]
K = TypeVar("K")
V = TypeVar("V")
_KEPT = 64  # drawn records kept in memory
_READ = 256  # records kept in memory: whoever judges has just looked at one
_drawn: OrderedDict[tuple[str, int, int, bool], dict[str, Any]] = OrderedDict()
_read: OrderedDict[tuple[str, int, int], Record] = OrderedDict()
_lock = threading.Lock()


class State(BaseModel):
    """Where the work on a document stands."""

    state: Literal["machine", "assigned", "reviewed", "finalised"]


class Restrict(BaseModel):
    """Whether only a team may see it; a restricted one without a team is seen by administrators alone."""

    restricted: bool
    team: str | None = Field(default=None, min_length=1, max_length=64)


class Blur(BaseModel):
    """Whether it is to be blurred until asked for."""

    sensitive: bool


@router.get("/api/documents/{number}")
def document(number: Number, user: Reader, desk: TheDesk) -> dict[str, Any]:
    """All that the reading desk shows of a document."""
    with desk.seeing(user) as session:
        rows = document_rows(session, desk, user, [number])
        if not rows:
            raise missing()
        drawn = _draw(session, desk, number, user.masked)
        judged = judgements_of(session, number)
        stories = select(StoryMembers.story_id).where(StoryMembers.document_id == number).distinct()
        told = list(session.execute(stories.order_by(StoryMembers.story_id)).scalars())
    blind = open_round(desk, user, number)
    shown = [judgement_row(j, user) for j in judged if blind is None or j.who == user.name]
    return {
        "document": rows[0], **drawn, "masked": user.masked, "sensitive": _is_sensitive(desk, number), "judgements": shown,
        "round": _round(blind, user), "assignee": rows[0]["assignee"], "stories": told,
    }  # fmt: skip


def _round(blind: Any, user: User) -> dict[str, Any] | None:
    if blind is None:
        return None
    made, mine = blind
    done = mine.first_done if made.first == user.name else mine.second_done
    return {"id": made.id, "name": made.name, "blind": True, "done": done}


def _draw(session: Session, desk: Desk, number: int, masked: bool) -> dict[str, Any]:
    """The record drawn for both interfaces; kept until the document is read again."""
    key = (desk.archive.where, number, _reading(session, number), masked)
    found = _got(_drawn, key)
    if found is None:
        record = read_record(session, desk, number)
        found = drawing(masked_record(record) if masked else record)
        _keep(_drawn, key, found, _KEPT)
    return found


def read_record(session: Session, desk: Desk, number: int) -> Record:
    """The current record of a document that the session sees; kept until the document is read again."""
    key = (desk.archive.where, number, _reading(session, number))
    found = _got(_read, key)
    if found is None:
        found = record_of(session, number)
        _keep(_read, key, found, _READ)
    return found


def _reading(session: Session, number: int) -> int:
    """The number of the current reading, which changes whenever the record does."""
    found = session.execute(select(Documents.reading_id).where(Documents.id == number)).scalar_one_or_none()
    if found is None:
        raise missing()
    return found


def _got(kept: OrderedDict[K, V], key: K) -> V | None:
    with _lock:
        if key not in kept:
            return None
        kept.move_to_end(key)
        return kept[key]


def _keep(kept: OrderedDict[K, V], key: K, value: V, most: int) -> None:
    with _lock:
        kept[key] = value
        while len(kept) > most:
            kept.popitem(last=False)


def drawing(record: Record) -> dict[str, Any]:
    """Text, wire, both faces, highlights and reasons of a record."""
    offsets = Offsets(record.document.text)
    return {
        "text": record.document.text, "rtl": is_rtl(record.document.language), "record": wire.to_json(record),
        "views": {name: face(record, words(name)) for name in INTERFACES},
        "layers": layers(record, offsets), "items": items(record, offsets),
    }  # fmt: skip


def judgement_row(j: JudgementInfo, user: User) -> dict[str, Any]:
    """A judgement as the desk shows it. A reader does not see what others wrote, which may name anybody."""
    value = json.loads(j.value) if j.value is not None else None
    told = {"value": None, "why": None} if user.masked else {"value": value, "why": j.why}
    return {
        "id": j.id, "item": j.item, "field": j.field, "verdict": j.verdict, "who": j.who, "at": j.at, "undone_by": j.undone_by,
        "document": j.document_id, "other_document": j.other_document_id, "other_item": j.other_item, "mine": j.who == user.name,
        **told,
    }  # fmt: skip


def seen(session: Session, number: int) -> None:
    """Raises the answer for a document that is not there for this session."""
    if session.execute(select(Documents.id).where(Documents.id == number)).first() is None:
        raise missing()


@router.get("/api/documents/{number}/next")
def following(number: Number, user: Reader, desk: TheDesk, asked: Asked) -> dict[str, int | None]:
    """The next unreviewed document under the inbox's conditions, in the inbox's order (words are not looked at)."""
    with desk.seeing(user) as session:
        here = session.execute(select(Documents.day).where(Documents.id == number)).first()
        if here is None:
            raise missing()
        day = func.coalesce(Documents.day, "")
        conditions = Filters(**{**asked.model_dump(), "q": None, "unreviewed": asked.state is None})
        chosen = fitting(session, select(Documents.id), conditions, desk, user).order_by(day.desc(), Documents.id.desc()).limit(1)
        after = chosen.where(tuple_(day, Documents.id) < (here[0] or "", number))
        found = session.execute(after).scalar_one_or_none()
        if found is None:  # the end of the list: begin again at its top
            found = session.execute(chosen.where(Documents.id != number)).scalar_one_or_none()
    return {"id": found}


@router.get("/api/documents/{number}/history")
def history(number: Number, user: Reader, desk: TheDesk) -> dict[str, Any]:
    """Every judgement on the document, undone ones and undoings too."""
    with desk.seeing(user) as session:
        seen(session, number)
        judged = judgements_of(session, number, holding=False)
    blind = open_round(desk, user, number)
    return {"rows": [judgement_row(j, user) for j in judged if blind is None or j.who == user.name]}


@router.post("/api/documents/{number}/state")
def set_state(number: Number, body: State, user: Reviewer, desk: TheDesk) -> dict[str, str]:
    """Move the document on or back. What is finalised only editors touch."""
    with desk.seeing(user) as session:
        seen(session, number)
    with desk.archive.writing() as session:
        row = session.get(Documents, number)
        if row is None:
            raise missing()
        if "finalised" in (row.state, body.state) and not user.may("editor"):
            raise Refused(403, "forbidden", "What is finalised takes an editor.")
        if row.state != body.state:
            append(session, user.name, "state", row.key, {"from": row.state, "to": body.state})
            row.state = body.state
            session.flush()
    return {"state": body.state}


@router.post("/api/documents/{number}/restrict")
def restrict(number: Number, body: Restrict, user: Admin, desk: TheDesk) -> dict[str, Any]:
    """Keep the document for a team, or open it to all."""
    if body.team is not None and "," in body.team:
        refuse("A team's name has no comma in it.")
    with desk.archive.writing() as session:
        row = session.get(Documents, number)
        if row is None:
            raise missing()
        told = {"restricted": body.restricted, "team": body.team if body.restricted else None}
        session.execute(update(Documents).where(Documents.id == number).values(**told))
        append(session, user.name, "restrict", row.key, told)
    return told


@router.post("/api/documents/{number}/sensitive")
def set_sensitive(number: Number, body: Blur, user: Reviewer, desk: TheDesk) -> dict[str, bool]:
    """Mark what is to be blurred until asked for, or take the mark away."""
    with desk.seeing(user) as session:
        seen(session, number)
    with desk.writing() as session:
        session.execute(delete(Sensitive).where(Sensitive.document == number))
        if body.sensitive:
            session.add(Sensitive(document=number, user=user.name, at=now()))
    return {"sensitive": body.sensitive}


def _is_sensitive(desk: Desk, number: int) -> bool:
    with desk.reading() as session:
        return session.get(Sensitive, number) is not None
