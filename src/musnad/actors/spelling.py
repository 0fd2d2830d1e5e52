"""Spelling: a name as it would stand alone."""

from __future__ import annotations

from musnad.languages import Language
from musnad.mentions.words import words
from musnad.record import Span, Text


def spelled(text: Text, span: Span, language: Language) -> str:
    """The name as it would stand alone: an article that lost its first letter after a preposition gets it back."""
    written = span.of(text.document.text)
    token = text.tokens[text.token_at(span.start)]
    article = str(words(language).knowledge.grammar.get("article", ""))
    if article and token.start < span.start and written[:1] == article[-1:] == text.document.text[span.start - 1]:
        word = words(language)(token.fold)
        return article + written[1:] if word.definite else written
    return written
