"""Adding articles: each is kept, read and written once, whatever happens in between.

What makes it safe to be killed at any moment: the original's bytes are on the disk before the database names them, a
document comes with its reading, rows, words and audit entry in one transaction, and a second run passes over every
document whose key is there. What makes one bad article harmless: its letter goes to the table of failures.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field

from sqlalchemy import ColumnElement, and_, delete, select
from sqlalchemy.exc import SQLAlchemyError

from musnad.archive.audit import now
from musnad.archive.keys import canonical, document_key, sha256
from musnad.archive.models import Documents, Failures, Tombstones
from musnad.archive.pool import read_all
from musnad.archive.prepare import Article, Prepared
from musnad.archive.store import Archive
from musnad.archive.writer import write
from musnad.errors import BadArchive, BadDocument, MusnadError
from musnad.intake import Known, Options, Received

BATCH = 32  # documents in one transaction, at most
SECONDS = 2.0  # and no finished document waits longer than this for its transaction


@dataclass(slots=True)
class Summary:
    """What came of adding. `failed`: (where, letter) of each article that was not added."""

    added: int = 0
    present: int = 0
    forgotten: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)
    notes: int = 0
    seconds: float = 0.0


def add(
    archive: Archive,
    received: Iterable[Received],
    *,
    who: str,
    options: Options | None = None,
    workers: int = 1,
    model: bool = True,
    step: Callable[[Summary], None] = lambda summary: None,
) -> Summary:
    """Add what intake received, in its order. `workers`: processes that read (0: this one). `step` is called after each
    article. Raises BadArchive only when the archive itself fails (disk full, database gone)."""
    summary = Summary()
    began = time.monotonic()
    batch: list[Prepared] = []
    since = began
    try:
        for article, made in read_all(_wanted(archive, received, options or Options(), summary, step), workers, model):
            if isinstance(made, MusnadError):
                _fail(archive, summary, article.source, article.line, str(made))
            else:
                batch.append(made)
            if len(batch) >= BATCH or time.monotonic() - since > SECONDS:
                _commit(archive, batch, who, summary)
                batch, since = [], time.monotonic()
            step(summary)
    finally:
        _commit(archive, batch, who, summary)
        summary.seconds = time.monotonic() - began
    step(summary)
    return summary


def _wanted(
    archive: Archive,
    received: Iterable[Received],
    options: Options,
    summary: Summary,
    step: Callable[[Summary], None],
) -> Iterator[Article]:
    """The articles that are not there yet, their originals kept; letters and repetitions are counted on the way."""
    seen: set[str] = set()
    for item in received:
        summary.notes += len(item.notes)
        if item.document is None or item.raw is None:
            _fail(archive, summary, item.name, item.line, str(item.letter or "nothing was received"))
            step(summary)
            continue
        key = document_key(item.document)
        if key in seen or _known(archive, key, summary):
            summary.present += key in seen
            step(summary)
            continue
        seen.add(key)
        yield _article(archive, item, key, options)


def _known(archive: Archive, key: str, summary: Summary) -> bool:
    """Is the document there, or was it forgotten? Counts it."""
    with archive.reading() as session:
        if session.execute(select(Documents.id).where(Documents.key == key)).first():
            summary.present += 1
            return True
        if session.execute(select(Tombstones.at).where(Tombstones.key_sha256 == sha256(key))).first():
            summary.forgotten += 1
            return True
    return False


def _article(archive: Archive, item: Received, key: str, options: Options) -> Article:
    """The article for the reader, its original kept."""
    assert item.document is not None and item.raw is not None
    try:
        original = archive.originals.put(item.raw)
    except OSError as error:
        raise BadArchive(f"{archive.originals.root} cannot be written ({error.strerror or error}).") from error
    return Article(
        key, item.document, original, len(item.raw), item.name, item.line, intake_of(item, options),
        "\n".join(item.notes) or None, item.ocr, item.layout,
    )  # fmt: skip


def intake_of(item: Received, options: Options) -> str:
    """How the original is read again (JSON): its kind and the options that the user gave, without what is not set."""
    told = {
        "kind": item.kind, "charset": options.charset, "fields": dict(options.fields) or None,
        "date_order": options.date_order,
        "known": {name: value for name, value in asdict(options.known).items() if value is not None} or None,
    }  # fmt: skip
    return canonical({name: value for name, value in told.items() if value is not None})


def options_again(intake: str) -> Options:
    """The options with which the original of a document is read again."""
    told = json.loads(intake)
    return Options(
        known=Known(**told.get("known", {})), kind=told.get("kind"), charset=told.get("charset"),
        fields=told.get("fields", {}), date_order=told.get("date_order"),
    )  # fmt: skip


def _commit(archive: Archive, batch: list[Prepared], who: str, summary: Summary) -> None:
    """Write the batch; when the database refuses it, one by one, so that only the culprit is left out."""
    if not batch:
        return
    try:
        summary.added += _written(archive, batch, who)
    except SQLAlchemyError as error:
        if len(batch) == 1:
            article = batch[0].article
            said = str(getattr(error, "orig", None) or error).split("\n")[0][:200]
            letter = BadDocument(f"the database refuses its record ({said}): this is a defect of Musnad, please report it.")
            _fail(archive, summary, article.source, article.line, str(letter))
            return
        for one in batch:
            _commit(archive, [one], who, summary)


def _written(archive: Archive, batch: list[Prepared], who: str) -> int:
    """Write those that nobody else added in the meantime; how many."""
    with archive.writing() as session:
        keys = [one.article.key for one in batch]
        there = set(session.execute(select(Documents.key).where(Documents.key.in_(keys))).scalars())
        new = [one for one in batch if one.article.key not in there]
        if new:
            write(session, new, who)
        for one in new:
            session.execute(delete(Failures).where(_at(one.article.source, one.article.line)))
    return len(new)


def _fail(archive: Archive, summary: Summary, source: str, line: int | None, letter: str) -> None:
    """Note a failure: in the summary and in the archive, once for each place."""
    summary.failed.append((source if line is None else f"{source}, line {line}", letter))
    try:
        with archive.writing() as session:
            session.execute(delete(Failures).where(_at(source, line)))
            session.add(Failures(source=source, line=line, letter=letter, at=now()))
    except SQLAlchemyError as error:
        said = str(getattr(error, "orig", None) or error).split("\n")[0][:160]
        raise BadArchive(f"{archive.where} cannot be written ({said}): check the disk and the database.") from error


def _at(source: str, line: int | None) -> ColumnElement[bool]:
    return and_(Failures.source == source, Failures.line.is_(None) if line is None else Failures.line == line)
