"""The map: events as areas, as large as the uncertainty of their place. No tiles, no point that claims to know."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from sqlalchemy import func, select

from musnad.archive.find import find_events
from musnad.archive.models import Events
from musnad.export.geojson import RADIUS_KM, _circle
from musnad.review.access import Reader, TheDesk
from musnad.review.rows import event_rows
from musnad.review.timeline import Filters, shown

router = APIRouter(tags=["map"])
# Radius (km) of what has coordinates of its own: a named point is somewhere around its name, a town is as wide as a town.
_NEAR = {"point": 1.0, "town": 5.0}
_UNKNOWN = 300.0
MOST = 2_000
MOST_POINTS = 5_000


@router.get("/api/map")
def map_of_events(
    user: Reader, desk: TheDesk, asked: Filters, limit: Annotated[int, Query(ge=1, le=MOST)] = MOST
) -> dict[str, Any]:
    """Events with coordinates, as GeoJSON areas; `without_place` says how many of those found have none."""
    with desk.seeing(user) as session:
        rows = shown(event_rows(session, find_events(session, asked.asked(user), limit=limit), user), asked, user)
    placed = [row for row in rows if row["lat"] is not None and row["lon"] is not None]
    features = [_feature(row) for row in placed]
    return {"type": "FeatureCollection", "features": features, "without_place": len(rows) - len(placed)}


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    radius = _NEAR.get(row["precision"]) or RADIUS_KM.get(row["precision"], _UNKNOWN)
    told = {name: value for name, value in row.items() if name not in ("said_by", "quote", "lat", "lon")}
    return {
        "type": "Feature", "id": f"{row['document']}:{row['item']}",
        "geometry": {"type": "Polygon", "coordinates": [_circle(row["lat"], row["lon"], radius)]},
        "properties": {**told, "radius_km": radius, "centre": [row["lon"], row["lat"]]},
    }  # fmt: skip


@router.get("/api/map/land")
def land(user: Reader, desk: TheDesk) -> dict[str, Any]:
    """The places that the archive's events name, to find one's way by: [lon, lat, name, country], the frequent first."""
    columns = (Events.lon, Events.lat, Events.place, Events.country)
    count = func.count()
    asked = select(*columns).where(Events.lat.is_not(None)).group_by(Events.gazetteer_id).order_by(count.desc())
    with desk.seeing(user) as session:
        return {"points": [list(row) for row in session.execute(asked.limit(MOST_POINTS)).tuples()]}
