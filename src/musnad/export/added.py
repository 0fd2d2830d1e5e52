"""Items that a reviewer added because the machine missed them, made from the judgement that adds them.

Its value is `{"noun": ..., "span": {"start", "end"}, field: value, ...}` (`musnad.review.changes` checks it). An event or a
relation for which no claim was chosen hangs where its place in the text puts it, as the reader would hang it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import replace
from typing import Any

from musnad.archive.folding import script_of
from musnad.export.following import changed, heard_anew, recoded, span_of
from musnad.export.putting import ADDED, Unfit, hung_by_place, moved, put, sentence_of
from musnad.record import (
    Actor,
    Attribution,
    Event,
    Mention,
    Modality,
    Name,
    Place,
    Reason,
    Record,
    Relation,
    Span,
    TimeValue,
    item_id,
)  # fmt: skip

ORDER = ("mention", "actor", "place", "time", "attribution", "event", "relation")  # what others refer to comes first
_NONE = "none"


def with_added(record: Record, item: str, told: Mapping[str, Any], chosen: Set[str]) -> Record:
    """The record with the item, and whatever it needs beside it. Raises Unfit."""
    make = _MAKE.get(str(told.get("noun")))
    if make is None or not isinstance(told.get("span"), dict):
        raise Unfit("it says not what is to be added, or where")
    span = span_of(told["span"])
    record = make(record, item, span, Reason(ADDED, "a reviewer added it", (span,)), told)
    for field, value in told.items():
        if field not in ("noun", "span", "claim", "private", *_GIVEN[told["noun"]]):
            record = changed(record, item, field, value, chosen)
    return _settled(_named(record, item, span), item, told, chosen)


def _named(record: Record, item: str, span: Span) -> Record:
    """The item's reason says that it was added; that its fields were filled in afterwards is no news."""
    one: Any = record.items()[item]
    return put(record, replace(one, reason=Reason(ADDED, "a reviewer added it", (span,))))


def _settled(record: Record, item: str, told: Mapping[str, Any], chosen: Set[str]) -> Record:
    """On its claim, with its codes; what an added speaker says hangs on him."""
    one = record.items()[item]
    if isinstance(one, Event):
        one = recoded(record, one)
    if isinstance(one, Event | Relation):
        claim = told.get("claim")
        return moved(record, replace(one, claim=claim)) if claim else hung_by_place(record, [one])
    if isinstance(one, Attribution) and one.content is not None:
        return heard_anew(record, item, [one.content], chosen)
    if isinstance(one, Actor) and told.get("private"):
        return put(record, replace(one, private=True))
    return record


def _mention(record: Record, item: str, span: Span, why: Reason, told: Mapping[str, Any]) -> Record:
    return put(record, Mention(item, span, span, told["kind"], "name", None, why))


def _at(record: Record, span: Span, kind: str, why: Reason) -> Mention:
    """The mention on these characters; a new one when there is none."""
    here = next((m for m in record.mentions if span in (m.span, m.head)), None)
    return here or Mention(item_id("mention", kind, span), span, span, kind, "name", None, why)


def _actor(record: Record, item: str, span: Span, why: Reason, told: Mapping[str, Any]) -> Record:
    """An actor with the mention it is named by. Raises Unfit when that mention is another actor's."""
    mention = _at(record, span, told["kind"], why)
    if mention.actor is not None:
        raise Unfit(f"these characters are {mention.actor} already")
    written = span.of(record.document.text)
    name = Name(written, script_of(written), span, why)
    actor = Actor(item, written, told["kind"], (name,), None, (), (), (mention.id,), False, why)
    return put(record, replace(mention, actor=item), actor)


def _place(record: Record, item: str, span: Span, why: Reason, told: Mapping[str, Any]) -> Record:
    mention = _at(record, span, "place", why)
    written = span.of(record.document.text)
    return put(record, mention, Place(item, mention.id, written, None, None, None, None, None, "unknown", None, (), why))


def _time(record: Record, item: str, span: Span, why: Reason, told: Mapping[str, Any]) -> Record:
    return put(record, TimeValue(item, span, None, None, None, told["grain"], _NONE, why))


def _attribution(record: Record, item: str, span: Span, why: Reason, told: Mapping[str, Any]) -> Record:
    """Without a source it is an implicit one; a source is a person's until its kind is said."""
    kind = told.get("source_kind") or ("person" if told.get("source") else "implicit")
    return put(record, Attribution(item, span, None, None, kind, None, (), None, told["stance"], "indirect", None, why))


def _event(record: Record, item: str, span: Span, why: Reason, told: Mapping[str, Any]) -> Record:
    evidence = (sentence_of(record, span),)
    made = Event(
        item, span, told["type"], None, (), None, None, None, (), (), None, None, None, (), Modality(), "", evidence, why
    )  # fmt: skip
    return put(record, made)


def _relation(record: Record, item: str, span: Span, why: Reason, told: Mapping[str, Any]) -> Record:
    evidence = (sentence_of(record, span),)
    return put(record, Relation(item, told["kind"], told["head"], told["tail"], None, None, Modality(), "", evidence, why))


_MAKE: dict[str, Callable[[Record, str, Span, Reason, Mapping[str, Any]], Record]] = {
    "mention": _mention, "actor": _actor, "place": _place, "time": _time, "attribution": _attribution, "event": _event,
    "relation": _relation,
}  # fmt: skip
_GIVEN = {  # fields that an item has from its making on
    "mention": ("kind",), "actor": ("kind",), "place": (), "time": ("grain",), "attribution": ("stance", "source_kind"),
    "event": ("type",), "relation": ("kind", "head", "tail"),
}  # fmt: skip
