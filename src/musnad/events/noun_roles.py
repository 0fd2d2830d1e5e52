"""Roles around a noun of action: genitives, nouns before it, and the light verb that carries it."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.events.arguments import ENDS, Argument, Walker
from musnad.events.role import Roles, is_counted, is_time, side_of
from musnad.events.seen import FORCEFUL, Trigger, View
from musnad.events.subject import subject_of_ruler
from musnad.mentions.phrases import Phrase
from musnad.mentions.words import words
from musnad.rules import Hit

LIGHT_BACK = 12  # tokens before a noun of action within which its light verb stands
CLAUSE = 24  # and so far when nothing but phrases of time and place stands between
TITLE = 3  # words back from a name to its title
LIGHT_ON = 5  # and after it ("the attack that X launched")
OBJECT_OF = 5  # tokens between a verb and the noun of action that is its object
DETERMINER = 3  # words between "the" and its noun of action
BEFORE_NOUN = 5  # words before a noun of action that may name its doer


def noun_roles(found: Roles, view: View, trigger: Trigger, arguments: Sequence[Argument], walker: Walker) -> None:
    bare = [a.phrase for a in arguments if not a.prep and not a.by and not a.far]
    follow = [p for p in bare if p.first == trigger.last or (bare and p.first == bare[0].last)][:2]
    rtl = walker.language.direction == "rtl"
    if rtl:
        _light(found, view, trigger, walker)
    described = bool(follow) and (
        _describes(follow[0], view, walker) or _armed_adjective(trigger, follow[0], view, walker)
    )
    if follow and _object_by_ending(follow[0], view, trigger, walker):
        found.give("recipient", [follow[0]], "events.roles/object_of_its_verb")
    elif follow and follow[0].first == trigger.last and not described:
        _genitive(found, view, trigger, follow, arguments, walker)
    _compound(found, view, trigger, walker)
    if not rtl:
        _light(found, view, trigger, walker)
    if not found.actors and walker.language.direction == "ltr" and trigger.cue.frame.subject in ("actor", "both"):
        verb = walker.boundary_verb(trigger.first)
        if verb >= 0 and trigger.first - verb <= OBJECT_OF and not _spoken_of(verb, view, trigger, walker):
            found.give("actor", subject_of_ruler(view, trigger, walker), "events.roles/subject_of_its_verb")


def _object_by_ending(phrase: Phrase, view: View, trigger: Trigger, walker: Walker) -> bool:
    """Is it the object of the verb whose subject the deed is ("killed | a raid | a leader"), by its ending?"""
    word = words(walker.language)(view.text.tokens[phrase.first].fold)
    if not word.post or word.post not in walker.rules.accusative or word.definite or not word.section:
        return False
    verb = walker.boundary_verb(trigger.first)
    return trigger.cue.frame.object == "recipient" and verb >= 0 and trigger.first - verb <= OBJECT_OF


def _spoken_of(verb: int, view: View, trigger: Trigger, walker: Walker) -> bool:
    """Is a known deed only spoken of ("condemned the attack", "heard the blast"), or the cause or time of what the verb tells
    ("arrested 20 over protests")? Then the verb's subject did not do it."""
    before = view.text.tokens[trigger.first - 1]
    if before.fold in walker.rules.occasion:
        return True
    if trigger.cue.type not in FORCEFUL:
        return False
    if any(t.first <= verb < t.last for t in view.triggers):
        return True
    near = view.text.tokens[max(verb + 1, trigger.first - DETERMINER) : trigger.first]
    return any(t.fold in walker.rules.definite for t in near)


def _genitive(
    found: Roles, view: View, trigger: Trigger, follow: Sequence[Phrase], arguments: Sequence[Argument], walker: Walker
) -> None:
    """The noun after a verbal noun, and the object that may follow it ("the air force's shelling of the suburb")."""
    frame, one = trigger.cue.frame, follow[0]
    if found.actors and frame.object == "recipient" and frame.of in ("auto", "recipient"):
        if not _adjective_doer(one, view):  # who does it stands before: "X began the shelling of Y"
            found.give("recipient", [one], "events.roles/genitive_object")
        return
    if frame.of == "auto" and frame.object == "recipient" and _is_target(one, view):
        found.give("recipient", [one], "events.roles/genitive_target")
        return
    two = follow[1] if len(follow) == 2 and frame.object != "none" else None
    if two is not None and (two.first - one.last > 2 or _joined(two, view, walker)):
        two = None
    if two is not None and (
        _named_by_title(two, view, walker) or (two.first == one.last and _adjective(two, view, walker))
    ):
        two = None
    if two is not None and frame.of == "recipient" and _acts_on(one, two, view, walker):
        found.give("actor", [one], "events.roles/genitive_subject")
        found.give("recipient", [two], "events.roles/object_of_verbal_noun")
    elif two is None and frame.of in ("auto", "recipient") and _object_follows(one, view, trigger, arguments):
        found.give("actor", [one], "events.roles/genitive_before_object")
    elif two is not None and frame.of in ("auto", "actor"):
        found.give("actor" if frame.of == "auto" else frame.of, [one], "events.roles/genitive_subject")
        found.give("recipient", [two], "events.roles/object_of_verbal_noun")
    elif frame.of == "auto":
        side = side_of(one, view)
        role = "recipient" if side in ("civil", "") and not _adjective_doer(one, view) else "actor"
        role = "actor" if frame.object == "both" else role
        found.give(role, [one], "events.roles/genitive_by_sense")
    else:
        nation = side_of(one, view) == "nation" and (trigger.cue.effect is not None or _adjective_doer(one, view))
        found.give("actor" if nation and frame.of == "recipient" else frame.of, [one], "events.roles/genitive")


def _is_target(phrase: Phrase, view: View) -> bool:
    """Is it a position, store or house of somebody's ("the shelling of the militants' positions")?"""
    heads = range(phrase.head_first, phrase.head_last)
    return any(i in view.sets.get("target_n", ()) and i not in view.people for i in heads)


def _joined(phrase: Phrase, view: View, walker: Walker) -> bool:
    """Is the phrase written together with a conjunction or preposition?"""
    return bool(words(walker.language)(view.text.tokens[phrase.first].fold).joined_to)


def _adjective(phrase: Phrase, view: View, walker: Walker) -> bool:
    """Is it one definite adjective, which belongs to the noun before it?"""
    word = words(walker.language)(view.text.tokens[phrase.first].fold)
    armed = any(h.first < phrase.first and phrase.last <= h.last for h in view.instruments)  # "the war planes"
    return phrase.last - phrase.first == 1 and (armed or (word.definite and word.adjective))


def _named_by_title(phrase: Phrase, view: View, walker: Walker) -> bool:
    """Is it the name that belongs to the title right before it ("forces loyal to the ousted president X")?"""
    know, tokens = words(walker.language), view.text.tokens
    if not know(tokens[phrase.first].fold).given:
        return False
    low = max(view.sentence.first, phrase.first - TITLE)
    return any(know(tokens[i].fold).section == "titles" for i in range(low, phrase.first))


def _acts_on(one: Phrase, two: Phrase, view: View, walker: Walker) -> bool:
    """A body or state, then people or a number of them: who does it, then to whom ("Israel's killing of three")."""
    heads = range(one.head_first, one.head_last)
    body = any(
        i in view.collective or (i in view.people and view.people[i].entry.data["side"] == "nation") for i in heads
    )
    return body and (is_counted(two, view, walker) or side_of(two, view) == "civil")


def _describes(phrase: Phrase, view: View, walker: Walker) -> bool:
    """Does an adjective that is no nationality follow the noun of action ("a coordinated attack")?"""
    if phrase.first in view.people or walker.language.direction == "ltr":
        return False
    word = words(walker.language)(view.text.tokens[phrase.first].fold)
    unknown = phrase.last - phrase.first == 1 and not (
        word.section or word.given or word.surname or word.definite or word.joined_to
    )
    return unknown or (word.adjective and word.section not in ("people", "titles", "organizations") and not word.given)


def _armed_adjective(trigger: Trigger, phrase: Phrase, view: View, walker: Walker) -> bool:
    """Is it a lone adjective that is a noun for a fighter too ("a military coup", "an armed clash"), behind an attack and no
    killing ("the killing of a soldier")?"""
    if walker.language.direction == "ltr" or phrase.last - phrase.first > 1 or trigger.cue.effect is not None:
        return False
    fold = view.text.tokens[phrase.first].fold
    word = words(walker.language)(fold)
    lone = word.adjective and not word.definite and not fold.endswith(walker.rules.no_construct)
    may_do = trigger.cue.frame.of in ("auto", "actor", "both")
    return lone and may_do and phrase.first in view.people and side_of(phrase, view) == "armed"


def _adjective_doer(phrase: Phrase, view: View) -> bool:
    hit = view.people.get(phrase.first)
    return hit is not None and hit.entry.data["side"] == "nation" and hit.reading.feats[0] == "adjective"


def _object_follows(one: Phrase, view: View, trigger: Trigger, arguments: Sequence[Argument]) -> bool:
    """Does the object of the noun of action follow its genitive, with a preposition written together with it ("the
    army's shelling of ...")? Then the genitive is who does it."""
    frame = trigger.cue.frame
    if frame.object != "recipient" or side_of(one, view) not in ("armed", "nation"):
        return False
    near = [a for a in arguments if a.phrase.first >= one.last and not a.far]
    behind = next((a for a in near if not a.prep or a.prep in frame.joined or a.prep in frame.to), None)  # not "in Yemen"
    return behind is not None and bool(behind.prep) and frame.joined.get(behind.prep) in ("recipient", "auto")


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
    if len(token.text) > 1 and token.text.isupper():  # "US" is no pronoun
        return True
    lists = ("prepositions", "conjunctions", "relatives", "auxiliaries", "pronouns", "complementisers")
    return not walker.language.is_function(token.fold, *lists) and words(walker.language)(token.fold).verb < 2


def _light(found: Roles, view: View, trigger: Trigger, walker: Walker) -> None:
    """The verb that only carries the noun of action: its subject acts (or undergoes)."""
    hit = _light_before(view, trigger, walker)
    if hit is not None and not _other_between(view, hit.last, trigger.first):
        _carried(found, view, trigger, hit.first, hit.last, str(hit.entry.data["voice"]), walker)
        return
    for i in range(trigger.last, min(view.sentence.last, trigger.last + LIGHT_ON)):
        if view.text.tokens[i].kind == "mark":
            return
        hit = view.light.get(i)
        if hit is not None and _takes_up(hit, walker) and not any(t.first == i for t in view.triggers):
            after = [a.phrase for a in walker.after(hit.last, (hit.first, hit.last)) if not a.prep and not a.far]
            found.give("actor", after[:1], "events.roles/carried_out_by")
            return


def _light_before(view: View, trigger: Trigger, walker: Walker) -> Hit | None:
    """The nearest light verb before the noun; beyond a few words only where no other verb stands between."""
    know, tokens, at = words(walker.language), view.text.tokens, trigger.first
    for i in range(at - 1, max(view.sentence.first, at - CLAUSE) - 1, -1):
        far = at - i >= LIGHT_BACK
        if far and walker.language.direction == "ltr":
            return None
        if i in view.light:
            return view.light[i]
        if far and (tokens[i].text in ENDS or know(tokens[i].fold).verb == 2):
            return None
    return None


def _in_construct(phrase: Phrase, view: View, trigger: Trigger, walker: Walker) -> bool:
    """Does the phrase form one with the noun of action right after it ("an operation of abduction"), naming nobody?"""
    if walker.language.direction == "ltr" or phrase.last != trigger.first or phrase.first in view.people:
        return False
    word = words(walker.language)(view.text.tokens[phrase.last - 1].fold)
    return phrase.last - phrase.first == 1 and not (
        word.definite or word.given or word.surname or word.section == "organizations"
    )


def _measures(phrase: Phrase, view: View, trigger: Trigger, walker: Walker) -> bool:
    """Does the phrase only say how much of the noun of action there was ("a series of raids")?"""
    tokens = view.text.tokens
    counted = phrase.last + 1 == trigger.first and tokens[phrase.last].fold in walker.rules.partitive
    return counted and walker.quantity(phrase.first)


def _takes_up(hit: Hit, walker: Walker) -> bool:
    """Does a light verb after the noun of action say who did it ("which X launched")? Where the noun comes back as the
    verb's pronoun, only a verb with that pronoun does."""
    reading = hit.reading
    if hit.entry.data["voice"] != "active" or reading.feats[0] in ("masdar", "noun"):
        return False
    return walker.language.direction == "ltr" or bool(reading.post)


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
        if not a.prep and not a.by and a.phrase.last <= trigger.first and not is_time(a.phrase, view)
        and not walker.only_counts(a.phrase) and not _joined(a.phrase, view, walker)
        and not _in_construct(a.phrase, view, trigger, walker) and not _measures(a.phrase, view, trigger, walker)
    ]  # fmt: skip
    if between and walker.language.direction == "rtl":
        found.give(role, between[:1], f"events.roles/light_{voice}")
        return
    before, relative = walker.before(first)
    bare = [a.phrase for a in before if not a.prep or (relative and a is before[-1])]
    if bare:
        found.give(role, bare[-1:], f"events.roles/light_{voice}")
