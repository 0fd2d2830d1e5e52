"""The JSON Schema of the wire, made from the nouns: `python -m musnad.record.schema` prints docs/record.schema.json.

It says what `fields` says: types, labels, bounds and patterns, no key more and none less. Two things a schema cannot
say are left to the reader: that a span's text is the document's (`wire.loads`) and that ids lead somewhere
(`Record.problems`).
"""

from __future__ import annotations

import json
import re
from typing import Any

from musnad.record.fields import CHECKS, Between, Check, OneOf, Shape, shapes
from musnad.record.record import Record
from musnad.record.span import Span
from musnad.record.wire import SCHEMA

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TYPES = {str: "string", int: "integer", float: "number", bool: "boolean"}


def json_schema() -> dict[str, Any]:
    """The schema as a JSON object (draft 2020-12), the nouns under `$defs` by their class names."""
    nouns: dict[str, Any] = {}
    top = _object(Record, nouns)
    top["properties"] = {"schema": {"const": SCHEMA}, **top["properties"]}
    top["required"] = ["schema", *top["required"]]
    name = "urn:" + re.sub("[./]", ":", SCHEMA)
    return {"$schema": DIALECT, "$id": name, **top, "$defs": dict(sorted(nouns.items()))}


def _object(noun: type, nouns: dict[str, Any]) -> dict[str, Any]:
    """The schema of one noun; nouns inside it are put into `nouns` on the way."""
    if noun is Span:
        return _span()
    properties = {name: _field(noun, name, shape, nouns) for name, shape in shapes(noun).items()}
    return _closed(noun, properties)


def _closed(noun: type, properties: dict[str, Any]) -> dict[str, Any]:
    sentence = re.sub(r"\s+", " ", (noun.__doc__ or "").split("\n\n")[0]).strip()
    return {
        "title": noun.__name__,
        "description": sentence,
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _span() -> dict[str, Any]:
    start, end = {"type": "integer", "minimum": 0}, {"type": "integer", "minimum": 1}
    return _closed(Span, {"start": start, "end": end, "text": {"type": "string", "minLength": 1}})


def _field(noun: type, name: str, shape: Shape, nouns: dict[str, Any]) -> dict[str, Any]:
    one = _refer(shape.type, nouns) if shape.noun else _scalar(shape.type, CHECKS.get((noun, name)))
    if shape.many:
        return {"type": "array", "items": one}
    return {"anyOf": [one, {"type": "null"}]} if shape.optional else one


def _refer(noun: type, nouns: dict[str, Any]) -> dict[str, Any]:
    if noun.__name__ not in nouns:
        nouns[noun.__name__] = {}  # stands there before it is made: Reason contains itself
        nouns[noun.__name__] = _object(noun, nouns)
    return {"$ref": f"#/$defs/{noun.__name__}"}


def _scalar(kind: type, check: Check | None) -> dict[str, Any]:
    made: dict[str, Any] = {"type": _TYPES[kind]}
    if isinstance(check, OneOf):
        made["enum"] = list(check.labels)
    elif isinstance(check, Between):
        bounds = {"minimum": check.low, "maximum": check.high}
        made.update({key: bound for key, bound in bounds.items() if bound is not None})
    elif check:
        made.update(pattern=f"^(?:{check.pattern})$", description=check.sentence)
    return made


def schema_text() -> str:
    """The schema as the file holds it."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    print(schema_text(), end="")
