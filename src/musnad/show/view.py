"""The view: a record arranged for reading, before any terminal or page draws it.

Claims come grouped by their chain; under each its events and relations as sentences in the order of the text, with
names instead of ids. A sentence is a row of parts, so that each screen can draw a name, a number or a reservation in
its own way. Nothing is added and nothing is left out.
"""

from __future__ import annotations

from dataclasses import dataclass

from musnad.record import Attribution, Claim, Mention, Record
from musnad.show.clean import cut
from musnad.show.labels import Words
from musnad.show.names import Names
from musnad.show.sentences import Row, event_row, relation_row

LONG_SOURCE = 50  # code points of a source's phrase from which on its actor's name says it better


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a chain: `who` (in the text's own words), `how` (stance and manner), `via` (through what); `id` is the
    attribution's."""

    id: str
    who: str
    kind: str
    how: tuple[str, ...]
    via: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """All that is said through one chain (an empty chain is the outlet's own word)."""

    links: tuple[Link, ...]
    claims: tuple[str, ...]
    rows: tuple[Row, ...]


def groups(record: Record, words: Words) -> tuple[Group, ...]:
    """The record's claims by chain, the outlet's own word first, then in the order of the text; chains through which
    nothing was read are left out."""
    names = Names(record, words)
    made: dict[tuple[str, ...], list[Claim]] = {}
    for claim in sorted(record.claims, key=lambda c: (bool(c.chain), c.content.start)):
        made.setdefault(claim.chain, []).append(claim)
    rows = {row.id: row for row in all_rows(record, names)}
    found = (_group(chain, claims, names, rows) for chain, claims in made.items())
    return tuple(group for group in found if group.rows)


def all_rows(record: Record, names: Names) -> tuple[Row, ...]:
    """Every event and relation as a sentence."""
    events = [event_row(event, names) for event in record.events]
    return (*events, *(relation_row(relation, names) for relation in record.relations))


def _group(chain: tuple[str, ...], claims: list[Claim], names: Names, rows: dict[str, Row]) -> Group:
    links = tuple(link(names.attributions[i], names) for i in chain if i in names.attributions)
    about = dict.fromkeys(i for claim in claims for i in claim.about if i in rows)
    return Group(links, tuple(c.id for c in claims), tuple(sorted((rows[i] for i in about), key=lambda r: r.start)))


def link(attribution: Attribution, names: Names) -> Link:
    """An attribution as a link of a chain."""
    words = names.words
    how = (words("stance", attribution.stance), words("quotation", attribution.quotation))
    via = tuple(cut(names.quote(v), 60) for v in attribution.via)
    return Link(attribution.id, _who(attribution, names), words("source_kind", attribution.source_kind), how, via)


def _who(attribution: Attribution, names: Names) -> str:
    """The source in the text's words, the name alone where they are many; after a pronoun also the name that it stands
    for."""
    actor = names.actors.get(attribution.actor or "")
    if attribution.source is None or attribution.head is None:
        return actor.name if actor else names.words("ui", "unnamed")
    quote = names.quote(attribution.source)
    if actor and len(quote) > LONG_SOURCE and actor.name in quote:
        return actor.name
    quote = cut(quote)
    head = attribution.head
    pronoun = any(isinstance(m, Mention) and m.form == "pronoun" and m.head == head for m in names.mentions)
    return f"{quote} = {actor.name}" if actor and pronoun and actor.name != quote else quote
