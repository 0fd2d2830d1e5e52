"""Longer times: last and next units, decades, centuries, seasons, early and late parts, open sides."""

from __future__ import annotations

from musnad.times.fields import Fields
from musnad.times.joining import Value
from musnad.times.stretches import Between, Edge, Lasting, Named, Open
from musnad.times.terms import Cycle, Length, Now, Term, Years


def cycle(unit: str, n: float) -> Term:
    return Cycle(unit, int(n))


def told_cycle(unit: str, n: float) -> Term:
    """The following or preceding day, week, year of a story."""
    return Cycle(unit, int(n), told=True)


def decade(first: float, century: float = 1900) -> Term:
    return Years(int(first if first >= 100 else century + first), "decade")


def whole_decade(n: float) -> Term | None:
    """The 1980s."""
    return Years(int(n), "decade") if n % 10 == 0 else None


def century(n: float) -> Term:
    return Years(max(int((n - 1) * 100), 1), "century")


def season(n: float) -> Term:
    return Named("season", int(n))


def quarter(n: float) -> Term | None:
    return Named("quarter", int(n)) if 1 <= n <= 4 else None


def half_year(n: float) -> Term | None:
    return Named("half", int(n)) if 1 <= n <= 2 else None


def weekend(n: float = 0) -> Term:
    return Named("weekend", 0, None, int(n))


def year_range(a: float, b: float) -> Value:
    """1975-1990."""
    return Between(Fields(year=int(a)), Fields(year=int(b))) if 1900 <= a < b < 2100 else None


def year_pair(a: float, b: float) -> Value:
    """2013-14."""
    return year_range(a, a // 100 * 100 + b)


def week_of(of: Term) -> Term:
    """The seven days from a day on."""
    return Lasting(of, Length(((1, "week"),)))


def lasting(of: Term, length: Length) -> Term:
    """A time that begins with `of` and lasts so long."""
    return Lasting(of, length)


def early(of: Term) -> Term | None:
    return None if isinstance(of, Edge) else Edge("early", of)


def earlier(of: Term) -> Term | None:
    return Edge("earlier", of) if not isinstance(of, Edge) else None


def mid(of: Term) -> Term | None:
    return None if isinstance(of, Edge) else Edge("mid", of)


def late(of: Term) -> Term | None:
    return None if isinstance(of, Edge) else Edge("late", of)


def now() -> Term:
    return Now()


def recently() -> Term:
    return Now(-1)


def soon() -> Term:
    return Now(1)


def since(of: Term) -> Term:
    return Open("since", of)


def onward(of: Term) -> Term:
    """From a time on, past or to come."""
    return Open("from", of)


def past(of: Term) -> Term:
    return Open("after", of)


def until(of: Term) -> Term:
    return Open("until", of)


def ahead_of(of: Term) -> Term:
    return Open("before", of)
