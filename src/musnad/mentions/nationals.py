"""People called by their state alone, where words are written with an article and adjectives follow their noun ("three
Palestinians", "the Syrians", "the killing of a Palestinian")."""

from __future__ import annotations

from musnad.mentions import article
from musnad.mentions.doubts import suffered
from musnad.mentions.phrase import Phrase
from musnad.mentions.registry import Registry
from musnad.mentions.words import Words
from musnad.record import Sentence, Text
from musnad.rules import Hit

WHY = "the people of a state"
MANY = ("mp", "fp", "plural")  # "dual" is also the oblique plural


def nationals(text: Text, w: Words, known: Registry, i: int, sentence: Sentence) -> tuple[Phrase, Hit, bool] | None:
    """The phrase, the state's entry, and whether it is one person; None when token `i` is an adjective or something else."""
    hits = (h for h in known.country_hits(text.tokens, i) if h.last == i + 1)
    hit = next((h for h in hits if h.entry.get("role") in ("adjective", "people")), None)
    if hit is None or w.of(text.tokens[i]).given:
        return None
    feats = hit.reading.feats
    many = hit.entry.get("role") == "people" or any(f in feats for f in (*MANY, "dual")) or _behind_number(text, w, i, sentence)
    if not ((i > sentence.first and suffered(text, w, i)) or (many and _stands_alone(text, w, i, sentence))):
        return None
    phrase = article.phrase_at(text, i, w.language, sentence.last)
    return (phrase, hit, not many) if phrase is not None and not phrase.named else None


def _behind_number(text: Text, w: Words, i: int, sentence: Sentence) -> bool:
    """Are they counted ("15 Palestinian", a singular in Arabic)?"""
    before = text.tokens[i - 1] if i > sentence.first else None
    return before is not None and (before.kind == "number" or w.counts(before))


def _stands_alone(text: Text, w: Words, i: int, sentence: Sentence) -> bool:
    """Can no noun before it be what it describes: a number, a verb, a preposition, a mark, or a word joined to it?"""
    if i == sentence.first or w.of(text.tokens[i]).joined_to:
        return True
    before = text.tokens[i - 1]
    if before.kind != "word":
        return True
    word = w.of(before)
    ending = w.knowledge.grammar.get("nominative")
    if ending and w.of(text.tokens[i]).definite and not word.definite and text.tokens[i].fold.endswith(ending):
        return True  # a nominative belongs to no noun before it ("bombed | the Israelis": no "bombing of")
    return _behind_number(text, w, i, sentence) or bool(word.verb and not word.section) or word.preposition
