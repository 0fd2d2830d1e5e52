"""Times inside other times: Friday of this week, the 20th of next month, the second Sunday of May."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from musnad.times.calendars import add, floor
from musnad.times.context import Context, Period
from musnad.times.fields import Fields
from musnad.times.terms import Term


@dataclass(frozen=True, slots=True)
class Within:
    """A date or clock time inside another time: Friday of this week, the 20th of next month, 8 o'clock tomorrow."""

    inner: Fields
    outer: Term

    @property
    def absolute(self) -> bool:
        return self.outer.absolute

    @property
    def clocked(self) -> bool:
        return self.inner.clocked

    def periods(self, ctx: Context) -> list[Period]:
        return [p for outer in self.outer.periods(ctx)[:2] for p in self._inside(outer, ctx)]

    def _inside(self, outer: Period, ctx: Context) -> list[Period]:
        start, inner = outer.start, replace(self.inner, turn=None)
        if not inner.dated or outer.grain in ("day", "daypart"):
            if inner.weekday is not None and inner.weekday != start.weekday():
                start = _nearest_weekday(start, inner.weekday)
            fixed = replace(inner, year=start.year, month=start.month, day=start.day, weekday=None, hijri=False)
        elif outer.grain in ("week", "fortnight"):
            if inner.weekday is None:
                return [p for p in inner.periods(replace(ctx, reference=start)) if p.start >= start][:1]
            day = floor(start, "week") + timedelta(days=inner.weekday)
            fixed = replace(inner, year=day.year, month=day.month, day=day.day)
        elif outer.grain == "month" and inner.month is None:
            if inner.day is None:
                return []
            fixed = replace(inner, year=start.year, month=start.month)
        elif inner.month is not None and inner.year is None and not inner.hijri:
            fixed = replace(inner, year=start.year)
        else:
            near = replace(ctx, reference=start)
            return [p for p in inner.periods(near) if outer.start <= p.start < outer.end]
        return fixed.periods(ctx)


def _nearest_weekday(start: datetime, weekday: int) -> datetime:
    """The day named beside "yesterday" wins when it is one day off (other time zone, printed later)."""
    for step in (1, -1, 2, -2):
        day = start + timedelta(days=step)
        if abs(step) == 1 and day.weekday() == weekday:
            return day
    return start


@dataclass(frozen=True, slots=True)
class Nth:
    """The nth (from the end when negative) weekday or unit inside a time."""

    n: int
    what: Fields | str
    of: Term

    @property
    def absolute(self) -> bool:
        return self.of.absolute

    def periods(self, ctx: Context) -> list[Period]:
        found = []
        for outer in self.of.periods(ctx)[:2]:
            listed = self._inside(outer)
            index = self.n - 1 if self.n > 0 else self.n
            if -len(listed) <= index < len(listed):
                found.append(listed[index])
        return found

    def _inside(self, outer: Period) -> list[Period]:
        listed: list[Period] = []
        if isinstance(self.what, str):
            unit = self.what
            start = floor(outer.start, unit)
            if start < outer.start:
                start = add(start, 1, unit)
            while len(listed) < 400 and add(start, 1, unit) <= outer.end:
                listed.append(Period(start, add(start, 1, unit), unit, start))
                start = add(start, 1, unit)
            return listed
        day = floor(outer.start, "day")
        while day < outer.end and len(listed) < 60:
            if day.weekday() == self.what.weekday:
                listed.append(Period(day, day + timedelta(days=1), "day", day))
            day += timedelta(days=1)
        return listed
