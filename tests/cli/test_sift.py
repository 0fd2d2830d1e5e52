"""`musnad read` on many articles: what is about other matters is named with its weight, and `--all` reads it too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from musnad.cli.app import app

WAR = "Rebels shelled the town of Karvel on Monday, killing five soldiers, the army said."
TEA = "The recipe asks for two cups of flour, a spoon of sugar and a pinch of salt, the baker wrote in her column."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "news"
    made.mkdir()
    for name, text in (("war.txt", WAR), ("tea.txt", TEA)):
        (made / name).write_text(text, encoding="utf-8")
    return made


def read(*args: object) -> tuple[int, list[str], str]:
    """Exit code, titles or beginnings of the texts read, what was said beside them."""
    result = CliRunner().invoke(app, ["read", *map(str, args), "--no-model", "--json"])
    texts = [json.loads(line)["document"]["text"] for line in result.stdout.splitlines() if line.startswith("{")]
    return result.exit_code, texts, result.stderr


def test_a_folder_is_sifted_and_says_so(folder: Path) -> None:
    code, texts, said = read(folder)
    assert code == 0 and texts == [WAR]
    assert "1 not read" in said and "tea.txt" in said and "of 1.0" in said and "--all" in said


def test_all_reads_everything(folder: Path) -> None:
    code, texts, said = read(folder, "--all")
    assert code == 0 and sorted(texts) == sorted([WAR, TEA]) and "not read" not in said


def test_what_was_named_itself_is_read(folder: Path) -> None:
    assert read(folder / "tea.txt")[1] == [TEA]
    assert read(folder / "war.txt", folder / "tea.txt")[1] == [WAR, TEA]


def test_lines_of_a_file_are_sifted(tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    many.write_text("\n".join(json.dumps({"text": t, "language": "en"}) for t in (TEA, WAR, TEA)), encoding="utf-8")
    code, texts, said = read(many)
    assert code == 0 and texts == [WAR] and "2 not read" in said
