"""The archive: what was read, kept with its originals, an audited memory that can be asked.

    archive, done = create(Path("news"), who="amal")
    summary = add(archive, musnad.intake.read_paths(["articles"]), who="amal", workers=2)

Rooms above use `Archive.reading()` with `musnad.archive.models` and the typed questions of `musnad.archive.query`.
Names are imported when they are first used: who only asks does not need the reader.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from musnad.archive.adding import Summary, add
    from musnad.archive.making import create
    from musnad.archive.store import Archive, user

_HOME = {
    "Archive": "musnad.archive.store",
    "Summary": "musnad.archive.adding",
    "add": "musnad.archive.adding",
    "create": "musnad.archive.making",
    "user": "musnad.archive.store",
}

__all__ = ["Archive", "Summary", "add", "create", "user"]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'musnad.archive' has no attribute '{name}'")
    import importlib

    return getattr(importlib.import_module(_HOME[name]), name)
