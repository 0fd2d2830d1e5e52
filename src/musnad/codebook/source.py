"""Reads a table's YAML file and says in a letter what is wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from importlib.resources import files
from typing import Any

import yaml

from musnad.errors import BadCodebook

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml is about ten times as fast


def parse_table(text: str, name: str) -> dict[str, Any]:
    """The mapping that `text` holds. Raises BadCodebook with line and column when it is not YAML or not a mapping."""
    try:
        data = yaml.load(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f", line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        raise BadCodebook(f"{name}{where}: not valid YAML ({error.problem}). Mend the line and try again.") from error
    if not isinstance(data, dict):
        raise BadCodebook(f"{name}: a codebook table must be a mapping with a version. It holds {type(data).__name__}.")
    return data


def read_table(name: str) -> dict[str, Any]:
    """The table `codebook/<name>.yml`. Raises BadCodebook when it is missing or broken."""
    path = files("musnad.codebook") / f"{name}.yml"
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise BadCodebook(f"{name}.yml: no such codebook table. Reinstall musnad, or correct the name.") from error
    return parse_table(text, f"{name}.yml")


def need(row: Mapping[str, Any], key: str, where: str) -> Any:
    """`row[key]`, or a letter that names the table and the missing key."""
    if key not in row:
        raise BadCodebook(f"{where}: the key '{key}' is missing. Add it.")
    return row[key]


def known(value: str, allowed: Collection[Any], where: str, what: str) -> str:
    """`value` if it is among `allowed`, else a letter with the nearest name."""
    if value in allowed:
        return value
    names = [str(name) for name in allowed]
    near = get_close_matches(str(value), names, 1)
    hint = f" Did you mean '{near[0]}'?" if near else f" Use one of: {', '.join(sorted(names)[:12])}."
    raise BadCodebook(f"{where}: '{value}' is no {what}.{hint}")
