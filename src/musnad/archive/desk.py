"""The review desk's own tables: accounts, sessions, tokens, work to do. Judgements are not here but in the archive, audited.

They stand in a file of their own (`review.sqlite` in the archive's folder; in PostgreSQL beside the archive's tables), so that
sessions never wait for the archive's writer and passwords never come into an export. A backup holds them but for `PASSING`:
nobody is signed in by a restore.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, LargeBinary, MetaData, Table, Text, create_engine, delete, event, inspect, select, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from musnad.archive.models import Documents
from musnad.archive.models.base import WHOLE
from musnad.archive.store import Archive, _begin, _set_up

FILE = "review.sqlite"


class Base(DeclarativeBase):
    """The root of the desk's tables. Times are seconds since 1970 (UTC) where they are compared, else ISO 8601 text."""

    metadata = MetaData()
    type_annotation_map = {int: WHOLE, str: Text()}  # noqa: RUF012  SQLAlchemy's own declaration


class Users(Base):
    """An account. password: an argon2 hash; teams: separated by commas."""

    __tablename__ = "review_users"
    name: Mapped[str] = mapped_column(primary_key=True)
    password: Mapped[str]
    role: Mapped[str]
    teams: Mapped[str] = mapped_column(default="")
    active: Mapped[bool] = mapped_column(default=True)
    made: Mapped[str]


class Sessions(Base):
    """A signed-in browser. id: SHA-256 of the cookie's value, so that the table alone opens nothing."""

    __tablename__ = "review_sessions"
    id: Mapped[str] = mapped_column(primary_key=True)
    user: Mapped[str] = mapped_column(index=True)
    csrf: Mapped[str]
    began: Mapped[int]
    seen: Mapped[int]


class Tokens(Base):
    """A script's bearer token: SHA-256 of the secret."""

    __tablename__ = "review_tokens"
    id: Mapped[int] = mapped_column(primary_key=True)
    secret: Mapped[str] = mapped_column(unique=True)
    user: Mapped[str] = mapped_column(index=True)
    label: Mapped[str]
    made: Mapped[int]
    until: Mapped[int]


class Attempts(Base):
    """Failed logins: who was tried (name, or address) and when."""

    __tablename__ = "review_attempts"
    id: Mapped[int] = mapped_column(primary_key=True)
    whose: Mapped[str] = mapped_column(index=True)
    at: Mapped[int]


class Searches(Base):
    """A saved search. query: JSON."""

    __tablename__ = "review_searches"
    id: Mapped[int] = mapped_column(primary_key=True)
    user: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    query: Mapped[str]


class Assigned(Base):
    """Who looks at a document."""

    __tablename__ = "review_assigned"
    document: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    user: Mapped[str] = mapped_column(index=True)
    at: Mapped[str]


class Sensitive(Base):
    """A document that is to be blurred until asked for."""

    __tablename__ = "review_sensitive"
    document: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    user: Mapped[str]
    at: Mapped[str]


class Rounds(Base):
    """Double coding: two coders, blind to each other while it is open."""

    __tablename__ = "review_rounds"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    first: Mapped[str]
    second: Mapped[str]
    state: Mapped[str]  # open | closed
    made_by: Mapped[str]
    at: Mapped[str]


class RoundDocuments(Base):
    """A document of a round, and which of the coders is done with it."""

    __tablename__ = "review_round_documents"
    round: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    document: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, index=True)
    first_done: Mapped[bool] = mapped_column(default=False)
    second_done: Mapped[bool] = mapped_column(default=False)


class Jobs(Base):
    """Articles on their way in. parts: JSON, `[[name, length], ...]`; data: those parts' bytes one after the other, kept until
    they are in the archive, so that a killed server goes on where it stood. told: JSON, what the user knows of them."""

    __tablename__ = "review_jobs"
    id: Mapped[int] = mapped_column(primary_key=True)
    user: Mapped[str]
    kind: Mapped[str]  # text | files | url
    name: Mapped[str]
    told: Mapped[str]
    parts: Mapped[str]
    data: Mapped[bytes | None] = mapped_column(LargeBinary)
    state: Mapped[str]  # waiting | running | done
    done: Mapped[int] = mapped_column(default=0)
    added: Mapped[str] = mapped_column(default="[]")
    present: Mapped[int] = mapped_column(default=0)
    failed: Mapped[str] = mapped_column(default="[]")
    at: Mapped[str]


PASSING = (Sessions.__tablename__, Attempts.__tablename__)  # what a backup leaves out
_OF_DOCUMENTS: tuple[type, ...] = (Assigned, Sensitive, RoundDocuments)


def kept_tables() -> list[Table]:
    """The tables that a backup holds."""
    return [table for table in Base.metadata.sorted_tables if table.name not in PASSING]


def desk_path(archive: Archive) -> Path:
    """The file of the desk's tables, beside the archive's own (SQLite)."""
    return Path(str(archive.engine.url.database)).with_name(FILE)


def has_desk(archive: Archive) -> bool:
    """Was the archive ever opened for review?"""
    return desk_path(archive).is_file() if archive.sqlite else inspect(archive.engine).has_table(Users.__tablename__)


def desk_engine(archive: Archive) -> Engine:
    """The engine of the desk's tables, which are made when they are not there. On PostgreSQL it is the archive's own."""
    engine = archive.engine
    if archive.sqlite:
        path = desk_path(archive)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))  # nobody else's business, from its first moment
        engine = create_engine(f"sqlite+pysqlite:///{path}", pool_size=10, max_overflow=40)
        event.listen(engine, "connect", _set_up)
        event.listen(engine, "begin", _begin)
    with engine.execution_options(musnad_writes=True).begin() as connection:
        Base.metadata.create_all(connection)
    return engine


@contextmanager
def desk_session(archive: Archive) -> Iterator[Session]:
    """A session that may write to the desk's tables: commits at the end or not at all."""
    engine = desk_engine(archive)
    try:
        with Session(engine.execution_options(musnad_writes=True)) as session, session.begin():
            yield session
    finally:
        if engine is not archive.engine:
            engine.dispose()


def forget_work(archive: Archive, document: int) -> None:
    """What the desk knows of a document goes: who looks at it, that it is sensitive, its place in rounds, and the job that
    brought it in (its name is often the article's first line)."""
    if not has_desk(archive):
        return
    with desk_session(archive) as session:
        if archive.sqlite:
            session.execute(text("PRAGMA secure_delete = ON"))  # nothing of it stays in free pages
        for table in _OF_DOCUMENTS:
            session.execute(delete(table).where(table.document == document))  # type: ignore[attr-defined]
        for row in session.execute(select(Jobs).where(Jobs.state == "done")).scalars():
            if document in json.loads(row.added or "[]"):
                session.delete(row)


def desk_problems(archive: Archive) -> Iterator[str]:
    """What is wrong with the desk's tables, in sentences."""
    if not has_desk(archive):
        return
    with desk_session(archive) as session, archive.reading() as reading:
        if archive.sqlite:
            found = session.execute(text("PRAGMA integrity_check(1)")).scalar_one()
            if found != "ok":
                yield f"the accounts and the work of the review desk are damaged ({found[:80]}): restore {FILE} from a backup."
                return
        there = set(reading.execute(select(Documents.id)).scalars())
        for table in _OF_DOCUMENTS:
            column = table.document  # type: ignore[attr-defined]
            lost = sorted(set(session.execute(select(column).distinct()).scalars()) - there)
            yield from (f"the review desk has work on document {number}, which is not in the archive." for number in lost)
