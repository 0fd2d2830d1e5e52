"""The scorecard: every task of ../shared/bench run and scored, with the date, the commit and the published best.

`python -m bench scorecard [TASK ...]` writes docs/scorecard.json (all numbers) and docs/scorecard.md (the headline of each).
Given tasks are measured anew, the others keep their last numbers with their own date and commit.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bench.tasks import TASKS

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("BENCH_DATA", ROOT.parent / "shared" / "bench"))
JSON, MARKDOWN = ROOT / "docs" / "scorecard.json", ROOT / "docs" / "scorecard.md"
HEADLINES: dict[str, dict[str, Any]] = json.loads(
    (Path(__file__).parent / "headlines.json").read_text(encoding="utf-8")
)


def main(tasks: list[str]) -> int:
    if not (SHARED / "run.py").exists():
        print(f"bench: the test sets are not at {SHARED}; set BENCH_DATA to where they are", file=sys.stderr)
        return 2
    card: dict[str, Any] = json.loads(JSON.read_text(encoding="utf-8")) if JSON.exists() else {}
    commit = _git("rev-parse", "--short", "HEAD")
    day = _git("log", "-1", "--format=%cs")
    for task in tasks or HEADLINES:
        started = time.perf_counter()
        numbers = measure(task)
        if not numbers:
            card.pop(task, None)
        else:
            card[task] = {"date": day, "commit": commit, "numbers": numbers}
        print(f"{task}: {numbers} ({time.perf_counter() - started:.0f} s)", flush=True)
    JSON.write_text(json.dumps(card, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
    MARKDOWN.write_text(page(card), encoding="utf-8")
    return 0


def measure(task: str) -> dict[str, float]:
    """The headline numbers of one task, {} when nothing was scored (the reason goes to stderr)."""
    if TASKS.get(task) is None:  # an empty prediction has a score too, but it says nothing
        print(f"{task}: needs a room that does not exist yet", file=sys.stderr)
        return {}
    command = [sys.executable, str(SHARED / "run.py"), task, "--json"]
    tagger = "off" if HEADLINES[task].get("rules alone") else "on"
    environment = {**os.environ, "BENCH_TAGGER": tagger}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    body = done.stdout.split("\n", 1)[1] if done.stdout.startswith("== ") else ""
    if not body.strip() or body.startswith("scoring failed"):
        print(f"{task}: {done.stdout.strip()[-300:]} {done.stderr.strip()[-300:]}", file=sys.stderr)
        return {}
    return {name: value for name, path in HEADLINES[task]["numbers"].items() if (value := pick(body, path)) is not None}


def pick(body: str, path: list[Any]) -> float | None:
    """A number from a scorer's output: by keys from JSON, or ["line", "ar:", "strict chain F1"] from a printed line."""
    if path[0] == "line":
        line = next((text for text in body.splitlines() if text.startswith(path[1])), "")
        after = line.split(path[2], 1)
        return float(after[1].split()[0].rstrip(",|")) if len(after) == 2 else None
    value: Any = json.loads(body)
    for key in path:
        if isinstance(value, list) and isinstance(key, int) and key < len(value):
            value = value[key]
            continue
        if not isinstance(value, dict) or key not in value:
            return None
        value = value[key]
    return float(value) if isinstance(value, int | float) else None


def page(card: dict[str, Any]) -> str:
    """docs/scorecard.md."""
    lines = [
        "# Scorecard",
        "",
        "Written by `python -m bench scorecard`; every number is from a run on the development halves in `../shared/bench`",
        "(what counts is the held-out halves). A task without a number needs a room that does not exist yet. Most rows of the",
        "sets marked *rules alone* were training data of the tagger, so it is left out there; what it reaches on the rows",
        "that were kept from it is in [model.md](model.md).",
        "",
        "| task | what it tests | measure | number | published best | date | commit |",
        "|---|---|---|---|---|---|---|",
    ]
    for task, about in HEADLINES.items():
        entry = card.get(task)
        rows = entry["numbers"] if entry else {"–": None}
        for n, (name, value) in enumerate(rows.items()):
            shown = f"{value:.3f}" if isinstance(value, float) else "not yet"
            tests = about["tests"] + (" (*rules alone*)" if about.get("rules alone") else "")
            first = (task, tests) if not n else ("", "")
            when = (entry["date"], entry["commit"]) if entry else ("", "")
            best = "" if n else about.get("best", "")
            lines.append(f"| {first[0]} | {first[1]} | {name} | {shown} | {best} | {when[0]} | {when[1]} |")
    return "\n".join(lines) + "\n"


def _git(*args: str) -> str:
    return subprocess.run(["git", *args], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
