"""find_times: the dates, clock times, periods, durations and repetitions of a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from musnad.languages import Language
from musnad.record import Text, TimeValue
from musnad.text.numbers import Number
from musnad.times.context import NEWS, Context
from musnad.times.fields import Fields
from musnad.times.inside import Within
from musnad.times.scan import Found, scan, settle
from musnad.times.terms import Cycle
from musnad.times.values import time_value
from musnad.times.writing_day import writing_day

YEARS = range(1500, 2500)  # years in which an article can have been published; outside, the stamp is a mistake
CLOCK_REACH = 40  # characters between a clock time and the day of the same sentence that it belongs to


def find_times(text: Text, language: Language, numbers: Sequence[Number] = ()) -> tuple[TimeValue, ...]:
    """All times in the text, in order, without overlaps. Relative ones are counted from the document's publication date,
    or from the day that the text itself names as its own when the two disagree (writing_day.py).

    Open phrases (a bare weekday or month) mean the last one on or before that date, unless a word of the future governs
    them. `numbers` is taken for the rooms' common signature; number words inside times are read here anew."""
    if not language.made("times.there", lambda: language.has("times")):
        return ()
    ctx = Context(published(text.document.published), NEWS)
    found = _with_days(text, list(scan(text, language, ctx)), ctx)
    day = writing_day(text, language, found, ctx)
    if day is not None:
        ctx = Context(day.moment, NEWS)
        found = [f if f.term.absolute else _settled(f, ctx) for f in found]
    return tuple(time_value(f, ctx, day) for f in found)


def _settled(found: Found, ctx: Context) -> Found:
    return replace(found, periods=settle(found.term, ctx, future=found.future) or ())


def _with_days(text: Text, found: list[Found], ctx: Context) -> list[Found]:
    """A clock time takes the day that stands beside it in its sentence."""
    clocks = [
        n for n, f in enumerate(found) if isinstance(f.term, Fields) and f.term.hour is not None and not f.term.dated
    ]
    for n in clocks:
        days = [f for f in (found[n - 1 : n] + found[n + 1 : n + 2]) if _beside(text, f, found[n])]
        if len(days) == 1 and isinstance(inner := found[n].term, Fields):
            term, name = Within(inner, days[0].term), f"{found[n].name} on the day beside it"
            found[n] = _settled(replace(found[n], term=term, name=name, future=days[0].future), ctx)
    return found


def _beside(text: Text, day: Found, clock: Found) -> bool:
    if not isinstance(day.term, Fields | Cycle | Within) or not day.periods or day.periods[0].grain != "day":
        return False
    first, second = sorted((day.span, clock.span))
    between = text.document.text[first.end : second.start]
    return len(between) <= CLOCK_REACH and not any(first.end <= s.start < second.end for s in text.sentences)


def published(stamp: str | None) -> datetime | None:
    """The document's publication moment; None when it is unknown, not an ISO 8601 date or outside YEARS."""
    if not stamp:
        return None
    try:
        moment = datetime.fromisoformat(stamp.replace("Z", "+00:00")).replace(tzinfo=None)
    except ValueError:
        return None
    return moment if moment.year in YEARS else None
