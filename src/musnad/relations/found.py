"""What is found of a relation before it has an id."""

from __future__ import annotations

from dataclasses import dataclass

from musnad.record import Reason, Span


@dataclass(frozen=True, slots=True)
class Found:
    """A relation before ids: head actor, tail (actor or place id), the characters it stands on, its rule."""

    kind: str
    head: str
    tail: str
    evidence: Span
    trigger: Span
    status: str | None
    reason: Reason
    polarity: str | None = None
