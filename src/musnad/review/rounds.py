"""Double coding: two people code the same documents without seeing each other; then they are compared and somebody decides."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Path
from pydantic import BaseModel, Field
from sqlalchemy import or_, select

from musnad.archive.audit import append, now
from musnad.archive.desk import RoundDocuments, Rounds
from musnad.archive.judging import judge
from musnad.archive.query import JudgementInfo, judgements_of, record_of
from musnad.record import Record
from musnad.review.access import Editor, Refused, Reviewer, TheDesk, missing, refuse
from musnad.review.accounts import User
from musnad.review.agreement import agreement
from musnad.review.changes import ADDED, Known, checked
from musnad.review.coding import ABSENT, VERDICT, Unit, coded, pairs
from musnad.review.desk import Desk
from musnad.review.document import judgement_row, seen
from musnad.review.judgements import Value, added_by, row_info
from musnad.review.rows import document_rows

router = APIRouter(tags=["double coding"])
Number = Annotated[int, Path(ge=1, le=2**53)]
Which = Annotated[int, Field(ge=1, le=2**53)]


class NewRound(BaseModel):
    """A name, documents, two coders."""

    name: str = Field(min_length=1, max_length=100)
    documents: list[Which] = Field(min_length=1, max_length=2000)
    coders: list[Annotated[str, Field(max_length=64)]] = Field(min_length=2, max_length=2)


class Done(BaseModel):
    """A coder is done with a document, or not yet."""

    document: Which
    done: bool = True


class Decision(BaseModel):
    """What holds: the value of one coder (`choose`), or another one (`value`)."""

    document: Which
    item: str = Field(max_length=300)
    field: str = Field(max_length=40)
    choose: str | None = Field(default=None, max_length=64)
    value: Value = None


@router.post("/api/rounds", status_code=201)
def make(body: NewRound, user: Editor, desk: TheDesk) -> dict[str, Any]:
    """Begin a round. Both coders must be reviewers who may see every document."""
    coders = [desk.user_named(name) for name in body.coders]
    if len(set(body.coders)) != 2 or any(c is None or not c.may("reviewer") for c in coders):
        refuse("A round takes two different reviewers.")
    documents = list(dict.fromkeys(body.documents))
    for eyes in (user, *coders):
        assert eyes is not None
        with desk.seeing(eyes) as session:
            for number in documents:
                seen(session, number)
    with desk.writing() as session:
        row = Rounds(
            name=body.name, first=body.coders[0], second=body.coders[1], state="open", made_by=user.name, at=now()
        )  # fmt: skip
        session.add(row)
        session.flush()
        session.add_all(RoundDocuments(round=row.id, document=n, first_done=False, second_done=False) for n in documents)
    with desk.archive.writing() as archive:
        append(archive, user.name, "round", "review", {"round": row.id, "documents": documents, "coders": body.coders})
    return _row(desk, user, row)


@router.get("/api/rounds")
def rounds(user: Reviewer, desk: TheDesk) -> dict[str, Any]:
    """Rounds, the newest first: one's own, all for editors."""
    with desk.reading() as session:
        asked = select(Rounds).order_by(Rounds.id.desc()).limit(200)
        if not user.may("editor"):
            asked = asked.where(or_(Rounds.first == user.name, Rounds.second == user.name))
        rows = session.execute(asked).scalars().all()
    return {"rows": [_row(desk, user, row) for row in rows]}


def _row(desk: Desk, user: User, row: Rounds) -> dict[str, Any]:
    listed = _documents(desk, row.id)
    done = {row.first: sum(d.first_done for d in listed), row.second: sum(d.second_done for d in listed)}
    return {
        "id": row.id, "name": row.name, "coders": [row.first, row.second], "state": row.state, "documents": len(listed),
        "done": done, "mine": user.name in (row.first, row.second),
    }  # fmt: skip


def _documents(desk: Desk, number: int) -> list[RoundDocuments]:
    with desk.reading() as session:
        asked = select(RoundDocuments).where(RoundDocuments.round == number).order_by(RoundDocuments.document)
        return list(session.execute(asked).scalars())


def _round(desk: Desk, user: User, number: int) -> Rounds:
    """The round, when the user codes in it or is an editor."""
    with desk.reading() as session:
        row = session.get(Rounds, number)
    if row is None or not (user.may("editor") or user.name in (row.first, row.second)):
        raise missing("round")
    return row


def _open_to(user: User, row: Rounds) -> None:
    """Raises Refused while the round is open: a coder sees nothing of the other, whatever else he is."""
    if row.state == "open" and (user.name in (row.first, row.second) or not user.may("editor")):
        raise Refused(403, "forbidden", "The round is open: coders see each other when it is closed.")


@router.get("/api/rounds/{number}")
def one(number: Number, user: Reviewer, desk: TheDesk) -> dict[str, Any]:
    """A round with its documents."""
    row = _round(desk, user, number)
    listed = {d.document: d for d in _documents(desk, number)}
    with desk.seeing(user) as session:
        shown = document_rows(session, desk, user, list(listed))
    made = []
    for each in shown:
        d = listed[each["id"]]
        made.append({"document": each, "done": {row.first: d.first_done, row.second: d.second_done}})
    return {**_row(desk, user, row), "items": made}


@router.post("/api/rounds/{number}/done")
def done(number: Number, body: Done, user: Reviewer, desk: TheDesk) -> dict[str, Any]:
    """Say that one is done with a document."""
    row = _round(desk, user, number)
    if user.name not in (row.first, row.second):
        raise Refused(403, "forbidden", "Only a coder of the round says so.")
    if row.state != "open":
        raise Refused(409, "conflict", "The round is closed.")
    with desk.writing() as session:
        mine = session.get(RoundDocuments, (number, body.document))
        if mine is None:
            raise missing()
        setattr(mine, "first_done" if row.first == user.name else "second_done", body.done)
    return _row(desk, user, row)


@router.post("/api/rounds/{number}/close")
def close(number: Number, user: Editor, desk: TheDesk) -> dict[str, Any]:
    """End the coding; the coders see each other from now on."""
    row = _round(desk, user, number)
    with desk.writing() as session:
        found = session.get(Rounds, number)
        if found is not None:
            found.state = "closed"
    with desk.archive.writing() as archive:
        append(archive, user.name, "close", "review", {"round": number})
    row.state = "closed"
    return _row(desk, user, row)


@router.get("/api/rounds/{number}/agreement")
def agree(number: Number, user: Reviewer, desk: TheDesk) -> dict[str, Any]:
    """Alpha, kappa and plain agreement for each field."""
    row = _round(desk, user, number)
    _open_to(user, row)
    by_field: dict[str, list[tuple[str | None, str | None]]] = defaultdict(list)
    for _, _, units in _compared(desk, user, row):
        for unit, values in units.items():
            by_field[unit[2]].append(values)
    order = sorted(by_field, key=lambda field: (field != VERDICT, field))
    made = []
    for field in order:
        a = agreement(by_field[field])
        told = {"alpha": a.alpha, "kappa": a.kappa, "percent": a.percent, "units": a.units, "both": a.both}
        made.append({"field": field, **told})
    return {"fields": made, "coders": [row.first, row.second]}


Compared = tuple[Record, list[JudgementInfo], dict[Unit, tuple[str | None, str | None]]]


def _compared(desk: Desk, user: User, row: Rounds) -> Iterator[Compared]:
    """Each document of the round that the user sees: record, judgements, units with both values."""
    for listed in _documents(desk, row.id):
        with desk.seeing(user) as session:
            if not document_rows(session, desk, user, [listed.document]):
                continue
            record = record_of(session, listed.document)
            judged = judgements_of(session, listed.document)
        first, second = (coded(listed.document, record, judged, who) for who in (row.first, row.second))
        yield record, judged, pairs(first, second, (listed.first_done, listed.second_done))


@router.get("/api/rounds/{number}/differences")
def differences(number: Number, user: Reviewer, desk: TheDesk) -> dict[str, Any]:
    """The units that the coders say different things of, with what was decided since."""
    row = _round(desk, user, number)
    _open_to(user, row)
    made = []
    for record, judged, units in _compared(desk, user, row):
        decided = {(j.item, j.field or VERDICT): j for j in judged if j.who not in (row.first, row.second)}
        for (document, item, field), (a, b) in units.items():
            if a != b and None not in (a, b):
                after = decided.get((item, field))
                made.append(
                    {
                        "document": document, "item": item, "field": field, "quote": _quote(record, item),
                        "values": {row.first: _plain(a, field), row.second: _plain(b, field)},
                        "adjudicated": judgement_row(after, user) if after else None,
                    }
                )  # fmt: skip
    return {"rows": made}


def _plain(value: str | None, field: str) -> Any:
    return value if field == VERDICT or value is None else json.loads(value)


def _quote(record: Record, item: str) -> str:
    """The words that an item stands on, by its id (`noun:kind:start-end`)."""
    start, _, end = item.rpartition(":")[2].partition(".")[0].partition("-")
    whole = start.isdecimal() and end.isdecimal()
    return record.document.text[int(start) : int(end)] if whole else ""


@router.post("/api/rounds/{number}/adjudicate", status_code=201)
def adjudicate(number: Number, body: Decision, user: Editor, desk: TheDesk) -> dict[str, Any]:
    """Decide a difference: the decision is a judgement of its own, and the last one holds."""
    row = _round(desk, user, number)
    if row.state != "closed":
        raise Refused(409, "conflict", "Close the round first.")
    if body.document not in {d.document for d in _documents(desk, number)}:
        raise missing()
    with desk.seeing(user) as session:
        seen(session, body.document)
        record, judged = record_of(session, body.document), judgements_of(session, body.document)
    verdict, field, value = _decided(record, judged, row, body)
    with desk.archive.writing() as archive:
        why = f"round {number}"
        made = row_info(judge(archive, user.name, body.document, body.item, verdict, field=field, value=value, why=why))
    return {"judgement": judgement_row(made, user)}


def _decided(record: Record, judged: list[JudgementInfo], row: Rounds, body: Decision) -> tuple[str, str | None, Any]:
    """The judgement that a decision means: verdict, field, value."""
    value = body.value
    if body.choose is not None:
        if body.choose not in (row.first, row.second):
            refuse(f"{body.choose} is no coder of this round.")
        told = coded(body.document, record, judged, body.choose).values.get((body.document, body.item, body.field))
        value = _plain(told, body.field)
    known = Known(record, added_by(judged))
    noun = known.noun(body.item)
    if body.field == VERDICT:
        meant = {ADDED: "accept", "correct": "accept", "None": "reject", ABSENT: "reject"}.get(str(value), str(value))
        if meant not in ("accept", "reject", "unsure"):
            refuse("A verdict is accept, reject or unsure.")
        return meant, None, None
    return "correct", body.field, checked(known, noun, body.field, value)
