"""The conditions of coding rules: compiled once from YAML, matched against a CodedEvent."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from musnad.codebook.event import CodedEvent, Party
from musnad.codebook.source import known
from musnad.codebook.tables import PartyClass, Plover, Vocabulary
from musnad.errors import BadCodebook
from musnad.record.labels import POLARITIES

PLACES = ("home", "abroad", "unknown")


@dataclass(frozen=True, slots=True)
class When:
    """A condition; an empty set or None asks nothing. All that is asked must hold."""

    type: frozenset[str]
    not_type: frozenset[str]
    mode: frozenset[str | None]
    status: frozenset[str]
    polarity: frozenset[str]
    instrument: frozenset[str]
    no_instrument: frozenset[str]
    contexts: frozenset[str]
    all_contexts: frozenset[str]
    tags: frozenset[str]
    all_tags: frozenset[str]
    without: frozenset[str]
    actors: tuple[PartyClass, ...]
    recipients: tuple[PartyClass, ...]
    both: tuple[PartyClass, ...]
    place: frozenset[str]
    deaths: bool | None


KEYS = tuple(When.__dataclass_fields__)


def compile_when(raw: Mapping[str, Any], where: str, words: Vocabulary, plover: Plover) -> When:
    """The condition `raw`. Raises BadCodebook, with the nearest word, for anything that the vocabulary lacks."""
    for key in raw:
        known(key, KEYS, where, "condition")
    modes = {mode for kind in plover.types.values() for mode in kind.modes}
    allowed: dict[str, Collection[Any]] = {
        "type": plover.types, "not_type": plover.types, "mode": modes, "status": words.statuses, "polarity": POLARITIES,
        "instrument": words.instruments, "no_instrument": words.instruments, "contexts": plover.contexts,
        "all_contexts": plover.contexts, "tags": words.tags, "all_tags": words.tags, "without": words.tags,
        "place": PLACES,
    }  # fmt: skip
    sets = {key: _words(raw.get(key, ()), names, f"{where}/{key}") for key, names in allowed.items()}
    sides = {key: _classes(raw.get(key, ()), words, f"{where}/{key}") for key in ("actors", "recipients", "both")}
    if len(sides["both"]) not in (0, 2):
        raise BadCodebook(f"{where}/both: give two classes of parties, one for each side.")
    return When(**sets, **sides, deaths=raw.get("deaths"))


def _words(values: Any, allowed: Collection[Any], where: str) -> Any:
    return frozenset(value if value is None else known(value, allowed, where, "word for this key") for value in values)


def _classes(names: Any, words: Vocabulary, where: str) -> Any:
    return tuple(words.parties[known(name, words.parties, where, "class of parties")] for name in names)


def belongs(party: Party, group: PartyClass) -> bool:
    """Is the party of that class: by its tags, else by its sectors, else (without sectors) by its kind?"""
    if not group.tags.isdisjoint(party.tags):
        return True
    if party.sectors:
        return not group.sectors.isdisjoint(party.sectors)
    return party.kind in group.kinds


def place_relation(event: CodedEvent, groups: tuple[PartyClass, ...]) -> str:
    """home: an actor of these classes is from the country where it happened; abroad: none; unknown: no country told."""
    countries = {party.country for party in event.actors if _any((party,), groups)} - {None}
    if not countries or event.place_country is None:
        return "unknown"
    return "home" if event.place_country in countries else "abroad"


def holds(when: When, event: CodedEvent) -> bool:
    """Does the condition hold for the event?"""
    return _codes_hold(when, event) and _words_hold(when, event) and _sides_hold(when, event)


def _codes_hold(when: When, event: CodedEvent) -> bool:
    return (
        (not when.type or event.type in when.type)
        and event.type not in when.not_type
        and (not when.mode or event.mode in when.mode)
        and (not when.status or event.status in when.status)
        and (not when.polarity or event.polarity in when.polarity)
        and (when.deaths is None or when.deaths == bool(event.deaths))
    )


def _words_hold(when: When, event: CodedEvent) -> bool:
    return (
        (not when.tags or not when.tags.isdisjoint(event.tags))
        and when.all_tags <= event.tags
        and when.without.isdisjoint(event.tags)
        and (not when.contexts or not when.contexts.isdisjoint(event.contexts))
        and when.all_contexts.issubset(event.contexts)
        and (not when.instrument or event.instrument in when.instrument)
        and event.instrument not in when.no_instrument
    )


def _sides_hold(when: When, event: CodedEvent) -> bool:
    return (
        (not when.actors or _any(event.actors, when.actors))
        and (not when.recipients or _any(event.recipients, when.recipients))
        and (not when.both or _facing(event, when.both[0], when.both[1]))
        and (not when.place or place_relation(event, when.actors) in when.place)
    )


def _any(parties: tuple[Party, ...], groups: tuple[PartyClass, ...]) -> bool:
    return any(belongs(party, group) for party in parties for group in groups)


def _facing(event: CodedEvent, first: PartyClass, second: PartyClass) -> bool:
    """One side against another: an actor and a recipient, or two different actors when no recipient is told."""
    if event.recipients:
        return _any(event.actors, (first,)) and _any(event.recipients, (second,))
    return any(
        belongs(a, first) and belongs(b, second)
        for i, a in enumerate(event.actors)
        for j, b in enumerate(event.actors)
        if i != j
    )
