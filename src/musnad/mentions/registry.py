"""The registry: well-known states, organisations and persons, with the names that news gives them.

The files stand in `actors/registry/`: facts with names in several languages, compiled for one language at first use. A user's
own files of the same form may be added (`extra`).
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from musnad.languages import Language
from musnad.mentions.knowledge import NAMES
from musnad.record import Token
from musnad.rules import Hit, Lexicon, Reading
from musnad.rules.load import parse_rules

FOLDER = Path(__file__).parents[1] / "actors" / "registry"
FILES = ("organizations.yml", "people.yml")
ACRONYM = 6  # letters of an acronym at most
LANGUAGES = 16  # whose registry and words are at hand: rooms ask for them at every other token
MEMO_LIMIT = 200_000  # spellings remembered before the memory starts anew


@dataclass(frozen=True, slots=True)
class Registry:
    """One language's view: `names` finds organisations and persons, `countries` state names, demonyms and capitals; `capitals`
    are the folded acronyms, which count only where they are written as such ("WHO", but no "Who")."""

    names: Lexicon
    countries: Lexicon
    capitals: frozenset[str] = frozenset()
    known: dict[str, str | None] = field(default_factory=dict)  # states by spelling, remembered

    def hits(self, tokens: Sequence[Token], i: int) -> list[Hit]:
        """Names of the registry that begin at token `i`, the longest first."""
        found = self.names.hits(tokens, i)
        if found and tokens[i].fold in self.capitals and not _acronym(tokens[i].text):
            return [h for h in found if h.last > i + 1]
        return found

    def country(self, fold: str) -> str | None:
        """ISO 3166 alpha-3 of the state that the (folded) word names or is the adjective of."""
        if fold not in self.known:
            found = next((r for r in self.countries.readings(fold) if self._whole(r, fold)), None)
            if len(self.known) > MEMO_LIMIT:
                self.known.clear()
            self.known[fold] = str(found.entry.get("country")) if found else None
        return self.known[fold]

    def country_hits(self, tokens: Sequence[Token], i: int) -> list[Hit]:
        """Names of states and their adjectives that begin at token `i`, the longest first."""
        return [
            h for h in self.countries.hits(tokens, i)
            if self._whole(h.reading, tokens[h.last - 1].fold) and (not h.entry.get("unsure") or self._near(h, tokens))
        ]  # fmt: skip

    def state_names(self, tokens: Sequence[Token], i: int) -> Iterator[Hit]:
        """Names of states that begin at token `i` (no adjective, no capital), the longest first."""
        return (h for h in self.country_hits(tokens, i) if h.entry.get("role") == "name")

    def _near(self, hit: Hit, tokens: Sequence[Token]) -> bool:
        """Does the text name the capital of a state whose adjective is a common word too ("Malian", "financial")?"""
        state = hit.entry.get("country")
        return any(
            r.entry.get("country") == state and r.entry.get("role") == "capital"
            for t in tokens
            if t.kind == "word"
            for r in self.countries.readings(t.fold)
        )

    @staticmethod
    def _whole(reading: Reading, fold: str) -> bool:
        """Does the masculine adjective have its own last letter ("Malian" and no shorter word)?"""
        stem = fold.removesuffix(reading.post) if reading.post else fold
        return not reading.has("ms") or stem.endswith(reading.entry.lemma[-1:])

    def names_state(self, fold: str) -> bool:
        """Is the (folded) word the name of a state or of its capital?"""
        return any(r.entry.get("role") in ("name", "capital") for r in self.countries.readings(fold))


@functools.cache
def facts(name: str) -> Any:
    """The content of one registry file (a mapping of countries, a list of organisations or persons), {} when there is none."""
    path = FOLDER / name
    return parse_rules(path, path.read_text(encoding="utf-8")) or {} if path.exists() else {}


@functools.lru_cache(LANGUAGES)
def registry(language: Language) -> Registry:
    """The registry in the names of `language`, compiled at first use."""
    made: Registry = language.made("mentions.registry", lambda: _compile(language))
    return made


def _compile(language: Language) -> Registry:
    names = language.new_lexicon()
    capitals: set[str] = set()
    joinable = tuple(language.rules("names", NAMES).get("joinable", ()))
    for file in FILES:
        items = [item for fact in _entries(facts(file)) for item in _named(fact, language.code, joinable)]
        names.add("registry", file.removesuffix(".yml"), items)
        capitals |= {language.fold(n) for item in items for n in item.get("name", ()) if _acronym(n)}
    countries = language.new_lexicon()
    for code, fact in facts("countries.yml").items():
        countries.add("registry", "countries", _country(str(code), fact, language))
    return Registry(names, countries, frozenset(capitals))


def _entries(content: Any) -> list[Mapping[str, Any]]:
    """The entries of a file that lists them with their ids, or maps ids to them."""
    if isinstance(content, Mapping):
        return [{"id": key, **fact} for key, fact in content.items()]
    return list(content or ())


def _named(fact: Mapping[str, Any], code: str, joinable: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Lexicon items of one organisation or person: the names that are sure, and those that need support from the text."""
    listed = _many(fact.get(code))
    listed += [n.replace(f"{j} ", j) for n in listed for j in joinable if f" {j} " in f" {n}"]
    doubtful = set(_many(fact.get("ambiguous")))
    base = {"id": str(fact["id"]), "fact": fact, "gloss": (_many(fact.get("en")) or [str(fact["id"])])[0]}
    for names, unsure in (
        ([n for n in listed if n not in doubtful], False),
        ([n for n in listed if n in doubtful], True),
    ):
        if names:
            yield {**_by_length(names), **base, "unsure": unsure}


def _by_length(names: Sequence[str]) -> dict[str, list[str]]:
    """Names sorted by the word class that finds them: single words and phrases."""
    single = [n for n in names if len(n.split()) == 1]
    several = [n for n in names if len(n.split()) > 1]
    return {k: v for k, v in (("name", single), ("phrase", several)) if v}


def _country(code: str, fact: Mapping[str, Any], language: Language) -> Iterator[dict[str, Any]]:
    lang = language.code
    base = {"country": code, "gloss": _many(fact.get("en"))[0]}
    named = _many(fact.get(lang))
    if named:
        yield {**_by_length(named), "role": "name", **base}
    at = {"en": 0, "ar": 1}.get(lang)
    capital = _many(fact.get("capital"))
    seats = ([capital[at]] if at is not None and len(capital) > at else []) + _many(fact.get(f"capital_{lang}"))
    if seats:
        yield {**_by_length(seats), "role": "capital", **base}
    if lang == "ar":
        yield from _nisba(fact, base)
    else:
        yield from _adjectives(fact, base, lang)


def _nisba(fact: Mapping[str, Any], base: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    adjectives = _many(fact.get("nisba")) + _many(fact.get("also_nisba"))
    doubtful = set(_many(fact.get("ambiguous")))
    single = [a for a in adjectives if " " not in a]
    if single:
        yield {"adjective": single, "role": "adjective", "unsure": bool(doubtful & set(single)), **base}
    plurals = [p for p in _many(fact.get("plural")) if " " not in p]
    if plurals:
        yield {"noun": [f"- {p}" for p in plurals], "role": "people", **base}


def _adjectives(fact: Mapping[str, Any], base: Mapping[str, Any], lang: str) -> Iterator[dict[str, Any]]:
    suffix = "" if lang == "en" else f"_{lang}"
    adjectives = _many(fact.get("adj" + suffix)) + _many(fact.get("also_adj" + suffix))
    people = _many(fact.get("people" + suffix)) or [f"{a}s" for a in adjectives if a.endswith("n") or a.endswith("i")]
    if adjectives:
        yield {**_by_length(adjectives), "role": "adjective", **base}
    if people:
        yield {**_by_length(people), "role": "people", **base}


def _acronym(written: str) -> bool:
    """Is it written with two capitals or more ("WHO", "LeT")?"""
    return sum(c.isupper() for c in written) > 1 and len(written) <= ACRONYM


def _many(value: Any) -> list[str]:
    if value is None:
        return []
    return [str(v) for v in value] if isinstance(value, list) else [str(value)]
