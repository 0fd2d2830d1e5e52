"""Who and what is named: idrisi_ar/lmr, re3d mentions."""

from __future__ import annotations

from collections.abc import Iterator

from bench.common import Row, outermost, record_of, records
from musnad import document
from musnad.languages import load
from musnad.mentions.proposed import RULE as TAGGER
from musnad.mentions.registry import registry
from musnad.record import PLACES, Mention, Span
from musnad.text import split_text

RE3D = {
    "person": "Person", "place": "Location", "facility": "Location", "group": "Organisation",
    "organization": "Organisation", "government": "Organisation", "military": "Organisation", "media": "Organisation",
    "people": "Organisation", "weapon": "Weapon", "time": "Temporal", "number": "Quantity", "money": "Money",
}  # fmt: skip
IDRISI_KINDS = {  # the place's own kind in the gazetteer -> the set's label
    "country": "CTRY", "province": "PROV", "district": "DIST", "town": "CITY", "point": "HPOI", "area": "DIST",
    "region": "PROV",
}  # fmt: skip


def tagged(mention: Mention) -> list[Span]:
    """The words that the tagger read, as the mention's reasons tell them."""
    return [s for p in mention.reason.parts if p.rule == TAGGER for s in p.spans]


def idrisi_mentions(rows: list[Row]) -> Iterator[Row]:
    for row, record in records(rows, "ar"):
        precision = {p.mention: p.precision for p in (record.places if record else ())}
        spans = []
        for m in record.mentions if record else ():
            if m.form == "name" and m.kind in PLACES:
                label = "HPOI" if m.kind == "facility" else IDRISI_KINDS.get(precision.get(m.id, ""), "CITY")
                spans.append((_with_head_noun(m), label))
        yield {"id": row["id"], "spans": [_typed(span, kind) for span, kind in outermost(spans)]}


def _with_head_noun(mention: Mention) -> Span:
    """The set counts a head noun ("city of X") to the name, but no direction or distance."""
    headed = mention.span in tagged(mention) or mention.reason.rule.startswith("places.heads/")
    return mention.span if headed else mention.head


def re3d_mentions(rows: list[Row]) -> Iterator[Row]:
    for row in rows:
        record = record_of(row, "en")
        found = [_typed(_phrase(m), RE3D[m.kind]) for m in (record.mentions if record else ()) if m.kind in RE3D]
        yield {"id": row["id"], "entities": found + _nationalities(row["text"])}


def _phrase(mention: Mention) -> Span:
    """The set marks places with article and head noun ("the city of X"). The reader keeps of a known place the words that
    the gazetteer knows."""
    around = (s for s in tagged(mention) if mention.kind in PLACES and s.covers(mention.head))
    return next(around, mention.span)


def _nationalities(text: str) -> list[Row]:
    """The set marks adjectives of states by themselves; the registry of countries knows them."""
    language = load("en")
    known = registry(language).countries
    tokens = split_text(document(text, language="en"), language).tokens
    first = {k: h for k in range(len(tokens)) for h in known.hits(tokens, k)[:1] if h.entry.get("role") == "adjective"}
    return [_typed(h.span, "Nationality") for h in first.values()]


def _typed(span: Span, kind: str) -> Row:
    return {"start": span.start, "end": span.end, "type": kind}
