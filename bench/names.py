"""Who and what is named: anercorp, idrisi_ar/lmr, re3d mentions and relations."""

from __future__ import annotations

from collections.abc import Iterator

from bench.common import Row, outermost, record_of, records
from musnad import document
from musnad.languages import load
from musnad.mentions.registry import registry
from musnad.record import Mention, Record, Span
from musnad.text import split_text

ANERCORP = {  # the set marks no bodies of a state ("the Lebanese government", "the army") as organisations
    "person": "PERS", "place": "LOC", "facility": "LOC", "group": "ORG", "organization": "ORG", "media": "ORG",
}  # fmt: skip
RE3D = {
    "person": "Person", "place": "Location", "facility": "Location", "group": "Organisation",
    "organization": "Organisation", "government": "Organisation", "military": "Organisation", "media": "Organisation",
    "people": "Organisation", "weapon": "Weapon", "time": "Temporal", "number": "Quantity", "money": "Money",
}  # fmt: skip
IDRISI_KINDS = {  # the place's own kind in the gazetteer -> the set's label
    "country": "CTRY", "province": "PROV", "district": "DIST", "town": "CITY", "point": "HPOI", "area": "DIST",
    "region": "PROV",
}  # fmt: skip
RE3D_RELATIONS = {
    "fights": "FightingAgainst", "allied_with": "AlliesOf", "leads": "InChargeOf", "same_as": "IsSynonymOf",
    "member_of": "BelongsTo", "part_of": "BelongsTo", "negotiates_with": "CommWith", "supports": "Likes",
    "opposes": "Dislikes",
}  # fmt: skip


def anercorp(rows: list[Row]) -> Iterator[Row]:
    """Names only (the set marks no descriptions), the outermost where they nest, widened to whole words (the set tags
    words as they are written, with the conjunction or preposition that is joined to them)."""
    for row, record in records(rows, "ar"):
        spans = [
            (_whole_words(m.head, row["text"]), ANERCORP[m.kind])
            for m in (record.mentions if record else ())
            if m.form == "name" and m.kind in ANERCORP
        ]
        yield {"id": row["id"], "spans": [_typed(span, kind) for span, kind in outermost(spans)]}


def _whole_words(span: Span, text: str) -> Span:
    """The span with the letters that are joined to its first and last word."""
    start, end = span.start, span.end
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return Span(start, end)


def idrisi_mentions(rows: list[Row]) -> Iterator[Row]:
    for row, record in records(rows, "ar"):
        precision = {p.mention: p.precision for p in (record.places if record else ())}
        spans = []
        for m in record.mentions if record else ():
            if m.kind == "facility" or (m.kind == "place" and m.form == "name"):
                label = "HPOI" if m.kind == "facility" else IDRISI_KINDS.get(precision.get(m.id, ""), "CITY")
                spans.append((_with_head_noun(m), label))
        yield {"id": row["id"], "spans": [_typed(span, kind) for span, kind in outermost(spans)]}


def _with_head_noun(mention: Mention) -> Span:
    """The set counts a head noun ("city of X") to the name, but no direction or distance."""
    return mention.span if mention.reason.rule.startswith("places.heads/") else mention.head


def re3d_mentions(rows: list[Row]) -> Iterator[Row]:
    for row in rows:
        record = record_of(row, "en")
        found = [_typed(m.span, RE3D[m.kind]) for m in (record.mentions if record else ()) if m.kind in RE3D]
        yield {"id": row["id"], "entities": found + _nationalities(row["text"])}


def _nationalities(text: str) -> list[Row]:
    """The set marks adjectives of states by themselves; the registry of countries knows them."""
    language = load("en")
    known = registry(language).countries
    tokens = split_text(document(text, language="en"), language).tokens
    first = {k: h for k in range(len(tokens)) for h in known.hits(tokens, k)[:1] if h.entry.get("role") == "adjective"}
    return [_typed(h.span, "Nationality") for h in first.values()]


def re3d_relations(rows: list[Row]) -> Iterator[Row]:
    for row in rows:
        record = record_of(row, "en")
        yield {"id": row["id"], "relations": list(_relations(record)) if record else []}


def _relations(record: Record) -> Iterator[Row]:
    text = record.document.text
    for relation in record.relations:
        kind = RE3D_RELATIONS.get(relation.kind)
        head, tail = (_mention_near(record, a, relation.evidence[0]) for a in (relation.head, relation.tail))
        if kind and head and tail:
            yield _related(kind, head.span, tail.span, text)
    for actor in record.actors:
        named = [n.span for n in actor.names if n.span]
        for other in named[1:]:
            yield _related("IsSynonymOf", named[0], other, text)


def _related(kind: str, head: Span, tail: Span, text: str) -> Row:
    return {
        "type": kind, "source": head.of(text), "target": tail.of(text), "source_start": head.start,
        "source_end": head.end, "target_start": tail.start, "target_end": tail.end,
    }  # fmt: skip


def _mention_near(record: Record, actor: str, evidence: Span) -> Mention | None:
    """The actor's mention inside the evidence, else its first one."""
    of = [m for m in record.mentions if m.actor == actor]
    inside = [m for m in of if evidence.overlaps(m.span)]
    return (inside or of or [None])[0]


def _typed(span: Span, kind: str) -> Row:
    return {"start": span.start, "end": span.end, "type": kind}
