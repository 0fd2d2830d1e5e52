"""Roles around a verb: in languages of fixed order see fixed_order.py; elsewhere by form, number and sense."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.events.agreement import disagrees
from musnad.events.arguments import Argument, Walker
from musnad.events.fixed_order import fixed_order
from musnad.events.role import Roles, is_collective, is_counted, is_time, side_of
from musnad.events.seen import FORCEFUL, Trigger, View
from musnad.events.subject import (
    after_deed,
    announced,
    is_adjective,
    is_deed,
    is_next,
    owner_of,
    pronouns_of_that,
    strikes_itself,
    subject_before,
)
from musnad.mentions.phrases import Phrase
from musnad.mentions.registry import registry
from musnad.mentions.words import words
from musnad.record import Span


def verb_roles(found: Roles, view: View, trigger: Trigger, arguments: Sequence[Argument], walker: Walker) -> None:
    bare = [
        a.phrase for k, a in enumerate(arguments)
        if not a.prep and not a.by and not a.far and not is_time(a.phrase, view) and not _goes_with(arguments, k, view, walker)
    ]  # fmt: skip
    before, relative = walker.before(trigger.first)
    subject = subject_before(view, trigger, before, relative, walker)
    if walker.language.direction == "ltr":
        fixed_order(found, view, trigger, arguments, bare, subject, walker)
        return
    bare = [p for p in bare if p.last - p.first > 1 or not is_adjective(p, view, walker)]
    if (
        trigger.cue.frame.object == "recipient"
        and after_deed(view, trigger, walker)
        and not (len(bare) > 1 and strikes_itself(bare, view, walker))
    ):
        found.give("recipient", bare[:1], "events.roles/what_the_deed_struck")
    else:
        first = announced(view, trigger, before, walker) if subject else None
        _free_order(found, view, trigger, bare, subject[0] if subject else None, walker, first is not None)
    found.actors[:] = [owner_of(p, view, trigger, walker) for p in found.actors if not is_deed(p, view)]


def _free_order(
    found: Roles, view: View, trigger: Trigger, bare: Sequence[Phrase], subject: Phrase | None, walker: Walker,
    announced: bool,
) -> None:  # fmt: skip
    """Verb first or subject first, active and passive written alike: form, number and kind of the phrases decide.
    `announced`: the subject opens the clause ("that X ... did")."""
    frame, reading = trigger.cue.frame, trigger.hit.reading
    victim = frame.object if frame.object != "none" else frame.subject
    one, two = (bare[0] if bare else None), (bare[1] if len(bare) > 1 else None)
    one, two = _with_name(one, two, view, walker), two
    if two is not None and one is not None and two.first < one.last:
        two = bare[2] if len(bare) > 2 else None
    if two is not None and one is not None and (two.first - one.last > 2 or _follows_conjunction(two, view, walker)):
        two = None
    goes_on = _follows_conjunction_token(trigger, view, walker)  # "... and abducted": the subject of the verb before
    if one is not None and not reading.post and disagrees(one, reading.feats, view, walker):
        before = subject if not (goes_on or disagrees(subject, reading.feats, view, walker)) else None
        found.give(frame.subject, [before] if before else [], "events.roles/subject_before_verb")
        found.give(frame.object, [one] if frame.object != "none" else [], "events.roles/object_by_gender")
    elif one is not None and subject is None and not goes_on and _is_struck(one, trigger, view, walker):
        found.voice = "passive"
        found.give(frame.object, [one], "events.roles/place_that_was_struck")
    elif frame.object == "none":
        first = subject is not None and (
            _plural(reading.feats)
            or one is None
            or announced
            or (is_next(subject, trigger) and one.first > trigger.last)
        )
        found.give(frame.subject, [p for p in (subject if first else one,) if p], "events.roles/subject")
    elif reading.post and trigger.hit.reading.feats[0] == "verb":
        before = None if goes_on else subject
        found.give(frame.subject, [p for p in (one or before,) if p], "events.roles/subject_of_verb_with_pronoun")
    elif _plural(reading.feats) and one is None and trigger.cue.effect is not None:
        found.voice = "passive"
        found.give(victim, [subject] if subject else [], "events.roles/subject_before_passive")
    elif "3fs" in reading.feats and one is not None and is_counted(one, view, walker) and two is None:
        # A passive would agree with those counted; a feminine verb before counted men has another subject.
        found.give(frame.subject, [subject] if subject else [], "events.roles/subject_before_verb")
        found.give(frame.object, [one], "events.roles/object")
    elif _plural(reading.feats):
        found.give(frame.subject, [subject] if subject and not goes_on else [], "events.roles/subject_before_plural_verb")
        found.give(frame.object, [one] if one else [], "events.roles/object")
    elif "passive" in reading.feats or _marked_passive(view, trigger):
        found.voice = "passive"
        found.give(victim, [p for p in (one or subject,) if p], "events.roles/passive_subject")
    elif one is not None and two is None and _is_object(one, view, trigger, walker):
        found.give(frame.subject, [subject] if subject else [], "events.roles/subject_before_verb")
        found.give(frame.object, [one], "events.roles/object_by_form")
    elif one is None and goes_on and trigger.cue.effect is None:
        pass  # "refused the deal and threatened": whose verb went before, not what it was done to
    elif one is None:
        passive = trigger.cue.effect is not None and not (subject is not None and is_collective(subject, view))
        found.voice = "passive" if passive else ""
        role = victim if passive else frame.subject
        found.give(role, [subject] if subject else [], "events.roles/subject_before_verb")
    elif one is not None and _may_take(trigger, one, view) and _is_subject(one, view, walker):
        found.give(frame.subject, [one], "events.roles/subject_by_form")
        found.give(frame.object, [two] if two else [], "events.roles/verb_subject_object")
    elif (
        subject is not None
        and (announced or is_next(subject, trigger))
        and not goes_on
    ):
        found.give(frame.subject, [subject], "events.roles/subject_before_verb")
        found.give(frame.object, [one], "events.roles/object")
    elif two is not None and not is_counted(one, view, walker):
        found.give(frame.subject, [one], "events.roles/verb_subject_object")
        found.give(frame.object, [two], "events.roles/verb_subject_object")
    elif trigger.cue.effect is not None and (side_of(one, view) != "armed" or is_counted(one, view, walker)):
        found.voice = "passive"
        found.give(victim, [one], "events.roles/passive_subject_by_sense")
    elif side_of(one, view) == "civil" and trigger.cue.type in FORCEFUL:
        found.give(frame.object, [one], "events.roles/object_by_sense")
        found.give(frame.subject, [subject] if subject else [], "events.roles/subject_before_verb")
    elif frame.object == "recipient" and trigger.cue.type in FORCEFUL and _is_place(one, view, walker):
        found.give(frame.object, [one], "events.roles/place_that_was_struck")
        found.give(frame.subject, [subject] if subject and not goes_on else [], "events.roles/subject_before_verb")
    else:
        takers = trigger.cue.effect == "abducted" or is_collective(one, view)
        role = victim if trigger.cue.effect is not None and not takers else frame.subject
        found.give(role, [one], "events.roles/only_phrase_after_verb")


def _goes_with(arguments: Sequence[Argument], k: int, view: View, walker: Walker) -> bool:
    """Is it a state's name right behind a phrase with a preposition, to which it belongs ("in all parts of | Turkey")?"""
    one = arguments[k].phrase
    before = arguments[k - 1] if k else None
    if before is None or not before.prep or before.phrase.last != one.first or walker.language.direction == "ltr":
        return False
    known = words(walker.language)
    return known(view.text.tokens[one.first - 1].fold).section != "titles" and known.names_state(view.text.tokens[one.first])


def _is_place(one: Phrase, view: View, walker: Walker) -> bool:
    """Is the phrase's head a place or a word for one, which does nothing itself (no state: "the United States")?"""
    if one.head_first not in view.sets.get("place_n", ()) or one.head_first in view.people:
        return False
    return not any(h.last - h.first > 1 for h in registry(walker.language).state_names(view.text.tokens, one.head_first))


def _is_struck(one: Phrase, trigger: Trigger, view: View, walker: Walker) -> bool:
    """Is it a place that an attack tells of ("was targeted | the seat of a party"), which does nothing itself?"""
    frame = trigger.cue.frame
    return frame.object == "recipient" and trigger.cue.type in FORCEFUL and _is_place(one, view, walker)


def _is_object(one: Phrase, view: View, trigger: Trigger, walker: Walker) -> bool:
    """Can the only phrase after a verb be no subject, by its ending or because a pronoun is the subject already?"""
    tokens, rules = view.text.tokens, walker.rules
    if one.head_first == one.first and not is_counted(one, view, walker):
        head = tokens[one.head_first]  # a genitive behind it ("the union of | journalists") says nothing of its own case
        if head.fold not in rules.quantities and len(head.fold) > 4 and head.fold.endswith(rules.oblique):
            return True
    if "1" in trigger.hit.reading.feats:
        return True
    return _pronoun_subject(view, trigger, walker) and side_of(one, view) != "nation"


def _may_take(trigger: Trigger, one: Phrase, view: View) -> bool:
    """Is it no verb that tells what became of people, or one of abducting with armed people behind it?"""
    effect = trigger.cue.effect
    return effect is None or (effect == "abducted" and side_of(one, view) == "armed")


def _is_subject(one: Phrase, view: View, walker: Walker) -> bool:
    """Can the phrase right behind a verb be no object, by the ending of its first word (a plural of the nominative)?"""
    fold = view.text.tokens[one.first].fold
    return one.first in view.people and len(fold) > 4 and fold.endswith(walker.rules.nominative or ("\0",))


def _pronoun_subject(view: View, trigger: Trigger, walker: Walker) -> bool:
    """Is a pronoun that a complementiser carries ("that they") the subject of the verb?"""
    language, k = walker.language, trigger.first - 1
    while k > view.sentence.first and language.is_function(view.text.tokens[k].fold, "auxiliaries", "negators"):
        k -= 1
    if k < view.sentence.first or trigger.hit.reading.pre in language.conjunctions:
        return False
    return any(p not in walker.rules.accusative for p in pronouns_of_that(view.text.tokens[k].fold, walker))


def _with_name(one: Phrase | None, two: Phrase | None, view: View, walker: Walker) -> Phrase | None:
    """A title or description with the person's name that follows it directly."""
    if one is None or two is None or two.first != one.last or side_of(one, view) == "armed":
        return one
    word = words(walker.language)(view.text.tokens[two.first].fold)
    if not word.given or word.joined_to:
        return one
    return Phrase(one.first, two.last, two.head_first, two.head_last, Span(one.span.start, two.span.end), two.head)


def _plural(feats: Sequence[str]) -> bool:
    return "3mp" in feats or "3md" in feats or "3fp" in feats


def _marked_passive(view: View, trigger: Trigger) -> bool:
    """Is the u of the passive written over the first letter?"""
    text = view.text.document.text[trigger.span.start : trigger.span.start + 2]
    return len(text) == 2 and text[1] == "\u064f"


def _follows_conjunction(phrase: Phrase, view: View, walker: Walker) -> bool:
    word = words(walker.language)(view.text.tokens[phrase.first].fold)
    return bool(word.joined_to) and word.joined_to in walker.language.conjunctions


def _follows_conjunction_token(trigger: Trigger, view: View, walker: Walker) -> bool:
    return trigger.hit.reading.pre in walker.language.conjunctions and trigger.first > view.sentence.first
