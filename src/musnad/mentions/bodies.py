"""Bodies: is a phrase headed by "front", "council", "newspaper" the name of one body, a description, or nothing? And weapons,
which stand for a body where they are a state's ("Russian planes")."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.mentions.article import ACTING
from musnad.mentions.deeds import deeds_at
from musnad.mentions.found import Found
from musnad.mentions.phrase import Phrase
from musnad.mentions.registry import registry
from musnad.mentions.words import Word, Words
from musnad.record import Span, Text, Token
from musnad.rules import Entry, Hit


def find_body(w: Words, text: Text, phrase: Phrase, hit: Hit) -> list[Found]:
    entry, tokens = hit.entry, text.tokens
    if is_attribute(w, text, hit.first):
        return []
    alone = phrase.head_last - phrase.head_first <= hit.last - hit.first
    definite = w.of(tokens[hit.first]).definite or (hit.last - hit.first > 1)
    rest = [w.of(t) for t in tokens[hit.last : phrase.head_last] if t.kind == "word"]
    quoted = any(t.kind == "mark" and t.text not in "-–—" for t in tokens[hit.last : phrase.head_last])
    if entry.get("quoted") and not quoted and not _foreign(tokens[hit.last : phrase.head_last]):
        return []
    part = (entry.get("weak") or entry.get("kind") == "military") and _body_at(w, text, hit.last)
    named = quoted or (
        not part and not hit.reading.post and _names_one(w, entry, rest, plural=hit.reading.has("plural"))
    )
    acts = alone and definite and entry.get("subject") and _beside_verb(w, text, hit)
    if not (named or acts or _worth_it(w, entry, rest, alone=alone, definite=definite, plural=hit.reading.has("plural"))):
        return []
    kind, why = str(entry.get("kind")), f"an organisation: {entry.gloss}"
    head = _name_proper(w, text, phrase, hit, quoted=quoted) if named and entry.get("classifier") else phrase.head
    form = "name" if (named and not alone) or (alone and entry.get("proper")) else "nominal"
    if form == "name" and head == phrase.head:
        head = _without_loyalty(w, text, phrase, hit)
    return [Found(phrase.span, head, kind, form, entry.id, why, 0.9 if named else 0.7)]


def find_weapon(w: Words, text: Text, phrase: Phrase, entry: Entry) -> Found:
    """A weapon; one with a crew that an adjective gives to a state is that state's forces."""
    known = registry(w.language)
    owned = entry.get("crewed") and any(
        h.entry.get("role") in ("adjective", "name")
        for i in range(phrase.first, phrase.last)
        for h in known.country_hits(text.tokens, i)
    )
    kind, why = ("military", "forces of a state, by what they crew") if owned else ("weapon", "a weapon")
    return Found(phrase.span, phrase.head, kind, "nominal", entry.id, f"{why}: {entry.gloss}", 0.7)


def _beside_verb(w: Words, text: Text, hit: Hit) -> bool:
    """Does a finite verb stand right before or right after it, or the deed or weapon that is its own ("the planes of X")?"""
    before = hit.first - 1
    if before >= 0 and (deeds_at(text.tokens, before, w.language) or w.of(text.tokens[before]).section == "weapons"):
        return True
    near = [k for k in (hit.first - 1, hit.last) if 0 <= k < len(text.tokens) and text.tokens[k].kind == "word"]
    return any(w.of(text.tokens[k]).verb > 0 and not w.of(text.tokens[k]).definite for k in near)


def _body_at(w: Words, text: Text, i: int) -> bool:
    """Does the name of another body begin at token `i`, so that the head is a part of it ("delegation of the UN")?"""
    if i >= len(text.tokens) or text.tokens[i].kind != "word":
        return False
    names, word = registry(w.language).names, w.of(text.tokens[i])
    hits = w.knowledge.nouns.hits(text.tokens, i) if word.begins else []
    hits += names.hits(text.tokens, i) if word.registered else []
    return any(h.entry.section == "organizations" and not h.entry.get("unsure") for h in hits)


def _without_loyalty(w: Words, text: Text, phrase: Phrase, hit: Hit) -> Span:
    """The core without "loyal to ..." at its end."""
    for k in range(hit.last + 1, phrase.head_last):
        word = w.of(text.tokens[k])
        if word.stem in w.knowledge.governing and word.definite:
            return Span(phrase.head.start, text.tokens[k - 1].end)
    return phrase.head


def _foreign(tokens: Sequence[Token]) -> bool:
    """Is the first word after the head written in Latin letters?"""
    return bool(tokens) and tokens[0].text.isascii() and tokens[0].text.isalpha()


def _names_one(w: Words, entry: Entry, rest: list[Word], *, plural: bool) -> bool:
    """Do the words after the head make it the name of one body (no mere adjectives of state, no other body)?"""
    if not rest or (plural and not rest[0].definite):
        return False
    if rest[0].section in ACTING and not rest[0].given and (rest[0].section == "organizations" or rest[0].definite):
        return False
    if _all_adjectives(rest) and (entry.get("weak") or entry.get("kind") in ("government", "military")):
        return False
    if plural and not any(r.given or not r.section for r in rest):
        return False
    if any(r.definite or r.given or r.surname for r in rest):
        return True
    unknown = not rest[0].section and not rest[0].adjective and not rest[0].verb
    single = len(rest) == 1 and not _fits_feminine(w, rest[0])
    return unknown and (single or bool(entry.get("classifier")) or not entry.get("weak"))


def _fits_feminine(w: Words, word: Word) -> bool:
    shape = w.knowledge.patterns.get("feminine_shape")
    return bool(shape and shape.fullmatch(word.stem))


def _worth_it(w: Words, entry: Entry, rest: list[Word], *, alone: bool, definite: bool, plural: bool) -> bool:
    """Is a body without a name still somebody: determined, several, or told apart by an adjective?"""
    if alone:
        return bool(entry.get("alone")) or (definite and (not entry.get("weak") or bool(entry.get("bare"))))
    if not definite and not plural and not _distinct(w, rest):
        return False
    return not entry.get("weak") or definite or any(r.definite for r in rest) or _distinct(w, rest)


def _name_proper(w: Words, text: Text, phrase: Phrase, hit: Hit, *, quoted: bool) -> Span:
    """The name after a classifier, without quotation marks and adjectives of state at its end."""
    tokens = [t for t in text.tokens[hit.last : phrase.head_last] if t.kind == "word"]
    known = registry(w.language)
    while (
        len(tokens) > 1 and w.of(tokens[-1]).definite and known.country(tokens[-1].fold) and w.of(tokens[-1]).adjective
    ):
        tokens.pop()
    first = w.of(tokens[0]) if tokens else None
    if first is None or (not quoted and first.section in ("nouns", "adjectives") and not first.definite):
        return phrase.head
    return Span(tokens[0].start, tokens[-1].end)


def _distinct(w: Words, rest: list[Word]) -> bool:
    """Does an adjective tell the body apart: of a state, armed, unknown ...?"""
    known = registry(w.language)
    return any(known.country(r.fold) or r.stem in w.knowledge.marks or r.section in ACTING for r in rest)


def _all_adjectives(rest: list[Word]) -> bool:
    return bool(rest) and all(r.adjective for r in rest)


def is_attribute(w: Words, text: Text, i: int) -> bool:
    """Is the word an adjective of the noun before it ("civil defence") rather than a person?"""
    word = w.of(text.tokens[i])
    if not word.adjective or i == 0 or (word.section == "organizations" and word.joined_to in w.language.conjunctions):
        return False
    before = text.tokens[i - 1]
    noun = w.of(before)
    if before.kind != "word" or w.knowledge.verbs.readings(before.fold):
        return False  # "demanded | the president"
    return bool(noun.section) and noun.verb < 2 and noun.definite == word.definite
