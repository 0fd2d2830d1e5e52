"""When: duckling_ar, recognizers_text, Hijri dates, time spans in news."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bench.common import Row, record_of
from musnad import languages
from musnad.text.numbers import value_of
from musnad.times.context import DIARY, NEWS, PLAN
from musnad.times.expressions import Expression, Value, find_expressions, parse_duration, parse_time
from musnad.times.fields import Fields
from musnad.times.stretches import Between, Edge, Loose, Named, Open
from musnad.times.terms import Term, Window

CLOCK = ("second", "minute", "hour")


def duckling_time(rows: list[Row]) -> Iterator[Row]:
    """Duckling's own policy: an open phrase means what comes next; times are wall-clock time of the reference's zone.
    Grains are left out: ours know parts of the day and seasons, Duckling's do not."""
    language = languages.load("ar")
    for row in rows:
        found = parse_time(row["text"], language, _reference(row["reference_time"]), PLAN)
        yield {"id": row["id"], "values": [{"start": v.start, "end_exclusive": v.end_exclusive} for v in found]}


def _reference(stamp: str | None) -> datetime:
    """The reference moment as wall-clock time; the specifications' own default when a case gives none."""
    return datetime.fromisoformat(stamp[:19]) if stamp else datetime(2016, 11, 7)


def duckling_number(rows: list[Row]) -> Iterator[Row]:
    for row in rows:
        yield {"id": row["id"], "value": value_of(row["text"], languages.load("ar"), ordinal=row["dim"] == "ordinal")}


def duckling_duration(rows: list[Row]) -> Iterator[Row]:
    for row in rows:
        found = parse_duration(row["text"], languages.load("ar"))
        yield {"id": row["id"], "value": found[0] if found else None, "unit": found[1] if found else None}


def recognizers(rows: list[Row]) -> Iterator[Row]:
    """Both sides of an open phrase, the past first, in the specification's own formats of values."""
    known = languages.available()
    for row in rows:
        items: list[Row] = []
        if row["lang"] in known:
            reference = _reference(row.get("reference_time"))
            found = find_expressions(row["text"], languages.load(row["lang"]), reference, DIARY)
            items = [{"text": e.text, "timex": e.timex, "values": _resolved(e)} for e in found]
        yield {"id": row["id"], "items": items}


def _resolved(expression: Expression) -> list[list[str]]:
    if expression.kind == "duration":
        return (
            [[f"{expression.seconds:g}" if expression.seconds % 1 else f"{expression.seconds:.0f}"]]
            if expression.seconds
            else []
        )
    if expression.kind == "set":
        return [["not resolved"]]
    term = _inner(expression.term)
    values = [_value(v, term) for v in expression.values]
    return [["not resolved"], *values] if isinstance(term, Named) and term.kind == "season" else values


def _inner(term: Term) -> Term:
    """The term inside what only opens it or shifts its edge (since, early ...)."""
    while isinstance(term, Open | Edge | Loose):
        term = term.of
    return term


def _dateless(term: Term) -> bool:
    """Is it a time of day without a date?"""
    if isinstance(term, Fields):
        return term.clocked and not term.dated
    return isinstance(term, Between) and all(isinstance(t, Fields) and not t.dated for t in (term.first, term.second))


def _value(value: Value, term: Term) -> list[str]:
    """[value] for a moment, [start, end] for a period, one side for what is open on the other."""
    clock = value.grain in (*CLOCK, "daypart")
    form = _time if clock and _dateless(term) else _moment if clock else _day
    if value.grain in ("day", *CLOCK) and not isinstance(term, Between | Window | Named):
        return [form(value.start)]
    end = value.last if isinstance(term, Between) and value.last else value.end_exclusive
    if value.grain == "daypart" and end.endswith("00:00:00") and end[:10] != value.start[:10]:
        end = f"{value.start[:10]}T23:59:59"
    if value.open in ("since", "from", "until", "before", "to"):
        return [form(value.start)]
    return [form(end)] if value.open == "after" else [form(value.start), form(end)]


def _day(stamp: str) -> str:
    return stamp[:10]


def _moment(stamp: str) -> str:
    return stamp[:19].replace("T", " ")


def _time(stamp: str) -> str:
    return stamp[11:19]


def hijri(rows: list[Row]) -> Iterator[Row]:
    language = languages.load("ar")
    for row in rows:
        found = parse_time(row["text"], language, _reference(row["reference_date"]), NEWS)
        yield {"id": row["id"], "date": found[0].start[:10] if found else None}


def timex_news(rows: list[Row]) -> Iterator[Row]:
    for row in rows:
        record = record_of(row, row.get("lang"))
        spans = [{"start": t.span.start, "end": t.span.end} for t in (record.times if record else ())]
        yield {"id": row["id"], "timex": spans}
