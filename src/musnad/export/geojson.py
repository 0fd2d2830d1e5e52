"""GeoJSON (RFC 7946): an event a feature. An uncertain place is an area as large as the uncertainty, never a false point.

The radius of an area by the place's precision is Musnad's own choice (km): a point stays a point, a town 0, an area 25 (UCDP's
"limited area" around a place), district 40, province 80, region 150, country 300; `properties.radius_km` says it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from musnad.export.plover import source_words
from musnad.export.rows import EventRow
from musnad.record import Place

RADIUS_KM = {"area": 25.0, "district": 40.0, "province": 80.0, "region": 150.0, "country": 300.0, "water": 100.0}
_CORNERS = 32
_EARTH_KM = 6371.0


def features(row: EventRow) -> Iterator[dict[str, Any]]:
    """The event as a feature; geometry is null when the place is unknown."""
    place = row.place
    yield {
        "type": "Feature", "id": row.id, "geometry": geometry(place) if place else None,
        "properties": {
            "type": row.event.type, "mode": row.event.mode, "actors": [p.name for p in row.actors],
            "recipients": [p.name for p in row.recipients], "place": place.name if place else None,
            "precision": place.precision if place else "unknown", "radius_km": RADIUS_KM.get(place.precision) if place else None,
            "earliest": row.time.earliest if row.time else None, "latest": row.time.latest if row.time else None,
            "edtf": row.time.edtf if row.time else None, "killed_low": _low(row), "outlet": row.record.document.outlet,
            "url": row.record.document.url, "quote": row.quote, **source_words(row),
        },
    }  # fmt: skip


def _low(row: EventRow) -> int | None:
    lows = [t.low for t in row.toll("killed") if t.low is not None]
    return min(lows) if lows else None


def geometry(place: Place) -> dict[str, Any] | None:
    """A point, or a polygon of the place's uncertainty; None without coordinates."""
    if place.lat is None or place.lon is None:
        return None
    radius = RADIUS_KM.get(place.precision)
    if radius is None:
        return {"type": "Point", "coordinates": [round(place.lon, 5), round(place.lat, 5)]}
    return {"type": "Polygon", "coordinates": [_circle(place.lat, place.lon, radius)]}


def _circle(lat: float, lon: float, radius: float) -> list[list[float]]:
    """A closed ring around a point, anticlockwise as RFC 7946 asks; kept inside the world's edges."""
    ring = []
    for i in range(_CORNERS):
        angle = 2 * math.pi * i / _CORNERS
        north = math.degrees(radius / _EARTH_KM) * math.sin(angle)
        east = math.degrees(radius / _EARTH_KM) * math.cos(angle) / max(0.05, math.cos(math.radians(lat)))
        ring.append([round(max(-180.0, min(180.0, lon + east)), 5), round(max(-90.0, min(90.0, lat + north)), 5)])
    return [*ring, ring[0]]
