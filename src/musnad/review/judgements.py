"""Judgements: accept, correct, reject, unsure, add, undo. Each is in the archive and in its audit before it is answered."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from musnad.archive.judging import judge, undo
from musnad.archive.keys import canonical
from musnad.archive.models import Documents, Judgements
from musnad.archive.query import JudgementInfo, judgements_of
from musnad.record import Span
from musnad.review.access import Refused, Reviewer, TheDesk, missing, refuse
from musnad.review.accounts import User
from musnad.review.blind import open_round
from musnad.review.changes import ADDED, Known, added_item, checked
from musnad.review.desk import Desk
from musnad.review.document import Number, judgement_row, read_record, seen

router = APIRouter(tags=["judgements"])
Value = str | bool | list[str] | dict[str, Any] | None


class Place(BaseModel):
    """Code points of the text, end exclusive."""

    start: int = Field(ge=0, le=2**31)
    end: int = Field(ge=0, le=2**31)


class Judged(BaseModel):
    """A person's word. `item`, and for a correction `field` and `value`; for an addition `noun`, `span` and `value`."""

    verdict: Literal["accept", "correct", "reject", "unsure", "add"]
    item: str | None = Field(default=None, max_length=300)
    field: str | None = Field(default=None, max_length=40)
    value: Value = None
    noun: str | None = Field(default=None, max_length=40)
    span: Place | None = None
    why: str | None = Field(default=None, max_length=2000)


class Why(BaseModel):
    """A reason."""

    why: str | None = Field(default=None, max_length=2000)


class Where(BaseModel):
    """A document."""

    document: int = Field(ge=1, le=2**53)


@router.post("/api/documents/{number}/judgements", status_code=201, responses={200: {"description": "Said before."}})
def say(number: Number, body: Judged, user: Reviewer, desk: TheDesk, answer: Response) -> dict[str, Any]:
    """Judge an item. Saying once more what one said last is answered with what was said (200), and not written twice."""
    with desk.seeing(user) as session:
        seen(session, number)
        judged = judgements_of(session, number)
        known = Known(read_record(session, desk, number), added_by(judged))
    verdict, item, field, value = _meant(body, known)
    again = _said_last(judged, user, item, field, verdict, value)
    if again is not None:
        answer.status_code = 200
        return {"judgement": judgement_row(again, user)}
    with desk.archive.writing() as session:
        _open(session, number, user)
        row = judge(session, user.name, number, item, verdict, field=field, value=value, why=body.why)
        made = row_info(row)
    return {"judgement": judgement_row(made, user)}


def _meant(body: Judged, known: Known) -> tuple[str, str, str | None, Any]:
    """Verdict, item, field and value as they are written. Raises Refused."""
    if body.verdict == "add":
        if body.noun is None or body.span is None or not isinstance(body.value, dict):
            refuse("An addition needs noun, span and value.")
        if body.span.start >= body.span.end:
            refuse("The span is empty.")
        item, value = added_item(known, body.noun, Span(body.span.start, body.span.end), body.value)
        return "correct", item, ADDED, value
    if body.item is None:
        refuse("Which item?")
    noun = known.noun(body.item)
    if body.verdict == "correct":
        if body.field is None:
            refuse("A correction names the field that it corrects.")
        return "correct", body.item, body.field, checked(known, noun, body.field, body.value)
    return body.verdict, body.item, body.field, None


def _said_last(
    judged: list[JudgementInfo], user: User, item: str, field: str | None, verdict: str, value: Any
) -> JudgementInfo | None:
    """The newest word on the item and field when it is the same, of the same person."""
    on = [j for j in judged if (j.item, j.field, j.other_item) == (item, field, None)]
    last = on[-1] if on else None
    same = last is not None and (last.who, last.verdict) == (user.name, verdict)
    told = canonical(value) if value is not None else None
    return last if same and last is not None and last.value == told else None


def added_by(judged: Iterable[JudgementInfo]) -> dict[str, Any]:
    """Item -> its content, of what people added."""
    return {j.item: json.loads(j.value) for j in judged if j.field == ADDED and j.value}


def _open(session: Session, number: int, user: User) -> None:
    """Raises Refused when the document is gone, or finalised and the user no editor."""
    row = session.execute(select(Documents.state).where(Documents.id == number)).first()
    if row is None:
        raise missing()
    if row[0] == "finalised" and not user.may("editor"):
        raise Refused(409, "conflict", "The document is finalised: an editor can open it again.")


def row_info(row: Judgements) -> JudgementInfo:
    """A row as the archive's questions give it."""
    return JudgementInfo(**{name: getattr(row, name) for name in JudgementInfo.__dataclass_fields__})


@router.post("/api/judgements/undo-last")
def undo_last(body: Where, user: Reviewer, desk: TheDesk) -> dict[str, Any]:
    """Take back the newest of one's own judgements on a document's record (pairs of actors are judged elsewhere)."""
    with desk.seeing(user) as session:
        seen(session, body.document)
        mine = [j for j in judgements_of(session, body.document) if j.who == user.name and j.other_item is None]
    if not mine:
        raise Refused(409, "conflict", "There is nothing of yours to undo on this document.")
    return _undo(desk, user, mine[-1].id, None)


@router.post("/api/judgements/{number}/undo")
def take_back(number: Number, body: Why, user: Reviewer, desk: TheDesk) -> dict[str, Any]:
    """Take a judgement back: one's own, or anybody's as an editor."""
    with desk.seeing(user) as session:
        row = session.get(Judgements, number)
        if row is None or row.verdict == "undo":
            raise missing("judgement")
        who, document = row.who, row.document_id
    if who != user.name and (not user.may("editor") or open_round(desk, user, document) is not None):
        raise Refused(403, "forbidden", "Only an editor takes another person's judgement back.")
    return _undo(desk, user, number, body.why)


def _undo(desk: Desk, user: User, number: int, why: str | None) -> dict[str, Any]:
    with desk.archive.writing() as session:
        row = session.get(Judgements, number)
        if row is None:
            raise missing("judgement")
        if row.undone_by is not None:
            raise Refused(409, "conflict", "This judgement was undone already.")
        _open(session, row.document_id, user)
        made = row_info(undo(session, user.name, number, why))
    if made.other_item is not None:
        desk.follow(user.name)
    return {"undone": number, "judgement": judgement_row(made, user)}
