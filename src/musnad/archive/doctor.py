"""The doctor: how is the archive, what is left over, and what to do about it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from musnad.archive import migrations
from musnad.archive.forgetting import empty_log
from musnad.archive.models import Documents, Events, Failures, Originals, Readings, Texts
from musnad.archive.rereading import reader_now
from musnad.archive.store import FILE, Archive
from musnad.record import Reader

_SCARCE = 1_000_000_000  # free bytes below which the doctor warns
_SHOWN = 20  # failures listed


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's report. `level`: ok, note (worth knowing) or bad (to be mended)."""

    level: str
    sentence: str


def examine(archive: Archive, *, mend: bool = False) -> Iterator[Finding]:
    """Look at everything. `mend`: remove leftovers of killed processes and originals that no document has."""
    with archive.reading() as session:
        yield Finding("ok", f"{archive.where}: {archive.engine.dialect.name}, tables {migrations.newest()}")
        yield from _counts(session)
        yield from _database(archive, session)
        yield from _readers(session)
        yield from _failures(session)
        known = dict(session.execute(select(Originals.sha256, Originals.size)).all())
    yield from _originals(archive, known, mend)
    if mend and archive.sqlite:
        yield Finding("ok", "the log of writes is empty") if empty_log(archive) else Finding(
            "note", f"somebody reads the archive: {FILE}-wal may still hold what was forgotten; run this again without them"
        )
    yield from _disk(archive)


def _counts(session: Session) -> Iterator[Finding]:
    documents, events = (
        session.execute(select(func.count()).select_from(table)).scalar_one() for table in (Documents, Events)
    )  # fmt: skip
    yield Finding("ok", f"{documents:,} documents, {events:,} events")


def _database(archive: Archive, session: Session) -> Iterator[Finding]:
    """The database's own checks, and that every document has its text."""
    if archive.sqlite:
        said = session.execute(text("PRAGMA quick_check(5)")).scalars().all()
        if said != ["ok"]:
            yield Finding("bad", f"the database file is damaged ({'; '.join(said)[:200]}): restore a backup")
        if session.execute(text("PRAGMA foreign_key_check")).first():
            yield Finding("bad", "rows point at rows that are not there: restore a backup")
        size = Path(str(archive.engine.url.database)).stat().st_size
        yield Finding("ok", f"{FILE} has {size:,} bytes")
    lost = select(func.count()).select_from(Documents).outerjoin(Texts).where(Texts.document_id.is_(None))
    number = session.execute(lost).scalar_one()
    if number:
        yield Finding("bad", f"{number:,} documents have lost their text: restore a backup")


def _readers(session: Session) -> Iterator[Finding]:
    """Which versions of the reader the current records come from."""
    columns = (Documents.language, Readings.version, Readings.rules, Readings.weights)
    asked = select(*columns, func.count()).join(Readings, Readings.id == Documents.reading_id).group_by(*columns)
    stale = sum(
        number
        for language, version, rules, weights, number in session.execute(asked)
        if Reader(version, rules, weights) != reader_now(language)
    )
    if stale:
        yield Finding("note", f"{stale:,} documents were read by another version: `musnad archive reread`")


def _failures(session: Session) -> Iterator[Finding]:
    number = session.execute(select(func.count()).select_from(Failures)).scalar_one()
    if number:
        yield Finding("note", f"{number:,} articles could not be added; the newest:")
    for row in session.execute(select(Failures).order_by(Failures.id.desc()).limit(_SHOWN)).scalars():
        where = row.source if row.line is None else f"{row.source}, line {row.line}"
        yield Finding("note", f"  {where}: {row.letter}")


def _originals(archive: Archive, known: dict[str, int], mend: bool) -> Iterator[Finding]:
    """Every original is there, and no others; leftovers are removed when asked for."""
    missing = sorted(known.keys() - set(archive.originals.all()))
    if missing:
        yield Finding("bad", f"{len(missing):,} originals are missing (first {missing[0][:12]}): restore a backup")
    unused = archive.originals.unused(known)
    if unused and mend:
        for path in unused:
            path.unlink(missing_ok=True)
        yield Finding("ok", f"{len(unused):,} files that no document has were removed")
    elif unused:
        yield Finding("note", f"{len(unused):,} files no document has (an `add` was killed): --mend removes them")
    if not missing:
        yield Finding("ok", f"{len(known):,} originals are there")


def _disk(archive: Archive) -> Iterator[Finding]:
    free = shutil.disk_usage(archive.originals.root).free
    level = "note" if free < _SCARCE else "ok"
    yield Finding(level, f"{free:,} bytes are free where the originals are")
