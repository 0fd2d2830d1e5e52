"""A name taken apart: its words, what each one means and how much it says."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from musnad.resolve.names.letters import bare, is_arabic, plain, split
from musnad.resolve.tables import SECTIONS, countries, name_words, sounds

# What a word says about whose name it is, by role: a family name all, "brigade" some, "Ltd" hardly anything.
WEIGHT = {
    "name": 1.0, "acronym": 1.0, "number": 1.0, "quality": 0.8, "body": 0.5, "initial": 0.4, "title": 0.15, "form": 0.1,
    "particle": 0.0,
}  # fmt: skip
_ROLE = {
    "bodies": "body", "titles": "title", "forms": "form", "particles": "particle", "numbers": "number",
    "qualities": "quality", "directions": "quality", "things": "quality", "people": "quality", "acts": "quality",
}  # fmt: skip
FULL = 6  # letters from which on a word counts whole
LONGEST_ACRONYM = 9


@dataclass(frozen=True, slots=True)
class Word:
    """text: plain spelling; concepts: what it means (keys of words.yml, country codes); role: a key of WEIGHT."""

    text: str
    concepts: frozenset[str]
    role: str

    @property
    def weight(self) -> float:
        short = min(len(self.text), FULL) / FULL if self.role == "name" else 1.0
        return WEIGHT[self.role] * (0.4 + 0.6 * short)

    @property
    def arabic(self) -> bool:
        return is_arabic(self.text)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A name's words in order, and those that carry weight."""

    name: str
    words: tuple[Word, ...]

    @property
    def weighty(self) -> tuple[Word, ...]:
        return tuple(w for w in self.words if w.weight > 0)

    @property
    def joined(self) -> str:
        """The name written as one word, without titles, legal forms and particles."""
        said = [w for w in self.words if w.role not in ("title", "form", "particle")]
        return "".join(w.text for w in said or self.words)


@functools.lru_cache(maxsize=100_000)
def parse(name: str, kind: str = "person") -> Parsed:
    """The words of a name. `kind` is a kind of mention: titles belong to persons, legal forms to the others."""
    written = split(name)
    # a name all in capitals: no word of it is an acronym for that
    shouted = name.isupper() and max(map(len, written), default=0) > LONGEST_ACRONYM - 3
    found = [_word(plain(w), kind, not shouted and _capitals(w)) for w in written if plain(w)]
    if found and all(w.role in ("particle", "title", "form") for w in found):  # then the name is nothing else
        found = [Word(w.text, w.concepts, "name") for w in found]
    return Parsed(name, tuple(found))


def _capitals(written: str) -> bool:
    """Is the word written like an acronym: short, Latin, with at least two capitals of which one is not the first?"""
    return 2 <= len(written) <= LONGEST_ACRONYM and written.isalpha() and sum(c.isupper() for c in written[1:]) >= 1


def _word(text: str, kind: str, capitals: bool = False) -> Word:
    sections = meaning(text)
    personal = kind == "person"
    if personal and len(text) == 1 and not is_arabic(text):
        return Word(text, frozenset(), "initial")
    if capitals and not personal and "forms" not in sections:
        return Word(text, frozenset(), "acronym")
    if "particles" in sections:
        return Word(text, sections["particles"], "particle")
    if text.isdigit() or ("numbers" in sections and not personal):
        return Word(text, frozenset({text}) | sections.get("numbers", frozenset()), "number")
    if "titles" in sections and personal:
        return Word(text, sections["titles"], "title")
    if "forms" in sections and not personal:
        return Word(text, frozenset().union(*sections.values()), "form")
    if len(text) == 1 and not is_arabic(text):
        return Word(text, frozenset(), "initial")
    if personal or not sections:
        return Word(text, frozenset(), "name")
    role = _ROLE.get(next(iter(sections)), "name")
    return Word(text, frozenset().union(*sections.values()), role)


@functools.lru_cache(maxsize=100_000)
def meaning(text: str) -> dict[str, frozenset[str]]:
    """Section -> concepts of a plain word, in the order of the sections; {} when it is no known word. An ending or a
    joined conjunction is taken off when the word as it stands is not known."""
    table = _lexicon()
    for form in _forms(text):
        if form in table:
            return table[form]
    return {}


def _forms(text: str) -> list[str]:
    stem = bare(text) if is_arabic(text) else text
    forms = [stem]
    table = sounds()
    if is_arabic(text):
        forms += [bare(text[1:]) for prefix in table["joined"] if text.startswith(prefix) and len(text) > 4]
    if len(stem) > 4:
        forms += [stem[: -len(e)] for e in table["endings"] if stem.endswith(e) and len(stem) - len(e) > 2]
    return forms


@functools.cache
def _lexicon() -> dict[str, dict[str, frozenset[str]]]:
    """Comparable word -> section -> concepts."""
    made: dict[str, dict[str, set[str]]] = {}
    for section in SECTIONS:
        for concept, writings in name_words().get(section, {}).items():
            own = [] if section in ("titles", "forms", "particles") else [concept]
            for writing in [*own, *writings]:
                made.setdefault(_comparable(writing), {}).setdefault(section, set()).add(concept)
    for code, entry in countries().items():
        for writing in _country_words(entry):
            made.setdefault(_comparable(writing), {}).setdefault("directions", set()).add(code)
    return {word: {s: frozenset(c) for s, c in sections.items()} for word, sections in made.items()}


def _comparable(writing: str) -> str:
    word = plain(writing)
    return bare(word) if is_arabic(word) else word


def _country_words(entry: dict[str, object]) -> list[str]:
    """The one-word names and adjectives of a state."""
    found: list[str] = []
    for key in ("en", "ar", "tr", "adj", "also_adj", "people", "nisba", "also_nisba", "plural"):
        value = entry.get(key) or []
        found += [value] if isinstance(value, str) else [str(v) for v in value]  # type: ignore[attr-defined]
    return [w for w in found if len(split(w)) == 1]
