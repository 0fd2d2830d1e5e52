"""Roles around a verb where the order of words tells them: subject, verb, object, and "by" in the passive."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.events.arguments import Argument, Walker
from musnad.events.role import Roles, names, side_of
from musnad.events.seen import JUSTICE, Trigger, View
from musnad.events.subject import subject_of_ruler
from musnad.mentions.phrases import Phrase

BY = 8  # tokens between a participle without auxiliary and "by"
ANSWERS = ("REJECT", "ACCUSE", "SUPPORT")  # acts that answer what somebody else did ("condemned the raid by X")
THAT = 4  # tokens between a demand and the "that" after which the one asked is named


def fixed_order(
    found: Roles, view: View, trigger: Trigger, arguments: Sequence[Argument], bare: Sequence[Phrase],
    subject: Sequence[Phrase], walker: Walker,
) -> None:  # fmt: skip
    """Subject before the verb, object after it; "by" and an auxiliary make a passive."""
    frame, feats = trigger.cue.frame, trigger.hit.reading.feats
    by = [a.phrase for a in arguments if a.by]
    if "ing" in feats and _hangs_on(view, trigger, walker):
        loose = _comma_before(view, trigger) or walker.language.is_function(
            view.text.tokens[trigger.first - 1].fold, "and"
        )
        subject = [] if loose else (subject[:1] or subject_of_ruler(view, trigger, walker))
    if subject and _goes_on(subject[-1], view, trigger, walker):
        subject = []  # drafting gives it the subject of the verb before
    objects = [p for p in _touching(bare, trigger) if not _counts_for_another(p, view, walker)]
    near_by = bool(by) and by[0].first - trigger.last <= BY and not _infinitive_next(view, trigger, walker)
    phrase = trigger.cue.verbal and feats[0] == "phrase" and bool(by) and not objects  # "were shot dead by"
    passive = ("passive" in feats or phrase) and (
        _auxiliary(view, trigger, walker)
        or (not objects and (near_by or _suffers(subject, view, trigger) or _convicted_of(view, trigger, walker)))
    )
    if passive:
        found.voice = "passive"
        swapped = frame.object if frame.object != "none" else frame.subject
        found.give(swapped, subject, "events.roles/passive_subject")
        found.give("actor", by, "events.roles/by")
        return
    found.voice = "active" if objects or not by else found.voice
    found.give(frame.subject, subject, "events.roles/subject_before_verb")
    found.give(frame.object, objects, "events.roles/object_after_verb")
    if trigger.cue.type in ANSWERS and frame.object == "recipient":
        found.give("recipient", by[:1], "events.roles/whose_deed_is_answered")
    if trigger.cue.governs and not found.recipients and frame.object == "recipient":
        found.give("recipient", _asked(view, trigger, walker), "events.roles/asked_that")


def _goes_on(phrase: Phrase, view: View, trigger: Trigger, walker: Walker) -> bool:
    """ "burned homes and detained 40": is what stands before "and" the object of an earlier verb, whose subject did both?"""
    if not walker.language.is_function(view.text.tokens[trigger.first - 1].fold, "and") or phrase.last != trigger.first - 1:
        return False
    return any(t.verb and 0 <= phrase.first - t.last <= 1 and "past" in t.hit.reading.feats for t in view.triggers)


def _asked(view: View, trigger: Trigger, walker: Walker) -> list[Phrase]:
    """ "demanded that X leave": the subject of the clause that says what is demanded or alleged."""
    if trigger.cue.type not in ("REQUEST", "ACCUSE"):
        return []
    tokens, last = view.text.tokens, view.sentence.last
    for k in range(trigger.last, min(trigger.last + THAT, last - 1)):
        if walker.language.is_function(tokens[k].fold, "complementisers"):
            phrase = walker.phrase(k + 1, last)
            return [phrase] if phrase is not None and names(phrase, view, walker) else []
    return []


def _convicted_of(view: View, trigger: Trigger, walker: Walker) -> bool:
    """ "two men convicted of spying": a participle with "of" where somebody would have to stand."""
    if trigger.cue.type not in JUSTICE or trigger.last >= view.sentence.last:
        return False
    return view.text.tokens[trigger.last].fold in walker.rules.partitive


def _infinitive_next(view: View, trigger: Trigger, walker: Walker) -> bool:
    """Does what is done follow ("offered to ...")? Then a later "by" is not the verb's own."""
    return trigger.last < view.sentence.last and view.text.tokens[trigger.last].fold in walker.rules.infinitive


def _suffers(subject: Sequence[Phrase], view: View, trigger: Trigger) -> bool:
    """ "Civilian killed in raids": a headline's participle, the subject of which is nobody armed."""
    if trigger.cue.effect is None or not subject or subject[0].last != trigger.first:
        return False
    return side_of(subject[0], view) == "civil"


def _counts_for_another(phrase: Phrase, view: View, walker: Walker) -> bool:
    """ "one killed, 3 injured": a bare number before the next word of harm is no object."""
    return walker.only_counts(phrase) and any(t.first == phrase.last for t in view.triggers)


def _hangs_on(view: View, trigger: Trigger, walker: Walker) -> bool:
    """Does an -ing form hang on the clause before it (", killing three")? Then its doer is that clause's."""
    before = view.text.tokens[trigger.first - 1] if trigger.first else None
    return before is not None and (
        before.kind == "mark" or walker.language.is_function(before.fold, "and", "prepositions")
    )


def _comma_before(view: View, trigger: Trigger) -> bool:
    return trigger.first > view.sentence.first and view.text.tokens[trigger.first - 1].kind == "mark"


def _touching(bare: Sequence[Phrase], trigger: Trigger) -> list[Phrase]:
    return [p for p in bare[:1] if p.first - trigger.last <= 2]


def _auxiliary(view: View, trigger: Trigger, walker: Walker) -> bool:
    tokens, passive_with = view.text.tokens, walker.rules.passive
    for k in range(trigger.first - 1, max(view.sentence.first, trigger.first - 4) - 1, -1):
        if tokens[k].fold in passive_with:
            return True
        if tokens[k].kind == "mark" or walker.language.is_function(tokens[k].fold, "prepositions", "conjunctions"):
            return False
    return False
