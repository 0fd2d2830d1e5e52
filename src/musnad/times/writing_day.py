"""The day from which a text counts, where the text itself says it and the given publication date disagrees.

A feed or a crawler often gives the day on which a page was fetched. Two things in the text say better when it was written:
a full date at its very beginning (a dateline), and a weekday beside "today", "yesterday" or "tomorrow".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from musnad.languages import Language
from musnad.record import Span, Text
from musnad.times.calendars import floor
from musnad.times.context import Context
from musnad.times.fields import Fields
from musnad.times.inside import Within
from musnad.times.scan import Found
from musnad.times.terms import Cycle

SLACK_DAYS = 2  # a dateline may be so far from the publication date without being a contradiction
RETOLD_DAYS = 31  # a date at the beginning that lies longer back than this is what the text is about, not its dateline
PLACE_WORDS = 4  # words of place and agency that may stand before the date in a dateline
TITLE_WORDS = 20  # before a date with its weekday: a headline that was glued to it


@dataclass(frozen=True, slots=True)
class WritingDay:
    """The day (its midnight), the characters that say it, and how they say it."""

    moment: datetime
    span: Span
    how: str


def writing_day(text: Text, language: Language, found: Sequence[Found], ctx: Context) -> WritingDay | None:
    """The day that the text names as its own when it is not the reference's; None when they agree or it names none."""
    return _dateline(text, language, found, ctx) or _weekday(found, ctx)


def _dateline(text: Text, language: Language, found: Sequence[Found], ctx: Context) -> WritingDay | None:
    body = next((s for s in text.sentences if not s.headline), None)
    first = next((f for f in found if body and f.span.start >= body.start), None)
    if body is None or first is None or not isinstance(term := first.term, Fields):
        return None
    reach = TITLE_WORDS if term.weekday is not None else PLACE_WORDS
    if first.token - body.first > reach or first.token >= body.last:
        return None
    if text.tokens[first.token].start != first.span.start:  # "on 13 October 2015" begins a story, no dateline
        return None
    since = body.first if term.weekday is None else max(body.first, first.token - 1)
    before = [t for t in text.tokens[since : first.token] if t.kind == "word"]
    if any(language.is_function(t.fold, *language.function_words) for t in before):
        return None
    if not term.absolute or term.day is None or not first.periods:
        return None
    day = floor(first.periods[0].start, "day")
    if ctx.reference is not None:
        late = (ctx.today - day).days
        if abs(late) <= SLACK_DAYS or late > RETOLD_DAYS:
            return None
    return WritingDay(day, first.span, "the date at the beginning of the text")


def _weekday(found: Sequence[Found], ctx: Context) -> WritingDay | None:
    """Today, Tuesday: the nearest day before the reference (or the one after it) that fits; all such places must agree."""
    if ctx.reference is None:
        return None
    days: dict[datetime, Span] = {}
    for f in found:
        term = f.term
        if not isinstance(term, Within) or not isinstance(term.outer, Cycle) or term.outer.unit != "day":
            continue
        if term.inner.weekday is None or term.inner.day is not None or term.outer.told:
            continue
        back = (ctx.today.weekday() - (term.inner.weekday - term.outer.n)) % 7
        days.setdefault(ctx.today - timedelta(days=back if back < 6 else -1), f.span)
    if len(days) != 1 or ctx.today in days:
        return None
    ((day, span),) = days.items()
    return WritingDay(day, span, "a weekday beside a word like today")
