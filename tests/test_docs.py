"""Documents that cannot lie: what README prints is what the commands print; what it names exists."""

from __future__ import annotations

import re

import pytest

import readme

TEXT = readme.README.read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_printed_records_are_current() -> None:
    blocks = list(readme.BLOCK.finditer(TEXT))
    assert len(blocks) >= 2
    assert readme.current(TEXT) == TEXT, "README.md is out of date: run `python tests/readme.py`"


def test_every_file_that_is_named_exists() -> None:
    named = set(re.findall(r"`((?:docs|examples|tests)/[\w./-]+|[A-Z]+\.md)`", TEXT))
    assert len(named) > 8
    assert [n for n in sorted(named) if not (readme.ROOT / n).exists()] == []


def test_every_verb_is_named() -> None:
    from musnad.cli.app import app

    verbs = {c.name or c.callback.__name__ for c in app.registered_commands if c.callback} - {"version"}
    assert {v for v in verbs if f"musnad {v}" not in TEXT} == set()
