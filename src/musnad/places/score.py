"""Which of several places of one name is meant? A printed list of features with their weights."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from musnad.gazetteer import Entry
from musnad.gazetteer.entry import SETTLED, km_between
from musnad.record import quick

# Inhabitants assumed where the gazetteer gives none: what a reader would take for as well known as a town of that size.
_ASSUMED = {
    "continent": 10**9, "country": 10**7, "region": 10**7, "province": 3 * 10**6, "sea": 10**7, "strait": 10**6, "gulf": 10**6,
    "river": 10**6, "district": 10**5, "mountain": 10**5, "airport": 3 * 10**5, "airbase": 10**5, "village": 2_000,
    "capital": 10**6, "island": 10**5, "desert": 10**5, "lake": 10**5,
}  # fmt: skip
_SHRINK = tuple(math.cos(math.radians(lat + 0.5)) for lat in range(91))  # a degree of longitude at each latitude
NEAR_KM = 120.0  # distance at which a neighbour's support has fallen to a half


@quick
@dataclass(frozen=True, slots=True)
class Context:
    """What the article says besides the name: `countries` with their share of the article's places (0 to 1), `anchors`
    places already sure, `parents` names of divisions or countries right beside the name, `kinds` what the head noun
    asks for, `outlet` the outlet's country, `home` the countries that the language's news means first."""

    countries: Mapping[str, float]
    anchors: Sequence[Entry]
    parents: frozenset[str]
    kinds: frozenset[str]
    outlet: str | None
    home: frozenset[str]


def known_by_size(entry: Entry, context: Context) -> float:
    """Inhabitants on a logarithmic scale: 10 million and more is 1."""
    people = entry.population or _ASSUMED.get(entry.kind, 15_000)
    return min(1.0, math.log10(people + 1) / 7)


def named_beside(entry: Entry, context: Context) -> float:
    """Its province or country stands right beside it."""
    return float(bool(context.parents & {entry.admin1 or "", entry.country or "", entry.parent or ""}))


def country_of_article(entry: Entry, context: Context) -> float:
    """Share of the article's other places that lie in the same country."""
    return context.countries.get(entry.country or "", 0.0)


def near_other_places(entry: Entry, context: Context) -> float:
    """Nearness to the nearest sure place of the article (1 beside it, a half at NEAR_KM)."""
    nearest = min((a for a in context.anchors if a.id != entry.id), key=lambda a: _apart(entry, a), default=None)
    if nearest is None:
        return 0.0
    return 1 / (1 + km_between(entry.lat, entry.lon, nearest.lat, nearest.lon) / NEAR_KM)


def _apart(one: Entry, other: Entry) -> float:
    """A cheap measure that grows with the distance: one exact distance is enough for the nearest."""
    wide = (one.lon - other.lon) * _SHRINK[int(abs(one.lat))]
    return (one.lat - other.lat) ** 2 + wide * wide


def kind_asked_for(entry: Entry, context: Context) -> float:
    """The head noun asks for this kind of place."""
    return float(entry.kind in context.kinds)


def country_of_outlet(entry: Entry, context: Context) -> float:
    """It lies in the outlet's own country."""
    return float(entry.country == context.outlet) if context.outlet else 0.0


def country_of_language(entry: Entry, context: Context) -> float:
    """It lies in a country that news in this language means first."""
    return float(entry.country in context.home)


def settled(entry: Entry, context: Context) -> float:
    """A bare name means the town rather than the division of the same name; a country before all."""
    if context.kinds:
        return 0.0
    return 1.0 if entry.kind in ("country", "capital") else 0.7 if entry.kind in SETTLED else 0.5


@dataclass(frozen=True, slots=True)
class Feature:
    """One reason to prefer a place, and how much it counts."""

    function: Callable[[Entry, Context], float]
    weight: float


FEATURES = (
    Feature(named_beside, 0.9),
    Feature(kind_asked_for, 0.5),
    Feature(country_of_article, 0.5),
    Feature(known_by_size, 0.5),
    Feature(near_other_places, 0.35),
    Feature(country_of_outlet, 0.25),
    Feature(country_of_language, 0.25),
    Feature(settled, 0.15),
)
TOTAL = sum(feature.weight for feature in FEATURES)


def score(entry: Entry, context: Context) -> float:
    """The weighted sum of all features, 0 to 1."""
    return sum(feature.weight * feature.function(entry, context) for feature in FEATURES) / TOTAL


def rank(entries: Sequence[Entry], context: Context) -> tuple[tuple[Entry, float], ...]:
    """The places with their scores, the best first; equal scores in the order of their ids."""
    scored = ((entry, score(entry, context)) for entry in entries)
    ranked = sorted(scored, key=lambda pair: (-pair[1], pair[0].id))
    return tuple(ranked if context.kinds else _seat_first(ranked))


def _seat_first(ranked: list[tuple[Entry, float]]) -> list[tuple[Entry, float]]:
    """A bare name that both a division and its own seat have means the seat."""
    if not ranked or ranked[0][0].kind not in ("province", "district"):
        return ranked
    best, top = ranked[0]
    seats = [e for e, _ in ranked if e.kind in SETTLED and e.admin1 == best.admin1 and e.country == best.country]
    if not seats or best.admin1 is None:
        return ranked
    return [(seats[0], top), *[pair for pair in ranked if pair[0].id != seats[0].id]]
