"""Times as cases see them: what was read, and as which interval."""

from __future__ import annotations

from typing import Any

from musnad import document
from musnad.languages import Language
from musnad.text import split_text
from musnad.text.numbers import find_numbers
from musnad.times import find_times


def observe(language: Language, case: dict[str, Any]) -> list[dict[str, object]]:
    given = {k: case[k] for k in ("published", "outlet", "outlet_country", "title") if k in case}
    text = split_text(document(case["text"], language=language.code, **given), language)
    return [
        {
            "text": time.span.of(text.document.text),
            "edtf": time.edtf,
            "earliest": time.earliest,
            "latest": time.latest,
            "grain": time.grain,
            "anchor": time.anchor,
            "rule": time.reason.rule,
        }
        for time in find_times(text, language, find_numbers(text, language))
    ]
