"""Small schemas for rule files: what a file may hold, checked key by key.

A schema's `check(value, path)` returns the first `Problem` or None. The path leads the loader to the line and column.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at `path`. `on_key` says whether the caret belongs under the key or under its value."""

    path: Path
    message: str
    on_key: bool = False


class Schema(Protocol):
    def check(self, value: Any, path: Path) -> Problem | None: ...


def nearest(word: str, known: Iterable[str]) -> str:
    """ "; did you mean ...?" with the nearest valid key, else the list of all."""
    names = sorted(known)
    close = difflib.get_close_matches(word, names, n=1, cutoff=0.5)
    if close:
        return f"; did you mean '{close[0]}'?"
    return f"; valid here: {', '.join(names)}" if names else ""


@dataclass(frozen=True, slots=True)
class Text:
    """A string (not empty unless it may be), optionally matching a regular expression."""

    pattern: str | None = None
    may_be_empty: bool = False

    def check(self, value: Any, path: Path) -> Problem | None:
        if self.may_be_empty and value == "":
            return None
        if not isinstance(value, str) or not value.strip():
            return Problem(path, f"expected a text here, found {_kind(value)}")
        if self.pattern and not re.fullmatch(self.pattern, value):
            return Problem(path, f"'{value}' does not have the form {self.pattern}")
        return None


@dataclass(frozen=True, slots=True)
class Number:
    """A number between `low` and `high` (both included)."""

    low: float = float("-inf")
    high: float = float("inf")

    def check(self, value: Any, path: Path) -> Problem | None:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return Problem(path, f"expected a number here, found {_kind(value)}")
        if not self.low <= value <= self.high:
            return Problem(path, f"{value} is outside {self.low:g} to {self.high:g}")
        return None


@dataclass(frozen=True, slots=True)
class Flag:
    """true or false."""

    def check(self, value: Any, path: Path) -> Problem | None:
        return None if isinstance(value, bool) else Problem(path, f"expected true or false, found {_kind(value)}")


@dataclass(frozen=True, slots=True)
class Anything:
    """Any value (the room checks it itself)."""

    def check(self, value: Any, path: Path) -> Problem | None:
        return None


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a closed set of labels."""

    labels: Sequence[str]

    def check(self, value: Any, path: Path) -> Problem | None:
        if value in self.labels:
            return None
        return Problem(path, f"'{value}' is not a valid label{nearest(str(value), self.labels)}")


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of things of one shape; a single thing is accepted too when `or_one` is set."""

    item: Schema
    or_one: bool = False

    def check(self, value: Any, path: Path) -> Problem | None:
        if not isinstance(value, list):
            if self.or_one:
                return self.item.check(value, path)
            return Problem(path, f"expected a list here, found {_kind(value)}")
        for i, item in enumerate(value):
            problem = self.item.check(item, (*path, i))
            if problem:
                return problem
        return None


@dataclass(frozen=True, slots=True)
class MapOf:
    """A mapping with free keys (optionally from a closed set) and values of one shape."""

    value: Schema
    keys: Sequence[str] | None = None

    def check(self, value: Any, path: Path) -> Problem | None:
        if not isinstance(value, dict):
            return Problem(path, f"expected 'key: value' lines here, found {_kind(value)}")
        for key, item in value.items():
            if self.keys is not None and key not in self.keys:
                return Problem((*path, key), f"unknown key '{key}'{nearest(str(key), self.keys)}", on_key=True)
            problem = self.value.check(item, (*path, key))
            if problem:
                return problem
        return None


@dataclass(frozen=True, slots=True)
class Struct:
    """A mapping with named keys; those in `required` must be there."""

    keys: Mapping[str, Schema]
    required: Sequence[str] = ()

    def check(self, value: Any, path: Path) -> Problem | None:
        if not isinstance(value, dict):
            return Problem(path, f"expected 'key: value' lines here, found {_kind(value)}")
        for key, item in value.items():
            schema = self.keys.get(key)
            if schema is None:
                return Problem((*path, key), f"unknown key '{key}'{nearest(str(key), self.keys)}", on_key=True)
            problem = schema.check(item, (*path, key))
            if problem:
                return problem
        for key in self.required:
            if key not in value:
                return Problem(path, f"the key '{key}' is missing")
        return None


@dataclass(frozen=True, slots=True)
class Lexical:
    """An entry of a word list: at least one word-class key of the language (`verb`, `noun`, `phrase` ...), whose value
    is a text or a list of texts; `gloss` (English), `id`, `note`; `no` (features whose forms are left out, such as
    passive); and the room's own keys in `more`.

    The loader puts the language's class names in (`with_classes`), since each language has its own.
    """

    more: Mapping[str, Schema] = field(default_factory=dict)
    required: Sequence[str] = ()
    classes: Sequence[str] = ()

    def check(self, value: Any, path: Path) -> Problem | None:
        words = ListOf(Text(), or_one=True)
        keys: dict[str, Schema] = {name: words for name in self.classes}
        keys.update(id=Text(r"[a-z0-9_./-]+"), gloss=Text(), note=Text(), no=ListOf(Text(), or_one=True), **self.more)
        problem = Struct(keys, self.required).check(value, path)
        if problem is None and not any(name in value for name in self.classes):
            return Problem(path, f"no word in this entry; give one of {', '.join(self.classes)}")
        return problem


def with_classes(schema: Schema, classes: Sequence[str]) -> Schema:
    """The same schema with the language's word classes known to every `Lexical` in it."""
    if isinstance(schema, Lexical):
        return Lexical(schema.more, schema.required, classes)
    if isinstance(schema, ListOf):
        return ListOf(with_classes(schema.item, classes), schema.or_one)
    if isinstance(schema, MapOf):
        return MapOf(with_classes(schema.value, classes), schema.keys)
    if isinstance(schema, Struct):
        return Struct({k: with_classes(s, classes) for k, s in schema.keys.items()}, schema.required)
    return schema


def _kind(value: Any) -> str:
    names = {dict: "'key: value' lines", list: "a list", str: f"'{value}'", type(None): "nothing"}
    return names.get(type(value), f"'{value}'")
