"""The Arrow schemas of a bulk run. One place, so that all parts of a run and both engines agree to the byte."""

from __future__ import annotations

from functools import cache
from typing import Any

DOCUMENT = ("text", "title", "language", "outlet", "outlet_country", "author", "published", "url", "retrieved", "raw_sha256")
READ, COPY, TONGUE, OTHER, FAILED = "read", "copy", "other language", "not about conflict", "failed"
STATUSES = (READ, COPY, TONGUE, OTHER, FAILED)  # what becomes of an article; every one has exactly one


@cache
def gathered() -> Any:
    """Articles as they came: `n` their number in the whole input, `line` from 1 where the file has lines."""
    import pyarrow as pa

    named = [("name", pa.string()), ("line", pa.int64()), ("kind", pa.string())]
    return pa.schema([("n", pa.int64()), *named, ("data", pa.binary())])


@cache
def scanned() -> Any:
    """Articles as documents, with what the scan says of them; `signature` are 64 MinHash values (uint32, little-endian)."""
    import pyarrow as pa

    known = [(name, pa.string()) for name in ("name", *DOCUMENT, "status", "letter", "text_sha256")]
    return pa.schema([("n", pa.int64()), ("line", pa.int64()), *known, ("weight", pa.float64()), ("signature", pa.binary())])


@cache
def documents() -> Any:
    """One row for every article of the input, whatever became of it. `copy_of` is the `n` of the article that was read."""
    import pyarrow as pa

    known = [(name, pa.string()) for name in ("name", "document", *DOCUMENT[1:], "status")]
    return pa.schema([("n", pa.int64()), ("line", pa.int64()), *known, ("copy_of", pa.int64()), ("weight", pa.float64())])


@cache
def records() -> Any:
    """The records: JSON of schema musnad.record/1, a row a document."""
    import pyarrow as pa

    return pa.schema([("n", pa.int64()), ("document", pa.string()), ("record", pa.string())])


@cache
def failures() -> Any:
    """What could not be read, with the letter."""
    import pyarrow as pa

    return pa.schema([("n", pa.int64()), ("name", pa.string()), ("line", pa.int64()), ("letter", pa.string())])
