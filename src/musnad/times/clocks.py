"""Clock times from their parts: hours as they are spoken or written, minutes, halves and parts of the day."""

from __future__ import annotations

from dataclasses import replace

from musnad.times.fields import Fields


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
