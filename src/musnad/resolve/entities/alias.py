"""Alias evidence in a text: "X (Y)", "X, known as Y", and what the reader itself joined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from musnad.languages import Language, load
from musnad.record import Record, Span, Text
from musnad.resolve.names import parse
from musnad.resolve.names.align import made_of
from musnad.rules import Lexical, ListOf, Struct
from musnad.text import split_text

SCHEMA = Struct({"joins": ListOf(Lexical())})
NEAR = 40  # code points between two names with a joining word between them
MARKS = " ,،\"'«»“”"
BRACKETS = ("(", "（", "[")


def joining_words(text: Text, language: Language) -> Iterator[Span]:
    """Where the words of alias.yml stand."""
    if not language.has("alias"):
        return
    lexicon = language.lexicon("alias", SCHEMA, "joins")
    for i in range(len(text.tokens)):
        hits = lexicon.hits(text.tokens, i)
        if hits:
            yield hits[0].span


def aliases(record: Record, names: Sequence[str]) -> set[tuple[str, str]]:
    """Pairs of the given names (as the text writes them) that the text says are one's. Each pair in the order given."""
    text = record.document.text
    language = load(record.document.language)
    joins = list(joining_words(split_text(record.document, language), language))
    spans = {name: _places_of(name, text) for name in names}
    return {
        (a, b)
        for a, b in combinations(names, 2)
        if _of_one_actor(record, a, b) or _joined(spans[a], spans[b], joins, text) or _initials(a, b)
    }


def _places_of(name: str, text: str) -> list[Span]:
    found, at = [], text.find(name)
    while at >= 0:
        found.append(Span(at, at + len(name)))
        at = text.find(name, at + 1)
    return found


def _of_one_actor(record: Record, first: str, second: str) -> bool:
    return any({first, second} <= {n.text for n in actor.names} for actor in record.actors)


def _joined(left: list[Span], right: list[Span], joins: list[Span], text: str) -> bool:
    """Does a bracket, or a joining word and nothing more than a few characters, stand between the two names?"""
    for a in left:
        for b in right:
            first, second = (a, b) if a.start <= b.start else (b, a)
            between = text[first.end : second.start]
            if first.end <= second.start and between.strip() in BRACKETS:
                return True
            if first.end <= second.start <= first.end + NEAR and any(_between(first, join, second, text) for join in joins):
                return True
    return False


def _between(first: Span, join: Span, second: Span, text: str) -> bool:
    """Does the joining word stand right behind the first name, and before the second in one sentence?"""
    behind = text[first.end : join.start]
    if not first.end <= join.start or not join.end <= second.start:
        return False
    return not behind.strip(MARKS) and "." not in text[join.end : second.start]


def _initials(first: str, second: str) -> bool:
    """Is one of the names made of the initials of the other?"""
    for short, long in ((first, second), (second, first)):
        words, of = parse(short, "group").words, parse(long, "group").words
        if len(words) == 1 and words[0].role == "acronym" and len(of) > 1:
            return any(made_of(words[0].text, of, start) == len(of) for start in (0, 1))
    return False
