"""The job: one shard in, its parts out. Both engines run exactly this, so their output is the same to the byte.

`scan` parses each article, looks at its language and whether it is about conflict or politics at all, and takes a signature
of its words. After the copies are known (`musnad.bulk.copies`), `read` reads what is left and writes the tables."""

from __future__ import annotations

import gc
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from musnad.bulk import schema
from musnad.bulk.store import Store
from musnad.errors import MusnadError
from musnad.record import Document, Record

PER_FILE = 10_000  # numbers kept free for the articles of one file (a feed, a JSON list)
_DEFECT = "this is a defect of Musnad: please report it with the article"


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker is told: the stage, the run's folder, the shard's number, and how to read."""

    stage: str  # scan | read
    where: str
    shard: int
    languages: tuple[str, ...] = ()  # () all that have a folder
    all: bool = False  # read also what the triage would leave out
    model: bool = True
    known: dict[str, str] = field(default_factory=dict)  # outlet, outlet_country, ... for articles that do not say
    fields: dict[str, str] = field(default_factory=dict)


def run_task(task: Task) -> dict[str, Any]:
    """Do one shard unless it is done; what came of it: counts by status, seconds of this process's time."""
    store = Store(task.where)
    done = f"work/{task.stage}/{task.shard:05}.json"
    if store.has(done):
        return store.json(done) | {"seconds": 0.0}
    began = time.process_time()
    counts = _STAGES[task.stage](task, store)
    told = {"shard": task.shard, "counts": dict(sorted(counts.items()))}
    store.put_json(done, told)  # last: what stands here is whole
    return told | {"seconds": time.process_time() - began}


# ---- scan ---------------------------------------------------------------------------------------------------------


def scan(task: Task, store: Store) -> Counter[str]:
    """Write work/scan/<shard>.parquet: a row for every article."""
    rows = [row for raw in store.table(f"work/input/{task.shard:05}.parquet").to_pylist() for row in _scanned(raw, task)]
    store.put_table(f"work/scan/{task.shard:05}.parquet", rows, schema.scanned())
    return Counter(row["status"] for row in rows)


def _scanned(raw: dict[str, Any], task: Task) -> Iterator[dict[str, Any]]:
    for k, received in enumerate(_received(raw, task)):
        row: dict[str, Any] = {"n": raw["n"] * PER_FILE + k, "name": raw["name"], "line": raw["line"]}
        document = received.document
        if document is None or k >= PER_FILE:
            letter = str(received.letter) if document is None else f"the file has more than {PER_FILE} articles: split it."
            yield row | {"status": schema.FAILED, "letter": letter}
            continue
        yield row | _facts(document) | _looked_at(document, task)


def _received(raw: dict[str, Any], task: Task) -> Iterator[Any]:
    from musnad.intake import Known, Options, Received, read_bytes, read_lines

    kind, _, address = raw["kind"].partition(" ")
    known = Known(**task.known, **({"url": address} if address else {}))
    options = Options(known=known, fields=task.fields, kind="html" if kind == "page" else None)
    try:
        if kind == "line":
            yield from read_lines([raw["data"]], name=raw["name"], options=options)
        else:
            yield from read_bytes(raw["data"], name=raw["name"], options=options)
    except Exception as error:  # one bad article never stops a run
        yield Received(raw["name"], letter=MusnadError(f"{_DEFECT} ({type(error).__name__}: {str(error)[:160]})"))


def _facts(document: Document) -> dict[str, Any]:
    known = {name: getattr(document, name) for name in schema.DOCUMENT}
    return known | {"text_sha256": document.id}


def _looked_at(document: Document, task: Task) -> dict[str, Any]:
    from musnad import languages
    from musnad.bulk.copies import signature
    from musnad.events.triage import is_about_conflict

    if document.language not in (task.languages or languages.available()):
        return {"status": schema.TONGUE}
    about, weight = is_about_conflict(document.text, languages.load(document.language))
    if not about and not task.all:
        return {"status": schema.OTHER, "weight": weight}
    return {"status": schema.READ, "weight": weight, "signature": signature(document.text)}


# ---- read ---------------------------------------------------------------------------------------------------------


def read(task: Task, store: Store) -> Counter[str]:
    """Write the shard's part of every table."""
    copies = _copies(store, task.shard)
    tables: dict[str, list[dict[str, Any]]] = {name: [] for name in ("documents", "records", "failures", *_derived())}
    counts: Counter[str] = Counter()
    for row in store.table(f"work/scan/{task.shard:05}.parquet").to_pylist():
        row["copy_of"] = copies.get(row["n"])
        if row["status"] == schema.READ and row["copy_of"] is not None:
            row["status"] = schema.COPY
        if row["status"] == schema.READ:
            _read_one(row, task, tables)
        _note(row, tables)
        counts[row["status"]] += 1
    for name, rows in tables.items():
        store.put_table(f"{name}/part-{task.shard:05}.parquet", rows, _schema_of(name))
    gc.collect()
    return counts


def _copies(store: Store, shard: int) -> dict[int, int]:
    name = f"work/copies/{shard:05}.parquet"
    if not store.has(name):
        return {}
    table = store.table(name)
    return dict(zip(table["n"].to_pylist(), table["of"].to_pylist(), strict=True))


def _read_one(row: dict[str, Any], task: Task, tables: dict[str, list[dict[str, Any]]]) -> None:
    """Read one article into the tables; a letter in its row when it cannot be read."""
    from musnad.record.wire import dumps

    try:
        record = _record(row, task)
        line = dumps(record)
    except MusnadError as error:
        row |= {"status": schema.FAILED, "letter": str(error)}
        return
    except Exception as error:
        row |= {"status": schema.FAILED, "letter": f"{_DEFECT} ({type(error).__name__}: {str(error)[:160]})"}
        return
    tables["records"].append({"n": row["n"], "document": record.document.id, "record": line})
    for name, rows in _rows(record):
        tables[name] += [{"n": row["n"], **cells} for cells in rows]


def _record(row: dict[str, Any], task: Task) -> Record:
    from musnad.reader import read as read_document

    made = Document(id=row["text_sha256"], **{name: row[name] for name in schema.DOCUMENT})
    return read_document(made, model=task.model)


def _derived() -> tuple[str, ...]:
    return ("events", "claims", "actors", "relations")


def _rows(record: Record) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The tables of a record as the Parquet export has them, names in full: a run is a working copy, exports are what leave
    the house."""
    from musnad.export.entry import Entry
    from musnad.export.private import Privacy
    from musnad.export.tables import table

    entry, shown = Entry(record), Privacy(None)
    for name in _derived():
        yield name, list(table(name, entry, shown))


def _schema_of(name: str) -> Any:
    import pyarrow as pa

    from musnad.export.parquet import schema_of

    own = {"documents": schema.documents, "records": schema.records, "failures": schema.failures}
    return own[name]() if name in own else pa.schema([("n", pa.int64()), *schema_of(name)])


def _note(row: dict[str, Any], tables: dict[str, list[dict[str, Any]]]) -> None:
    """What became of an article: a row of documents, and one of failures when it failed."""
    tables["documents"].append({name: row.get(name) for name in schema.documents().names} | {"document": row["text_sha256"]})
    if row["status"] == schema.FAILED:
        tables["failures"].append({name: row.get(name) for name in schema.failures().names})


_STAGES: dict[str, Callable[[Task, Store], Counter[str]]] = {"scan": scan, "read": read}


def task_fields(task: Task) -> dict[str, Any]:
    """A task as a plain dictionary, for engines that hand it over as text."""
    return asdict(task)
