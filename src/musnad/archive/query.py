"""Typed questions about documents: which there are, what they say, what was judged. For resolve, review and export.

All take a session of `Archive.reading()` (or `writing()`). Lists come in pages: `after` is the last number of the page
before, so that a page is as quick at the end as at the beginning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select
from sqlalchemy.orm import Session

from musnad.archive.models import ActorNames, Actors, Documents, Judgements, Names, Readings, Texts
from musnad.archive.names import names_like
from musnad.archive.packing import unpack_record, unpack_text
from musnad.errors import BadRequest
from musnad.record import Record

_FEWEST = 8  # hexadecimal digits by which a document may be named
_CHUNK = 400
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which documents: every field that is set must fit. `since`, `until`: publication day (ISO), until exclusive.
    `teams`: whose restricted documents may be seen; None: all (the archive's owner), (): none."""

    language: str | None = None
    outlet: str | None = None
    outlet_country: str | None = None
    state: str | None = None
    since: str | None = None
    until: str | None = None
    teams: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What is known about a document without its text; the fields are those of `models.Documents`."""

    id: int
    key: str
    text_id: str
    language: str
    title: str | None
    outlet: str | None
    outlet_country: str | None
    author: str | None
    published: str | None
    url: str | None
    source: str
    line: int | None
    length: int
    ocr: bool
    state: str
    restricted: bool
    team: str | None
    added: str


@dataclass(frozen=True, slots=True)
class ActorInfo:
    """An actor of one document. `name` the main one, `names` all; `titles` those of its roles."""

    document_id: int
    item: str
    name: str
    names: tuple[str, ...]
    kind: str
    country: str | None
    sectors: tuple[str, ...]
    titles: tuple[str, ...]
    mentions: int
    private: bool


@dataclass(frozen=True, slots=True)
class JudgementInfo:
    """A person's word on an item or a pair of items; the fields are those of `models.Judgements`."""

    id: int
    document_id: int
    item: str
    other_document_id: int | None
    other_item: str | None
    field: str | None
    value: str | None
    verdict: str
    who: str
    at: str
    why: str | None
    undone_by: int | None


_INFO = tuple(getattr(Documents, name) for name in DocumentInfo.__dataclass_fields__)
_JUDGED = tuple(getattr(Judgements, name) for name in JudgementInfo.__dataclass_fields__)


def documents(session: Session, wanted: Wanted | None = None, *, after: int = 0, limit: int = 100) -> list[DocumentInfo]:
    """Documents by number, `limit` at most."""
    asked = fitting(select(*_INFO), wanted or Wanted()).where(Documents.id > after).order_by(Documents.id).limit(limit)
    return [DocumentInfo(*row) for row in session.execute(asked)]


def all_documents(session: Session, wanted: Wanted | None = None) -> Iterator[DocumentInfo]:
    """All documents that fit, read page by page."""
    page = documents(session, wanted, limit=1000)
    while page:
        yield from page
        page = documents(session, wanted, after=page[-1].id, limit=1000)


def count_documents(session: Session, wanted: Wanted | None = None) -> int:
    """How many documents fit."""
    return int(session.execute(fitting(select(func.count(Documents.id)), wanted or Wanted())).scalar_one())


def document_infos(session: Session, ids: Iterable[int]) -> dict[int, DocumentInfo]:
    """Documents by their numbers; those that are not there are left out."""
    made: dict[int, DocumentInfo] = {}
    for chunk in chunks(ids):
        rows = session.execute(select(*_INFO).where(Documents.id.in_(chunk)))
        made.update((row.id, DocumentInfo(*row)) for row in rows)
    return made


def document_named(session: Session, name: str) -> DocumentInfo:
    """The document that a person names by its number (12), or by the first digits of its key or of its text's hash.
    Raises BadRequest when there is none, or several."""
    number = Documents.id == int(name) if name.isdecimal() and len(name) < _FEWEST else false()
    low = name.lower()
    by_hash = len(low) >= _FEWEST and set(low) <= set("0123456789abcdef")
    keys = or_(_begins(Documents.key, low), _begins(Documents.text_id, low)) if by_hash else false()
    rows = session.execute(select(*_INFO).where(or_(number, keys)).limit(3)).all()
    if not rows:
        raise BadRequest(f"the archive has no document {name!r}: give its number, or eight or more digits of its key.")
    if len(rows) > 1:
        raise BadRequest(f"{name!r} fits several documents ({', '.join(str(row.id) for row in rows)}, ...): give a number.")
    return DocumentInfo(*rows[0])


def _begins(column: Any, prefix: str) -> ColumnElement[bool]:
    """As a range, so that the index is used on every database."""
    return and_(column >= prefix, column < prefix + "g")


def fitting(asked: Select[Any], wanted: Wanted) -> Select[Any]:
    """The select, with the conditions of `wanted` on Documents."""
    for name in ("language", "outlet", "outlet_country", "state"):
        if getattr(wanted, name) is not None:
            asked = asked.where(getattr(Documents, name) == getattr(wanted, name))
    if wanted.since is not None:
        asked = asked.where(Documents.day >= wanted.since)
    if wanted.until is not None:
        asked = asked.where(Documents.day < wanted.until)
    if wanted.teams is not None:
        asked = asked.where(visible(wanted.teams))
    return asked


def visible(teams: tuple[str, ...]) -> ColumnElement[bool]:
    """The condition that members of `teams` may see a document."""
    return or_(Documents.restricted.is_(False), Documents.team.in_(teams))


def text_of(session: Session, document_id: int) -> str:
    """The text that all spans of a document count. Raises BadRequest when there is no such document."""
    body = session.execute(select(Texts.body).where(Texts.document_id == document_id)).scalar_one_or_none()
    if body is None:
        raise BadRequest(f"the archive has no document {document_id}.")
    return unpack_text(body)


def texts_of(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """The texts of documents by number."""
    made: dict[int, str] = {}
    for chunk in chunks(ids):
        rows = session.execute(select(Texts.document_id, Texts.body).where(Texts.document_id.in_(chunk)))
        made.update((row.document_id, unpack_text(row.body)) for row in rows)
    return made


def record_of(session: Session, document_id: int) -> Record:
    """The current record of a document. Raises BadRequest when there is no such document."""
    found = next(records_of(session, [document_id]), None)
    if found is None:
        raise BadRequest(f"the archive has no document {document_id}.")
    return found[1]


def records_of(session: Session, ids: Iterable[int]) -> Iterator[tuple[int, Record]]:
    """The current records of documents, by number, one after the other (about 50 ms each for a long article)."""
    for chunk in chunks(ids):
        asked = (
            select(Documents.id, Readings.record, Texts.body)
            .join(Readings, Readings.id == Documents.reading_id)
            .join(Texts, Texts.document_id == Documents.id)
            .where(Documents.id.in_(chunk))
            .order_by(Documents.id)
        )
        for row in session.execute(asked):
            yield row.id, unpack_record(row.record, unpack_text(row.body))


def judgements_of(session: Session, document_id: int, *, holding: bool = True) -> list[JudgementInfo]:
    """What was judged about a document's items, and about pairs with one of them, oldest first. `holding`: only what is
    not undone."""
    asked = select(*_JUDGED).where(
        or_(Judgements.document_id == document_id, Judgements.other_document_id == document_id)
    )  # fmt: skip
    if holding:
        asked = asked.where(Judgements.undone_by.is_(None), Judgements.verdict != "undo")
    return [JudgementInfo(*row) for row in session.execute(asked.order_by(Judgements.id))]


def pair_judgements(session: Session) -> list[JudgementInfo]:
    """All judgements on pairs (same, different, unsure) that hold, oldest first."""
    asked = select(*_JUDGED).where(Judgements.other_item.is_not(None), Judgements.undone_by.is_(None))
    return [JudgementInfo(*row) for row in session.execute(asked.order_by(Judgements.id))]


def actors(
    session: Session,
    *,
    who: str | None = None,
    kind: str | None = None,
    document_ids: Iterable[int] | None = None,
    after: int = 0,
    limit: int = 1000,
) -> list[tuple[int, ActorInfo]]:
    """Actors by row number (the number is for paging only), `limit` at most.

    who: words of a name, in any spelling that folds to the same. kind: of ACTOR_KINDS. document_ids: only there.
    """
    asked = select(Actors).where(Actors.id > after)
    if who is not None:
        asked = asked.where(Actors.id.in_(select(ActorNames.actor_id).where(ActorNames.name_id.in_(names_like(who)))))
    if kind is not None:
        asked = asked.where(Actors.kind == kind)
    if document_ids is not None:
        asked = asked.where(Actors.document_id.in_(list(document_ids)))
    rows = session.execute(asked.order_by(Actors.id).limit(limit)).scalars().all()
    named = actor_names(session, [row.id for row in rows])
    return [(row.id, _actor_info(row, named[row.id])) for row in rows]


def actor_names(session: Session, ids: Iterable[int]) -> dict[int, dict[int, str]]:
    """For each actor row: its names by name number."""
    made: dict[int, dict[int, str]] = {}
    for chunk in chunks(ids):
        made.update({number: {} for number in chunk})
        asked = select(ActorNames.actor_id, Names.id, Names.text).join(Names, Names.id == ActorNames.name_id)
        for actor, name, spelling in session.execute(asked.where(ActorNames.actor_id.in_(chunk))):
            made[actor][name] = spelling
    return made


def _actor_info(row: Actors, named: dict[int, str]) -> ActorInfo:
    main = named[row.name_id]
    return ActorInfo(
        row.document_id, row.item, main, (main, *(name for n, name in sorted(named.items()) if n != row.name_id)),
        row.kind, row.country, tuple(filter(None, row.sectors.split(","))), tuple(filter(None, row.titles.split("\n"))),
        row.mentions, row.private,
    )  # fmt: skip


def chunks(values: Iterable[T]) -> Iterator[list[T]]:
    """Numbers or texts in pieces that fit into one question."""
    listed = list(values)
    yield from (listed[at : at + _CHUNK] for at in range(0, len(listed), _CHUNK))
