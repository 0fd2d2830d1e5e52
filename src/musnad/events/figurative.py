"""Figures of speech: a deed of force needs a body, a place, a thing or an armed side ("the decision killed their hopes").

The word sets are those of the language's events.yml: `abstract_n` what no hand can strike, `force_n` matters that strike in
speech alone, `cause_n` what is fought without any battle. Where people are counted or a weapon is named, it is no figure.
"""

from __future__ import annotations

from collections.abc import Sequence

from musnad.events.draft import Draft
from musnad.mentions.phrases import Phrase


def is_figurative(draft: Draft) -> bool:
    """Does the draft tell of no deed that anybody could see?"""
    if draft.type != "ASSAULT" or draft.tolls or draft.counted or draft.instrument is not None:
        return False
    roles = draft.roles
    if _all("abstract_n", [*roles.recipients, *roles.places], draft) or _all("force_n", roles.actors, draft):
        return True
    if "battle" in draft.tags and _all("cause_n", [*roles.recipients, *roles.places], draft):
        return True  # "fought terrorism"
    battle = bool({"battle", "clash"} & draft.tags) and not any(t.verb for t in draft.triggers)
    return battle and _all("cause_n", [*roles.actors, *roles.recipients, *roles.places], draft)


def _all(name: str, phrases: Sequence[Phrase], draft: Draft) -> bool:
    """Is there a phrase, and the head of each a word of the set that is nobody?"""
    words, people = draft.view.sets.get(name, ()), draft.view.people
    heads = [range(p.head_first, p.head_last) for p in phrases]
    return bool(heads) and all(any(i in words and i not in people for i in head) for head in heads)
