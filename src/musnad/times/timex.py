"""TIMEX strings as Recognizers-Text writes them: XXXX-05-03, 2016-W45, PT3H, (2016-12-04,2016-12-23,P19D)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from musnad.times.context import Context, Period
from musnad.times.fields import Fields
from musnad.times.inside import Within
from musnad.times.stretches import Between, Edge, Loose, Open
from musnad.times.terms import Length, Repeat, Term, Window

_PART = {
    "morning": "MO",
    "forenoon": "MO",
    "afternoon": "AF",
    "evening": "EV",
    "sunset": "EV",
    "night": "NI",
    "daytime": "DT",
}
_LETTER = {"year": "Y", "month": "M", "week": "W", "day": "D", "hour": "H", "minute": "M", "second": "S"}
_SHOWN = {"fortnight": (2, "week"), "quarter": (3, "month"), "half_year": (6, "month")}
_SHOWN |= {"decade": (10, "year"), "century": (100, "year")}


def timex(term: Term, periods: Sequence[Period], ctx: Context) -> str | None:
    """The TIMEX of a term, None when this notation has none for it or it has no dates yet."""
    if isinstance(term, Length):
        return length(term)
    if isinstance(term, Repeat):
        return length(term.length) if term.length else timex(term.every, periods, ctx) if term.every else None
    if isinstance(term, Fields) and not term.hijri and term.feast is None and term.turn is None:
        return _fields(term)
    if isinstance(term, Open | Edge | Loose):
        return timex(term.of, [p for p in term.of.periods(ctx)] if periods else (), ctx)
    return _period(term, periods[0]) if periods else None


def length(term: Length) -> str:
    """P3D, PT2H30M, P1Y2M."""
    date, clock = "", ""
    for n, unit in term.amounts:
        factor, unit = _SHOWN.get(unit, (1, unit))
        shown = f"{n * factor:g}{_LETTER[unit]}"
        if unit in ("hour", "minute", "second"):
            clock += shown
        else:
            date += shown
    return f"P{date}" + (f"T{clock}" if clock else "")


def _fields(f: Fields) -> str:
    year = f"{f.year:04d}" if f.year is not None else "XXXX"
    if f.weekday is not None and f.day is None and f.month is None and f.year is None:
        date = f"XXXX-WXX-{f.weekday + 1}"
    elif f.day is not None:
        date = f"{year}-{f.month:02d}-{f.day:02d}" if f.month is not None else f"{year}-XX-{f.day:02d}"
    elif f.month is not None:
        date = f"{year}-{f.month:02d}"
    else:
        date = year if f.year is not None else ""
    return date + clock(f)


def clock(f: Fields) -> str:
    """T15, T15:30, TMO; "" without a clock time."""
    if f.hour is None:
        return f"T{_PART[f.part]}" if f.part in _PART else ""
    hour = f._hours()[0]
    tail = f":{f.minute:02d}" if f.minute is not None else ""
    return f"T{hour:02d}{tail}" + (f":{f.second:02d}" if f.second is not None else "")


def _period(term: Term, p: Period) -> str:
    if isinstance(term, Between | Window):
        return _range(p)
    if isinstance(term, Within) and term.inner.clocked:
        return f"{p.start:%Y-%m-%d}{clock(term.inner) if term.inner.hour is None else _time(p)}"
    if p.grain == "week":
        year, week, _ = p.start.isocalendar()
        return f"{year:04d}-W{week:02d}"
    if p.grain in ("month", "year"):
        return p.start.strftime("%Y-%m" if p.grain == "month" else "%Y")
    if p.grain in ("decade", "century", "quarter"):
        return _range(p)
    if p.grain in ("hour", "minute", "second"):
        return f"{p.start:%Y-%m-%d}{_time(p)}"
    return f"{p.start:%Y-%m-%d}"


def _time(p: Period) -> str:
    shown = {"hour": "T%H", "minute": "T%H:%M", "second": "T%H:%M:%S"}
    return p.start.strftime(shown.get(p.grain, "T%H:%M:%S"))


def _range(p: Period) -> str:
    end = p.last if p.last and p.grain in ("day", "hour", "minute") else p.end
    if p.grain in ("hour", "minute", "second"):
        hours = (end - p.start).total_seconds() / 3600
        return f"({_moment(p.start, p)},{_moment(end, p)},PT{hours:g}H)"
    days = (end - p.start).days
    months = (end.year - p.start.year) * 12 + end.month - p.start.month
    size = f"P{days}D" if p.grain == "day" else f"P{days // 7}W" if p.grain == "week" else f"P{months}M"
    if p.grain in ("year", "decade", "century"):
        size = f"P{months // 12}Y"
    return f"({p.start:%Y-%m-%d},{end:%Y-%m-%d},{size})"


def _moment(moment: datetime, p: Period) -> str:
    return moment.strftime("%Y-%m-%dT%H" if p.grain == "hour" and not moment.minute else "%Y-%m-%dT%H:%M")
