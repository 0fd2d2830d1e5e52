"""Stretches of time: ranges, open sides, early and late parts, seasons and quarters, what is only about a time.

Like all terms they are frozen and have no dates until `periods(ctx)` is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from musnad.times.calendars import add, floor
from musnad.times.context import Context, Period
from musnad.times.fields import Fields
from musnad.times.inside import Within
from musnad.times.terms import Cycle, Length, Term


@dataclass(frozen=True, slots=True)
class Between:
    """From one time to another, both included."""

    first: Term
    second: Term

    @property
    def absolute(self) -> bool:
        return self.first.absolute and self.second.absolute

    def periods(self, ctx: Context) -> list[Period]:
        found = []
        for a in self.first.periods(ctx)[:3]:
            b = self._end(a, ctx)
            if b is not None:
                grain = a.grain if a.grain == b.grain else b.grain if b.grain in ("hour", "minute") else a.grain
                found.append(Period(a.start, b.end, grain, b.start, loose=a.loose or b.loose))
        return found

    def _end(self, a: Period, ctx: Context) -> Period | None:
        second = self.second
        if (
            isinstance(second, Fields)
            and isinstance(self.first, Fields)
            and second.clocked
            and _same_day(self.first, second)
        ):
            second = replace(second, year=None, month=None, day=None, weekday=None, hijri=False)
        if isinstance(second, Fields) and not second.absolute:
            if not second.dated:
                second = Within(second, Fields(a.start.year, a.start.month, a.start.day))
            ctx = replace(ctx, reference=a.start, policy=replace(ctx.policy, future=True))
        later = [p for p in second.periods(ctx) if p.start >= a.start]
        return min(later, key=lambda p: p.start) if later else None


def _same_day(a: Fields, b: Fields) -> bool:
    return (a.year, a.month, a.day, a.weekday) == (b.year, b.month, b.day, b.weekday)


@dataclass(frozen=True, slots=True)
class Open:
    """A time with one side left open: since, after, until, before."""

    side: str
    of: Term

    @property
    def absolute(self) -> bool:
        return self.of.absolute

    def periods(self, ctx: Context) -> list[Period]:
        if self.side == "until" and ctx.policy.name == "plan":
            return [Period(ctx.now, p.start, "second") for p in self.of.periods(ctx)]
        if self.side == "since" and ctx.policy.name == "news":  # what has lasted until now began in the past
            ctx = replace(ctx, policy=replace(ctx.policy, future=False))
        return [replace(p, open=self.side) for p in self.of.periods(ctx)]


@dataclass(frozen=True, slots=True)
class Edge:
    """The early, middle or late part of a time."""

    which: str
    of: Term

    @property
    def absolute(self) -> bool:
        return self.of.absolute

    def periods(self, ctx: Context) -> list[Period]:
        return [self._part(p, ctx) for p in self.of.periods(ctx)]

    def _part(self, p: Period, ctx: Context) -> Period:
        if self.which == "earlier":
            return self._earlier(p, ctx)
        if p.grain == "month" and self.which == "mid" and ctx.policy.name == "plan":
            day = p.start + timedelta(days=14)
            return Period(day, day + timedelta(days=1), "day", day)
        if p.grain == "year" and self.which == "early" and ctx.policy.name == "plan":
            return Period(p.start, add(p.start, 3, "month"), "year", p.start, loose=True)
        cuts = _halves(p) if ctx.policy.name == "diary" else _thirds(p)
        start, end = cuts[self.which]
        return Period(start, end, p.grain, start, loose=True)

    def _earlier(self, p: Period, ctx: Context) -> Period:
        """From its beginning until the reference, where that lies in it; elsewhere, and outside reports, its first part."""
        if ctx.policy.name != "news" or ctx.reference is None or not p.start < ctx.today < p.end:
            return replace(self, which="early")._part(p, ctx)
        return Period(p.start, ctx.today, p.grain, p.start, loose=True)


def _thirds(p: Period) -> dict[str, tuple[datetime, datetime]]:
    """Thirds, whole days and, for months, the 10th and 20th; for years, whole months."""
    whole = timedelta(days={"month": 28, "year": 365}.get(p.grain, 0))
    if p.grain == "month" and p.end - p.start >= whole:
        first, second = p.start + timedelta(days=10), p.start + timedelta(days=20)
    elif p.grain == "year" and p.end - p.start >= whole:
        first, second = add(p.start, 4, "month"), add(p.start, 8, "month")
    else:
        size = (p.end - p.start) / 3
        first, second = p.start + size, p.start + 2 * size
        if size >= timedelta(days=1):
            first, second = floor(first, "day"), floor(second, "day")
    return {"early": (p.start, first), "mid": (first, second), "late": (second, p.end)}


def _halves(p: Period) -> dict[str, tuple[datetime, datetime]]:
    """As Recognizers-Text cuts weeks (Thursday), months (the 16th) and years (July)."""
    if p.grain == "month":
        middle = (p.start + timedelta(days=9), p.start + timedelta(days=20))
        half = p.start + timedelta(days=15)
    elif p.grain == "year":
        middle, half = (add(p.start, 3, "month"), add(p.start, 9, "month")), add(p.start, 6, "month")
    elif p.grain == "week":
        middle, half = (p.start + timedelta(days=1), p.start + timedelta(days=5)), p.start + timedelta(days=3)
    else:
        half = p.start + (p.end - p.start) / 2
        middle = (p.start, p.end)
    return {"early": (p.start, half), "mid": middle, "late": (half, p.end)}


# First day and the day after the last of the astronomical seasons (as Duckling has them).
SEASONS = {1: ((3, 20), (6, 22)), 2: ((6, 21), (9, 24)), 3: ((9, 23), (12, 22)), 4: ((12, 21), (3, 21))}


@dataclass(frozen=True, slots=True)
class Named:
    """A stretch by name inside the reference's cycle: weekend, season, quarter of a year, the year's nth part."""

    kind: str  # weekend | season | quarter | half
    n: int
    of: Term | None = None
    turn: int | None = None

    @property
    def absolute(self) -> bool:
        return self.of is not None and self.of.absolute

    def periods(self, ctx: Context) -> list[Period]:
        if self.kind == "weekend":
            return [self._weekend(ctx)]
        years = self.of.periods(ctx)[:1] if self.of else [Cycle("year", 0).periods(ctx)[0]]
        sky = ctx.policy.name == "plan"
        found = [self._in_year(y.start, sky) for y in years]
        if self.of is None:
            around = [self._in_year(add(floor(ctx.now, "year"), n, "year"), sky) for n in (-1, 0, 1)]
            found = _pick(around, ctx, self.turn)
        return found

    def _in_year(self, year: datetime, astronomical: bool = False) -> Period:
        first, size = {"season": (3 * self.n - 1, 3), "quarter": (3 * self.n - 3, 3), "half": (6 * self.n - 6, 6)}[
            self.kind
        ]
        if astronomical and self.kind == "season":
            first_day, last_day = SEASONS[self.n]
            start = year.replace(month=first_day[0], day=first_day[1])
            end = year.replace(year=year.year + (self.n == 4), month=last_day[0], day=last_day[1])
            return Period(start, end, "season", start)
        start = add(year, first, "month")
        return Period(start, add(start, size, "month"), "season" if self.kind == "season" else "quarter", start)

    def _weekend(self, ctx: Context) -> Period:
        """Saturday and Sunday, as in most calendars of this field's sources since 2006-2022; Friday stays outside."""
        if self.of is not None:
            start = floor(self.of.periods(ctx)[0].start, "week") + timedelta(days=5)
        else:
            start = floor(ctx.now, "week") + timedelta(days=5 + 7 * (self.turn or 0))
            if ctx.policy.name == "news" and not ctx.policy.future and not self.turn and start > ctx.now:
                start -= timedelta(days=7)
        if ctx.policy.name == "plan":  # from Friday evening on
            return Period(start - timedelta(hours=6), start + timedelta(days=2), "hour", start)
        return Period(start, start + timedelta(days=2), "day", start + timedelta(days=1))


def _pick(around: list[Period], ctx: Context, turn: int | None) -> list[Period]:
    here = ctx.now
    if turn == -1:
        return [p for p in around if p.end <= here][-1:]
    if turn == 1:
        return [p for p in around if p.start > here][:1]
    if turn == 0:
        now = [p for p in around if p.start <= here < p.end]
        return now or [p for p in around if p.start.year == here.year or p.start <= here < p.end][:1]
    past, ahead = [p for p in around if p.start <= here][-1:], [p for p in around if p.end > here][:1]
    return ahead + past if ctx.policy.future else past + ahead


@dataclass(frozen=True, slots=True)
class Loose:
    """About that time."""

    of: Term

    @property
    def absolute(self) -> bool:
        return self.of.absolute

    def periods(self, ctx: Context) -> list[Period]:
        return [replace(p, loose=True) for p in self.of.periods(ctx)]


@dataclass(frozen=True, slots=True)
class Lasting:
    """So long from the beginning of a time on."""

    of: Term
    length: Length

    @property
    def absolute(self) -> bool:
        return self.of.absolute

    def periods(self, ctx: Context) -> list[Period]:
        return [
            Period(p.start, self.length.from_moment(p.start, 1), self.length.unit) for p in self.of.periods(ctx)
        ]  # fmt: skip
