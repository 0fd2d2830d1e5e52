"""Rule files parsed beforehand say exactly what the files say, and are passed over when a file has changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from musnad.rules import build, compiled
from musnad.rules.load import RuleLoader, parse_rules


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A compiled file of today's rules in a folder of its own."""
    file = tmp_path / "compiled.tsv"
    file.write_text(build.compile_all(), encoding="utf-8")
    monkeypatch.setattr(compiled, "FILE", file)
    compiled._lines.cache_clear()
    yield file
    compiled._lines.cache_clear()


def test_it_holds_what_the_files_hold(made: Path) -> None:
    lines = made.read_text(encoding="utf-8").split("\n")[:-1]
    assert len(lines) > 20
    for line in lines:
        path, _, data = line.split("\t")
        assert json.loads(data) == yaml.load((compiled.HOUSE / path).read_bytes().decode(), RuleLoader), path


def test_an_edited_file_is_read_as_it_is(made: Path) -> None:
    path = compiled.HOUSE / "languages" / "en" / "letters.yml"
    source = path.read_bytes()
    assert compiled.parsed(path, source) is not None
    assert compiled.parsed(path, source + b"\n# edited\n") is None
    assert parse_rules(path, "edited: [1]\n") == {"edited": [1]}


def test_users_files_and_damage_do_not_matter(made: Path, tmp_path: Path) -> None:
    assert compiled.parsed(tmp_path / "own.yml", b"a: b") is None
    made.write_bytes(b"\xff\x00 no table")
    compiled._lines.cache_clear()
    path = compiled.HOUSE / "languages" / "en" / "letters.yml"
    assert compiled.parsed(path, path.read_bytes()) is None
    assert parse_rules(path, path.read_text(encoding="utf-8"))["direction"] == "ltr"
