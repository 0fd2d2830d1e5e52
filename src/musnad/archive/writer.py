"""Writing what was read: one transaction for a batch of documents, each whole or not at all.

Only `Archive.writing` hands out the session used here, so that there is one writer at a time and the next free number of
each table can be looked up once.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from musnad.archive.audit import Log, now
from musnad.archive.folding import fold_name
from musnad.archive.models import (
    ActorNames,
    Actors,
    Base,
    Claims,
    Documents,
    EventActors,
    Events,
    Names,
    NameWords,
    Originals,
    Readings,
    Relations,
    Speakers,
    Texts,
    Tolls,
    Tombstones,
)
from musnad.archive.prepare import Prepared
from musnad.archive.rows import Row, Rows
from musnad.archive.words import forget_words, index_words

_TABLES: dict[str, type[Base]] = {
    "actors": Actors, "actor_names": ActorNames, "claims": Claims, "speakers": Speakers, "events": Events,
    "event_actors": EventActors, "tolls": Tolls, "relations": Relations,
}  # fmt: skip
_OWN = ("actors", "claims", "events", "relations")  # tables whose rows belong to a document by themselves
# A row's column -> the table whose numbers it holds.
_REFERS = {
    "actor_id": "actors", "head_id": "actors", "tail_id": "actors", "claim_id": "claims", "event_id": "events"
}  # fmt: skip
_CHUNK = 500  # values in one IN (...)


def write(session: Session, batch: Sequence[Prepared], who: str) -> list[int]:
    """Add the documents; their numbers in the archive. None of their keys may be there already."""
    at = now()
    ids, readings = _next(session, Documents.id, Tombstones.document_id), _next(session, Readings.id)
    numbered = list(enumerate(batch, ids))
    _originals(session, batch, at)
    insert(session, Documents, [_document(n, readings + n - ids, one, at) for n, one in numbered])
    insert(session, Readings, [_reading(readings + n - ids, n, one, at) for n, one in numbered])
    insert(session, Texts, [_text(n, one) for n, one in numbered])
    index_words(session, ((n, one.shadow) for n, one in numbered))
    write_rows(session, [(n, one.rows) for n, one in numbered])
    log = Log(session, who)
    for _, one in numbered:
        log.add("add", one.article.key, {"original": one.article.original, **reading_facts(one)}, at)
    log.flush()
    return [n for n, _ in numbered]


def write_again(session: Session, document_id: int, key: str, one: Prepared, log: Log) -> None:
    """Replace a document's current reading and its rows; the reading before stays."""
    at = now()
    reading = _next(session, Readings.id)
    insert(session, Readings, [_reading(reading, document_id, one, at)])
    session.execute(update(Documents).where(Documents.id == document_id).values(reading_id=reading))
    delete_rows(session, document_id)
    write_rows(session, [(document_id, one.rows)])
    _words_again(session, document_id, one.shadow)
    log.add("reread", key, reading_facts(one), at)


def _words_again(session: Session, document_id: int, shadow: str) -> None:
    """Index the words anew when the folding has changed."""
    before = zlib.decompress(
        session.execute(select(Texts.shadow).where(Texts.document_id == document_id)).scalar_one()
    ).decode()
    if before != shadow:
        forget_words(session, document_id, before)
        index_words(session, [(document_id, shadow)])
        packed = zlib.compress(shadow.encode(), 6)
        session.execute(update(Texts).where(Texts.document_id == document_id).values(shadow=packed))


def reading_facts(one: Prepared) -> dict[str, Any]:
    """What the audit says of a reading: which reader, and the hash of the whole record."""
    reader = one.reader
    return {
        "record": one.record_sha256, "version": reader.version, "rules": reader.rules, "weights": reader.weights
    }  # fmt: skip


def delete_rows(session: Session, document_id: int) -> None:
    """Take the index rows of a document away (those that hang on them go with them)."""
    for table in (Relations, Events, Claims, Actors):
        session.execute(delete(table).where(table.document_id == document_id))


def write_rows(session: Session, documents: Iterable[tuple[int, Rows]]) -> None:
    """Write the index rows of documents."""
    documents = list(documents)
    names = name_numbers(session, _spellings(rows for _, rows in documents))
    base = {name: _next(session, _TABLES[name].id) for name in (*_OWN, "tolls")}  # type: ignore[attr-defined]
    ready: dict[str, list[Row]] = {field.name: [] for field in fields(Rows)}
    for document_id, rows in documents:
        for table, made in ready.items():
            made += [_placed(table, row, document_id, base, names) for row in getattr(rows, table)]
        for table in _OWN:
            base[table] += len(getattr(rows, table))
    for n, row in enumerate(ready["tolls"], base["tolls"]):
        row["id"] = n
    for table, made in ready.items():
        insert(session, _TABLES[table], made)


def _placed(table: str, row: Row, document_id: int, base: dict[str, int], names: dict[str, int]) -> Row:
    """The row with the archive's numbers in place of the document's own."""
    made = dict(row)
    if table in _OWN:
        made["id"] += base[table]
        made["document_id"] = document_id
    for column, there in _REFERS.items():
        if made.get(column) is not None:
            made[column] += base[there]
    if "name" in made:
        name = made.pop("name")
        made["name_id"] = names[name] if name is not None else None
    return made


def name_numbers(session: Session, spellings: Iterable[str]) -> dict[str, int]:
    """The number of each spelling; new ones are written."""
    wanted = sorted(set(spellings))
    known: dict[str, int] = {}
    for at in range(0, len(wanted), _CHUNK):
        chunk = wanted[at : at + _CHUNK]
        known.update((row.text, row.id) for row in session.execute(select(Names).where(Names.text.in_(chunk))).scalars())
    new = [name for name in wanted if name not in known]
    first = _next(session, Names.id)
    folded = [(n, name, fold_name(name)) for n, name in enumerate(new, first)]
    insert(session, Names, [{"id": n, "text": name, "fold": fold} for n, name, fold in folded])
    words = [{"word": word, "name_id": n} for n, _, fold in folded for word in dict.fromkeys(fold.split())]
    insert(session, NameWords, words)
    return known | {name: n for n, name, _ in folded}


def insert(session: Session, table: type[Base], rows: list[Row]) -> None:
    """Insert rows (dicts by column) in one go; nothing when there are none."""
    if rows:
        session.execute(table.__table__.insert(), rows)  # type: ignore[attr-defined]


def _spellings(many: Iterable[Rows]) -> Iterable[str]:
    for rows in many:
        for row in (*rows.actors, *rows.actor_names, *rows.speakers):
            if row["name"] is not None:
                yield row["name"]


def _next(session: Session, *columns: Any) -> int:
    """The next free number: one more than any in the columns."""
    return 1 + max(session.execute(select(func.max(column))).scalar() or 0 for column in columns)


def _originals(session: Session, batch: Sequence[Prepared], at: str) -> None:
    sizes = {one.article.original: one.article.size for one in batch}
    known = set(session.execute(select(Originals.sha256).where(Originals.sha256.in_(sizes))).scalars())
    insert(session, Originals, [{"sha256": s, "size": n, "added": at} for s, n in sizes.items() if s not in known])


def _document(number: int, reading: int, one: Prepared, at: str) -> Row:
    article, document = one.article, one.article.document
    told = (
        "language", "title", "outlet", "outlet_country", "author", "published", "url", "retrieved", "raw_sha256"
    )  # fmt: skip
    return {
        "id": number, "key": article.key, "text_id": document.id, "original": article.original, "reading_id": reading,
        **{name: getattr(document, name) for name in told}, "day": (document.published or "")[:10] or None,
        "source": article.source, "line": article.line, "intake": article.intake, "notes": article.notes,
        "length": one.length, "ocr": article.ocr, "added": at, "team": None,
    }  # fmt: skip


def _reading(number: int, document_id: int, one: Prepared, at: str) -> Row:
    reader = one.reader
    return {
        "id": number, "document_id": document_id, "version": reader.version, "rules": reader.rules,
        "weights": reader.weights, "sha256": one.record_sha256, "record": one.record, "at": at,
    }  # fmt: skip


def _text(number: int, one: Prepared) -> Row:
    return {
        "document_id": number, "body": one.body, "shadow": zlib.compress(one.shadow.encode(), 6),
        "layout": one.article.layout,
    }  # fmt: skip
