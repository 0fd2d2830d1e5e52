"""The project's own places: `overlay/*.yml`, one line a place.

A file has `source` and `groups`; a group has `country` (ISO 3166 alpha-3, absent for seas), `admin1` (the first Latin
name of a province of that country, or absent) and `places`, a block of lines:

    kind lat lon | Arabic names, separated by ، | Latin names, separated by , | pop=1000; in=Parent; code=09

Coordinates are WGS84 degrees, good to some 0.05 degrees (0.2 or more for provinces and regions: their middle).
`in` names a parent other than the province, `code` GeoNames' code of a province when no place
there bears its name, `iso` a country other than the group's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from musnad.errors import BadGazetteer
from musnad.gazetteer.entry import KINDS

FOLDER = Path(__file__).parent / "overlay"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the overlay."""

    kind: str
    lat: float
    lon: float
    arabic: tuple[str, ...]
    latin: tuple[str, ...]
    country: str | None
    admin1: str | None
    population: int
    parent: str | None
    code: str | None


def read_overlay(folder: Path = FOLDER) -> tuple[Row, ...]:
    """All rows of all overlay files, in the order of file names and lines.

    Raises BadGazetteer (file, line of the block, what is wrong) for a line that cannot be read.
    """
    return tuple(row for path in sorted(folder.glob("*.yml")) for row in _rows(path))


def _rows(path: Path) -> Iterator[Row]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    for group in data["groups"]:
        for line in group["places"].splitlines():
            if line.strip() and not line.lstrip().startswith("#"):
                yield parse_line(line, group.get("country"), group.get("admin1"), path.name)


def parse_line(line: str, country: str | None, admin1: str | None, where: str) -> Row:
    """One row from one line. Raises BadGazetteer."""
    fields = [field.strip() for field in line.split("|")]
    try:
        kind, lat, lon = fields[0].split()
        extra = dict(part.strip().split("=", 1) for part in fields[3].split(";")) if len(fields) > 3 else {}
        row = Row(
            kind, float(lat), float(lon), _names(fields[1], "،"), _names(fields[2], ","),
            extra.get("iso", country), admin1,
            int(extra.get("pop", 0)), extra.get("in"), extra.get("code"),
        )  # fmt: skip
    except (ValueError, IndexError) as error:
        raise BadGazetteer(f"{where}: cannot read {line.strip()!r}: write 'kind lat lon | Arabic | Latin'") from error
    if kind not in KINDS:
        raise BadGazetteer(f"{where}: {line.strip()!r}: kind {kind!r} is unknown; choose one of {', '.join(KINDS)}")
    if not (-90 <= row.lat <= 90 and -180 <= row.lon <= 180 and row.latin):
        raise BadGazetteer(f"{where}: {line.strip()!r}: a place needs a Latin name and degrees within the globe")
    return row


def _names(field: str, mark: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in field.split(mark) if name.strip())
