"""From phrases to actors and places: which known actor does a phrase name?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from musnad.events.roles import Roles, members
from musnad.mentions.phrases import Phrase
from musnad.record import Actor, Mention, Place, Text, TimeValue

NO_PARTY = ("place", "facility", "weapon", "time", "number", "money")


# Word sets of events.yml that mentions of a kind belong to.
SETS = {
    "place": ("place_n",),
    "facility": ("place_n",),
    "military": ("conflict", "troops_n"),
    "weapon": ("conflict",),
}


def known_sets(text: Text, mentions: Sequence[Mention]) -> dict[str, frozenset[int]]:
    """Tokens of mentions by the word sets that their kind belongs to."""
    found: dict[str, set[int]] = {}
    for mention in mentions:
        for name in SETS.get(mention.kind, ()):
            found.setdefault(name, set()).update(text.tokens_in(mention.head))
    return {name: frozenset(tokens) for name, tokens in found.items()}


def name_tokens(text: Text, mentions: Sequence[Mention], times: Sequence[TimeValue]) -> frozenset[int]:
    """Tokens inside names and dates: no event is told there."""
    named = {i for m in mentions if m.form == "name" for i in text.tokens_in(m.head)}
    return frozenset(named | {i for t in times for i in text.tokens_in(t.span)})


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors and places of a document by the tokens of their mentions."""

    actors: dict[str, Actor]
    mentions: tuple[tuple[int, int, int, Mention], ...]  # first token, last token, first token of the head
    places: frozenset[str]

    def of(self, phrase: Phrase) -> tuple[Actor, ...]:
        """The actors that the phrase names: the mention at its head, else those inside it."""
        inside = [m for m in self.mentions if m[0] < phrase.last and m[1] > phrase.first and m[3].actor in self.actors]
        if not inside:
            return ()
        at_head = [m for m in inside if m[2] < phrase.head_last and m[1] > phrase.head_first]
        best = max(at_head or inside, key=lambda m: (min(m[1], phrase.last) - max(m[0], phrase.first), -m[0]))
        return (self.actors[str(best[3].actor)],)

    def is_place(self, phrase: Phrase) -> bool:
        """Is the phrase's head the mention of a place or facility?"""
        return any(
            m[3].kind in NO_PARTY and m[2] < phrase.head_last and m[1] > phrase.head_first for m in self.mentions
        )


def make_cast(text: Text, mentions: Sequence[Mention], actors: Sequence[Actor], places: Sequence[Place]) -> Cast:
    """Mentions by tokens, once per document."""
    placed = []
    for m in mentions:
        inside = text.tokens_in(m.span)
        placed.append((inside.start, inside.stop, max(text.token_at(m.head.start), 0), m))
    return Cast({a.id: a for a in actors}, tuple(placed), frozenset(p.mention for p in places))


def assign(roles: Roles, cast: Cast) -> tuple[tuple[str, ...], tuple[str, ...], dict[int, Actor]]:
    """Ids of actors and of recipients (nobody is both), and the actor of each phrase by its first token."""
    known: dict[int, Actor] = {}
    sides: list[tuple[str, ...]] = []
    for phrases in (roles.actors, roles.recipients):
        ids: dict[str, None] = {}
        for phrase in phrases:
            for one in members(phrase):
                for actor in cast.of(one):
                    known.setdefault(one.first, actor)
                    ids[actor.id] = None
        sides.append(tuple(ids))
    actors = sides[0]
    return actors, tuple(r for r in sides[1] if r not in actors), known
