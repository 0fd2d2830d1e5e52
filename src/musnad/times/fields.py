"""Dates and clock times by their parts: what is named (day, month, weekday, hour ...) and what is left open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta

from musnad.times.calendars import add, day_of, easter, floor, hijri_is_exact, hijri_month, hijri_year_of
from musnad.times.choosing import choose, of_turn
from musnad.times.context import Context, Period

_DATE = ("year", "month", "day", "weekday", "feast")
_CLOCK = ("hour", "minute", "second", "part")
_PM = ("noon", "afternoon", "sunset", "evening")
_AM = ("dawn", "morning", "forenoon")


@dataclass(frozen=True, slots=True)
class Fields:
    """Named parts of a date or clock time; None is left open.

    weekday: 0 Monday ... 6 Sunday. `hijri`: year, month and day are of the Hijri calendar. `spoken`: the hour is of a
    twelve-hour clock without saying which half. `half`: am | pm. `part`: a part of the day (context.NEWS_PARTS).
    `feast`: easter or a moved feast, named by its offset in days from Easter. `length`: the days a named span lasts.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    part: str | None = None
    half: str | None = None
    feast: int | None = None
    length: int | None = None
    hijri: bool = False
    spoken: bool = False
    turn: int | None = None  # last -1, this 0, next +1

    @property
    def absolute(self) -> bool:
        return self.year is not None

    @property
    def dated(self) -> bool:
        return any(getattr(self, f) is not None for f in _DATE)

    @property
    def clocked(self) -> bool:
        return any(getattr(self, f) is not None for f in _CLOCK)

    @property
    def grain(self) -> str:
        for name in ("second", "minute", "hour"):
            if getattr(self, name) is not None:
                return name
        if self.part is not None:
            return "daypart"
        if self.day is not None or self.weekday is not None or self.feast is not None:
            return "day"
        return "month" if self.month is not None else "year"

    def merged(self, other: Fields) -> Fields | None:
        """Both together; None when they contradict each other or mix calendars."""
        if self.hijri != other.hijri and self._numbered and other._numbered:
            return None
        values = {}
        for f in fields(Fields):
            mine, theirs = getattr(self, f.name), getattr(other, f.name)
            if f.name in ("hijri", "spoken"):
                values[f.name] = mine or theirs
            elif mine is not None and theirs is not None and mine != theirs:
                if f.name != "part":
                    return None
                values[f.name] = mine
            else:
                values[f.name] = theirs if mine is None else mine
        return Fields(**values)

    @property
    def _numbered(self) -> bool:
        return self.year is not None or self.month is not None

    def filled(self, other: Fields) -> Fields:
        """This one with the coarser parts that only `other` names (a range's first end takes month and year of the second)."""
        order = ("year", "month", "day", "weekday")
        named = [n for n in order if getattr(self, n) is not None]
        if self.weekday is not None and self.day is None and self.month is None:
            return self
        limit = order.index(named[0]) if named else len(order)
        taken = {n: getattr(other, n) for n in order[:limit] if getattr(self, n) is None}
        if taken.get("month") is not None or taken.get("year") is not None:
            taken["hijri"] = other.hijri
        if self.hour is not None and self.half is None and self.part is None and other.hour is not None:
            taken["half"], taken["part"] = other.half, other.part
        return replace(self, **taken)

    def periods(self, ctx: Context) -> list[Period]:
        """The candidates, the preferred one first; empty when there is no such date."""
        if not self.dated:
            return self._clock_alone(ctx)
        days = self._choose(list(self._days(ctx)), ctx)
        return [p for day in days for p in self._clock(day, ctx)]

    # dates

    def _days(self, ctx: Context) -> Iterator[Period]:
        if self.feast is not None:
            for year in self._years(ctx):
                yield _days_from(easter(year) + timedelta(days=self.feast), 1)
        elif self.hijri:
            yield from self._hijri_days(ctx)
        elif self.month is not None:
            yield from self._checked(self._month_days(ctx), ctx)
        elif self.day is not None:
            yield from self._checked(self._loose_days(ctx), ctx)
        elif self.weekday is not None:
            monday = floor(ctx.now, "week")
            for week in range(-2, 3):
                yield _days_from(monday + timedelta(days=7 * week + self.weekday), 1)
        elif self.year is not None:
            start = day_of(self.year, 1, 1)
            if start:
                yield Period(start, add(start, 1, "year"), "year")

    def _years(self, ctx: Context) -> Iterable[int]:
        if self.year is not None:
            return (self.year,)
        reach = (
            6 if (self.weekday is not None and ctx.policy.name != "diary") or (self.month, self.day) == (2, 29) else 1
        )
        return range(ctx.now.year - reach, ctx.now.year + reach + 1)

    def _month_days(self, ctx: Context) -> Iterator[Period]:
        for year in self._years(ctx):
            start = day_of(year, self.month or 1, self.day or 1)
            if start and self.day is not None:
                yield _days_from(start, self.length or 1)
            elif start:
                yield Period(start, add(start, 1, "month"), "month")

    def _loose_days(self, ctx: Context) -> Iterator[Period]:
        reach = 12 if self.weekday is not None else 2
        for n in range(-reach, reach + 1):
            month = add(floor(ctx.now, "month"), n, "month")
            start = day_of(month.year, month.month, self.day or 1)
            if start:
                yield _days_from(start, 1)

    def _hijri_days(self, ctx: Context) -> Iterator[Period]:
        if self.year is not None:
            years: Iterable[int] = (self.year,)
        else:
            here = hijri_year_of(ctx.now)
            years = range(here - 1, here + 2)
        for year in years:
            if self.month is None:
                first, last = hijri_month(year, 1), hijri_month(year, 12)
                if first and last:
                    yield Period(first[0], last[1], "year", loose=not hijri_is_exact(year))
                continue
            month = hijri_month(year, self.month)
            if month and self.day is None:
                yield Period(*month, "month", loose=not hijri_is_exact(year))
            elif month and self.day is not None and self.day <= 30:
                start = month[0] + timedelta(days=self.day - 1)
                found = _days_from(start, self.length or 1)
                yield self._moved(replace(found, loose=not hijri_is_exact(year)))

    def _moved(self, period: Period) -> Period:
        """A Hijri day is moved by one when the weekday printed beside it says so (sighted and computed months differ)."""
        if self.weekday is None:
            return period
        for step in (0, 1, -1):
            start = period.start + timedelta(days=step)
            if start.weekday() == self.weekday:
                return replace(period, start=start, end=period.end + timedelta(days=step), last=start)
        return period

    def _checked(self, found: Iterable[Period], ctx: Context) -> list[Period]:
        """Those that agree with the weekday, all when none does (the printed weekday is then a slip)."""
        listed = list(found)
        trusts_date = ctx.policy.name == "diary" and self.month is not None
        if self.weekday is None or not listed or listed[0].grain != "day" or trusts_date:
            return listed
        return [p for p in listed if p.start.weekday() == self.weekday] or listed

    def _choose(self, found: list[Period], ctx: Context) -> list[Period]:
        if self.absolute or not found:
            return found
        weekday = self.weekday is not None and self.month is None and self.day is None
        if self.turn is not None:
            round_week = self.month is None and self.day is None
            return of_turn(found, ctx, self.turn, self.grain, weekday=weekday, round_week=round_week)
        return choose(found, ctx, weekday=weekday)

    # clock

    def _clock_alone(self, ctx: Context) -> list[Period]:
        found = self._clock(_days_from(ctx.today, 1), ctx)
        if not ctx.policy.future or (self.part is not None and self.hour is None):
            return found
        ahead = [p for p in found if p.start >= ctx.now]
        later = [p for p in self._clock(_days_from(ctx.today + timedelta(days=1), 1), ctx) if p.start >= ctx.now]
        if self.part in _AM or self.half == "am":
            return found
        return (ahead or later) + found

    def _clock(self, day: Period, ctx: Context) -> list[Period]:
        if not self.clocked:
            return [day]
        if self.hour is None:
            return [self._daypart(day, ctx)]
        unit = self.grain
        found = []
        for hour in self._hours():
            start = day.start + timedelta(hours=hour, minutes=self.minute or 0, seconds=self.second or 0)
            found.append(Period(start, add(start, 1, unit), unit, start))
        return found

    def _daypart(self, day: Period, ctx: Context) -> Period:
        first, last = ctx.policy.parts[self.part or "daytime"]
        return Period(day.start + timedelta(hours=first), day.start + timedelta(hours=last), "daypart")

    def _hours(self) -> list[int]:
        hour = self.hour or 0
        if hour > 12 or (hour == 0 and not self.spoken):
            return [hour]
        if self.half == "am" or self.part in _AM:
            return [hour % 12]
        if self.half == "pm":
            return [hour % 12 + 12]
        if self.part == "noon":
            return [hour if hour >= 10 else hour + 12]
        if self.part in _PM:
            return [hour % 12 + 12]
        if self.part in ("night", "midnight"):
            return [hour + 12 if 6 <= hour < 12 else 24 if hour == 12 else hour]
        if self.spoken and 1 <= hour <= 12:
            return [hour, hour % 12 + 12] if hour != 12 else [12, 0]
        return [hour]


def _days_from(start: datetime, length: int) -> Period:
    return Period(start, start + timedelta(days=length), "day", start + timedelta(days=length - 1))
