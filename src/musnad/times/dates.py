"""Dates from their parts: day, month, year in both calendars, weekdays, feasts, the nth of something.

A function returns None for a number that cannot be such a part; the rule then does not apply.
"""

from __future__ import annotations

from dataclasses import replace

from musnad.times.fields import Fields
from musnad.times.inside import Nth, Within
from musnad.times.joining import Value, merge, on
from musnad.times.terms import Cycle, Length, Shifted, Term


def day(n: float) -> Fields | None:
    return Fields(day=int(n)) if 1 <= n <= 31 and n == int(n) else None


def month(n: float) -> Fields | None:
    return Fields(month=int(n)) if 1 <= n <= 12 and n == int(n) else None


def month_said(n: float) -> Fields | None:
    """A month by its number in words; "one month" is a length of time."""
    return month(n) if n >= 2 else None


def year(n: float) -> Fields | None:
    return Fields(year=int(n)) if 1 <= n <= 9999 and n == int(n) else None


def short_year(n: float) -> Fields | None:
    """A year of two digits: 00-49 is 2000-2049, 50-99 is 1950-1999."""
    return Fields(year=int(n) + (2000 if n < 50 else 1900)) if 0 <= n <= 99 else None


def old_year(n: float) -> Fields | None:
    """A year of two digits that can only be of the twentieth century."""
    return Fields(year=int(n) + 1900) if 40 <= n <= 99 else None


def attributive_year(n: float) -> Fields | None:
    """A year before a noun (the 2013 attack); round numbers are quantities there."""
    return plain_year(n) if n >= 1950 and n % 100 else None


def split_year(a: float, b: float) -> Fields | None:
    """nineteen eighty-six."""
    return Fields(year=int(a * 100 + b)) if 10 <= a <= 20 and 10 <= b <= 99 else None


def word_year(n: float) -> Fields | None:
    """A year in words: two thousand and fifteen."""
    return Fields(year=int(n)) if 1100 <= n < 2200 else None


def plain_year(n: Value) -> Fields | None:
    """A year written without any mark: only 1900 to 2099."""
    if isinstance(n, Fields):
        return n if n.year is not None and 1900 <= n.year < 2100 else None
    return Fields(year=int(n)) if 1900 <= n < 2100 else None


def compact(n: float) -> Fields | None:
    """20161016."""
    fields = merge(year(n // 10000), month(n // 100 % 100), day(n % 100))
    return fields if isinstance(fields, Fields) and fields.year and 1900 <= fields.year < 2100 else None


def weekday(n: float) -> Fields:
    return Fields(weekday=int(n))


def feast(offset: float) -> Fields:
    return Fields(feast=int(offset))


def span(fields: Fields, days: float) -> Fields:
    """A named day that lasts several days."""
    return replace(fields, length=int(days))


def hijri(fields: Fields) -> Fields | None:
    return replace(fields, hijri=True) if isinstance(fields, Fields) else None


def guess_calendar(fields: Fields) -> Fields | None:
    """A full date in digits whose year can only be Hijri (1300-1500) is one."""
    if fields.year is not None and 1300 <= fields.year <= 1500:
        return replace(fields, hijri=True)
    return fields


def hijri_short(n: float) -> Fields:
    """A Hijri year of two digits (of the 14th or 15th century AH)."""
    return Fields(year=int(n) + (1400 if n < 60 else 1300), hijri=True)


def in_year(fields: Fields, n: float) -> Value:
    """A Hijri date with a year of either calendar (1300-1500 can only be Hijri)."""
    if 1 <= n <= 1500:
        return merge(hijri(fields), hijri(Fields(year=int(n))))
    return Within(fields, Fields(year=int(n)))


def day_of(fields: Fields, cycle: Term) -> Value:
    """A day of the month of last or next month; with its month, of last or next year."""
    if fields.month is None and not (isinstance(cycle, Cycle) and cycle.unit == "month"):
        return None
    return on(fields, cycle)


def dotted_day(n: float) -> Fields | None:
    """4.22 as month and day."""
    found = merge(month(n // 100), day(n % 100))
    return found if isinstance(found, Fields) else None


def dotted_day_first(n: float) -> Fields | None:
    """22.04 as day and month."""
    found = merge(day(n // 100), month(n % 100))
    return found if isinstance(found, Fields) else None


def weekday_number(a: Fields, n: float) -> Value:
    """The first to fifth such weekday of this month, or the weekday that is the nth of its month."""
    return nth(n, a) if n <= 5 else merge(a, day(n))


def nth(n: float, what: Value, of: Value = None) -> Value:
    if of is None:
        of = Cycle("month", 0)
    if (isinstance(what, Fields) and what.weekday is None) or isinstance(of, Length):
        return None
    return Nth(int(n), what, of)


def nth_day(n: float, of: Term) -> Term | None:
    """The second or a later day of a feast."""
    return Shifted(Length(((n - 1, "day"),)), 1, of) if n >= 2 else None
