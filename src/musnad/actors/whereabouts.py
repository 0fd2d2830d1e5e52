"""Of which state is a body named by a place ("Aleppo police")? Large places of the gazetteer alone answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from musnad.gazetteer import Entry, Gazetteer, key
from musnad.languages import Language
from musnad.mentions.knowledge import ACTORS
from musnad.mentions.order import is_proper
from musnad.mentions.registry import registry
from musnad.mentions.words import words
from musnad.record import Document, Span, Text
from musnad.text import split_text

LONGEST = 3  # words of a place's name
REACH = 8  # tokens of a complement
COMMAS = (",", "،")
CLOSING = (*COMMAS, ";", "؛", ".", ":", "!", "?", "؟")  # marks that end a phrase
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


def state_of_complement(text: Text, last: int, language: Language, *, civil: bool) -> str:
    """ISO 3166 alpha-3 (or a code of PLOVER's) of the state that the words behind a description name, "" when they name none:
    "fighters of X", "a unit loyal to X"; of civilians also "residents in X". `last`: the token at which the description ends."""
    opens = opening(language, civil=civil)
    first = last - 1 if text.tokens[last - 1].fold in opens else last
    if first >= len(text.tokens) or text.tokens[first].fold not in opens:
        return ""
    stop = _end(text, first + 1, language)
    known, names = registry(language).countries, registry(language).names
    for i in range(first + 1, stop):
        fold = text.tokens[i].fold
        hits = registry(language).country_hits(text.tokens, i) if known.starts(fold) else []
        if hits:
            return str(hits[0].entry.get("country"))
        bodies = registry(language).hits(text.tokens, i) if names.starts(fold) else []
        of = next((h.entry.get("fact").get("country") for h in bodies if not h.entry.get("unsure")), None)
        if of:
            return str(of)
    if first + 1 >= stop:
        return ""
    rest = Span(text.tokens[first + 1].start, text.tokens[stop - 1].end).of(text.document.text)
    return state_by_place(split_text(Document("", rest, language.code), language), language)


def opening(language: Language, *, civil: bool) -> frozenset[str]:
    """The folded words that open such a complement."""
    made: frozenset[str] = language.made(f"actors.opening.{civil}", lambda: _opening(language, civil))
    return made


def _opening(language: Language, civil: bool) -> frozenset[str]:
    data: Any = language.rules("actors", ACTORS)
    return frozenset(language.fold(w) for w in (*data.get("belongs", ()), *(data.get("dwells", ()) if civil else ())))


def _end(text: Text, first: int, language: Language) -> int:
    """Where the complement ends: at a verb, a new clause or a mark that is no quotation mark."""
    for i in range(first, min(len(text.tokens), first + REACH)):
        token = text.tokens[i]
        stops = token.kind == "mark" and token.text in (*CLOSING, "(", ")")
        clause = token.kind == "word" and language.is_function(token.fold, "complementisers", "relatives")
        if stops or (clause and token.fold not in opening(language, civil=True)) or words(language).of(token).verb == 2:
            return i
    return min(len(text.tokens), first + REACH)


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
