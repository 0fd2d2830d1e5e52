"""The local engine: a pool of processes on this machine, one shard at a time each."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from musnad.bulk.job import Task, run_task
from musnad.errors import BadRequest


def run_tasks(tasks: list[Task], workers: int) -> Iterator[dict[str, Any]]:
    """What came of each task, in the order they end. 0 workers: in this process."""
    if workers == 0:
        yield from map(run_task, tasks)
        return
    with ProcessPoolExecutor(max_workers=workers, initializer=_start, initargs=(os.getpid(),)) as pool:
        waiting = [pool.submit(run_task, task) for task in tasks]
        try:
            for future in as_completed(waiting):
                yield future.result()
        except BrokenProcessPool:
            raise BadRequest(
                "a worker was killed (memory?): what is done is kept; run the same command again, with fewer --workers."
            ) from None
        finally:
            for future in waiting:
                future.cancel()


def _start(parent: int) -> None:
    """A worker: one thread for numeric libraries, an end when the parent is gone, no search for garbage while reading."""
    import gc

    from musnad.archive.pool import end_with

    os.environ.setdefault("OMP_NUM_THREADS", "1")
    gc.disable()
    end_with(parent)
