"""What all adapters share: rows in, records out, spans as the scorers want them."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from musnad import Document, Record, document
from musnad.errors import MusnadError
from musnad.record import Span

Row = dict[str, Any]
RULES_ALONE = os.environ.get("BENCH_TAGGER") == "off"  # for sets that the tagger was trained on


def read_rows(path: Path) -> list[Row]:
    """The rows of a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def record_of(row: Row, language: str | None = None, **fields: Any) -> Record | None:
    """The record of a row's text, None (said on stderr) when it cannot be read. Only the row's input fields are used."""
    made = document_of(row, language, **fields)
    if made is None:
        return None
    from musnad import read  # not needed by tasks that ask one room alone

    try:
        return read(made, model=False) if RULES_ALONE else read(made)
    except MusnadError as error:
        print(f"bench: {row.get('id')}: {error}", file=sys.stderr)
        return None


def document_of(row: Row, language: str | None = None, **fields: Any) -> Document | None:
    """The row as a Document."""
    try:
        return document(row["text"], language=language or row.get("lang"), **fields)
    except MusnadError as error:
        print(f"bench: {row.get('id')}: {error}", file=sys.stderr)
        return None


def records(rows: list[Row], language: str | None = None) -> Iterator[tuple[Row, Record | None]]:
    for row in rows:
        yield row, record_of(row, language)


def shown(span: Span | None, text: str) -> dict[str, Any] | None:
    """{"start","end","text"}, None for None."""
    return None if span is None else {"start": span.start, "end": span.end, "text": span.of(text)}


def outermost(spans: list[tuple[Span, Any]]) -> list[tuple[Span, Any]]:
    """Spans that no longer one covers, in order; of equal spans the first."""
    kept: list[tuple[Span, Any]] = []
    for span, value in sorted(spans, key=lambda item: (item[0].start, -item[0].end)):
        if not kept or span.start >= kept[-1][0].end:
            kept.append((span, value))
    return kept
