"""Items that a reviewer rejected are taken out, with what refers to them put right. Events and relations leave an entry only when
it is written (`without_rejected`), where they are counted."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import replace
from typing import Any

from musnad.export.entry import Entry
from musnad.export.following import heard_anew
from musnad.export.putting import Unfit, put, take_out
from musnad.record import Actor, Attribution, Event, Mention, Place, Record, Relation, TimeValue


def without(record: Record, item: str, chosen: Set[str]) -> Record:
    """The record without the item, and without relations of it. `chosen`: items whose claim a person chose. Raises Unfit for
    what cannot be taken out."""
    old = record.items().get(item)
    take = _TAKE.get(type(old))
    if old is None or take is None:
        raise Unfit("it is judged by what it says: reject its events and relations" if old else "there is no such item")
    return take(_without_told(record, {r.id for r in record.relations if item in (r.head, r.tail)}), old, chosen)


def _without_told(record: Record, gone: Set[str]) -> Record:
    """The record without these events and relations."""
    claims = tuple(replace(c, about=tuple(i for i in c.about if i not in gone)) for c in record.claims)
    events = tuple(e for e in record.events if e.id not in gone)
    return replace(record, claims=claims, events=events, relations=tuple(r for r in record.relations if r.id not in gone))


def without_rejected(entry: Entry) -> tuple[Entry, int]:
    """The entry as it goes out, and how many events and relations stay here because a reviewer rejected them."""
    told: list[Event | Relation] = [*entry.record.events, *entry.record.relations]
    gone = {one.id for one in told if entry.review(one.id) == "reject"}
    return (replace(entry, record=_without_told(entry.record, gone)) if gone else entry), len(gone)


def _attribution(record: Record, old: Attribution, chosen: Set[str]) -> Record:
    """What it handed on hangs on whoever stood around it."""
    children = [replace(a, parent=old.parent) for a in record.attributions if a.parent == old.id]
    record = take_out(put(record, *children), old)
    return heard_anew(record, old.id, [], chosen)


def _mention(record: Record, old: Mention, chosen: Set[str]) -> Record:
    """Raises Unfit when it is all that an actor or a place stands on."""
    if any(p.mention == old.id for p in record.places):
        raise Unfit("a place stands on it: reject the place")
    for actor in record.actors:
        if old.id in actor.mentions:
            if len(actor.mentions) == 1:
                raise Unfit(f"{actor.id} stands on it alone: reject the actor")
            record = put(record, replace(actor, mentions=tuple(m for m in actor.mentions if m != old.id)))
    return take_out(record, old)


def _actor(record: Record, old: Actor, chosen: Set[str]) -> Record:
    """It takes part in nothing and says nothing; where it is named, nobody is."""
    gone = old.id
    record = put(record, *(replace(m, actor=None) for m in record.mentions if m.actor == gone))
    record = put(record, *(replace(a, actor=None) for a in record.attributions if a.actor == gone))
    for event in record.events:
        actors, recipients = (tuple(i for i in side if i != gone) for side in (event.actors, event.recipients))
        tolls = tuple(replace(t, who=None) if t.who == gone else t for t in event.tolls)
        new = replace(event, actors=actors, recipients=recipients, tolls=tolls)
        record = put(record, new) if new != event else record
    for actor in record.actors:
        roles = tuple(replace(r, of=None) if r.of == gone else r for r in actor.roles)
        record = put(record, replace(actor, roles=roles)) if roles != actor.roles else record
    return take_out(record, old)


def _place(record: Record, old: Place, chosen: Set[str]) -> Record:
    return take_out(put(record, *(replace(e, place=None) for e in record.events if e.place == old.id)), old)


def _time(record: Record, old: TimeValue, chosen: Set[str]) -> Record:
    def left(one: Any) -> Any:
        return replace(one, **{end: None for end in ("since", "until") if getattr(one, end) == old.id})

    record = put(record, *(replace(e, time=None) for e in record.events if e.time == old.id))
    record = put(record, *(left(r) for r in record.relations if old.id in (r.since, r.until)))
    actors = [replace(a, roles=tuple(left(r) for r in a.roles)) for a in record.actors if a.roles]
    return take_out(put(record, *actors), old)


_TAKE: dict[type, Callable[..., Record]] = {
    Attribution: _attribution, Mention: _mention, Actor: _actor, Place: _place, TimeValue: _time,
}  # fmt: skip
