"""ACLED-shaped CSV: the 31 columns of its event files. Codes and precisions are derived; nothing is ACLED's own data.

A flat format: it cannot say who says so, so it takes only events told as having happened (see `choose`). Chain, modality
and origins go into `notes`, where a reader of such a file looks for words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from musnad.codebook.load import load_codebook
from musnad.export import derive
from musnad.export.rows import EventRow, Party

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso", "region",
    "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
FLAT = True


def reason_against(row: EventRow) -> str | None:
    """Why ACLED's layout cannot take the event, None when it can."""
    if row.event.acled is None:
        return "no ACLED sub-event is coded"
    return "no date" if derive.day_of(row.time) is None else None


def rows(row: EventRow) -> Iterator[dict[str, Any]]:
    """The event as one row of the layout."""
    acled, day = row.event.acled, derive.day_of(row.time)
    if acled is None or day is None:
        return
    book = load_codebook("acled")
    sub = book.sub_events[acled.sub_event_type]
    first, second = _sides(row)
    country = row.place.country if row.place else None
    codes = [derive.inter(side[0] if side else None, acled.event_type, country) for side in (first, second)]
    yield {
        "event_id_cnty": row.id, "event_date": day.day.isoformat(), "year": day.day.year,
        "time_precision": derive.acled_time_precision(day), "disorder_type": "; ".join(sub.disorder),
        "event_type": acled.event_type, "sub_event_type": acled.sub_event_type,
        "actor1": first[0].name if first else None, "assoc_actor_1": [p.name for p in first[1:]], "inter1": codes[0] or None,
        "actor2": second[0].name if second else None, "assoc_actor_2": [p.name for p in second[1:]],
        "inter2": codes[1] or None, "interaction": book.interaction(*codes) if codes[0] else None,
        "civilian_targeting": "Civilians targeted" if codes[1] == 7 else None,
        **_where(row), "source": row.record.document.outlet, "notes": _notes(row),
        "fatalities": derive.conservative_deaths(row), "tags": _tags(row),
    }  # fmt: skip


def _sides(row: EventRow) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Actor 1 and actor 2 (no direction is meant). Two actors of a clash without a recipient are its two sides."""
    if not row.recipients and len(row.actors) > 1:
        return row.actors[:1], row.actors[1:]
    return (row.actors, row.recipients) if row.actors else (row.recipients, ())


def _where(row: EventRow) -> dict[str, Any]:
    place = row.place
    if place is None:
        return {}
    return {
        "country": place.country, "admin1": place.admin1, "location": place.name,
        "latitude": round(place.lat, 4) if place.lat is not None else None,
        "longitude": round(place.lon, 4) if place.lon is not None else None,
        "geo_precision": derive.acled_geo_precision(place),
    }  # fmt: skip


def _notes(row: EventRow) -> str:
    chain = " > ".join(row.said.chain) or "the outlet itself"
    origins = "not resolved" if row.origins is None else str(row.origins)
    return f"Said by: {chain} ({row.said.stance}). Independent origins: {origins}. Review: {row.review}. Text: {row.quote}"


def _tags(row: EventRow) -> list[str]:
    return [f"musnad:review={row.review}", *(f"musnad:origins={row.origins}" for _ in [0] if row.origins is not None)]
