"""The same document in several languages: translations found by their marks.

Two texts of different languages belong together when each is (nearly) the best answer to the other among the texts of
its language. What "much in common" means differs between languages; being the best does not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from musnad.resolve.cluster import cluster
from musnad.resolve.stories.marks import Marks, marks_of, overlap, rarity, weighed

NEARLY = 0.8  # share of the best answer's overlap that makes an answer as good as the best
MEAN = 0.6  # the same, on average between two groups that become one
LEAST = 0.05  # cosine below which even the best answer is none


def group_translations(texts: Sequence[tuple[str, str]]) -> list[list[int]]:
    """Texts as (language, text); groups of their positions. A text without a translation is a group alone."""
    marks = _by_language(texts)
    shared = {
        (i, j): overlap(marks[i], marks[j])
        for j in range(len(texts))
        for i in range(j)
        if texts[i][0] != texts[j][0]
    }
    best: dict[tuple[int, str], float] = defaultdict(float)
    for (i, j), value in shared.items():
        best[i, texts[j][0]] = max(best[i, texts[j][0]], value)
        best[j, texts[i][0]] = max(best[j, texts[i][0]], value)

    def ratio(first: int, second: int) -> float:
        value = shared.get((min(first, second), max(first, second)), 0.0)
        top = max(best[first, texts[second][0]], best[second, texts[first][0]])
        return value / top if top else 0.0

    pairs = ((ratio(i, j), i, j) for (i, j), value in shared.items() if value > LEAST)
    return cluster(range(len(texts)), [p for p in pairs if p[0] >= NEARLY], ratio, NEARLY, mean=MEAN)


def _by_language(texts: Sequence[tuple[str, str]]) -> list[Marks]:
    """The weighed marks of every text, rare among the texts of its own language."""
    counts = [marks_of(text) for _, text in texts]
    groups: dict[str, list[Counter[str]]] = defaultdict(list)
    for (language, _), count in zip(texts, counts, strict=True):
        groups[language].append(count)
    rare = {language: rarity(found) for language, found in groups.items()}
    return [weighed(count, rare[language]) for (language, _), count in zip(texts, counts, strict=True)]
