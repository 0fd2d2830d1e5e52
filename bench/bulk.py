"""python -m bench.bulk ARTICLES.jsonl[.gz] --out FOLDER [--limit N] [--every N] [--model] [--poison N] [--kill N] [--workers N]

A bulk run measured from outside: articles a second, CPU seconds an article, how busy the cores were, the largest worker, bytes
out; each stage by itself (gather and scan together are what a run costs that only triages). --poison N breaks one line in N
first: they must all end in the failures. --kill N runs once more, killed N times with kill -9 and started again, and compares
every part of every table with the run that was left alone. Exit code 1 when something is lost, doubled or too large."""

from __future__ import annotations

import argparse
import gzip
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
TABLES = ("documents", "records", "events", "claims", "actors", "relations", "failures")
LARGEST = 1500  # MB, what issue 9 allows a worker
RUN = """
import json, sys
from musnad.bulk import Plan, bulk
given = json.loads(sys.argv[1])
told = {name: given[name] for name in ("workers", "model", "fields")}
out = bulk(Plan((given["source"],), given["out"], languages=tuple(given["languages"]), **told))
print(json.dumps({"counts": out.counts, "seconds": out.seconds, "cpu": out.cpu}))
"""


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.bulk", description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--out", type=Path, required=True, help="an empty folder")
    parser.add_argument("--limit", type=int, default=1_000_000_000)
    parser.add_argument("--every", type=int, default=1, help="take one line in so many")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--language", action="append", default=[])
    parser.add_argument("--field", action="append", default=[], help="text=content")
    parser.add_argument("--model", action="store_true")
    parser.add_argument("--poison", type=int, default=0)
    parser.add_argument("--kill", type=int, default=0)
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    broken = take(options)
    seen = watched(given(options, "run"))
    told = report(seen, options, broken)
    if options.kill:
        told["killed"] = options.kill
        told["differing parts after kills"] = killed(options, seen.wall)
    print(json.dumps(told, ensure_ascii=False, indent=1))
    whole = told["all there"] and told["within memory"] and told["poisoned in failures"] == len(broken)
    return 0 if whole and not told.get("differing parts after kills") else 1


def take(options: argparse.Namespace) -> set[int]:
    """Write the sample; the numbers (from 1) of its lines that were broken."""
    broken = set()
    with (options.out / "sample.jsonl").open("wb") as out:
        for number, line in enumerate(_lines(options), 1):
            if options.poison and number % options.poison == options.poison // 2:
                broken.add(number)
                line = line[: len(line) // 2].rstrip(b"\n") + b"\n"
            out.write(line)
    options.count = number
    return broken


def _lines(options: argparse.Namespace) -> Iterator[bytes]:
    name = options.articles
    with gzip.open(name) if name.suffix == ".gz" else name.open("rb") as lines:
        for at, line in enumerate(lines):
            if at % options.every == 0 and at // options.every < options.limit:
                yield line


def given(options: argparse.Namespace, name: str) -> dict[str, Any]:
    """What the measured process is told."""
    return {
        "source": str(options.out / "sample.jsonl"), "out": str(options.out / name), "workers": options.workers,
        "model": options.model, "languages": options.language, "fields": dict(pair.split("=", 1) for pair in options.field),
    }  # fmt: skip


@dataclass(slots=True)
class Seen:
    """Seconds by the clock and of CPU of the run's processes, share of all cores that were busy with anything, MB of the
    largest process (a worker, or the one that leads them), and what the run said of itself."""

    wall: float = 0.0
    cpu: float = 0.0
    busy: float = 0.0
    largest: float = 0.0
    leader: float = 0.0
    said: dict[str, Any] = field(default_factory=dict)


def watched(told: dict[str, Any]) -> Seen:
    """Run and look on, twice a second."""
    seen, before = Seen(), (time.monotonic(), os.times(), _busy())
    child = _start(told, subprocess.PIPE)
    over = threading.Event()
    looker = threading.Thread(target=_look, args=(child.pid, seen, over))
    looker.start()
    out, _ = child.communicate()
    over.set()
    looker.join()
    if child.returncode:
        raise SystemExit("bench: the run failed; its words stand above")
    after, spent = os.times(), _busy()
    seen.wall = time.monotonic() - before[0]
    seen.cpu = after.children_user + after.children_system - before[1].children_user - before[1].children_system
    seen.busy = (spent[0] - before[2][0]) / max(1, spent[1] - before[2][1])
    seen.said = json.loads(out.splitlines()[-1])
    return seen


def _start(told: dict[str, Any], out: int) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", RUN, json.dumps(told)], stdout=out, text=True, cwd=ROOT)


def _look(pid: int, seen: Seen, over: threading.Event) -> None:
    while not over.wait(0.5):
        seen.leader = max(seen.leader, _peak(pid))
        for child in _children(pid):
            seen.largest = max(seen.largest, _peak(child))


def _children(pid: int) -> list[int]:
    try:
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _peak(pid: int) -> float:
    """The most memory that a process has held so far, MB."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


def _busy() -> tuple[int, int]:
    """Ticks of all cores that were not idle, and all ticks."""
    ticks = [int(word) for word in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    return sum(ticks) - ticks[3] - ticks[4], sum(ticks)


def report(seen: Seen, options: argparse.Namespace, broken: set[int]) -> dict[str, Any]:
    """What was measured, and whether every article is accounted for once."""
    where, counts, cores = options.out / "run", seen.said["counts"], os.cpu_count() or 1
    read, scanned = max(1, counts.get("read", 0)), seen.said["cpu"]["scan"]
    numbers = _column(where / "documents", "n")
    failed = {line for line in _column(where / "failures", "line") if line in broken}
    seconds, cpu = seen.said["seconds"], seen.said["cpu"]
    return {
        "articles": options.count, "model": options.model, "workers": options.workers, "counts": counts,
        "wall s": round(seen.wall, 1), "cpu s": round(seen.cpu, 1), "articles/s": round(options.count / seen.wall, 1),
        "cpu s/article": round(seen.cpu / options.count, 4),
        "triage alone, articles/s": round(options.count / (seconds["gather"] + seconds["scan"]), 1),
        "triage alone, cpu ms/article": round(1000 * scanned / options.count, 2),
        "read, cpu ms/article read": round(1000 * cpu["read"] / read, 1),
        "stages, wall s": {name: round(value, 1) for name, value in seconds.items()},
        "own share of the cores": round(seen.cpu / seen.wall / cores, 3), "cores busy (with anything)": round(seen.busy, 3),
        "largest worker MB": round(seen.largest), "leader MB": round(seen.leader), "within memory": seen.largest < LARGEST,
        "bytes out": {t: sum(f.stat().st_size for f in (where / t).glob("*.parquet")) for t in TABLES},
        "all there": len(numbers) == len(set(numbers)) == options.count == sum(counts.values()),
        "poisoned": len(broken), "poisoned in failures": len(failed),
    }  # fmt: skip


def _column(folder: Path, name: str) -> list[Any]:
    import pyarrow.parquet as pq

    found: list[Any] = []
    for part in sorted(folder.glob("*.parquet")):
        found += pq.read_table(part, columns=[name])[name].to_pylist()
    return found


def killed(options: argparse.Namespace, wall: float) -> list[str]:
    """Parts of the tables that are not the same after a run that was killed again and again."""
    told = given(options, "killed")
    for n in range(options.kill):
        child = _start(told, subprocess.DEVNULL)
        time.sleep(wall * (n + 1) / (options.kill + 1) / 2 + 1)
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        time.sleep(1.5)  # workers look every half second whether their leader is gone
    _start(told, subprocess.DEVNULL).wait()
    one, other = (_parts(options.out / name) for name in ("run", "killed"))
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def _parts(where: Path) -> dict[str, bytes]:
    return {f"{t}/{part.name}": part.read_bytes() for t in TABLES for part in (where / t).glob("*.parquet")}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
