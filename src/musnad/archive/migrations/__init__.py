"""Migrations: the tables' history, run by Alembic from within `musnad archive init`, never by hand.

One file each in `versions/`, named by its revision (`0001_documents.py` is revision "0001"); they form one line. A room
that needs tables of its own adds the next file, with `down_revision` naming the one before it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sqlalchemy import Connection, Engine, text

FOLDER = Path(__file__).parent
# Backups of any of these revisions restore: 0004 only adds indices, 0005 a table that the next `musnad resolve` fills.
SAME_ROWS = ("0003", "0004", "0005")
MADE_AGAIN = ("name_keys",)  # tables that a backup of an earlier one of them does not hold


@cache
def all_revisions() -> tuple[str, ...]:
    """Every revision, oldest first."""
    return tuple(sorted(path.stem.split("_")[0] for path in (FOLDER / "versions").glob("[0-9]*.py")))


def newest() -> str:
    """The revision of this version's tables."""
    return all_revisions()[-1]


def revision(engine: Engine) -> str | None:
    """The revision that a database has."""
    with engine.connect() as connection:
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    return str(found) if found is not None else None


def upgrade(connection: Connection) -> None:
    """Bring the tables up to date, within the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
