"""Which word of one name answers which word of the other? The best pairs first, each word once.

Two words written together ("Goodwill", "Good Will") answer one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from musnad.resolve.names.name import Parsed, Word
from musnad.resolve.names.similar import alike

ENOUGH = 0.55  # words less alike than this do not answer each other


@dataclass(frozen=True, slots=True)
class Match:
    """Positions in the two names (one or two each) and how alike they are."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    alike: float


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
    for i, j, together, other in _joined(left, right):
        value = alike(together, other)
        if value > 0.85:
            yield Match((i, i + 1), (j,), value + 0.001)
    for j, i, together, other in _joined(right, left):
        value = alike(together, other)
        if value > 0.85:
            yield Match((i,), (j, j + 1), value + 0.001)


def _joined(words: tuple[Word, ...], others: tuple[Word, ...]) -> Iterator[tuple[int, int, Word, Word]]:
    """Two neighbours written together, against each longer word of the other name."""
    for i in range(len(words) - 1):
        first, second = words[i], words[i + 1]
        text = first.text + second.text
        for j, other in enumerate(others):
            if other.role != "number" and len(other.text) >= max(len(first.text), len(second.text)) + 2:
                yield i, j, Word(text, frozenset(), "name"), other
