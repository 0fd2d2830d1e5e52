"""Which archive a verb works on: --archive, the variable MUSNAD_ARCHIVE, or the folder one stands in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from musnad.errors import BadRequest

if TYPE_CHECKING:
    from musnad.archive import Archive

VARIABLE = "MUSNAD_ARCHIVE"
Where = Annotated[
    str | None,
    typer.Option("--archive", help=f"The archive's folder or postgresql:// address; else {VARIABLE}, else this folder."),
]


def opened(where: str | None) -> Archive:
    """The archive that is meant. Raises BadRequest when none is named, BadArchive when it cannot be opened."""
    from musnad.archive import Archive
    from musnad.archive.store import FILE

    named = where or os.environ.get(VARIABLE)
    if named is None and not Path(FILE).is_file():
        raise BadRequest(f"which archive? give --archive FOLDER, or set {VARIABLE}, or go into the archive's folder.")
    return Archive.open(named or ".")


@contextmanager
def archive_at(where: str | None) -> Iterator[Archive]:
    """The archive that is meant, closed at the end."""
    archive = opened(where)
    try:
        yield archive
    finally:
        archive.close()
