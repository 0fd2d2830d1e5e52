"""Amounts of money as cases see them: the words, and what the reason says they amount to."""

from __future__ import annotations

from typing import Any

from musnad import document
from musnad.languages import Language
from musnad.mentions import find_money
from musnad.text import split_text
from musnad.text.numbers import find_numbers


def observe(language: Language, case: dict[str, Any]) -> list[dict[str, object]]:
    text = split_text(document(case["text"], language=language.code), language)
    money, _ = find_money(text, find_numbers(text, language), language)
    return [
        {"text": m.span.of(text.document.text), "says": m.reason.sentence.removeprefix("an amount of money: ")} for m in money
    ]
