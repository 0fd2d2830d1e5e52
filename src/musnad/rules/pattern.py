"""Patterns over tokens: the small language in which rule files describe phrases.

    n:<number> <unit> ago            a class, captured as n; a class, captured under its own name; a word
    قبل|منذ <duration>               one of several words
    (on|in the)? <month> <year>?     a group; `?` = may be missing
    between a:<day> ( and | - ) b:<day>   alternatives in a group stand apart: ` | `
    ~قوات <nationality>              `~`: the word with any proclitics that a noun may carry
    signed ..4 agreement             a gap of at most four tokens

Words are compared folded. The first word of a pattern may carry a conjunction. What `<class>` means is answered by the
room that uses the pattern: `resolve(class, i)` yields (end token, value) for each way the class can begin at token i.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from musnad.errors import BadRule
from musnad.record import Token
from musnad.rules.lexicon import Split

AMONG_LIMIT = 4096  # combinations of classes whose fitting patterns are remembered
Resolve = Callable[[str, int], Iterable[tuple[int, Any]]]
Captures = tuple[tuple[str, int, int, Any], ...]  # (name, first token, end token, value)
_PIECE = re.compile(
    r"\s*(?:(\(|\)\??|\|(?=\s))|(\.\.\d+)|(?:([a-z_][a-z_0-9]*):)?<([a-z_.0-9]+)>(\?)?|(~?[^\s()]+?)(\?)?(?=\s|\)|$))"
)


class Words(Protocol):
    """What a pattern needs to know of a language (see `languages.Language`)."""

    def fold(self, text: str) -> str: ...
    def splits(self, fold: str) -> tuple[Split, ...]: ...
    @property
    def conjunctions(self) -> frozenset[str]: ...
    @property
    def proclitics(self) -> frozenset[str]: ...


@dataclass(frozen=True, slots=True)
class Literal:
    words: frozenset[str]
    loose: bool  # any proclitics
    optional: bool


@dataclass(frozen=True, slots=True)
class Class:
    name: str
    capture: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Gap:
    most: int


@dataclass(frozen=True, slots=True)
class Group:
    choices: tuple[tuple[Element, ...], ...]
    optional: bool


Element = Literal | Class | Gap | Group


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern. `match` yields (end token, captures) for every way it fits at a token, in written order
    (optional parts tried present first)."""

    source: str
    elements: tuple[Element, ...]

    def match(
        self, tokens: Sequence[Token], i: int, words: Words, resolve: Resolve, stop: int
    ) -> Iterator[tuple[int, Captures]]:
        """Matches that begin at token `i` and end at or before token `stop`."""
        return _match(self.elements, 0, tokens, i, words, resolve, stop, (), True)

    def needs(self) -> frozenset[str]:
        """The classes that every match has: where one of them is absent, the pattern need not be tried."""
        return frozenset(e.name for e in self.elements if isinstance(e, Class) and not e.optional)

    def first_classes(self) -> frozenset[str] | None:
        """The classes that a match may begin with; None when it may begin with a word or a gap."""
        found: set[str] = set()
        for element in self.elements:
            if not isinstance(element, Class):
                return None
            found.add(element.name)
            if not element.optional:
                return frozenset(found)
        return None

    def first_words(self) -> frozenset[str] | None:
        """Folded words that a match must begin with; None when it begins with a class or a gap."""
        return _first(self.elements)


def compile_pattern(source: str, words: Words) -> Pattern:
    """Raises BadRule with a caret when the pattern is malformed."""
    stack: list[list[list[Element]]] = [[[]]]
    at = 0
    source = source.rstrip()
    while at < len(source):
        piece = _PIECE.match(source, at)
        if not piece or piece.end() == at:
            raise BadRule(f"pattern not understood here:\n  {source}\n  {' ' * at}^")
        mark, gap, capture, name, name_opt, word, word_opt = piece.groups()
        if mark == "(":
            stack.append([[]])
        elif mark == "|":
            stack[-1].append([])
        elif mark:
            if len(stack) == 1:
                raise BadRule(f"pattern closes a group that it never opened:\n  {source}\n  {' ' * at}^")
            choices = stack.pop()
            stack[-1][-1].append(Group(tuple(tuple(c) for c in choices), mark == ")?"))
        elif gap:
            stack[-1][-1].append(Gap(int(gap[2:])))
        elif name:
            stack[-1][-1].append(Class(name, capture or name, bool(name_opt)))
        else:
            loose = word.startswith("~")
            parts = frozenset(words.fold(w) for w in word.lstrip("~").split("|")) if word != "|" else frozenset("|")
            stack[-1][-1].append(Literal(parts, loose, bool(word_opt)))
        at = piece.end()
    if len(stack) != 1:
        raise BadRule(f"pattern opens a group that it never closes:\n  {source}")
    choices = stack[0]
    elements = tuple(choices[0]) if len(choices) == 1 else (Group(tuple(tuple(c) for c in choices), False),)
    return Pattern(source, elements)


def _match(
    elements: tuple[Element, ...], k: int, tokens: Sequence[Token], i: int, words: Words, resolve: Resolve, stop: int,
    got: Captures, initial: bool,
) -> Iterator[tuple[int, Captures]]:  # fmt: skip
    if k == len(elements):
        yield i, got
        return
    element = elements[k]
    if isinstance(element, Class):  # its ways are the most: no step of its own
        for end, value in resolve(element.name, i) if i < stop else ():
            if end <= stop:
                more = (*got, (element.capture, i, end, value))
                yield from _match(elements, k + 1, tokens, end, words, resolve, stop, more, initial and end == i)
    elif isinstance(element, Literal):
        if i < stop and _literal(element, tokens[i].fold, words, initial):
            yield from _match(elements, k + 1, tokens, i + 1, words, resolve, stop, got, False)
    else:
        for end, parts in _step(element, tokens, i, words, resolve, stop, initial):
            yield from _match(elements, k + 1, tokens, end, words, resolve, stop, got + parts, initial and end == i)
    if not isinstance(element, Gap) and element.optional:
        yield from _match(elements, k + 1, tokens, i, words, resolve, stop, got, initial)


def _step(
    element: Gap | Group, tokens: Sequence[Token], i: int, words: Words, resolve: Resolve, stop: int, initial: bool
) -> Iterator[tuple[int, Captures]]:
    if isinstance(element, Gap):
        for skip in range(min(element.most, stop - i) + 1):
            yield i + skip, ()
    else:
        for choice in element.choices:
            yield from _match(choice, 0, tokens, i, words, resolve, stop, (), initial)


def _literal(element: Literal, fold: str, words: Words, initial: bool) -> bool:
    if fold in element.words:
        return True
    if not (initial or element.loose):
        return False
    allowed = words.proclitics if element.loose else words.conjunctions
    return any(s.stem in element.words and not s.post and s.pre in allowed for s in words.splits(fold))


def _first(elements: tuple[Element, ...]) -> frozenset[str] | None:
    found: set[str] = set()
    for element in elements:
        if isinstance(element, Literal):
            found |= element.words
        elif isinstance(element, Group):
            for choice in element.choices:
                first = _first(choice)
                if first is None:
                    return None
                found |= first
        else:
            return None
        if not element.optional:
            return frozenset(found)
    return None


def _all(
    patterns: Sequence[tuple[Pattern, Any]], tokens: Sequence[Token], i: int, words: Words, resolve: Resolve, stop: int
) -> Iterator[tuple[Any, int, Captures]]:
    for pattern, rule in patterns:
        for end, captures in pattern.match(tokens, i, words, resolve, stop):
            if end > i:
                yield rule, end, captures


@dataclass(slots=True)
class PatternSet:
    """Many patterns of one language, indexed by their first word. `T` is whatever the room hangs on a pattern (its rule)."""

    words: Words
    by_word: dict[str, list[tuple[Pattern, Any]]] = field(default_factory=dict)
    anywhere: list[tuple[Pattern, Any]] = field(default_factory=list)
    _classes: list[tuple[frozenset[str], frozenset[str] | None]] = field(default_factory=list)  # of each of `anywhere`
    _among: dict[tuple[frozenset[str], frozenset[str]], list[tuple[Pattern, Any]]] = field(default_factory=dict)

    def add(self, source: str, rule: Any) -> None:
        pattern = compile_pattern(source, self.words)
        first = pattern.first_words()
        if first is None:
            self.anywhere.append((pattern, rule))
            self._classes.append((pattern.needs(), pattern.first_classes()))
        else:
            for word in sorted(first):
                self.by_word.setdefault(word, []).append((pattern, rule))

    def candidates(self, fold: str) -> list[tuple[Pattern, Any]]:
        """Patterns that could begin with this word (or begin with a class)."""
        found = list(self.by_word.get(fold, ()))
        for split in self.words.splits(fold):
            if split.pre and not split.post:
                found += self.by_word.get(split.stem, ())
        return found + self.anywhere

    def match(
        self, tokens: Sequence[Token], i: int, resolve: Resolve, stop: int
    ) -> Iterator[tuple[Any, int, Captures]]:
        """(rule, end token, captures) for every pattern that fits at token `i` before token `stop`."""
        return _all(self.candidates(tokens[i].fold), tokens, i, self.words, resolve, stop)

    def match_among(
        self,
        tokens: Sequence[Token],
        i: int,
        resolve: Resolve,
        stop: int,
        present: frozenset[str],
        here: frozenset[str],
    ) -> Iterator[tuple[Any, int, Captures]]:
        """As `match`, for patterns that begin with a class: only those whose classes are all `present` in the sentence
        and whose first class begins `here`. Most patterns need not be tried at most tokens."""
        fitting = self._among.get((present, here))
        if fitting is None:
            if len(self._among) > AMONG_LIMIT:
                self._among.clear()
            fitting = self._among[present, here] = [
                pair
                for pair, (needs, first) in zip(self.anywhere, self._classes, strict=True)
                if needs <= present and (first is None or not first.isdisjoint(here))
            ]
        return _all(fitting, tokens, i, self.words, resolve, stop)
