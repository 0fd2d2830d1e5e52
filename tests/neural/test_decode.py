"""Tags -> spans: legal, deterministic, edges before labels."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from musnad.neural.decode import best_tags, softmax, spans

LABELS = 3


def probabilities(rows: list[list[float]]) -> np.ndarray:
    made = np.asarray(rows, np.float32)
    return made / made.sum(-1, keepdims=True)


def test_words_without_tags_have_no_spans() -> None:
    assert spans(probabilities([[9, 1, 0, 0, 0, 0, 0]] * 4)) == []


def test_a_begin_and_its_insides_are_one_span() -> None:
    found = spans(probabilities([[0, 9, 0, 0, 0, 0, 0], [0, 0, 9, 0, 0, 0, 0], [9, 0, 0, 0, 0, 0, 0]]))
    assert [(s.first, s.last, s.label) for s in found] == [(0, 2, 0)]


def test_two_begins_are_two_spans() -> None:
    found = spans(probabilities([[0, 9, 0, 0, 0, 0, 0], [0, 0, 0, 9, 0, 0, 0]]))
    assert [(s.first, s.last, s.label) for s in found] == [(0, 1, 0), (1, 2, 1)]


def test_a_net_that_wavers_between_labels_still_finds_the_span() -> None:
    """Each label alone is less likely than O; together they are likelier."""
    (found,) = spans(probabilities([[4, 2.5, 0, 2, 0, 1.5, 0]]))
    assert (found.first, found.last, found.label) == (0, 1, 0)
    assert 0.55 < found.score < 0.65 and 0.4 < found.share < 0.45


def test_an_inside_without_a_begin_is_mended() -> None:
    """The likeliest single tags are O I; the likeliest legal sequence is B I."""
    found = spans(probabilities([[5, 4.5, 0, 0, 0, 0, 0], [0.5, 0, 9.5, 0, 0, 0, 0]]))
    assert [(s.first, s.last) for s in found] == [(0, 2)]


@given(st.lists(st.lists(st.floats(-6, 6, width=32), min_size=7, max_size=7), min_size=1, max_size=12))
def test_spans_are_in_order_and_never_overlap(rows: list[list[float]]) -> None:
    found = spans(softmax(np.asarray(rows, np.float32)))
    assert all(0 <= s.first < s.last <= len(rows) and 0 <= s.label < LABELS for s in found)
    assert all(a.last <= b.first for a, b in itertools.pairwise(found))
    assert all(0 <= s.score <= 1 and 0 <= s.share <= 1 for s in found)


@given(st.lists(st.lists(st.floats(-6, 6, width=32), min_size=3, max_size=3), min_size=1, max_size=6))
def test_the_best_legal_sequence_is_found(rows: list[list[float]]) -> None:
    """Compared with all sequences, one by one."""
    logs = np.asarray(rows, np.float32)

    def legal(tags: tuple[int, ...]) -> bool:
        return all(t != 2 or before in (1, 2) for before, t in zip((0, *tags), tags, strict=False))

    every = [t for t in np.ndindex(*([3] * len(rows))) if legal(t)]
    best = max(sum(float(logs[i, t]) for i, t in enumerate(tags)) for tags in every)
    found = best_tags(logs)
    assert legal(tuple(found.tolist()))
    assert abs(sum(float(logs[i, t]) for i, t in enumerate(found)) - best) < 1e-3
