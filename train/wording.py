"""Makes src/musnad/events/weights/wording.ar.json: how sentences that report an event are worded.

    python -m train.wording DETECTION.jsonl [--write]

DETECTION.jsonl: the shared half of the Arabic event gold of the Open Event Data Alliance (MIT), rows of `event_type`, `text`,
`label` (yes | difficult no | easy no | ambiguous), `accept`, `total`, `source_id`. Prints, by five-fold cross-validation
over documents (the layer never sees the fold that it is measured on), precision, recall and F1 of the rules alone and of
both together, and false alarms on the difficult and the easy sentences; with --write the file is written from all rows.

A logistic regression over hashed pieces of words (TF-IDF, lengths of one), a balanced weight for the rare class; a sentence on
which the annotators disagreed counts a little for each side, by how many said yes. A second regression joins its log odds,
always those of unseen rows, with the rules' sum.
"""

from __future__ import annotations

import argparse
import json
import math
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sparse
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold

from musnad import document, languages
from musnad.events.score import SUREST, rules_sum
from musnad.events.sentence import sentence_events
from musnad.events.wording import FOLDER, FORMAT, folded, pieces
from musnad.languages import Language
from musnad.text import split_text

BUCKETS = 1 << 15
STRENGTH = {"ASSAULT": 5.0, "PROTEST": 3.0}  # the regression's C; the best of 1, 3, 5, 10, 30 by cross-validation
AMBIGUOUS = 0.4  # what an undecided sentence counts for beside a decided one
FOLDS, SEEDS = 5, (0, 1, 2)
RARE_STEP = 1 / 20  # rarity is stored in steps of this size, a byte each
Matrix = Any  # scipy's and numpy's arrays have no useful static types here
THRESHOLD = {"ASSAULT": 0.5, "PROTEST": 0.47}  # of the rules alone, for comparison


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the gold; `events`: of each event of the asked type that the rules find, the rules' sum and its words."""

    label: str
    yes: float
    document: str
    words: list[str]
    events: list[tuple[float, list[str]]]


def read_rows(path: Path, type_: str, language: Language) -> list[Row]:
    """The rows of one event type."""
    given = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return [_row(g, type_, language) for g in given if g["event_type"] == type_ and g["text"].strip()]


def _row(given: dict[str, Any], type_: str, language: Language) -> Row:
    text = split_text(document(given["text"], language=language.code), language)
    events = [
        (rules_sum(f.draft, f.modality), folded(text.tokens[f.draft.view.sentence.first : f.draft.view.sentence.last]))
        for f in sentence_events(text, language)
        if f.type == type_
    ]
    doc = str(given.get("source_id", given["id"])).rpartition("-")[0]
    return Row(given["label"], given["accept"] / max(1, given["total"]), doc, folded(text.tokens), events)


def counts(texts: Sequence[Sequence[str]]) -> Matrix:
    """Texts by buckets: one and the logarithm of how often each occurs."""
    made = [pieces(words, BUCKETS) for words in texts]
    rows = [i for i, c in enumerate(made) for _ in c]
    columns = [bucket for c in made for bucket in c]
    values = [1 + math.log(n) for c in made for n in c.values()]
    return sparse.csr_matrix((values, (rows, columns)), shape=(len(texts), BUCKETS))


def rarity(matrix: Matrix) -> Matrix:
    """The byte of each bucket: the rarer the greater."""
    within = np.asarray((matrix > 0).sum(0)).ravel()
    weight = np.log((1 + matrix.shape[0]) / (1 + within)) + 1
    return np.clip(np.round(weight / RARE_STEP), 1, 255).astype(np.uint8)


def vectors(matrix: Matrix, rare: Matrix) -> Matrix:
    """Weighed by rarity, each of length one."""
    weighed = matrix.multiply(rare * RARE_STEP).tocsr()
    length = np.sqrt(np.asarray(weighed.multiply(weighed).sum(1)).ravel())
    return sparse.diags(1 / np.maximum(length, 1e-9)) @ weighed


@dataclass(frozen=True, slots=True)
class Fit:
    weights: Matrix  # signed bytes
    scale: float
    bias: float

    def log_odds(self, x: Matrix) -> Matrix:
        return self.bias + (x @ self.weights.astype(float)) * self.scale


def fit(x: Matrix, rows: Sequence[Row], type_: str) -> Fit:
    """The layer of some rows; undecided ones stand twice, for yes and for no."""
    sure = [i for i, r in enumerate(rows) if r.label != "ambiguous"]
    open_ = [i for i, r in enumerate(rows) if r.label == "ambiguous"]
    positive = sum(rows[i].label == "yes" for i in sure)
    rare = (len(sure) - positive) / max(1, positive) / 2 + 0.5
    y = [int(rows[i].label == "yes") for i in sure] + [1] * len(open_) + [0] * len(open_)
    weight = [rare if rows[i].label == "yes" else 1.0 for i in sure]
    weight += [AMBIGUOUS * rare * rows[i].yes for i in open_] + [AMBIGUOUS * (1 - rows[i].yes) for i in open_]
    model = LogisticRegression(C=STRENGTH[type_], solver="liblinear").fit(x[sure + open_ + open_], y, weight)
    scale = float(np.abs(model.coef_).max()) / 127
    return Fit(np.round(model.coef_[0] / scale).astype(np.int8), scale, float(model.intercept_[0]))


def unseen(rows: Sequence[Row], type_: str, seed: int) -> list[list[float]]:
    """Log odds of the wording of every event's sentence, always by a layer that has not seen the row's document."""
    x = counts([r.words for r in rows])
    y, groups = [r.label == "yes" for r in rows], [r.document for r in rows]
    said: list[list[float]] = [[] for _ in rows]
    for train, test in StratifiedGroupKFold(FOLDS, shuffle=True, random_state=seed).split(x, y, groups):
        rare = rarity(x[train])
        layer = fit(vectors(x[train], rare), [rows[i] for i in train], type_)
        for i in test:
            if rows[i].events:
                said[i] = list(layer.log_odds(vectors(counts([words for _, words in rows[i].events]), rare)))
    return said


def join(rows: Sequence[Row], said: Sequence[Sequence[float]]) -> tuple[float, float, float]:
    """(weight of the rules' sum, weight of the wording, base): a regression over the best event of each decided row."""
    decided = [(r, s) for r, s in zip(rows, said, strict=True) if r.events and r.label != "ambiguous"]
    x = [max(zip((clip(e) for e, _ in r.events), s, strict=True)) for r, s in decided]
    model = LogisticRegression(C=10).fit(np.array(x), [r.label == "yes" for r, _ in decided])
    return float(model.coef_[0][0]), float(model.coef_[0][1]), float(model.intercept_[0])


def clip(total: float) -> float:
    return max(-SUREST, min(SUREST, total))


def chances(rows: Sequence[Row], said: Sequence[Sequence[float]], mix: tuple[float, float, float]) -> list[float]:
    """Of each row the surest event's chance; 0 without one."""

    def chance(rule: float, word: float) -> float:
        return 1 / (1 + math.exp(-(mix[2] + mix[0] * clip(rule) + mix[1] * word)))

    pairs = zip(rows, said, strict=True)
    return [max((chance(e, w) for (e, _), w in zip(r.events, s, strict=True)), default=0.0) for r, s in pairs]


def measure(rows: Sequence[Row], chance: Sequence[float], threshold: float) -> dict[str, float]:
    """Precision, recall, F1, false alarms on difficult and easy sentences."""
    hits = [(r.label, c >= threshold) for r, c in zip(rows, chance, strict=True) if r.label != "ambiguous"]
    tp = sum(label == "yes" and h for label, h in hits)
    found, gold = sum(h for _, h in hits), sum(label == "yes" for label, _ in hits)
    alarms = {
        kind: sum(h for label, h in hits if label == kind) / max(1, sum(label == kind for label, _ in hits))
        for kind in ("difficult no", "easy no")
    }
    p, r = tp / max(1, found), tp / max(1, gold)
    return {"P": p, "R": r, "F1": 2 * p * r / max(1e-9, p + r), **alarms}


def best_threshold(rows: Sequence[Row], chance: Sequence[float]) -> float:
    """Where F1 is highest, looked for in steps of 0.01 and smoothed over five of them, for one peak is chance."""
    steps = [k / 100 for k in range(5, 96)]
    f1 = [measure(rows, chance, t)["F1"] for t in steps]
    smooth = [sum(f1[max(0, k - 2) : k + 3]) / len(f1[max(0, k - 2) : k + 3]) for k in range(len(f1))]
    return steps[max(range(len(steps)), key=lambda k: smooth[k])]


def cross_validated(rows: Sequence[Row], type_: str) -> tuple[dict[str, float], tuple[float, float, float], float]:
    """(means of the measures, the mix, the threshold). Mix and threshold of a fold come from the other folds too."""
    seen: list[dict[str, float]] = []
    mixes, thresholds = [], []
    groups, y = [r.document for r in rows], [r.label == "yes" for r in rows]
    for seed in SEEDS:
        said = unseen(rows, type_, seed)
        chance = [0.0] * len(rows)
        hits = [0.0] * len(rows)
        for train, test in StratifiedGroupKFold(FOLDS, shuffle=True, random_state=seed + 100).split(y, y, groups):
            some, theirs = [rows[i] for i in train], [said[i] for i in train]
            mix = join(some, theirs)
            threshold = best_threshold(some, chances(some, theirs, mix))
            for i, c in zip(test, chances([rows[i] for i in test], [said[i] for i in test], mix), strict=True):
                chance[i], hits[i] = c, float(c >= threshold)
        seen.append(measure(rows, hits, 0.5))
        mixes.append(join(rows, said))
        thresholds.append(best_threshold(rows, chances(rows, said, mixes[-1])))
    means = {k: sum(s[k] for s in seen) / len(seen) for k in seen[0]}
    rules, wording, base = (sum(m[k] for m in mixes) / len(mixes) for k in range(3))
    return means, (rules, wording, base), sum(thresholds) / len(thresholds)


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m train.wording", description="Trains and measures the wording layer."
    )
    parser.add_argument("detection", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    language = languages.load("ar")
    per_type = {t: read_rows(given.detection, t, language) for t in STRENGTH}
    shared = counts([r.words for rows in per_type.values() for r in rows])
    rare, types = rarity(shared), {}
    for type_, rows in per_type.items():
        alone = measure(rows, [max((_sigmoid(e) for e, _ in r.events), default=0) for r in rows], THRESHOLD[type_])
        means, mix, threshold = cross_validated(rows, type_)
        print(type_, "rules alone:", _told(alone))
        print(type_, "with the wording, cross-validated:", _told(means), f"mix {mix}, threshold {threshold:.2f}")
        layer = fit(vectors(counts([r.words for r in rows]), rare), rows, type_)
        types[type_] = {
            "scale": layer.scale, "bias": round(layer.bias, 6), "rules": round(mix[0], 4), "wording": round(mix[1], 4),
            "base": round(mix[2], 4), "threshold": round(threshold, 2), "weights": b64encode(layer.weights.tobytes()).decode(),
        }  # fmt: skip
    if given.write:
        made = {
            "format": FORMAT,
            "trained_on": "arabic_event_gsr (Open Event Data Alliance, MIT), the shared half, by train/wording.py",
            "buckets": BUCKETS, "step": RARE_STEP, "rarity": b64encode(rare.tobytes()).decode(), "types": types,
        }  # fmt: skip
        path = FOLDER / f"wording.{language.code}.json"
        path.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
        print(f"written: {path}")


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def _told(numbers: dict[str, float]) -> str:
    return ", ".join(f"{k} {v:.3f}" for k, v in numbers.items())


if __name__ == "__main__":
    main()
