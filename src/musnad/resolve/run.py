"""Resolve an archive: look at what is new, propose stories and entities, touch nothing else.

Proposals are made again only for what a new or re-read document touches; a document's number of its newest reading
marks how far the last run came. Judgements bind every run: what people judged stays as they judged it.

The looking is done batch by batch in sessions that only read; what came of it is written in short transactions, so that
people go on judging meanwhile. Each transaction first makes sure that no other run wrote, and that none of the documents
went, since they were looked at; if so, the batch is looked at again. A run that is killed goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from musnad.archive import Archive
from musnad.archive.audit import append
from musnad.archive.models import Documents, Judgements, Settings
from musnad.archive.query import chunks
from musnad.resolve.entities.keep import write_entities
from musnad.resolve.entities.lookup import VERSION, forget_keys, put_keys
from musnad.resolve.entities.plan import plan_entities
from musnad.resolve.entities.rows import fresh_actors
from musnad.resolve.stories.keep import write_stories
from musnad.resolve.stories.plan import Articles, plan_stories

MARK = "resolved"  # the setting that holds "newest reading, newest judgement, version of the keys" of the last batch
TURN = "resolve_turn"  # the setting that counts transactions of this room
BATCH = 100  # documents that are looked at together: a minute or less


@dataclass(frozen=True, slots=True)
class Done:
    """What a run did: documents looked at, stories and entities proposed anew for what they touch."""

    documents: int
    stories: int
    entities: int

    def and_(self, other: Done) -> Done:
        return Done(self.documents + other.documents, self.stories + other.stories, self.entities + other.entities)


@dataclass(slots=True)
class _Batch:
    """Documents to be looked at, and how far the archive is resolved when they are. When they were chosen: `turn`, and
    `newest`, the last reading that the archive had then."""

    documents: list[int]
    mark: tuple[int, int]
    turn: int
    newest: int


def resolve(
    archive: Archive, who: str, *, everything: bool = False, step: Callable[[Done, int], None] = lambda done, left: None
) -> Done:
    """Bring stories and entities up to date. `everything`: look at every document again. `step` is called after each batch
    with what is done and how many documents are left."""
    with archive.reading() as session:
        begin = everything or _mark(session) == (0, 0)
    if begin:
        with archive.writing() as session:
            _from_the_beginning(session)
    done, articles, newest = Done(0, 0, 0), Articles(), 0
    while True:
        with archive.reading() as session:
            batch, left = _next(session)
        if not batch.documents:
            return done
        if batch.newest != newest:  # somebody read documents again: what is held of them may be old
            articles, newest = Articles(), batch.newest
        made = _batch(archive, batch, articles, who)
        if made is None:  # somebody else wrote meanwhile: choose again
            continue
        done = done.and_(made)
        step(done, left)


def _next(session: Session) -> tuple[_Batch, int]:
    """The next documents, those longest read first, and how many are left after them. Documents that people judged as a
    pair since come with the first batch."""
    reading, judgement = _mark(session)
    asked = select(Documents.id, Documents.reading_id).where(Documents.reading_id > reading).order_by(Documents.reading_id)
    rows = session.execute(asked.limit(BATCH)).all()
    count = session.execute(select(func.count()).select_from(asked.order_by(None).subquery())).scalar_one()
    pairs = select(Judgements.document_id, Judgements.other_document_id).where(
        Judgements.id > judgement, Judgements.other_document_id.is_not(None)
    )
    judged = _existing(session, {number for row in session.execute(pairs) for number in row if number is not None})
    newest = [session.execute(select(func.max(column))).scalar() or 0 for column in (Documents.reading_id, Judgements.id)]
    mark = (max((read or 0 for _, read in rows), default=reading), max(newest[1], judgement))
    batch = _Batch(sorted({*(number for number, _ in rows), *judged}), mark, _turn(session), newest[0])
    return batch, count - len(rows)


def _batch(archive: Archive, batch: _Batch, articles: Articles, who: str) -> Done | None:
    """Look at the documents and write what came of it; None when the archive changed under it."""
    with archive.reading() as session:
        parts = plan_stories(session, batch.documents, articles)
        fresh = fresh_actors(session, batch.documents)
    with archive.writing() as session:
        if not _unchanged(session, batch.turn, {n for part in parts for n in part.documents}):
            return None
        stories = write_stories(session, parts)
        put_keys(session, {row.name_id: row.name for row in fresh})
        _set(session, TURN, str(batch.turn + 1))
    with archive.reading() as session:
        cast = plan_entities(session, fresh)
    with archive.writing() as session:
        if not _unchanged(session, batch.turn + 1, cast.documents):
            return None
        entities = write_entities(session, cast)
        _set(session, MARK, "{},{},{}".format(*batch.mark, VERSION))
        _set(session, TURN, str(batch.turn + 2))
        told = {"documents": len(batch.documents), "stories": stories, "entities": entities}
        append(session, who, "resolve", "archive", told)
    return Done(len(batch.documents), stories, entities)


def _unchanged(session: Session, turn: int, documents: Iterable[int]) -> bool:
    """Did nobody else write here, and are all the documents still there?"""
    if _turn(session) != turn:
        return False
    wanted = set(documents)
    return _existing(session, wanted) == wanted


def _existing(session: Session, documents: Iterable[int]) -> set[int]:
    asked = (select(Documents.id).where(Documents.id.in_(chunk)) for chunk in chunks(sorted(documents)))
    return {number for one in asked for number in session.execute(one).scalars()}


def _turn(session: Session) -> int:
    return int(session.execute(select(Settings.value).where(Settings.name == TURN)).scalar_one_or_none() or 0)


def _mark(session: Session) -> tuple[int, int]:
    """The newest reading and judgement of the last batch; the beginning when names have no keys yet, or others."""
    value = session.execute(select(Settings.value).where(Settings.name == MARK)).scalar_one_or_none()
    parts = [int(part) for part in (value or "0").split(",")]
    reading, judgement, version = (*parts, 0, 0)[:3]
    return (reading, judgement) if version == VERSION else (0, 0)


def _from_the_beginning(session: Session) -> None:
    """All names get their keys anew, and who is at work looks again."""
    forget_keys(session)
    _set(session, TURN, str(_turn(session) + 1))
    _set(session, MARK, f"0,0,{VERSION}")


def _set(session: Session, name: str, value: str) -> None:
    row = session.get(Settings, name)
    if row is None:
        session.add(Settings(name=name, value=value))
    else:
        row.value = value
    session.flush()
