"""FollowTheMoney entities, one JSON object a line, for Aleph and the tools of OpenSanctions.

Actors become Person, Organization or PublicBody, roles Occupancy-like UnknownLink, relations and events links whose `role` and
`summary` say what is claimed and by whom: never a bare fact. The package followthemoney is needed only to check (extra
`musnad[ftm]`); the entities are plain JSON."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from musnad.export.entry import Entry
from musnad.export.private import Privacy
from musnad.export.rows import EventRow, Party, RelationRow, event_rows, relation_rows
from musnad.record import Modality

_SCHEMA = {"person": "Person", "government": "PublicBody", "military": "PublicBody", "people": "LegalEntity"}
# FollowTheMoney's languages have three letters (ISO 639-3), its checksums are SHA-1: ours stands in the notes.
_LANGUAGE = {"ar": "ara", "en": "eng", "tr": "tur", "fr": "fra"}


def entities(entry: Entry, privacy: Privacy) -> Iterator[dict[str, Any]]:
    """The document, its actors, its relations and its events. Ids are hashes of what they stand for: the same on every run."""
    document = entry.record.document
    article = _id("article", document.id)
    yield _entity(article, "Article", {
        "title": [privacy.view(entry.record).title() or document.id[:12]], "publisher": [document.outlet],
        "publishedAt": [(document.published or "")[:10] or None], "sourceUrl": [document.url],
        "language": [_LANGUAGE.get(document.language)],
        "notes": [document.raw_sha256 and f"SHA-256 of the original: {document.raw_sha256}"],
    })  # fmt: skip
    seen: set[str] = set()
    rows: list[RelationRow | EventRow] = [*relation_rows(entry, privacy), *event_rows(entry, privacy)]
    for row in rows:
        if row.review == "reject":
            continue
        parties = [row.head, row.tail] if isinstance(row, RelationRow) else [*row.actors, *row.recipients]
        for party in parties:
            if party is not None and _party_id(party) not in seen:
                seen.add(_party_id(party))
                yield _party(party, article)
        yield from _links(row, article)


def _links(row: RelationRow | EventRow, article: str) -> Iterator[dict[str, Any]]:
    if isinstance(row, RelationRow):
        if row.tail is not None:
            since, until = row.since.earliest if row.since else None, row.until.latest if row.until else None
            words = _words(row, row.relation.modality) | {"startDate": [since], "endDate": [until]}
            yield _link(row.id, row.head, row.tail, row.relation.kind, words, article)
        return
    if row.actors or row.recipients:
        yield _entity(_id("event", row.id), "Event", {
            "name": [f"{row.event.type}{'/' + row.event.mode if row.event.mode else ''} (as reported)"],
            "date": [row.time.earliest[:10] if row.time and row.time.earliest else None],
            "location": [row.place.name if row.place else None],
            "involved": [_party_id(p) for p in (*row.actors, *row.recipients)], "proof": [article], **_words(row, row.modality),
        })  # fmt: skip


def _words(row: RelationRow | EventRow, m: Modality) -> dict[str, list[Any]]:
    said = " > ".join(row.said.chain) or row.said.speaker
    return {
        "summary": [f"According to {said} ({row.said.stance}); {m.polarity}, {m.certainty}, {m.status}; review: {row.review}"],
        "description": [row.quote],
    }  # fmt: skip


def _link(name: str, head: Party, tail: Party, kind: str, words: dict[str, list[Any]], article: str) -> dict[str, Any]:
    if kind in ("member_of", "leads", "founded") and tail.kind != "person":
        ends = {"member": [_party_id(head)], "organization": [_party_id(tail)]}
        return _entity(_id("link", name), "Membership", {**ends, "role": [f"{kind} (claimed)"], "proof": [article], **words})
    ends = {"subject": [_party_id(head)], "object": [_party_id(tail)]}
    return _entity(_id("link", name), "UnknownLink", {**ends, "role": [f"{kind} (claimed)"], "proof": [article], **words})


def _party(party: Party, article: str) -> dict[str, Any]:
    properties: dict[str, list[Any]] = {"name": list(party.names), "proof": [article]}
    return _entity(_party_id(party), _SCHEMA.get(party.kind, "Organization"), properties)


def _party_id(party: Party) -> str:
    return _id("actor", party.kind, party.name, party.country or "")


def _id(*parts: str) -> str:
    return "musnad-" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def _entity(name: str, schema: str, properties: dict[str, list[Any]]) -> dict[str, Any]:
    kept = {k: [str(v) for v in values if v not in (None, "")] for k, values in properties.items()}
    return {"id": name, "schema": schema, "properties": {k: v for k, v in kept.items() if v}}
