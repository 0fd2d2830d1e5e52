"""Files of a run in a folder or an object store: each written whole or not at all."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path
from typing import Any

from musnad.errors import BadRequest


class Store:
    """A place for files by name ("events/part-00003.parquet"). On a local disk a file is written beside its place, synced and
    renamed; an object store puts a whole object at once. Parts of a killed run are therefore never half there."""

    def __init__(self, where: str) -> None:
        self.where = where.rstrip("/")
        self.local = "://" not in where
        self._fs: Any = None

    @property
    def fs(self) -> Any:
        """The object store's file system (fsspec). Raises BadRequest when its driver is not installed."""
        if self._fs is None:
            import fsspec

            try:
                self._fs = fsspec.core.url_to_fs(self.where)[0]
            except (ImportError, ValueError) as error:
                raise BadRequest(f"{self.where} cannot be used: {error}") from None
        return self._fs

    def put(self, name: str, data: bytes) -> None:
        """Write a file whole."""
        path = f"{self.where}/{name}"
        if not self.local:
            self.fs.pipe_file(path, data)
            return
        target = Path(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_name(f".{target.name}.{os.getpid()}.part")
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)

    def get(self, name: str) -> bytes:
        """A file's bytes. Raises FileNotFoundError."""
        path = f"{self.where}/{name}"
        data: bytes = Path(path).read_bytes() if self.local else self.fs.cat_file(path)
        return data

    def has(self, name: str) -> bool:
        """Is there such a file?"""
        path = f"{self.where}/{name}"
        return Path(path).is_file() if self.local else bool(self.fs.exists(path))

    def names(self, folder: str) -> list[str]:
        """The names of the files in a folder (without half-written ones), sorted."""
        path = f"{self.where}/{folder}"
        if self.local:
            found = [p.name for p in Path(path).glob("*") if p.is_file()]
        else:
            found = [str(p).rsplit("/", 1)[-1] for p in self.fs.ls(path, detail=False)] if self.fs.exists(path) else []
        return sorted(name for name in found if not name.startswith("."))

    def remove(self, name: str) -> None:
        """Take a file away."""
        path = f"{self.where}/{name}"
        Path(path).unlink() if self.local else self.fs.rm(path)

    def put_table(self, name: str, rows: list[dict[str, Any]], schema: Any) -> None:
        """Write rows as Parquet (zstd); the same rows always give the same bytes."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        out = io.BytesIO()
        pq.write_table(pa.Table.from_pylist(rows, schema=schema), out, compression="zstd")
        self.put(name, out.getvalue())

    def table(self, name: str, columns: list[str] | None = None) -> Any:
        """A Parquet file as an Arrow table."""
        import pyarrow.parquet as pq

        return pq.read_table(io.BytesIO(self.get(name)), columns=columns)

    def put_json(self, name: str, body: dict[str, Any]) -> None:
        """Write a small JSON file."""
        self.put(name, (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode())

    def json(self, name: str) -> dict[str, Any]:
        """Read a small JSON file."""
        made: dict[str, Any] = json.loads(self.get(name))
        return made
