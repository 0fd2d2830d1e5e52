"""Stance: do two headlines agree, disagree, or tell of different things?

A linear model over how the two are written: what they share, what only one says, numbers and countries that differ, and
the words that stand in one only ("denies", "record low"). Weights are data (stance_weights.yml, train/stance.py).
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from musnad.resolve.names.letters import bare, is_arabic, plain, split, without_article
from musnad.resolve.names.name import meaning
from musnad.resolve.tables import sounds, table
from musnad.rules import MapOf, Number, Struct, Text

LABELS = ("agree", "disagree", "other")
ALIKE = 0.6  # least likeness of two stems that are taken for one word
MANY = 8  # unanswered words after which more add nothing
_LINEAR = Struct({"intercept": Number(), "features": MapOf(Number()), "words": MapOf(Number())})
SCHEMA = Struct({"origin": Text(), **dict.fromkeys(LABELS, _LINEAR)}, required=("origin", *LABELS))


@dataclass(frozen=True, slots=True)
class Lines:
    """Two headlines, their stems, and the stems of each that the other does not answer."""

    first: str
    second: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    only_left: tuple[str, ...]
    only_right: tuple[str, ...]


def lines(first: str, second: str) -> Lines:
    left, right = tuple(map(stem, split(first))), tuple(map(stem, split(second)))
    only_left, rest = [], [w for w in right if w not in left]
    for word in (w for w in left if w not in right):
        answer = max(rest, key=lambda w: Levenshtein.normalized_similarity(word, w), default="")
        if answer and Levenshtein.normalized_similarity(word, answer) >= ALIKE and _begins_alike(word, answer):
            rest.remove(answer)
        else:
            only_left.append(word)
    return Lines(first, second, left, right, tuple(only_left), tuple(rest))


def _begins_alike(first: str, second: str) -> bool:
    return first[:2] == second[:2] or len(first) > 5 or sorted(first) == sorted(second)


@functools.lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A word without what is written together with it before and behind, roughly."""
    data = sounds()
    known = plain(word)
    if not is_arabic(known):
        return known
    for joined in data["joined"]:
        if known.startswith(joined) and (known[1:].startswith(data["article"]) or len(known) > 4):
            known = known[1:]
            break
    known = without_article(bare(known))
    ending = max((e for e in data["endings"] if known.endswith(e) and len(known) - len(e) >= 3), key=len, default="")
    return known.removesuffix(ending)


def share_answered(pair: Lines) -> float:
    """Share of the words of the better answered line that the other answers."""
    return 1 - min(_share(pair.only_left, pair.left), _share(pair.only_right, pair.right))


def share_answered_least(pair: Lines) -> float:
    """The same for the line that is answered less."""
    return 1 - max(_share(pair.only_left, pair.left), _share(pair.only_right, pair.right))


def words_shared(pair: Lines) -> float:
    """Words in both lines, as a share of all."""
    both, every = set(pair.left) & set(pair.right), set(pair.left) | set(pair.right)
    return len(both) / len(every) if every else 0.0


def nothing_shared(pair: Lines) -> float:
    """No word stands in both lines."""
    return float(not set(pair.left) & set(pair.right))


def unanswered_first(pair: Lines) -> float:
    """Words that only the first line has, up to eight."""
    return min(len(pair.only_left), MANY) / MANY


def unanswered_second(pair: Lines) -> float:
    """Words that only the second line has, up to eight."""
    return min(len(pair.only_right), MANY) / MANY


def spelled_alike(pair: Lines) -> float:
    """How alike the lines are written, whatever the order of words."""
    return fuzz.token_sort_ratio(pair.first, pair.second) / 100


def spelled_within(pair: Lines) -> float:
    """How much of the shorter line stands in the longer one."""
    return fuzz.partial_ratio(pair.first, pair.second) / 100


def length_differs(pair: Lines) -> float:
    """Difference of length in words, in tens."""
    return abs(len(pair.left) - len(pair.right)) / 10


def one_word_each(pair: Lines) -> float:
    """Each line has one word that the other does not answer: a word was put for another."""
    return float(len(pair.only_left) == len(pair.only_right) == 1)


def at_most_one_word(pair: Lines) -> float:
    """At most one unanswered word in each line."""
    return float(len(pair.only_left) <= 1 and len(pair.only_right) <= 1)


def all_answered(pair: Lines) -> float:
    """Every word of one line is answered."""
    return float(not pair.only_left or not pair.only_right)


def same_words(pair: Lines) -> float:
    """The two lines are the same words."""
    return float(not pair.only_left and not pair.only_right)


def numbers_differ(pair: Lines) -> float:
    """Both lines have figures, and not the same."""
    left, right = _figures(pair.left), _figures(pair.right)
    return float(bool(left and right and left != right))


def numbers_same(pair: Lines) -> float:
    """Both lines have the same figures."""
    left, right = _figures(pair.left), _figures(pair.right)
    return float(bool(left and left == right))


def countries_differ(pair: Lines) -> float:
    """Each line names a country that the other does not."""
    left, right = _countries(pair.first), _countries(pair.second)
    return float(bool(left - right) and bool(right - left))


def countries_same(pair: Lines) -> float:
    """A country in both lines."""
    return float(bool(_countries(pair.first) & _countries(pair.second)))


def meanings_shared(pair: Lines) -> float:
    """Known concepts in both lines, up to four."""
    return min(len(_concepts(pair.first) & _concepts(pair.second)), 4) / 4


FEATURES: tuple[Callable[[Lines], float], ...] = (
    share_answered, share_answered_least, words_shared, nothing_shared, unanswered_first, unanswered_second, spelled_alike,
    spelled_within, length_differs, one_word_each, at_most_one_word, all_answered, same_words, numbers_differ, numbers_same,
    countries_differ, countries_same, meanings_shared,
)  # fmt: skip


def _share(some: Iterable[str], every: tuple[str, ...]) -> float:
    return len(tuple(some)) / max(len(every), 1)


def _figures(words: Iterable[str]) -> set[str]:
    return {w for w in words if w.isdigit()}


def _concepts(line: str) -> frozenset[str]:
    return frozenset(c for word in split(line) for concepts in meaning(plain(word)).values() for c in concepts)


def _countries(line: str) -> set[str]:
    return {c for c in _concepts(line) if len(c) == 3 and c.isupper()}


@functools.cache
def _model() -> dict[str, Any]:
    loaded: dict[str, Any] = table("stance_weights", SCHEMA)
    return loaded


def stance(first: str, second: str) -> tuple[str, dict[str, float]]:
    """(label, what each label scores): agree, disagree or other. Raises BadRule when the weights are damaged."""
    pair = lines(first, second)
    values = {feature.__name__: feature(pair) for feature in FEATURES}
    loose = {*pair.only_left, *pair.only_right}
    scores = {}
    for label in LABELS:
        linear = _model()[label]
        total = linear["intercept"] + sum(value * linear["features"].get(name, 0.0) for name, value in values.items())
        scores[label] = total + sum(linear["words"].get(word, 0.0) for word in loose)
    return max(LABELS, key=lambda label: scores[label]), scores
