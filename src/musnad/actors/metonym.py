"""Metonyms: a state or its capital that speaks or acts is its government ("Damascus said")."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from musnad.actors.whereabouts import COMMAS
from musnad.languages import Language
from musnad.mentions.deeds import RULE as DEED
from musnad.mentions.knowledge import ACTORS
from musnad.mentions.registry import registry
from musnad.mentions.words import words
from musnad.record import PLACES, Mention, Text

OBJECT_REACH = 5  # tokens between a verb and its object, the subject's included
APPOSITION = 7  # tokens between the commas around an apposition
AUXILIARY_REACH = 2  # tokens between an auxiliary and its verb, the verb included


def is_metonym(text: Text, mention: Mention, language: Language) -> bool:
    """Does the place mention stand for its government: the name of a state or of its capital right beside a verb whose
    subject it is (after the verb where verbs come first, before it elsewhere), its object ("accused X"), or behind a word like
    "against"?"""
    if mention.kind not in PLACES or state_of(text, mention, language) is None:
        return False
    w = words(language)
    tokens = text.tokens_in(mention.span)
    first_form = w.knowledge.grammar["form"] == "article"
    if first_form and tokens.start > 0 and _verb(text, tokens.start - 1, language):
        return not w(text.tokens[tokens.start].fold).joined_to
    before, after = tokens.start - 1, tokens.stop
    if before > 0 and language.is_function(text.tokens[before].fold, "articles"):
        before -= 1
    if before >= 0 and language.is_function(text.tokens[before].fold, "against"):
        return True
    if _addressed(text, tokens.start, language) or (first_form and _sided_with(text, tokens.start, language)):
        return True
    helped = not first_form and after < len(text.tokens) and _helped(text, after, language)
    if after < len(text.tokens) and (_verb(text, after, language) or helped):
        return tokens.start == 0 or not w(text.tokens[tokens.start - 1].fold).preposition
    return False


def with_joined(text: Text, found: list[Mention], mentions: Sequence[Mention], language: Language) -> list[Mention]:
    """The metonyms with the states that "and" joins to one of them ("Turkey and Russia signed"), in order of the text."""
    taken = {m.span for m in found if m.kind in PLACES}
    places = [m for m in mentions if m.kind in PLACES]
    joined = [
        m for one, two in itertools.pairwise(places) if _by_and(text, one, two, language)
        for m, other in ((one, two), (two, one)) if other.span in taken and m.span not in taken
    ]  # fmt: skip
    return sorted({m.id: m for m in (*found, *joined)}.values(), key=lambda m: m.span.start)


def _by_and(text: Text, one: Mention, two: Mention, language: Language) -> bool:
    """Does nothing but "and" stand between them?"""
    first, last = text.tokens_in(one.span).stop, text.tokens_in(two.span).start
    if first == last:
        return words(language)(text.tokens[last].fold).joined_to in language.conjunctions or (
            two.span.start > text.tokens[last].start
        )
    return last == first + 1 and language.is_function(text.tokens[first].fold, "and")


def _addressed(text: Text, i: int, language: Language) -> bool:
    """Is token `i` the object of a verb like "accused" or "urged": behind it or behind its subject, with no preposition?"""
    w, verbs = words(language), language.lexicon("actors", ACTORS, "addresses")
    if not verbs.entries or w(text.tokens[i].fold).joined_to:
        return False
    start = _before_apposition(text, i)
    for k in range(start, max(-1, start - OBJECT_REACH), -1):
        token = text.tokens[k]
        if token.kind != "word":
            return False
        if any(h.last <= i for h in verbs.hits(text.tokens, k)):
            return True
        if language.is_function(token.fold, "prepositions", "complementisers", "relatives", "conjunctions"):
            return False
    return False


def _before_apposition(text: Text, i: int) -> int:
    """The token before `i`, an apposition between two commas left out ("the spokesman, X, accused | Israel" in Arabic order)."""
    if i < 2 or text.tokens[i - 1].text not in COMMAS:
        return i - 1
    opening = next((k for k in range(i - 3, max(-1, i - 2 - APPOSITION), -1) if text.tokens[k].text in COMMAS), None)
    return i - 1 if opening is None else opening - 1


def state_of(text: Text, mention: Mention, language: Language) -> str | None:
    """ISO 3166 alpha-3 of the state that the mention names itself, by its capital, or by its adjective at a deed."""
    head = text.tokens_in(mention.head)
    countries = registry(language).countries
    known = bool(head) and countries.starts(text.tokens[head.start].fold)
    hits = countries.hits(text.tokens, head.start) if known else []
    for hit in hits:
        roles = ("adjective",) if mention.reason.rule == DEED else ("name", "capital")
        if hit.last == head.stop and hit.entry.get("role") in roles:
            return str(hit.entry.get("country"))
    return None


def _sided_with(text: Text, i: int, language: Language) -> bool:
    """Do adjectives like "loyal (to)", "belonging (to)", "backed (by)" take the state at token `i` as their complement?"""
    w, k = words(language), i - 1
    if not w.of(text.tokens[i]).joined_to:
        k -= bool(k >= 0 and language.is_function(text.tokens[k].fold, "prepositions"))
        if k == i - 1:
            return False
    return k >= 0 and text.tokens[k].kind == "word" and w.of(text.tokens[k]).stem in w.knowledge.governing


def _verb(text: Text, i: int, language: Language) -> bool:
    """Is token `i` a finite verb in the third person singular feminine or unmarked form, or any verb of saying?"""
    readings = words(language).knowledge.verbs.readings(text.tokens[i].fold)
    if not readings or text.tokens[i].kind != "word":
        return False
    if words(language).knowledge.grammar["form"] == "article":
        return any(
            r.has("3fs") or (r.has("3ms") and r.entry.section in ("spoke", "said"))
            for r in readings
            if not r.post or r.entry.section in ("spoke", "said")
        )
    return any(r.has("past") or r.has("3s") for r in readings)


def _helped(text: Text, i: int, language: Language) -> bool:
    """Does an auxiliary stand at token `i` with a verb of doing close behind it ("is working", "has already supported",
    "will lead", but no "was bombed")?"""
    if not language.is_function(text.tokens[i].fold, "auxiliaries"):
        return False
    verbs = words(language).knowledge.verbs
    for k in range(i + 1, min(i + 1 + AUXILIARY_REACH, len(text.tokens))):
        readings = verbs.readings(text.tokens[k].fold)
        if readings:
            passive = text.tokens[k - 1].fold in _being(language) or text.tokens[i].fold in _being(language)
            return any(r.has("ing") for r in readings) or not passive
    return False


def _being(language: Language) -> frozenset[str]:
    return language.function_words.get("being", frozenset())
