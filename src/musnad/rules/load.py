"""Loading rule files: quick when they are right, exact when they are wrong.

A good file is parsed once by the fast loader and checked against its schema. Only when something is wrong is it parsed
again with positions, so that the letter can show file, line and caret.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from musnad.errors import BadRule
from musnad.rules.compiled import parsed
from musnad.rules.schema import Problem, Schema

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class RuleLoader(_Base):  # type: ignore[misc]
    """YAML without surprises for word lists: `on`, `no`, `yes` and dates stay the words that they are."""


RuleLoader.yaml_implicit_resolvers = {
    first: [
        (tag, regexp) for tag, regexp in listed if tag not in ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")
    ]
    for first, listed in _Base.yaml_implicit_resolvers.items()
}
RuleLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def load_rules(path: Path, schema: Schema, *, strict: bool = False) -> Any:
    """The checked content of a rule file. `strict` also finds keys given twice (slower; tests use it).

    Raises BadRule with file, line, caret and the nearest valid key."""
    source = _read(path)
    data = parse_rules(path, source)
    problem = schema.check(data, ())
    if problem is None and strict:
        problem = _doubled_key(yaml.compose(source, yaml.SafeLoader), ())
    if problem:
        raise BadRule(_letter(path, source, problem))
    return data


def parse_rules(path: Path, source: str) -> Any:
    """The content of a rule file, unchecked; taken from `compiled` when its bytes are still the same. Raises BadRule."""
    data = parsed(path, source.encode())
    if data is not None:
        return data
    try:
        return yaml.load(source, RuleLoader)
    except yaml.YAMLError as error:
        raise BadRule(_syntax_letter(path, source, error)) from None


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise BadRule(f"{path}: there is no such rule file") from None
    except UnicodeDecodeError as error:
        raise BadRule(f"{path}: not UTF-8 at byte {error.start}; save the file as UTF-8") from None


def _syntax_letter(path: Path, source: str, error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or "not readable as YAML"
    if mark is None:
        return f"{path}: {what}"
    return _draw(path, source, mark.line, mark.column, what)


def _letter(path: Path, source: str, problem: Problem) -> str:
    node: Any = yaml.compose(source, yaml.SafeLoader)
    mark = node.start_mark if node is not None else None
    for depth, step in enumerate(problem.path):
        last = depth == len(problem.path) - 1
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value == str(step):
                    node, mark = value, key.start_mark if last and problem.on_key else value.start_mark
                    break
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
            mark = node.start_mark
    if mark is None:
        return f"{path}: {problem.message}"
    return _draw(path, source, mark.line, mark.column, problem.message)


def _draw(path: Path, source: str, line: int, column: int, what: str) -> str:
    lines = source.splitlines() or [""]
    shown = lines[min(line, len(lines) - 1)]
    return f"{path}, line {line + 1}: {what}\n  {shown}\n  {' ' * column}^"


def _doubled_key(node: Any, path: tuple[str | int, ...]) -> Problem | None:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                return Problem((*path, key.value), f"the key '{key.value}' is given twice", on_key=True)
            seen.add(key.value)
            problem = _doubled_key(value, (*path, key.value))
            if problem:
                return problem
    elif isinstance(node, yaml.SequenceNode):
        for i, item in enumerate(node.value):
            problem = _doubled_key(item, (*path, i))
            if problem:
                return problem
    return None
