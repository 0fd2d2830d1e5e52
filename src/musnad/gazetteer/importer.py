"""The user's own places: a GeoNames dump or a CSV file becomes a gazetteer file beside the compiled one.

`Gazetteer.open(user=PATH)` then answers from both.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from musnad.errors import BadGazetteer
from musnad.gazetteer.entry import KINDS
from musnad.gazetteer.fold import is_arabic
from musnad.gazetteer.lookup import Gazetteer
from musnad.gazetteer.writer import Draft, write

GEONAMES_COLUMNS = 19  # of a GeoNames dump (readme.txt at download.geonames.org)
# GeoNames feature codes (class.code) -> our kinds; classes alone where the code does not matter
_FEATURES = {
    "A.PCLI": "country", "A.ADM1": "province", "A.ADM2": "district", "A": "district", "P.PPLC": "capital",
    "P.PPLX": "quarter", "P.PPLA": "city", "P": "town", "H.STM": "river", "H.LK": "lake", "H.SEA": "sea", "H": "river",
    "T.ISL": "island", "T.MT": "mountain", "T": "mountain", "L.RGN": "region", "L": "region", "S.AIRP": "airport",
    "S.AIRB": "airbase", "S.DAM": "dam", "S.HSP": "hospital", "S.PRN": "prison", "S": "site", "R": "road",
}  # fmt: skip
_NEEDED = ("name", "lat", "lon")
_SEVERAL = re.compile(r"\s*[;|،]\s*")


def import_places(source: Path, target: Path, *, country: str | None = None) -> int:
    """Make the user gazetteer `target` from `source`; returns the number of places.

    `source` is a GeoNames dump (19 columns, tabs) or a CSV file with the columns name, lat, lon and optionally id,
    name_ar, names (separated by ;), country (ISO 3166 alpha-2 or alpha-3), admin1, kind, population. `country` fills the
    country where the file gives none. Raises BadGazetteer with file and line.
    """
    try:
        with source.open(encoding="utf-8-sig", newline="") as lines:
            first = lines.readline()
            lines.seek(0)
            dump = first.count("\t") == GEONAMES_COLUMNS - 1
            drafts = list(_dump(lines, source) if dump else _table(lines, source, country))
    except OSError as error:
        raise BadGazetteer(f"{source}: cannot be opened ({error.strerror}); give a readable file") from error
    except UnicodeDecodeError as error:
        raise BadGazetteer(f"{source}: not UTF-8 at byte {error.start}; save the file as UTF-8") from error
    if not drafts:
        raise BadGazetteer(
            f"{source}: there is no place in it; it needs a GeoNames dump or columns {', '.join(_NEEDED)}"
        )
    write({draft.gid: draft for draft in drafts}.values(), target)
    return len(drafts)


def _dump(lines: Iterator[str], source: Path) -> Iterator[Draft]:
    codes = _alpha3()
    for number, line in enumerate(lines, 1):
        cells = line.rstrip("\n").split("\t")
        if len(cells) != GEONAMES_COLUMNS:
            raise BadGazetteer(f"{source}, line {number}: {len(cells)} columns instead of {GEONAMES_COLUMNS}")
        names = (cells[1], cells[2], *cells[3].split(","))
        kind = _FEATURES.get(f"{cells[6]}.{cells[7]}") or _FEATURES.get(cells[6], "site")
        lat, lon = _degrees(cells[4], cells[5], source, number)
        yield Draft(
            int(cells[0]), cells[1], next(filter(is_arabic, names), None), codes.get(cells[8], cells[8]), None, lat, lon,
            kind, int(cells[14] or 0), None, names,
        )  # fmt: skip


def _table(lines: Iterator[str], source: Path, country: str | None) -> Iterator[Draft]:
    rows = csv.DictReader(lines)
    missing = [name for name in _NEEDED if name not in (rows.fieldnames or ())]
    if missing:
        raise BadGazetteer(f"{source}: the column {missing[0]!r} is missing; it needs {', '.join(_NEEDED)}")
    codes = _alpha3()
    for number, row in enumerate(rows, 2):
        cells = {name: (value or "").strip() for name, value in row.items() if isinstance(value, str)}
        lat, lon = _degrees(cells.get("lat", ""), cells.get("lon", ""), source, number)
        kind = cells.get("kind") or "town"
        if kind not in KINDS:
            raise BadGazetteer(f"{source}, line {number}: kind {kind!r} is unknown; choose one of {', '.join(KINDS)}")
        names = tuple(
            n for n in (cells.get("name"), cells.get("name_ar"), *_SEVERAL.split(cells.get("names", ""))) if n
        )
        if not names:
            raise BadGazetteer(f"{source}, line {number}: a place without a name")
        state = cells.get("country") or country
        yield Draft(
            f"user:{cells.get('id') or number}", names[0], next(filter(is_arabic, names), None),
            codes.get(state or "", state), cells.get("admin1") or None, lat, lon, kind,
            _whole(cells.get("population", ""), source, number), None, names,
        )  # fmt: skip


def _degrees(lat: str, lon: str, source: Path, number: int) -> tuple[float, float]:
    try:
        point = float(lat), float(lon)
    except ValueError:
        point = (999.0, 999.0)
    if not (-90 <= point[0] <= 90 and -180 <= point[1] <= 180):
        raise BadGazetteer(f"{source}, line {number}: {lat!r}, {lon!r} are no degrees of latitude and longitude")
    return point


def _whole(text: str, source: Path, number: int) -> int:
    if not text:
        return 0
    try:
        return max(0, int(float(text)))
    except (ValueError, OverflowError):
        raise BadGazetteer(f"{source}, line {number}: the population {text!r} is not a number") from None


def _alpha3() -> dict[str, str]:
    """alpha-2 -> alpha-3, from the compiled gazetteer."""
    return Gazetteer.open().alpha3()
