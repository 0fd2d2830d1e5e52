"""Of which state is a body named by a place ("Aleppo police")? Large places of the gazetteer alone answer."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.gazetteer import Entry, Gazetteer, key
from musnad.languages import Language
from musnad.mentions.order import is_proper
from musnad.mentions.words import words
from musnad.record import Text

LONGEST = 3  # words of a place's name
KNOWN_SIZE = 100_000  # inhabitants from which a town's name decides
LEVELS = ("province", "capital")  # always weighty enough


def state_by_place(text: Text, language: Language, *, whole: bool = False) -> str:
    """ISO 3166 alpha-3 of the state of the longest weighty place name in the text, "" when there is none.

    `whole`: only a name that is the whole text counts (a phrase that says nothing else may be anybody's name)."""
    gazetteer = Gazetteer.open()
    cased = language.letters.get("case") == "cased"
    sizes = (len(text.tokens),) if whole and len(text.tokens) <= LONGEST else () if whole else range(LONGEST, 0, -1)
    for size in sizes:
        for i in range(len(text.tokens) - size + 1):
            tokens = text.tokens[i : i + size]
            if any(t.kind != "word" or (cased and not is_proper(t)) for t in tokens):
                continue
            if size == 1 and _common(text, i, language):
                continue
            found = _weighty(gazetteer.find(key(_bare(text, i, i + size, language))))
            if found is not None and found.country:
                return found.country
    return ""


def _common(text: Text, i: int, language: Language) -> bool:
    """Is the word a given name, a common word or a word for those who act?"""
    word = words(language).of(text.tokens[i])
    return word.given or word.surname or bool(word.section) or word.ends or word.preposition


def _bare(text: Text, first: int, last: int, language: Language) -> str:
    """The characters of the tokens without proclitics and genitive endings."""
    written = text.document.text[text.tokens[first].start : text.tokens[last - 1].end]
    joined = words(language).of(text.tokens[first]).joined_to
    written = written[language.folder.back(written, len(joined)) :] if joined else written
    for mark in words(language).knowledge.grammar.get("genitive", ()):
        written = written.removesuffix(mark)
    return written


def _weighty(entries: Sequence[Entry]) -> Entry | None:
    return next((e for e in entries if e.kind in LEVELS or e.population >= KNOWN_SIZE), None)
