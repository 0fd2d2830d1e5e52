"""What the views' verbs share: JSON lines, tables, and days as a user writes them."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from musnad.cli.finding import harmless
from musnad.errors import BadRequest


def checked(as_json: bool, as_csv: bool, limit: int = 1, skip: int = 0) -> None:
    """Raises BadRequest for outputs and numbers that cannot be."""
    if as_json and as_csv:
        raise BadRequest("--json and --csv are different outputs: give one of them")
    if limit < 1 or skip < 0:
        raise BadRequest("--limit is 1 or more, --skip 0 or more")


def day(value: str | None, option: str) -> str | None:
    """The day as ISO 8601. Raises BadRequest for what is none."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise BadRequest(f"--{option} {value}: give a day such as 2024-05-01") from error


def day_after(value: str | None, option: str) -> str | None:
    """The day behind the given one, as an exclusive end. Raises BadRequest."""
    last = day(value, option)
    return date.fromordinal(date.fromisoformat(last).toordinal() + 1).isoformat() if last else None


def lines(rows: Iterable[dict[str, Any]]) -> None:
    """One JSON object a line."""
    for row in rows:
        print(json.dumps(row, ensure_ascii=False))


def table(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> None:
    """CSV in UTF-8; cells that a spreadsheet would run are made plain text."""
    writer = csv.DictWriter(sys.stdout, list(columns), lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: harmless(row.get(name)) for name in columns} for row in rows)


def interval(first: str | None, last: str | None) -> str:
    """"2024-05-01 to 2024-06-01", "since 2024-05-01", "until ...", "" when nothing is known."""
    if first and last:
        return first if first == last else f"{first} to {last}"
    return f"since {first}" if first else f"until {last}" if last else ""
