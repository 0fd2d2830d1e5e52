"""find_times: the dates, clock times, periods, durations and repetitions of a document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from musnad.languages import Language
from musnad.record import Text, TimeValue
from musnad.text.numbers import Number
from musnad.times.context import NEWS, Context
from musnad.times.scan import scan
from musnad.times.values import time_value

YEARS = range(1500, 2500)  # years in which an article can have been published; outside, the stamp is a mistake


def find_times(text: Text, language: Language, numbers: Sequence[Number] = ()) -> tuple[TimeValue, ...]:
    """All times in the text, in order, without overlaps. Relative ones are counted from the document's publication date.

    Open phrases (a bare weekday or month) mean the last one on or before that date, unless a word of the future governs
    them. `numbers` is taken for the rooms' common signature; number words inside times are read here anew."""
    if not language.made("times.there", lambda: language.has("times")):
        return ()
    ctx = Context(published(text.document.published), NEWS)
    return tuple(time_value(found, ctx) for found in scan(text, language, ctx))


def published(stamp: str | None) -> datetime | None:
    """The document's publication moment; None when it is unknown, not an ISO 8601 date or outside YEARS."""
    if not stamp:
        return None
    try:
        moment = datetime.fromisoformat(stamp.replace("Z", "+00:00")).replace(tzinfo=None)
    except ValueError:
        return None
    return moment if moment.year in YEARS else None
