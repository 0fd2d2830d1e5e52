"""The closed set of functions that `times.yml` may use, and the compiler of its value expressions.

An expression is written like a call: `on(merge(day(d), m), cycle(year, -1))`. Names are captures of the pattern, units
or parts of a day. A function returns None when its arguments make no sense together; the rule then does not apply.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from musnad.times.calendars import UNITS
from musnad.times.context import NEWS_PARTS, Context, Period
from musnad.times.fields import Fields
from musnad.times.terms import (
    Between,
    Cycle,
    Edge,
    Length,
    Named,
    Now,
    Nth,
    Open,
    Repeat,
    Shifted,
    Term,
    Window,
    Within,
    Years,
)

Value = Any  # a number, a name, Fields, Length or another Term
Build = Callable[[Sequence[Value]], Value]


class BadExpression(ValueError):
    """A value expression that is not understood; the grammar turns it into a letter with the rule's place."""


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


def day(n: float) -> Fields | None:
    return Fields(day=int(n)) if 1 <= n <= 31 and n == int(n) else None


def month(n: float) -> Fields | None:
    return Fields(month=int(n)) if 1 <= n <= 12 and n == int(n) else None


def year(n: float) -> Fields | None:
    return Fields(year=int(n)) if 1 <= n <= 9999 and n == int(n) else None


def short_year(n: float) -> Fields | None:
    """A year of two digits: 00-49 is 2000-2049, 50-99 is 1950-1999."""
    return Fields(year=int(n) + (2000 if n < 50 else 1900)) if 0 <= n <= 99 else None


def split_year(a: float, b: float) -> Fields | None:
    """nineteen eighty-six."""
    return Fields(year=int(a * 100 + b)) if 10 <= a <= 20 and 10 <= b <= 99 else None


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


def merge(*parts: Value) -> Value:
    """The parts of one date together. A term that is not made of fields takes the rest into it."""
    found = parts[0]
    for part in parts[1:]:
        found = _merge2(found, part)
        if found is None:
            return None
    return found


def _merge2(a: Value, b: Value) -> Value:
    if a is None or b is None or isinstance(a, Length) or isinstance(b, Length):
        return None
    if isinstance(a, Fields) and isinstance(b, Fields):
        return a.merged(b)
    if isinstance(a, Fields):
        return on(a, b)
    return on(b, a) if isinstance(b, Fields) else None


def on(inner: Value, outer: Value) -> Value:
    """`inner` inside `outer`: Friday of this week, 8 o'clock tomorrow, 4 to 23 of next month."""
    if isinstance(inner, Between):
        first, second = on(inner.first, outer), on(inner.second, outer)
        return Between(first, second) if first is not None and second is not None else None
    if isinstance(inner, Edge | Open | Loose):
        deeper = on(inner.of, outer)
        return replace(inner, of=deeper) if deeper is not None else None
    if isinstance(outer, Within) and isinstance(inner, Fields) and not inner.dated:
        both = outer.inner.merged(inner)
        return replace(outer, inner=both) if both else None
    if isinstance(inner, Within):
        deeper = on(inner.outer, outer)
        return Within(inner.inner, deeper) if deeper is not None else None
    if isinstance(inner, Nth) and isinstance(inner.of, Fields):
        deeper = on(inner.of, outer)
        return replace(inner, of=deeper) if deeper is not None else None
    if isinstance(inner, Nth | Named):
        return replace(inner, of=outer)
    if not isinstance(inner, Fields):
        return None
    if isinstance(outer, Fields):
        if inner.hijri != outer.hijri and inner.month and outer.year:
            return Within(inner, outer)
        return inner.merged(outer)
    return Within(inner, outer) if isinstance(outer, Cycle | Within | Nth | Shifted | Named | Edge | Years) else None


def same(a: Value, b: Value) -> Value:
    """Two names of one time side by side: "yesterday, Monday", "Monday 5/10/1436 corresponding to 22 July 2015"."""
    if isinstance(a, Fields) and isinstance(b, Fields):
        if a.hijri != b.hijri and (a.year or a.month) and (b.year or b.month):
            plain, other = (b, a) if a.hijri else (a, b)
            return plain if plain.weekday is not None else replace(plain, weekday=other.weekday)
        return a.merged(b)
    if isinstance(b, Fields) and not b.clocked:
        return b if b.absolute and b.day else Within(Fields(weekday=b.weekday), a) if b.weekday is not None else a
    return a


def same_day(a: Value, b: Value) -> Value:
    """One day in two calendars; None when both are of the same calendar."""
    if isinstance(a, Fields) and isinstance(b, Fields) and a.day and b.day and a.hijri != b.hijri:
        return same(a, b)
    if not isinstance(a, Fields) and isinstance(b, Fields):
        return same(a, b)
    return None


def day_of(fields: Fields, cycle: Term) -> Value:
    """A day of the month of last or next month; with its month, of last or next year."""
    if fields.month is None and not (isinstance(cycle, Cycle) and cycle.unit == "month"):
        return None
    return on(fields, cycle)


def in_year(fields: Fields, n: float) -> Value:
    """A Hijri date with a year of either calendar (1300-1500 can only be Hijri)."""
    if 1 <= n <= 1500:
        return merge(hijri(fields), hijri(Fields(year=int(n))))
    return Within(fields, Fields(year=int(n)))


def hijri_short(n: float) -> Fields:
    """A Hijri year of two digits (of the 14th or 15th century AH)."""
    return Fields(year=int(n) + (1400 if n < 60 else 1300), hijri=True)


def plain_year(n: Value) -> Fields | None:
    """A year written without any mark: only 1900 to 2099."""
    if isinstance(n, Fields):
        return n if n.year is not None and 1900 <= n.year < 2100 else None
    return Fields(year=int(n)) if 1900 <= n < 2100 else None


def year_range(a: float, b: float) -> Value:
    """1975-1990."""
    return Between(Fields(year=int(a)), Fields(year=int(b))) if 1900 <= a < b < 2100 else None


def word_year(n: float) -> Fields | None:
    """A year in words: two thousand and fifteen."""
    return Fields(year=int(n)) if 1000 <= n < 2200 else None


def year_pair(a: float, b: float) -> Value:
    """2013-14."""
    return year_range(a, a // 100 * 100 + b)


def compact(n: float) -> Fields | None:
    """20161016."""
    fields = merge(year(n // 10000), month(n // 100 % 100), day(n % 100))
    return fields if isinstance(fields, Fields) and fields.year and 1900 <= fields.year < 2100 else None


def whole_decade(n: float) -> Term | None:
    """The 1980s."""
    return Years(int(n), "decade") if n % 10 == 0 else None


def week_of(of: Term) -> Term:
    """The seven days from a day on."""
    return Lasting(of, Length(((1, "week"),)))


def lasting(of: Term, length: Length) -> Term:
    """A time that begins with `of` and lasts so long."""
    return Lasting(of, length)


def on_part(part: Value, day: Value) -> Value:
    return merge(part, day) if isinstance(part, Fields) else part


def weekday_number(a: Fields, n: float) -> Value:
    """The first to fifth such weekday of this month, or the weekday that is the nth of its month."""
    return nth(n, a) if n <= 5 else merge(a, day(n))


def turn(fields: Fields, n: float) -> Fields | None:
    """last (-1), this (0), next (+1) Friday, March, 22 March."""
    if not isinstance(fields, Fields) or not fields.dated or fields.year is not None or fields.turn is not None:
        return None
    return replace(fields, turn=int(n))


def named_turn(named: Named, n: float) -> Named:
    return replace(named, turn=int(n))


def clock(h: float, m: float = 0, s: float | None = None) -> Fields | None:
    """A time of a twelve-hour clock as it is spoken; the half of the day is open up to 12."""
    if not (0 <= h <= 24 and 0 <= m < 60 and h == int(h)):
        return None
    minute = int(m) if m else None
    return Fields(hour=int(h), minute=minute, second=None if s is None else int(s), spoken=h <= 12)


def digital(h: float, m: float, s: float | None = None) -> Fields | None:
    """A time in digits (15:30); up to 12:59 the half of the day stays open."""
    if not (0 <= h <= 24 and 0 <= m < 60 and (s is None or 0 <= s < 61)):
        return None
    return Fields(hour=int(h), minute=int(m), second=None if s is None else int(s), spoken=1 <= h <= 12)


def spoken_hour(n: float) -> Fields | None:
    return clock(n) if 1 <= n <= 12 else None


def whole_hour(n: float) -> Fields | None:
    """An hour of a twenty-four-hour clock that is said without minutes (9 h)."""
    return Fields(hour=int(n), spoken=1 <= n <= 12) if 0 <= n <= 24 and n == int(n) else None


def ordinal_hour(n: float) -> Fields | None:
    """An hour said as an ordinal; the first hour has a word of its own."""
    return spoken_hour(n) if n > 1 else None


def dotted(n: float) -> Fields | None:
    """8.30 as hours and minutes."""
    return digital(n // 100, n % 100)


def hhmm(n: float) -> Fields | None:
    """1140 as hours and minutes."""
    return digital(n // 100, n % 100)


def dotted_day(n: float) -> Fields | None:
    """4.22 as month and day."""
    found = merge(month(n // 100), day(n % 100))
    return found if isinstance(found, Fields) else None


def dotted_day_first(n: float) -> Fields | None:
    """22.04 as day and month."""
    found = merge(day(n // 100), month(n % 100))
    return found if isinstance(found, Fields) else None


def on_clock(a: Value, b: Value) -> Value:
    """A clock time on a day or part of a day."""
    if isinstance(a, Fields) and isinstance(b, Fields) and not b.dated:
        return None
    return merge(a, b)


def plus(at: Fields, minutes: float) -> Fields | None:
    """Minutes after (or, when negative, before) a full hour."""
    if at.hour is None or at.minute is not None or not -60 < minutes < 60 or minutes != int(minutes):
        return None
    hour = at.hour if minutes >= 0 else (at.hour - 1 if at.hour > 1 else 12 if at.spoken else 23)
    return replace(at, hour=hour, minute=int(minutes) % 60)


def half(at: Fields, which: str) -> Fields | None:
    """am or pm."""
    if at.hour is None or at.half is not None:
        return None
    return replace(at, half=which)


def part(name: str) -> Fields:
    return Fields(part=name)


def cycle(unit: str, n: float) -> Term:
    return Cycle(unit, int(n))


def told_cycle(unit: str, n: float) -> Term:
    """The following or preceding day, week, year of a story."""
    return Cycle(unit, int(n), told=True)


def decade(first: float, century: float = 1900) -> Term:
    return Years(int(first if first >= 100 else century + first), "decade")


def century(n: float) -> Term:
    return Years(max(int((n - 1) * 100), 1), "century")


def now() -> Term:
    return Now()


def recently() -> Term:
    return Now(-1)


def soon() -> Term:
    return Now(1)


def length(n: float, unit: str) -> Length | None:
    return Length(((n, unit),)) if n > 0 else None


def few(unit: str) -> Length:
    """An unstated small number, counted as three."""
    return Length(((3, unit),), few=True)


def join(a: Length, b: Length) -> Length | None:
    return Length(a.amounts + b.amounts) if SIZE[a.amounts[-1][1]] > SIZE[b.amounts[0][1]] else None


def join_any(a: Length, b: Length) -> Length | None:
    return Length(a.amounts + b.amounts) if a.amounts[-1][1] != b.amounts[0][1] else None


def more(a: Length, n: float) -> Length:
    """An hour and a half: n of the last unit more."""
    amount, unit = a.amounts[-1]
    return Length((*a.amounts[:-1], (amount + n, unit)), a.few)


SIZE = {unit: n for n, unit in enumerate(UNITS)}


def ago(a: Length) -> Term:
    return Shifted(a, -1)


def later(a: Length) -> Term:
    """So much later than something that the text tells; from the reference only where the future is meant."""
    return Shifted(a, 1, told=True)


def ahead(a: Length) -> Term:
    return Shifted(a, 1)


def before(a: Length, base: Term) -> Term:
    return Shifted(a, -1, base)


def after(a: Length, base: Term) -> Term:
    return Shifted(a, 1, base)


def last(a: Length) -> Term:
    return Window(a, -1)


def next_(a: Length) -> Term:
    return Window(a, 1)


def within(a: Length) -> Term:
    return Window(a, 1, within=True)


def last_whole(a: Length) -> Term:
    return Window(a, -1, whole=True)


def next_whole(a: Length) -> Term:
    return Window(a, 1, whole=True)


def nth(n: float, what: Value, of: Value = None) -> Value:
    if of is None:
        of = Cycle("month", 0)
    if (isinstance(what, Fields) and what.weekday is None) or isinstance(of, Length):
        return None
    return Nth(int(n), what, of)


def early(of: Term) -> Term | None:
    return None if isinstance(of, Edge) else Edge("early", of)


def mid(of: Term) -> Term | None:
    return None if isinstance(of, Edge) else Edge("mid", of)


def late(of: Term) -> Term | None:
    return None if isinstance(of, Edge) else Edge("late", of)


def between(a: Value, b: Value) -> Value:
    """From a to b: each end takes the parts that only the other names."""
    if isinstance(a, Length | Repeat) or isinstance(b, Length | Repeat):
        return None
    if isinstance(a, Fields) and isinstance(b, Fields):
        if a.clocked != b.clocked and not (a.dated and b.dated):
            return None
        a = a.filled(b)
        b = b.filled(a)
        return Between(a, b) if a != b else None
    if isinstance(b, Within) and isinstance(a, Fields) and not a.dated and a.hour is not None:
        a = Within(a.filled(b.inner), b.outer)
    if isinstance(a, Within) and isinstance(b, Fields) and not b.dated and b.hour is not None:
        b = Within(b, a.outer)
    return Between(a, b) if a != b else None


def between_hours(a: Value, b: Value) -> Value:
    """From five to six: bare hours."""
    first = clock(a) if isinstance(a, int | float) else a
    second = clock(b) if isinstance(b, int | float) else b
    return between(first, second) if first is not None and second is not None else None


def since(of: Term) -> Term:
    return Open("since", of)


def past(of: Term) -> Term:
    return Open("after", of)


def until(of: Term) -> Term:
    return Open("until", of)


def ahead_of(of: Term) -> Term:
    return Open("before", of)


def about(of: Value) -> Value:
    return Loose(of) if not isinstance(of, Length | Repeat | Loose) else of


def season(n: float) -> Term:
    return Named("season", int(n))


def quarter(n: float) -> Term | None:
    return Named("quarter", int(n)) if 1 <= n <= 4 else None


def half_year(n: float) -> Term | None:
    return Named("half", int(n)) if 1 <= n <= 2 else None


def weekend(n: float = 0) -> Term:
    return Named("weekend", 0, None, int(n))


def every(what: Value) -> Term | None:
    if isinstance(what, Length):
        return Repeat(None, what)
    if isinstance(what, Fields) and not what.absolute and (what.part or what.dated):
        return Repeat(what)
    return Repeat(what) if isinstance(what, Named) else None


def it(value: Value) -> Value:
    return value


def times(a: float, b: float) -> float:
    return a * b


FUNCTIONS: dict[str, Callable[..., Value]] = {
    f.__name__.rstrip("_"): f
    for f in (
        about, after, ago, ahead, ahead_of, before, between, between_hours, century, clock, compact, cycle,
        day, day_of, decade, digital, dotted, dotted_day, dotted_day_first, early, every, feast, few,
        whole_hour, guess_calendar, half, half_year, hhmm, hijri, hijri_short, in_year, it, join, join_any,
        last, last_whole, lasting, late, later, length, merge, mid, month, more, named_turn, next_, next_whole,
        now, nth, on, on_clock, on_part, ordinal_hour, part, past, plain_year, plus, quarter, recently, same,
        same_day, season, short_year, since, soon, span, split_year, spoken_hour, times, told_cycle, turn,
        until, week_of, weekday, weekday_number, weekend, whole_decade, within, word_year, year, year_pair,
        year_range,
    )
}  # fmt: skip
NAMES = frozenset(UNITS) | frozenset(NEWS_PARTS) | {"am", "pm"}


def compile_value(source: str, captures: Sequence[str]) -> Build:
    """The function of the captured values that `source` describes. Raises BadExpression."""
    try:
        tree = ast.parse(source, mode="eval").body
    except SyntaxError:
        raise BadExpression(f"the value '{source}' is not written like a call") from None
    return _compile(tree, list(captures), source)


def _compile(node: ast.expr, captures: list[str], source: str) -> Build:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not node.keywords:
        function = FUNCTIONS.get(node.func.id)
        if function is None:
            raise BadExpression(
                f"'{node.func.id}' is no function of times.yml; there are: {', '.join(sorted(FUNCTIONS))}"
            )
        return _call(function, [_compile(a, captures, source) for a in node.args])
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = _compile(node.operand, captures, source)
        return lambda got: -inner(got)
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        constant = node.value
        return lambda got: constant
    if isinstance(node, ast.Name) and node.id in captures:
        index = captures.index(node.id)
        return lambda got: got[index]
    if isinstance(node, ast.Name) and node.id in NAMES:
        name = node.id
        return lambda got: name
    raise BadExpression(f"'{ast.unparse(node)}' in '{source}' is neither a capture of the pattern nor a known name")


def _call(function: Callable[..., Value], arguments: list[Build]) -> Build:
    def build(got: Sequence[Value]) -> Value:
        values = [a(got) for a in arguments]
        return None if any(v is None for v in values) else function(*values)

    return build
