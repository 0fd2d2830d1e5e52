"""The tokens of an article, split once for all that ask one after the other."""

from __future__ import annotations

from functools import lru_cache

from musnad import languages
from musnad.record import Document, Text
from musnad.text import split_text


@lru_cache(maxsize=4)
def split_of(document: Document) -> Text:
    """The document's text, split by the rules of its language."""
    return split_text(document, languages.load(document.language))
