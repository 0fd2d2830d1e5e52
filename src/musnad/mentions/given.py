"""Personal names found by their words: given names, family names, words like "father of", and verbs of saying before them."""

from __future__ import annotations

from collections.abc import Callable

from musnad.mentions.again import bracket
from musnad.mentions.found import Found
from musnad.mentions.names import name_end
from musnad.mentions.registry import Registry
from musnad.mentions.words import Word, Words
from musnad.record import Sentence, Span, Text

IsPlace = Callable[[str], bool]


def named(
    text: Text, w: Words, known: Registry, i: int, sentence: Sentence, word: Word, is_place: IsPlace | None
) -> tuple[list[Found], int]:
    """A personal name by its first word, or by a verb of saying before it."""
    cued = _announced(text, w, i, sentence)
    if not (word.given or word.surname or word.stem in w.knowledge.before or (cued and not word.section)):
        return [], i + 1
    end = name_end(w, text.tokens, i, sentence.last, expected=cued)
    if end == i:
        return [], i + 1
    if not _trusted(text, w, known, i, end, word, cued=cued) and not _told_to_be(text, w, i, end):
        return [], i + 1
    start = w.language.start_without(text.tokens[i], word.joined_to if word.pre else "")
    span = Span(start, text.tokens[end - 1].end)
    if is_place is not None and not word.given and is_place(span.of(text.document.text)):
        return [], i + 1
    rule, why = (
        ("mentions.after_saying", "a name after a verb of saying")
        if not word.given
        else ("mentions.given_name", "a given name")
    )
    score = 0.9 if end - i > 1 else 0.6
    return [Found(span, span, "person", "name", rule, why, score)], end


def _announced(text: Text, w: Words, i: int, sentence: Sentence) -> bool:
    """Does a verb of saying (or a word like "called") stand right before token `i`?"""
    return i > sentence.first and text.tokens[i - 1].kind == "word" and w.of(text.tokens[i - 1]).spoke


def _attributive(w: Words, text: Text, i: int) -> bool:
    """Does a definite noun that is nobody's title stand right before the word?"""
    before = text.tokens[i - 1] if i else None
    noun = w.of(before) if before is not None and before.kind == "word" else None
    return noun is not None and noun.definite and noun.section in ("organizations", "nouns", "weapons")


def _told_to_be(text: Text, w: Words, i: int, end: int) -> bool:
    """Does another name in brackets, or a verb before it, show that common words and an unknown one are a name?"""
    tokens = text.tokens
    if end - i < 2 or not w.of(tokens[i]).given:
        return False
    if bracket(text, end) is not None:
        inner = w.of(tokens[end + 1])
        return inner.given or inner.stem in w.knowledge.before
    rest = [w.of(t) for t in tokens[i + 1 : end]]
    unknown = any(not (r.section or r.adjective or r.verb or r.definite or r.post or r.given) for r in rest)
    return unknown and i > 0 and tokens[i - 1].kind == "word" and w.of(tokens[i - 1]).verb == 2


def _trusted(text: Text, w: Words, known: Registry, i: int, end: int, word: Word, *, cued: bool) -> bool:
    """Is it a name rather than common words? A given name that is a common word needs another name after it."""
    tokens = text.tokens[i:end]
    rest = [w.of(t) for t in tokens[1:]]
    if len(tokens) == 1 and (
        known.country(word.fold) or (word.fold.startswith(w.article) and _attributive(w, text, i))
    ):
        return False
    if word.stem in w.knowledge.before and not word.given:
        return len(tokens) > 1
    common = word.stem in w.knowledge.words_too or word.verb > 0
    if common or not word.given:
        if cued and word.given and rest:
            return True
        if cued and not (common or word.adjective or (word.definite and not word.surname)):
            return True
        if word.surname and not common:
            return not word.section
        if not rest:
            return False
        own = [r for r in rest if r.stem not in w.knowledge.words_too]
        return any(r.given or r.surname or r.stem in w.knowledge.between for r in own)
    return True
