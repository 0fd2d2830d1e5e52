"""Words as numbers and times are read: tokens with their glued parts cut off.

Arabic writes "and", "in", "to" together with the word that follows, English writes 's after it, hyphens join
("twenty-three", "mid-May"). Such a token is cut only when the rest is a word that the reader knows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from musnad.languages import Language
from musnad.record import Token, quick
from musnad.rules import ListOf, MapOf, Struct, Text

CUT = Struct(
    {
        "before": ListOf(Text()),  # glued before a word, each a word of its own when cut off
        "joined": MapOf(ListOf(Text())),  # surface -> (word cut off, what the rest begins with instead)
        "after": ListOf(Text()),  # endings that are words of their own (the English 's)
        "drop_after": Text(),  # expression for endings that do not count (Turkish case endings)
        "hyphen": Text(),  # joins two known words
        "number_ending": Text(),  # expression for endings after digits and an apostrophe (2019'da)
        "whole": ListOf(Text()),  # words that are never cut
        "article": Text(),  # what definite words begin with
    }
)
MEMO_LIMIT = 300_000  # words whose cuts are remembered before the memory starts anew
DATE_NUMBER = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})|\d{4}\.\d{1,2}\.\d{1,2}")


@quick
@dataclass(frozen=True, slots=True)
class Word:
    """A word or part of a word: its folded spelling, code points [start, end), and the token it is part of."""

    fold: str
    start: int
    end: int
    token: int
    number: bool
    glued: bool  # nothing between it and the word before


class Cutter:
    """Cuts tokens of one language. `known` answers whether a folded word means something to the reader."""

    def __init__(self, language: Language, known: Container[str], spec: Mapping[str, Any]) -> None:
        fold = language.fold
        self._known, self._language = known, language
        self._before = tuple(fold(b) for b in spec.get("before", ()))
        self._joined = tuple((fold(k), tuple(fold(p) for p in v)) for k, v in spec.get("joined", {}).items())
        self._after = tuple(fold(a) for a in spec.get("after", ()))
        self._drop = re.compile(spec["drop_after"] + r"\Z") if "drop_after" in spec else None
        self.number_ending = re.compile(spec["number_ending"]) if "number_ending" in spec else None
        self._whole = frozenset(fold(w) for w in spec.get("whole", ()))
        self._hyphen = spec.get("hyphen")
        self._memo: dict[str, tuple[tuple[str, int, int], ...] | None] = {}

    def parts(self, fold: str) -> tuple[tuple[str, int, int], ...] | None:
        """The words in a folded token as (word, from, to) over the folded characters; None when it means nothing."""
        if fold in self._memo:
            return self._memo[fold]
        if len(self._memo) > MEMO_LIMIT:
            self._memo.clear()
        found = self._memo[fold] = self._cut(fold, 0)
        return found

    def _cut(self, fold: str, at: int, depth: int = 0) -> tuple[tuple[str, int, int], ...] | None:
        end = at + len(fold)
        if fold in self._known:
            return ((fold, at, end),)
        if depth > 2 or fold in self._whole:
            return None
        return self._cut_before(fold, at, depth) or self._cut_after(fold, at, depth)

    def _cut_before(self, fold: str, at: int, depth: int) -> tuple[tuple[str, int, int], ...] | None:
        for surface, (first, instead) in self._joined:
            if fold.startswith(surface) and instead + fold[len(surface) :] in self._known:
                size = len(first)
                return ((first, at, at + size), (instead + fold[len(surface) :], at + size, at + len(fold)))
        for word in self._before:
            if fold.startswith(word) and len(fold) > len(word) + 1:
                rest = self._cut(fold[len(word) :], at + len(word), depth + 1)
                if rest:
                    return ((word, at, at + len(word)), *rest)
        return None

    def _cut_after(self, fold: str, at: int, depth: int) -> tuple[tuple[str, int, int], ...] | None:
        for word in self._after:
            rest = fold[: -len(word)]
            if fold.endswith(word) and rest in self._known:
                return ((rest, at, at + len(rest)), (word, at + len(rest), at + len(fold)))
        if self._drop:
            for size in range(1, min(9, len(fold) - 1)):
                if fold[:-size] in self._known and self._drop.match(fold, len(fold) - size):
                    marked = not fold[-size].isalnum()
                    return ((fold[:-size], at, at + len(fold) - (size if marked else 0)),)
        if self._hyphen and self._hyphen in fold:
            left, _, right = fold.partition(self._hyphen)
            if left and right:
                mid = at + len(left)
                first, second = self._cut(left, at, depth + 1), self._cut(right, mid + 1, depth + 1)
                if first and second:
                    return (*first, (self._hyphen, mid, mid + 1), *second)
        return None

    def words(self, tokens: Sequence[Token], index: int) -> list[Word] | None:
        """The words of one token; None when it means nothing to the reader."""
        token = tokens[index]
        glued = not token.after_space
        if token.kind == "number":
            if DATE_NUMBER.fullmatch(token.fold):
                return _dotted(token, index, glued)
            return [Word(token.fold, token.start, token.end, index, True, glued)]
        parts = self.parts(token.fold)
        if parts is None:
            return None
        if len(parts) == 1:
            cut = parts[0][2] < len(token.fold)
            end = token.start + self._language.folder.back(token.text, parts[0][2]) if cut else token.end
            return [Word(parts[0][0], token.start, end, index, False, glued)]
        back: Callable[[str, int], int] = self._language.folder.back
        cuts = [0, *(back(token.text, end) for _, _, end in parts)]
        cuts[-1] = len(token.text)
        return [
            Word(word, token.start + cuts[n], token.start + cuts[n + 1], index, False, glued or n > 0)
            for n, (word, _, _) in enumerate(parts)
        ]

    def ending_after(self, tokens: Sequence[Token], index: int) -> int:
        """How many tokens after a number in digits are only its case ending ("2019'da": 2)."""
        if self.number_ending is None or index + 2 >= len(tokens):
            return 0
        mark, ending = tokens[index + 1], tokens[index + 2]
        if mark.after_space or ending.after_space or mark.fold != "'" or ending.kind != "word":
            return 0
        return 2 if self.number_ending.fullmatch(ending.fold) else 0


def _dotted(token: Token, index: int, glued: bool) -> list[Word]:
    """A date written with points (18.5.2024), as numbers and points."""
    return [
        Word(match.group(), token.start + match.start(), token.start + match.end(), index, match.group() != ".",
             glued or match.start() > 0)
        for match in re.finditer(r"\d+|\.", token.fold)
    ]  # fmt: skip
