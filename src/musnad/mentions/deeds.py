"""States named by their adjective at a deed ("a Turkish air strike", "the Israeli shelling"): whoever reads it knows whose it is,
though no name and no body stands there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from musnad.languages import Language
from musnad.mentions.found import Found
from musnad.mentions.knowledge import ACTORS
from musnad.mentions.registry import registry
from musnad.mentions.words import Words, words
from musnad.record import Sentence, Span, Text, Token
from musnad.rules import Hit, Lexicon

RULE = "mentions.deed_of_state"
WHY = "the adjective of a state at a word for a deed"
BETWEEN = 3  # tokens between the deed and the adjective ("a | drone | strike")


def deeds_at(tokens: Sequence[Token], i: int, language: Language) -> list[Hit]:
    """The words for deeds ("raid", "shelling") that begin at token `i`, the longest first."""
    return _lexicon(language).hits(tokens, i)


def _lexicon(language: Language) -> Lexicon:
    return language.lexicon("actors", ACTORS, "deeds")


def find(text: Text, language: Language) -> Iterator[Found]:
    """A description of a government for each such adjective."""
    w, known = words(language), registry(language)
    if not _lexicon(language).entries:
        return
    noun_first = w.knowledge.grammar["form"] == "article"
    for sentence in text.sentences:
        for i in range(sentence.first, sentence.last):
            token = text.tokens[i]
            if token.kind != "word" or known.country(token.fold) is None:
                continue
            hit = next((h for h in known.country_hits(text.tokens, i) if h.entry.get("role") == "adjective"), None)
            if hit is None:
                continue
            near = _noun_before(text, w, sentence, i) if noun_first else _noun_after(text, w, sentence, hit.last)
            if near:
                span = Span(token.start, text.tokens[hit.last - 1].end)
                yield Found(span, span, "government", "nominal", RULE, WHY, 0.8)


def _noun_before(text: Text, w: Words, sentence: Sentence, i: int) -> bool:
    """Does a deed stand before token `i`, with nothing but adjectives and kinds of deeds between?"""
    definite, bare = w.of(text.tokens[i]).definite, ("", w.knowledge.grammar.get("accusative", ""))
    for k in range(i - 1, max(sentence.first, i - 1 - BETWEEN) - 1, -1):
        token = text.tokens[k]
        if token.kind != "word":
            return False
        if any(h.last == k + 1 and h.reading.post in bare for h in deeds_at(text.tokens, k, w.language)):
            return w.of(token).definite == definite
        if not w.of(token).adjective:
            return False
    return False


def _noun_after(text: Text, w: Words, sentence: Sentence, i: int) -> bool:
    """Does a deed stand at token `i` or behind words for kinds of deeds (air, drone, artillery)?"""
    for k in range(i, min(sentence.last, i + 1 + BETWEEN)):
        token = text.tokens[k]
        if token.kind != "word":
            return False
        if deeds_at(text.tokens, k, w.language):
            return True
        word = w.of(token)
        if token.fold not in w.knowledge.deed_kinds and word.section != "weapons":
            return False
    return False
