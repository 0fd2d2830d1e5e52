"""Plain tables: documents, events, claims, actors, relations. The same columns serve CSV and Parquet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from musnad.export.entry import Entry
from musnad.export.private import Privacy
from musnad.export.rows import EventRow, RelationRow, Said, event_rows, relation_rows
from musnad.record import Modality, TimeValue

_SAID = ("chain", "said_by", "said_by_kind", "stance", "quotation")
_MODAL = ("polarity", "certainty", "status")
COLUMNS: dict[str, tuple[str, ...]] = {
    "documents": (
        "document", "title", "language", "outlet", "outlet_country", "author", "published", "url", "retrieved",
        "raw_sha256", "review", "reader", "rules", "weights",
    ),
    "events": (
        "id", "document", "item", "type", "mode", "contexts", "cameo", "acled_event_type", "acled_sub_event_type", "ucdp",
        "actors", "actor_countries", "actor_sectors", "recipients", "recipient_countries", "recipient_sectors",
        "instrument", "place",
        "gazetteer_id", "country", "admin1", "lat", "lon", "precision", "edtf", "earliest", "latest", "killed_low",
        "killed_high", "wounded_low", "wounded_high", "detained_low", "detained_high", "abducted_low", "abducted_high",
        "displaced_low", "displaced_high", "missing_low", "missing_high", *_MODAL, *_SAID, "independent_origins", "articles",
        "review", "score", "rule", "quote",
    ),
    "claims": ("document", "item", "about", "chain", "content", "start", "end"),
    "actors": ("document", "item", "name", "names", "kind", "country", "sectors", "roles", "mentions", "private"),
    "relations": (
        "id", "document", "item", "kind", "head", "tail", "place", "since", "until", *_MODAL, *_SAID, "review", "score", "rule",
        "quote",
    ),
}  # fmt: skip


def table(name: str, entry: Entry, privacy: Privacy) -> Iterator[dict[str, Any]]:
    """The rows that one record adds to a table."""
    return _MAKERS[name](entry, privacy)


def _documents(entry: Entry, privacy: Privacy) -> Iterator[dict[str, Any]]:
    d, r = entry.record.document, entry.record.reader
    yield {
        "document": d.id, "title": privacy.view(entry.record).title(), "language": d.language, "outlet": d.outlet,
        "outlet_country": d.outlet_country, "author": d.author, "published": d.published, "url": d.url,
        "retrieved": d.retrieved, "raw_sha256": d.raw_sha256, "review": entry.state, "reader": r.version, "rules": r.rules,
        "weights": r.weights,
    }  # fmt: skip


def _events(entry: Entry, privacy: Privacy) -> Iterator[dict[str, Any]]:
    for row in event_rows(entry, privacy):
        yield event_cells(row)


def event_cells(row: EventRow) -> dict[str, Any]:
    """The cells of one event."""
    e, place = row.event, row.place
    return {
        "id": row.id, "document": row.record.document.id, "item": e.id, "type": e.type, "mode": e.mode,
        "contexts": list(e.contexts), "cameo": e.cameo, "acled_event_type": e.acled.event_type if e.acled else None,
        "acled_sub_event_type": e.acled.sub_event_type if e.acled else None, "ucdp": e.ucdp,
        **_sides("actor", row.actors), **_sides("recipient", row.recipients),
        "instrument": row.view.text(e.instrument) or None, "place": place.name if place else None,
        "gazetteer_id": place.gazetteer_id if place else None, "country": place.country if place else None,
        "admin1": place.admin1 if place else None, "lat": place.lat if place else None, "lon": place.lon if place else None,
        "precision": place.precision if place else None, **_time(row.time), **_tolls(row), **_modality(e.modality),
        **_said(row.said), "independent_origins": row.origins, "articles": row.articles, "review": row.review,
        "score": e.reason.score, "rule": e.reason.rule, "quote": row.quote,
    }  # fmt: skip


def _sides(side: str, parties: Any) -> dict[str, Any]:
    return {
        f"{side}s": [p.name for p in parties], f"{side}_countries": [p.country or "" for p in parties],
        f"{side}_sectors": ["+".join(p.sectors) for p in parties],
    }  # fmt: skip


def _time(time: TimeValue | None) -> dict[str, Any]:
    return {name: getattr(time, name, None) for name in ("edtf", "earliest", "latest")}


def _tolls(row: EventRow) -> dict[str, Any]:
    """Lowest and highest number told for each effect; several tolls of one effect stay a range, never an average."""
    made: dict[str, Any] = {}
    for effect in ("killed", "wounded", "detained", "abducted", "displaced", "missing"):
        tolls = row.toll(effect)
        lows = [t.low for t in tolls if t.low is not None]
        highs = [t.high for t in tolls if t.high is not None]
        made |= {f"{effect}_low": min(lows, default=None), f"{effect}_high": max(highs, default=None)}
    return made


def _modality(m: Modality) -> dict[str, Any]:
    return {name: getattr(m, name) for name in _MODAL}


def _said(said: Said) -> dict[str, Any]:
    return {
        "chain": list(said.chain), "said_by": said.speaker, "said_by_kind": said.speaker_kind, "stance": said.stance,
        "quotation": said.quotation,
    }  # fmt: skip


def _claims(entry: Entry, privacy: Privacy) -> Iterator[dict[str, Any]]:
    view, links = privacy.view(entry.record), {a.id: a for a in entry.record.attributions}
    for claim in entry.record.claims:
        yield {
            "document": entry.record.document.id, "item": claim.id, "about": list(claim.about),
            "chain": [view.text(links[i].head or links[i].cue) for i in claim.chain], "content": view.text(claim.content),
            "start": claim.content.start, "end": claim.content.end,
        }  # fmt: skip


def _actors(entry: Entry, privacy: Privacy) -> Iterator[dict[str, Any]]:
    view = privacy.view(entry.record)
    for actor in entry.record.actors:
        hidden = actor.private and privacy.hides
        yield {
            "document": entry.record.document.id, "item": actor.id, "name": view.name(actor), "names": list(view.names(actor)),
            "kind": actor.kind, "country": actor.country, "sectors": list(actor.sectors),
            "roles": [] if hidden else [r.title for r in actor.roles], "mentions": len(actor.mentions), "private": actor.private,
        }  # fmt: skip


def _relations(entry: Entry, privacy: Privacy) -> Iterator[dict[str, Any]]:
    for row in relation_rows(entry, privacy):
        yield relation_cells(row)


def relation_cells(row: RelationRow) -> dict[str, Any]:
    """The cells of one relation."""
    r = row.relation
    return {
        "id": row.id, "document": row.entry.record.document.id, "item": r.id, "kind": r.kind, "head": row.head.name,
        "tail": row.tail.name if row.tail else None, "place": row.place.name if row.place else None,
        "since": row.since.edtf if row.since else None, "until": row.until.edtf if row.until else None,
        **_modality(r.modality), **_said(row.said), "review": row.review, "score": r.reason.score, "rule": r.reason.rule,
        "quote": row.quote,
    }  # fmt: skip


_MAKERS = {"documents": _documents, "events": _events, "claims": _claims, "actors": _actors, "relations": _relations}
