"""A trigger in its sentence, and what stands between it and a word that may speak of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from musnad.claims.form import Form
from musnad.claims.line import Line, after, ends_bound
from musnad.record import Span
from musnad.rules import Hit

NEXT = 4  # tokens between a particle and the predicate that it speaks of


@dataclass(frozen=True)
class Clause:
    """One trigger in its sentence: tokens [first, last) of the line."""

    line: Line
    trigger: Span
    first: int
    last: int
    form: Form

    @cached_property
    def is_definite(self) -> bool:
        """Does the trigger stand with an article, so that the text takes it for known?"""
        line = self.line
        before = range(max(line.first, self.first - 2), self.first)
        return line.has_article(self.first) or any(line.among(i, "articles") or ends_bound(line, i) for i in before)


def predicate(line: Line, hit: Hit) -> int:
    """The token of the predicate that a particle stands before, adverbs and auxiliaries left out."""
    low = after(hit)
    if low < line.last and line.is_comma(low):  # a parenthesis: did not, as they claimed, fire
        low = next((k + 1 for k in range(low + 1, line.last) if line.is_comma(k)), low)
    i = low
    while i < line.last - 1 and i - low < NEXT and line.among(i, "skips"):
        i += 1
    return i


def is_free(line: Line, low: int, high: int) -> bool:
    """Is there no verb, border or preposition in tokens [low, high)?"""
    return not any(
        line.is_finite(i) or line.is_border(i) or line.among(i, "shields") or line.among(i, "weak_shields")
        for i in range(low, high)
    )


def is_barred(line: Line, low: int, high: int) -> bool:
    """Is there a clause border in tokens [low, high)?"""
    return any(line.is_border(i) for i in range(max(low, line.first), min(high, line.last)))


def hits_of(clause: Clause, span: Span) -> Iterator[Hit]:
    """The markers of the line that stand on these characters."""
    return (h for h in clause.line.markers if h.whole.overlaps(span))
