"""An article as the stories see it: what its record says of the event that it tells, and what its text shares."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from musnad.record import Actor, Event, Record, TimeValue
from musnad.resolve.stories.marks import marks_of

LEAD = 420  # code points after the headline in which an article says what it is about
COARSE = ("country", "region", "province", "unknown")  # precisions of a place that tells no events apart
DAILY = ("second", "minute", "hour", "daypart", "day")  # grains of a time that names a day
MUTE = ("REQUEST", "ACCUSE", "REJECT", "SUPPORT", "THREATEN", "CONSULT", "COOPERATE", "CONCEDE")  # PLOVER: words, not deeds
NAMED = ("person", "group", "organization", "military", "government", "media")


@dataclass(frozen=True, slots=True)
class Article:
    """A record with what stories compare. key: what the caller calls the article; names: of the actors it names."""

    key: str
    record: Record
    marks: Counter[str] = field(compare=False)
    lead_marks: Counter[str] = field(compare=False)
    names: tuple[tuple[str, str], ...]
    places: frozenset[str]
    lead_places: frozenset[str]
    days: frozenset[str]
    lead_days: frozenset[str]
    types: frozenset[str]

    @property
    def published(self) -> date | None:
        return day_of(self.record.document.published)


def article_of(key: str, record: Record) -> Article:
    """What the stories need of a record. Pure; no actor that is a private person is named in it."""
    text, title = record.document.text, record.document.title or ""
    lead = text[: len(title) + LEAD]
    end = len(lead)
    items = record.items()
    fine = [(p, items[p.mention].span.start) for p in record.places if p.gazetteer_id and p.precision not in COARSE]  # type: ignore[union-attr]
    times = [(day, t.span.start) for t in record.times for day in days_of(t)]
    return Article(
        key=key, record=record, marks=marks_of(text), lead_marks=marks_of(lead),
        names=tuple(dict.fromkeys(_names(record))),
        places=frozenset(str(p.gazetteer_id) for p, _ in fine),
        lead_places=frozenset(str(p.gazetteer_id) for p, start in fine if start < end),
        days=frozenset(day for day, _ in times), lead_days=frozenset(day for day, start in times if start < end),
        types=frozenset(e.type for e in record.events if e.type not in MUTE),
    )  # fmt: skip


def _names(record: Record) -> Iterator[tuple[str, str]]:
    for actor in record.actors:
        if actor.kind in NAMED and not actor.private and is_named(record, actor):
            yield from ((name.text, actor.kind) for name in actor.names if name.text)


def is_named(record: Record, actor: Actor) -> bool:
    """Does the article call the actor by a name, not only by what it is?"""
    forms = _forms(record)
    return any(forms.get(mention) == "name" for mention in actor.mentions)


@functools.lru_cache(maxsize=256)
def _forms(record: Record) -> dict[str, str]:
    return {m.id: m.form for m in record.mentions}


def days_of(time: TimeValue) -> list[str]:
    """The single days that a time expression names, ISO 8601; [] for what is longer than two days or unknown."""
    first, last = day_of(time.earliest), day_of(time.latest)
    if first is None or time.grain not in DAILY:
        return []
    length = (last - first).days if last else 1
    return [(first + timedelta(days=n)).isoformat() for n in range(max(1, length))] if length <= 2 else []


def day_of(when: str | None) -> date | None:
    """The day of an ISO 8601 date or date-time, None for anything else."""
    try:
        return date.fromisoformat(when[:10]) if when else None
    except ValueError:
        return None


def deeds(record: Record) -> list[Event]:
    """The events that are more than words, in the order of the text."""
    return sorted((e for e in record.events if e.type not in MUTE), key=lambda e: e.trigger.start)
