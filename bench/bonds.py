"""Who is bound to whom: re3d relations, from a record's relations, events, roles and names."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from bench.common import Row, record_of
from musnad.record import Mention, Record, Span

KINDS = {  # the set calls the support of a force an alliance, and holding a place being in charge of it
    "fights": "FightingAgainst", "allied_with": "AlliesOf", "supports": "AlliesOf", "leads": "InChargeOf",
    "controls": "InChargeOf", "same_as": "IsSynonymOf", "renamed_to": "IsSynonymOf", "member_of": "BelongsTo",
    "part_of": "BelongsTo", "negotiates_with": "CommWith", "opposes": "Dislikes",
}  # fmt: skip
JOINS = (",", "(", "[", ", (", "–", "—", "),")  # marks between a name and the same by another word
ALIAS = "actors.alias"
BESIDE = 3  # code points between two names that stand side by side: "X (Y", "X, Y"

Pair = tuple[str, Span, Span]  # type, source, target


def re3d_relations(rows: list[Row]) -> Iterator[Row]:
    for row in rows:
        record = record_of(row, "en")
        yield {"id": row["id"], "relations": list(_relations(record)) if record else []}


def _relations(record: Record) -> Iterator[Row]:
    """What the record says of the set's kinds, each pair of spans once."""
    seen: set[Pair] = set()
    for found in (_stated(record), _attacks(record), _offices(record), _second_names(record)):
        for pair in found:
            if not pair[1].overlaps(pair[2]) and pair not in seen:
                seen.add(pair)
                yield _related(*pair, record.document.text)


def _stated(record: Record) -> Iterator[Pair]:
    mentions = {m.id: m for m in record.mentions}
    places = {p.id: mentions[p.mention] for p in record.places if p.mention in mentions}
    for relation in record.relations:
        kind = KINDS.get(relation.kind)
        head = _mention_near(record, relation.head, relation.evidence[0])
        tail = places.get(relation.tail) or _mention_near(record, relation.tail, relation.evidence[0])
        holds = relation.modality.polarity == "affirmed" and (
            kind != "InChargeOf" or relation.modality.status in ("ongoing", "occurred")
        )
        if kind and head and tail and holds and not _compound(head, tail):
            yield kind, *_apart(head, tail)


def _compound(head: Mention, tail: Mention) -> bool:
    """Does the tail stand before the head in one description ("X fighters")? The set marks such words as one entity."""
    return head.span.covers(tail.span) and tail.span.start < head.head.start


def _apart(head: Mention, tail: Mention) -> tuple[Span, Span]:
    """The two spans; of a description around the other one ("fighters of X") its head alone."""
    return (
        head.head if head.span.overlaps(tail.span) else head.span,
        tail.head if tail.span.covers(head.span) else tail.span,
    )


def _attacks(record: Record) -> Iterator[Pair]:
    """Who attacks whom fights against them."""
    for event in record.events:
        if event.type == "ASSAULT" and event.modality.polarity == "affirmed":
            sides = [
                [_mention_near(record, a, event.evidence[0]) for a in ids] for ids in (event.actors, event.recipients)
            ]
            for head in (m for m in sides[0] if m):
                for tail in (m for m in sides[1] if m and m.actor != head.actor):
                    yield "FightingAgainst", head.span, tail.span


def _offices(record: Record) -> Iterator[Pair]:
    """An office told beside a name, with a mark between them, is that person by another word."""
    for actor in record.actors:
        named = [m.span for m in record.mentions if m.actor == actor.id]
        for role in actor.roles:
            near = next((s for s in named if role.span and _beside(s, role.span, record)), None)
            if near and role.span:
                yield "IsSynonymOf", near, role.span


def _second_names(record: Record) -> Iterator[Pair]:
    """Two names of one actor, one right after the other or joined by words ("also known as")."""
    for actor in record.actors:
        joined = {s for s, why in zip(actor.reason.spans, actor.reason.parts, strict=False) if why.rule == ALIAS}
        spans = sorted((m.span for m in record.mentions if m.actor == actor.id), key=lambda s: (s.start, -s.end))
        for first, second in itertools.pairwise(spans):
            if _beside(first, second, record) or second in joined:
                yield "IsSynonymOf", first, second


def _beside(one: Span, other: Span, record: Record) -> bool:
    """Do the two stand side by side, with a comma or bracket between?"""
    first, second = (one, other) if one.start < other.start else (other, one)
    between = record.document.text[first.end : second.start]
    return 0 < len(between) <= BESIDE and between.strip() in JOINS


def _related(kind: str, head: Span, tail: Span, text: str) -> Row:
    return {
        "type": kind, "source": head.of(text), "target": tail.of(text), "source_start": head.start,
        "source_end": head.end, "target_start": tail.start, "target_end": tail.end,
    }  # fmt: skip


def _mention_near(record: Record, actor: str, evidence: Span) -> Mention | None:
    """The actor's mention inside the evidence, else its first one."""
    of = [m for m in record.mentions if m.actor == actor]
    inside = [m for m in of if evidence.overlaps(m.span)]
    return (inside or of or [None])[0]
