"""What is wrong with a noun's own fields: labels, bounds and patterns of `fields.CHECKS`, and spans inside the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from musnad.record.fields import CHECKS, shapes
from musnad.record.span import Span


def flaws(noun: Any, text: str) -> Iterator[str]:
    """Flaws of a noun's own fields and of the nouns inside it, without the id of the item."""
    kind: type = type(noun)
    for name, shape in shapes(kind).items():
        value = getattr(noun, name)
        values = value if shape.many else () if value is None else (value,)
        for i, one in enumerate(values):
            where = f"{name}[{i}]" if shape.many else name
            yield from _field(kind, name, where, one, text, shape.noun)


def _field(noun: type, name: str, where: str, value: Any, text: str, inner: bool) -> Iterator[str]:
    if isinstance(value, Span):
        if not 0 <= value.start < value.end <= len(text):
            yield f"{where} {value.start}-{value.end} is empty or outside the text of {len(text)} code points."
    elif inner:
        yield from (f"{where}.{flaw}" for flaw in flaws(value, text))
    else:
        check = CHECKS.get((noun, name))
        expected = check.letter(value) if check else None
        if expected:
            yield f"{where} is {value!r}, expected {expected}."
