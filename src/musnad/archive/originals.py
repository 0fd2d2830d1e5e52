"""The bytes as they were received: one gzip file each, named by the SHA-256 of the bytes, never changed.

`FOLDER/aa/aabb....gz`. A file appears under its name only when it is whole and on the disk; what a killed process left
half-written lies in `FOLDER/tmp` and is swept by `doctor`.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import os
import re
import tempfile
import time
import zlib
from collections.abc import Collection, Iterator
from pathlib import Path

from musnad.errors import BadArchive

_YOUNG = 3600  # seconds
_SHA256 = re.compile(r"[0-9a-f]{64}")


class OriginalStore:
    """The folder of originals. All names are SHA-256 in hexadecimal; anything else is refused."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._tmp = root / "tmp"

    def make(self) -> None:
        """Make the folder. Raises BadArchive when the disk does not let us."""
        try:
            self._tmp.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BadArchive(f"{self.root} cannot be made ({error.strerror or error}): check the path.") from error

    def path(self, sha256: str) -> Path:
        """Where the original lies (or would lie)."""
        if not _SHA256.fullmatch(sha256):
            raise BadArchive(f"{sha256[:80]!r} is no SHA-256 in hexadecimal digits: originals have no other names.")
        return self.root / sha256[:2] / f"{sha256}.gz"

    def put(self, data: bytes) -> str:
        """Keep the bytes; their SHA-256. What is there already is not written again."""
        sha256 = hashlib.sha256(data).hexdigest()
        target = self.path(sha256)
        if target.exists():
            os.utime(target)  # "lately put in": the doctor leaves it alone until the database names it
            return sha256
        target.parent.mkdir(parents=True, exist_ok=True)
        self._tmp.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._tmp)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(gzip.compress(data, 6, mtime=0))
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
        return sha256

    def get(self, sha256: str, size: int) -> bytes:
        """The bytes (`size` of them, as recorded). BadArchive when they are missing or not what they were."""
        path = self.path(sha256)
        try:
            with gzip.open(path) as file:
                data = file.read(size + 1)  # never more than what was put in: a swapped file cannot fill the memory
        except FileNotFoundError as error:
            raise BadArchive(f"the original {sha256[:12]} is missing: {path} is not there. Restore it.") from error
        except (OSError, EOFError, zlib.error) as error:
            raise BadArchive(f"the original {sha256[:12]} is damaged ({str(error)[:60]}): restore {path}.") from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise BadArchive(f"the original {sha256[:12]} was changed: {path} holds other bytes. Restore it.")
        return data

    def delete(self, sha256: str) -> None:
        """Take an original away for good (`forget`)."""
        self.path(sha256).unlink(missing_ok=True)

    def unused(self, known: Collection[str]) -> list[Path]:
        """Files that no document has: not in `known`, or left half-written; none that is younger than an hour, because
        an `add` at work names its originals only a little later."""
        before = time.time() - _YOUNG
        others = [self.path(sha256) for sha256 in self.all() if sha256 not in known]
        left = self._tmp.glob("*") if self._tmp.is_dir() else []
        return sorted(path for path in (*others, *left) if path.stat().st_mtime < before)

    def all(self) -> Iterator[str]:
        """The SHA-256 of every original in the folder, sorted."""
        for folder in sorted(self.root.glob("[0-9a-f][0-9a-f]")):
            for path in sorted(folder.glob("*.gz")):
                if _SHA256.fullmatch(path.stem):
                    yield path.stem
