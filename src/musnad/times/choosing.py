"""Choosing among the dates that an open phrase can mean: the last one, the next one, both."""

from __future__ import annotations

from musnad.times.calendars import add, floor
from musnad.times.context import Context, Period

FAR_DAYS = 240  # a date without its year is hardly named by its month when it lies farther ahead


def choose(found: list[Period], ctx: Context, *, weekday: bool) -> list[Period]:
    """The last and the next of them, the preferred one first; `found` is in order, `weekday` when only that is named."""
    today, news = ctx.today, ctx.policy.name == "news"
    past = [p for p in found if p.start <= today]
    if ctx.policy.name == "diary":
        past = [p for p in found if p.start < today]
    strictly = weekday and not news
    ahead = [p for p in found if (p.start > today if strictly else p.end > today)]
    if ctx.policy.name == "diary":
        ahead = [p for p in found if p.start >= today] or ahead
    future = ctx.policy.future
    if news and ahead and past:
        future = future and (ahead[0].start - today).days <= FAR_DAYS
    pair = (ahead[:1], past[-1:]) if future else (past[-1:], ahead[:1])
    return [p for side in pair for p in side] or found[:1]


def of_turn(
    found: list[Period], ctx: Context, turn: int, grain: str, *, weekday: bool, round_week: bool
) -> list[Period]:
    """Last, this or next: relative to the unit that goes round (the week for weekdays, the year for dates)."""
    today = ctx.today
    if turn and weekday and ctx.policy.name == "diary":  # of last or next week
        week = add(floor(today, "week"), turn, "week")
        return [p for p in found if floor(p.start, "week") == week]
    if turn < 0:
        return [p for p in found if p.end <= today or (p.start < today and grain == "day")][-1:] or found[:1]
    if turn > 0:
        later = [p for p in found if p.start > today]
        return later[turn - 1 : turn] or found[-1:]
    unit = "week" if round_week else "year"
    here = floor(today, unit)
    return [p for p in found if floor(p.start, unit) == here][:1] or found[:1]
