"""Attributions in languages whose verb comes last: speaker, content, cue."""

from __future__ import annotations

from musnad.claims.reading import Draft, Reading
from musnad.record import Sentence
from musnad.rules import Hit


def read_cue(r: Reading, hit: Hit, sentence: Sentence) -> Draft | None:
    return None
