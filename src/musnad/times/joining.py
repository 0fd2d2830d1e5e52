"""Joining what was read: parts of one date, a time inside another, two names of one time, ranges.

A function returns None when its arguments make no sense together; the rule then does not apply.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from musnad.times.clocks import clock
from musnad.times.fields import Fields
from musnad.times.inside import Nth, Within
from musnad.times.stretches import Between, Edge, Loose, Named, Open
from musnad.times.terms import Cycle, Length, Repeat, Shifted, Years

Value = Any  # a number, a name, Fields, Length or another Term


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
        if inner.hijri and not outer.hijri and inner.month and outer.year:
            return inner.merged(replace(outer, hijri=True)) if outer.year <= 1500 else Within(inner, outer)
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


def on_part(part: Value, day: Value) -> Value:
    return merge(part, day) if isinstance(part, Fields) else part


def on_clock(a: Value, b: Value) -> Value:
    """A clock time on a day or part of a day."""
    if isinstance(a, Fields) and isinstance(b, Fields) and not b.dated:
        return None
    return merge(a, b)


def turn(fields: Fields, n: float) -> Fields | None:
    """last (-1), this (0), next (+1) Friday, March, 22 March."""
    if not isinstance(fields, Fields) or not fields.dated or fields.year is not None or fields.turn is not None:
        return None
    return replace(fields, turn=int(n))


def named_turn(named: Named, n: float) -> Named:
    return replace(named, turn=int(n))


def between(a: Value, b: Value) -> Value:
    """From a to b: each end takes the parts that only the other names."""
    if isinstance(a, Length | Repeat) or isinstance(b, Length | Repeat):
        return None
    if isinstance(a, Fields) and isinstance(b, Fields):
        if a.clocked != b.clocked and not (a.dated and b.dated):
            return None
        had_year = a.year is not None
        a = a.filled(b)
        b = b.filled(a)
        if (
            not had_year
            and a.year is not None
            and a.year == b.year
            and (a.month or 0, a.day or 0) > (b.month or 13, b.day or 32)
        ):
            a = replace(a, year=a.year - 1)  # from November to February 2017
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


def about(of: Value) -> Value:
    return Loose(of) if not isinstance(of, Length | Repeat | Loose) else of


def it(value: Value) -> Value:
    return value


def times(a: float, b: float) -> float:
    return a * b
