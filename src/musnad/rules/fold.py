"""Folding: the spelling that rules compare, and the way back to the original characters.

A language's `letters.yml` says which characters are dropped and which are written as others. Folding works character by
character, so every folded character knows the original one that it came from. Spans always point at the original.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

LONGEST_WORD = 40  # code points; longer texts are folded anew each time
MEMO_LIMIT = 300_000  # words remembered before the memory starts anew (bounds memory in bulk runs)


class Folder:
    """Folds words of one language. Immutable after construction."""

    __slots__ = ("_backs", "_cache", "_table", "_words")

    def __init__(self, drop: Iterable[str], write: Mapping[str, str]) -> None:
        """`drop`: characters that do not count; `write`: original character -> how it is compared ("" to drop)."""
        self._table: dict[str, str] = {c: "" for c in drop}
        self._table.update(write)
        self._cache: dict[str, str] = {}
        self._words: dict[str, str] = {}
        self._backs: dict[tuple[str, int], int] = {}

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
        """The spelling of `text` that rules compare. Short texts (words) are remembered."""
        known = self._words.get(text)
        if known is None:
            known = "".join([self.fold_char(c) for c in text])
            if len(text) <= LONGEST_WORD:
                if len(self._words) > MEMO_LIMIT:
                    self._words.clear()
                self._words[text] = known
        return known

    def back(self, text: str, folded_length: int) -> int:
        """How many characters of `text` make up its first `folded_length` folded ones (dropped marks after them
        included). Remembered for words."""
        key = (text, folded_length)
        known = self._backs.get(key)
        if known is None:
            known = self._back(text, folded_length)
            if len(text) <= LONGEST_WORD:
                if len(self._backs) > MEMO_LIMIT:
                    self._backs.clear()
                self._backs[key] = known
        return known

    def cut(self, text: str, fold: str, pre: str) -> int:
        """How many characters of the word `text` (folded: `fold`) its proclitics `pre` take. Joined ones (Arabic li- +
        al-, written ll-) are one letter shorter in writing than in the reading; nothing of the noun is cut for them."""
        if not pre:
            return 0
        size = len(pre)
        if fold.startswith(pre):
            if text.startswith(fold[: size + 1]) and size < len(fold):
                return size  # written as it is compared, no dropped mark behind it: most words
            return self.back(text, size)
        return self.back(text, size - 1)

    def _back(self, text: str, folded_length: int) -> int:
        done = 0
        for i, char in enumerate(text):
            if done >= folded_length and self.fold_char(char):
                return i
            done += len(self.fold_char(char))
        return len(text)
