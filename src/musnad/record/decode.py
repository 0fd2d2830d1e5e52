"""JSON to nouns: one reading function per noun, compiled once from its type hints, that checks all it reads."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from functools import cache
from math import isfinite
from typing import Any

from musnad.record.document import Document
from musnad.record.fields import CHECKS, Check, Shape, shapes
from musnad.record.record import Record
from musnad.record.span import Span

Decode = Callable[[Any, str], Any]  # JSON and the document's text -> a value; raises Wrong


class Wrong(Exception):
    """What was found and what was expected; the path grows from the inside out while the error travels up."""

    def __init__(self, found: str, expected: str, place: str = "") -> None:
        super().__init__(found, expected)
        self.found, self.expected = found, expected
        self.path = [place]


def read_record(body: dict[Any, Any]) -> Record:
    """A record without its schema's name; the document first, since all spans are checked against its text."""
    text = _step(_decoder(Document), body["document"], "", ".document").text if "document" in body else ""
    record: Record = _decoder(Record)(body, text)
    return record


def _step(decode: Decode, value: Any, text: str, place: str) -> Any:
    """Read `value`; when it is wrong, note the place."""
    try:
        return decode(value, text)
    except Wrong as wrong:
        wrong.path.append(place)
        raise


@cache
def _decoder(noun: type) -> Decode:
    """A function that reads one noun from an object with exactly the noun's fields."""
    if noun is Span:
        return _read_span
    parts = {name: _field_decoder(noun, name, shape) for name, shape in shapes(noun).items()}

    def read(value: Any, text: str) -> Any:
        _keys(value, parts)
        name, made = "", []
        try:
            for name, decode in parts.items():
                made.append(decode(value[name], text))
        except Wrong as wrong:
            wrong.path.append(f".{name}")
            raise
        return noun(*made)

    return read


def _field_decoder(noun: type, name: str, shape: Shape) -> Decode:
    if shape.noun:
        one = _late(shape.type) if shape.type is noun else _decoder(shape.type)
    else:
        one = _scalar(shape.type, CHECKS.get((noun, name)))
    if shape.many:
        return lambda value, text: _read_list(one, value, text)
    if shape.optional:
        return lambda value, text: None if value is None else one(value, text)
    return one


def _late(noun: type) -> Decode:
    """The function of a noun that contains itself (Reason.parts), looked up when it is needed."""
    return lambda value, text: _decoder(noun)(value, text)


def _read_list(one: Decode, value: Any, text: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise Wrong(seen(value), "a list")
    return tuple([_step(one, item, text, f"[{i}]") for i, item in enumerate(value)])


def _scalar(kind: type, check: Check | None) -> Decode:
    basic = {str: _read_str, int: _read_int, float: _read_float, bool: _read_bool}[kind]

    def read(value: Any, text: str) -> Any:
        made = basic(value)
        expected = check.letter(made) if check else None
        if expected:
            raise Wrong(seen(value), expected)
        return made

    return read


def _read_str(value: Any) -> str:
    if not isinstance(value, str):
        raise Wrong(seen(value), "a string")
    if not value.isascii() and surrogate(value):
        raise Wrong("half a character (a lone surrogate)", "Unicode text")
    return value


def _read_int(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise Wrong(seen(value), "a whole number")
    return value


def _read_float(value: Any) -> float:
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**53:
        return float(value)
    if not isinstance(value, float) or not isfinite(value):
        raise Wrong(seen(value), "a number")
    return value


def _read_bool(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Wrong(seen(value), "true or false")
    return value


def _read_span(value: Any, text: str) -> Span:
    """A span whose `text` is what the document has there. (The only noun with a key that its dataclass lacks.)"""
    _keys(value, _SPAN_KEYS)
    start, end = (_step(_whole, value[key], text, f".{key}") for key in ("start", "end"))
    if not 0 <= start < end <= len(text):
        found = f"the span from {seen(start)} to {seen(end)}"
        raise Wrong(found, f"one that is not empty and lies inside the text of {len(text)} code points")
    if value["text"] != text[start:end]:
        raise Wrong(seen(value["text"]), f"the document's own characters there, {seen(text[start:end])}", ".text")
    return Span(start, end)


_SPAN_KEYS = dict.fromkeys(("start", "end", "text"))


def _whole(value: Any, text: str) -> int:
    return _read_int(value)


def _keys(value: Any, names: dict[str, Any]) -> None:
    """The object has exactly these keys."""
    if not isinstance(value, dict):
        raise Wrong(seen(value), "an object")
    if value.keys() == names.keys():
        return
    for key in value:
        if key not in names:
            near = get_close_matches(str(key)[:40], names, n=1)
            raise Wrong(f"the key {seen(key)}", f"the key {near[0]}" if near else f"only the keys {', '.join(names)}")
    raise Wrong(f"no key {next(name for name in names if name not in value)}", f"the keys {', '.join(names)}")


def seen(value: Any) -> str:
    """A short, printable form of what was found."""
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    if isinstance(value, bool | None):
        return {None: "null", True: "true", False: "false"}[value]
    try:
        shown = repr(value[:80] if isinstance(value, str) else value)
    except ValueError:  # a number of thousands of digits cannot be printed
        shown = "a very long number"
    return shown if len(shown) <= 60 else shown[:57] + "..."


def surrogate(text: str) -> int:
    """Where the first lone surrogate stands (half a character, which no UTF-8 can carry), counted from 1; 0 if none."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return error.start + 1
    return 0
