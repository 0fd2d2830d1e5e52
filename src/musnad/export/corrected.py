"""A record as the reviewers left it: what they added, corrected and rejected, put in. What was read stays in the archive.

The steps: additions (what others refer to first), corrections of each item (all that were made on it at once, so that two may
need each other), then rejections. After each the record must have no problem that it had not before; a judgement that cannot
be put in is told in a letter. Reasons of what people touched say so (`review.added`, `review.corrected`).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from musnad.archive.query import JudgementInfo
from musnad.export.added import ORDER, with_added
from musnad.export.following import changed
from musnad.export.putting import Unfit
from musnad.export.rejected import without
from musnad.record import Record

ADDED = "added"  # the field of a judgement that adds an item
_COUNTED = ("event:", "relation:")  # rejected ones stay in: writers leave them out and count them
Said = list[JudgementInfo]


def corrected(record: Record, judgements: Iterable[JudgementInfo]) -> tuple[Record, list[str]]:
    """The record with all that fits, and a sentence for each judgement that does not (an item that is not there, a value
    that would make the record contradict itself)."""
    said: dict[str, Said] = defaultdict(list)
    for one in judgements:
        if one.other_item is None:
            said[one.item].append(one)
    return _Work(record, said).done() if said else (record, [])


class _Work:
    """The record while it is put right, and the letters so far."""

    def __init__(self, record: Record, said: dict[str, Said]) -> None:
        self.record = record
        self.said = said
        self.letters: list[str] = []
        self.chosen = frozenset(i for i, ones in said.items() if any(_sets(j, "claim") for j in ones))
        self.known = set(record.problems())

    def done(self) -> tuple[Record, list[str]]:
        """Everything, step by step."""
        held = dict(verdicts(j for ones in self.said.values() for j in ones))
        gone = {item for item, verdict in held.items() if verdict == "reject" and not item.startswith(_COUNTED)}
        added = {item: _added(ones) for item, ones in self.said.items()}
        for item in sorted((i for i in added if added[i] and i not in gone), key=lambda i: _rank(added[i])):
            self._add(item, added[item])
        for item, ones in self.said.items():
            corrections = _last(j for j in ones if j.verdict == "correct" and j.field not in (None, ADDED))
            if corrections and not added[item] and item not in gone:
                self._correct(item, corrections)
        for item in sorted(i for i in gone if not added[i]):
            fallen = [r.id for r in self.record.relations if item in (r.head, r.tail)]
            if self._step(item, "rejected", partial(without, item=item, chosen=self.chosen)):
                self.letters += [f"{relation} went out with {item}, which was rejected" for relation in fallen]
        return self.record, self.letters

    def _add(self, item: str, told: dict[str, Any]) -> None:
        self._step(item, ADDED, partial(with_added, item=item, told=told, chosen=self.chosen))

    def _correct(self, item: str, corrections: Sequence[JudgementInfo]) -> None:
        """All corrections of an item together; when they do not fit together, each that fits."""
        if self._tried(partial(_all, item=item, corrections=corrections, chosen=self.chosen)) is None:
            return
        for one in corrections:
            step = partial(_all, item=item, corrections=[one], chosen=self.chosen)
            self._step(item, one.field or "", step, one.id)

    def _step(self, item: str, what: str, step: Callable[[Record], Record], number: int | None = None) -> bool:
        """Take a step, or say in a letter why not."""
        why = self._tried(step)
        if why is not None:
            which = f"judgement {number} on {item}" if number else item
            self.letters.append(f"{which} ({what}) could not be put in: {why}")
        return why is None

    def _tried(self, step: Callable[[Record], Record]) -> str | None:
        """Take the step when the record stays sound; why not, when not."""
        try:
            new = step(self.record)
        except Unfit as unfit:
            return str(unfit)
        worse = [sentence for sentence in new.problems() if sentence not in self.known]
        if worse:
            return worse[0]
        self.record = new
        return None


def _all(record: Record, item: str, corrections: Iterable[JudgementInfo], chosen: frozenset[str]) -> Record:
    for one in corrections:
        value = json.loads(one.value) if one.value is not None else None
        record = changed(record, item, one.field or "", value, chosen)
    return record


def _last(corrections: Iterable[JudgementInfo]) -> Said:
    """The last correction of each field, in the order they were made."""
    return sorted({one.field: one for one in corrections}.values(), key=lambda one: one.id)


def _sets(one: JudgementInfo, field: str) -> bool:
    """Does the judgement put a value in the field, of an item that was read or of one that it adds?"""
    inside = one.field == ADDED and one.value is not None and json.loads(one.value).get(field) is not None
    return one.verdict == "correct" and (one.field == field or inside)


def _added(ones: Said) -> dict[str, Any]:
    """What an added item was given, with later corrections of it put in; empty for an item that was read."""
    first = next((json.loads(j.value) for j in ones if j.field == ADDED and j.value), None)
    if not isinstance(first, dict):
        return {}
    own = {"event": "trigger", "attribution": "cue", "mention": "span"}.get(str(first.get("noun")))
    for one in ones:
        if one.verdict == "correct" and one.field not in (None, ADDED):
            field = "span" if one.field == own else one.field or ""
            first[field] = json.loads(one.value) if one.value is not None else None
    return first


def _rank(told: dict[str, Any]) -> int:
    noun = told.get("noun")
    return ORDER.index(noun) if noun in ORDER else len(ORDER)


def verdicts(judgements: Iterable[JudgementInfo]) -> Iterator[tuple[str, str]]:
    """Item and verdict of every judgement on a single item as a whole, or that puts something right in it, oldest first (the
    last one holds). A verdict on one field of it is none on the item."""
    for judgement in judgements:
        if judgement.other_item is None and (judgement.field is None or judgement.verdict == "correct"):
            yield judgement.item, judgement.verdict
