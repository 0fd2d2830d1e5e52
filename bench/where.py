"""Where: places to coordinates (idrisi_ar/lmd, geoparsing_en, syria_gazetteer) and web pages to text."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from bench.common import Row, document_of, record_of
from musnad import document, languages
from musnad.errors import MusnadError
from musnad.gazetteer import Gazetteer
from musnad.intake.page import page_text
from musnad.mentions.registry import registry
from musnad.places import geocode_phrase, resolve_places
from musnad.record import Mention, Place, Reason, Span, item_id
from musnad.text import split_text

PAGES = (
    Path(os.environ.get("BENCH_DATA", Path(__file__).parent.parent.parent / "shared" / "bench")) / "trafilatura_eval"
)
DERIVED = ("adjective", "people")  # words of the registry of countries that come from a country's name


def idrisi_places(rows: list[Row]) -> Iterator[Row]:
    """The mentions are given; only their resolution is asked for."""
    language = languages.load("ar")
    for row in rows:
        document = document_of(row, "ar", published=None)
        if document is None:
            continue
        text = split_text(document, language)
        mentions = [_given(t) for t in row["toponyms"]]
        places = {p.mention: p for p in resolve_places(text, mentions, document, language)}
        found = [_toponym(m.head, row["text"], places.get(m.id)) for m in mentions]
        yield {"id": row["id"], "toponyms": found}


def _given(toponym: Row) -> Mention:
    span = Span(toponym["start"], toponym["end"])
    return Mention(
        item_id("mention", "place", span), span, span, "place", "name", None, Reason("given", "given by the task")
    )


def _toponym(span: Span, text: str, place: Place | None) -> Row:
    return {
        "start": span.start, "end": span.end, "phrase": span.of(text), "lat": place.lat if place else None,
        "lon": place.lon if place else None,
    }  # fmt: skip


def english_places(rows: list[Row]) -> Iterator[Row]:
    """The outermost places that are named (both sets count names, not "the city"); the page's address and title are known,
    its date is not in ISO form and left out."""
    for row in rows:
        record = record_of(row, "en", url=row.get("url"))
        found: list[Row] = []
        if record is not None:
            mentions = {m.id: m for m in record.mentions}
            named = [(m, p) for p in record.places if (m := mentions[p.mention]).form == "name"]
            found = [_toponym(m.head, row["text"], p) for m, p in named]
            found += _adjectives(row["text"], [(t["start"], t["end"]) for t in found])
        yield {"id": row["id"], "toponyms": found}


def _adjectives(text: str, taken: list[tuple[int, int]]) -> Iterator[Row]:
    """Both sets count "Turkish" and "Cubans" as toponyms, with the country's point."""
    language = languages.load("en")
    read = split_text(document(text, language="en"), language)
    i = 0
    while i < len(read.tokens):
        hits = [h for h in registry(language).countries.hits(read.tokens, i) if h.entry.get("role") in DERIVED]
        free = [h for h in hits if text[h.span.start].isupper() and not any(_touch(h.span, t) for t in taken)]
        entry = Gazetteer.open().country(str(free[0].entry.get("country"))) if free else None
        if entry is not None:
            span = free[0].span
            yield {"start": span.start, "end": span.end, "phrase": span.of(text), "lat": entry.lat, "lon": entry.lon}
        i = free[0].last if free else i + 1


def _touch(span: Span, taken: tuple[int, int]) -> bool:
    return span.start < taken[1] and taken[0] < span.end


def syria(rows: list[Row]) -> Iterator[Row]:
    """A path "village - sub-district - district": the first name is asked for, the others are its parents."""
    language = languages.load("ar")
    for row in rows:
        name, *parents = [part.strip() for part in row["path_ar"].split(" - ")]
        place = geocode_phrase(name, language, tuple(parents), country="SYR")
        yield {"id": row["id"], "lat": place.lat if place else None, "lon": place.lon if place else None}


def pages(rows: list[Row]) -> Iterator[Row]:
    for row in rows:
        try:
            text = page_text((PAGES / row["file"]).read_bytes(), row.get("url"))
        except (MusnadError, OSError):
            text = ""
        yield {"id": row["id"], "text": text}
