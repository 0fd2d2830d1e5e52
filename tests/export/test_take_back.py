"""A corrected CSV becomes judgements; the next export holds them; what cannot be applied gets a letter."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from musnad.errors import BadRequest
from musnad.export import Request, export, format_named
from musnad.export.choose import Choice
from musnad.export.private import Privacy
from musnad.export.sources import entries_of_archive
from musnad.export.take_back import take_back

TEXT = "Gunmen of the River Front attacked a convoy near Damascus on 3 May 2024, killing four soldiers."


def exported(archive, folder: Path) -> list[dict[str, str]]:  # type: ignore[no-untyped-def]
    with archive.reading() as session:
        entries = entries_of_archive(session, None, lambda letter: None)
        export(entries, Request(format_named("csv"), folder, Privacy(bytes(32)), Choice()))
    with (folder / "events.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def written(rows: list[dict[str, str]], path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_there_and_back(archive, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    rows = exported(archive, tmp_path / "first")
    attack = next(row for row in rows if row["type"] == "ASSAULT")
    attack |= {"mode": "heavy-weapons", "certainty": "probable", "review": "accept"}
    file = written(rows, tmp_path / "corrected.csv")
    with archive.writing() as session:
        taken = take_back(session, file, "reviewer")
    assert (taken.corrections, taken.verdicts, taken.letters) == (2, 1, [])
    again = next(row for row in exported(archive, tmp_path / "second") if row["item"] == attack["item"])
    assert (again["mode"], again["certainty"], again["review"]) == ("heavy-weapons", "probable", "accept")
    with archive.writing() as session:
        taken = take_back(session, file, "reviewer")
    assert (taken.corrections, taken.verdicts) == (0, 0)  # nothing new the second time


def test_what_cannot_be_applied_gets_a_letter(archive, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    rows = exported(archive, tmp_path / "third")
    rows[0]["status"] = "perhaps"
    rows.append(rows[0] | {"item": "event:NONE:0-1", "status": "occurred"})
    with archive.writing() as session:
        taken = take_back(session, written(rows, tmp_path / "wrong.csv"), "reviewer")
    assert len(taken.letters) == 2
    assert "wrong.csv:2: status 'perhaps': one of occurred" in taken.letters[0]
    assert "has no event event:NONE:0-1" in taken.letters[1]
    with pytest.raises(BadRequest, match="no column document"), archive.writing() as session:
        take_back(session, written([{"a": "b"}], tmp_path / "other.csv"), "reviewer")
