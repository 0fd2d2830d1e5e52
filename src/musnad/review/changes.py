"""What a person's word may say: fields that can be corrected, values that fit, and items that the machine missed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from musnad.gazetteer import Gazetteer
from musnad.record import Record, Span
from musnad.record.nouns import item_id
from musnad.review.access import refuse
from musnad.review.labels import choices

ADDED = "added"  # the field of a judgement that adds an item; its value is the item
NOUNS = {
    "event": "events", "relation": "relations", "attribution": "attributions", "mention": "mentions", "actor": "actors",
    "place": "places", "time": "times", "claim": "claims",
}  # fmt: skip
# How each field that is no label is checked: actor(s), place, time, claim, attribution of this record; span; text; flag.
KINDS: dict[str, dict[str, str]] = {
    "event": {"actors": "actors", "recipients": "actors", "place": "place", "time": "time", "trigger": "span", "claim": "claim"},
    "relation": {"head": "actor", "tail": "actor_or_place", "since": "time", "until": "time"},
    "attribution": {"actor": "actor", "source": "span", "cue": "span", "content": "span", "parent": "attribution"},
    "mention": {"span": "span", "actor": "actor"},
    "actor": {"name": "text", "country": "code", "private": "flag"},
    "place": {"gazetteer_id": "gazetteer"},
    "time": {"edtf": "text", "earliest": "date", "latest": "date"},
}
NEEDED: dict[str, tuple[str, ...]] = {
    "event": ("type",), "relation": ("kind", "head", "tail"), "attribution": ("stance",), "mention": ("kind",),
    "actor": ("kind",), "place": (), "time": ("grain",),
}  # fmt: skip
MAY_BE_NONE = {"place", "time", "mode", "since", "until", "actor", "source", "content", "parent", "country", "gazetteer_id",
               "edtf", "earliest", "latest"}  # fmt: skip
_KIND = {"event": "type", "relation": "kind", "attribution": "stance", "mention": "kind", "actor": "kind", "time": "grain"}
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2}(T[\d:.+Z-]{1,30})?)?)?")


class Known:
    """What stands in a record, with what people added to it: item id -> noun."""

    def __init__(self, record: Record, added: Mapping[str, Any]) -> None:
        self.length = len(record.document.text)
        self.nouns = {item.id: noun for noun, group in NOUNS.items() for item in getattr(record, group)}
        self.nouns |= {item: value["noun"] for item, value in added.items()}

    def noun(self, item: str) -> str:
        """The noun of an item. Raises Refused when the document has no such item."""
        noun = self.nouns.get(item)
        if noun is None:
            refuse(f"The record has no item {item[:80]!r}.")
        return noun


def checked(known: Known, noun: str, field: str, value: Any) -> Any:
    """The value when it fits the field of the noun. Raises Refused with what would fit."""
    if value is None and field in MAY_BE_NONE:
        return None
    labels = choices().get(noun, {}).get(field)
    if labels is not None:
        if value not in labels:
            refuse(f"{field} takes one of: {', '.join(labels)}.")
        return value
    kind = KINDS.get(noun, {}).get(field)
    if kind is None:
        can = ", ".join([*choices().get(noun, {}), *KINDS.get(noun, {})])
        refuse(f"{field[:40]!r} of a {noun} cannot be corrected: {can} can.")
    return _CHECKS[kind](known, field, value)


def added_item(known: Known, noun: str, span: Span, value: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The id and the content of an item that the machine missed. Raises Refused."""
    if noun not in NEEDED:
        refuse(f"A {noun} cannot be added: {', '.join(NEEDED)} can.")
    absent = [field for field in NEEDED[noun] if field not in value]
    if absent:
        refuse(f"A {noun} needs {', '.join(absent)}.")
    told = {field: checked(known, noun, field, one) for field, one in value.items()}
    place = _span(known, "span", {"start": span.start, "end": span.end})
    kind = told[_KIND[noun]] if noun in _KIND else noun
    made, nth = item_id(noun, kind, span), 0
    while made in known.nouns:
        nth += 1
        made = item_id(noun, kind, span, nth)
    return made, {"noun": noun, "span": place, **told}


def _is(*nouns: str) -> Callable[[Known, str, Any], Any]:
    def check(known: Known, field: str, value: Any) -> Any:
        if not isinstance(value, str) or known.nouns.get(value) not in nouns:
            refuse(f"{field} takes the id of a {' or '.join(nouns)} of this document.")
        return value

    return check


def _actors(known: Known, field: str, value: Any) -> Any:
    if not isinstance(value, list) or len(value) > 50 or any(known.nouns.get(v) != "actor" for v in value if isinstance(v, str)):
        refuse(f"{field} takes a list of ids of actors of this document.")
    if not all(isinstance(v, str) for v in value):
        refuse(f"{field} takes a list of ids of actors of this document.")
    return list(dict.fromkeys(value))


def _span(known: Known, field: str, value: Any) -> Any:
    start, end = (value.get("start"), value.get("end")) if isinstance(value, dict) else (None, None)
    whole = type(start) is int and type(end) is int
    if not whole or not 0 <= start < end <= known.length:  # type: ignore[operator]
        refuse(f"{field} takes a start and an end in code points within the {known.length} of the text.")
    return {"start": start, "end": end}


def _text(known: Known, field: str, value: Any) -> Any:
    if not isinstance(value, str) or not value.strip() or len(value) > 300:
        refuse(f"{field} takes a text of 1 to 300 characters.")
    return value.strip()


def _date(known: Known, field: str, value: Any) -> Any:
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        refuse(f"{field} takes an ISO 8601 date.")
    return value


def _code(known: Known, field: str, value: Any) -> Any:
    if not isinstance(value, str) or not re.fullmatch("[A-Z]{3}", value):
        refuse(f"{field} takes three capital letters (ISO 3166 alpha-3, or a code of PLOVER).")
    return value


def _flag(known: Known, field: str, value: Any) -> Any:
    if not isinstance(value, bool):
        refuse(f"{field} takes true or false.")
    return value


def _gazetteer(known: Known, field: str, value: Any) -> Any:
    if not isinstance(value, str) or len(value) > 200 or Gazetteer.open().get(value) is None:
        refuse(f"{field} takes the id of a place of the gazetteer.")
    return value


_CHECKS: dict[str, Callable[[Known, str, Any], Any]] = {
    "actor": _is("actor"), "place": _is("place"), "time": _is("time"), "claim": _is("claim"),
    "attribution": _is("attribution"), "actor_or_place": _is("actor", "place"), "actors": _actors, "span": _span,
    "text": _text, "date": _date, "code": _code, "flag": _flag, "gazetteer": _gazetteer,
}  # fmt: skip
