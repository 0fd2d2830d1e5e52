"""Linking of reports across outlets, measured on fakes_syria: `python -m bench.linking FILE`.

Gold are groups of articles with the same date and place that two or more outlets report in; scored are pairs of such articles.
The `date` and `location` of an article are read for the score alone, never for the prediction.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

from bench.common import Row, read_rows
from bench.resolve import linked

Pairs = set[tuple[str, str]]


def gold_groups(rows: list[Row]) -> list[list[str]]:
    """Ids of articles with one date and place, of at least two outlets."""
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        groups[row["date"], str(row["location"]).strip().lower()].append(row)
    return [[r["id"] for r in group] for group in groups.values() if len({r["source"] for r in group}) > 1]


def pairs(groups: Iterable[list[str]]) -> Pairs:
    return {tuple(sorted(pair)) for group in groups for pair in combinations(group, 2)}  # type: ignore[misc]


def score(rows: list[Row]) -> dict[str, float]:
    """Precision, recall and F1 over pairs, and how many pairs there are."""
    groups = gold_groups(rows)
    known = {i for group in groups for i in group}
    stripped = [{name: row[name] for name in ("id", "title", "text", "source")} for row in rows]
    found = [[i for i in cluster if i in known] for cluster in linked(stripped)]
    gold, pred = pairs(groups), pairs(found)
    hit = len(gold & pred)
    precision, recall = hit / len(pred) if pred else 0.0, hit / len(gold) if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if hit else 0.0
    return {"articles": len(known), "pairs": len(gold), "P": round(precision, 4), "R": round(recall, 4), "F1": round(f1, 4)}


if __name__ == "__main__":
    print(json.dumps(score(read_rows(Path(sys.argv[1])))))
