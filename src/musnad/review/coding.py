"""What each coder of a round said: judgements turned into units that can be compared."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from musnad.archive.keys import canonical
from musnad.archive.query import JudgementInfo
from musnad.record import Record
from musnad.record.nouns import Event, Relation
from musnad.review.changes import ADDED

VERDICT = "verdict"
FIELDS = {
    "event": ("type", "mode", "status", "polarity", "certainty", "actors", "recipients", "place", "time"),
    "relation": ("kind", "head", "tail", "status", "polarity", "certainty"),
    "attribution": ("stance", "source_kind", "quotation", "actor"),
}
_GROUPS = {"event": "events", "relation": "relations", "attribution": "attributions"}
ABSENT = "absent"  # the other coder is done with the document and did not add the item
Unit = tuple[int, str, str]  # document, item, field


@dataclass(frozen=True, slots=True)
class Coded:
    """One coder's word on one document: unit -> value (canonical JSON; a verdict as it is)."""

    values: dict[Unit, str]
    added: frozenset[str]


def coded(document: int, record: Record, judgements: Iterable[JudgementInfo], who: str) -> Coded:
    """What a coder says of every unit that he judged. An item that is kept has for each field the value that he put there,
    else the one that was read; a rejected or unsure one has a verdict only."""
    mine = [j for j in judgements if j.who == who and j.other_item is None]
    values: dict[Unit, str] = {}
    machine = _machine(record)
    added: set[str] = set()
    for item in dict.fromkeys(j.item for j in mine):
        said = [j for j in mine if j.item == item]
        if any(j.field == ADDED for j in said):
            added.add(item)
        verdict = _verdict(said)
        values[document, item, VERDICT] = verdict
        if verdict in ("accept", "correct", ADDED):
            values |= {(document, item, f): v for f, v in _fields(machine.get(item, {}), said).items()}
    return Coded(values, frozenset(added))


def _verdict(said: list[JudgementInfo]) -> str:
    """The last verdict; a correction keeps the item, however often it is accepted as well."""
    if any(j.field == ADDED for j in said):
        return ADDED if said[-1].verdict != "reject" else "reject"
    if said[-1].verdict in ("reject", "unsure"):
        return said[-1].verdict
    return "correct" if any(j.verdict == "correct" for j in said) else "accept"


def _fields(machine: dict[str, Any], said: list[JudgementInfo]) -> dict[str, str]:
    values = dict(machine)
    for j in said:
        told = json.loads(j.value) if j.value is not None else None
        if j.field == ADDED and isinstance(told, dict):
            values |= {f: told.get(f) for f in FIELDS.get(told["noun"], ()) if f in told}
        elif j.verdict == "correct" and j.field is not None:
            values[j.field] = told
    return {field: canonical(sorted(v) if isinstance(v, list) else v) for field, v in values.items()}


def _machine(record: Record) -> dict[str, dict[str, Any]]:
    """Item -> its fields as they were read."""
    made = {}
    for noun, fields in FIELDS.items():
        for item in getattr(record, _GROUPS[noun]):
            made[item.id] = {field: _read(item, field) for field in fields}
    return made


def _read(item: Any, field: str) -> Any:
    if isinstance(item, Event | Relation) and field in ("status", "polarity", "certainty"):
        return getattr(item.modality, field)
    value = getattr(item, field)
    return list(value) if isinstance(value, tuple) else value


def pairs(first: Coded, second: Coded, done: tuple[bool, bool]) -> dict[Unit, tuple[str | None, str | None]]:
    """Unit -> both values. What one added and the other, done with the document, did not counts as absent there."""
    made: dict[Unit, tuple[str | None, str | None]] = {}
    for unit in sorted({*first.values, *second.values}):
        a, b = first.values.get(unit), second.values.get(unit)
        if unit[2] == VERDICT:
            a = ABSENT if a is None and done[0] and unit[1] in second.added else a
            b = ABSENT if b is None and done[1] and unit[1] in first.added else b
        made[unit] = (a, b)
    return made
