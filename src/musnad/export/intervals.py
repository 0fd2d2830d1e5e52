"""Plain EDTF forms and the intervals that they stand for: a year, a month, a day, or two of them with a slash."""

from __future__ import annotations

import re
from datetime import date, timedelta

_PLAIN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def interval_of(edtf: str) -> tuple[str, str] | None:
    """The first day, and the day after the last, of a plain form; None for any other form and for days that are none."""
    parts = [_PLAIN.fullmatch(part) for part in edtf.split("/")]
    if len(parts) > 2 or not all(parts):
        return None
    try:
        days = [_days(*(int(n) if n else None for n in part.groups())) for part in parts if part is not None]
    except (ValueError, OverflowError):
        return None
    return days[0][0].isoformat(), days[-1][1].isoformat()


def _days(year: int | None, month: int | None = None, day: int | None = None) -> tuple[date, date]:
    first = date(year or 0, month or 1, day or 1)
    if day:
        return first, first + timedelta(days=1)
    if month:
        return first, date(first.year + month // 12, month % 12 + 1, 1)
    return first, date(first.year + 1, 1, 1)


def edtf_of(earliest: str | None, latest: str | None) -> str | None:
    """The form of an interval whose end is exclusive: a day, two days with a slash, ".." for an open side."""
    if earliest is None and latest is None:
        return None
    first = earliest[:10] if earliest else ".."
    last = (date.fromisoformat(latest[:10]) - timedelta(days=1)).isoformat() if latest else ".."
    return first if first == last else f"{first}/{last}"
