"""A record as rows of the index, made in the process that read it: plain tuples that travel to the writer.

Numbers in these rows are places in the same document's lists (actor 0, claim 2); the writer adds where the table ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from musnad.gazetteer import key
from musnad.record import Actor, Attribution, Claim, Event, Record, Relation

Row = dict[str, Any]
LONGEST_NAME = 200  # code points of a name in the index; the record has it whole


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one document, by table. `names` are spellings; rows of `actors`, `actor_names` and `speakers` hold the
    spelling under `name` until the writer knows its number."""

    actors: list[Row]
    actor_names: list[Row]
    claims: list[Row]
    speakers: list[Row]
    events: list[Row]
    event_actors: list[Row]
    tolls: list[Row]
    relations: list[Row]


def rows_of(record: Record, *, ocr: bool = False) -> Rows:
    """The rows of one record. `ocr`: its text came from an image, so that its numbers are unsure."""
    groups: tuple[tuple[Actor | Claim, ...], ...] = (record.actors, record.claims)
    numbers = {item.id: n for group in groups for n, item in enumerate(group)}
    places = {place.id: place for place in record.places}
    times = {time.id: time for time in record.times}
    day = (record.document.published or "")[:10] or None
    return Rows(
        actors=[_actor(n, actor) for n, actor in enumerate(record.actors)],
        actor_names=[
            {"actor_id": n, "name": name} for n, actor in enumerate(record.actors) for name in _names_of(actor)
        ],
        claims=[
            {
                "id": n, "item": claim.id, "depth": len(claim.chain), "start": claim.content.start,
                "end": claim.content.end,
            }
            for n, claim in enumerate(record.claims)
        ],
        speakers=list(_speakers(record, numbers)),
        events=[_event(n, event, numbers, places, times, day) for n, event in enumerate(record.events)],
        event_actors=list(_event_actors(record, numbers)),
        tolls=list(_tolls(record, ocr)),
        relations=[_relation(n, relation, numbers, places, times) for n, relation in enumerate(record.relations)],
    )  # fmt: skip


def short(name: str) -> str:
    """A name as the index keeps it."""
    return " ".join(name.split())[:LONGEST_NAME]


def _names_of(actor: Actor) -> list[str]:
    return list(dict.fromkeys(short(name) for name in (actor.name, *(name.text for name in actor.names))))


def _actor(n: int, actor: Actor) -> Row:
    return {
        "id": n, "item": actor.id, "name": short(actor.name), "kind": actor.kind, "country": actor.country,
        "sectors": ",".join(actor.sectors), "titles": "\n".join(dict.fromkeys(role.title for role in actor.roles)),
        "mentions": len(actor.mentions), "private": actor.private,
    }  # fmt: skip


def _speakers(record: Record, numbers: dict[str, int]) -> Iterator[Row]:
    links = {link.id: link for link in record.attributions}
    named = {actor.id: actor.name for actor in record.actors}
    for n, claim in enumerate(record.claims):
        for place, reference in enumerate(claim.chain, 1):
            link = links[reference]
            yield {
                "claim_id": n, "place": place, "attribution": link.id, "name": _speaker(link, named, record),
                "actor_id": numbers[link.actor] if link.actor else None, "source_kind": link.source_kind,
                "stance": link.stance,
            }  # fmt: skip


def _speaker(link: Attribution, named: dict[str, str], record: Record) -> str | None:
    """The name under which a link is found: its actor's, else the words that the text has for the source."""
    if link.actor:
        return short(named[link.actor])
    phrase = link.head or link.source
    return (short(phrase.of(record.document.text)) or None) if phrase else None


def _event(n: int, event: Event, numbers: dict[str, int], places: Any, times: Any, day: str | None) -> Row:
    place, time = places.get(event.place), times.get(event.time)
    seen = event.evidence[0] if event.evidence else event.trigger
    said = event.modality
    return {
        "id": n, "item": event.id, "claim_id": numbers[event.claim], "type": event.type, "mode": event.mode,
        "contexts": ",".join(event.contexts), "cameo": event.cameo, "ucdp": event.ucdp,
        "acled": event.acled.event_type if event.acled else None,
        "acled_sub": event.acled.sub_event_type if event.acled else None,
        "status": said.status, "polarity": said.polarity, "certainty": said.certainty,
        "place_item": event.place, "place": short(place.name) if place else None,
        "place_key": (key(short(place.name)) or None) if place else None,
        "gazetteer_id": place.gazetteer_id if place else None, "country": place.country if place else None,
        "admin1": place.admin1 if place else None, "lat": place.lat if place else None,
        "lon": place.lon if place else None, "precision": place.precision if place else None,
        "earliest": time.earliest if time else None, "latest": time.latest if time else None, "day": day,
        "start": seen.start, "end": seen.end,
    }  # fmt: skip


def _event_actors(record: Record, numbers: dict[str, int]) -> Iterator[Row]:
    for n, event in enumerate(record.events):
        for side, ids in (("actor", event.actors), ("recipient", event.recipients)):
            yield from (
                {"event_id": n, "actor_id": numbers[reference], "side": side} for reference in dict.fromkeys(ids)
            )


def _tolls(record: Record, ocr: bool) -> Iterator[Row]:
    for n, event in enumerate(record.events):
        for toll in event.tolls:
            yield {
                "event_id": n, "effect": toll.effect, "who": toll.who, "low": toll.low, "high": toll.high,
                "unsure": ocr, "start": toll.span.start, "end": toll.span.end,
            }  # fmt: skip


def _relation(n: int, relation: Relation, numbers: dict[str, int], places: Any, times: Any) -> Row:
    place = places.get(relation.tail)
    since, until = times.get(relation.since), times.get(relation.until)
    said, seen = relation.modality, relation.evidence[0]
    return {
        "id": n, "item": relation.id, "claim_id": numbers[relation.claim], "kind": relation.kind,
        "head_id": numbers[relation.head], "tail_id": None if place else numbers[relation.tail],
        "place": short(place.name) if place else None, "gazetteer_id": place.gazetteer_id if place else None,
        "since": since.earliest if since else None, "until": until.earliest if until else None,
        "status": said.status, "polarity": said.polarity, "certainty": said.certainty,
        "start": seen.start, "end": seen.end,
    }  # fmt: skip
