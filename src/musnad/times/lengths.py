"""Durations, what lies so long before or after something, and what comes again."""

from __future__ import annotations

from musnad.times.calendars import UNITS
from musnad.times.fields import Fields
from musnad.times.joining import Value
from musnad.times.stretches import Named
from musnad.times.terms import Length, Repeat, Shifted, Term, Window

SIZE = {unit: n for n, unit in enumerate(UNITS)}


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


def ago(a: Length) -> Term:
    return Shifted(a, -1)


def later(a: Length) -> Term:
    """So much later than something that the text tells; from the reference only where the future is meant."""
    return Shifted(a, 1, told=True)


def sooner(a: Length) -> Term:
    """So much earlier than something that the text tells (hours before the raid)."""
    return Shifted(a, -1, told=True)


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


def every(what: Value) -> Term | None:
    if isinstance(what, Length):
        return Repeat(None, what)
    if isinstance(what, Fields) and not what.absolute and (what.part or what.dated):
        return Repeat(what)
    return Repeat(what) if isinstance(what, Named) else None
