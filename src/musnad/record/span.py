"""A span: which characters of the stored text an item stands on."""

from __future__ import annotations

from dataclasses import dataclass

from musnad.record.quick import quick


@quick
@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range [start, end) of code points in `Document.text`. Never empty in a valid record."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters that the span stands on."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def __len__(self) -> int:
        return self.end - self.start


def cover(spans: list[Span] | tuple[Span, ...]) -> Span:
    """The smallest span that covers all `spans` (at least one)."""
    return Span(min(s.start for s in spans), max(s.end for s in spans))
