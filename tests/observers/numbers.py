"""Numbers as cases see them: quantities with their bounds, and ordinals (kind: ordinal)."""

from __future__ import annotations

from typing import Any

from musnad import document
from musnad.languages import Language
from musnad.text import split_text
from musnad.text.numbers import find_numbers, find_ordinals


def observe(language: Language, case: dict[str, Any]) -> list[dict[str, object]]:
    text = split_text(document(case["text"], language=language.code), language)
    return [
        {
            "text": n.span.of(text.document.text),
            "low": n.low,
            "high": n.high,
            "exact": n.exact,
            "kind": n.kind,
            "rule": n.rule,
        }
        for n in (*find_numbers(text, language), *find_ordinals(text, language))
    ]
