"""Fits the numbers of resolve/names: `python train/names.py FOLDER` (the folder of the test sets), offline, never imported.

sound_costs.yml    expectation-maximisation over pairs of Arabic and Latin letters: the hand table `sounds.yml` as pseudo-counts,
                   google/transliteration's ar2en names (Apache-2.0) as examples
name_weights.yml   logistic regression over the features of musnad.resolve.names on google's pairs and on the human cases of
                   nomenklatura's name_bench (MIT)
"""

from __future__ import annotations

import json
import math
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from musnad import languages
from musnad.resolve import tables
from musnad.resolve.names.letters import plain, without_article

PRIOR = 3.0  # pseudo-counts of the usual writing in the hand table; the k-th one gets a k-th of it
ROUNDS = 6
KEPT = 0.05  # expected counts below this are not written down
Pairs = list[tuple[str, str]]


def priors() -> Counter[tuple[str, str]]:
    table = tables.sounds()
    made: Counter[tuple[str, str]] = Counter()
    for letters, writings in table["letters"].items():
        for k, writing in enumerate(dict.fromkeys(writings), 1):
            made[letters, writing] = PRIOR / k * (1 if len(letters) == 1 else 0.3)
    for k, letter in enumerate(table["silent"], 1):
        made["", letter] = PRIOR / k
    return made


def steps(arabic: str, latin: str, i: int, j: int, digraphs: set[str]) -> Iterator[tuple[int, int]]:
    left = len(latin) - j
    if left:
        yield 0, 1
    if i < len(arabic):
        yield from ((1, n) for n in range(min(3, left) + 1))
        if arabic[i : i + 2] in digraphs:
            yield from ((2, n) for n in range(1, min(3, left) + 1))


def expected(pairs: Pairs, joint: dict[tuple[str, str], float], counts: Counter[tuple[str, str]]) -> None:
    """Add the expected counts of one round (forward-backward over all alignments)."""
    digraphs = {a for a in tables.sounds()["letters"] if len(a) == 2}
    for arabic, latin in pairs:
        rows, columns = len(arabic), len(latin)
        forward = [[0.0] * (columns + 1) for _ in range(rows + 1)]
        forward[0][0] = 1.0
        edges = []
        for i in range(rows + 1):
            for j in range(columns + 1):
                for a, b in steps(arabic, latin, i, j, digraphs):
                    p = joint.get((arabic[i : i + a], latin[j : j + b]), 1e-6 if a + b <= 2 else 1e-8)
                    forward[i + a][j + b] += forward[i][j] * p
                    edges.append((i, j, a, b, p))
        backward = [[0.0] * (columns + 1) for _ in range(rows + 1)]
        backward[rows][columns] = 1.0
        for i, j, a, b, p in reversed(edges):
            value = p * backward[i + a][j + b]
            backward[i][j] += value
            counts[arabic[i : i + a], latin[j : j + b]] += forward[i][j] * value / forward[rows][columns]


def fit_sounds(pairs: Pairs) -> dict[str, Any]:
    counts = priors()
    for _ in range(ROUNDS):
        total = sum(counts.values())
        joint = {pair: n / total for pair, n in counts.items() if n > KEPT}
        counts = priors()
        expected(pairs, joint, counts)
    total = sum(counts.values())
    rows: dict[str, dict[str, float]] = {}
    for (a, b), n in sorted(counts.items()):
        if n > KEPT:
            rows.setdefault(a or "-", {})[b or "-"] = round(math.log(n / total), 2)
    letters = set("".join(tables.sounds()["letters"]))
    return {"joint": rows, "arabic": logs(pairs, 0, letters), "latin": logs(pairs, 1, set("abcdefghijklmnopqrstuvwxyz"))}


def logs(pairs: Pairs, side: int, letters: set[str]) -> dict[str, float]:
    counts = Counter("".join(pair[side] for pair in pairs))
    counts.update(dict.fromkeys(letters, 3))
    total = sum(counts.values())
    return {c: round(math.log(n / total), 2) for c, n in sorted(counts.items())}


def write_yaml(path: Path, head: str, data: dict[str, Any]) -> None:
    def flow(row: dict[str, float]) -> str:
        return "{" + ", ".join(f"{json.dumps(k, ensure_ascii=False)}: {v}" for k, v in row.items()) + "}"

    lines = [f"# {head}", f"origin: {json.dumps(data['origin'], ensure_ascii=False)}"]
    for key, value in data.items():
        if key == "origin":
            continue
        if isinstance(value, dict) and value and all(isinstance(v, dict) for v in value.values()):
            lines += [f"{key}:"] + [f"  {json.dumps(k, ensure_ascii=False)}: {flow(v)}" for k, v in value.items()]
        elif isinstance(value, dict):
            lines += [f"{key}:"] + [f"  {json.dumps(k, ensure_ascii=False)}: {v}" for k, v in value.items()]
        else:
            lines.append(f"{key}: {value}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def sounds_from(folder: Path) -> None:
    pairs = [(plain(r["ar"]), plain(r["en"])) for r in rows(folder / "translit_ar_en" / "google_test.jsonl")]
    pairs += [(plain(a), plain(b)) for a, writings in tables.table("spellings").items() for b in writings]
    pairs += list(own_names())
    data = fit_sounds([(a, "".join(c for c in b if c.isalpha())) for a, b in pairs])
    origin = (
        "train/names.py over sounds.yml (pseudo-counts), spellings.yml and languages/ar/names.yml (own), and half of "
        "google/transliteration ar2en-test (Apache-2.0)"
    )
    head = "Log-probabilities (natural) of writing pairs and letters; '-' is no letter. Made by train/names.py, never edited."
    write_yaml(tables.HOUSE / "sound_costs.yml", head, {"origin": origin, **data})


def own_names() -> Iterator[tuple[str, str]]:
    """The names of one word that the Arabic language folder lists, with their usual Latin spelling."""
    data = yaml.safe_load((Path(languages.__file__).parent / "ar" / "names.yml").read_text(encoding="utf-8"))
    for group in ("given", "surnames"):
        for entry in ",".join(data[group].values()).split(","):
            arabic, _, latin = (part.strip() for part in entry.partition("="))
            if latin and " " not in arabic + latin:
                yield without_article(plain(arabic)), plain(latin.removeprefix("al-").removeprefix("el-"))


def weights_from(folder: Path) -> None:
    from sklearn.linear_model import LogisticRegression

    from musnad.resolve.names import FEATURES, features_of

    human = rows(folder / "name_match_opensanctions" / "human_cases.jsonl")
    google = random.Random(1).sample(rows(folder / "translit_ar_en" / "google_pairs.jsonl"), 400)
    examples = [(r, 1.0) for r in human] + [(r, 0.15) for r in google]
    table = [features_of(r["name1"], r["name2"], kind_of(r.get("schema"))) for r, _ in examples]
    names = [feature.name for feature in FEATURES]
    model = LogisticRegression(C=3.0, max_iter=5000)
    model.fit([[t[n] for n in names] for t in table], [r["is_match"] for r, _ in examples], [w for _, w in examples])
    found = {n: round(float(w), 2) for n, w in zip(names, model.coef_[0], strict=True)}
    origin = (
        "logistic regression (C=3) on 150 human cases of nomenklatura name_bench (MIT) and 400 google pairs (Apache-2.0, "
        "weight .15)"
    )
    data = {"origin": origin, "intercept": round(float(model.intercept_[0]), 2), "weights": found}
    write_yaml(tables.HOUSE / "name_weights.yml", "Weights of the features of names/score.py. Made by train/names.py.", data)


def kind_of(schema: str | None) -> str:
    return "person" if schema in (None, "Person") else "company"


if __name__ == "__main__":
    what, where = sys.argv[1], Path(sys.argv[2])
    {"sounds": sounds_from, "weights": weights_from}[what](where)
