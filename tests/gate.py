"""The gate: the numbers of docs/scorecard.json may rise, but not fall below tests/floors.json.

    python tests/gate.py                     compare; exit 1 when a number lies below its floor or has gone
    python tests/gate.py --raise             lift the floors to the present numbers (less a small slack); never lowers
    python tests/gate.py --lower NAME ...    lower the floors of these numbers to what is measured now, on purpose

A number's name is `task: measure` (`attribution: all cue F1`), as `python -m bench scorecard` writes them. All are
shares from 0 to 1. Where less is better (`LESS_IS_BETTER`) the gate looks at the rest, `1 - task: measure`. A lowered
floor is explained in the commit.
"""

from __future__ import annotations

import argparse
import json
import sys
from math import floor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
SCORECARD = ROOT / "docs" / "scorecard.json"
FLOORS = Path(__file__).parent / "floors.json"
LESS_IS_BETTER = ("false alarms", "background")
SLACK = 0.005  # scores move in the third digit when a tie falls the other way; that is not a regression


def numbers(card: dict[str, Any]) -> dict[str, float]:
    """Names and values of all numbers in a scorecard: {task: {"numbers": {measure: value}}}."""
    found = {}
    for task, entry in card.items():
        for measure, value in entry["numbers"].items():
            less = any(word in measure for word in LESS_IS_BETTER)
            found[f"1 - {task}: {measure}" if less else f"{task}: {measure}"] = 1 - value if less else value
    return found


def compare(scores: dict[str, float], floors: dict[str, float]) -> list[str]:
    """Sentences about numbers that lie below their floor or are missing."""
    missing = [
        f"{name}: the scorecard has no such number (its floor is {floors[name]})" for name in floors.keys() - scores
    ]
    below = [
        f"{name}: {scores[name]:.3f} lies below its floor {limit:.3f}"
        for name, limit in floors.items()
        if name in scores and scores[name] < limit
    ]
    return sorted(missing + below)


def lifted(scores: dict[str, float], floors: dict[str, float]) -> dict[str, float]:
    """The floors, each at least `SLACK` under the present number; none lower than before."""
    new = {name: floor(max(0.0, score - SLACK) * 1000) / 1000 for name, score in scores.items()}
    return {name: max(new.get(name, 0.0), floors.get(name, 0.0)) for name in new.keys() | floors.keys()}


def lowered(scores: dict[str, float], floors: dict[str, float], names: list[str]) -> dict[str, float]:
    """The floors with those of `names` set by the present numbers; a number that is gone loses its floor."""
    kept = {name: limit for name, limit in floors.items() if name not in names}
    again = lifted({name: scores[name] for name in names if name in scores}, {})
    return kept | again


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Compare the scorecard with its floors.")
    change = parser.add_mutually_exclusive_group()
    change.add_argument("--raise", dest="lift", action="store_true", help="lift the floors to the present numbers")
    change.add_argument("--lower", nargs="+", metavar="NAME", help="lower these floors, on purpose")
    options = parser.parse_args(arguments)
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8"))
    if not SCORECARD.exists():
        print("gate: docs/scorecard.json is absent: run `make bench`")
        return bool(floors)
    scores = numbers(json.loads(SCORECARD.read_text(encoding="utf-8")))
    if options.lift or options.lower:
        unknown = [name for name in options.lower or [] if name not in floors]
        if unknown:
            print(f"gate: no floor is called {', '.join(unknown)}")
            return 2
        floors = lifted(scores, floors) if options.lift else lowered(scores, floors, options.lower)
        FLOORS.write_text(json.dumps(floors, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    problems = compare(scores, floors)
    print(*problems, f"gate: {len(floors)} floors, {len(problems)} broken", sep="\n")
    free = sorted(scores.keys() - floors)
    if free:
        print(f"gate: {len(free)} numbers have no floor yet (--raise sets them): {', '.join(free[:5])}")
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
