"""Calendar arithmetic: units of time, the Hijri calendar and Easter.

Hijri dates follow Umm al-Qura (hijridate, 1343-1500 AH); other years use the tabular calendar and count as approximate.
Weeks begin on Monday (ISO 8601).
"""

from __future__ import annotations

import calendar
from datetime import date, datetime, timedelta

from hijridate import Gregorian, Hijri

UNITS = (
    "second", "minute", "hour", "day", "week", "fortnight", "month", "quarter", "half_year", "year", "decade", "century",
)  # fmt: skip
_EXACT = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 7 * 86400, "fortnight": 14 * 86400}
_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12, "decade": 120, "century": 1200}
SECONDS = {**_EXACT, "month": 30 * 86400, "quarter": 90 * 86400, "half_year": 182 * 86400, "year": 365 * 86400,
           "decade": 3650 * 86400, "century": 36500 * 86400}  # fmt: skip
_UMM_AL_QURA = range(1343, 1501)
_ISLAMIC_EPOCH = 227015  # proleptic Gregorian ordinal of 1 Muharram 1 AH (16 July 622 Julian), tabular calendar


# How many of the next finer unit a unit holds (a month holds no fixed number of weeks; 30 days is custom).
PARTS_OF = {
    "century": (10, "decade"), "decade": (10, "year"), "year": (12, "month"), "half_year": (6, "month"),
    "quarter": (3, "month"), "month": (30, "day"), "fortnight": (2, "week"), "week": (7, "day"), "day": (24, "hour"),
    "hour": (60, "minute"), "minute": (60, "second"),
}  # fmt: skip


def held(unit: str, finer: str) -> float:
    """How many of `finer` one `unit` holds (0 when it holds none: the caller's units are then in no order)."""
    held = 1.0
    while unit != finer:
        if unit not in PARTS_OF:
            return 0.0
        factor, unit = PARTS_OF[unit]
        held *= factor
    return held


def floor(moment: datetime, unit: str) -> datetime:
    """The beginning of the unit that `moment` lies in."""
    day = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    if unit in ("second", "minute", "hour"):
        kept = {"second": moment.second, "minute": 0, "hour": 0}
        return moment.replace(
            microsecond=0, second=kept[unit] if unit == "second" else 0, minute=0 if unit == "hour" else moment.minute
        )
    if unit == "day":
        return day
    if unit in ("week", "fortnight"):
        return day - timedelta(days=day.weekday())
    if unit in ("month", "quarter", "half_year"):
        size = _MONTHS[unit]
        return day.replace(day=1, month=(day.month - 1) // size * size + 1)
    size = _MONTHS[unit] // 12
    return day.replace(year=max(day.year // size * size, 1), month=1, day=1)


def add(moment: datetime, n: float, unit: str) -> datetime:
    """`moment` plus n units; a day that the month lacks becomes its last. Raises OverflowError outside years 1-9999."""
    if unit in _EXACT:
        return moment + timedelta(seconds=n * _EXACT[unit])
    months = round(n * _MONTHS[unit])
    index = moment.year * 12 + moment.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        raise OverflowError(f"year {year} is outside the calendar")
    day = min(moment.day, calendar.monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)


def day_of(year: int, month: int, day: int) -> datetime | None:
    """Midnight of a Gregorian date, None when there is no such day."""
    try:
        return datetime(year, month, day)
    except ValueError:
        return None


def hijri_month(year: int, month: int) -> tuple[datetime, datetime] | None:
    """First day and the day after the last of a Hijri month, None when there is none."""
    if not 1 <= month <= 12 or year < 1:
        return None
    following = (year, month + 1) if month < 12 else (year + 1, 1)
    first, after = _hijri_first(year, month), _hijri_first(*following)
    return (first, after) if first and after else None


def _hijri_first(year: int, month: int) -> datetime | None:
    if year in _UMM_AL_QURA:
        day = Hijri(year, month, 1).to_gregorian()
        return datetime(day.year, day.month, day.day)
    days = 29 * (month - 1) + month // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
    try:
        found = date.fromordinal(_ISLAMIC_EPOCH + days)
    except (ValueError, OverflowError):
        return None
    return datetime(found.year, found.month, found.day)


def hijri_is_exact(year: int) -> bool:
    """Is the year inside the Umm al-Qura table? Otherwise a date may be a day or two off."""
    return year in _UMM_AL_QURA


def hijri_year_of(moment: datetime) -> int:
    """The Hijri year that a Gregorian day lies in (approximate outside the table)."""
    if date(1925, 1, 1) < moment.date() < date(2077, 1, 1):
        return int(Gregorian(moment.year, moment.month, moment.day).to_hijri().year)
    return round((moment.year - 622) * 33 / 32)


def easter(year: int) -> datetime:
    """Western Easter Sunday (the anonymous Gregorian computus, Meeus 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return datetime(year, month, day + 1)
