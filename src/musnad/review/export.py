"""Out of the house: the documents that the user sees, in a format of the field, with corrections put in."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import APIRouter
from fastapi.responses import FileResponse
from pydantic import BaseModel, Field
from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.background import BackgroundTask

from musnad.archive.audit import append
from musnad.archive.models import StoryMembers
from musnad.archive.query import Wanted, all_documents, document_infos, judgements_of, record_of
from musnad.export import FORMATS, Request, export, format_named
from musnad.export.choose import Choice
from musnad.export.corrected import corrected, verdicts
from musnad.export.entry import Entry
from musnad.export.private import Privacy, load_key
from musnad.review.access import Refused, Reviewer, TheDesk, missing
from musnad.review.blind import blind_in
from musnad.review.desk import Desk

router = APIRouter(tags=["export"])
KEY = "musnad-privacy.key"  # pseudonyms of one archive agree with each other
_LETTERS = 20


class Wish(BaseModel):
    """What to export: a format, and which documents (`documents`, or all in `state`, or all)."""

    format: str = Field(max_length=40)
    documents: list[Annotated[int, Field(ge=1, le=2**53)]] | None = Field(default=None, max_length=5000)
    state: Literal["machine", "assigned", "reviewed", "finalised"] | None = None
    include_private: bool = False
    include_unreviewed: bool = False


@router.get("/api/export/formats")
def formats(user: Reviewer) -> dict[str, Any]:
    """The formats."""
    return {"rows": [{"name": f.name, "says": f.says, "flat": f.flat} for f in FORMATS.values()]}


@router.post("/api/export", response_class=FileResponse)
def out(body: Wish, user: Reviewer, desk: TheDesk) -> FileResponse:
    """The export as a download. Private persons are pseudonyms, unless an editor asks for their names (which is audited)."""
    if body.include_private and not user.may("editor"):
        raise Refused(403, "forbidden", "Names of private persons go out only when an editor asks for them.")
    made = format_named(body.format)
    folder = Path(tempfile.mkdtemp(prefix="musnad-export-"))
    try:
        with desk.seeing(user) as session:
            chosen = _chosen(session, body)
            if blind_in(desk, user, chosen):
                raise Refused(409, "conflict", "You code some of these documents blindly: export them when the round is closed.")
            _audit(desk, user.name, body, len(chosen))
            privacy = Privacy(None if body.include_private else load_key(_key_file(desk)))
            asked = Request(made, folder / f"musnad-{made.name}{made.ending}", privacy, Choice(body.include_unreviewed))
            letters: list[str] = []
            manifest = export(_entries(session, chosen, letters), asked)
            manifest.notes += letters[:_LETTERS]
        return _answer(asked.out, folder, manifest.body())
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _chosen(session: Session, body: Wish) -> list[int]:
    if body.documents is None:
        return [info.id for info in all_documents(session, Wanted(state=body.state))]
    asked = sorted(set(body.documents))
    infos = document_infos(session, asked)
    if len(infos) != len(asked):
        raise missing()
    return [n for n in asked if body.state in (None, infos[n].state)]


def _audit(desk: Desk, who: str, body: Wish, documents: int) -> None:
    with desk.archive.writing() as session:
        told = {"format": body.format, "documents": documents, "state": body.state, "private": body.include_private}
        append(session, who, "export", "review", told)


def _key_file(desk: Desk) -> Path:
    """Beside the archive (whose folder only its owner may open), never in an export."""
    if desk.archive.sqlite:
        return Path(str(desk.archive.engine.url.database)).with_name(KEY)
    return desk.archive.originals.root.with_name(KEY)


def _entries(session: Session, numbers: Iterable[int], letters: list[str]) -> Iterator[Entry]:
    """The documents with corrections put in, verdicts, and how many origins their stories have among what is seen."""
    for number in numbers:
        judged = judgements_of(session, number)
        record, wrong = corrected(record_of(session, number), judged)
        letters += [f"document {number}: {letter}" for letter in wrong]
        state = document_infos(session, [number])[number].state
        entry = Entry(record, state, dict(verdicts(judged)), name=f"document {number}")
        origins, articles = _stories(session, number)
        yield replace(entry, origins=origins, articles=articles)


def _stories(session: Session, document: int) -> tuple[dict[str, int], dict[str, int]]:
    """Event -> origins, and articles, of its story, as far as they are seen."""
    mine = select(StoryMembers.story_id, StoryMembers.item).where(StoryMembers.document_id == document, StoryMembers.item != "")
    items = session.execute(mine).tuples().all()
    every = select(StoryMembers.story_id, StoryMembers.origin_id, StoryMembers.document_id)
    rows = session.execute(every.where(StoryMembers.story_id.in_({story for story, _ in items}))).tuples().all()
    origins, articles = defaultdict(set), defaultdict(set)
    for story, origin, number in rows:
        origins[story].add(origin)
        articles[story].add(number)
    return {item: len(origins[s]) for s, item in items}, {item: len(articles[s]) for s, item in items}


def _answer(made: Path, folder: Path, manifest: dict[str, Any]) -> FileResponse:
    path = made
    if made.is_dir():
        path = Path(shutil.make_archive(str(made), "zip", made))
    headers = {"X-Musnad-Manifest": json.dumps(manifest, ensure_ascii=True)}
    task = BackgroundTask(shutil.rmtree, folder, ignore_errors=True)
    return FileResponse(path, filename=path.name, headers=headers, background=task)
