"""Crowds named by their number alone ("thousands marched", «خرج المئات»): people, where they do what only people do.

Where a number counts the dead or the arrested ("killed dozens") it stays a number. `languages/*/actors.yml` lists the words
(`crowds`) and what crowds do (`crowd_deeds`).
"""

from __future__ import annotations

from collections.abc import Iterator

from musnad.languages import Language
from musnad.mentions.found import Found
from musnad.mentions.knowledge import ACTORS
from musnad.mentions.words import words
from musnad.record import Sentence, Span, Text
from musnad.rules import Hit

RULE = "mentions.crowd"
WHY = "a number of people named by itself, who do what people do"
BETWEEN = 3  # adverbs, times and auxiliaries between the crowd and what it does


def find(text: Text, language: Language) -> Iterator[Found]:
    """A description of people for each such number."""
    crowds = language.lexicon("actors", ACTORS, "crowds")
    if not crowds.entries:
        return
    for sentence in text.sentences:
        for i in range(sentence.first, sentence.last):
            hit = crowds.longest(text.tokens, i)
            if hit is None or hit.last > sentence.last or _counts_others(text, hit, sentence, language):
                continue
            if _acts(text, hit, sentence, language):
                span = Span(text.tokens[i].start, text.tokens[hit.last - 1].end)
                yield Found(span, span, "people", "nominal", RULE, WHY, 0.7)


def _counts_others(text: Text, hit: Hit, sentence: Sentence, language: Language) -> bool:
    """Does the word behind it name those whom it counts ("thousands of residents"), or is it itself part of a number?"""
    w, tokens = words(language), text.tokens
    before = tokens[hit.first - 1] if hit.first > sentence.first else None
    if before is not None and (before.kind == "number" or w.counts(before)):
        return True
    if hit.last >= sentence.last or tokens[hit.last].kind != "word":
        return False
    after = tokens[hit.last]
    return w.counts(after) or after.fold in map(language.fold, w.knowledge.grammar.get("of", ()))


def _acts(text: Text, hit: Hit, sentence: Sentence, language: Language) -> bool:
    """Does a deed of crowds stand beside it: before it where the verb comes first, else behind it?"""
    deeds = language.lexicon("actors", ACTORS, "crowd_deeds")
    if language.direction == "rtl":
        beside = range(hit.first - 1, max(sentence.first, hit.first - 1 - BETWEEN) - 1, -1)
    else:
        beside = range(hit.last, min(sentence.last, hit.last + 1 + BETWEEN))
    for k in beside:
        token = text.tokens[k]
        if token.kind != "word":
            return False
        if any(not h.reading.post and h.reading.feats[0] in ("verb", "phrase") for h in deeds.hits(text.tokens, k)):
            return True
        word = words(language).of(token)
        if not (word.ends or language.is_function(token.fold, "auxiliaries")):
            return False
    return False
