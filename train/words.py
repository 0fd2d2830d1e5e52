"""Texts cut into the words that the reader sees, and spans of characters as words."""

from __future__ import annotations

from collections.abc import Sequence

from musnad import languages
from musnad.record import Document, Span, Text
from musnad.text import split_text
from train.sample import Sample, Words


def read_text(text: str, language: str) -> Text:
    """The text as `musnad.read` would cut it (also one without a letter, which `musnad.document` would send back)."""
    return split_text(Document("", text, language=language), languages.load(language))


def sample_of(set_: str, id_: str, part: str, text: Text, first: int = 0, last: int | None = None) -> Sample:
    """An empty sample of the words [first, last)."""
    tokens = text.tokens[first:last]
    return Sample(set_, id_, part, text.document.language, [t.text for t in tokens], [t.after_space for t in tokens])


def words_of(text: Text, start: int, end: int, first: int = 0) -> Words | None:
    """The words that overlap characters [start, end), counted from word `first`; None when there are none."""
    found = text.tokens_in(Span(start, end))
    return (found.start - first, found.stop - first) if len(found) else None


def outermost(spans: Sequence[tuple[int, int, object]]) -> list[tuple[int, int, object]]:
    """The spans that lie in no other; of equal spans the first."""
    kept: list[tuple[int, int, object]] = []
    for span in sorted(spans, key=lambda s: (s[0], -s[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept
