"""The Spark engine: the same job, a shard a task, through `mapInArrow`. All machines must see the run's folder or store."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from typing import Any

from musnad.bulk.job import Task, run_task, task_fields
from musnad.errors import BadRequest


def run_tasks(tasks: list[Task], master: str | None) -> Iterator[dict[str, Any]]:
    """What came of each task. `master` None: the session's own (spark-submit), else such as local[2].

    Raises BadRequest when pyspark or Java is absent, or a task failed too often."""
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError:
        raise BadRequest("--engine spark needs the package pyspark: pip install 'musnad[spark]'.") from None
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # workers need this environment's packages, not the system's
    builder = SparkSession.builder.appName("musnad bulk").config("spark.ui.enabled", "false")
    try:
        session = (builder.master(master) if master else builder).getOrCreate()
    except Exception as error:  # Java's own errors come in many classes
        raise BadRequest(f"Spark could not be started ({str(error).splitlines()[0][:160]}): is Java 17 or newer there?") from None
    rows = [(json.dumps(task_fields(task)),) for task in tasks]
    frame = session.createDataFrame(rows, "task string").repartition(max(1, len(rows)))
    try:
        for row in frame.mapInArrow(_batches, "told string").toLocalIterator():
            yield json.loads(row.told)
    except PySparkException as error:
        raise BadRequest(f"Spark gave up ({str(error).splitlines()[0][:200]}): what is done is kept; run it again.") from None
    finally:
        session.stop()


def _batches(batches: Iterator[Any]) -> Iterator[Any]:
    """On a worker: tasks in, what came of them out."""
    import pyarrow as pa

    for batch in batches:
        told = [json.dumps(run_task(_task(line))) for line in batch.column("task").to_pylist()]
        yield pa.RecordBatch.from_pydict({"told": pa.array(told, pa.string())})


def _task(line: str) -> Task:
    body = json.loads(line)
    return Task(**body | {"languages": tuple(body["languages"])})
