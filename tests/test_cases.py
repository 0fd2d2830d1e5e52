"""Runs every languages/*/<name>.cases.yml through the observer of its room (docs/engine.md, "Cases")."""

from __future__ import annotations

import importlib
import importlib.util
from pathlib import Path
from typing import Any

import pytest

from musnad import languages
from musnad.rules import Anything, Flag, ListOf, OneOf, Struct, Text, load_rules

CASE = Struct(
    {
        "text": Text(),
        "gloss": Text(),
        "note": Text(),
        "title": Text(),
        "published": Text(),
        "outlet": Text(),
        "outlet_country": Text(),
        "expect": ListOf(Anything()),
        "only": Flag(),
        "none": Flag(),
        "origin": OneOf(("wild", "synthetic", "negative", "known_failure")),
    },
    required=("text",),
)
FILES = sorted(languages.FOLDER.glob("*/*.cases.yml"))


def _cases() -> list[Any]:
    found = []
    for path in FILES:
        name = path.name.removesuffix(".cases.yml")
        for n, case in enumerate(load_rules(path, ListOf(CASE)), 1):
            found.append(pytest.param(path, name, case, id=f"{path.parent.name}-{name}-{n}"))
    return found


def holds(expected: Any, observed: Any) -> bool:
    """Is `expected` a part of `observed`? Mappings: each key; lists: each item, in any order; else equality."""
    if isinstance(expected, dict):
        return isinstance(observed, dict) and all(k in observed and holds(v, observed[k]) for k, v in expected.items())
    if isinstance(expected, list):
        return isinstance(observed, list | tuple) and len(expected) == len(observed) and matched(expected, list(observed)) == []
    return bool(expected == observed)


def matched(expected: list[Any], observed: list[Any]) -> list[Any]:
    """The expected items for which no observed item of their own is left."""
    left, missing = list(observed), []
    for item in expected:
        hit = next((o for o in left if holds(item, o)), None)
        if hit is None:
            missing.append(item)
        else:
            left.remove(hit)
    return missing


def verdict(case: dict[str, Any], observed: list[dict[str, Any]]) -> str:
    """"" when the case holds, else what is wrong."""
    if case.get("none"):
        return f"nothing was to be found, but there is {observed}" if observed else ""
    expected = case.get("expect", [])
    missing = matched(expected, observed)
    if missing:
        return f"missing {missing}\n  observed {observed}"
    if case.get("only") and len(observed) > len(expected):
        return f"more than expected: {observed}"
    return ""


@pytest.mark.parametrize(("path", "name", "case"), _cases())
def test_case(path: Path, name: str, case: dict[str, Any]) -> None:
    assert case.get("expect") or case.get("none"), f"{path}: a case without 'expect' or 'none' asserts nothing"
    observer = importlib.import_module(f"observers.{name}")
    wrong = verdict(case, observer.observe(languages.load(path.parent.name), case))
    if case.get("origin") == "known_failure":
        assert wrong, f"{path}: this known failure now holds; move it to its origin: {case['text']}"
    else:
        assert not wrong, f"{path}\n  {case['text']}\n  {wrong}"


def test_every_rule_file_has_cases() -> None:
    """A rule file without cases is a guess."""
    bare = [
        str(p.relative_to(languages.FOLDER))
        for p in languages.FOLDER.glob("*/*.yml")
        if not p.name.endswith(".cases.yml") and not p.with_name(p.stem + ".cases.yml").exists()
    ]
    assert bare == []
