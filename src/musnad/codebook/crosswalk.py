"""CAMEO to PLOVER: the project's own table, the alliance's, and where they part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from musnad.codebook.load import load_codebook
from musnad.codebook.source import known, need, read_table
from musnad.codebook.tables import Crosswalk, Target
from musnad.errors import BadCodebook

CROSSWALKS = ("cameo_plover", "cameo_plover_oeda")


@dataclass(frozen=True, slots=True)
class Difference:
    """One CAMEO code on which the two tables part; `theirs` None when the alliance's file lacks it."""

    code: str
    ours: Target
    theirs: Target | None
    because: str


@cache
def crosswalk(name: str = "cameo_plover") -> Crosswalk:
    """The table `name` (one of CROSSWALKS). Raises BadCodebook for unknown names, codes or values."""
    raw = read_table(known(name, CROSSWALKS, "crosswalk", "crosswalk"))
    return build_crosswalk(raw, name)


def build_crosswalk(raw: Mapping[str, Any], name: str) -> Crosswalk:
    """The table from its YAML mapping. A `strict` table may use only what PLOVER defines."""
    cameo = load_codebook("cameo")
    rows = {}
    for code, row in need(raw, "rows", f"{name}.yml").items():
        known(code, cameo.codes, f"{name}.yml", "CAMEO code")
        rows[code] = _target(row, f"{name}.yml/{code}", bool(raw.get("strict", True)))
    why = {code: group["because"] for group in raw.get("why", ()) for code in group["codes"]}
    return Crosswalk(name, str(raw["version"]), MappingProxyType(rows), MappingProxyType(why))


def _target(row: list[Any], where: str, strict: bool) -> Target:
    type_, mode, contexts = row
    plover = load_codebook("plover")
    if type_ is not None:
        known(type_, plover.types, where, "PLOVER type")
    if strict and type_ is not None and not plover.has_mode(type_, mode):
        raise BadCodebook(f"{where}: {type_} has no mode '{mode}'. Use one of: {', '.join(plover.types[type_].modes)}.")
    if strict:
        for context in contexts:
            known(context, plover.contexts, where, "PLOVER context")
    return Target(type_, mode, tuple(contexts))


def differences() -> tuple[Difference, ...]:
    """Every code on which our table and the alliance's part, with the ground. Raises BadCodebook if one has none."""
    ours, theirs = crosswalk("cameo_plover"), crosswalk("cameo_plover_oeda")
    found = []
    for code, target in ours.rows.items():
        if theirs.rows.get(code) != target:
            found.append(Difference(code, target, theirs.rows.get(code), need(ours.why, code, "cameo_plover.yml/why")))
    return tuple(found)


def undefined_values() -> tuple[tuple[str, str], ...]:
    """(code, value) of every mode and context in the alliance's file that PLOVER's manual does not define."""
    plover = load_codebook("plover")
    found = []
    for code, row in crosswalk("cameo_plover_oeda").rows.items():
        if row.type is not None and not plover.has_mode(row.type, row.mode):
            found.append((code, str(row.mode)))
        found += [(code, context) for context in row.contexts if context not in plover.contexts]
    return tuple(found)
