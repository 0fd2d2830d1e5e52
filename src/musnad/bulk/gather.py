"""The input cut into shards of raw articles: JSON lines, Parquet rows, files of folders, records of a WARC.

Nothing is parsed here, so that the cut is quick and the work of parsing is shared out. Articles are numbered in the order of
the sorted input, so the same input always gives the same shards."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from musnad.bulk.schema import gathered
from musnad.bulk.store import Store
from musnad.errors import BadRequest

SHARD_ARTICLES = 500  # of one shard, at most
FIRST_ARTICLES = 50  # of each of the first shards, so that a small input is shared out too
FIRST_SHARDS = 8
SHARD_BYTES = 16_000_000
LARGEST = 32_000_000  # bytes of one article; a larger one becomes a letter when it is read
_LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
_WARC = (".warc", ".warc.gz")
_HIDDEN = (".", "_")


@dataclass(frozen=True, slots=True)
class Raw:
    """One article as it came."""

    name: str
    line: int | None
    kind: str
    data: bytes


def gather(inputs: Iterable[str], store: Store) -> int:
    """Write the shards (work/input/00000.parquet ...); their number. Raises BadRequest when the input has nothing in it."""
    shard: list[dict[str, Any]] = []
    size = number = count = 0
    for raw in articles(inputs):
        shard.append({"n": number, "name": raw.name, "line": raw.line, "kind": raw.kind, "data": raw.data})
        number, size = number + 1, size + len(raw.data)
        if len(shard) >= _room(count) or size >= SHARD_BYTES:
            store.put_table(f"work/input/{count:05}.parquet", shard, gathered())
            shard, size, count = [], 0, count + 1
    if shard:
        store.put_table(f"work/input/{count:05}.parquet", shard, gathered())
        count += 1
    if not number:
        raise BadRequest("there is no article in the input.")
    store.put_json("work/input.json", {"shards": count, "articles": number})
    return count


def _room(shard: int) -> int:
    """How many articles fit into the shard of this number: few into the first ones, twice as many into as many again."""
    if shard >= 2 * FIRST_SHARDS:
        return SHARD_ARTICLES
    return min(SHARD_ARTICLES, FIRST_ARTICLES * (1 + shard // FIRST_SHARDS))


def articles(inputs: Iterable[str]) -> Iterator[Raw]:
    """All articles of files, folders, globs and addresses of object stores, in a fixed order."""
    import fsspec

    for given in inputs:
        try:
            fs, path = fsspec.core.url_to_fs(given)
        except (ImportError, ValueError) as error:
            raise BadRequest(f"{given} cannot be read: {error}") from None
        found = _files(fs, path)
        if not found:
            raise BadRequest(f"{given}: there is no such file or folder, or nothing in it.")
        for file in found:
            yield from _in_file(fs, file)


def _files(fs: Any, path: str) -> list[str]:
    if any(sign in path for sign in "*?["):
        return sorted(p for p in fs.glob(path) if fs.isfile(p))
    if fs.isdir(path):
        return sorted(p for p in fs.find(path) if not _hidden(p[len(path) :]))
    return [path] if fs.exists(path) else []


def _hidden(below: str) -> bool:
    return any(part.startswith(_HIDDEN) for part in below.split("/") if part)


def _in_file(fs: Any, file: str) -> Iterator[Raw]:
    low = file.lower()
    if low.endswith(".parquet"):
        yield from _rows(fs, file)
        return
    with fs.open(file, "rb") as opened:
        if low.endswith(_LINES):
            stream = cast(BinaryIO, gzip.GzipFile(fileobj=opened)) if low.endswith(".gz") else opened
            yield from _lines(stream, file)
        elif low.endswith(_WARC):
            yield from _pages(opened, file)
        else:
            data = opened.read(LARGEST + 1)
            unzipped = gzip.decompress(data) if low.endswith(".gz") and len(data) <= LARGEST else data
            yield Raw(file, None, "file", unzipped)


def _lines(stream: BinaryIO, file: str) -> Iterator[Raw]:
    number = 0
    while line := stream.readline(LARGEST + 1):
        number += 1
        if line.strip():
            yield Raw(file, number, "line", line)


def _rows(fs: Any, file: str) -> Iterator[Raw]:
    """Each row of a Parquet file as a JSON object of its columns."""
    import pyarrow.parquet as pq

    with fs.open(file, "rb") as opened:
        number = 0
        for batch in pq.ParquetFile(opened).iter_batches(batch_size=1000):
            for row in batch.to_pylist():
                number += 1
                yield Raw(file, number, "line", json.dumps(row, ensure_ascii=False, default=str).encode())


def _pages(opened: BinaryIO, file: str) -> Iterator[Raw]:
    """Each HTML response of a WARC, with its address in front (kind "page <address>")."""
    from warcio.archiveiterator import ArchiveIterator

    number = 0
    for record in ArchiveIterator(opened):
        kind = record.http_headers.get_header("Content-Type", "") if record.http_headers else ""
        if record.rec_type == "response" and "html" in kind.lower():
            number += 1
            address = record.rec_headers.get_header("WARC-Target-URI") or ""
            yield Raw(file, number, f"page {address}", record.content_stream().read(LARGEST + 1))
