"""How precisely is a place known? Our label, and from it ACLED's and UCDP's numbers."""

from __future__ import annotations

from musnad.gazetteer.entry import FACILITIES, SETTLED, WATERS
from musnad.record import Place

_BY_KIND = {
    "continent": "region", "country": "country", "region": "region", "province": "province", "district": "district",
    "island": "district", "mountain": "district", "valley": "district", "plain": "district", "desert": "region",
    "road": "area",
}  # fmt: skip
# ACLED codebook, geo-precision: 1 the named town, 2 a small area near it or a part of the region, 3 a larger region.
_ACLED = {"point": 1, "town": 1, "area": 2, "district": 2, "province": 3, "region": 3, "country": 3, "water": 3}
# UCDP GED codebook, where_prec: 1 exact location, 2 within about 25 km of a known point, 3 second-order division,
# 4 first-order division, 5 a feature that is no division (a river, a border, a region), 6 country, 7 sea or airspace.
_UCDP = {"point": 1, "town": 1, "area": 2, "district": 3, "province": 4, "region": 5, "country": 6, "water": 7}


def precision_of(kind: str) -> str:
    """The precision label (`record.labels.PRECISIONS`) of a place of this gazetteer kind that is named as such."""
    if kind in SETTLED:
        return "town"
    if kind in FACILITIES:
        return "point"
    if kind in WATERS:
        return "region" if kind in ("river", "lake") else "water"
    return _BY_KIND.get(kind, "area")


def acled_precision(place: Place) -> int | None:
    """ACLED's geo_precision (1 to 3), None for a place that is not known."""
    return _ACLED.get(place.precision)


def ucdp_precision(place: Place) -> int | None:
    """UCDP's where_prec (1 to 7), None for a place that is not known."""
    return _UCDP.get(place.precision)
