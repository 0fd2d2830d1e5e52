"""Sounds: how well does a Latin word write the sounds of an Arabic word?

An alignment of Arabic letters (one or two) with Latin letters (none to three), by fitted log-probabilities of the pairs
against the letters' own frequency: the score per letter is pointwise mutual information, so that rare letters in
agreement count more. Numbers come from `data/sound_costs.yml` (train/names.py).
"""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass

from musnad.resolve.names.letters import without_article
from musnad.resolve.tables import costs, sounds

UNSEEN = -13.0  # log-probability of a pair of single letters that neither table nor examples show
RARE = -7.0  # log-frequency of a letter that was never seen
NEVER = -1e9
MIDDLE, STEEP = 0.30, 5.0  # logistic over the mutual information per letter; fitted beside the costs


@dataclass(frozen=True, slots=True)
class Model:
    """joint: (Arabic, Latin) -> log-probability; arabic, latin: letter -> log-frequency; pairs: Arabic digraphs."""

    joint: dict[tuple[str, str], float]
    arabic: dict[str, float]
    latin: dict[str, float]
    pairs: frozenset[str]


@functools.cache
def model() -> Model:
    data = costs()
    joint = {(a, t): p for a, row in data["joint"].items() for t, p in row.items()}
    joint = {(a.strip("-"), t.strip("-")): p for (a, t), p in joint.items()}
    pairs = frozenset(a for a in sounds()["letters"] if len(a) == 2)
    return Model(joint, data["arabic"], data["latin"], pairs)


@functools.lru_cache(maxsize=200_000)
def sound_alike(arabic: str, latin: str) -> float:
    """0 to 1: probability that the Latin word writes the Arabic one, the Arabic article there or not."""
    value = max(information(reading, latin) for reading in {arabic, without_article(arabic)})
    return 1 / (1 + math.exp(-STEEP * (value - MIDDLE)))


def information(arabic: str, latin: str) -> float:
    """Mutual information of the best alignment in nats per letter; below 0 the words have nothing in common."""
    if not arabic or not latin:
        return -1.0
    known = model()
    alone = sum(known.arabic.get(c, RARE) for c in arabic) + sum(known.latin.get(c, RARE) for c in latin)
    return (_best(known, arabic, latin) - alone) / (len(arabic) + len(latin))


def _best(known: Model, arabic: str, latin: str) -> float:
    """Log-probability of the best alignment (Viterbi over the two words)."""
    rows, columns = len(arabic), len(latin)
    best = [[NEVER] * (columns + 1) for _ in range(rows + 1)]
    best[0][0] = 0.0
    for i in range(rows + 1):
        for j in range(columns + 1):
            here = best[i][j]
            if here == NEVER:
                continue
            for taken, written, cost in _steps(known, arabic, latin, i, j):
                if here + cost > best[i + taken][j + written]:
                    best[i + taken][j + written] = here + cost
    return best[rows][columns]


def _steps(known: Model, arabic: str, latin: str, i: int, j: int) -> list[tuple[int, int, float]]:
    """Ways to go on from letters i and j: (Arabic letters taken, Latin letters taken, log-probability)."""
    get, left, found = known.joint.get, len(latin) - j, []
    if left:
        found.append((0, 1, get(("", latin[j]), UNSEEN)))
    if i < len(arabic):
        letter = arabic[i]
        found.append((1, 0, get((letter, ""), UNSEEN)))
        if left:
            found.append((1, 1, get((letter, latin[j]), UNSEEN)))
        digraph = arabic[i : i + 2] if arabic[i : i + 2] in known.pairs else None
        for written in range(1, min(3, left) + 1):
            target = latin[j : j + written]
            if written > 1 and (letter, target) in known.joint:
                found.append((1, written, known.joint[letter, target]))
            if digraph and (digraph, target) in known.joint:
                found.append((2, written, known.joint[digraph, target]))
    return found
