"""Events of plain text without actors: for sentences, for the bench and for tests.

`sentence_events` gives every event with its role phrases as spans; `detect` says whether an event of a type is reported;
`classify_sentence` gives the PLOVER type that the sentence is mainly about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from musnad.claims.modality import find_modality
from musnad.events.coding import code, describe
from musnad.events.draft import Draft, make_drafts
from musnad.events.roles import spans
from musnad.events.rules import event_rules
from musnad.events.scan import view
from musnad.events.score import detected, score
from musnad.languages import Language
from musnad.record import Acled, Modality, Span, Text
from musnad.text.numbers import find_numbers


@dataclass(frozen=True, slots=True)
class Found:
    """One event of a text, its roles as spans of characters; `deaths` None when none are counted."""

    trigger: Span
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    acled: Acled | None
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]
    tags: frozenset[str]
    modality: Modality
    governs: bool
    governed: bool
    score: float
    deaths: int | None
    draft: Draft


def sentence_events(text: Text, language: Language) -> tuple[Found, ...]:
    """All events of the text, sentence by sentence, nothing merged."""
    rules, numbers = event_rules(language), find_numbers(text, language)
    found: list[Found] = []
    for sentence in text.sentences:
        seen = view(text, sentence, rules, language)
        inside = [n for n in numbers if sentence.first <= n.first < sentence.last]
        for draft in make_drafts(seen, inside, rules, language):
            found += _found(draft, text, language)
    return tuple(found)


def _found(draft: Draft, text: Text, language: Language) -> list[Found]:
    modality = find_modality(text, draft.trigger.span, draft.trigger.hit.reading.feats, (), language)
    event = describe(draft, modality, {}, None)
    return [
        Found(
            draft.trigger.span, c.type, c.mode, c.contexts, c.cameo, c.acled, spans(draft.roles.actors),
            spans(draft.roles.recipients), draft.tags, modality, draft.trigger.cue.governs,
            draft.governed_by is not None, score(draft, modality), event.deaths, draft,
        )
        for c in code(event)
    ]  # fmt: skip


def detect(text: Text, type_: str, language: Language) -> tuple[bool, float]:
    """Does the text report a concrete event of this PLOVER type, and how surely (0 to 1)?"""
    best = max((f.score for f in sentence_events(text, language) if f.type == type_), default=0.0)
    return detected(type_, best), best


def classify_sentence(text: Text, language: Language) -> Found | None:
    """The event that the text is mainly about: what a governing word says (it demands, threatens, agrees to something),
    else the surest event, the first of equals."""
    found = sentence_events(text, language)
    rulers = [f for f in found if f.governs and not f.governed]
    if rulers:
        return rulers[0]
    return max(found, key=lambda f: f.score, default=None)


def main_of(found: Sequence[Found], type_: str) -> Found | None:
    """The surest event of a type."""
    return max((f for f in found if f.type == type_), key=lambda f: f.score, default=None)
