"""Times of the record: from a period to EDTF, earliest and latest, with the reason."""

from __future__ import annotations

from datetime import datetime, timedelta

from musnad.record import Reason, TimeValue, item_id
from musnad.times.context import Context, Period
from musnad.times.scan import Found
from musnad.times.terms import Length, Repeat, told, unit_of
from musnad.times.writing_day import WritingDay

GRAIN = {"fortnight": "week", "half_year": "quarter", "weekend": "day"}
_SEASON = {3: 21, 6: 22, 9: 23, 12: 24}  # EDTF (ISO 8601-2) codes of the northern seasons by their first month
_SUB_DAY = ("second", "minute", "hour", "daypart")


def time_value(found: Found, ctx: Context, day: WritingDay | None = None) -> TimeValue:
    """The TimeValue of something found; `day` when the text names its own. Without dates it says in its reason why."""
    if not found.periods:
        return _undated(found)
    period = found.periods[0]
    relative = not found.term.absolute
    anchor = "published" if relative and day is None else "document"
    grain = GRAIN.get(period.grain, period.grain)
    earliest, latest = bounds(period, ctx if relative else None)
    spans = (found.span, day.span) if relative and day and day.span != found.span else (found.span,)
    reason = Reason(found.rule, _sentence(found, day), spans, 0.8 if period.loose else 1.0)
    return TimeValue(
        item_id("time", grain, found.span), found.span, edtf(period, ctx if relative else None),
        _iso(earliest, grain), _iso(latest, grain), grain, anchor, reason,
    )  # fmt: skip


def _undated(found: Found) -> TimeValue:
    if isinstance(found.term, Length):
        grain, why = found.term.amounts[0][1], "a length of time, not a date"
    elif isinstance(found.term, Repeat):
        grain, why = "day", "something that comes again, not one date"
    elif told(found.term):
        grain, why = unit_of(found.term), "counted from something that the text tells elsewhere"
    else:
        grain, why = "day", "relative, and the document has no publication date to count from"
    grain = GRAIN.get(grain, grain)
    reason = Reason(found.rule, f"{found.name}: {why}", (found.span,))
    return TimeValue(item_id("time", grain, found.span), found.span, None, None, None, grain, "none", reason)


def _sentence(found: Found, day: WritingDay | None) -> str:
    if found.term.absolute:
        return found.name
    side = "what is ahead" if found.future else "what is past"
    counted = "the publication date"
    if day is not None:
        counted = f"{day.moment.date().isoformat()}, which {day.how} says, not from the given publication date"
    return f"{found.name}; counted from {counted}, preferring {side}"


def bounds(p: Period, ctx: Context | None) -> tuple[datetime | None, datetime | None]:
    """Earliest and latest (exclusive). What has lasted since a relative time lasts until publication (`ctx`)."""
    until_now = ctx.today + timedelta(days=1) if ctx and ctx.reference else None
    if p.open in ("since", "from"):
        return p.start, until_now if p.open == "since" and until_now and until_now > p.start else None
    if p.open == "after":
        return p.end, None
    if p.open in ("until", "to"):
        return None, p.end
    if p.open == "before":
        return None, p.start
    return p.start, p.end


def edtf(p: Period, ctx: Context | None) -> str:
    """The Extended Date/Time Format (ISO 8601-2) of a period; parts of days are given as their day."""
    earliest, latest = bounds(p, ctx)
    if p.open in ("from", "since", "after") and earliest:
        return f"{_point(earliest, p.grain)}/{_day(latest - timedelta(days=1)) if latest else '..'}"
    if p.open and latest:
        return f"../{_point(latest - timedelta(seconds=1), p.grain)}"
    tail = "~" if p.loose else ""
    whole = _whole(p)
    if whole:
        return whole + tail
    if p.grain in _SUB_DAY:
        first, last = _moment(p.start, p.grain), _moment(p.last or p.end, p.grain)
        return first if first == last or p.grain == "daypart" else f"{first}/{last}"
    grain = p.grain if p.grain in ("day", "month", "year") and _fits(p) else "day"
    first, last = _point(p.start, grain), _point(p.end - timedelta(seconds=1), grain)
    return first + tail if first == last else f"{first}{tail}/{last}{tail}"


def _whole(p: Period) -> str:
    """A single unit that EDTF has a sign for."""
    if p.grain == "decade" and p.end.year - p.start.year == 10:
        return f"{p.start.year // 10:03d}X"
    if p.grain == "century" and p.end.year - p.start.year >= 99:
        return f"{p.start.year // 100:02d}XX"
    if p.grain == "season":
        return f"{p.start.year:04d}-{_SEASON.get(p.start.month, 21)}"
    return ""


def _fits(p: Period) -> bool:
    """Does the period begin and end with whole units of its grain?"""
    if p.grain == "month":
        return p.start.day == 1 and p.end.day == 1
    if p.grain == "year":
        return (p.start.month, p.start.day, p.end.month, p.end.day) == (1, 1, 1, 1)
    return True


def _point(moment: datetime, grain: str) -> str:
    if grain in ("year", "decade", "century") and (moment.month, moment.day) in ((1, 1), (12, 31)):
        return f"{moment.year:04d}"
    if (moment + timedelta(days=1)).day != 1 and moment.day != 1:
        return _day(moment)
    return moment.strftime("%Y-%m").zfill(7) if grain in ("month", "quarter") else _day(moment)


def _day(moment: datetime) -> str:
    return moment.date().isoformat()


def _moment(moment: datetime, grain: str) -> str:
    return _day(moment) if grain == "daypart" else moment.isoformat(timespec="seconds")


def _iso(moment: datetime | None, grain: str) -> str | None:
    if moment is None:
        return None
    return moment.isoformat(timespec="seconds") if grain in _SUB_DAY else _day(moment)
