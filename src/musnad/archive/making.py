"""Making an archive, or bringing an older one up to date."""

from __future__ import annotations

import secrets
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from musnad.archive import audit, migrations
from musnad.archive.models import Settings
from musnad.archive.store import FILE, ORIGINALS, Archive, engine_of
from musnad.errors import BadArchive
from musnad.version import VERSION


def create(where: Path | str, *, who: str, originals: Path | None = None) -> tuple[Archive, str]:
    """Make the archive and open it; also what was done: "made", "brought up to date" or "there already".

    where:     a folder (made when it is not there) or a PostgreSQL address.
    originals: the folder of originals; must be given for PostgreSQL, where all who add share it.
    Raises BadArchive for a folder that holds other things, an address that cannot be reached, a newer archive.
    """
    engine, name = engine_of(where)
    if engine.dialect.name == "sqlite":
        _prepare(Path(where))
    elif originals is None and not _is_there(engine, name):
        raise BadArchive("an archive on PostgreSQL needs a folder for the originals: give --originals FOLDER.")
    try:
        with engine.execution_options(musnad_writes=True).begin() as connection:
            done = _make(connection, where, who, originals)
    except DBAPIError as error:
        said = str(error.orig).strip().split("\n")[0][:160]
        raise BadArchive(f"{name} cannot be made ({said}): check the address and the permissions.") from error
    finally:
        engine.dispose()
    archive = Archive.open(where)
    archive.originals.make()
    return archive, done


def _prepare(folder: Path) -> None:
    """The folder, empty or an archive's own. Nothing of anybody else's is written into."""
    try:
        if folder.exists() and not folder.is_dir():
            raise BadArchive(f"{folder} is a file: an archive is a folder; give another name.")
        if folder.is_dir() and not (folder / FILE).exists() and any(folder.iterdir()):
            raise BadArchive(f"{folder} holds other files: an archive needs a new or empty folder of its own.")
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)  # what people read and judged is nobody else's business
    except OSError as error:
        raise BadArchive(f"{folder} cannot be made ({error.strerror or error}): check the path.") from error


def _is_there(engine: Engine, name: str) -> bool:
    try:
        with engine.connect() as connection:
            return inspect(connection).has_table("settings")
    except DBAPIError as error:
        said = str(error.orig).strip().split("\n")[0][:160]
        raise BadArchive(f"{name} cannot be reached ({said}): check the address and that it runs.") from error


def _make(connection: Connection, where: Path | str, who: str, originals: Path | None) -> str:
    before = _revision(connection)
    if before is not None and before not in migrations.all_revisions():
        raise BadArchive(f"the archive was made by a newer Musnad (tables {before}): use that one.")
    if before == migrations.newest():
        return "there already"
    migrations.upgrade(connection)
    with Session(connection, join_transaction_mode="rollback_only") as session:
        if before is None:
            folder = str(originals.resolve()) if originals else ORIGINALS
            facts = {"id": secrets.token_hex(16), ORIGINALS: folder, "made": audit.now()}
            session.add_all(Settings(name=key, value=value) for key, value in facts.items())
        action = "make" if before is None else "upgrade"
        audit.append(session, who, action, "archive", {"tables": migrations.newest(), "musnad": VERSION})
        session.commit()
    return "made" if before is None else "brought up to date"


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one_or_none()
    return str(found) if found is not None else None
