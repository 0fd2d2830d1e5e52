"""Tags of words -> spans: the best sequence in which an I- only continues a span of its own label."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
NEVER = np.float32(-1e9)


class Span(NamedTuple):
    """Words [first, last) with the index of their label in the layer, and the mean probability (0-1) of their tags."""

    first: int
    last: int
    label: int
    score: float


def softmax(logits: Floats) -> Floats:
    """Probabilities over the last axis."""
    grown = np.exp(logits - logits.max(-1, keepdims=True))
    return np.asarray(grown / grown.sum(-1, keepdims=True), np.float32)


def spans(logits: Floats) -> list[Span]:
    """Spans of one layer. `logits` [words, 1 + 2 * labels]: O, then B and I of each label."""
    if not len(logits):
        return []
    tags = logits.argmax(-1)
    if not tags.any():
        return []
    probabilities = softmax(logits)
    if not _legal(tags):
        tags = best_tags(np.log(np.maximum(probabilities, 1e-12)))
    return list(_spans(tags, probabilities))


def _legal(tags: NDArray[np.int64]) -> bool:
    inside = (tags > 0) & (tags % 2 == 0)
    before = np.concatenate([[0], tags[:-1]])
    return bool(np.all(~inside | (before == tags) | (before == tags - 1)))


def best_tags(logs: Floats) -> NDArray[np.int64]:
    """The legal sequence of tags with the highest sum of log probabilities (Viterbi)."""
    words, count = logs.shape
    begins, insides = np.arange(1, count, 2), np.arange(2, count, 2)
    score = logs[0].copy()
    score[insides] = NEVER
    back = np.zeros((words, count), np.int64)
    for i in range(1, words):
        best = int(score.argmax())
        came = np.full(count, best)
        came[insides] = np.where(score[insides] >= score[begins], insides, begins)
        back[i] = came
        score = logs[i] + score[came]
    tags = np.zeros(words, np.int64)
    tags[-1] = score.argmax()
    for i in range(words - 1, 0, -1):
        tags[i - 1] = back[i, tags[i]]
    return tags


def _spans(tags: NDArray[np.int64], probabilities: Floats) -> list[Span]:
    found, first = [], -1
    picked = probabilities[np.arange(len(tags)), tags]
    for i, tag in enumerate([*tags.tolist(), 0]):
        goes_on = tag > 0 and tag % 2 == 0
        if first >= 0 and not goes_on:
            found.append(Span(first, i, int(tags[first] - 1) // 2, round(float(picked[first:i].mean()), 4)))
            first = -1
        if tag > 0 and not goes_on:
            first = i
    return found
