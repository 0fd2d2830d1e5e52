"""One corrected field, and what follows from it in the rest of the record: evidence from a trigger, codes from a type, chains
from an attribution, coordinates from a place."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import fields, replace
from typing import Any

from musnad.archive.folding import script_of
from musnad.codebook import CodedEvent, Party, code_acled, code_cameo, code_ucdp
from musnad.codebook.load import load_codebook
from musnad.export.intervals import edtf_of, interval_of
from musnad.export.putting import Unfit, anchor_of, by_hand, hung_by_place, moved, put, sentence_of
from musnad.gazetteer import Gazetteer
from musnad.places.precision import precision_of
from musnad.record import Actor, Attribution, Event, Mention, Modality, Name, Place, Record, Relation, Span, TimeValue
from musnad.record.fields import Shape, shapes

_MODAL = tuple(f.name for f in fields(Modality) if f.name != "cue")
_FIXED = ("id", "reason", "about", "chain", "mentions", "evidence")


def changed(record: Record, item: str, field: str, value: Any, chosen: Set[str]) -> Record:
    """The record with one field of one item as a person put it. `chosen`: items whose claim a person chose, which stay there.
    Raises Unfit when there is no such item or field, or the value is of another kind."""
    old: Any = record.items().get(item)
    if old is None:
        raise Unfit("there is no such item")
    new = replace(with_value(old, field, value), reason=by_hand(old.reason, field))
    follow = _FOLLOW.get((type(old), field))
    return follow(put(record, new), old, new, chosen) if follow else put(record, new)


def with_value(item: Any, field: str, value: Any) -> Any:
    """The item with the value in the field. Raises Unfit."""
    if isinstance(item, Event | Relation) and field in _MODAL and isinstance(value, str):
        told: dict[str, Any] = {field: value}
        return replace(item, modality=replace(item.modality, **told))
    noun: type = type(item)
    shape = shapes(noun).get(field)
    if shape is None or field in _FIXED:
        raise Unfit("it has no such field")
    return replace(item, **{field: _value(shape, value)})


def _value(shape: Shape, value: Any) -> Any:
    if value is None and shape.optional:
        return None
    if shape.many and isinstance(value, list) and not shape.noun and all(isinstance(v, shape.type) for v in value):
        return tuple(value)
    if shape.type is Span and not shape.many and isinstance(value, dict):
        return span_of(value)
    if not shape.many and not shape.noun and type(value) is shape.type:
        return value
    raise Unfit("the value is of another kind")


def span_of(value: Any) -> Span:
    """A span from its JSON. Raises Unfit."""
    start, end = value.get("start"), value.get("end")
    if type(start) is not int or type(end) is not int:
        raise Unfit("a span has a start and an end")
    return Span(start, end)


# ---- what follows ------------------------------------------------------------------------------------------------


def _trigger(record: Record, old: Event, new: Event, chosen: Set[str]) -> Record:
    """The evidence begins with what holds the new trigger; what only held the old one goes."""
    holding = [e for e in new.evidence if e.covers(new.trigger)]
    others = [e for e in new.evidence if e not in holding and not e.covers(old.trigger)]
    first = holding or [sentence_of(record, new.trigger)]
    new = replace(new, evidence=(*first, *(e for e in others if e not in first)))
    record = put(record, new)
    return record if new.id in chosen else hung_by_place(record, [new])


def _claim(record: Record, old: Event | Relation, new: Event | Relation, chosen: Set[str]) -> Record:
    return moved(record, new)


def _type(record: Record, old: Event, new: Event, chosen: Set[str]) -> Record:
    """A mode that the new type does not have goes; the codes of the other codebooks are given anew."""
    mode = new.mode if load_codebook("plover").has_mode(new.type, new.mode) else None
    return put(record, recoded(record, replace(new, mode=mode)))


def _parties(record: Record, old: Event, new: Event, chosen: Set[str]) -> Record:
    """Codes are given anew when the codebooks see other parties, and no instrument that only the reader knew decided."""
    before, after = described(record, old), described(record, new)
    same = (before.actors, before.recipients) == (after.actors, after.recipients)
    return record if same or new.instrument is not None else put(record, recoded(record, new))


def described(record: Record, event: Event) -> CodedEvent:
    """The event as the codebooks see it, as far as the record tells."""
    actors = {a.id: Party(a.kind, a.sectors, a.country) for a in record.actors}
    sides = [tuple(actors[i] for i in side if i in actors) for side in (event.actors, event.recipients)]
    country = next((p.country for p in record.places if p.id == event.place), None)
    dead = max((t.high or t.low or 0 for t in event.tolls if t.effect == "killed"), default=0) or None
    return CodedEvent(
        event.type, event.mode, event.contexts, sides[0], sides[1], None, event.modality.status, event.modality.polarity,
        place_country=country, deaths=dead,
    )  # fmt: skip


def recoded(record: Record, event: Event) -> Event:
    """The event with CAMEO, ACLED and UCDP given from its type, mode and parties. Raises Unfit for a type that is none."""
    if event.type not in load_codebook("plover").types:
        raise Unfit("PLOVER has no such type")
    seen = described(record, event)
    return replace(event, cameo=code_cameo(seen).code, acled=code_acled(seen).code, ucdp=code_ucdp(seen).code)


def _source(record: Record, old: Attribution, new: Attribution, chosen: Set[str]) -> Record:
    """The head stays when it is inside the new source."""
    kept = new.head if new.source and new.head and new.source.covers(new.head) else new.source
    return put(record, replace(new, head=kept))


def _content(record: Record, old: Attribution, new: Attribution, chosen: Set[str]) -> Record:
    """What is told in the old or the new content, and whatever hung on the attribution, is hung anew."""
    within = [c for c in (old.content, new.content) if c is not None]
    return heard_anew(record, new.id, within, chosen)


def heard_anew(record: Record, link: str, within: list[Span], chosen: Set[str]) -> Record:
    """Events and relations within the spans, and those whose chain has the link, on the claims that they belong to now."""
    on_it = {i for c in record.claims if link in c.chain for i in c.about}
    told: list[Event | Relation] = [*record.events, *record.relations]
    moving = [one for one in told if one.id in on_it or any(span.covers(anchor_of(one)) for span in within)]
    record = hung_by_place(record, [one for one in moving if one.id not in chosen])
    by_id = {a.id: a for a in record.attributions}
    claims = tuple(replace(c, chain=_up(c.chain, by_id)) if link in c.chain else c for c in record.claims)
    return replace(record, claims=claims)


def _up(chain: tuple[str, ...], by_id: dict[str, Attribution]) -> tuple[str, ...]:
    """The chain that ends as this one does, by the parents as they are now."""
    ends = [i for i in chain if i in by_id]
    made: list[str] = []
    above: str | None = ends[-1] if ends else None
    while above is not None and above in by_id and above not in made:
        made.append(above)
        above = by_id[above].parent
    return tuple(reversed(made))


def _mention_span(record: Record, old: Mention, new: Mention, chosen: Set[str]) -> Record:
    return record if new.span.covers(new.head) else put(record, replace(new, head=new.span))


def _mention_actor(record: Record, old: Mention, new: Mention, chosen: Set[str]) -> Record:
    """The mention leaves one actor and joins the other."""
    for actor in record.actors:
        own = tuple(m for m in actor.mentions if m != new.id)
        own = (*own, new.id) if actor.id == new.actor else own
        if own != actor.mentions:
            record = put(record, replace(actor, mentions=own))
    return record


def _actor_kind(record: Record, old: Actor, new: Actor, chosen: Set[str]) -> Record:
    return put(record, replace(new, private=new.private and new.kind == "person"))


def _actor_name(record: Record, old: Actor, new: Actor, chosen: Set[str]) -> Record:
    """The name is one of the actor's names."""
    if any(n.text == new.name for n in new.names):
        return record
    return put(record, replace(new, names=(Name(new.name, script_of(new.name)), *new.names)))


def _gazetteer(record: Record, old: Place, new: Place, chosen: Set[str]) -> Record:
    return put(record, located(new, new.gazetteer_id))


def located(place: Place, number: str | None) -> Place:
    """The place where the gazetteer has it; nowhere without a number. Raises Unfit for a number that is not there."""
    if number is None:
        return replace(place, gazetteer_id=None, country=None, admin1=None, lat=None, lon=None, precision="unknown", area=None)
    entry = Gazetteer.open().get(number)
    if entry is None:
        raise Unfit("the gazetteer has no such place")
    return replace(
        place, gazetteer_id=entry.id, country=entry.country, admin1=entry.admin1, lat=entry.lat, lon=entry.lon,
        precision=precision_of(entry.kind), area=None,
    )  # fmt: skip


def _edtf(record: Record, old: TimeValue, new: TimeValue, chosen: Set[str]) -> Record:
    """The dates follow the form, where it is a plain one."""
    found = interval_of(new.edtf) if new.edtf else (None, None)
    if found is None:
        raise Unfit("dates can be told from a year, a month, a day or two of them with a slash only")
    return put(record, replace(new, earliest=found[0], latest=found[1], anchor="document" if new.edtf else new.anchor))


def _dates(record: Record, old: TimeValue, new: TimeValue, chosen: Set[str]) -> Record:
    return put(record, replace(new, edtf=edtf_of(new.earliest, new.latest)))


_FOLLOW: dict[tuple[type, str], Callable[..., Record]] = {
    (Event, "trigger"): _trigger, (Event, "claim"): _claim, (Relation, "claim"): _claim, (Event, "type"): _type,
    (Event, "mode"): _type, (Event, "actors"): _parties, (Event, "recipients"): _parties, (Attribution, "source"): _source,
    (Attribution, "content"): _content, (Attribution, "parent"): _content, (Mention, "span"): _mention_span,
    (Mention, "actor"): _mention_actor, (Actor, "kind"): _actor_kind, (Actor, "name"): _actor_name,
    (Place, "gazetteer_id"): _gazetteer, (TimeValue, "edtf"): _edtf, (TimeValue, "earliest"): _dates,
    (TimeValue, "latest"): _dates,
}  # fmt: skip
