"""When: duckling_ar, recognizers_text, Hijri dates, time spans in news."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bench.common import Row, record_of
from musnad import languages
from musnad.text.numbers import value_of
from musnad.times.context import DIARY, NEWS, PLAN
from musnad.times.expressions import Expression, Value, find_expressions, parse_duration, parse_time

CLOCK = ("second", "minute", "hour")


def duckling_time(rows: list[Row]) -> Iterator[Row]:
    """Duckling's own policy: an open phrase means what comes next; times are wall-clock time of the reference's zone."""
    language = languages.load("ar")
    for row in rows:
        reference = datetime.fromisoformat(row["reference_time"]).replace(tzinfo=None)
        values = [
            {"start": v.start, "end_exclusive": v.end_exclusive, "grain": v.grain}
            for v in parse_time(row["text"], language, reference, PLAN)
        ]
        yield {"id": row["id"], "values": values}


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
            stamp = row.get("reference_time")
            reference = datetime.fromisoformat(stamp) if stamp else None
            found = find_expressions(row["text"], languages.load(row["lang"]), reference, DIARY)
            items = [{"text": e.text, "timex": e.timex, "values": _resolved(e)} for e in found]
        yield {"id": row["id"], "items": items}


def _resolved(expression: Expression) -> list[list[str]]:
    if expression.kind == "duration":
        return [[f"{expression.seconds:.0f}"]] if expression.seconds is not None else []
    if expression.kind == "set":
        return [["not resolved"]]
    timex = expression.timex or ""
    return [_value(v, timex) for v in expression.values]


def _value(value: Value, timex: str) -> list[str]:
    """[value] for a moment, [start, end] for a period, [start] or [end] for an open one."""
    clock = "T" in timex
    form = _time if timex.lstrip("(").startswith("T") else _moment if clock else _day
    start, end = form(value.start), form(value.end_exclusive)
    if value.open in ("since", "after"):
        return [start]
    if value.open in ("until", "before"):
        return [end]
    single = timex.startswith(("XXXX", "T")) or not timex.startswith("(")
    if single and ((value.grain == "day" and value.last is None) or (value.grain in CLOCK and value.last is None)):
        return [start]
    return [start, form(value.last) if value.last else end]


def _day(stamp: str) -> str:
    return stamp[:10]


def _moment(stamp: str) -> str:
    return stamp[:19].replace("T", " ")


def _time(stamp: str) -> str:
    return stamp[11:19]


def hijri(rows: list[Row]) -> Iterator[Row]:
    language = languages.load("ar")
    for row in rows:
        reference = datetime.fromisoformat(row["reference_date"])
        found = parse_time(row["text"], language, reference, NEWS)
        yield {"id": row["id"], "date": found[0].start[:10] if found else None}


def timex_news(rows: list[Row]) -> Iterator[Row]:
    for row in rows:
        record = record_of(row, row.get("lang"))
        spans = [{"start": t.span.start, "end": t.span.end} for t in (record.times if record else ())]
        yield {"id": row["id"], "timex": spans}
