"""Parquet: a folder of tables (records, documents, events, claims, actors, relations), written in row groups, any size."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Any

from musnad.export.entry import Entry
from musnad.export.private import Privacy
from musnad.export.tables import COLUMNS, table

_GROUP = 5_000  # rows held before a row group is written
_LISTS = {
    "contexts", "actors", "actor_countries", "actor_sectors", "recipients", "recipient_countries", "recipient_sectors", "chain",
    "about", "names", "sectors", "roles",
}  # fmt: skip
_WHOLE = {"ucdp", "independent_origins", "articles", "start", "end", "mentions"}
_REAL = {"lat", "lon", "score"}


def schema_of(name: str) -> Any:
    """The Arrow schema of a table: fixed, so that all parts of a data set agree."""
    import pyarrow as pa

    return pa.schema([(column, _type(pa, column)) for column in COLUMNS[name]])


def _type(pa: Any, column: str) -> Any:
    if column in _LISTS:
        return pa.list_(pa.string())
    if column in _WHOLE or column.endswith(("_low", "_high")):
        return pa.int64()
    if column == "private":
        return pa.bool_()
    return pa.float64() if column in _REAL else pa.string()


class Tables:
    """Writes the tables of many records into a folder, one Parquet file each."""

    def __init__(self, folder: Path, privacy: Privacy) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        self._pa, self._pq, self._privacy = pa, pq, privacy
        folder.mkdir(parents=True, exist_ok=True)
        self.files = [folder / f"{name}.parquet" for name in COLUMNS]
        self._schemas = {name: schema_of(name) for name in COLUMNS}
        self._writers = {
            name: pq.ParquetWriter(folder / f"{name}.parquet", schema, compression="zstd")
            for name, schema in self._schemas.items()
        }
        self._held: dict[str, list[dict[str, Any]]] = {name: [] for name in COLUMNS}

    def put(self, entry: Entry) -> None:
        """Add one record's rows."""
        for name, held in self._held.items():
            held += table(name, entry, self._privacy)
            if len(held) >= _GROUP:
                self._flush(name)

    def _flush(self, name: str) -> None:
        if self._held[name]:
            self._writers[name].write_table(self._pa.Table.from_pylist(self._held[name], schema=self._schemas[name]))
            self._held[name].clear()

    def __enter__(self) -> Tables:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for name, writer in self._writers.items():
            if error is None:
                self._flush(name)
            writer.close()
