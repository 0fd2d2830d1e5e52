"""What the places room finds and decides in a case: the words, and which place they mean, as strings and numbers."""

from __future__ import annotations

from typing import Any

from musnad import document
from musnad.languages import Language
from musnad.places import acled_precision, find_places, resolve_places, ucdp_precision
from musnad.text import split_text


def observe(language: Language, case: dict[str, Any]) -> list[dict[str, object]]:
    """One row per place mention; `at` are whole degrees of latitude and longitude."""
    given = {key: case.get(key) for key in ("title", "published", "outlet", "outlet_country")}
    doc = document(case["text"], language=language.code, **given)
    text = split_text(doc, language)
    mentions = find_places(text, language)
    rows: list[dict[str, object]] = []
    for mention, place in zip(mentions, resolve_places(text, mentions, doc, language), strict=True):
        rows.append(
            {
                "place": mention.span.of(doc.text),
                "head": mention.head.of(doc.text),
                "kind": mention.kind,
                "name": place.name,
                "country": place.country,
                "admin1": place.admin1,
                "at": None if place.lat is None or place.lon is None else [round(place.lat), round(place.lon)],
                "precision": place.precision,
                "area": place.area,
                "acled": acled_precision(place),
                "ucdp": ucdp_precision(place),
                "candidates": len(place.candidates),
            }
        )
    return rows
