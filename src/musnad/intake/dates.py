"""Publication dates as sources write them, to ISO 8601; a date that can be read in two ways is not read."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from musnad.errors import BadDocument

EXPECTED = "expected an ISO 8601 date or date and time, such as 2024-11-29 or 2024-11-29T18:30:00+03:00"
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_LOOSE_ZONE = re.compile(r"([+-]\d\d) ?:?(\d\d)$")
_DIGITS = {ord(d): str(i % 10) for i, d in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")}


def published_iso(value: str | date | datetime | None) -> str | None:
    """`value` as ISO 8601, or None when absent. Raises BadDocument saying what is expected."""
    if value is None or isinstance(value, date):  # a datetime is a date
        return None if value is None else value.isoformat()
    if not isinstance(value, str):
        raise BadDocument(f"published is a {type(value).__name__}: {EXPECTED}.")
    found = _iso(value.strip())
    if found is None:
        raise BadDocument(f"published {value[:40]!r} is not a date: {EXPECTED}.")
    return found


def loose_iso(value: object, order: str | None = None) -> str | None:
    """A date of a page or a data file as ISO 8601; None when it is not one or can be read in two ways.

    Besides ISO 8601: RFC 2822 ("Fri, 29 Nov 2024 10:00:00 GMT"), seconds or milliseconds since 1970 (a number),
    2024/11/29, and
    29/11/2024 where only one order gives a date. `order` ("dmy" or "mdy") decides the others.
    """
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _epoch(float(value))
    if not isinstance(value, str):
        return None
    text = value.strip().translate(_DIGITS)[:60]
    return _iso(text) or _slashed(text, order) or _mail(text)


def _iso(text: str) -> str | None:
    if len(text) < 10 or not text[:4].isascii() or text[4:5] != "-":
        return None
    text = _LOOSE_ZONE.sub(r"\1:\2", text)
    try:
        if len(text) == 10:
            return date.fromisoformat(text).isoformat()
        return datetime.fromisoformat(text.replace(" +", "+").replace(" UTC", "+00:00")).isoformat()
    except ValueError:
        return None


def _slashed(text: str, order: str | None) -> str | None:
    if match := _YEAR_FIRST.match(text):
        return _day(*match.groups())
    match = _YEAR_LAST.match(text)
    if not match:
        return None
    first, second, year = match.groups()
    dmy, mdy = _day(year, second, first), _day(year, first, second)
    if order == "dmy" or (mdy is None and order is None):
        return dmy
    return mdy if order == "mdy" or dmy is None or dmy == mdy else None


def _day(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _mail(text: str) -> str | None:
    from email.utils import parsedate_to_datetime  # lazily: 20 ms, for a form few sources use

    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _epoch(number: float) -> str | None:
    seconds = number / 1000 if number > 1e11 else number
    if not 3e7 < seconds < 4.2e9:  # before 1971 or after 2100: not a publication date but some other number
        return None
    return datetime.fromtimestamp(seconds, UTC).isoformat()
