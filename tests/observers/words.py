"""Words as cases see them: every way a word can be taken apart by the class that allows it."""

from __future__ import annotations

from typing import Any

from musnad import document
from musnad.languages import Language
from musnad.text import split_text


def observe(language: Language, case: dict[str, Any]) -> list[dict[str, object]]:
    text = split_text(document(case["text"], language=language.code), language)
    return [
        {"word": token.text, "class": name, "pre": split.pre, "stem": split.stem, "post": split.post}
        for token in text.tokens
        if token.kind == "word"
        for name in language.classes
        for split in language.stems(token.fold, class_name=name)
    ]
