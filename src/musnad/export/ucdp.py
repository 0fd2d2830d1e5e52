"""UCDP-GED-shaped CSV: the 49 columns of its event files. UCDP's own numbers of conflicts, dyads and sides stay empty: they
are UCDP's to give. Takes events with a type of violence and at least one dead told with a number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from musnad.export import derive
from musnad.export.rows import EventRow, Party

COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity", "date_prec",
    "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa",
    "gwnob",
)  # fmt: skip
FLAT = True
_GRID = 0.5  # PRIO-GRID's cell in degrees; cell 1 lies at 90 S, 180 W, 720 cells a row


def reason_against(row: EventRow) -> str | None:
    """Why UCDP's layout cannot take the event, None when it can."""
    if row.event.ucdp is None:
        return "no UCDP type of violence is coded"
    if derive.day_of(row.time) is None:
        return "no date"
    deaths = derive.ucdp_deaths(row)
    return "no number of dead" if deaths is None or deaths.high < 1 else None


def rows(row: EventRow) -> Iterator[dict[str, Any]]:
    """The event as one row of the layout."""
    day, deaths = derive.day_of(row.time), derive.ucdp_deaths(row)
    if day is None or deaths is None:
        return
    side_a, side_b = _names(row.actors), _names(row.recipients) or ("Civilians" if row.event.ucdp == 3 else None)
    document = row.record.document
    yield {
        "year": day.first.year, "type_of_violence": row.event.ucdp, "side_a": side_a, "side_b": side_b,
        "dyad_name": f"{side_a or 'unknown'} - {side_b or 'unknown'}",
        "number_of_sources": row.origins if row.origins is not None else -1,
        "source_article": document.url or document.outlet, "source_office": document.outlet,
        "source_date": (document.published or "")[:10] or None, "source_headline": row.view.title(),
        "source_original": " > ".join(row.said.chain) or document.outlet, **_where(row),
        "event_clarity": 1 if (day.last - day.first).days < 31 else 2, "date_prec": derive.ucdp_date_precision(day),
        "date_start": day.first.isoformat(), "date_end": day.last.isoformat(), **_deaths(row, deaths),
    }  # fmt: skip


def _names(parties: tuple[Party, ...]) -> str | None:
    return ", ".join(p.name for p in parties) or None


def _deaths(row: EventRow, deaths: derive.Deaths) -> dict[str, int]:
    """The dead by side as far as the text says whose they are; the four parts add up to `best`."""
    parts = {"deaths_a": 0, "deaths_b": 0, "deaths_civilians": 0}
    side = {p.id: "deaths_a" for p in row.actors} | {p.id: "deaths_b" for p in row.recipients}
    civil = {p.id for p in (*row.actors, *row.recipients) if "CVL" in p.sectors or p.kind == "people"}
    for toll in row.toll("killed"):
        column = "deaths_civilians" if toll.who in civil else side.get(toll.who or "")
        if column and toll.low and sum(parts.values()) + toll.low <= deaths.best:
            parts[column] += toll.low
    unknown = deaths.best - sum(parts.values())
    return {**parts, "deaths_unknown": unknown, "best": deaths.best, "high": deaths.high, "low": deaths.low}


def _where(row: EventRow) -> dict[str, Any]:
    place = row.place
    if place is None:
        return {}
    lat, lon = place.lat, place.lon
    known: dict[str, Any] = {
        "where_prec": derive.ucdp_where_precision(place), "where_coordinates": place.name,
        "where_description": place.area or place.name, "adm_1": place.admin1, "country": place.country,
    }  # fmt: skip
    if lat is not None and lon is not None:
        cell = int((lat + 90) // _GRID) * 720 + int((lon + 180) // _GRID) + 1
        known |= {"latitude": lat, "longitude": lon, "geom_wkt": f"POINT ({lon} {lat})", "priogrid_gid": cell}
    return known
