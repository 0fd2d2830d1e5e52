"""Forgetting a document for legal or safety reasons: original, text, readings, rows, words and judgements go; a tombstone
(the hash of its key) and an audit entry without content stay, so that it is not added again unnoticed.

What lies in backups made before is not reached: make a new backup and destroy the old ones.
"""

from __future__ import annotations

import zlib

from sqlalchemy import delete, exists, func, select, text
from sqlalchemy.orm import Session

from musnad.archive.audit import append, now
from musnad.archive.desk import forget_work
from musnad.archive.keys import sha256
from musnad.archive.models import (
    ActorNames,
    Actors,
    Claims,
    Documents,
    Entities,
    EntityMembers,
    Failures,
    Names,
    Originals,
    Speakers,
    Stories,
    StoryMembers,
    Texts,
    Tombstones,
)
from musnad.archive.store import FILE, Archive
from musnad.archive.words import forget_words
from musnad.errors import BadArchive, BadRequest

_WAIT = 3000  # milliseconds that the log of writes waits for readers


def forget(archive: Archive, document_id: int, *, who: str, why: str) -> str:
    """Forget one document; the hash on its tombstone. Raises BadRequest when there is no such document or no reason, and
    BadArchive when it is forgotten but its words are still in the log of writes, because somebody reads."""
    if not why.strip():
        raise BadRequest("say why the document is forgotten (--why): the tombstone keeps the reason.")
    with archive.writing() as session:
        row = session.get(Documents, document_id)
        if row is None:
            raise BadRequest(f"the archive has no document {document_id}.")
        digest, original, key = sha256(row.key), row.original, row.key
        names = _names(session, document_id)
        shadow = session.execute(select(Texts.shadow).where(Texts.document_id == document_id)).scalar_one()
        forget_words(session, document_id, zlib.decompress(shadow).decode())
        session.execute(delete(Failures).where(Failures.source == row.source))
        stories, entities = _gathered(session, document_id)
        session.execute(delete(Documents).where(Documents.id == document_id))
        _sweep(session, names, stories, entities)
        alone = _original(session, original)
        session.add(Tombstones(document_id=document_id, key_sha256=digest, why=why, who=who, at=now()))
        append(session, who, "forget", key, {"tombstone": digest})
    if alone:
        archive.originals.delete(original)
    forget_work(archive, document_id)
    if not _overwrite(archive):
        raise BadArchive(
            f"document {document_id} is forgotten, but somebody is reading {archive.where}: until that ends, its words stay in "
            f"{FILE}-wal. Close what has the archive open, then run `musnad archive doctor --mend`."
        )
    return digest


def _names(session: Session, document_id: int) -> set[int]:
    """The names that the document's actors and speakers have."""
    actors = select(Actors.id).where(Actors.document_id == document_id)
    own = session.execute(select(ActorNames.name_id).where(ActorNames.actor_id.in_(actors))).scalars()
    claims = select(Claims.id).where(Claims.document_id == document_id)
    spoken = session.execute(select(Speakers.name_id).where(Speakers.claim_id.in_(claims))).scalars()
    return {n for n in (*own, *spoken) if n is not None}


def _gathered(session: Session, document_id: int) -> tuple[set[int], set[int]]:
    """The stories and entities that the document belongs to."""
    stories = select(StoryMembers.story_id).where(StoryMembers.document_id == document_id)
    entities = select(EntityMembers.entity_id).where(EntityMembers.document_id == document_id)
    return set(session.execute(stories).scalars()), set(session.execute(entities).scalars())


def _sweep(session: Session, names: set[int], stories: set[int], entities: set[int]) -> None:
    """Names that nobody has any more, and stories and entities without a member, go too."""
    used = (ActorNames.name_id == Names.id, Speakers.name_id == Names.id)
    for number in names:
        orphan = delete(Names).where(Names.id == number, *(~exists().where(condition) for condition in used))
        session.execute(orphan)
    session.execute(
        delete(Stories).where(Stories.id.in_(stories), ~exists().where(StoryMembers.story_id == Stories.id))
    )
    session.execute(
        delete(Entities).where(Entities.id.in_(entities), ~exists().where(EntityMembers.entity_id == Entities.id))
    )


def _original(session: Session, original: str) -> bool:
    """Take the original's row away when no document has it any more; whether that was so."""
    left = session.execute(select(func.count(Documents.id)).where(Documents.original == original)).scalar_one()
    if not left:
        session.execute(delete(Originals).where(Originals.sha256 == original))
    return not left


def _overwrite(archive: Archive) -> bool:
    """What was deleted must not lie in free pages: SQLite writes the file anew; PostgreSQL frees the space. Whether the log
    of writes is empty too."""
    if not archive.sqlite:
        with archive.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM"))
        return True
    with archive.writing() as session:
        session.execute(text("INSERT INTO search (search) VALUES ('optimize')"))
    raw = archive.engine.raw_connection()  # VACUUM stands in no transaction
    try:
        raw.cursor().execute("VACUUM")
    finally:
        raw.close()
    return empty_log(archive)


def empty_log(archive: Archive) -> bool:
    """Put SQLite's log of writes (archive.sqlite-wal) into the file and cut it to nothing. False while somebody reads: then
    the log still holds what was deleted."""
    raw = archive.engine.raw_connection()
    try:
        cursor = raw.cursor()
        before = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {_WAIT}")
        busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {before}")
    finally:
        raw.close()
    return not busy
