"""Whole articles and their records: what changes in a record shows in the diff of tests/golden.

`python tests/test_golden.py` writes them anew; look at the diff before you commit it.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from musnad import Record, document, read
from musnad.record.wire import from_json, to_json

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
ARTICLES = {
    "alliance.ar": {"language": "ar", "outlet": None, "published": None},
    "clash.en": {"language": "en", "outlet": None, "published": "2024-11-03"},
}


def record_of(name: str) -> Record:
    text = (ROOT / "examples" / f"{name}.txt").read_text(encoding="utf-8")
    return read(document(text, **ARTICLES[name]))


def shown(record: Record) -> str:
    """The record as indented JSON without what changes with every edit of a rule file (the reader's hash)."""
    wire = to_json(record)
    wire.pop("reader")
    return json.dumps(wire, ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize("name", ARTICLES)
def test_the_record_is_the_one_that_was_looked_at(name: str) -> None:
    expected = (GOLDEN / f"{name}.json").read_text(encoding="utf-8")
    assert shown(record_of(name)) == expected, "the record changed: run `python tests/test_golden.py`, look at the diff"


@pytest.mark.parametrize("name", ARTICLES)
def test_the_record_has_no_problems_and_travels(name: str) -> None:
    record = record_of(name)
    assert record.problems() == []
    assert from_json(to_json(record)) == record


@pytest.mark.parametrize("name", ARTICLES)
def test_reading_twice_gives_the_same(name: str) -> None:
    assert record_of(name) == record_of(name)


if __name__ == "__main__":
    for article in ARTICLES:
        (GOLDEN / f"{article}.json").write_text(shown(record_of(article)), encoding="utf-8")
