"""CSV that Bayanat and Uwazi import: incidents with who, where, when and on whose word, one row an event.

Bayanat's CSV import maps columns by hand, so its columns carry plain names of its bulletin and incident fields; Uwazi matches
columns to a template's properties by their labels, dates as YYYY/MM/DD, places as lat|lon, several values with |."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from musnad.export import derive
from musnad.export.rows import EventRow

BAYANAT = (
    "title", "title_ar", "description", "originid", "source_link", "publish_date", "documentation_date", "event_title",
    "event_type", "event_location", "event_location_lat", "event_location_lon", "from_date", "to_date", "estimated",
    "actors_involved", "victims_or_targets", "sources", "labels", "comments", "status",
)  # fmt: skip
UWAZI = (
    "title", "Event type", "Mode", "Date from", "Date to", "Place", "Geolocation", "Actors", "Recipients", "Killed (low)",
    "Killed (high)", "Said by", "Stance", "Polarity", "Certainty", "Status", "Independent origins", "Review state", "Outlet",
    "Link", "Quote",
)  # fmt: skip


def title(row: EventRow) -> str:
    """A short name of the event from its codes; never a sentence that could be taken for a finding."""
    where = f", {row.place.name}" if row.place else ""
    when = f", {row.time.edtf}" if row.time and row.time.edtf else ""
    return f"{row.event.type}{'/' + row.event.mode if row.event.mode else ''}{where}{when} (as reported)"


def reservation(row: EventRow) -> str:
    """Polarity, certainty and status in one cell."""
    m = row.modality
    return f"{m.polarity}, {m.certainty}, {m.status}"


def bayanat(row: EventRow) -> Iterator[dict[str, Any]]:
    """One row an event for Bayanat's import."""
    day, document, place = derive.day_of(row.time), row.record.document, row.place
    labels = [f"review: {row.review}", reservation(row)]
    yield {
        "title": title(row), "description": row.quote, "originid": row.id, "source_link": document.url,
        "publish_date": (document.published or "")[:10], "event_title": title(row), "event_type": row.event.type,
        "event_location": place.name if place else None, "event_location_lat": place.lat if place else None,
        "event_location_lon": place.lon if place else None, "from_date": day.first.isoformat() if day else None,
        "to_date": day.last.isoformat() if day else None, "estimated": day is None or day.first != day.last,
        "actors_involved": [p.name for p in row.actors], "victims_or_targets": [p.name for p in row.recipients],
        "sources": [document.outlet or "unknown outlet", *row.said.chain], "labels": labels,
        "comments": f"stance: {row.said.stance}; independent origins: {_or_unknown(row.origins)}", "status": "Machine Created",
    }  # fmt: skip


def uwazi(row: EventRow) -> Iterator[dict[str, Any]]:
    """One row an event for Uwazi's import."""
    day, document, place = derive.day_of(row.time), row.record.document, row.place
    tolls = row.toll("killed")
    spot = f"{place.lat}|{place.lon}" if place and place.lat is not None and place.precision in ("point", "town") else None
    yield {
        "title": f"{title(row)} {row.id}", "Event type": row.event.type, "Mode": row.event.mode,
        "Date from": day.first.strftime("%Y/%m/%d") if day else None, "Date to": day.last.strftime("%Y/%m/%d") if day else None,
        "Place": place.name if place else None, "Geolocation": spot, "Actors": _many(p.name for p in row.actors),
        "Recipients": _many(p.name for p in row.recipients),
        "Killed (low)": min((t.low for t in tolls if t.low is not None), default=None),
        "Killed (high)": max((t.high for t in tolls if t.high is not None), default=None),
        "Said by": _many(row.said.chain) or row.said.speaker, "Stance": row.said.stance, "Polarity": row.modality.polarity,
        "Certainty": row.modality.certainty, "Status": row.modality.status, "Independent origins": _or_unknown(row.origins),
        "Review state": row.review, "Outlet": document.outlet, "Link": document.url, "Quote": row.quote,
    }  # fmt: skip


def _many(values: Any) -> str:
    return "|".join(v.replace("|", "/") for v in values)


def _or_unknown(number: int | None) -> str:
    return "not resolved" if number is None else str(number)
