"""A run from input to tables: gather, scan, copies, read. Each stage keeps what it has done, so a killed run goes on.

OUTPUT/documents, records, events, claims, actors, relations, failures: a Parquet part a shard. OUTPUT/run.json: what was
asked, what came of it. OUTPUT/work: shards and marks, to be deleted when the run is done."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from musnad.bulk import copies, gather, local, spark
from musnad.bulk.job import Task
from musnad.bulk.store import Store
from musnad.errors import BadRequest
from musnad.version import VERSION


@dataclass(frozen=True, slots=True)
class Plan:
    """What was asked for."""

    inputs: tuple[str, ...]
    output: str
    engine: str = "local"  # local | spark
    workers: int = 2
    master: str | None = None
    languages: tuple[str, ...] = ()
    all: bool = False
    copies: bool = True  # read near-duplicates once
    model: bool = True
    known: dict[str, str] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)

    def asked(self) -> dict[str, Any]:
        """What decides the output: not the engine, not the number of workers."""
        return {
            "inputs": list(self.inputs), "languages": list(self.languages), "all": self.all, "copies": self.copies,
            "model": self.model, "known": self.known, "fields": self.fields, "musnad": VERSION,
        }  # fmt: skip


@dataclass(slots=True)
class Outcome:
    """What came of a run. `seconds`: wall clock of each stage in this call; `cpu`: processor time of the workers."""

    counts: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=dict)
    cpu: dict[str, float] = field(default_factory=dict)

    @property
    def articles(self) -> int:
        return sum(self.counts.values())


Step = Callable[[str, int, int], None]  # stage, shards done, shards in all


def bulk(plan: Plan, step: Step = lambda stage, done, of: None) -> Outcome:
    """Run, or go on with, a plan. Raises BadRequest when the output belongs to another plan, or the input is empty."""
    store = Store(plan.output)
    _same_plan(plan, store)
    outcome = Outcome()
    with _clock(outcome, "gather"):
        there = store.has("work/input.json")
        shards = int(store.json("work/input.json")["shards"]) if there else gather.gather(plan.inputs, store)
    _stage("scan", shards, plan, outcome, step)
    with _clock(outcome, "copies"):
        if plan.copies and not store.has("work/copies.json"):
            copies.find_copies(store, shards)
    for told in _stage("read", shards, plan, outcome, step):
        outcome.counts.update(told["counts"])
    store.put_json("run.json", plan.asked() | {"shards": shards, "counts": dict(sorted(outcome.counts.items()))})
    return outcome


def _same_plan(plan: Plan, store: Store) -> None:
    mark = hashlib.sha256(repr(sorted(plan.asked().items())).encode()).hexdigest()
    if store.has("work/plan.json"):
        if store.json("work/plan.json").get("mark") != mark:
            raise BadRequest(f"{plan.output} holds a run with other input or options: give an empty folder.")
    elif store.has("run.json"):
        raise BadRequest(f"{plan.output} holds a finished run: give an empty folder.")
    else:
        store.put_json("work/plan.json", plan.asked() | {"mark": mark})


def _stage(stage: str, shards: int, plan: Plan, outcome: Outcome, step: Step) -> list[dict[str, Any]]:
    tasks = [
        Task(stage, plan.output, shard, plan.languages, plan.all, plan.model, plan.known, plan.fields) for shard in range(shards)
    ]
    told: list[dict[str, Any]] = []
    with _clock(outcome, stage):
        for each in _engine(plan, tasks):
            told.append(each)
            step(stage, len(told), shards)
    outcome.cpu[stage] = sum(each["seconds"] for each in told)
    return told


def _engine(plan: Plan, tasks: list[Task]) -> Iterator[dict[str, Any]]:
    if plan.engine == "spark":
        return spark.run_tasks(tasks, plan.master or f"local[{max(1, plan.workers)}]")
    if plan.engine == "local":
        return local.run_tasks(tasks, plan.workers)
    raise BadRequest(f"--engine {plan.engine}: the engines are local and spark.")


class _clock:
    """Adds the wall-clock seconds of a stage to an outcome."""

    def __init__(self, outcome: Outcome, stage: str) -> None:
        self.outcome, self.stage = outcome, stage

    def __enter__(self) -> None:
        self.began = time.monotonic()

    def __exit__(self, *error: object) -> None:
        self.outcome.seconds[self.stage] = time.monotonic() - self.began
