"""Letters as cases see them: each token with the spelling that rules compare, and each sentence."""

from __future__ import annotations

from typing import Any

from musnad import document
from musnad.languages import Language
from musnad.text import split_text


def observe(language: Language, case: dict[str, Any]) -> list[dict[str, object]]:
    text = split_text(document(case["text"], language=language.code), language)
    source = text.document.text
    found: list[dict[str, object]] = [{"token": t.text, "fold": t.fold} for t in text.tokens]
    found += [{"sentence": s.span.of(source)} for s in text.sentences]
    return found + [{"quote": q.inner.of(source), "closed": q.closed} for q in text.quotes]
