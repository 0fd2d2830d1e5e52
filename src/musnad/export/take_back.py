"""Corrected tables back into an archive: what a person changed in an exported `events.csv` becomes judgements.

A row is known by its columns `document` and `item`. A changed code becomes a judgement `correct` on its field; a changed
`review` (accept, reject, unsure) a judgement on the whole event. Rows and cells that cannot be applied get a letter."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from musnad.errors import BadRequest
from musnad.export.cells import cell
from musnad.export.entry import Entry
from musnad.export.private import Privacy
from musnad.export.tables import table

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

FIELDS = ("type", "mode", "cameo", "polarity", "certainty", "status")  # columns whose change is a correction of that field
VERDICTS = ("accept", "reject", "unsure")
NEEDED = ("document", "item")


@dataclass(slots=True)
class Taken:
    """What came of it."""

    corrections: int = 0
    verdicts: int = 0
    letters: list[str] = field(default_factory=list)


def take_back(session: Session, path: Path, who: str) -> Taken:
    """Apply a corrected events table; the session must come from `Archive.writing`. Raises BadRequest when the file is none."""
    taken = Taken()
    for number, row in _rows(path):
        try:
            _apply(session, row, who, taken)
        except BadRequest as error:
            taken.letters.append(f"{path}:{number}: {error}")
    return taken


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [name for name in NEEDED if name not in (reader.fieldnames or ())]
            if missing:
                raise BadRequest(f"{path} has no column {' and '.join(missing)}: give the events.csv of `musnad export csv`.")
            for row in reader:
                yield reader.line_num, {name: (value or "").strip() for name, value in row.items() if name}
    except (OSError, UnicodeDecodeError) as error:
        raise BadRequest(f"{path} cannot be read as CSV in UTF-8 ({error}).") from None


def _apply(session: Session, row: dict[str, str], who: str, taken: Taken) -> None:
    from musnad.archive.judging import judge
    from musnad.archive.query import document_named

    document = document_named(session, row["document"])
    now, first = _now(session, document.id, row["item"]), _first(session, document.id, row["item"])
    for name in FIELDS:
        follows = name == "cameo" and row.get(name) == cell(first)  # untouched: the code follows the type and the mode
        if name in row and row[name] != cell(now[name]) and not follows:
            value = _checked(name, row, now)
            judge(session, who, document.id, row["item"], "correct", field=name, value=value, why="corrected CSV")
            taken.corrections += 1
    if row.get("review") in VERDICTS and row["review"] != now["review"]:
        judge(session, who, document.id, row["item"], row["review"], why="corrected CSV")
        taken.verdicts += 1


def _now(session: Session, document: int, item: str) -> dict[str, Any]:
    """The event's cells as an export would write them now. Raises BadRequest when there is no such event."""
    from musnad.archive.query import judgements_of, record_of
    from musnad.export.corrected import corrected, verdicts

    judged = judgements_of(session, document)
    record, _ = corrected(record_of(session, document), judged)
    entry = Entry(record, verdicts=dict(verdicts(judged)))
    for cells in table("events", entry, Privacy(None)):
        if cells["item"] == item:
            return cells
    raise BadRequest(f"document {document} has no event {item}")


def _first(session: Session, document: int, item: str) -> str | None:
    """The event's CAMEO code as it was read."""
    from musnad.archive.query import record_of

    return next((e.cameo for e in record_of(session, document).events if e.id == item), None)


def _checked(name: str, row: dict[str, str], now: dict[str, Any]) -> str | None:
    """The new value. Raises BadRequest for a label that does not exist."""
    from musnad.codebook.load import load_codebook
    from musnad.record import labels

    value = row[name] or None
    plover = load_codebook("plover")
    closed = {"polarity": labels.POLARITIES, "certainty": labels.CERTAINTIES, "status": labels.STATUSES}
    if name in closed and value not in closed[name]:
        raise BadRequest(f"{name} {value!r}: one of {', '.join(closed[name])}")
    if name == "type" and value not in plover.types:
        raise BadRequest(f"type {value!r} is no PLOVER type")
    kind = row.get("type") or str(now["type"])
    if name == "mode" and not plover.has_mode(kind, value):
        raise BadRequest(f"mode {value!r} is no mode of {kind}")
    return value
