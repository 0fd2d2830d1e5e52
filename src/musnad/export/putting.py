"""Small steps on a record that a person's word needs: put an item in, find the sentence around a span, hang what is told on
the claim that its place in the text gives it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Any

from musnad.claims.chains import ground
from musnad.languages import load
from musnad.record import (
    Actor,
    Attribution,
    Claim,
    Document,
    Event,
    Item,
    Mention,
    Place,
    Reason,
    Record,
    Relation,
    Span,
    Text,
    TimeValue,
    item_id,
)  # fmt: skip
from musnad.text import split_text

GROUPS: dict[type, str] = {
    Mention: "mentions", Actor: "actors", TimeValue: "times", Place: "places", Attribution: "attributions", Claim: "claims",
    Event: "events", Relation: "relations",
}  # fmt: skip
CORRECTED, ADDED, HUNG = "review.corrected", "review.added", "review.hung"


class Unfit(Exception):
    """A correction that cannot be put in, and why (a part of a sentence)."""


def put(record: Record, *items: Item) -> Record:
    """The record with the items in place of those with their ids, or after all others of their noun."""
    for item in items:
        name = GROUPS[type(item)]
        group: tuple[Any, ...] = getattr(record, name)
        new = [item if one.id == item.id else one for one in group]
        if not any(one.id == item.id for one in group):
            new.append(item)
        changed: dict[str, Any] = {name: tuple(new)}
        record = replace(record, **changed)
    return record


def take_out(record: Record, item: Item) -> Record:
    """The record without an item; whatever refers to it is the caller's."""
    name = GROUPS[type(item)]
    changed: dict[str, Any] = {name: tuple(one for one in getattr(record, name) if one.id != item.id)}
    return replace(record, **changed)


def by_hand(reason: Reason, field: str) -> Reason:
    """The reason of an item of which a reviewer corrected a field; what the machine said stays as its part."""
    if reason.rule == CORRECTED:
        return replace(reason, sentence=f"{reason.sentence}, {field}")
    return Reason(CORRECTED, f"a reviewer corrected: {field}", reason.spans, 1.0, (reason,))


@lru_cache(maxsize=4)
def text_of(document: Document) -> Text:
    """The document's sentences and quotations."""
    return split_text(document, load(document.language))


def sentence_of(record: Record, span: Span) -> Span:
    """The sentence in which the span begins, stretched to hold all of it."""
    found = text_of(record.document).sentence_at(span.start)
    return span if found is None else Span(min(found.start, span.start), max(found.end, span.end))


def anchor_of(item: Event | Relation) -> Span:
    """Where in the text an event or a relation is told."""
    return item.trigger if isinstance(item, Event) else item.evidence[0]


def hung_by_place(record: Record, items: Iterable[Event | Relation]) -> Record:
    """The items hang on the claim that their place in the text gives them, as the reader would hang them."""
    by_id = {a.id: a for a in record.attributions}
    for item in items:
        found = ground(text_of(record.document), record.attributions, by_id, anchor_of(item))
        record = hung(record, item, tuple(a.id for a in found.chain), found.content)
    return record


def hung(record: Record, item: Event | Relation, chain: tuple[str, ...], content: Span) -> Record:
    """The item on the claim of this chain and content; the claim is made when there is none."""
    same = next((c for c in record.claims if (c.chain, c.content) == (chain, content)), None)
    if same is None:
        taken, nth = {c.id for c in record.claims}, 0
        while (name := item_id("claim", "said" if chain else "own", content, nth)) in taken:
            nth += 1
        same = Claim(name, (), chain, content, Reason(HUNG, "what a reviewer corrected hangs here", (content,)))
        record = put(record, same)
    return moved(record, replace(item, claim=same.id))


def moved(record: Record, item: Event | Relation) -> Record:
    """The item in the record, and listed by its own claim only."""
    claims = [replace(c, about=tuple(i for i in c.about if i != item.id)) for c in record.claims]
    claims = [replace(c, about=(*c.about, item.id)) if c.id == item.claim else c for c in claims]
    return put(replace(record, claims=tuple(claims)), item)
