"""Writes a gazetteer file: SQLite, the same bytes for the same places, whatever version of SQLite writes them."""

from __future__ import annotations

import sqlite3
import struct
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from musnad.gazetteer.entry import KINDS
from musnad.gazetteer.fold import key
from musnad.gazetteer.lookup import cell_of

_TABLES = """
CREATE TABLE countries (n INTEGER PRIMARY KEY, iso3 TEXT);
CREATE TABLE codes (iso2 TEXT PRIMARY KEY, iso3 TEXT) WITHOUT ROWID;
CREATE TABLE admins (n INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE places (
  n INTEGER PRIMARY KEY, gid, name TEXT, ar TEXT, country INT, admin INT, lat INT, lon INT, kind INT, pop INT,
  parent INT
);
CREATE TABLE names (key TEXT PRIMARY KEY, ids BLOB) WITHOUT ROWID;
CREATE TABLE cells (cell INTEGER PRIMARY KEY, first INT, last INT);
"""


@dataclass(slots=True)
class Draft:
    """A place while the gazetteer is being made. `gid` is GeoNames' number or an id of ours; `names` are all its names."""

    gid: int | str
    name: str
    arabic: str | None
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    kind: str
    population: int
    parent: int | str | None
    names: tuple[str, ...]


def write(drafts: Iterable[Draft], path: Path, codes: Mapping[str, str] = MappingProxyType({})) -> None:
    """Write the places to `path`, replacing it. The order of `drafts` does not matter. `codes`: alpha-2 -> alpha-3."""
    ordered = sorted(drafts, key=lambda d: (cell_of(d.lat, d.lon), str(d.gid)))
    path.unlink(missing_ok=True)
    db = sqlite3.connect(path)
    db.executescript("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA user_version = 1;" + _TABLES)
    _fill(db, ordered)
    db.executemany("INSERT INTO codes VALUES (?, ?)", sorted(codes.items()))
    db.execute("CREATE INDEX divisions ON places (gid) WHERE kind < 5")
    db.commit()
    db.execute("VACUUM")
    db.close()
    with path.open("r+b") as file:  # SQLite writes its own version here (bytes 96 to 99) and never reads it
        file.seek(96)
        file.write(bytes(4))


def _fill(db: sqlite3.Connection, ordered: Sequence[Draft]) -> None:
    countries = _numbers(d.country for d in ordered)
    admins = _numbers(d.admin1 for d in ordered)
    number = {draft.gid: n for n, draft in enumerate(ordered, 1)}
    db.executemany("INSERT INTO countries VALUES (?, ?)", ((n, name) for name, n in countries.items()))
    db.executemany("INSERT INTO admins VALUES (?, ?)", ((n, name) for name, n in admins.items()))
    rows = (
        (
            number[d.gid], d.gid, d.name, d.arabic, countries.get(d.country or ""), admins.get(d.admin1 or ""),
            round(d.lat * 1e4), round(d.lon * 1e4), KINDS.index(d.kind), d.population, number.get(d.parent or ""),
        )
        for d in ordered
    )  # fmt: skip
    db.executemany("INSERT INTO places VALUES (?,?,?,?,?,?,?,?,?,?,?)", rows)
    db.executemany("INSERT INTO names VALUES (?, ?)", _names(ordered))
    db.executemany("INSERT INTO cells VALUES (?, ?, ?)", _cells(ordered))


def _numbers(values: Iterable[str | None]) -> dict[str, int]:
    return {value: n for n, value in enumerate(sorted({v for v in values if v}), 1)}


def _names(ordered: Sequence[Draft]) -> list[tuple[str, bytes]]:
    holders: dict[str, set[int]] = defaultdict(set)
    for n, draft in enumerate(ordered, 1):
        for name in (draft.name, draft.arabic or "", *draft.names):
            if folded := key(name):
                holders[folded].add(n)
    return [(k, b"".join(struct.pack("<I", n) for n in sorted(ns))) for k, ns in sorted(holders.items())]


def _cells(ordered: Sequence[Draft]) -> list[tuple[int, int, int]]:
    cells: dict[int, list[int]] = {}
    for n, draft in enumerate(ordered, 1):
        cells.setdefault(cell_of(draft.lat, draft.lon), [n, n])[1] = n
    return [(cell, first, last) for cell, (first, last) in cells.items()]
