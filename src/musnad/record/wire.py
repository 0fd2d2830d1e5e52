"""The wire: a record as one JSON object (schema `musnad.record/1`), and back.

`{"schema": "musnad.record/1", "document": {...}, "mentions": [...], ...}`: the fields of the nouns under their own
names, in their own order; a span is `{"start", "end", "text"}` in code points of `document.text`; absent is null.
Both directions are compiled once per noun from its type hints, so a field added to a noun travels without work here.

What comes in is checked whole: keys, types, labels, bounds and patterns (`fields.CHECKS`), and that every span's text
is what the document has there. Whether the items agree with each other is `Record.problems()`'s question.
"""

from __future__ import annotations

import json
from typing import Any

from musnad.errors import BadRecord
from musnad.record.decode import Wrong, read_record, seen, surrogate
from musnad.record.encode import encoder
from musnad.record.record import Record

SCHEMA = "musnad.record/1"

_WRITER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False)


def to_json(record: Record) -> dict[str, Any]:
    """The record as a JSON object (dicts, lists, strings, numbers, None); keys in the order of the nouns' fields."""
    try:
        body: dict[str, Any] = encoder(Record)(record, record.document.text)
    except RecursionError:
        raise BadRecord("The record cannot be written: its reasons are nested too deeply.") from None
    return {"schema": SCHEMA, **body}


def dumps(record: Record) -> str:
    """One line of JSON; the same record always gives the same characters. BadRecord for text that is no Unicode, a
    number that is none (infinity), or reasons that are nested too deeply."""
    try:
        line = _WRITER.encode(to_json(record))
    except (RecursionError, ValueError) as error:
        raise BadRecord(f"The record cannot be written: {error}.") from None
    flaw = surrogate(line)
    if flaw:
        near = line[max(0, flaw - 30) : flaw]
        raise BadRecord(f"The record cannot be written: half a character (a lone surrogate) stands after {near!r}.")
    return line


def from_json(obj: Any) -> Record:
    """The record in a JSON object. BadRecord names the place in it (`events[3].trigger.end`) and what is expected."""
    try:
        return _versioned(obj)
    except Wrong as wrong:
        place = "".join(reversed(wrong.path)).lstrip(".") or "the top level"
        raise BadRecord(f"Not a record ({SCHEMA}): at {place} is {wrong.found}, expected {wrong.expected}.") from None
    except RecursionError:
        raise BadRecord(f"Not a record ({SCHEMA}): it is nested too deeply.") from None


def loads(line: str | bytes) -> Record:
    """The record in a line of JSON (str, or bytes in UTF-8). BadRecord says what is wrong and where."""
    try:
        obj = json.loads(line, object_pairs_hook=_unique, parse_constant=_no_constant)
    except Wrong as wrong:
        raise BadRecord(f"Not a record ({SCHEMA}): it has {wrong.found}, expected {wrong.expected}.") from None
    except RecursionError:
        raise BadRecord(f"Not a record ({SCHEMA}): it is nested too deeply.") from None
    except ValueError as error:  # JSONDecodeError, broken UTF-8, a number of thousands of digits
        raise BadRecord(f"Not a record ({SCHEMA}): it is not JSON in UTF-8 ({error}).") from None
    return from_json(obj)


def _versioned(obj: Any) -> Record:
    """The record, after its schema's name was looked at and taken off."""
    if not isinstance(obj, dict):
        raise Wrong(seen(obj), "an object")
    if obj.get("schema") != SCHEMA:
        raise Wrong(seen(obj["schema"]) if "schema" in obj else "nothing", f'the string "{SCHEMA}"', ".schema")
    return read_record({key: value for key, value in obj.items() if key != "schema"})


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in pairs:
        if key in made:
            raise Wrong(f"the key {seen(key)} twice", "each key once")
        made[key] = value
    return made


def _no_constant(name: str) -> Any:
    raise Wrong(name, "a number")
