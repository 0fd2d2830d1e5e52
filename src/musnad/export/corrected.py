"""A record as the reviewers left it: corrections put in, in the order they were made. What was read stays in the archive."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from typing import Any

from musnad.archive.query import JudgementInfo
from musnad.record import Event, Modality, Record, Relation

_MODAL = tuple(f.name for f in fields(Modality) if f.name != "cue")
_ITEMS = ("mentions", "actors", "times", "places", "attributions", "events", "relations")


def corrected(record: Record, judgements: Iterable[JudgementInfo]) -> tuple[Record, list[str]]:
    """The record with all corrections that fit, and a sentence for each that does not (a field the item has not, a value
    that would make the record contradict itself)."""
    letters: list[str] = []
    for judgement in judgements:
        if judgement.verdict == "correct" and judgement.field and judgement.value is not None:
            changed = _change(record, judgement.item, judgement.field, json.loads(judgement.value))
            if changed is None or changed.problems():
                letters.append(f"judgement {judgement.id} on {judgement.item} ({judgement.field}) could not be put in")
            else:
                record = changed
    return record, letters


def _change(record: Record, item: str, field: str, value: Any) -> Record | None:
    """The record with one field of one item changed; None when there is no such item or field."""
    for name in _ITEMS:
        group = getattr(record, name)
        for at, found in enumerate(group):
            if found.id == item:
                new = _with(found, field, value)
                changed: dict[str, Any] = {name: (*group[:at], new, *group[at + 1 :])}
                return None if new is None else replace(record, **changed)
    return None


def _with(item: Any, field: str, value: Any) -> Any:
    if isinstance(item, Event | Relation) and field in _MODAL:
        return replace(item, modality=replace(item.modality, **{field: value}))
    now = getattr(item, field, item)
    if field in {f.name for f in fields(item)} - {"id", "claim"} and _fits(now, value):
        return replace(item, **{field: value})
    if isinstance(now, tuple) and isinstance(value, list) and all(isinstance(v, str) for v in (*now, *value)):
        return replace(item, **{field: tuple(value)})
    return None


def _fits(now: Any, value: Any) -> bool:
    """May a simple value (text, yes or no, nothing) take the place of another?"""
    if now is not None and not isinstance(now, str | bool):
        return False
    return value is None or isinstance(value, str if now is None else type(now))


def verdicts(judgements: Iterable[JudgementInfo]) -> Iterator[tuple[str, str]]:
    """Item and verdict of every judgement of a single item, oldest first (the last one holds)."""
    for judgement in judgements:
        if judgement.other_item is None:
            yield judgement.item, judgement.verdict
