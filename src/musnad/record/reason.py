"""A reason: which named rule or model said so, on which characters, how sure."""

from __future__ import annotations

from dataclasses import dataclass

from musnad.record.quick import quick
from musnad.record.span import Span


@quick
@dataclass(frozen=True, slots=True)
class Reason:
    """Why an item is in the record.

    rule:      stable id, `room.name` or `room.list/entry` (for example `claims.verb_cue/say`).
    sentence:  the rule's readable name, a sentence.
    spans:     the characters that it stands on.
    score:     0 to 1; 1 for a rule that has no doubt of its own.
    parts:     the reasons that this one was built from (as a tree).
    """

    rule: str
    sentence: str
    spans: tuple[Span, ...] = ()
    score: float = 1.0
    parts: tuple[Reason, ...] = ()
