"""Metonyms: a state or its capital that speaks or acts is its government ("Damascus said")."""

from __future__ import annotations

from musnad.languages import Language
from musnad.mentions.registry import registry
from musnad.mentions.words import words
from musnad.record import PLACES, Mention, Text

AUXILIARY_REACH = 2  # tokens between an auxiliary and its verb, the verb included


def is_metonym(text: Text, mention: Mention, language: Language) -> bool:
    """Does the place mention stand for its government: the name of a state or of its capital right beside a verb whose
    subject it is (after the verb where verbs come first, before it elsewhere), or behind a word like "against"?"""
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
    helped = not first_form and after < len(text.tokens) and _helped(text, after, language)
    if after < len(text.tokens) and (_verb(text, after, language) or helped):
        return tokens.start == 0 or not w(text.tokens[tokens.start - 1].fold).preposition
    return False


def state_of(text: Text, mention: Mention, language: Language) -> str | None:
    """ISO 3166 alpha-3 of the state that the mention names itself or by its capital."""
    head = text.tokens_in(mention.head)
    countries = registry(language).countries
    known = bool(head) and countries.starts(text.tokens[head.start].fold)
    hits = countries.hits(text.tokens, head.start) if known else []
    for hit in hits:
        if hit.last == head.stop and hit.entry.get("role") in ("name", "capital"):
            return str(hit.entry.get("country"))
    return None


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
