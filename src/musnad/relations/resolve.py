"""What the classes of relation patterns mean: `<person>`, `<groups>`, `<place>` ..., `<w.NAME>` for a word set.

The plural of a class takes a coordination ("X, Y and Z") as one; its value is always a tuple of `End`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from musnad.languages import Language
from musnad.mentions.words import words
from musnad.record import BODIES, PLACES, Mention, Place, Span, Text, quick
from musnad.relations.rules import Rules

KINDS = {
    "person": ("person",),
    "group": BODIES,
    "actor": ("person", "group", "organization", "military", "government", "media", "people"),
    "fighter": tuple(k for k in BODIES if k != "media"),  # a paper that is told of a fight does not fight
    "force": ("person", "group", "military", "government", "people"),  # who may fight or be fought
    "place": PLACES,
}
COMBINATIONS = 4096  # of kinds and word sets whose classes are remembered
COMMAS = (",", "،")
NOTHING: frozenset[str] = frozenset()
CLOSING = ')]»”"'


@quick
@dataclass(frozen=True, slots=True)
class End:
    """One end of a relation: the mention's actor and place (either may be missing) and its characters."""

    actor: str | None
    place: str | None
    span: Span


@lru_cache(COMBINATIONS)
def _classes(kinds: frozenset[str], sets: frozenset[str]) -> frozenset[str]:
    """The classes of mentions of these kinds, and the word sets."""
    return sets.union(c for name, of in KINDS.items() if kinds.intersection(of) for c in (name, f"{name}s"))


class Resolver:
    """Answers `resolve(class, token)` for one text. Built once per text; lookups are by token index."""

    def __init__(
        self, text: Text, mentions: Sequence[Mention], places: Sequence[Place], language: Language, rules: Rules
    ) -> None:
        self.text, self.language, self.rules = text, language, rules
        place_of = {p.mention: p.id for p in places}
        self.at: dict[int, list[tuple[int, str, End]]] = {}
        for mention in mentions:
            if mention.actor is None and mention.id not in place_of:
                continue
            end = End(mention.actor, place_of.get(mention.id), mention.head)
            kinds = [mention.kind]
            if mention.kind == "place" and mention.actor is not None:
                kinds.append("government")  # a country that acts
            spans = (mention.head,) if mention.span == mention.head else (mention.span, mention.head)
            ends = {text.token_at(at.end - 1) + 1 for at in spans}
            if mention.kind in BODIES and self._sided(text.token_at(mention.head.start) + 1, mention.span):
                ends.add(text.token_at(mention.head.start) + 1)  # "the factions loyal to X": its noun alone
            for first in {text.token_at(at.start) for at in spans}:
                self.at.setdefault(first, []).extend((last, k, end) for last in ends if last > first for k in kinds)
        self.sets: dict[int, list[tuple[int, str]]] = {}
        self._known: dict[tuple[str, int], tuple[tuple[int, tuple[End, ...]], ...]] = {}
        for listed in self.at.values():
            listed.sort(key=lambda item: (-item[0], item[1]))

    def _sided(self, i: int, within: Span) -> bool:
        """Does an adjective like "loyal (to)" begin at token `i` inside a mention?"""
        inside = i < len(self.text.tokens) and within.start < self.text.tokens[i].start < within.end
        known = words(self.language)
        return inside and known.of(self.text.tokens[i]).stem in known.knowledge.governing

    def words_in(self, first: int, last: int) -> bool:
        """Looks up the word sets of tokens [first, last); is there any? Without one, nothing is related there."""
        found = {
            i: [(h.last - (h.reading.joined and bool(h.reading.post)), f"w.{h.entry.get('set')}") for h in hits]
            for i, hits in self.rules.words.hits_in(self.text.tokens, first, last)
        }
        self.sets.update(found)
        return bool(found)

    def any_of(self, names: tuple[str, ...], first: int, last: int) -> bool:
        """Does a word of these sets stand in tokens [first, last)?"""
        return any(of in names for i in range(first, last) for _, of in self.sets.get(i, ()))

    def begins(self, i: int) -> frozenset[str]:
        """The classes that begin at token `i`."""
        here = self.at.get(i)
        sets = self.sets.get(i)
        if here is None and sets is None:
            return NOTHING
        return _classes(frozenset([kind for _, kind, _ in here or ()]), frozenset([name for _, name in sets or ()]))

    def resolve(self, name: str, i: int) -> Sequence[tuple[int, tuple[End, ...]]]:
        """All ways in which the class begins at token `i`: (end token, ends). Remembered: many patterns ask for the same."""
        known = self._known.get((name, i))
        if known is None:
            known = self._known[name, i] = tuple(self._resolve(name, i))
        return known

    def _resolve(self, name: str, i: int) -> Iterator[tuple[int, tuple[End, ...]]]:
        if name.startswith("w."):
            for last, of in self.sets.get(i, ()):
                if of == name:
                    yield last, ()
            return
        plural = name.endswith("s") and name[:-1] in KINDS
        kinds = KINDS.get(name[:-1] if plural else name, ())
        here = [(last, end) for last, kind, end in self.at.get(i, ()) if kind in kinds]
        widest = {end.actor for last, end in here if last == here[0][0]}  # "X fighters" are no X
        for last, end in here:
            if end.actor in widest:
                if plural:
                    yield from self._coordinated(kinds, last, (end,))
                yield self._past_brackets(last), (end,)

    def _coordinated(
        self, kinds: tuple[str, ...], last: int, ends: tuple[End, ...]
    ) -> Iterator[tuple[int, tuple[End, ...]]]:
        at = self._past_brackets(last)
        tokens, linked, closed = self.text.tokens, False, True
        if at < len(tokens) and (tokens[at].fold in COMMAS or self._is_and(at)):
            closed = self._is_and(at)  # a comma alone closes no list: "against X, Y said"
            linked, at = True, at + 1
            if at < len(tokens) and self._is_and(at) and at not in self.at:
                closed, at = True, at + 1
            closed = closed or any(tokens[at].fold.startswith(c) for c in self.language.conjunctions if at < len(tokens))
        elif at < len(tokens) and any(tokens[at].fold.startswith(c) for c in self.language.conjunctions):
            linked = at in self.at
        if not linked:
            return
        for end_token, kind, end in self.at.get(at, ()):
            if kind in kinds and end not in ends:
                grown = (*ends, end)
                yield from self._coordinated(kinds, end_token, grown)
                if closed:
                    yield self._past_brackets(end_token), grown
                return

    def _is_and(self, i: int) -> bool:
        return self.text.tokens[i].fold in self.language.function_words.get("and", frozenset())

    def _past_brackets(self, i: int) -> int:
        """The token after a bracket or closing mark that belongs to the name before it."""
        tokens = self.text.tokens
        if i < len(tokens) and tokens[i].text in CLOSING:
            i += 1
        if i < len(tokens) and tokens[i].text in "([":
            for k in range(i + 1, min(i + 10, len(tokens))):
                if tokens[k].text in ")]":
                    return k + 1
        return i
