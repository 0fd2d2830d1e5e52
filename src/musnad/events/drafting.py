"""Drafting: the triggers of a sentence put together to events, each with whom and what the sentence gives it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from musnad.events.agreement import is_one_body
from musnad.events.arguments import Walker
from musnad.events.doer import PERSONS
from musnad.events.draft import THE_SUSPECTED, Draft
from musnad.events.joining import join
from musnad.events.roles import find_roles
from musnad.events.rules import EventRules
from musnad.events.seen import JUSTICE, Trigger, View
from musnad.events.tolls import find_toll
from musnad.languages import Language
from musnad.mentions.words import words
from musnad.record import Token
from musnad.rules import Hit
from musnad.text.numbers import Number

FOILED = 8  # tokens between "foiled" and the attack that was
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
    made = list(_without_foils(join(made)))
    _carry_on(made)
    _accused(made)
    _suspected(made)
    _protesters(made)
    for draft in made:
        _weapon(draft)
        _wanted(draft, made)
    return made


def _without_foils(made: Sequence[Draft]) -> Iterator[Draft]:
    """All but the words that only say that the attack told behind them was foiled (it is the event, and failed)."""
    for draft, behind in itertools.zip_longest(made, made[1:]):
        told = behind is not None and behind.type == "ASSAULT" and behind.trigger.first - draft.trigger.last <= FOILED
        if not ("foiled" in draft.tags and len(draft.triggers) == 1 and told):
            yield draft


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


SUSPECTED = 6  # tokens between "on a charge of" and the deed
BY_SENSE = "events.roles/passive_subject_by_sense"
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


def _carry_on(made: Sequence[Draft]) -> None:
    """A verb behind "and" without a subject of its own has that of a verb before it: of the one told right before, or, where
    it is written together with "and", of the last one of its person, whatever deeds are named in between ("she accused X of
    beating Y and demanded ...")."""
    for k, draft in enumerate(made):
        if draft.roles.actors or not draft.trigger.verb or draft.trigger.cue.frame.subject == "recipient":
            continue  # (a subject that suffers is none of the verb before, which did something else)
        if k and _goes_on_with(draft, made[k - 1]):
            before: Draft | None = made[k - 1]
        else:
            before = _last_of_its_person(draft, made[:k])
        if before is not None:
            draft.roles.give("actor", before.roles.actors, "events.draft/subject_of_verb_before")


def _goes_on_with(draft: Draft, before: Draft) -> bool:
    """Is the deed told right before by a verb whose subject is that of this one too?"""
    if draft.roles.voice == "passive" or not before.roles.actors or before.trigger.cue.governs:
        return False
    if draft.type in ("REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE"):
        return False
    hit = draft.trigger.hit
    return bool(hit.reading.pre) or "ing" in hit.reading.feats or hit.has("past")


def _last_of_its_person(draft: Draft, earlier: Sequence[Draft]) -> Draft | None:
    """The last finite verb before, where this one is written together with "and" and both are of one person. What was taken
    for a passive by its sense alone is none where one body is the subject."""
    hit, walker = draft.trigger.hit, draft.walker
    if not walker.rules.article or hit.reading.pre not in walker.language.conjunctions:
        return None
    person = next((f for f in hit.reading.feats if f in PERSONS), None)
    verbs = (d for d in reversed(earlier) if d.trigger.verb and d.trigger.hit.reading.feats[0] == "verb")
    before = next(verbs, None)
    if before is None or person is None or person not in before.trigger.hit.reading.feats or before.roles.voice:
        return None
    if draft.roles.voice == "passive" and before.roles.actors:
        if BY_SENSE not in draft.roles.rules or not all(is_one_body(p, draft.view, walker) for p in before.roles.actors):
            return None  # "attacked | gunmen | and were killed | five": many would have "and they killed"
        draft.roles.voice = ""
    return before


def _accused(made: Sequence[Draft]) -> None:
    """ "X accused Y of shelling": the first deed named behind an accusation is that of the accused."""
    for ruler in made:
        inner = next((d for d in made if d.governed_by is ruler.trigger), None)
        if inner is None or ruler.type != "ACCUSE" or inner.roles.actors or inner.roles.voice == "passive":
            continue
        named = not inner.trigger.verb or "ing" in inner.trigger.hit.reading.feats
        if named and inner.trigger.cue.frame.subject in ("actor", "both"):
            inner.roles.give("actor", ruler.roles.recipients, "events.draft/deed_of_the_accused")


def _suspected(made: Sequence[Draft]) -> None:
    """What somebody is arrested or tried for ("arrested a man on a charge of killing") was done by him, if at all, and not by
    whoever arrests or tries him."""
    for k, draft in enumerate(made):
        told = "past" in draft.trigger.hit.reading.feats and draft.trigger.verb
        ruler = None if draft.type in JUSTICE or told else _judged_for(draft, made[:k])
        if ruler is None:
            continue
        known = [p for p in draft.roles.recipients if p not in ruler.roles.recipients]
        if known != draft.roles.recipients or not known:
            draft.tolls = []  # how many are tried is not how many were harmed
        draft.roles.actors[:], draft.roles.recipients[:] = [], known
        draft.roles.give("actor", ruler.roles.recipients, THE_SUSPECTED)
        if THE_SUSPECTED not in draft.roles.rules:
            draft.roles.rules.append(THE_SUSPECTED)


def _judged_for(draft: Draft, earlier: Sequence[Draft]) -> Draft | None:
    """The arrest or trial for which the deed is the reason: "on suspicion of" stands between, or "of" behind who is tried."""
    view, at = draft.view, draft.trigger.first
    said = max((i for i in view.sets.get("suspicion", ()) if at - SUSPECTED <= i < at), default=-1)
    for ruler in reversed(earlier):
        if ruler.type in JUSTICE and ruler.trigger.first <= said:
            return ruler
        tried = ruler.type in JUSTICE and any(p.last == at - 1 for p in ruler.roles.recipients)
        if tried and view.text.tokens[at - 1].fold in draft.walker.rules.partitive and draft.walker.language.direction == "ltr":
            return ruler
    return None


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
