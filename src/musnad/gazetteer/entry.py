"""One place of the gazetteer."""

from __future__ import annotations

import math
from dataclasses import dataclass

KINDS = (
    "continent", "country", "region", "province", "district", "capital", "city", "town", "village", "quarter", "camp",
    "island", "crossing", "port", "airport", "airbase", "base", "dam", "plant", "field", "prison", "hospital",
    "university", "site", "bridge", "road", "valley", "plain", "mountain", "desert", "river", "lake", "strait", "gulf",
    "sea",
)  # fmt: skip
SETTLED = ("capital", "city", "town", "village", "quarter", "camp")
FACILITIES = (
    "crossing", "port", "airport", "airbase", "base", "dam", "plant", "field", "prison", "hospital", "university",
    "site", "bridge",
)  # fmt: skip
WATERS = ("river", "lake", "strait", "gulf", "sea")


@dataclass(frozen=True, slots=True)
class Entry:
    """A named place. `id` is `geonames:N` or `musnad:ISO3/kind/slug`; `lat`, `lon` WGS84 degrees; `country` ISO 3166
    alpha-3 (None for seas and continents); `admin1` the name of the first-level division when known; `population`
    0 when unknown; `parent` the id of the division or country that holds it."""

    id: str
    name: str
    name_ar: str | None
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    kind: str
    population: int
    parent: str | None


def km_between(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in kilometres (haversine, mean Earth radius 6371 km)."""
    p1, p2, half = math.radians(lat1), math.radians(lat2), math.radians(lon2 - lon1) / 2
    h = math.sin((p2 - p1) / 2) ** 2 + math.cos(p1) * math.cos(p2) * math.sin(half) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(h)))
