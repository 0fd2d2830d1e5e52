"""The archive itself: a database and a folder of originals, opened and closed, one writer at a time.

    archive = Archive.open(Path("news"))            # or "postgresql://team@host/news"
    with archive.reading() as session: ...          # a consistent view, beside any writer
    with archive.writing() as session: ...          # the only writer; commits at the end, or nothing happens
"""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, func, inspect, make_url, select
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.orm import Session

from musnad.archive import migrations
from musnad.archive.models import Settings
from musnad.archive.originals import OriginalStore
from musnad.errors import BadArchive

FILE = "archive.sqlite"
ORIGINALS = "originals"
_LOCK = 0x6D75736E  # the number of the advisory lock on PostgreSQL ("musn")
_WAIT = 60_000  # milliseconds that SQLite waits for another writer
_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",  # in WAL mode nothing is lost when a process dies, at any moment
    f"PRAGMA busy_timeout = {_WAIT}",
    "PRAGMA cache_size = -65536",  # 64 MB
    "PRAGMA mmap_size = 1073741824",
    "PRAGMA temp_store = MEMORY",
)


class Archive:
    """An open archive. `where` is its folder or address (without a password), for messages."""

    def __init__(self, engine: Engine, originals: OriginalStore, where: str) -> None:
        self.engine = engine
        self.originals = originals
        self.where = where

    @classmethod
    def open(cls, where: Path | str) -> Archive:
        """Open the archive in a folder or at a PostgreSQL address. Raises BadArchive when there is none, it cannot be
        reached, or another version of Musnad made it."""
        engine, name = engine_of(where)
        if engine.dialect.name == "sqlite" and not Path(str(engine.url.database)).is_file():
            raise BadArchive(f"{name} is no archive: make one with `musnad archive init {name}`.")
        try:
            with Session(engine) as session:
                _check(engine, name)
                folder = session.execute(select(Settings.value).where(Settings.name == ORIGINALS)).scalar_one_or_none()
        except DBAPIError as error:
            raise BadArchive(_cannot_open(name, error)) from error
        if folder is None:
            raise BadArchive(f"{name} does not say where its originals are: it is damaged; restore a backup.")
        return cls(engine, OriginalStore(_folder(where, folder)), name)

    @property
    def sqlite(self) -> bool:
        """Is it an SQLite file (else PostgreSQL)?"""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only reads: one consistent view."""
        with Session(self.engine, autoflush=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """The one session that writes. Waits for another writer; commits at the end, rolls back on an error."""
        bound = self.engine.execution_options(musnad_writes=True)
        with Session(bound, autoflush=False, expire_on_commit=False) as session, session.begin():
            if not self.sqlite:
                session.execute(select(func.pg_advisory_xact_lock(_LOCK)))
            yield session

    def close(self) -> None:
        """Give the connections back. The archive must not be used afterwards."""
        self.engine.dispose()


def engine_of(where: Path | str) -> tuple[Engine, str]:
    """The engine for a folder or an address, and its name for messages. Nothing is opened yet. Raises BadArchive."""
    text = str(where)
    if "://" not in text:
        path = Path(text) / FILE
        engine = create_engine(f"sqlite+pysqlite:///{path}")
        event.listen(engine, "connect", _set_up)
        event.listen(engine, "begin", _begin)
        return engine, text
    try:
        url = make_url(text)
    except ArgumentError as error:
        raise BadArchive("the archive's address is no address: give a folder or postgresql://user@host/name.") from error
    if url.get_backend_name() not in ("postgresql", "postgres"):
        raise BadArchive(f"{url.get_backend_name()} is no database for an archive: give a folder or postgresql://...")
    try:
        return create_engine(url.set(drivername="postgresql+psycopg")), url.render_as_string(hide_password=True)
    except ImportError as error:
        raise BadArchive("PostgreSQL needs the package psycopg: install musnad[postgres].") from error


def user() -> str:
    """Who is at the keyboard, for the audit: the name of the account."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def _folder(where: Path | str, folder: str) -> Path:
    """The folder of originals: relative to the archive's own, so that it can be moved as a whole."""
    return Path(folder) if "://" in str(where) else Path(where) / folder


def _check(engine: Engine, name: str) -> None:
    """Raises BadArchive when the tables are not those of this version."""
    inspector = inspect(engine)
    if not inspector.has_table("settings") or not inspector.has_table("alembic_version"):
        raise BadArchive(f"{name} holds no archive: make one with `musnad archive init`.")
    have, want = migrations.revision(engine), migrations.newest()
    if have != want:
        known = have in migrations.all_revisions()
        what = "older" if known else "newer"
        do = f"bring it up to date with `musnad archive init {name}`" if known else "use a newer Musnad"
        raise BadArchive(f"{name} was made by an {what} Musnad (tables {have}, here {want}): {do}.".replace("an n", "a n"))


def _cannot_open(name: str, error: DBAPIError) -> str:
    said = str(error.orig).strip().split("\n")[0][:160]
    return f"{name} cannot be opened ({said}): check the address, the permissions and that the database runs."


def _set_up(connection: Any, record: Any) -> None:
    """Each new SQLite connection: our pragmas, and transactions begun by us alone."""
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Any) -> None:
    """A writer takes the lock at once, so that what it read cannot have changed when it writes."""
    writes = connection.get_execution_options().get("musnad_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
