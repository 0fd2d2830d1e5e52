"""An article as the stories see it: what its record says of the event that it tells, and what its text shares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from musnad import languages
from musnad.languages import Language
from musnad.record import Actor, Event, Record, Text, TimeValue
from musnad.resolve.names.letters import bare, is_arabic, plain
from musnad.resolve.stories.denial import denied
from musnad.resolve.stories.marks import Marks, marks_of, weighed
from musnad.resolve.stories.split import split_of
from musnad.resolve.stories.voice import Voice, passed_on_by, voices
from musnad.text.numbers import find_numbers

LEAD = 420  # code points after the headline in which an article says what it is about
SMALL = 3  # numbers below this are said of everything
COARSE = ("country", "region", "province", "unknown")  # precisions of a place that tells no events apart
DAILY = ("daypart", "day")  # grains of a time that names a day; a bare hour leans on the day of publication
NEAR = 18  # code points between a statement and its day
OLDEST = 1900  # first year of a day that news may tell of
# PLOVER types that are words and not deeds
MUTE = ("REQUEST", "ACCUSE", "REJECT", "SUPPORT", "THREATEN", "CONSULT", "COOPERATE", "CONCEDE", "AGREE")
NAMED = ("person", "group", "organization", "military", "government", "media")


@dataclass(frozen=True, slots=True)
class Article:
    """A record with what stories compare.

    marks, lead_marks, words: weighed; voices, passed_on_by, denies: see voice.py and denial.py.
    key: what the caller calls the article; names: (name, kind) of the actors that it names; places: gazetteer ids of towns and
    districts; areas: their provinces; days: ISO 8601; main_day: of the first deed that has one, else the first; types:
    PLOVER types of deeds."""

    key: str
    record: Record = field(compare=False)
    marks: Marks = field(compare=False)
    lead_marks: Marks = field(compare=False)
    words: Marks = field(compare=False)
    voices: tuple[Voice, ...] = field(compare=False)
    passed_on_by: tuple[str, ...] = field(compare=False)
    denies: str | None
    names: tuple[tuple[str, str], ...]
    places: frozenset[str]
    lead_places: frozenset[str]
    areas: frozenset[str]
    days: frozenset[str]
    main_day: str | None
    types: frozenset[str]

    @property
    def published(self) -> date | None:
        return day_of(self.record.document.published)

    @property
    def language(self) -> str:
        return self.record.document.language


def article_of(key: str, record: Record) -> Article:
    """What the stories need of a record. Pure; private persons are not among its names."""
    text = record.document.text
    end = len(record.document.title or "") + LEAD
    starts = {m.id: m.span.start for m in record.mentions}
    language = languages.load(record.document.language)
    split = split_of(record.document)
    numbers = _numbers(record, split, language)
    fine = [(str(p.gazetteer_id), starts[p.mention]) for p in record.places if p.gazetteer_id and p.precision not in COARSE]
    return Article(
        key=key, record=record, marks=weighed(_marks(text, len(text), numbers)),
        lead_marks=weighed(_marks(text, end, numbers)), words=weighed(_words(split, language)),
        voices=voices(record), passed_on_by=passed_on_by(record), denies=denied(record),
        names=tuple(dict.fromkeys(_names(record))),
        places=frozenset(place for place, _ in fine),
        lead_places=frozenset(place for place, start in fine if start < end),
        areas=frozenset(f"{p.country}/{p.admin1}" for p in record.places if p.admin1),
        days=frozenset(day for days in daily(record).values() for day in days), main_day=_main_day(record),
        types=frozenset(e.type for e in deeds(record)),
    )  # fmt: skip


def _numbers(record: Record, split: Text, language: Language) -> list[tuple[int, float]]:
    """(start, value) of the numbers as the reader reads them, dates and small ones left out."""
    dates = [t.span for t in record.times]
    return [
        (number.span.start, number.low)
        for number in find_numbers(split, language)
        if number.low is not None and number.low >= SMALL and not any(span.overlaps(number.span) for span in dates)
    ]


def _marks(text: str, end: int, numbers: Sequence[tuple[int, float]]) -> Counter[str]:
    """The marks of the text up to `end`; numbers as the reader reads them, words too, dates left out."""
    found = Counter({m: n for m, n in marks_of(text[:end]).items() if not m.startswith("n:")})
    found.update(f"n:{value:g}" for start, value in numbers if start < end)
    return found


def _words(split: Text, language: Language) -> Counter[str]:
    """The content words of the text, folded."""
    content = (
        t.fold for t in split.tokens
        if len(t.fold) > 2 and t.fold.isalpha() and not language.is_function(t.fold, *language.function_words)
    )  # fmt: skip
    return Counter(bare(w) if is_arabic(w) else plain(w) for w in content)


def _names(record: Record) -> Iterator[tuple[str, str]]:
    named = {m.id for m in record.mentions if m.form == "name"}
    for actor in record.actors:
        known = "registry" in actor.reason.rule  # who is in the news every day tells no events apart
        if actor.kind in NAMED and not actor.private and not known and is_named(actor, named):
            yield from ((name.text, actor.kind) for name in actor.names if name.text)


def is_named(actor: Actor, named: set[str]) -> bool:
    """Does the article call the actor by a name, not only by what it is? `named`: ids of the mentions that are names."""
    return any(mention in named for mention in actor.mentions)


def _main_day(record: Record) -> str | None:
    """The day of the first deed that has one; else the first day in the text. What is told of days to come does
    not count."""
    days = daily(record)
    published = (record.document.published or "9999")[:10]
    of_deeds = (days[e.time][0] for e in deeds(record) if e.time in days)
    told = next((day for day in of_deeds if day <= published), None)
    return told or next((day for found in days.values() for day in found[:1] if day <= published), None)


def daily(record: Record) -> dict[str | None, list[str]]:
    """Time id -> the days that it names, in the order of the text. What stands inside a name (Tomorrow Party) is no time."""
    published = day_of(record.document.published)
    heads = [m.head for m in record.mentions if m.kind in NAMED and m.form == "name"]
    told = [t for t in record.times if not any(head.covers(t.span) for head in heads) and not _of_saying(t, record)]
    days = {t.id: days_of(t, published) for t in told}
    return {time: found for time, found in days.items() if found}


def _of_saying(time: TimeValue, record: Record) -> bool:
    """Does the time stand right behind a statement or interview, whose own day it is?"""
    channels = (via for a in record.attributions for via in a.via)
    return any(0 <= time.span.start - via.end <= NEAR for via in channels)


def days_of(time: TimeValue, published: date | None = None) -> list[str]:
    """The single days that a time expression names, ISO 8601; [] for what is longer than two days or unknown. A year that no
    news tells of (a count behind the month that was read as one) is the year of publication."""
    first, last = day_of(time.earliest), day_of(time.latest)
    if first is None or time.grain not in DAILY:
        return []
    length = (last - first).days if last else 1
    if first.year < OLDEST:
        if published is None:
            return []
        first = first.replace(year=published.year)
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
