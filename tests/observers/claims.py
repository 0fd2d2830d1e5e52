"""What the claims room finds in a case: one mapping for each attribution, spans as their text."""

from __future__ import annotations

from typing import Any

from musnad.claims import find_attributions
from musnad.intake import document
from musnad.languages import Language
from musnad.record import Span
from musnad.text import split_text


def observe(language: Language, case: dict[str, Any]) -> list[dict[str, object]]:
    text = split_text(document(case["text"], language=language.code, title=case.get("title")), language)
    source = text.document.text

    def words(span: Span | None) -> str | None:
        return span.of(source) if span else None

    return [
        {
            "cue": words(a.cue), "stance": a.stance, "source": words(a.source), "head": words(a.head),
            "kind": a.source_kind, "content": words(a.content), "quotation": a.quotation,
            "via": [words(v) for v in a.via], "nested": a.parent is not None,
        }
        for a in find_attributions(text, (), (), language)
    ]  # fmt: skip
