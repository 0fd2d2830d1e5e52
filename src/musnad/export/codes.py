"""TSV in the manner of CAMEO and Phoenix files, and CSV in the manner of POLECAT: one row a pair of actors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from musnad.codebook.load import load_codebook
from musnad.export import derive
from musnad.export.rows import EventRow, Party

PHOENIX = (
    "EventID", "Date", "Year", "Month", "Day", "SourceActorFull", "SourceActorEntity", "SourceActorRole", "SourceText",
    "TargetActorFull", "TargetActorEntity", "TargetActorRole", "TargetText", "EventCode", "EventRootCode", "PentaClass",
    "GoldsteinScore", "Lat", "Lon", "LocationName", "AdminLocation", "CountryCode", "SentenceID", "URLs", "NewsSources",
)  # fmt: skip
POLECAT = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Name Raw", "Actor COW", "Actor Country", "Actor Primary Sector", "Actor Sectors", "Recipient Name",
    "Recipient Name Raw", "Recipient Country", "Recipient Primary Sector", "Recipient Sectors", "Placename", "Feature Type",
    "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Headline",
    "Publisher", "Publication Date", "Story ID", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version", "Said By", "Said By Kind", "Stance", "Polarity", "Certainty", "Status", "Independent Origins",
    "Articles", "Review", "Evidence",
)  # fmt: skip


def against_phoenix(row: EventRow) -> str | None:
    """Why the CAMEO layout cannot take the event."""
    if not row.event.cameo:
        return "no CAMEO code"
    if derive.day_of(row.time) is None:
        return "no date"
    return None if row.actors and row.recipients else "no source or no target (CAMEO needs both)"


def phoenix(row: EventRow) -> Iterator[dict[str, Any]]:
    """A row for each pair of an actor (CAMEO's source) and a recipient (target)."""
    day, code = derive.day_of(row.time), row.event.cameo
    if day is None or not code:
        return
    book = load_codebook("cameo")
    for i, (actor, recipient) in enumerate((a, r) for a in row.actors for r in row.recipients):
        yield {
            "EventID": f"{row.id}#{i}", "Date": day.day.strftime("%Y%m%d"), "Year": day.day.year, "Month": day.day.month,
            "Day": day.day.day, **_side("Source", actor), **_side("Target", recipient), "EventCode": code,
            "EventRootCode": code[:2], "PentaClass": book.quads.get(code[:2]), "Lat": row.place.lat if row.place else None,
            "Lon": row.place.lon if row.place else None, "LocationName": row.place.name if row.place else None,
            "AdminLocation": row.place.admin1 if row.place else None,
            "CountryCode": row.place.country if row.place else None, "SentenceID": row.event.trigger.start,
            "URLs": row.record.document.url, "NewsSources": row.record.document.outlet,
        }  # fmt: skip


def _side(side: str, party: Party) -> dict[str, Any]:
    role = party.sectors[0] if party.sectors else ""
    return {
        f"{side}ActorFull": f"{party.country or ''}{role}" or None, f"{side}ActorEntity": party.country,
        f"{side}ActorRole": role or None, f"{side}Text": party.name,
    }  # fmt: skip


def polecat(row: EventRow) -> Iterator[dict[str, Any]]:
    """One row an event; several actors stand in one cell (a compound actor is one record)."""
    plover = load_codebook("plover")
    event, place, day, document = row.event, row.place, derive.day_of(row.time), row.record.document
    yield {
        "Event ID": row.id, "Event Date": day.day.isoformat() if day else None, "Event Type": event.type,
        "Event Mode": event.mode, "Intensity": plover.score(event.type, event.mode),
        "Quad Code": plover.types[event.type].quad, "Contexts": event.contexts, **_parties("Actor", row.actors),
        **_parties("Recipient", row.recipients), "Placename": place.name if place else None,
        "Feature Type": place.precision if place else None, "Province": place.admin1 if place else None,
        "Country": place.country if place else None, "Latitude": place.lat if place else None,
        "Longitude": place.lon if place else None, "GeoNames ID": place.gazetteer_id if place else None,
        "Headline": row.view.title(), "Publisher": document.outlet, "Publication Date": (document.published or "")[:10],
        "Story ID": document.id[:12], "Language": document.language, "Version": row.record.reader.version,
        "Said By": " > ".join(row.said.chain) or row.said.speaker, "Said By Kind": row.said.speaker_kind,
        "Stance": row.said.stance, "Polarity": row.modality.polarity, "Certainty": row.modality.certainty,
        "Status": row.modality.status, "Independent Origins": row.origins, "Articles": row.articles,
        "Review": row.review, "Evidence": row.quote,
    }  # fmt: skip


def _parties(side: str, parties: tuple[Party, ...]) -> dict[str, Any]:
    sectors = [s for p in parties for s in p.sectors]
    return {
        f"{side} Name": [p.name for p in parties], f"{side} Name Raw": [p.names[0] for p in parties],
        f"{side} Country": [p.country for p in parties], f"{side} Primary Sector": sectors[0] if sectors else None,
        f"{side} Sectors": list(dict.fromkeys(sectors)),
    }  # fmt: skip
