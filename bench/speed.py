"""python -m bench speed [--file ARTICLES.jsonl] [--count N] [--write]: times on this machine; --write makes docs/speed.md.

Everything is measured in one run beside a fixed piece of work in plain Python (`reference`), so that numbers of
different machines can be compared by their ratios. Times are medians of RUNS. Without --file the articles are made from
the examples: their sentences in another order with other numbers, about 400 words each, always the same ones.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, wraps
from pathlib import Path
from typing import Any

from bench.made import EXAMPLES, made_articles, texts_of

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "speed.md"
RUNS = 5
STAGES = (
    "split_text", "find_numbers", "find_times", "find_mentions", "find_places", "merge_mentions", "link_actors",
    "resolve_places", "find_attributions", "find_events", "find_relations", "link_claims",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Floor:
    """What issue 2 asks for; `most` for times and memory, otherwise at least."""

    label: str
    bound: float
    unit: str
    most: bool = True

    def met(self, value: float) -> bool:
        return value <= self.bound if self.most else value >= self.bound


FLOORS = {
    "help": Floor("`musnad --help`, fresh process", 0.35, "s"),
    "fresh_ar": Floor("read one Arabic article of 400 words, fresh process", 1.5, "s"),
    "fresh_en": Floor("read one English article of 400 words, fresh process", 1.5, "s"),
    "rate_ar": Floor("Arabic articles per second and core, after start", 40, "/s", most=False),
    "rate_en": Floor("English articles per second and core, after start", 40, "/s", most=False),
    "memory": Floor("peak memory", 300, "MB"),
}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench speed", description=__doc__)
    parser.add_argument("--file", type=Path, help="articles as JSON lines with the fields text and lang")
    parser.add_argument("--count", type=int, default=200, help="articles for each language")
    parser.add_argument("--write", action="store_true", help="write docs/speed.md")
    parser.add_argument("--no-model", action="store_true", help="the rules alone, without the tagger")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.child:
        print(json.dumps(in_this_process(options.child, options.count, options.file, not options.no_model)))
        return 0
    numbers = measured(options.count, options.file, not options.no_model)
    text = report(numbers, options.count, options.file, not options.no_model)
    print(text)
    if options.write:
        PAGE.write_text(text, encoding="utf-8")
    return 0 if all(floor.met(numbers[name]) for name, floor in FLOORS.items() if name in numbers) else 1


def measured(count: int, file: Path | None, model: bool) -> dict[str, Any]:
    """All numbers of one run."""
    how = [] if model else ["--no-model"]
    build = ROOT / "build"
    build.mkdir(exist_ok=True)
    compileall.compile_dir(ROOT / "src", quiet=1)  # as an installed package is
    numbers: dict[str, Any] = {}
    numbers["reference"], _ = _median(reference)
    numbers["help"], numbers["help_clock"] = _median(lambda: _command("--help"))
    memory = []
    for language in EXAMPLES:
        article = build / f"speed.{language}.txt"
        article.write_text(made_articles(language, 1)[0], encoding="utf-8")
        cpu, clock = _median(partial(_command, "read", str(article), "--json", *how))
        numbers[f"fresh_{language}"], numbers[f"fresh_{language}_clock"] = cpu, clock
        child = _child(language, count, file, how)
        if child is None:
            continue
        numbers[f"rate_{language}"] = child["rate"]
        numbers[f"stages_{language}"] = child["stages"]
        numbers[f"words_{language}"] = child["words"]
        memory.append(child["memory"])
    numbers["memory"] = max(memory)
    return numbers


def _median(run: Callable[[], Any]) -> tuple[float, float]:
    """Seconds of CPU (this process and those it ran) and of the clock, the medians of RUNS."""
    cpu, clock = [], []
    for _ in range(RUNS):
        start, before = time.perf_counter(), os.times()
        run()
        after = os.times()
        clock.append(time.perf_counter() - start)
        cpu.append(sum(after[:4]) - sum(before[:4]))
    return statistics.median(cpu), statistics.median(clock)


def reference() -> int:
    """Half a second or so of plain Python on any machine of today: what all times are compared with."""
    counts: dict[str, int] = defaultdict(int)
    words = [f"w{i * 7919 % 5003}" for i in range(400_000)]
    for word in words:
        counts[word[-3:]] += len(word)
    return sum(counts.values())


def _command(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "musnad", *arguments], stdout=subprocess.DEVNULL, check=True, cwd=ROOT)


def _child(language: str, count: int, file: Path | None, how: list[str]) -> dict[str, Any] | None:
    """Rate, stages and memory, measured in a process of their own."""
    command = [sys.executable, "-m", "bench", "speed", "--child", language, "--count", str(count), *how]
    done = subprocess.run(command + (["--file", str(file)] if file else []), capture_output=True, text=True, cwd=ROOT)
    if done.returncode:
        raise SystemExit(f"bench: the measuring process failed:\n{done.stderr[-2000:]}")
    found: dict[str, Any] | None = json.loads(done.stdout.splitlines()[-1])
    return found


def in_this_process(language: str, count: int, file: Path | None, model: bool) -> dict[str, Any] | None:
    """Read the articles one after another: first some to warm up, then all (the rate), then some with a stopwatch."""
    import resource

    from musnad import document
    from musnad.cli.read import read_quickly, tidy

    texts = list(texts_of(file, language, count)) if file else made_articles(language, count)
    if not texts:
        return None
    documents = [document(text, language=language, published="2024-11-03") for text in texts]
    for each in documents[:20]:
        read_quickly(each, model=model)
    start = time.process_time()
    for i, each in enumerate(documents):
        read_quickly(each, model=model)
        tidy(i)
    took = time.process_time() - start
    return {
        "rate": len(documents) / took,
        "words": statistics.mean(len(text.split()) for text in texts),
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        / (1 << 20 if sys.platform == "darwin" else 1 << 10),
        "stages": _stages(documents[:50], model),
    }


def _stages(documents: list[Any], model: bool) -> dict[str, float]:
    """Milliseconds of CPU an article spends in each stage of `reader.read`."""
    from musnad import reader

    spent: dict[str, float] = defaultdict(float)

    def timed(name: str, stage: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(stage)
        def run(*arguments: Any) -> Any:
            start = time.process_time()
            try:
                return stage(*arguments)
            finally:
                spent[name] += time.process_time() - start

        return run

    stages = {name: getattr(reader, name) for name in STAGES}
    try:
        for name, stage in stages.items():
            setattr(reader, name, timed(name, stage))
        for each in documents:
            reader.read(each, model=model)
    finally:
        for name, stage in stages.items():
            setattr(reader, name, stage)
    return {name: 1000 * spent[name] / len(documents) for name in STAGES}


def report(numbers: dict[str, Any], count: int, file: Path | None, model: bool) -> str:
    """The page."""
    unit = numbers["reference"]
    rows = ["| What | CPU | By the clock | Wanted | Met | CPU in reference units |", "|---|---|---|---|---|---|"]
    for name, floor in FLOORS.items():
        value = numbers[name]
        ratio = "" if floor.unit == "MB" else f"{value / unit if floor.unit == 's' else value * unit:.1f}"
        wanted = f"{'at most' if floor.most else 'at least'} {floor.bound:g} {floor.unit}"
        clock = f"{numbers[name + '_clock']:.2f} s" if name + "_clock" in numbers else ""
        rows.append(
            f"| {floor.label} | {value:.3g} {floor.unit} | {clock} | {wanted} | {_yes(floor.met(value))} | {ratio} |"
        )
    stages = ["| Stage | Arabic, ms | English, ms |", "|---|---|---|"]
    stages += [f"| `{s}` | {numbers['stages_ar'][s]:.1f} | {numbers['stages_en'][s]:.1f} |" for s in STAGES]
    of = (
        f"the first {count} articles in each language of `{file.name}`" if file else f"{count} made articles a language"
    )
    command = "python -m bench speed --write" + ("" if model else " --no-model") + (" --file " + file.name if file else "")
    return TEMPLATE.format(
        date=_git("log", "-1", "--format=%cs"), commit=_git("rev-parse", "--short", "HEAD"), machine=machine(),
        rows="\n".join(rows), stages="\n".join(stages), runs=RUNS, of=of, words_ar=round(numbers["words_ar"]),
        words_en=round(numbers["words_en"]), unit=unit, command=command,
    )  # fmt: skip


def _yes(met: bool) -> str:
    return "yes" if met else "**no**"


def machine() -> str:
    """The class of this machine, without its name."""
    model = ""
    info = Path("/proc/cpuinfo")
    if info.exists():
        model = next(
            (x.split(":", 1)[1].strip() for x in info.read_text().splitlines() if x.startswith("model name")), ""
        )
    load = os.getloadavg()[0]
    cores = f"{os.cpu_count()} cores, load {load:.1f} at the end of the run"
    python = f"Python {platform.python_version()}"
    return ", ".join((f"{platform.system()} {platform.machine()}", model or platform.processor(), cores, python))


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"


TEMPLATE = """# Speed

Measured {date} at commit {commit} by `{command}` on: {machine}. Times are medians of {runs} runs. *CPU* is
what a command takes on a core of its own, and what the floors are about; *by the clock* is what it took beside the other
work of this machine (see the load). Rates are over {of}
(about {words_ar} words each in Arabic, {words_en} in English), in CPU seconds of one process, after twenty articles to
warm up. The reference unit is a fixed piece of plain Python that took {unit:.2f} s in the same run: where it takes longer,
all times do, and the ratios stay.

{rows}

## Where the time goes
CPU milliseconds an article, in the order of `reader.read`:

{stages}

A fresh process spends about half its time in importing and compiling the rules. `python -m musnad.rules.build` (run by
`make`) writes the parsed rule files to `src/musnad/rules/compiled.tsv`; without it, or after a rule file was edited, YAML
is parsed and a command starts about a second later, with the same answers.

A word that was not met before costs most: on real articles the first reading takes about one and a half times as long as a
second one of the same articles. So every room remembers what it found out about a word; the lexicons of a language share
the ways to take a word apart that lead to an entry (`rules/lexicon.py: Stems`); the gazetteer is asked once for all names
that share their first three letters. `read` puts off Python's search for unreachable cycles while it reads; the command
line and bulk runs do so between articles too. The rest is spread over some two thousand functions: making dataclasses
takes six per cent, no other function three.

## How to repeat
```
make setup
.venv/bin/python -m bench speed                      # print
.venv/bin/python -m bench speed --file articles.jsonl   # your own articles: one object a line with "text" and "lang"
.venv/bin/python -m bench speed --write              # and write this page
```
It ends with exit code 1 when a number misses what is wanted. On a busy machine times rise and rates fall: look at the load.
"""
