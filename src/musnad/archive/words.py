"""The index of words: which documents hold a word, in which spelling ever. See `musnad.archive.migrations.own`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

_MOST_POSITION = 16_383  # PostgreSQL's tsvector counts no further
_MOST_PER_WORD = 255
_LONGEST = 500  # code points of a word (PostgreSQL: 2,046 bytes); no word of a language is as long


def is_sqlite(session: Session) -> bool:
    """Which database the session talks to."""
    return session.get_bind().dialect.name == "sqlite"


def index_words(session: Session, shadows: Iterable[tuple[int, str]]) -> None:
    """Put documents (id, folded words separated by spaces) into the index."""
    if is_sqlite(session):
        rows = [{"id": number, "words": shadow} for number, shadow in shadows]
        statement = text("INSERT INTO search (rowid, words) VALUES (:id, :words)")
    else:
        rows = [{"id": number, "words": vector(shadow.split())} for number, shadow in shadows]
        statement = text("INSERT INTO search (rowid, words) VALUES (:id, CAST(:words AS tsvector))")
    if rows:
        session.execute(statement, rows)


def forget_words(session: Session, document_id: int, shadow: str) -> None:
    """Take a document out of the index; `shadow` must be what was put in."""
    if is_sqlite(session):
        statement = text("INSERT INTO search (search, rowid, words) VALUES ('delete', :id, :words)")
        session.execute(statement, {"id": document_id, "words": shadow})
    else:
        session.execute(text("DELETE FROM search WHERE rowid = :id"), {"id": document_id})


def vector(words: Sequence[str]) -> str:
    """The words and their positions as PostgreSQL writes a tsvector: 'war':1,4 'peace':2."""
    places: dict[str, list[int]] = {}
    for position, word in enumerate(words, 1):
        kept = places.setdefault(word[:_LONGEST], [])
        if len(kept) < _MOST_PER_WORD and position <= _MOST_POSITION:
            kept.append(position)
    return " ".join(quoted(word) + (":" + ",".join(map(str, at)) if at else "") for word, at in places.items())


def quoted(word: str) -> str:
    """A word as a lexeme of PostgreSQL."""
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def matching(session: Session, query: Sequence[Any]) -> tuple[str, str, str]:
    """The SQL of a search: (condition on `search`, its rank (smaller is better), the query's text) for `:q`.

    query: parts that must all hold, each `Part(phrases, without)` of `musnad.archive.search`.
    """
    if is_sqlite(session):
        return "search MATCH :q", "bm25(search)", _fts(query)
    return "search.words @@ CAST(:q AS tsquery)", "-ts_rank(search.words, CAST(:q AS tsquery))", _tsquery(query)


def _fts(query: Sequence[Any]) -> str:
    """As FTS5 reads it: each word in double quotes, phrases as such."""
    have = [part for part in query if not part.without]
    lack = [part for part in query if part.without]
    line = " AND ".join(_fts_part(part) for part in have)
    return f"({line})" + "".join(f" NOT {_fts_part(part)}" for part in lack)


def _fts_part(part: Any) -> str:
    return "(" + " OR ".join('"' + " ".join(phrase) + '"' for phrase in part.phrases) + ")"


def _tsquery(query: Sequence[Any]) -> str:
    return " & ".join(("!" if part.without else "") + _tsquery_part(part) for part in query)


def _tsquery_part(part: Any) -> str:
    phrases = ("(" + " <-> ".join(quoted(word[:_LONGEST]) for word in phrase) + ")" for phrase in part.phrases)
    return "(" + " | ".join(phrases) + ")"
