"""Origins: how many independent words does a story stand on?

Articles that copy each other, that cite each other, or that tell the same speaker's account have one origin. An outlet's own
reporter or an unnamed source of its own is an origin for itself. Scored features, weights in origin_weights.yml.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

from musnad.resolve.cluster import cluster
from musnad.resolve.names import compare
from musnad.resolve.scored import weigh
from musnad.resolve.stories.article import Article
from musnad.resolve.stories.copies import copied
from musnad.resolve.stories.marks import overlap
from musnad.resolve.stories.voice import SAME_VOICE, same_voice

TABLE = "origin_weights"
ONE = 0.5  # least score of two articles with one origin
MEAN = 0.4


@dataclass(frozen=True, slots=True)
class Both:
    """Two articles of one story."""

    left: Article
    right: Article


def word_for_word(both: Both) -> float:
    """How much of the shorter text stands in the longer one."""
    return copied(both.left, both.right)


def same_speaker(both: Both) -> float:
    """The first speaker of one article is among the first of the other."""
    left, right = both.left.voices, both.right.voices
    if not left or not right:
        return 0.0
    first = max(same_voice(left[0], v) for v in right)
    second = max(same_voice(right[0], v) for v in left)
    return (first + second) / 2


def nobody_speaks(both: Both) -> float:
    """One of the articles tells the story on its own word."""
    return float(not both.left.voices or not both.right.voices)


def cites(both: Both) -> float:
    """One article has its account from the other's outlet, or both have it from the same one."""
    left, right = both.left.passed_on_by, both.right.passed_on_by
    outlets = (both.left.record.document.outlet, both.right.record.document.outlet)
    pairs = [(name, outlets[1]) for name in left] + [(name, outlets[0]) for name in right]
    pairs += [(a, b) for a in left for b in right]
    return float(any(a and b and compare(a, b, "media").score >= SAME_VOICE for a, b in pairs))


def same_account(both: Both) -> float:
    """How much the texts have in common, in any language."""
    return overlap(both.left.marks, both.right.marks)


def one_denies(both: Both) -> float:
    """One article denies what the other does not."""
    return float((both.left.denies is None) != (both.right.denies is None))


FEATURES: tuple[Callable[[Both], float], ...] = (
    word_for_word, same_speaker, nobody_speaks, cites, same_account, one_denies
)  # fmt: skip


def one_origin(first: Article, second: Article) -> tuple[float, dict[str, float]]:
    """(0 to 1, features) that two articles of one story tell it on the same word. Symmetric."""
    both = Both(first, second) if first.key <= second.key else Both(second, first)
    found = {feature.__name__: feature(both) for feature in FEATURES}
    return weigh(found, TABLE).score, found


def group_origins(articles: Sequence[Article]) -> list[list[Article]]:
    """The articles of one story, those of one origin together, in the order given."""
    by_key = {article.key: article for article in articles}
    scores = {(a.key, b.key): one_origin(a, b)[0] for a, b in combinations(articles, 2)}

    def score(first: str, second: str) -> float:
        return scores.get((first, second), scores.get((second, first), 0.0))

    pairs = [(value, a, b) for (a, b), value in scores.items()]
    return [[by_key[key] for key in keys] for keys in cluster(by_key, pairs, score, ONE, mean=MEAN)]
