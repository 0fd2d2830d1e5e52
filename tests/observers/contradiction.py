"""Contradiction as cases see it: what the text's denials deny, and whether it blames."""

from __future__ import annotations

from typing import Any

from musnad import document
from musnad.languages import Language
from musnad.resolve.stories.denial import found_words
from musnad.text import split_text


def observe(language: Language, case: dict[str, Any]) -> list[dict[str, object]]:
    text = split_text(document(case["text"], language=language.code), language)
    return [{"says": what, "word": span.of(text.document.text)} for what, span in found_words(text, language)]
