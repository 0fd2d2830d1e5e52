"""From phrases to actors and places: which known actor does a phrase name?"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from musnad.events.roles import Roles, members
from musnad.mentions.crowds import RULE as CROWD
from musnad.mentions.overlaps import in_registry
from musnad.mentions.phrases import Phrase
from musnad.record import Actor, Attribution, Mention, Place, Span, Text, TimeValue

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
        if mention.actor is not None and mention.form == "name" and mention.kind in ("place", "government", "group"):
            found.setdefault("acting_name", set()).update(text.tokens_in(mention.head))
        if mention.reason.rule == CROWD:
            found.setdefault("crowd_alone", set()).update(text.tokens_in(mention.head))
    return {name: frozenset(tokens) for name, tokens in found.items()}


def name_tokens(text: Text, mentions: Sequence[Mention], times: Sequence[TimeValue]) -> frozenset[int]:
    """Tokens inside names and dates: no event is told there."""
    named = {i for m in mentions if m.form == "name" for i in text.tokens_in(m.head)}
    return frozenset(named | {i for t in times for i in text.tokens_in(t.span)})


def name_ends(text: Text, mentions: Sequence[Mention]) -> dict[int, int]:
    """The token after the name for each token of a name that the registry knows; of names in each other the longest."""
    ends: dict[int, int] = {}
    for m in mentions:
        if m.form == "name" and in_registry(m):
            inside = text.tokens_in(m.head)
            ends.update((i, inside.stop) for i in inside if ends.get(i, 0) < inside.stop)
    return ends


def _begins(mention: tuple[int, int, int, Mention]) -> int:
    return mention[0]


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors and places of a document by the tokens of their mentions."""

    actors: dict[str, Actor]
    mentions: tuple[tuple[int, int, int, Mention], ...]  # first token, last token, first token of the head
    places: frozenset[str]
    nations: dict[int, str]  # countries of nationalities by their token, filled sentence by sentence
    found: dict[tuple[int, int, int, int], tuple[Actor, ...]]  # phrases looked up before; only saves time
    longest: int  # tokens of the longest mention

    def of(self, phrase: Phrase) -> tuple[Actor, ...]:
        """The actors that the phrase names: the mention at its head, else those inside it."""
        known = self.found.get((phrase.first, phrase.last, phrase.head_first, phrase.head_last))
        if known is None:
            known = self._of(phrase)
            self.found[phrase.first, phrase.last, phrase.head_first, phrase.head_last] = known
        return known

    def _of(self, phrase: Phrase) -> tuple[Actor, ...]:
        inside = [m for m in self._near(phrase) if m[1] > phrase.first and m[3].actor in self.actors]
        if not inside:
            return ()
        at_head = [m for m in inside if m[2] < phrase.head_last and m[1] > phrase.head_first]
        own = [m for m in at_head if m[:2] == (phrase.first, phrase.last)]  # not the spokesman for it, who stands around it
        best = max(own or at_head or inside, key=lambda m: (min(m[1], phrase.last) - max(m[0], phrase.first), -m[0]))
        return (self.actors[str(best[3].actor)],)

    def state(self, phrase: Phrase) -> tuple[Actor, ...]:
        """The state that a nationality stands for ("an American raid"), when the document has it as an actor."""
        country = self.nations.get(phrase.first)
        if country is None:
            return ()
        same = [a for a in self.actors.values() if a.country == country and a.kind in ("government", "military")]
        best = min(same, key=lambda a: (a.kind != "government", -len(a.mentions)), default=None)
        return (best,) if best else ()

    def is_place(self, phrase: Phrase) -> bool:
        """Is the phrase's head the mention of a place or facility?"""
        return any(
            m[3].kind in NO_PARTY and m[2] < phrase.head_last and m[1] > phrase.head_first for m in self._near(phrase)
        )

    def _near(self, phrase: Phrase) -> tuple[tuple[int, int, int, Mention], ...]:
        """The mentions that begin before the phrase ends, and no further before it than any mention is long."""
        end = bisect_left(self.mentions, phrase.last, key=_begins)
        start = bisect_left(self.mentions, phrase.first - self.longest, 0, end, key=_begins)
        return self.mentions[start:end]


BODIES = ("group", "government", "military", "organization")
SHARED = ("AGREE", "COOPERATE", "CONCEDE", "RETREAT")  # what those who announce it do themselves


def announcers(trigger: Span, attributions: Sequence[Attribution], cast: Cast, text: Text) -> tuple[str, ...]:
    """Who announces what the trigger tells: the speaker's actor, then the bodies named beside it ("in partnership with")."""
    over = [a for a in attributions if a.content is not None and a.content.start <= trigger.start < a.content.end]
    said = min(over, key=lambda a: a.content.end - a.content.start if a.content else 0, default=None)
    if said is None or said.content is None or said.stance != "announce" or said.actor not in cast.actors:
        return ()
    start = min(said.cue.start, said.source.start) if said.source else said.cue.start
    beside = [
        str(m.actor) for *_, m in cast.mentions
        if start <= m.span.start and m.span.end <= said.content.start and m.kind in BODIES and m.form == "name"
        and m.actor in cast.actors
    ]  # fmt: skip
    return tuple(dict.fromkeys((str(said.actor), *beside)))


def make_cast(text: Text, mentions: Sequence[Mention], actors: Sequence[Actor], places: Sequence[Place]) -> Cast:
    """Mentions by tokens, once per document."""
    placed = []
    for m in mentions:
        inside = text.tokens_in(m.span)
        placed.append((inside.start, inside.stop, max(text.token_at(m.head.start), 0), m))
    placed.sort(key=_begins)
    longest = max((last - first for first, last, _, _ in placed), default=0)
    return Cast({a.id: a for a in actors}, tuple(placed), frozenset(p.mention for p in places), {}, {}, longest)


def assign(roles: Roles, cast: Cast) -> tuple[tuple[str, ...], tuple[str, ...], dict[int, Actor]]:
    """Ids of actors and of recipients (nobody is both), and the actor of each phrase by its first token."""
    known: dict[int, Actor] = {}
    sides: list[tuple[str, ...]] = []
    for phrases in (roles.actors, roles.recipients):
        ids: dict[str, None] = {}
        for phrase in phrases:
            for one in members(phrase):
                for actor in cast.of(one) or cast.state(one):
                    known.setdefault(one.first, actor)
                    ids[actor.id] = None
        sides.append(tuple(ids))
    actors = sides[0]
    return actors, tuple(r for r in sides[1] if r not in actors), known
