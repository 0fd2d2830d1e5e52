"""Reading again after an upgrade: new records beside the old ones, judgements kept, differences listed.

Ids come from spans and kinds, so a judgement holds for the same words in the new record; where the new reading does not
find the item any more, the judgement stays and is named (`orphans`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from sqlalchemy import select

from musnad.archive.audit import Log
from musnad.archive.models import Documents, Readings
from musnad.archive.packing import unpack_record, unpack_text
from musnad.archive.pool import in_worker_of_its_own, read_all
from musnad.archive.prepare import Article, Prepared
from musnad.archive.query import judgements_of, record_of
from musnad.archive.store import Archive
from musnad.archive.stored import stored
from musnad.archive.writer import write_again
from musnad.errors import MusnadError
from musnad.intake import document
from musnad.reader import read
from musnad.record import Reader, Record


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed in one document: ids of items that are new, gone, or the same with other content. `orphans` are the
    numbers of judgements on items that are gone."""

    document_id: int
    new: tuple[str, ...]
    gone: tuple[str, ...]
    changed: tuple[str, ...]
    orphans: tuple[int, ...]


@dataclass(slots=True)
class Reread:
    """What came of it. `differences` only of documents whose record differs in more than the reader's version."""

    read: int = 0
    current: int = 0
    differences: list[Difference] = field(default_factory=list)
    failed: list[tuple[int, str]] = field(default_factory=list)


def reread(
    archive: Archive,
    *,
    who: str,
    workers: int = 1,
    everything: bool = False,
    model: bool = True,
    step: Callable[[Reread], None] = lambda done: None,
) -> Reread:
    """Read every document again that another version of the reader (or of its rules) has read; with `everything`, all.
    Each document is replaced in a transaction of its own, so it can be stopped and started anew at any time."""
    done = Reread()
    numbers: dict[str, int] = {}
    stale = _stale(archive, done, numbers, everything, _readers(archive, workers, model))
    for article, made in read_all(stale, workers, model):
        number = numbers.pop(article.key)
        if isinstance(made, MusnadError):
            done.failed.append((number, str(made)))
        else:
            _replace(archive, number, made, who, done)
        step(done)
    return done


def _readers(archive: Archive, workers: int, model: bool) -> dict[str, Reader | None]:
    """For each language of the archive: what would read an article in it today."""
    with archive.reading() as session:
        codes = session.execute(select(Documents.language).distinct()).scalars().all()
    if workers == 0:
        return {code: reader_now(code, model) for code in codes}
    return {code: in_worker_of_its_own(reader_now, code, model) for code in codes}


def _stale(
    archive: Archive, done: Reread, numbers: dict[str, int], everything: bool, readers: dict[str, Reader | None]
) -> Iterator[Article]:
    """The documents that need it, one at a time."""
    asked = select(Documents.id, Documents.key, Documents.language, Readings.version, Readings.rules, Readings.weights)
    with archive.reading() as session:
        rows = session.execute(asked.join(Readings, Readings.id == Documents.reading_id).order_by(Documents.id)).all()
    for row in rows:
        if not everything and Reader(row.version, row.rules, row.weights) == readers[row.language]:
            done.current += 1
            continue
        with archive.reading() as session:
            article = stored(session, row.id)
        numbers[row.key] = row.id
        yield article


@cache
def reader_now(language: str, model: bool = True) -> Reader | None:
    """What would read an article in this language today (learnt by reading a letter); None when nothing can."""
    try:
        return read(document("a", language=language), model=model).reader
    except MusnadError:
        return None


def _replace(archive: Archive, number: int, made: Prepared, who: str, done: Reread) -> None:
    with archive.writing() as session:
        old = record_of(session, number)
        new = unpack_record(made.record, unpack_text(made.body))
        write_again(session, number, made.article.key, made, log := Log(session, who))
        log.flush()
        judged = [(each.id, each.item) for each in judgements_of(session, number) if each.document_id == number]
    done.read += 1
    difference = compare(number, old, new, judged)
    if difference:
        done.differences.append(difference)


def compare(number: int, old: Record, new: Record, judged: list[tuple[int, str]]) -> Difference | None:
    """How two readings of one document differ; None when only the reader's name does."""
    if replace(old, reader=new.reader) == new:
        return None
    before, after = old.items(), new.items()
    gone = tuple(item for item in before if item not in after)
    return Difference(
        number,
        new=tuple(item for item in after if item not in before),
        gone=gone,
        changed=tuple(item for item in after if item in before and before[item] != after[item]),
        orphans=tuple(n for n, item in judged if item in set(gone)),
    )
