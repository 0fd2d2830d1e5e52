"""How precise is a date? The codes of ACLED and UCDP, derived from a TimeValue.

ACLED codebook (2023), `time_precision`: 1 the day, 2 the week or part of a month, 3 the month or longer.
UCDP GED codebook 23.1, `date_prec`: 1 the day, 2 a range of 2-6 days, 3 the week (7 days), 4 the month (8-31 days), 5 longer.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from musnad.record import TimeValue


def days_of(time: TimeValue) -> int | None:
    """How many days the interval covers, None when a side is open or unknown."""
    if time.earliest is None or time.latest is None:
        return None
    first, last = (datetime.fromisoformat(t) for t in (time.earliest, time.latest))
    last_day = (last - timedelta(seconds=1)).date()
    return max((last_day - first.date()).days + 1, 1)


def acled_time_precision(time: TimeValue) -> int | None:
    """1, 2 or 3; None without dates. A part of a month counts as 2."""
    days = days_of(time)
    if days is None:
        return None if time.earliest is None and time.latest is None else 3
    return 1 if days == 1 else 2 if days <= 16 else 3


def ucdp_date_prec(time: TimeValue) -> int | None:
    """1 to 5; None without dates. An open interval is 5."""
    days = days_of(time)
    if days is None:
        return None if time.earliest is None and time.latest is None else 5
    if days == 1:
        return 1
    return 2 if days <= 6 else 3 if days == 7 else 4 if days <= 31 else 5
