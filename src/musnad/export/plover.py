"""PLOVER's JSON: the field names of its manual, one object an event, with Musnad's own words of source beside them.

`FIELDS` lists the fields of an event; an entity has code, sector, entity_text, identifier_text; a location extracted_place,
resolved_place, geonameid, lat, lon, province, country_code, resolution (5 below city, 4 city, 3 district, 2 province, 1
country). PLOVER's auxiliary modes say negation, future and hypothetical. `musnad` holds what PLOVER has no field for: chain,
stance, certainty, origins, review."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from musnad.codebook.load import load_codebook
from musnad.export import derive
from musnad.export.rows import EventRow, Party
from musnad.record import Place

FIELDS = {
    "id", "date", "enddate", "actor", "recipient", "event", "mode", "context", "quad_code", "event_scale", "event_loc",
    "event_text", "has_event", "text_info", "link", "cite_info", "coder", "coded_date", "coded_time", "comment", "text",
    "time", "endtime",
}  # fmt: skip
_RESOLUTION = {"point": 5, "town": 4, "area": 3, "district": 3, "province": 2, "region": 2, "country": 1}
_FUTURE = ("planned", "predicted", "threatened", "demanded")


def objects(row: EventRow) -> Iterator[dict[str, Any]]:
    """The event as PLOVER's object. Absent fields are left out, as the manual asks."""
    plover = load_codebook("plover")
    event, day, document = row.event, derive.day_of(row.time), row.record.document
    body: dict[str, Any] = {
        "id": row.id, "date": day.first.isoformat() if day else None,
        "enddate": day.last.isoformat() if day and day.last != day.first else None, "has_event": True,
        "actor": [_entity(p) for p in row.actors] or [{"code": "---", "entity_text": ""}],
        "recipient": [_entity(p) for p in row.recipients] or None, "event": event.type, "mode": _modes(row) or None,
        "context": list(event.contexts) or None, "quad_code": plover.types[event.type].quad,
        "event_scale": plover.score(event.type, event.mode), "event_loc": _location(row.place) if row.place else None,
        "event_text": row.view.text(event.trigger), "text": row.quote,
        "text_info": {"language": document.language, "headline": row.view.title(), "published": document.published},
        "link": document.url, "cite_info": document.outlet, "coder": f"musnad {row.record.reader.version}",
        "comment": None if row.affirmed else "not told as a certain fact: see mode and musnad",
    }  # fmt: skip
    made = {name: value for name, value in body.items() if value is not None}
    yield made | {"musnad": source_words(row)}


def source_words(row: EventRow) -> dict[str, Any]:
    """On whose word, with which reservation, how often and how far reviewed; the same in every JSON format."""
    return {
        "chain": list(row.said.chain), "said_by": row.said.speaker, "said_by_kind": row.said.speaker_kind,
        "stance": row.said.stance, "quotation": row.said.quotation, "polarity": row.modality.polarity,
        "certainty": row.modality.certainty, "status": row.modality.status, "independent_origins": row.origins,
        "articles": row.articles, "review": row.review,
    }  # fmt: skip


def _modes(row: EventRow) -> list[str]:
    m = row.modality
    auxiliary = [
        name
        for name, holds in (
            ("negation", m.polarity == "negated"), ("future", m.status in _FUTURE), ("hypothetical", m.status == "hypothetical"),
        ) if holds
    ]  # fmt: skip
    return [*([row.event.mode] if row.event.mode else []), *auxiliary]


def _entity(party: Party) -> dict[str, Any]:
    return {
        "code": party.country or "---", "sector": list(party.sectors), "entity_text": party.name,
        "identifier_text": party.names[0],
    }  # fmt: skip


def _location(place: Place) -> dict[str, Any]:
    named = {
        "extracted_place": place.name, "resolved_place": place.name if place.gazetteer_id else None,
        "geonameid": place.gazetteer_id, "lat": place.lat, "lon": place.lon, "province": place.admin1,
        "country_code": place.country, "resolution": _RESOLUTION.get(place.precision),
    }  # fmt: skip
    return {name: value for name, value in named.items() if value is not None}
