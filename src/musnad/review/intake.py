"""Articles on their way in: what somebody pastes, drops or points at is kept at once and read in the background.

A job's bytes stand in the desk's table until they are in the archive. A server that was killed takes up its unfinished jobs
when it starts again; a document that was added before is passed over by its key.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Path, UploadFile
from pydantic import BaseModel, Field
from sqlalchemy import select, update

from musnad.archive import Summary, add
from musnad.archive.audit import now
from musnad.archive.desk import Jobs
from musnad.archive.keys import document_key
from musnad.archive.models import Documents
from musnad.errors import MusnadError
from musnad.intake import Known, Options, Received, read_bytes, read_url
from musnad.review.access import Editor, Refused, TheDesk, missing
from musnad.review.desk import Desk

router = APIRouter(tags=["inbox"])
_LOG = logging.getLogger("musnad.review")
LARGEST = 20_000_000  # bytes of one file: intake's own limit
MOST_FILES = 200
_KNOWN = ("language", "title", "outlet", "outlet_country", "published", "url")


class Told(BaseModel):
    """What the user knows of the articles; it fills what they do not say."""

    language: str | None = Field(default=None, max_length=20)
    title: str | None = Field(default=None, max_length=500)
    outlet: str | None = Field(default=None, max_length=200)
    outlet_country: str | None = Field(default=None, max_length=100)
    published: str | None = Field(default=None, max_length=40)


class Pasted(Told):
    """A text, and perhaps where it stood."""

    text: str = Field(min_length=1, max_length=1_000_000)
    url: str | None = Field(default=None, max_length=2000)


class Pointed(Told):
    """An address of an article or a feed."""

    url: str = Field(min_length=8, max_length=2000)


@router.post("/api/inbox/text", status_code=202)
def paste(body: Pasted, user: Editor, desk: TheDesk) -> dict[str, Any]:
    """Take in a text."""
    try:
        data = body.text.encode()
    except UnicodeEncodeError:
        raise Refused(422, "invalid", "The text holds half a character (a lone surrogate): paste it anew.") from None
    name = (body.title or body.text.strip().split("\n", 1)[0])[:80] or "text"
    return _new(desk, user.name, "text", name, body.model_dump(exclude={"text"}), [("pasted.txt", data)])


@router.post("/api/inbox/files", status_code=202)
def drop(
    user: Editor,
    desk: TheDesk,
    files: Annotated[list[UploadFile], File()],
    language: Annotated[str | None, Form(max_length=20)] = None,
    outlet: Annotated[str | None, Form(max_length=200)] = None,
    outlet_country: Annotated[str | None, Form(max_length=100)] = None,
    published: Annotated[str | None, Form(max_length=40)] = None,
) -> dict[str, Any]:
    """Take in files, all in one job."""
    if len(files) > MOST_FILES:
        raise Refused(413, "too_large", f"At most {MOST_FILES} files at a time.")
    parts = []
    for file in files:
        data = file.file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise Refused(413, "too_large", f"{(file.filename or 'a file')[:80]} has more than {LARGEST:,} bytes.")
        parts.append(((file.filename or "file")[:200], data))
    told = {"language": language, "outlet": outlet, "outlet_country": outlet_country, "published": published}
    name = parts[0][0] if len(parts) == 1 else f"{len(parts)} files"
    return _new(desk, user.name, "files", name, told, parts)


@router.post("/api/inbox/url", status_code=202)
def point(body: Pointed, user: Editor, desk: TheDesk) -> dict[str, Any]:
    """Fetch an article or a feed."""
    return _new(desk, user.name, "url", body.url, body.model_dump(exclude={"url"}), [])


def _new(
    desk: Desk, user: str, kind: str, name: str, told: dict[str, Any], parts: Sequence[tuple[str, bytes]]
) -> dict[str, Any]:
    """Keep the job; the worker hears of it after it is safe."""
    with desk.writing() as session:
        row = Jobs(
            user=user, kind=kind, name=name, told=json.dumps({k: v for k, v in told.items() if v}), state="waiting", at=now(),
            parts=json.dumps([[part, len(data)] for part, data in parts]), data=b"".join(data for _, data in parts),
        )  # fmt: skip
        session.add(row)
        session.flush()
        made = _shown(row)
    desk.work.set()
    return made


@router.get("/api/jobs")
def jobs(user: Editor, desk: TheDesk) -> dict[str, Any]:
    """The newest jobs: one's own; all for an administrator."""
    with desk.reading() as session:
        asked = select(Jobs).order_by(Jobs.id.desc()).limit(50)
        asked = asked if user.may("admin") else asked.where(Jobs.user == user.name)
        return {"rows": [_shown(row) for row in session.execute(asked).scalars()]}


@router.get("/api/jobs/{number}")
def job(number: Annotated[int, Path(ge=1, le=2**53)], user: Editor, desk: TheDesk) -> dict[str, Any]:
    """One job."""
    with desk.reading() as session:
        row = session.get(Jobs, number)
        if row is None or not (user.may("admin") or row.user == user.name):
            raise missing("job")
        return _shown(row)


def _shown(row: Jobs) -> dict[str, Any]:
    return {
        "id": row.id, "kind": row.kind, "name": row.name, "state": row.state, "done": row.done or 0,
        "added": json.loads(row.added or "[]"), "present": row.present or 0, "failed": json.loads(row.failed or "[]"),
        "who": row.user, "at": row.at,
    }  # fmt: skip


class Worker:
    """One thread that does the jobs, in their order."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._stopping = False
        self._thread = threading.Thread(target=self._work, name="musnad-intake", daemon=True)

    def start(self) -> None:
        """Begin, with what an earlier server left."""
        with self._desk.writing() as session:
            session.execute(update(Jobs).where(Jobs.state == "running").values(state="waiting"))
        self._thread.start()

    def stop(self) -> None:
        """End after the article in hand."""
        self._stopping = True
        self._desk.work.set()
        self._thread.join(timeout=10)

    def _work(self) -> None:
        while not self._stopping:
            number = self._next()
            if number is None:
                self._desk.work.wait(timeout=60)
                self._desk.work.clear()
                continue
            try:
                self._do(number)
            except Exception:  # a job never takes the server along; it is tried again at the next start
                _LOG.exception("job %s", number)
                self._note(number, state="done", failed=json.dumps([["", "a defect of Musnad: please report it"]]))

    def _next(self) -> int | None:
        with self._desk.reading() as session:
            return session.execute(select(Jobs.id).where(Jobs.state == "waiting").order_by(Jobs.id)).scalars().first()

    def _do(self, number: int) -> None:
        with self._desk.reading() as session:
            row = session.get(Jobs, number)
        assert row is not None
        self._note(number, state="running")
        keys: list[str] = []
        failed: list[list[str]] = []
        summary = Summary()
        try:
            received = self._heard(_received(row), keys)
            summary = add(self._desk.archive, received, who=row.user, options=_options(row), workers=0, step=self._step(number))
            failed = [list(pair) for pair in summary.failed]
        except MusnadError as letter:
            failed.append([row.name, str(letter)])
        added = self._numbers(keys)
        self._note(
            number, state="done", done=len(keys) + len(summary.failed), added=json.dumps(added), present=summary.present,
            failed=json.dumps(failed, ensure_ascii=False), data=None,
        )  # fmt: skip
        if added and not self._stopping:
            self._resolve(row.user)

    def _resolve(self, who: str) -> None:
        """Stories and entities of what is new."""
        try:
            self._desk.follow(who)
        except ImportError as error:
            _LOG.warning("stories and actors are not brought up to date: %s (install musnad[resolve])", error)

    def _heard(self, received: Iterator[Received], keys: list[str]) -> Iterator[Received]:
        for one in received:
            if self._stopping:
                return
            if one.document is not None:
                keys.append(document_key(one.document))
            yield one

    def _step(self, number: int) -> Any:
        done = 0

        def step(summary: Summary) -> None:
            nonlocal done
            done += 1
            if done % 5 == 1:
                self._note(number, done=done)

        return step

    def _numbers(self, keys: list[str]) -> list[int]:
        made: list[int] = []
        with self._desk.archive.reading() as session:
            for at in range(0, len(keys), 400):
                asked = select(Documents.id).where(Documents.key.in_(keys[at : at + 400])).order_by(Documents.id)
                made += session.execute(asked).scalars()
        return made

    def _note(self, number: int, **values: Any) -> None:
        with self._desk.writing() as session:
            session.execute(update(Jobs).where(Jobs.id == number).values(**values))


def _options(row: Jobs) -> Options:
    told = json.loads(row.told)
    return Options(known=Known(**{name: told[name] for name in _KNOWN if name in told}))


def _received(row: Jobs) -> Iterator[Received]:
    if row.kind == "url":
        yield from read_url(row.name, options=_options(row))
        return
    at, data = 0, row.data or b""
    for name, length in json.loads(row.parts):
        yield from read_bytes(data[at : at + length], name=name, options=_options(row))
        at += length
