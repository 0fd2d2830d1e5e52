"""The text as rooms see it: tokens, sentences and quotations over the document's own characters.

These nouns never go on the wire; they are the working copy that all rooms share.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from musnad.record.document import Document
from musnad.record.quick import quick
from musnad.record.span import Span


class Token(NamedTuple):
    """One word, number or mark. `fold` is the spelling that rules compare (see `languages/*/letters.yml`).

    A named tuple, not a dataclass: hundreds are made for every article, and they are made four times as fast."""

    start: int
    end: int
    text: str
    fold: str
    kind: str  # word | number | mark
    after_space: bool  # is there white space (or the text's start) before it

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@quick
@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: characters [start, end) and tokens [first, last)."""

    start: int
    end: int
    first: int
    last: int
    paragraph: int
    headline: bool = False

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@quick
@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation by marks: `outer` with the marks, `inner` without; `closed` is False when the end mark is missing."""

    outer: Span
    inner: Span
    closed: bool
    depth: int


@dataclass(frozen=True, slots=True)
class Text:
    """A document cut into tokens, sentences and quotations."""

    document: Document
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    quotes: tuple[Quote, ...]
    token_starts: tuple[int, ...]
    sentence_starts: tuple[int, ...]

    def token_at(self, offset: int) -> int:
        """Index of the token that covers `offset`, or of the last token before it (-1 before the first)."""
        return bisect_right(self.token_starts, offset) - 1

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that covers `offset`, or the last one before it."""
        i = bisect_right(self.sentence_starts, offset) - 1
        return self.sentences[i] if i >= 0 else None

    def tokens_in(self, span: Span) -> range:
        """Indices of the tokens that overlap `span`."""
        starts, start = self.token_starts, span.start
        first = bisect_right(starts, start) - 1
        if first < 0:
            first = 0
        if first < len(starts) and self.tokens[first].end <= start:
            first += 1
        last = bisect_right(starts, span.end - 1, first)
        return range(first, last)

    def span_of(self, first: int, last: int) -> Span:
        """Span of the tokens [first, last)."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def quote_at(self, offset: int) -> Quote | None:
        """The innermost quotation whose inner span covers `offset`."""
        found = [q for q in self.quotes if q.inner.start <= offset < q.inner.end]
        return max(found, key=lambda q: q.depth) if found else None
