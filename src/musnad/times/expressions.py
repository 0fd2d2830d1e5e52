"""Reading bare expressions: a time, duration or number that stands alone, with a reference moment and a policy.

`find_expressions` gives everything in a sentence with all candidates, for tests against other systems' specifications and
for tools; the record itself comes from `find_times`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from musnad.languages import Language
from musnad.record import Document, Span
from musnad.text import split_text
from musnad.times.calendars import SECONDS
from musnad.times.context import NEWS, PLAN, Context, Period, Policy
from musnad.times.scan import Found, scan
from musnad.times.terms import Length, Repeat, Term
from musnad.times.timex import timex


@dataclass(frozen=True, slots=True)
class Value:
    """One candidate: [start, end_exclusive), the start of its last unit (`last`, the end that is named), its grain, and
    `open` (since | after | until | before) when one side is open. ISO 8601, without a time zone."""

    start: str
    end_exclusive: str
    last: str | None
    grain: str
    open: str = ""


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression in a text. `kind` is time | duration | set; `seconds` the length of a duration."""

    text: str
    span: Span
    kind: str
    values: tuple[Value, ...]
    timex: str | None
    term: Term
    seconds: float | None = None


def find_expressions(
    source: str, language: Language, reference: datetime | None, policy: Policy = NEWS
) -> tuple[Expression, ...]:
    """Every time expression of `source` with its candidates, the preferred one first."""
    text = split_text(Document("", source, language.code), language)
    ctx = Context(reference, policy)
    return tuple(_expression(found, source, ctx) for found in scan(text, language, ctx))


def parse_time(source: str, language: Language, reference: datetime | None, policy: Policy = PLAN) -> tuple[Value, ...]:
    """The candidates of a text that is one time expression (words around it are left aside); () when there is none."""
    found = [e for e in find_expressions(source, language, reference, policy) if e.values]
    return max(found, key=lambda e: len(e.span)).values if found else ()


def parse_duration(source: str, language: Language) -> tuple[float, str] | None:
    """Value and unit of a text that is one duration ("30 يوم": 30, day; an hour and a half: 90, minute); None otherwise."""
    for expression in find_expressions(source, language, None, PLAN):
        if isinstance(expression.term, Length) and len(expression.span) == len(source.strip()):
            return expression.term.plain()
    return None


def _expression(found: Found, source: str, ctx: Context) -> Expression:
    kind = "duration" if isinstance(found.term, Length) else "set" if isinstance(found.term, Repeat) else "time"
    seconds = sum(n * SECONDS[u] for n, u in found.term.amounts) if isinstance(found.term, Length) else None
    return Expression(
        found.span.of(source), found.span, kind, tuple(_value(p) for p in found.periods),
        timex(found.term, found.periods, ctx), found.term, seconds,
    )  # fmt: skip


def _value(p: Period) -> Value:
    last = p.last.isoformat(timespec="seconds") if p.last else None
    return Value(p.start.isoformat(timespec="seconds"), p.end.isoformat(timespec="seconds"), last, p.grain, p.open)
