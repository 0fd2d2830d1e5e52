"""Drafts: the triggers of a sentence put together to events, before actors, places and codes are known.

A word of killing or wounding joins the violence that caused it ("an air strike killed two"); words that tell the same deed
in one sentence are one event; deeds of other kinds, by others or to others, stay apart.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

from musnad.events.arguments import Walker
from musnad.events.roles import Roles, find_roles
from musnad.events.rules import EventRules
from musnad.events.scan import Trigger, View
from musnad.events.tolls import find_toll
from musnad.languages import Language
from musnad.mentions.phrases import Phrase
from musnad.mentions.words import words
from musnad.record import Span, Token, Toll
from musnad.rules import Hit
from musnad.text.numbers import Number

TOGETHER = 25  # tokens within which a word of killing belongs to a cause
WEAPON = 12  # tokens around a trigger within which a weapon is its instrument
# They may stand near the dead without having killed them.
VEHICLES = ("aircraft", "helicopter", "drone", "tank", "artillery")
# The stronger says more about how it was done.
BLASTS = ("suicide-attack", "unconventional", "aerial", "drone")  # what a bomb may be part of
WEAPON_ORDER = (
    "suicide_vest",
    "chemical",
    "drone",
    "barrel_bomb",
    "helicopter",
    "aircraft",
    "car_bomb",
    "grenade",
    "ied",
    "mine",
)


@dataclass(slots=True)
class Draft:
    """One event in the making: its main trigger, those that joined it, roles as phrases, tolls, how it was done."""

    view: View
    walker: Walker
    trigger: Trigger
    roles: Roles
    triggers: list[Trigger]
    mode: str | None
    instrument: Hit | None = None
    tolls: list[Toll] = field(default_factory=list)
    governed_by: Trigger | None = None
    rules: list[str] = field(default_factory=list)
    counted: bool = False  # is a number of people told?

    @property
    def type(self) -> str:
        return self.trigger.cue.type

    @property
    def tags(self) -> frozenset[str]:
        return frozenset(t for trigger in self.triggers for t in trigger.cue.tags)


def make_drafts(view: View, numbers: Sequence[Number], rules: EventRules, language: Language) -> list[Draft]:
    """The events of one sentence in order of their main triggers."""
    if not view.triggers:
        return []
    walker = Walker(view, rules, language)
    view.sets["numbers"] = [i for n in numbers for i in range(n.first, n.last)]
    made: list[Draft] = []
    for trigger in view.triggers:
        roles = find_roles(view, trigger, walker)
        toll, counted = find_toll(view, trigger, roles, numbers, walker)
        tolls = [toll] if toll else []
        for side in (roles.actors, roles.recipients):  # a bare number is counted, but names nobody
            side[:] = [p for p in side if not walker.only_counts(p)]
        made.append(Draft(view, walker, trigger, roles, [trigger], trigger.cue.mode, None, tolls, counted=counted))
    _govern(made)
    _struck(made)
    made = _join(made)
    _inherit(made, view)
    _accused(made)
    _protesters(made)
    for draft in made:
        _weapon(draft)
        _wanted(draft, made)
    return made


def _struck(made: Sequence[Draft]) -> None:
    """Whom a deed struck does not do what is told of the deed next ("the raids that hit the gunmen destroyed stores")."""
    hit: set[int] = set()
    for draft in made:
        tokens, at = draft.view.text.tokens, draft.trigger.first
        draft.roles.actors[:] = [
            p for p in draft.roles.actors
            if p.first not in hit or p.last > at or any(_bounds(t, draft) for t in tokens[p.last : at])
        ]  # fmt: skip
        if "events.roles/what_the_deed_struck" in draft.roles.rules:
            hit |= {p.first for p in draft.roles.recipients}


def _bounds(token: Token, draft: Draft) -> bool:
    return token.kind == "mark" or draft.walker.language.is_function(token.fold, "relatives", "complementisers", "and")


# What is asked for, refused or threatened gives the mode of the words that do so (PLOVER's own meaning of these modes).
WANTED = {
    "REQUEST": {
        **dict.fromkeys(("AID", "COOPERATE", "SUPPORT"), "assist"),
        **dict.fromkeys(("RETREAT", "CONCEDE"), "yield"),
        **dict.fromkeys(("CONSULT", "AGREE"), "meet"),
        **dict.fromkeys(("SANCTION", "COERCE", "ACCUSE"), "change"),
    },
    "THREATEN": {"ASSAULT": "violence", "SANCTION": "relations", "COERCE": "restrict", "PROTEST": "restrict"},
}
WANTED["REJECT"] = WANTED["REQUEST"]


def _wanted(draft: Draft, made: Sequence[Draft]) -> None:
    """The mode of a request, refusal or threat by the event that stands in its content."""
    modes = WANTED.get(draft.type)
    if modes is None or draft.mode is not None or "denial" in draft.tags:
        return
    inner = next((d for d in made if d.governed_by is draft.trigger), None)
    if inner is not None and inner.type in modes:
        draft.mode = "arrest" if (draft.type, inner.mode) == ("THREATEN", "arrest") else modes[inner.type]
        draft.rules.append("events.draft/mode_by_content")


def _govern(made: Sequence[Draft]) -> None:
    """Events after a word like "demanded" or "threatened" stand in its content."""
    ruler: Trigger | None = None
    for draft in made:
        draft.governed_by = ruler
        if draft.trigger.cue.governs and draft.trigger.verb:
            ruler = draft.trigger


def _join(made: list[Draft]) -> list[Draft]:
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


def _inherit(made: Sequence[Draft], view: View) -> None:
    """A verb after "and" without a subject of its own has that of the verb before it."""
    for before, draft in itertools.pairwise(made):
        if draft.roles.actors or draft.roles.voice == "passive" or not draft.trigger.verb or not before.roles.actors:
            continue
        if draft.type in ("REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE") or before.trigger.cue.governs:
            continue
        if draft.trigger.cue.frame.subject == "recipient":  # its subject suffers; the one before did something else
            continue
        if draft.trigger.hit.reading.pre or "ing" in draft.trigger.hit.reading.feats or draft.trigger.hit.has("past"):
            draft.roles.give("actor", before.roles.actors, "events.draft/subject_of_verb_before")


def _accused(made: Sequence[Draft]) -> None:
    """ "X accused Y of shelling": the first deed named behind an accusation is that of the accused."""
    for ruler in made:
        inner = next((d for d in made if d.governed_by is ruler.trigger), None)
        if inner is None or ruler.type != "ACCUSE" or inner.roles.actors or inner.roles.voice == "passive":
            continue
        named = not inner.trigger.verb or "ing" in inner.trigger.hit.reading.feats
        if named and inner.trigger.cue.frame.subject in ("actor", "both"):
            inner.roles.give("actor", ruler.roles.recipients, "events.draft/deed_of_the_accused")


def _protesters(made: Sequence[Draft]) -> None:
    """A protest told without its doers ("a march set out ... the protesters chanted"): those whom the sentence calls so."""
    for draft in made:
        if draft.type != "PROTEST" or draft.roles.actors or draft.walker.language.direction == "ltr":
            continue
        view = draft.view
        called = [i for i, h in view.people.items() if "protesters" in h.entry.data.get("tags", ())]
        found = next((p for i in sorted(called) if (p := draft.walker.phrase(i, view.sentence.last))), None)
        if found is not None:
            draft.roles.give("actor", [found], "events.draft/protesters_of_the_sentence")


def _weapon(draft: Draft) -> None:
    """The weapon near the trigger, and the mode that it gives when the word leaves the means open."""
    if draft.type != "ASSAULT":
        return
    near = [h for h in draft.view.instruments if any(abs(h.first - t.first) <= WEAPON for t in draft.triggers)]
    if draft.walker.language.direction == "rtl" and all(t.cue.effect and not t.cue.mode for t in draft.triggers):
        near = [h for h in near if h.entry.data["instrument"] not in VEHICLES or _did_it(h, draft)]
    if not near:
        return
    rank = {name: n for n, name in enumerate(WEAPON_ORDER)}
    best = min(near, key=lambda h: rank.get(h.entry.data["instrument"], len(rank)))
    strong = best.entry.data["instrument"] in WEAPON_ORDER[:6]
    draft.instrument = best
    refinable = draft.mode in ("heavy-weapons", "explosives") and strong and best.entry.data["mode"] != draft.mode
    if "intercepted" in draft.tags or (draft.mode == "explosives" and best.entry.data["mode"] not in BLASTS):
        refinable = False
    if (
        draft.mode is None
        and not {"clash", "battle", "capture_place", "recapture_place", "massacre", "intercepted"} & draft.tags
    ) or refinable:
        draft.mode = str(best.entry.data["mode"])
        draft.rules.append("events.draft/mode_by_weapon")


def _did_it(vehicle: Hit, draft: Draft) -> bool:
    """Is the vehicle said to have killed ("by a drone", "a tank killed"), not only to have been there ("a helicopter brought the
    dead")?"""
    know = words(draft.walker.language)(draft.view.text.tokens[vehicle.first].fold)
    by = bool(know.joined_to) and know.joined_to not in draft.walker.language.conjunctions
    return by or any(p.first <= vehicle.first < p.last for p in draft.roles.actors)


def clause_span(draft: Draft) -> Span:
    """The trigger's clause: from the first to the last of its triggers and phrases."""
    points = [t.span for t in draft.triggers] + [p.span for p in (*draft.roles.actors, *draft.roles.recipients)]
    points += [t.span for t in draft.tolls]
    return Span(min(p.start for p in points), max(p.end for p in points))
