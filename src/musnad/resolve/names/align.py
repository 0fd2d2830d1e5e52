"""Which word of one name answers which word of the other? The best pairs first, each word once.

Two words written together ("Goodwill", "Good Will") answer one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from musnad.resolve.names.name import Parsed, Word
from musnad.resolve.names.similar import alike

PREFIX = 3  # letters that a word may give to an acronym
ENOUGH = 0.6  # words less alike than this do not answer each other
SPELT = 0.96  # an acronym and the words that it is made of
JOINED = 0.85  # the same for two words written together


@dataclass(frozen=True, slots=True)
class Match:
    """Positions in the two names (one or several each) and how alike they are; `acronym`: one side spells the initials
    of the other."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    alike: float
    acronym: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names and how their words answer each other."""

    left: Parsed
    right: Parsed
    kind: str
    matches: tuple[Match, ...]

    def weight(self, match: Match) -> float:
        return sum(self.left.words[i].weight for i in match.left) + sum(self.right.words[j].weight for j in match.right)

    def unmatched(self, right: bool = False) -> list[Word]:
        """Words of one side that nothing answers, particles left out."""
        taken = {i for m in self.matches for i in (m.right if right else m.left)}
        words = (self.right if right else self.left).words
        return [w for i, w in enumerate(words) if i not in taken and w.weight > 0]


def align(left: Parsed, right: Parsed, kind: str) -> Pair:
    """The pair with its matches, the weightiest and most alike first."""
    found = sorted(_candidates(left.words, right.words), key=lambda m: (-m.alike, m.left, m.right))
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    kept = []
    for match in found:
        if not taken_left & set(match.left) and not taken_right & set(match.right):
            kept.append(match)
            taken_left.update(match.left)
            taken_right.update(match.right)
    return Pair(left, right, kind, tuple(sorted(kept, key=lambda m: m.left)))


def _candidates(left: tuple[Word, ...], right: tuple[Word, ...]) -> Iterator[Match]:
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            if a.weight > 0 and b.weight > 0:
                value = alike(a, b)
                if value >= ENOUGH:
                    yield Match((i,), (j,), value)
    yield from (Match((i,), run, SPELT, True) for i, run in _acronyms(left, right))
    yield from (Match(run, (j,), SPELT, True) for j, run in _acronyms(right, left))
    for i, j, together, other in _joined(left, right):
        if (value := alike(together, other)) > JOINED:
            yield Match((i, i + 1), (j,), value + 0.001)
    for j, i, together, other in _joined(right, left):
        if (value := alike(together, other)) > JOINED:
            yield Match((i,), (j, j + 1), value + 0.001)


def _acronyms(words: tuple[Word, ...], others: tuple[Word, ...]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Words that are acronyms, each with the neighbours in the other name that it is made of."""
    for i, word in enumerate(words):
        if word.role == "acronym":
            for start, other in enumerate(others):
                if other.text[0] == word.text[0] and (end := made_of(word.text, others, start)):
                    yield i, tuple(range(start, end))


def made_of(acronym: str, words: tuple[Word, ...], start: int) -> int:
    """End of the run of words from `start` whose first letters (up to PREFIX each, particles may be left out) make the
    acronym; 0 when there is none. At least two words."""
    left: list[tuple[int, int]] = [(start, 0)]  # (next word, letters used)
    while left:
        at, used = left.pop()
        if used == len(acronym):
            if at - start >= 2:
                return at
            continue
        if at == len(words):
            continue
        text = words[at].text
        if words[at].weight == 0 and at > start:
            left.append((at + 1, used))
        for size in range(PREFIX, 0, -1):
            if size <= len(text) and acronym[used : used + size] == text[:size]:
                left.append((at + 1, used + size))
    return 0


def _joined(words: tuple[Word, ...], others: tuple[Word, ...]) -> Iterator[tuple[int, int, Word, Word]]:
    """Two neighbours written together, against each longer word of the other name."""
    for i in range(len(words) - 1):
        first, second = words[i], words[i + 1]
        text = first.text + second.text
        for j, other in enumerate(others):
            if first.role == second.role == "name" and other.text == first.text[0] + second.text[0]:
                yield i, j, other, other  # two initials written together
            elif other.role != "number" and len(other.text) >= max(len(first.text), len(second.text)) + 2:
                yield i, j, Word(text, frozenset(), "name"), other
