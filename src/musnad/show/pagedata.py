"""What the page's script works with: what each item stands on, and the words of both interfaces, ready to draw."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from musnad.record import PLACES, Actor, Attribution, Event, Item, Place, Reason, Record, Relation, Span, TimeValue
from musnad.show.clean import isolated
from musnad.show.labels import Words
from musnad.show.lists import Entry, actors, places, times
from musnad.show.names import Names
from musnad.show.sentences import Row
from musnad.show.view import Group, Link, groups, link

UI = (
    "actors", "times", "places", "claims", "events", "attributions", "outlet", "no_events", "hint", "close", "reasons",
    "chain", "article", "record", "note", "print", "language", "switch_to", "layers", "text_of", "why_chain", "and_more",
    "via", "list", "said",
)  # fmt: skip


class Offsets:
    """Code points to UTF-16 units."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._place: Sequence[int] = range(len(text) + 1)
        if not text.isascii() and max(text) >= "\U00010000":
            self._place = _utf16(text)

    def __call__(self, span: Span) -> list[int]:
        return [self._place[span.start], self._place[span.end]]


def _utf16(text: str) -> list[int]:
    places, at = [0], 0
    for char in text:
        at += 2 if char >= "\U00010000" else 1
        places.append(at)
    return places


def layers(record: Record, offsets: Offsets) -> dict[str, list[list[Any]]]:
    """The highlights: layer -> [start, end, id of the item that a click picks]."""
    place_of = {p.mention: p.id for p in record.places}
    named = [(m, m.kind in PLACES) for m in record.mentions]
    return {
        "actor": [[*offsets(m.span), m.actor] for m, place in named if m.actor and not place],
        "place": [[*offsets(m.span), place_of.get(m.id) or m.actor] for m, place in named if place],
        "time": [[*offsets(t.span), t.id] for t in record.times],
        "cue": [[*offsets(a.cue), a.id] for a in record.attributions],
        "event": [[*offsets(e.trigger), e.id] for e in record.events],
    }


def items(record: Record, offsets: Offsets) -> dict[str, dict[str, Any]]:
    """Id -> the characters that the item stands on, those around it (its claim's), its reasons."""
    every = record.items()
    who_when_where: tuple[Item, ...] = (*record.actors, *record.places, *record.times)
    shown: tuple[Item, ...] = (*who_when_where, *record.attributions, *record.events, *record.relations)
    return {
        item.id: {
            "spans": _distinct(_spans(item, every), offsets),
            "around": _distinct(_around(item, every), offsets),
            "reason": _reason(item.reason, offsets),
            "why": _claim_reason(item, every, offsets),
        }
        for item in shown
    }


def _distinct(spans: Iterator[Span | None], offsets: Offsets) -> list[list[int]]:
    return [offsets(span) for span in dict.fromkeys(s for s in spans if s is not None)]


def _spans(item: Item, every: dict[str, Item]) -> Iterator[Span | None]:
    """The characters of an item, the telling ones first."""
    if isinstance(item, Event):
        yield from (item.trigger, *item.evidence, item.instrument, item.modality.cue, *(t.span for t in item.tolls))
    elif isinstance(item, Relation):
        yield from item.evidence
    elif isinstance(item, Attribution):
        yield from (item.cue, item.source, *item.via)
    elif isinstance(item, Actor):
        yield from (getattr(every.get(m), "span", None) for m in item.mentions)
    elif isinstance(item, Place):
        yield getattr(every.get(item.mention), "span", None)
    elif isinstance(item, TimeValue):
        yield item.span


def _around(item: Item, every: dict[str, Item]) -> Iterator[Span | None]:
    """What is said and the words that hand it on: the content of the item's claim, the cues of its chain."""
    if isinstance(item, Attribution):
        yield item.content
    claim = every.get(item.claim) if isinstance(item, Event | Relation) else None
    if claim is not None:
        yield getattr(claim, "content", None)
        yield from (getattr(every.get(i), "cue", None) for i in getattr(claim, "chain", ()))


def _claim_reason(item: Item, every: dict[str, Item], offsets: Offsets) -> Any:
    claim = every.get(item.claim) if isinstance(item, Event | Relation) else None
    return _reason(claim.reason, offsets) if claim is not None else None


def _reason(reason: Reason, offsets: Offsets) -> list[Any]:
    """[sentence, rule, score, words of the text, parts]"""
    said = [" ".join(span.of(offsets.text).split()) for span in reason.spans]
    return [
        reason.sentence, reason.rule, round(reason.score, 2), said, [_reason(part, offsets) for part in reason.parts]
    ]  # fmt: skip


def face(record: Record, words: Words) -> dict[str, Any]:
    """All that the page says in one interface language."""
    names = Names(record, words)
    d = record.document
    published = d.published and f"{words('ui', 'published')} {isolated(d.published, words.rtl)}"
    about = [d.outlet, d.author, published, d.url, f"{words('ui', 'read_by')} {record.reader.version}"]
    return {
        "rtl": words.rtl,
        "ui": {key: words("ui", key) for key in UI},
        "about": [text for text in about if text],
        "outlet": d.outlet or words("ui", "outlet"),
        "groups": [_group(group) for group in groups(record, words)],
        "lists": {
            "actors": [_entry(entry) for entry in actors(names)],
            "attributions": [_link(link(a, names)) for a in record.attributions],
            "places": [_entry(entry) for entry in places(names)],
            "times": [_entry(entry) for entry in times(names)],
        },
        "candidates": {p.id: _candidates(p, words) for p in record.places if p.candidates},
    }


def _group(group: Group) -> dict[str, Any]:
    return {"links": [_link(link) for link in group.links], "rows": [_row(row) for row in group.rows]}


def _row(row: Row) -> dict[str, Any]:
    parts = [[part.kind, part.text] for part in row.parts]
    return {"id": row.id, "short": row.short, "parts": parts, "quote": row.quote, "codes": list(row.codes)}


def _link(link: Link) -> dict[str, Any]:
    return {"id": link.id, "who": link.who, "how": list(link.how), "via": list(link.via), "kind": link.kind}


def _entry(entry: Entry) -> dict[str, Any]:
    more = [list(pair) for pair in entry.more]
    return {
        "id": entry.ids[0], "ids": list(entry.ids), "short": entry.short, "name": entry.name,
        "facts": list(entry.facts), "more": more,
    }  # fmt: skip


def _candidates(place: Place, words: Words) -> str:
    others = [c for c in place.candidates if c.gazetteer_id != place.gazetteer_id][:5]
    said = words("ui", "list").join(f"{c.name} ({c.country or '–'}) {c.score:.2f}" for c in others)
    return f"{words('ui', 'candidates')}: {said}" if said else ""
