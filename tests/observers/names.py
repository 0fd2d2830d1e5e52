"""What the mentions room sees in a case of names: the persons named."""

from __future__ import annotations

from typing import Any

from musnad.languages import Language
from musnad.mentions import find_mentions
from musnad.record import Document
from musnad.text import split_text


def observe(language: Language, case: dict[str, Any]) -> list[dict[str, object]]:
    """One item a named person: the name without titles."""
    text = split_text(Document("", case["text"], language.code), language)
    found = [m for m in find_mentions(text, language) if m.kind == "person" and m.form == "name"]
    return [{"person": m.head.of(text.document.text)} for m in found]
