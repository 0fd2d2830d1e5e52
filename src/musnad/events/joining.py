"""Joining: which words of a sentence tell one deed?

A word of killing or wounding joins the violence that caused it ("an air strike killed two"); words that tell the same deed
in one sentence are one event; deeds of other kinds, by others or to others, stay apart.
"""

from __future__ import annotations

from collections.abc import Sequence

from musnad.events.draft import Draft
from musnad.mentions.phrases import Phrase

TOGETHER = 25  # tokens within which a word of killing belongs to a cause


def join(made: list[Draft]) -> list[Draft]:
    """Join words of one deed."""
    kept: list[Draft] = []
    for draft in made:
        if _is_effect(draft):
            continue
        other = next((k for k in reversed(kept) if _same_deed(k, draft)), None)
        if other is None:
            kept.append(draft)
        else:
            _absorb(other, draft)
    effects: list[Draft] = []
    for draft in made:
        if not _is_effect(draft):
            continue
        cause = min((k for k in kept if _causes(k, draft)), key=lambda k: _distance(k, draft), default=None)
        if cause is None:
            cause = next((e for e in effects if _same_toll(e, draft)), None)
        if cause is None:
            effects.append(draft)
        else:
            _absorb(cause, draft)
    return sorted([*kept, *effects], key=lambda d: d.trigger.first)


def _is_effect(draft: Draft) -> bool:
    """A word that tells only what became of people (killed, wounded), not how."""
    cue = draft.trigger.cue
    return cue.type == "ASSAULT" and cue.effect in ("killed", "wounded") and cue.mode is None


def _distance(a: Draft, b: Draft) -> int:
    return min(abs(t.first - b.trigger.first) for t in a.triggers)


def _causes(cause: Draft, effect: Draft) -> bool:
    if cause.type != "ASSAULT" or _distance(cause, effect) > TOGETHER:
        return False
    if "captured_combatants" in cause.tags or (cause.mode in ("abduct", "torture") and effect.roles.actors):
        return False
    if effect.governed_by is not cause.governed_by and (effect.governed_by or cause.governed_by):
        return False
    ours = effect.roles.actors
    if ours and cause.roles.actors and not _shares(ours, cause.roles.actors, cause):
        return any(t.first <= i < t.last for p in ours for i in range(p.first, p.last) for t in cause.triggers)
    return True


def _same_toll(a: Draft, b: Draft) -> bool:
    """ "12 dead and 30 wounded": one event, unless other actors are named."""
    if a.roles.actors and b.roles.actors and not _shares(a.roles.actors, b.roles.actors, a):
        return False
    return _distance(a, b) <= TOGETHER


CAPTIVE = ("abduct", "torture", "sexual")  # deeds that a word of attack alone does not tell


def _same_deed(a: Draft, b: Draft) -> bool:
    if a.type != b.type or a.governed_by is not b.governed_by:
        return False
    if a.mode != b.mode and not (a.mode is None or b.mode is None):
        return False
    if a.mode != b.mode and (a.mode in CAPTIVE or b.mode in CAPTIVE):
        return False  # an incursion is no abduction
    if a.trigger.cue.governs:
        return False
    if "none" not in (a.trigger.cue.frame.own, b.trigger.cue.frame.own) or (a.type == "PROTEST" and _names_doer(a, b)):
        return _distance(a, b) <= TOGETHER
    if {"capture_place", "recapture_place", "intercepted"} & (a.tags ^ b.tags):
        return False
    if _apart(a.roles.actors, b.roles.actors, a) or _apart(a.roles.recipients, b.roles.recipients, a):
        return False
    return _distance(a, b) <= TOGETHER


def _names_doer(a: Draft, b: Draft) -> bool:
    """Does one of them only name those who do it ("protesters")?"""
    return a.trigger.cue.frame.own != "none" or b.trigger.cue.frame.own != "none"


def _apart(one: Sequence[Phrase], two: Sequence[Phrase], draft: Draft) -> bool:
    return bool(one) and bool(two) and not _shares(one, two, draft)


def _shares(one: Sequence[Phrase], two: Sequence[Phrase], draft: Draft) -> bool:
    tokens = draft.view.text.tokens
    a = {tokens[i].fold for p in one for i in range(p.first, p.last)}
    b = {tokens[i].fold for p in two for i in range(p.first, p.last)}
    return bool(a & b)


def _absorb(into: Draft, draft: Draft) -> None:
    into.triggers.append(draft.trigger)
    if into.trigger.cue.frame.own != "none" and draft.trigger.cue.frame.own == "none":
        into.trigger = draft.trigger  # what they do says more than what they are called
    if into.mode is None or (_is_effect(into) and draft.mode):
        into.mode = draft.mode
    inside = {i for t in into.triggers for i in range(t.first, t.last)}
    into.roles.give(
        "actor",
        (p for p in draft.roles.actors if not inside & set(range(p.first, p.last)) and not into.roles.actors),
        "events.draft/of_joined_trigger",
    )
    into.roles.give(
        "recipient",
        (p for p in draft.roles.recipients if not inside & set(range(p.first, p.last))),
        "events.draft/of_joined_trigger",
    )
    into.tolls += [t for t in draft.tolls if all((t.effect, t.low) != (o.effect, o.low) for o in into.tolls)]
    into.counted = into.counted or draft.counted
    into.rules.append("events.draft/joined")
