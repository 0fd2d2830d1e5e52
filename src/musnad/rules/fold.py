"""Folding: the spelling that rules compare, and the way back to the original characters.

A language's `letters.yml` says which characters are dropped and which are written as others. Folding works character by
character, so every folded character knows the original one that it came from. Spans always point at the original.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping


class Folder:
    """Folds words of one language. Immutable after construction."""

    __slots__ = ("_cache", "_table")

    def __init__(self, drop: Iterable[str], write: Mapping[str, str]) -> None:
        """`drop`: characters that do not count; `write`: original character -> how it is compared ("" to drop)."""
        self._table: dict[str, str] = {c: "" for c in drop}
        self._table.update(write)
        self._cache: dict[str, str] = {}

    def fold_char(self, char: str) -> str:
        """The folded form of one character: none, one or (for ligatures) several characters."""
        known = self._cache.get(char)
        if known is None:
            known = self._table.get(char)
            if known is None:
                plain = unicodedata.normalize("NFKC", char).casefold()
                known = "".join(self._table.get(c, c) for c in plain)
            self._cache[char] = known
        return known

    def fold(self, text: str) -> str:
        """The spelling of `text` that rules compare."""
        return "".join([self.fold_char(c) for c in text])

    def back(self, text: str, folded_length: int) -> int:
        """How many characters of `text` make up its first `folded_length` folded ones (dropped marks after
        them included)."""
        done = 0
        for i, char in enumerate(text):
            if done >= folded_length and self.fold_char(char):
                return i
            done += len(self.fold_char(char))
        return len(text)
