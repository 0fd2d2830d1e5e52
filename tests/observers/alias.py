"""Alias as cases see it: the words that join two names."""

from __future__ import annotations

from typing import Any

from musnad import document
from musnad.languages import Language
from musnad.resolve.entities.alias import joining_words
from musnad.text import split_text


def observe(language: Language, case: dict[str, Any]) -> list[dict[str, object]]:
    text = split_text(document(case["text"], language=language.code), language)
    return [{"joins": span.of(text.document.text)} for span in joining_words(text, language)]
