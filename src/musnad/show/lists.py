"""Who, where and when as lists: each actor, place and time of a record in one line of words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from musnad.record import Actor, Place, Record, TimeValue
from musnad.show.names import Names, interval

T = TypeVar("T", Place, TimeValue)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list. `ids` are all items that the line stands for (a place named three times is one line)."""

    ids: tuple[str, ...]
    short: str
    name: str
    facts: tuple[str, ...]
    more: tuple[tuple[str, str], ...] = ()  # (label, words): roles, other names


def actors(names: Names) -> tuple[Entry, ...]:
    """The actors, those who say or do something first, then the often named, then in the order of the text."""
    record = names.record
    busy = _parts(record)
    ranked = sorted(record.actors, key=lambda a: (-min(busy[a.id], 1), -len(a.mentions)))
    return tuple(_actor(actor, names) for actor in ranked)


def _parts(record: Record) -> Counter[str]:
    """How often an actor takes part in an event or relation, or speaks."""
    found = Counter(i for event in record.events for i in (*event.actors, *event.recipients))
    found.update(i for relation in record.relations for i in (relation.head, relation.tail))
    found.update(a.actor for a in record.attributions if a.actor)
    return found


def _actor(actor: Actor, names: Names) -> Entry:
    words = names.words
    sectors = [words("sector", s) for s in actor.sectors]
    facts = [words("kind", actor.kind), actor.country or "", *sectors, words("ui", "private") if actor.private else ""]
    more = [("", _role(role.title, role.of, names)) for role in actor.roles]
    also = dict.fromkeys(n.text for n in actor.names if n.text != actor.name)
    if also:
        more.append((words("ui", "also"), words("ui", "list").join(also)))
    return Entry((actor.id,), names.short(actor.id), actor.name, _said(facts), tuple(dict.fromkeys(more)))


def _role(title: str, of: str | None, names: Names) -> str:
    """The title, and whose it is in brackets, which stand well in either direction."""
    return f"{title} ({names.actor(of)})" if of else title


def places(names: Names) -> tuple[Entry, ...]:
    """The places in the order of the text, one line for all mentions of one place."""
    same = _grouped(names.record.places, lambda p: (p.gazetteer_id or p.name, p.area))
    return tuple(_place(found, names) for found in same)


def _place(found: list[Place], names: Names) -> Entry:
    place, words = found[0], names.words
    known = place.lat is not None and place.lon is not None
    where = f"{place.lat:.3f}, {place.lon:.3f}" if known else words("ui", "unresolved")
    grain = words("precision", place.precision) if place.precision != "unknown" else ""
    facts = _said([place.admin1 or "", place.country or "", grain, where])
    said = dict.fromkeys(names.quote(m.span) for m in names.mentions if m.id in {p.mention for p in found})
    quotes = [q for q in said if q != (place.area or place.name)]
    more = (("", words("ui", "list").join(f"«{q}»" for q in quotes)),) if quotes else ()
    return Entry(tuple(p.id for p in found), names.short(place.id), place.area or place.name, facts, more)


def times(names: Names) -> tuple[Entry, ...]:
    """The times in the order of the text, one line for the same words with the same dates."""
    same = _grouped(names.record.times, lambda t: (names.quote(t.span), interval(t)))
    return tuple(_time(found, names) for found in same)


def _time(found: list[TimeValue], names: Names) -> Entry:
    time = found[0]
    value = interval(time) or names.words("ui", "unanchored")
    return Entry(tuple(t.id for t in found), names.short(time.id), names.quote(time.span), (value,))


def _grouped(items: Iterable[T], key: Callable[[T], object]) -> list[list[T]]:
    made: dict[object, list[T]] = {}
    for item in items:
        made.setdefault(key(item), []).append(item)
    return list(made.values())


def _said(facts: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f for f in facts if f))
