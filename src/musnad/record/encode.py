"""Nouns to JSON: one writing function per noun, compiled once from its type hints. See `wire` for the form."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from musnad.record.fields import Shape, shapes
from musnad.record.span import Span

Encode = Callable[[Any, str], Any]  # a value and the document's text -> JSON


@cache
def encoder(noun: type) -> Encode:
    """A function that writes one noun. Fields that JSON takes as they are are copied, the others have their writer."""
    if noun is Span:
        return _write_span
    parts = [(name, _field_encoder(noun, shape)) for name, shape in shapes(noun).items()]

    def write(value: Any, text: str) -> dict[str, Any]:
        return {name: encode(getattr(value, name), text) if encode else getattr(value, name) for name, encode in parts}

    return write


def _field_encoder(noun: type, shape: Shape) -> Encode | None:
    if shape.type is float:
        return lambda value, text: None if value is None else float(value)
    if not shape.noun:
        return (lambda value, text: list(value)) if shape.many else None
    one = _late(shape.type) if shape.type is noun else encoder(shape.type)
    if shape.many:
        return lambda value, text: [one(item, text) for item in value]
    if shape.optional:
        return lambda value, text: None if value is None else one(value, text)
    return one


def _write_span(span: Span, text: str) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": text[span.start : span.end]}


def _late(noun: type) -> Encode:
    """The function of a noun that contains itself (Reason.parts), looked up when it is needed."""
    return lambda value, text: encoder(noun)(value, text)
