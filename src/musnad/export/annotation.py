"""W3C Web Annotations as JSON-LD, a line each: every item of a record as an annotation of its characters.

Each has a position selector (code points of the stored text) and a quote selector with the words around it, so that it can be
found again in a copy that moved. The context is inlined: nothing is fetched to read the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from musnad.export.entry import Entry
from musnad.export.plover import source_words
from musnad.export.private import Privacy, View
from musnad.export.rows import event_rows, relation_rows
from musnad.record import Span

_AROUND = 32  # code points before and behind a quotation
CONTEXT = {
    "oa": "http://www.w3.org/ns/oa#", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "musnad": "urn:musnad:",
    "id": "@id", "type": "@type", "Annotation": "oa:Annotation", "SpecificResource": "oa:SpecificResource",
    "TextPositionSelector": "oa:TextPositionSelector", "TextQuoteSelector": "oa:TextQuoteSelector",
    "body": {"@id": "oa:hasBody"}, "target": {"@id": "oa:hasTarget"}, "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector"}, "start": "oa:start", "end": "oa:end", "exact": "oa:exact", "prefix": "oa:prefix",
    "suffix": "oa:suffix", "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"}, "identifying": "oa:identifying",
    "describing": "oa:describing", "value": "rdf:value", "@vocab": "urn:musnad:",
}  # fmt: skip


def annotate(entry: Entry, privacy: Privacy) -> Iterator[dict[str, Any]]:
    """Mentions, attributions, events and relations of one record."""
    record, view = entry.record, privacy.view(entry.record)
    about = f"urn:sha256:{record.document.id}"
    actors = {a.id: a for a in record.actors}

    def made(item: str, spans: list[Span], motivation: str, body: dict[str, Any]) -> dict[str, Any]:
        targets = [_target(about, span, view) for span in spans]
        return {
            "@context": CONTEXT, "id": f"urn:musnad:{record.document.id[:12]}:{item}", "type": "Annotation",
            "motivation": motivation, "body": body, "target": targets[0] if len(targets) == 1 else targets,
        }  # fmt: skip

    for mention in record.mentions:
        actor = actors.get(mention.actor or "")
        name = view.name(actor) if actor else None
        body = {"type": "musnad:Mention", "kind": mention.kind, "form": mention.form, "name": name}
        yield made(mention.id, [mention.span], "identifying", body)
    for link in record.attributions:
        spoken = {"type": "musnad:Attribution", "stance": link.stance, "sourceKind": link.source_kind}
        yield made(link.id, [link.cue], "describing", spoken | {"said": view.text(link.content)})
    for row in event_rows(entry, privacy):
        told = {"type": "musnad:Event", "code": row.event.type, "mode": row.event.mode, **source_words(row)}
        yield made(row.event.id, list(row.event.evidence) or [row.event.trigger], "describing", told)
    for held in relation_rows(entry, privacy):
        tail = held.tail.name if held.tail else held.place.name if held.place else None
        body = {"type": "musnad:Relation", "kind": held.relation.kind, "head": held.head.name, "tail": tail}
        words = {"review": held.review, "chain": list(held.said.chain)}
        yield made(held.relation.id, list(held.relation.evidence), "describing", body | words)


def _target(about: str, span: Span, view: View) -> dict[str, Any]:
    size = len(view.record.document.text)
    before, behind = Span(max(0, span.start - _AROUND), span.start), Span(span.end, min(size, span.end + _AROUND))
    return {
        "type": "SpecificResource", "source": about,
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {"type": "TextQuoteSelector", "exact": view.text(span), "prefix": view.text(before), "suffix": view.text(behind)},
        ],
    }  # fmt: skip
