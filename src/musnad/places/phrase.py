"""Where is this phrase? One name with its context, outside a document: for lists, forms and imports."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace

from musnad.gazetteer import Gazetteer
from musnad.gazetteer.entry import km_between
from musnad.languages import Language
from musnad.places.precision import precision_of
from musnad.places.resolve import resolve_places
from musnad.record import Document, Mention, Place, Reason, Span, item_id
from musnad.text import split_text

# How far a place may lie from the middle of what contains it, by the container's precision.
_REACH_KM = {
    "point": 5,
    "town": 40,
    "area": 40,
    "district": 60,
    "province": 250,
    "region": 500,
    "country": 3000,
    "water": 3000,
}
_OTHER_NAME = re.compile(r"\s*[/_(){}\[\]]\s*|\s+-\s*|\s*-\s+")  # marks between several names of one place


def geocode_phrase(
    phrase: str,
    language: Language,
    context: Sequence[str] = (),
    *,
    country: str | None = None,
    gazetteer: Gazetteer | None = None,
) -> Place:
    """The place that `phrase` names. `context`: names of what contains it, the nearest first (subdistrict, district,
    province); `country`: ISO 3166 alpha-3, when known. "City: quarter" in one phrase is taken apart.

    A name that is unknown, or known only far from what contains it, gives the container with precision "area" or
    wider and says so in `area`; without a known container it gives an unresolved Place.
    """
    *outer, phrase = (part.strip() for part in phrase.split(":") if part.strip()) if ":" in phrase else (phrase,)
    context = (*reversed(outer), *context)
    for name in (phrase, *_others(phrase)):
        place, *around = _resolved((name, *context), language, country, gazetteer)
        container = next((p for p in around if p.lat is not None), None)
        if place.lat is not None and (container is None or _within(place, container, gazetteer or Gazetteer.open())):
            return place
    return place if container is None else _somewhere_in(container, place)


def _others(phrase: str) -> list[str]:
    parts = [part for part in _OTHER_NAME.split(phrase) if part]
    return parts if len(parts) > 1 else []


def _resolved(
    parts: Sequence[str], language: Language, country: str | None, gazetteer: Gazetteer | None
) -> tuple[Place, ...]:
    text = "\n".join(parts)
    document = Document(hashlib.sha256(text.encode()).hexdigest(), text, language.code, outlet_country=country)
    mentions, start = [], 0
    for part in parts:
        span = Span(start, start + len(part))
        why = Reason("places.given", "A phrase given to be found", (span,))
        mentions.append(Mention(item_id("mention", "place", span), span, span, "place", "name", None, why))
        start += len(part) + 1
    text_read = split_text(document, language)
    return resolve_places(text_read, mentions, document, language, gazetteer=gazetteer, country=country)


def _within(place: Place, container: Place, gazetteer: Gazetteer) -> bool:
    """Near enough to what contains it, in the widest sense of the container's name (a province and its seat share one)."""
    assert place.lat is not None and place.lon is not None and container.lat is not None and container.lon is not None
    reach = _REACH_KM.get(container.precision, 60)
    for candidate in container.candidates:
        entry = gazetteer.get(candidate.gazetteer_id) if candidate.country == container.country else None
        if entry is not None and candidate.gazetteer_id.startswith("musnad:"):
            reach = max(reach, _REACH_KM.get(precision_of(entry.kind), 60))
    return km_between(place.lat, place.lon, container.lat, container.lon) <= reach


def _somewhere_in(container: Place, place: Place) -> Place:
    """The container's position under the place's own name."""
    precision = "area" if container.precision in ("point", "town") else container.precision
    return replace(
        container, id=place.id, mention=place.mention, name=place.name, gazetteer_id=None, precision=precision,
        area=f"somewhere in {container.name}", candidates=place.candidates,
        reason=Reason("places.container", "Known only by what contains it", place.reason.spans, 0.5),
    )  # fmt: skip
