"""keyfacts: the events and relations of a record as the key facts that a careful coder would list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from bench.common import Row, record_of
from musnad.record import Claim, Event, Record, Relation, TimeValue


def keyfacts(rows: list[Row]) -> Iterator[Row]:
    for row in rows:
        record = record_of(row, row.get("lang"), published=row.get("published"), outlet=row.get("outlet"))
        yield {"id": row["id"], "facts": list(_facts(record, row["text"])) if record else []}


def _facts(record: Record, text: str) -> Iterator[Row]:
    names = _names(record)
    claims = {c.id: c for c in record.claims}
    for event in record.events:
        yield _event(record, event, names, claims[event.claim])
    for relation in record.relations:
        yield _relation(record, relation, names, claims[relation.claim])
    for actor in record.actors:
        first, *others = [n for n in actor.names if n.span] or [None]
        for other in others:
            if first and first.span and other.span and other.reason:  # an alias that the outlet states
                yield _fact(
                    "relation", "same_as", [first.text], [other.text], [other.span, first.span], status="ongoing"
                )


def _names(record: Record) -> dict[str, list[str]]:
    """Each actor's names; of those who are only described, also the names of the body that the record ties them to
    ("fighters of X" act as X)."""
    own = {a.id: [n.text for n in a.names] or [a.name] for a in record.actors}
    named = {m.actor for m in record.mentions if m.form == "name"}
    return {
        a.id: own[a.id] + [n for r in a.roles if r.of and a.id not in named for n in own.get(r.of, ())]
        for a in record.actors
    }


def _fact(kind: str, type_: str, actors: list[str], recipients: list[str], spans: list[Any], **more: Any) -> Row:
    blank: Row = {
        "kind": kind, "type": type_, "mode": None, "acled": None, "actors": actors, "recipients": recipients,
        "place": None, "when": None, "tolls": [], "status": "occurred", "polarity": "affirmed", "says": [],
        "spans": [{"start": s.start, "end": s.end} for s in spans],
    }  # fmt: skip
    return blank | more


def _event(record: Record, event: Event, names: dict[str, list[str]], claim: Claim) -> Row:
    return _fact(
        "event", event.type, _named(event.actors, names), _named(event.recipients, names), [event.trigger, *event.evidence],
        mode=event.mode, acled=event.acled.sub_event_type if event.acled else None, place=_place(record, event.place),
        when=_when(record, event.time), tolls=[{"effect": t.effect, "low": t.low, "high": t.high} for t in event.tolls],
        status=event.modality.status, polarity=event.modality.polarity, says=_says(record, claim),
    )  # fmt: skip


def _relation(record: Record, relation: Relation, names: dict[str, list[str]], claim: Claim) -> Row:
    tail = names.get(relation.tail) or [p for p in [_place(record, relation.tail)] if p]
    return _fact(
        "relation", relation.kind, names.get(relation.head, []), tail, list(relation.evidence),
        status=relation.modality.status, polarity=relation.modality.polarity, says=_says(record, claim),
    )  # fmt: skip


def _named(ids: tuple[str, ...], names: dict[str, list[str]]) -> list[str]:
    return [name for i in ids for name in names.get(i, [])]


def _place(record: Record, place_id: str | None) -> str | None:
    mention = next((p.mention for p in record.places if p.id == place_id), None)
    found = next((m for m in record.mentions if m.id == mention), None)
    return found.head.of(record.document.text) if found else None


def _when(record: Record, time_id: str | None) -> Row | None:
    """Inclusive days; None when the time is not settled."""
    time: TimeValue | None = next((t for t in record.times if t.id == time_id), None)
    if time is None or time.earliest is None or time.latest is None:
        return None
    last = date.fromisoformat(time.latest[:10])
    if len(time.latest) <= 10 or time.latest[11:19] in ("", "00:00:00"):
        last -= timedelta(days=1)
    return {"earliest": time.earliest[:10], "latest": last.isoformat()}


def _says(record: Record, claim: Claim) -> list[str]:
    """Source heads of the chain; a carried speaker (no words of its own) by the actor's name."""
    said = []
    actors = {a.id: a.name for a in record.actors}
    for attribution in record.attributions:
        if attribution.id in claim.chain:
            if attribution.head:
                said.append(attribution.head.of(record.document.text))
            elif attribution.actor:
                said.append(actors[attribution.actor])
    return said
