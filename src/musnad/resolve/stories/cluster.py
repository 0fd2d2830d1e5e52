"""Articles into stories: those that report one event, whatever their language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from musnad.resolve.cluster import cluster
from musnad.resolve.stories.article import Article
from musnad.resolve.stories.similar import one_event

TOGETHER = 0.7  # least likeness of two articles that are put together
MEAN = 0.4  # least mean likeness between two groups of articles that become one story


def group_articles(
    articles: Sequence[Article],
    *,
    same: Iterable[tuple[str, str]] = (),
    different: Iterable[tuple[str, str]] = (),
) -> list[list[Article]]:
    """Stories as lists of articles, singletons too. `same`, `different`: pairs of keys that people judged."""
    by_key = {article.key: article for article in articles}
    scores = {
        (a.key, b.key): one_event(a, b).score for a, b in combinations(articles, 2)
    }

    def score(first: str, second: str) -> float:
        return scores.get((first, second), scores.get((second, first), 0.0))

    pairs = [(value, a, b) for (a, b), value in scores.items()]
    found = cluster(by_key, pairs, score, TOGETHER, mean=MEAN, same=same, different=different)
    return [[by_key[key] for key in keys] for keys in found]
