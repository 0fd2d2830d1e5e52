"""Is everything still what it was? The audit's chain, originals, texts, records, quotes and judgements.

Problems come as sentences, the gravest first, lazily: the first is enough to fail, and `--all` lists the rest.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from musnad.archive import audit
from musnad.archive.desk import desk_problems
from musnad.archive.judging import content_sha256
from musnad.archive.keys import sha256
from musnad.archive.models import Audit, Documents, Judgements, Readings, Tombstones
from musnad.archive.packing import record_sha256, unpack_record
from musnad.archive.store import Archive
from musnad.archive.stored import stored, taken_again
from musnad.errors import MusnadError
from musnad.record import Record, Span


def problems(archive: Archive, *, head: str | None = None, quick: bool = False) -> Iterator[str]:
    """What is wrong, in sentences.

    head:  a hash noted earlier, which must still be in the chain (or None).
    quick: leave out what takes long: reading the originals and every record again.
    """
    with archive.reading() as session:
        broken = audit.first_break(session)
        if broken:
            yield broken
        if head is not None and not _has(session, head):
            yield f"the audit has no entry with the hash {head[:80]}: entries were cut off or exchanged."
        if not broken:  # a log that was changed proves nothing about the rest
            yield from _against_log(session)
            yield from _judgements(session)
        numbers = session.execute(select(Documents.id).order_by(Documents.id)).scalars().all()
    yield from desk_problems(archive)
    if not quick:
        for number in numbers:
            yield from _document(archive, number)


def _has(session: Session, digest: str) -> bool:
    return session.execute(select(Audit.seq).where(Audit.hash == digest.lower())).first() is not None


def _against_log(session: Session) -> Iterator[str]:
    """Every document and its current reading are those that the audit tells of, and none is gone."""
    told: dict[str, dict[str, Any]] = {}
    asked = select(Audit.seq, Audit.action, Audit.subject, Audit.payload)
    wanted = asked.where(Audit.action.in_(("add", "reread", "forget"))).order_by(Audit.seq)
    for row in session.execute(wanted):
        if row.action == "forget":
            told.pop(row.subject, None)
        elif row.action in ("add", "reread"):
            told[row.subject] = {**told.get(row.subject, {}), **json.loads(row.payload)}
    asked_too = select(Documents.id, Documents.key, Documents.original, Readings.sha256).outerjoin(
        Readings, (Readings.id == Documents.reading_id) & (Readings.document_id == Documents.id)
    )
    for number, key, original, digest in session.execute(asked_too.order_by(Documents.id)):
        facts = told.pop(key, None)
        if facts is None:
            yield f"document {number} is not in the audit: it was put in behind its back."
        elif digest is None:
            yield f"document {number} has no current reading."
        elif facts["record"] != digest or facts["original"] != original:
            yield f"document {number} has another {'record' if facts['record'] != digest else 'original'} than the audit says."
    for key in told:
        yield f"the document with key {key[:16]} is gone, and the audit does not say that it was forgotten."
    graves = session.execute(select(Tombstones.key_sha256)).scalars().all()
    keys = {sha256(key) for key in session.execute(select(Documents.key)).scalars()}
    yield from (f"a document that was forgotten is back (tombstone {grave[:16]})." for grave in graves if grave in keys)


def _judgements(session: Session) -> Iterator[str]:
    """Every judgement says what it said when it was made."""
    told: dict[int, str] = {}
    asked = select(Audit.payload).where(Audit.action.in_(("judge", "undo")))
    for payload in session.execute(asked).scalars():
        facts = json.loads(payload)
        told[facts["judgement"]] = facts["sha256"]
    for row in session.execute(select(Judgements).order_by(Judgements.id)).scalars():
        if row.id not in told:
            yield f"judgement {row.id} is not in the audit: it was put in behind its back."
        elif told[row.id] != content_sha256(row):
            yield f"judgement {row.id} was changed: the audit has another hash of it."


def _document(archive: Archive, number: int) -> Iterator[str]:
    """The original's bytes, the text, the record, and every span's quote."""
    try:
        with archive.reading() as session:
            article = stored(session, number)
            asked = select(Readings.record, Readings.sha256).join(Documents, Documents.reading_id == Readings.id)
            reading = session.execute(asked.where(Documents.id == number)).one()
        text = article.document.text
        if sha256(text) != article.document.id:
            yield f"document {number}: its text was changed (the hash is another)."
        record = unpack_record(reading.record, text)
        if record_sha256(record) != reading.sha256:
            yield f"document {number}: its record was changed (the hash is another)."
        yield from (f"document {number}: {sentence}" for sentence in record.problems())
        again = None if article.ocr else taken_again(archive, article)
        if article.ocr:
            archive.originals.get(article.original, article.size)
        elif again is None:
            yield f"document {number}: no article is found in its original any more."
        elif again != text:
            yield from _quotes(number, record, text, again)
    except MusnadError as letter:
        yield f"document {number}: {letter}"


def _quotes(number: int, record: Record, text: str, again: str) -> Iterator[str]:
    """A newer intake may take more or less out of a page; what was quoted must still stand in it."""
    for span in sorted(set(spans_of(record))):
        if span.of(text) not in again:
            yield f"document {number}: the quote at {span.start}-{span.end} is not in the original: {span.of(text)[:60]!r}."


def spans_of(value: Any) -> Iterator[Span]:
    """Every span of a record, wherever it stands in it."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for inner in value:
            yield from spans_of(inner)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from spans_of(getattr(value, name))
