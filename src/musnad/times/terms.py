"""Terms: what an expression means before a reference moment is known. `periods(ctx)` works them out.

Every term is frozen; `absolute` says that it needs no reference. Candidates come preferred first.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from musnad.times.calendars import PARTS_OF, SECONDS, add, floor, held
from musnad.times.context import Context, Period

FINER = {
    "century": "year", "decade": "year", "year": "month", "half_year": "month", "quarter": "month", "month": "day",
    "fortnight": "day", "week": "day", "day": "hour", "hour": "minute", "minute": "second", "second": "second",
}  # fmt: skip


class Term(Protocol):
    @property
    def absolute(self) -> bool: ...
    def periods(self, ctx: Context) -> list[Period]: ...


def told(term: object) -> bool:
    """Is the term, or what it stands in, counted from something that the text tells elsewhere?"""
    inner = getattr(term, "outer", None) or getattr(term, "of", None)
    return bool(getattr(term, "told", False)) or (inner is not None and told(inner))


def unit_of(term: object) -> str:
    """The unit that a told term counts in."""
    inner = getattr(term, "outer", None) or getattr(term, "of", None)
    if isinstance(term, Shifted):
        return term.length.amounts[0][1]
    return term.unit if isinstance(term, Cycle) else unit_of(inner) if inner is not None else "day"


FEW = {"decade": (5, 2), "century": (5, 2)}  # units that "decades ago" may be, at most and at least; others FEW_UNITS
FEW_UNITS = (9, 2)


@dataclass(frozen=True, slots=True)
class Length:
    """A duration: amounts with their units; `few` for a number that the text does not say (some days)."""

    amounts: tuple[tuple[float, str], ...]
    few: bool = False

    @property
    def absolute(self) -> bool:
        return True

    @property
    def unit(self) -> str:
        return self.amounts[0][1]

    def periods(self, ctx: Context) -> list[Period]:
        return []

    def plain(self) -> tuple[float, str]:
        """The whole length in one unit: an hour and a half is 90 minutes, two years and three months 27 months."""
        unit = min((u for _, u in self.amounts), key=SECONDS.__getitem__)
        while unit in PARTS_OF and not all(float(n * held(u, unit)).is_integer() for n, u in self.amounts):
            unit = PARTS_OF[unit][1]
        return round(sum(n * held(u, unit) for n, u in self.amounts), 6), unit

    def from_moment(self, moment: datetime, sign: int) -> datetime:
        for n, unit in self.amounts:
            moment = add(moment, sign * n, unit)
        return moment


def days_around(ctx: Context, length: Length, sign: int) -> Period:
    """The days that so many hours before or after some moment of the reference's day can lie in."""
    ends = sorted((floor(length.from_moment(ctx.today, sign), "day"), ctx.today))
    if sign > 0:  # from the day's end
        ends[1] = floor(length.from_moment(ctx.today + timedelta(days=1), sign), "day")
    return Period(ends[0], ends[1] + timedelta(days=1), "day", ends[1], loose=True)


@dataclass(frozen=True, slots=True)
class Repeat:
    """Something that comes again: every Friday, daily, every two weeks."""

    every: Term | None
    length: Length | None = None

    @property
    def absolute(self) -> bool:
        return True

    def periods(self, ctx: Context) -> list[Period]:
        return []


@dataclass(frozen=True, slots=True)
class Cycle:
    """The unit (or two of them) that the reference lies in, moved by n: today, last month, next year."""

    unit: str
    n: int
    told: bool = False  # counted from what the text tells (the following day), unless the future is meant

    @property
    def absolute(self) -> bool:
        return False

    def periods(self, ctx: Context) -> list[Period]:
        if ctx.policy.name == "diary" and self.n and self.unit in ("second", "minute", "hour"):
            ends = sorted((ctx.now, add(ctx.now, self.n, self.unit)))
            return [Period(ends[0], ends[1], "second")]
        start = add(floor(ctx.now, self.unit), self.n, self.unit)
        return [Period(start, add(start, 1, self.unit), self.unit, start)]


@dataclass(frozen=True, slots=True)
class Years:
    """A decade or century by its first year."""

    first: int
    unit: str

    @property
    def absolute(self) -> bool:
        return True

    def periods(self, ctx: Context) -> list[Period]:
        if not 1 <= self.first <= 9800:
            return []
        start = datetime(self.first, 1, 1)
        return [Period(start, add(start, 1, self.unit), self.unit, start)]


@dataclass(frozen=True, slots=True)
class Now:
    """This moment (side 0), recently (side -1), soon (side +1)."""

    side: int = 0
    grain: str = "day"

    @property
    def absolute(self) -> bool:
        return False

    def periods(self, ctx: Context) -> list[Period]:
        if ctx.policy.name != "news" and not self.side:
            return [Period(ctx.now, add(ctx.now, 1, "second"), "second", ctx.now)]
        today = Period(ctx.today, ctx.today + timedelta(days=1), "day", ctx.today, loose=True)
        return [replace(today, open=("", "from", "to")[self.side])]


@dataclass(frozen=True, slots=True)
class Shifted:
    """A length before (sign -1) or after (+1) a time, or the reference when no time is given."""

    length: Length
    sign: int
    base: Term | None = None
    told: bool = False  # counted from what the text tells, unless the future is meant

    @property
    def absolute(self) -> bool:
        return self.base is not None and self.base.absolute

    def periods(self, ctx: Context) -> list[Period]:
        bases = [Period(ctx.now, ctx.now, "second")] if self.base is None else self.base.periods(ctx)
        return [self._from(p, ctx) for p in bases]

    def _from(self, base: Period, ctx: Context) -> Period:
        moment = self.length.from_moment(base.start, self.sign)
        unit = self.length.amounts[-1][1]
        if self.base is not None:
            start = floor(moment, base.grain if base.grain not in ("daypart", "season", "weekend") else "day")
            return Period(start, add(start, 1, "day"), "day", start)
        if ctx.day_only and unit in ("second", "minute", "hour"):
            return days_around(ctx, self.length, self.sign)
        if ctx.policy.name == "news":
            return self._roughly(moment, unit, ctx)
        fine = FINER[unit]
        if ctx.policy.name == "diary":
            fine = "second" if unit in ("second", "minute", "hour") else "day"
        start = floor(moment, fine)
        return Period(start, add(start, 1, fine), fine, start)

    def _roughly(self, moment: datetime, unit: str, ctx: Context) -> Period:
        """In reports, "two months ago" is exact to the month, not to the day; "years ago" says two to nine years."""
        if self.length.few:
            most, least = (self.sign * n for n in FEW.get(unit, FEW_UNITS))
            first, last = sorted((add(ctx.today, most, unit), add(ctx.today, least, unit)))
            grain = "day" if unit in ("week", "fortnight") else unit
            return Period(floor(first, grain), add(floor(last, grain), 1, grain), grain, floor(last, grain), loose=True)
        if unit in ("week", "fortnight"):
            start = floor(moment, "day") - timedelta(days=3)
            return Period(start, start + timedelta(days=7), "week", start, loose=True)
        grain = {"half_year": "month", "quarter": "month", "decade": "year", "century": "decade"}.get(unit, unit)
        start = floor(moment, grain)
        return Period(start, add(start, 1, grain), grain, start, loose=self.length.few or grain in ("month", "year"))


@dataclass(frozen=True, slots=True)
class Window:
    """The last (sign -1) or next (+1) so many units, counted from the reference or from a time."""

    length: Length
    sign: int
    whole: bool = False  # whole calendar units rather than counted days
    within: bool = False  # from this very moment (within two weeks)

    @property
    def absolute(self) -> bool:
        return False

    def periods(self, ctx: Context) -> list[Period]:
        n, unit = self.length.amounts[0]
        if self.within and ctx.policy.name == "plan":
            return [Period(ctx.now, self.length.from_moment(floor(ctx.now, FINER[unit]), 1), "second")]
        fine = unit in ("second", "minute", "hour")
        if fine and ctx.day_only:
            return [days_around(ctx, self.length, self.sign)]
        here = ctx.now if fine else ctx.today
        if self.within and not fine:
            return [Period(here, self.length.from_moment(here, 1), "day")]
        if ctx.policy.name == "plan":
            return [self._whole(ctx, n, unit)]
        if unit in ("quarter", "decade", "century") or (self.whole and not fine and unit != "day"):
            return [self._whole(ctx, n, unit)]
        if self.sign < 0:
            return [Period(self.length.from_moment(here, -1), here, unit)]
        start = here if fine else here + timedelta(days=1)
        return [Period(start, self.length.from_moment(start, 1), unit)]

    def _whole(self, ctx: Context, n: float, unit: str) -> Period:
        here = floor(ctx.now, unit)
        if self.sign < 0:
            return Period(add(here, -n, unit), here, unit)
        return Period(add(here, 1, unit), add(here, 1 + n, unit), unit)
