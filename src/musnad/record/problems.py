"""What is wrong with a record, in sentences. A record that `read` made has none; tests assert it.

Two passes: `flaws` looks at every field alone, the rest at how the items hang together. Each
sentence begins with the id of the item it is about.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import chain
from typing import Any

from musnad.record.document import Document
from musnad.record.flaws import flaws
from musnad.record.labels import PLACE_TAILED
from musnad.record.nouns import Actor, Attribution, Claim, Event, Mention, Place, Relation, TimeValue
from musnad.record.record import Item, Record
from musnad.record.span import Span

_NOUN = {
    Mention: "a mention", Actor: "an actor", TimeValue: "a time", Place: "a place", Attribution: "an attribution",
    Claim: "a claim", Event: "an event", Relation: "a relation",
}  # fmt: skip


def find_problems(record: Record) -> list[str]:
    """All problems of a record, in the order of its items; an empty list when there is none."""
    return list(_all(record))


def _all(record: Record) -> Iterator[str]:
    text = record.document.text
    yield from _document(record.document)
    yield from (f"Document: {flaw}" for flaw in flaws(record.document, text))
    yield from (f"Reader: {flaw}" for flaw in flaws(record.reader, text))
    yield from _twice(record)
    items = record.items()
    for item in _each(record):
        yield from (f"{item.id}: {flaw}" for flaw in flaws(item, text))
        look: _Look = _LOOKS[type(item)]
        yield from (f"{item.id}: {flaw}" for flaw in look(item, items))


def _each(record: Record) -> Iterator[Item]:
    who_when_where: Iterator[Item] = chain(record.mentions, record.actors, record.times, record.places)
    return chain(who_when_where, record.attributions, record.claims, record.events, record.relations)


def _twice(record: Record) -> Iterator[str]:
    seen: set[str] = set()
    for item in _each(record):
        if item.id in seen:
            yield f"{item.id}: two items have this id."
        seen.add(item.id)


def _document(document: Document) -> Iterator[str]:
    try:
        digest = hashlib.sha256(document.text.encode()).hexdigest()
    except UnicodeEncodeError as error:
        yield f"Document: its text has half a character (a lone surrogate) at {error.start}."
        return
    if document.id != digest:
        yield f"Document: its id is not the SHA-256 of its text ({digest})."
    first = document.text.strip().split("\n", 1)[0].strip()
    if document.title is not None and document.title.strip() != first:
        yield f"Document: its title {document.title!r} is not the first line of its text, {first[:80]!r}."
    for name, value in (("published", document.published), ("retrieved", document.retrieved)):
        if value and len(value) > len("2024-12") and _moment(value) is None:
            yield f"Document: {name} {value!r} is no date of the calendar."


# ---- how the items hang together --------------------------------------------------------------------------------

_Items = dict[str, Item]
_Look = Callable[[Any, _Items], Iterator[str]]


def _refer(where: str, reference: str | None, noun: type, items: _Items) -> Iterator[str]:
    """A reference that leads nowhere, or to another noun than it should."""
    if reference is None:
        return
    found = items.get(reference)
    if found is None:
        yield f"{where} refers to {reference}, which is not in the record."
    elif not isinstance(found, noun):
        yield f"{where} refers to {reference}, which is {_NOUN[type(found)]}, not {_NOUN[noun]}."


def _refer_all(where: str, references: tuple[str, ...], noun: type, items: _Items) -> Iterator[str]:
    for i, reference in enumerate(references):
        yield from _refer(f"{where}[{i}]", reference, noun, items)
    if len(set(references)) != len(references):
        yield f"{where} lists the same id twice."


def _inside(what: str, head: Span | None, outer: str, span: Span | None) -> Iterator[str]:
    if head and span and not span.covers(head):
        yield f"{what} {head.start}-{head.end} is not inside its {outer} {span.start}-{span.end}."


def _mention(mention: Mention, items: _Items) -> Iterator[str]:
    yield from _inside("head", mention.head, "span", mention.span)
    yield from _refer("actor", mention.actor, Actor, items)
    actor = items.get(mention.actor or "")
    if isinstance(actor, Actor) and mention.id not in actor.mentions:
        yield f"its actor {actor.id} does not list it among its mentions."


def _actor(actor: Actor, items: _Items) -> Iterator[str]:
    if not actor.mentions:
        yield "no mention refers to this actor, so it stands on no text."
    yield from _refer_all("mentions", actor.mentions, Mention, items)
    for reference in actor.mentions:
        mention = items.get(reference)
        if isinstance(mention, Mention) and mention.actor != actor.id:
            yield f"it lists {reference}, whose actor is {mention.actor}."
    for i, role in enumerate(actor.roles):
        yield from _refer(f"roles[{i}].of", role.of, Actor, items)
        yield from _refer(f"roles[{i}].since", role.since, TimeValue, items)
        yield from _refer(f"roles[{i}].until", role.until, TimeValue, items)
    if actor.private and actor.kind != "person":
        yield f"it is marked private, but is a {actor.kind}; only a person can be private."


def _time(time: TimeValue, items: _Items) -> Iterator[str]:
    moments = {}
    for name, value in (("earliest", time.earliest), ("latest", time.latest)):
        moments[name] = _moment(value)
        if value and not moments[name]:
            yield f"{name} {value!r} is no date of the calendar."
    earliest, latest = moments["earliest"], moments["latest"]
    if earliest and latest and earliest >= latest:
        yield f"earliest {time.earliest} is not before latest {time.latest} (latest is exclusive)."
    if time.edtf is None and (time.earliest or time.latest):
        yield "it has dates but no EDTF form, which says that it could not be anchored."


def _moment(value: str | None) -> datetime | None:
    """A date or date-time in UTC, None when there is none or it is impossible. (Only to compare: no zone means UTC.)"""
    try:
        made = datetime.fromisoformat(value) if value else None
    except ValueError:
        return None
    return made if made is None or made.tzinfo else made.replace(tzinfo=UTC)


def _place(place: Place, items: _Items) -> Iterator[str]:
    yield from _refer("mention", place.mention, Mention, items)
    if (place.lat is None) != (place.lon is None):
        yield "it has one coordinate without the other."
    if place.lat is None and place.lon is None:
        return
    if place.gazetteer_id is None and place.area is None:  # a facility may stand at "somewhere in X", and says so
        yield "it has coordinates but neither a gazetteer_id nor an area that says of what they are."
    if place.precision == "unknown":
        yield "it has coordinates although its precision is unknown."


def _attribution(link: Attribution, items: _Items) -> Iterator[str]:
    yield from _inside("head", link.head, "source", link.source)
    if (link.source is None) != (link.head is None):
        yield "it has a source or a head without the other (both are null when the source is implicit)."
    yield from _refer("actor", link.actor, Actor, items)
    yield from _refer("parent", link.parent, Attribution, items)
    if _circles(link, items):
        yield "its parents lead back to itself."


def _circles(link: Attribution, items: _Items) -> bool:
    passed: set[str] = set()
    above: Item | None = link
    while isinstance(above, Attribution) and above.id not in passed:
        passed.add(above.id)
        above = items.get(above.parent or "")
    return above is not None and above.id == link.id


def _claim(claim: Claim, items: _Items) -> Iterator[str]:
    for i, reference in enumerate(claim.about):
        found = items.get(reference)
        if not isinstance(found, Event | Relation):
            kind = "not in the record" if found is None else f"{_NOUN[type(found)]}, not an event or a relation"
            yield f"about[{i}] refers to {reference}, which is {kind}."
        elif found.claim != claim.id:
            yield f"it is about {reference}, which hangs on {found.claim}."
    if len(set(claim.about)) != len(claim.about):
        yield "about lists the same id twice."
    yield from _refer_all("chain", claim.chain, Attribution, items)
    yield from _order(claim, items)


def _order(claim: Claim, items: _Items) -> Iterator[str]:
    """A chain goes from the outlet inward: the first link has no parent, each other link has the one before it."""
    before: str | None = None
    for reference in claim.chain:
        link = items.get(reference)
        if isinstance(link, Attribution) and link.parent != before:
            stands = f"after {before}" if before else "first"
            yield f"its chain is out of order: {reference} stands {stands}, but its parent is {link.parent}."
        before = reference


def _hangs(item: Event | Relation, items: _Items) -> Iterator[str]:
    yield from _refer("claim", item.claim, Claim, items)
    claim = items.get(item.claim)
    if isinstance(claim, Claim) and item.id not in claim.about:
        yield f"its claim {claim.id} does not list it in about."


def _event(event: Event, items: _Items) -> Iterator[str]:
    yield from _hangs(event, items)
    yield from _refer_all("actors", event.actors, Actor, items)
    yield from _refer_all("recipients", event.recipients, Actor, items)
    yield from _refer("place", event.place, Place, items)
    yield from _refer("time", event.time, TimeValue, items)
    for i, toll in enumerate(event.tolls):
        if toll.who and toll.who.startswith("actor:"):  # otherwise words of the text, such as "civilians"
            yield from _refer(f"tolls[{i}].who", toll.who, Actor, items)
        if toll.low is not None and toll.high is not None and toll.low > toll.high:
            yield f"tolls[{i}] goes from {toll.low} up to {toll.high}."


def _relation(relation: Relation, items: _Items) -> Iterator[str]:
    yield from _hangs(relation, items)
    yield from _refer("head", relation.head, Actor, items)
    yield from _refer("tail", relation.tail, Place if relation.kind in PLACE_TAILED else Actor, items)
    yield from _refer("since", relation.since, TimeValue, items)
    yield from _refer("until", relation.until, TimeValue, items)
    if relation.head == relation.tail:
        yield f"it relates {relation.head} to itself."
    if not relation.evidence:
        yield "it has no evidence, so it stands on no text."


_LOOKS: dict[type, _Look] = {
    Mention: _mention, Actor: _actor, TimeValue: _time, Place: _place, Attribution: _attribution, Claim: _claim,
    Event: _event, Relation: _relation,
}  # fmt: skip
