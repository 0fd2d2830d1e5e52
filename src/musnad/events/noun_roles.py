"""Roles around a noun of action: genitives, nouns before it, and the light verb that carries it."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.events.arguments import Argument, Walker
from musnad.events.role import Roles, side_of
from musnad.events.scan import Trigger, View
from musnad.events.subject import subject_of_ruler
from musnad.mentions.phrases import Phrase
from musnad.mentions.words import words

LIGHT_BACK = 12  # tokens before a noun of action within which its light verb stands
LIGHT_ON = 5  # and after it ("the attack that X launched")
OBJECT_OF = 5  # tokens between a verb and the noun of action that is its object
BEFORE_NOUN = 5  # words before a noun of action that may name its doer


def noun_roles(found: Roles, view: View, trigger: Trigger, arguments: Sequence[Argument], walker: Walker) -> None:
    bare = [a.phrase for a in arguments if not a.prep and not a.by and not a.far]
    follow = [p for p in bare if p.first == trigger.last or (bare and p.first == bare[0].last)][:2]
    if follow and follow[0].first == trigger.last and not _describes(follow[0], view, walker):
        _genitive(found, view, trigger, follow)
    _compound(found, view, trigger, walker)
    _light(found, view, trigger, walker)
    if not found.actors and walker.language.direction == "ltr" and trigger.cue.frame.subject in ("actor", "both"):
        verb = walker.boundary_verb(trigger.first)
        if verb >= 0 and trigger.first - verb <= OBJECT_OF:
            found.give("actor", subject_of_ruler(view, trigger, walker), "events.roles/subject_of_its_verb")


def _genitive(found: Roles, view: View, trigger: Trigger, follow: Sequence[Phrase]) -> None:
    """The noun after a verbal noun, and the object that may follow it ("the air force's shelling of the suburb")."""
    frame, one = trigger.cue.frame, follow[0]
    if len(follow) == 2 and frame.object != "none" and frame.of in ("auto", "actor"):
        found.give("actor" if frame.of == "auto" else frame.of, [one], "events.roles/genitive_subject")
        found.give("recipient", [follow[1]], "events.roles/object_of_verbal_noun")
    elif frame.of == "auto":
        side = side_of(one, view)
        role = "recipient" if side in ("civil", "") and not _adjective_doer(one, view) else "actor"
        role = "actor" if frame.object == "both" else role
        found.give(role, [one], "events.roles/genitive_by_sense")
    else:
        side = side_of(one, view)
        found.give(
            "actor" if side == "nation" and frame.of == "recipient" else frame.of, [one], "events.roles/genitive"
        )


def _describes(phrase: Phrase, view: View, walker: Walker) -> bool:
    """Does an adjective that is no nationality follow the noun of action ("a coordinated attack")?"""
    if phrase.first in view.people or walker.language.direction == "ltr":
        return False
    word = words(walker.language)(view.text.tokens[phrase.first].fold)
    unknown = phrase.last - phrase.first == 1 and not (
        word.section or word.given or word.surname or word.definite or word.joined_to
    )
    return unknown or (word.adjective and word.section not in ("people", "titles", "organizations") and not word.given)


def _adjective_doer(phrase: Phrase, view: View) -> bool:
    hit = view.people.get(phrase.first)
    return hit is not None and hit.entry.data["side"] == "nation"


def _compound(found: Roles, view: View, trigger: Trigger, walker: Walker) -> None:
    """Nouns and adjectives before a noun of action ("an Israeli air strike", "Israel's attack")."""
    role = trigger.cue.frame.noun_before
    if role == "none" or walker.language.direction == "rtl":
        return
    tokens, low = view.text.tokens, trigger.first
    while low > max(view.sentence.first, trigger.first - BEFORE_NOUN) and _within(low - 1, view, walker):
        low -= 1
    for i in range(low, trigger.first):
        named = (
            (tokens[i].text[:1].isupper() and i > view.sentence.first)
            or i in view.people
            or tokens[i].fold.endswith("'s")
        )
        if named:
            phrase = walker.phrase(i, trigger.first)
            if phrase:
                found.give(role, [phrase], "events.roles/noun_before")
            return


def _within(i: int, view: View, walker: Walker) -> bool:
    token = view.text.tokens[i]
    if token.kind != "word" or any(t.first <= i < t.last for t in view.triggers):
        return False
    lists = ("prepositions", "conjunctions", "relatives", "auxiliaries", "pronouns", "complementisers")
    return not walker.language.is_function(token.fold, *lists) and words(walker.language)(token.fold).verb < 2


def _light(found: Roles, view: View, trigger: Trigger, walker: Walker) -> None:
    """The verb that only carries the noun of action: its subject acts (or undergoes)."""
    hit = next(
        (
            view.light[i]
            for i in range(trigger.first - 1, max(view.sentence.first - 1, trigger.first - LIGHT_BACK), -1)
            if i in view.light
        ),
        None,
    )
    if hit is not None and not _other_between(view, hit.last, trigger.first):
        _carried(found, view, trigger, hit.first, hit.last, str(hit.entry.data["voice"]), walker)
        return
    for i in range(trigger.last, min(view.sentence.last, trigger.last + LIGHT_ON)):
        hit = view.light.get(i)
        if hit is not None and hit.entry.data["voice"] == "active" and not any(t.first == i for t in view.triggers):
            after = [a.phrase for a in walker.after(hit.last, (hit.first, hit.last)) if not a.prep and not a.far]
            found.give("actor", after[:1], "events.roles/carried_out_by")
            return


def _other_between(view: View, first: int, last: int) -> bool:
    return any(first <= t.first < last for t in view.triggers)


def _carried(found: Roles, view: View, trigger: Trigger, first: int, last: int, voice: str, walker: Walker) -> None:
    if voice in ("occur", "result"):
        return
    role = "recipient" if voice == "passive" else "actor"
    if any(found.actors) and role == "actor" and trigger.cue.frame.object != "both":
        return
    between = [
        a.phrase for a in walker.after(last, (first, last))
        if not a.prep and not a.by and a.phrase.last <= trigger.first
    ]  # fmt: skip
    if between and walker.language.direction == "rtl":
        found.give(role, between[:1], f"events.roles/light_{voice}")
        return
    before, relative = walker.before(first)
    bare = [a.phrase for a in before if not a.prep or (relative and a is before[-1])]
    if bare:
        found.give(role, bare[-1:], f"events.roles/light_{voice}")
