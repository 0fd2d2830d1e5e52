"""Where linking runs: DuckDB in this process, or Spark. Both are given the same functions and the same statements."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, Protocol, cast

from musnad.bulk import link_model, link_names
from musnad.bulk.store import Store
from musnad.errors import BadRequest

Row = dict[str, Any]
_TEXT, _TEXTS, _WHOLE = "varchar", "varchar[]", "integer"
FUNCTIONS: dict[str, tuple[Callable[..., Any], tuple[str, ...], str]] = {  # name in SQL -> function, its arguments, its answer
    "musnad_which": (link_names.which, (_TEXT,), _TEXT),
    "musnad_plain": (link_names.plain_name, (_TEXT, _TEXT), _TEXT),
    "musnad_signature": (link_names.signature, (_TEXT, _TEXT), _TEXT),
    "musnad_keys": (link_names.name_keys, (_TEXT, _TEXT), _TEXTS),
    "musnad_initials": (link_names.name_initials, (_TEXT, _TEXT), _TEXTS),
    "musnad_level": (link_names.name_level, (_TEXT, _TEXT, _TEXT), _WHOLE),
    "musnad_shared": (link_model.shared, (_TEXTS, _TEXTS), _WHOLE),
}
_MISSING = "linking needs the package {}: pip install 'musnad[link]'."


class Engine(Protocol):
    """What linking asks of an engine."""

    def load(self, name: str, folder: str) -> None:
        """A table of that name from the Parquet parts of a folder of the run."""

    def make(self, name: str, statement: str) -> None:
        """A table of that name from a statement in DuckDB's SQL."""

    def rows(self, statement: str) -> Iterator[Row]:
        """The rows of a statement, streamed."""

    def splink(self, name: str) -> Any:
        """The table as splink's engine knows it."""

    def close(self) -> None:
        """Let go of everything."""


class Duck:
    """DuckDB in this process; what does not fit into memory goes to the temporary folder."""

    def __init__(self, store: Store) -> None:
        try:
            import duckdb
            from splink.backends.duckdb import DuckDBAPI
        except ImportError as error:
            raise BadRequest(_MISSING.format(error.name)) from None
        self._con = cast(Any, duckdb.connect())
        self._con.execute("set enable_progress_bar = false")
        for name, (function, arguments, answer) in FUNCTIONS.items():
            self._con.create_function(name, _careful(function), list(arguments), answer, null_handling="special")
        self._store = store
        self._api = DuckDBAPI(self._con)

    def load(self, name: str, folder: str) -> None:
        import pyarrow.dataset as ds

        path, fs = f"{self._store.where}/{folder}", None if self._store.local else self._store.fs
        self._con.register(name, ds.dataset(path, format="parquet", filesystem=fs))

    def make(self, name: str, statement: str) -> None:
        self._con.execute(f"create table {name} as {statement}")

    def rows(self, statement: str) -> Iterator[Row]:
        found = self._con.execute(statement)
        names = [column[0] for column in found.description or ()]
        while batch := found.fetchmany(10_000):
            yield from (dict(zip(names, values, strict=True)) for values in batch)

    def splink(self, name: str) -> Any:
        return self._api.register(name)

    def close(self) -> None:
        self._con.close()


class Spark:
    """Spark, local or on a cluster: all machines must see the run's folder or store."""

    def __init__(self, store: Store, master: str | None) -> None:
        try:
            from pyspark.sql import SparkSession
            from splink.backends.spark import SparkAPI
        except ImportError as error:
            raise BadRequest(_MISSING.format(error.name)) from None
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        builder = SparkSession.builder.appName("musnad link").config("spark.ui.enabled", "false")
        if master and master.startswith("local"):  # Spark's 200 pieces of each table are for clusters
            builder = builder.config("spark.sql.shuffle.partitions", "2").config("spark.default.parallelism", "2")
        self._session = (builder.master(master) if master else builder).getOrCreate()
        self._session.sparkContext.setLogLevel("ERROR")
        for name, (function, _, answer) in FUNCTIONS.items():
            self._session.udf.register(name, _careful(function), _spark_type(answer))
        self._store = store
        self._session.sparkContext.setCheckpointDir(f"{store.where}/work/spark")
        make: Any = SparkAPI  # without annotations
        self._api = make(spark_session=self._session, break_lineage_method="parquet", register_udfs_automatically=False)

    def load(self, name: str, folder: str) -> None:
        self._session.read.parquet(f"{self._store.where}/{folder}").createOrReplaceTempView(name)

    def make(self, name: str, statement: str) -> None:
        """Written and read back: a plan that grows from table to table soon takes longer than its work."""
        path = f"{self._store.where}/work/spark/{name}"
        self._session.sql(_for_spark(statement)).write.mode("overwrite").parquet(path)
        self._session.read.parquet(path).createOrReplaceTempView(name)

    def rows(self, statement: str) -> Iterator[Row]:
        for row in self._session.sql(_for_spark(statement)).toLocalIterator():
            yield row.asDict()

    def splink(self, name: str) -> Any:
        return self._api.register(name)

    def close(self) -> None:
        self._session.stop()


def _for_spark(statement: str) -> str:
    import sqlglot

    return sqlglot.transpile(statement, read="duckdb", write="spark")[0]


def _careful(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function with SQL's rule for nulls (DuckDB keeps it itself): none in, none out."""

    @wraps(function)  # DuckDB counts the arguments
    def asked(*values: Any) -> Any:
        return None if any(value is None for value in values) else function(*values)

    return asked


def _spark_type(answer: str) -> str:
    return {_TEXT: "string", _TEXTS: "array<string>", _WHOLE: "int"}[answer]
