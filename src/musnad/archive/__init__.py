"""The archive: what was read, kept with its originals, an audited memory that can be asked.

    archive, done = create(Path("news"), who="amal")
    summary = add(archive, musnad.intake.read_paths(["articles"]), who="amal", workers=2)

Rooms above use `Archive.reading()` with `musnad.archive.models` and the typed questions of `musnad.archive.query`.
"""

from musnad.archive.adding import Summary, add
from musnad.archive.create import create
from musnad.archive.store import Archive, user

__all__ = ["Archive", "Summary", "add", "create", "user"]
