"""Fits resolve/data/stance_weights.yml: `python train/stance.py FOLDER`, offline, never imported.

Multinomial logistic regression on the training part of ANS (github latynt/ans, Apache-2.0): the features of
musnad.resolve.stance, and the words that stand in one headline only.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from musnad.resolve import tables
from musnad.resolve.stance import FEATURES, LABELS, lines

SEEN = 6  # least pairs in which a word stands on one side
BALANCE = {"agree": 1.5, "disagree": 1.0, "other": 4.0}  # "other" is one pair in forty


def fit(folder: Path) -> None:
    path = folder / "ans_arabic_stance" / "stance_train.jsonl"
    data = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    pairs = [lines(row["s1"], row["s2"]) for row in data]
    loose = [{*p.only_left, *p.only_right} for p in pairs]
    seen = Counter(word for words in loose for word in words)
    known = {word for word, n in seen.items() if n >= SEEN}
    rows = [
        {**{f.__name__: f(p) for f in FEATURES}, **{f"word {w}": 1.0 for w in words & known}}
        for p, words in zip(pairs, loose, strict=True)
    ]
    vectors = DictVectorizer()
    model = LogisticRegression(C=0.3, max_iter=1000, class_weight=BALANCE)
    model.fit(vectors.fit_transform(rows), [row["stance"] for row in data])
    write(vectors.get_feature_names_out(), model)


def write(names: list[str], model: LogisticRegression) -> None:
    out = [
        "# Weights of stance.py: features, and stems that stand in one headline only. Made by train/stance.py, never edited.",
        'origin: "multinomial logistic regression (C=0.3) on the 2,652 training pairs of ANS (github latynt/ans, Apache-2.0)"',
    ]
    for label, intercept, weights in zip(model.classes_, model.intercept_, model.coef_, strict=True):
        assert label in LABELS
        rounded = {n: round(float(w), 2) for n, w in zip(names, weights, strict=True) if abs(w) >= 0.005}
        out += [f"{label}:", f"  intercept: {intercept:.2f}", "  features:"]
        out += [f"    {n}: {w}" for n, w in rounded.items() if not n.startswith("word ")]
        words = ", ".join(f'"{n[5:]}": {w}' for n, w in rounded.items() if n.startswith("word "))
        out += [f"  words: {{{words}}}"]
    (tables.HOUSE / "stance_weights.yml").write_text("\n".join(out) + "\n", encoding="utf-8")


if __name__ == "__main__":
    fit(Path(sys.argv[1]))
