"""Which places have this name? Read-only look-ups in the compiled gazetteer and, if there is one, the user's own."""

from __future__ import annotations

import math
import sqlite3
import struct
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from musnad.errors import BadGazetteer
from musnad.gazetteer.entry import KINDS, Entry, km_between
from musnad.gazetteer.fold import without_article

COMPILED = Path(__file__).with_name("places.sqlite")
PREFIX = 3  # letters of a name by which its first word is looked up together with its neighbours
LAST = "\U0010ffff"  # sorts behind every letter
CELL = 0.5  # degrees; places are stored in the order of these squares
_ENTRY = (
    "SELECT p.gid, p.name, p.ar, c.iso3, a.name, p.lat, p.lon, p.kind, p.pop, q.gid FROM places p"
    " LEFT JOIN countries c ON c.n = p.country LEFT JOIN admins a ON a.n = p.admin"
    " LEFT JOIN places q ON q.n = p.parent WHERE p.n "
)


class Gazetteer:
    """Look-ups by folded name (`musnad.gazetteer.key`) and by position.

    Opening costs nothing until the first look-up; answers are cached, so that a word costs the file once.
    """

    def __init__(self, paths: tuple[Path, ...]) -> None:
        self.name = "+".join(str(path) for path in paths)
        self._files = tuple(_File(path) for path in paths)
        self.find: Callable[[str], tuple[Entry, ...]] = lru_cache(maxsize=65536)(self._find)
        self.begins: Callable[[str], bool] = lru_cache(maxsize=65536)(self._begins)
        self.goes_on: Callable[[str], bool] = lru_cache(maxsize=65536)(self._goes_on)
        self.country: Callable[[str], Entry | None] = lru_cache(maxsize=512)(self._country)

    @classmethod
    def open(cls, user: Path | None = None) -> Gazetteer:
        """The compiled gazetteer, together with the user's own file (made by `import_places`) when given."""
        return _opened((COMPILED,) if user is None else (COMPILED, user))

    def _find(self, folded: str) -> tuple[Entry, ...]:
        """Every place that has this name, the most populous first. `folded` is what `key()` gives.

        A transliterated name is also tried without its article ("ar raqqa" finds "raqqa").
        """
        found = self._exact(folded)
        if not found and (bare := without_article(folded)) is not None:
            found = self._exact(bare)
        return found

    def _exact(self, folded: str) -> tuple[Entry, ...]:
        entries = {entry.id: entry for file in self._files for entry in file.named(folded)}
        return tuple(sorted(entries.values(), key=lambda e: (-e.population, KINDS.index(e.kind), e.id)))

    def _begins(self, folded: str) -> bool:
        """True when some name is `folded` or goes on with another word after it: the test for a longest match."""
        return any(file.begins(folded) for file in self._files)

    def _goes_on(self, folded: str) -> bool:
        """True when some name is `folded` and at least one word more."""
        return any(file.goes_on(folded) for file in self._files)

    def get(self, entry_id: str) -> Entry | None:
        """The place with this id."""
        return next((entry for file in self._files if (entry := file.get(entry_id))), None)

    def _country(self, iso3: str) -> Entry | None:
        """The country with this ISO 3166 alpha-3 code."""
        return next((entry for file in self._files if (entry := file.country(iso3))), None)

    def alpha3(self) -> dict[str, str]:
        """ISO 3166 alpha-3 codes by alpha-2."""
        return {alpha2: alpha3 for file in self._files for alpha2, alpha3 in file.codes()}

    def near(self, lat: float, lon: float, km: float = 20.0) -> tuple[Entry, ...]:
        """All places within `km` kilometres, the nearest first."""
        found = {e.id: (km_between(lat, lon, e.lat, e.lon), e) for file in self._files for e in file.box(lat, lon, km)}
        return tuple(e for d, e in sorted(found.values(), key=lambda pair: (pair[0], pair[1].id)) if d <= km)


@lru_cache(maxsize=4)
def _opened(paths: tuple[Path, ...]) -> Gazetteer:
    return Gazetteer(paths)


class _File:
    """One SQLite file, opened at the first question."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._firsts: Callable[[str], frozenset[str]] = lru_cache(maxsize=65536)(self._first_words)

    def _db(self) -> sqlite3.Connection:
        if self._connection is None:
            if not self._path.is_file():
                make = "python -m musnad.gazetteer.build" if self._path == COMPILED else "musnad gazetteer import"
                raise BadGazetteer(f"{self._path}: no such gazetteer; make it with `{make}`")
            uri = f"{self._path.resolve().as_uri()}?mode=ro&immutable=1"
            self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        return self._connection

    def named(self, folded: str) -> Iterator[Entry]:
        row = self._ask("SELECT ids FROM names WHERE key = ?", folded)
        if row is None:
            return
        for (n,) in struct.iter_unpack("<I", row[0]):
            yield _entry(self._ask(_ENTRY + "= ?", n))

    def begins(self, folded: str) -> bool:
        first, space, _ = folded.partition(" ")
        if len(first) >= PREFIX and first not in self._firsts(first[:PREFIX]):
            return False
        return (not space and len(first) >= PREFIX) or self._begins(folded)

    def _first_words(self, prefix: str) -> frozenset[str]:
        """The first words of the names that begin with these letters: one question for all stems that share them."""
        question = "SELECT DISTINCT substr(key, 1, instr(key || ' ', ' ') - 1) FROM names WHERE key >= ? AND key < ?"
        try:
            return frozenset(word for (word,) in self._db().execute(question, (prefix, prefix + LAST)))
        except sqlite3.DatabaseError as error:
            raise self._damaged(error) from error

    def _begins(self, folded: str) -> bool:
        row = self._ask("SELECT key FROM names WHERE key >= ? LIMIT 1", folded)
        if row is None:
            return False
        found: str = row[0]
        if found == folded or found.startswith(folded + " "):
            return True
        return self.goes_on(folded)

    def goes_on(self, folded: str) -> bool:
        question = "SELECT 1 FROM names WHERE key >= ? AND key < ? LIMIT 1"
        return self._ask(question, folded + " ", folded + "!") is not None

    def get(self, entry_id: str) -> Entry | None:
        source, _, tail = entry_id.partition(":")
        gid: int | str = int(tail) if source == "geonames" and tail.isdigit() else entry_id
        row = self._ask("SELECT n FROM places WHERE gid = ? AND kind < 5", gid)  # divisions have an index
        row = row or self._ask("SELECT n FROM places WHERE gid = ?", gid)
        return _entry(self._ask(_ENTRY + "= ?", row[0])) if row else None

    def country(self, iso3: str) -> Entry | None:
        wanted = (
            _ENTRY + "= (SELECT n FROM places WHERE kind = ? AND country = (SELECT n FROM countries WHERE iso3 = ?))"
        )
        row = self._ask(wanted, KINDS.index("country"), iso3)
        return _entry(row) if row else None

    def box(self, lat: float, lon: float, km: float) -> Iterator[Entry]:
        for first, last in boxes(lat, lon, km):
            try:
                yield from (
                    _entry(row) for row in self._db().execute(_ENTRY + "BETWEEN ? AND ?", self._range(first, last))
                )
            except sqlite3.DatabaseError as error:
                raise self._damaged(error) from error

    def codes(self) -> list[tuple[str, str]]:
        return self._db().execute("SELECT iso2, iso3 FROM codes").fetchall()

    def _range(self, first: int, last: int) -> tuple[int, int]:
        row = self._ask("SELECT min(first), max(last) FROM cells WHERE cell BETWEEN ? AND ?", first, last)
        return (row[0], row[1]) if row and row[0] is not None else (1, 0)

    def _ask(self, question: str, *values: int | str) -> Any:
        """The first row of the answer, or None."""
        try:
            row = self._db().execute(question, values).fetchone()
        except sqlite3.DatabaseError as error:
            raise self._damaged(error) from error
        return row

    def _damaged(self, error: sqlite3.DatabaseError) -> BadGazetteer:
        return BadGazetteer(f"{self._path}: this gazetteer cannot be read ({error}); make or import it again")


def _entry(row: Any) -> Entry:
    gid, name, arabic, country, admin1, lat, lon, kind, population, parent = row
    return Entry(
        _id(gid), name, arabic, country, admin1, lat / 1e4, lon / 1e4, KINDS[kind], population,
        None if parent is None else _id(parent),
    )  # fmt: skip


def _id(gid: int | str) -> str:
    return f"geonames:{gid}" if isinstance(gid, int) else gid


def cell_of(lat: float, lon: float) -> int:
    """The number of the half-degree square that holds a point; squares count eastwards, then northwards."""
    return int((lat + 90) / CELL) * 1000 + int((lon + 180) / CELL)


def boxes(lat: float, lon: float, km: float) -> Iterator[tuple[int, int]]:
    """The runs of squares (first, last) that a circle of `km` kilometres can touch (not across the date line)."""
    high = km / 111.0
    wide = high / max(0.05, math.cos(math.radians(min(89.0, abs(lat) + high))))
    south, north = max(-90.0, lat - high), min(90.0, lat + high)
    west, east = max(-180.0, lon - wide), min(180.0, lon + wide)
    for row in range(cell_of(south, 0) // 1000, cell_of(north, 0) // 1000 + 1):
        yield row * 1000 + cell_of(0, west) % 1000, row * 1000 + cell_of(0, east) % 1000
