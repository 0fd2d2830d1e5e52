"""Tags of words -> spans. Where a span begins and ends is settled first, over all labels together (a net that wavers between
two labels is still sure that there is a name); then the label that its words bear most."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
NEVER = np.float32(-1e9)
OUT, BEGIN, INSIDE = 0, 1, 2


class Span(NamedTuple):
    """Words [first, last) with the index of their label, the mean probability (0-1) that a span stands there, and the
    label's share (0-1) among all labels."""

    first: int
    last: int
    label: int
    score: float
    share: float


def softmax(logits: Floats) -> Floats:
    """Probabilities over the last axis."""
    grown = np.exp(logits - logits.max(-1, keepdims=True))
    return np.asarray(grown / grown.sum(-1, keepdims=True), np.float32)


def spans(probabilities: Floats) -> list[Span]:
    """Spans of one layer. `probabilities` [words, 1 + 2 * labels]: O, then B and I of each label."""
    edges = np.stack([probabilities[:, 0], probabilities[:, 1::2].sum(-1), probabilities[:, 2::2].sum(-1)], -1)
    tags = edges.argmax(-1)
    if not tags.any():
        return []
    if not _legal(tags):
        tags = best_tags(np.log(np.maximum(edges, 1e-12)))
    return [_span(first, last, probabilities, edges, tags) for first, last in _runs(tags)]


def _legal(tags: NDArray[np.int64]) -> bool:
    """Does every I stand behind a B or an I?"""
    before = np.concatenate([[OUT], tags[:-1]])
    return not bool(np.any((tags == INSIDE) & (before == OUT)))


def best_tags(logs: Floats) -> NDArray[np.int64]:
    """The legal sequence of O, B, I with the highest sum of log probabilities [words, 3] (Viterbi)."""
    words = len(logs)
    score = logs[0].copy()
    score[INSIDE] = NEVER
    back = np.zeros((words, 3), np.int64)
    for i in range(1, words):
        best = int(score.argmax())
        back[i] = best, best, BEGIN if score[BEGIN] >= score[INSIDE] else INSIDE
        score = logs[i] + score[back[i]]
    tags = np.zeros(words, np.int64)
    tags[-1] = score.argmax()
    for i in range(words - 1, 0, -1):
        tags[i - 1] = back[i, tags[i]]
    return tags


def _runs(tags: NDArray[np.int64]) -> list[tuple[int, int]]:
    found, first = [], -1
    for i, tag in enumerate([*tags.tolist(), OUT]):
        if first >= 0 and tag != INSIDE:
            found.append((first, i))
            first = -1
        if tag == BEGIN:
            first = i
    return found


def _span(first: int, last: int, probabilities: Floats, edges: Floats, tags: NDArray[np.int64]) -> Span:
    inside = probabilities[first:last]
    labels = (inside[:, 1::2] + inside[:, 2::2]).sum(0)
    score = float(edges[np.arange(first, last), tags[first:last]].mean())
    label = int(labels.argmax())
    return Span(first, last, label, round(score, 4), round(float(labels[label] / labels.sum()), 4))
