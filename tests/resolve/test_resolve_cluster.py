"""Clusters under judgements."""

# ruff: noqa: E501  sentences stay on their lines
from __future__ import annotations

from musnad.resolve.cluster import cluster

SCORES = {frozenset("ab"): 0.9, frozenset("bc"): 0.8, frozenset("cd"): 0.7, frozenset("ad"): 0.1, frozenset("ac"): 0.6, frozenset("bd"): 0.2}


def score(first: str, second: str) -> float | None:
    return SCORES.get(frozenset((first, second)))


PAIRS = [(value, *sorted(pair)) for pair, value in SCORES.items()]


def test_best_pairs_join_first_and_the_mean_must_agree() -> None:
    assert cluster("abcd", PAIRS, score, 0.5) == [["a", "b", "c", "d"]]
    assert cluster("abcd", PAIRS, score, 0.5, mean=0.5) == [["a", "b", "c"], ["d"]]


def test_judgements_win_over_scores() -> None:
    assert cluster("abcd", PAIRS, score, 0.95, same=[("a", "d")]) == [["a", "d"], ["b"], ["c"]]
    assert cluster("abcd", PAIRS, score, 0.5, different=[("a", "b")]) == [["a"], ["b", "c", "d"]]


def test_what_was_judged_different_never_comes_together_by_a_third() -> None:
    found = cluster("abcd", PAIRS, score, 0.5, different=[("a", "d")])
    assert not any({"a", "d"} <= set(group) for group in found)
    assert cluster("abc", [], score, 0.5, same=[("a", "b"), ("b", "c")], different=[("a", "c")]) == [["a", "b"], ["c"]]


def test_nothing_in_nothing_out() -> None:
    assert cluster([], [], score, 0.5) == []
