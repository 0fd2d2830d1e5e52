"""What the noun-phrase finder sees in a case: the phrases of the text, one after the other."""

from __future__ import annotations

from typing import Any

from musnad.languages import Language
from musnad.mentions import noun_phrase
from musnad.record import Document
from musnad.text import split_text


def observe(language: Language, case: dict[str, Any]) -> list[dict[str, object]]:
    """One item a phrase: its characters, its core, how many phrases are coordinated with it."""
    text = split_text(Document("", case["text"], language.code), language)
    items: list[dict[str, object]] = []
    for sentence in text.sentences:
        i = sentence.first
        while i < sentence.last:
            phrase = noun_phrase(text, i, language, sentence.last)
            if phrase is None:
                i += 1
                continue
            source = text.document.text
            items.append(
                {
                    "phrase": phrase.span.of(source),
                    "head": phrase.head.of(source),
                    "with": max(len(phrase.conjuncts), 1),
                }
            )
            i = phrase.last
    return items
