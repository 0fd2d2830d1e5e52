"""Who goes on speaking: the last speaker carried over verbs without a subject, within limits."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.claims.reading import Draft
from musnad.record import Actor, Attribution, Mention, Text


def carry_speakers(
    text: Text, found: Sequence[Attribution], drafts: Sequence[Draft], mentions: Sequence[Mention], actors: Sequence[Actor]
) -> tuple[Attribution, ...]:
    return tuple(found)
