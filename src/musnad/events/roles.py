"""Roles: who did it, to whom, with what? By the trigger's frame, its voice and the order of the phrases around it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from musnad.events.arguments import COMMAS, Argument, Walker
from musnad.events.scan import FORCEFUL, Trigger, View
from musnad.mentions.phrases import Phrase
from musnad.mentions.words import words
from musnad.record import Span

LIGHT_BACK = 12  # tokens before a noun of action within which its light verb stands
LIGHT_ON = 5  # and after it ("the attack that X launched")
NEXT_TO = 3  # tokens between a subject before its verb and the verb
CREWED = ("aircraft", "helicopter", "drone", "tank", "artillery", "suicide_vest", "firearm")
OBJECT_OF = 5  # tokens between a verb and the noun of action that is its object
BEFORE_NOUN = 5  # words before a noun of action that may name its doer


@dataclass(slots=True)
class Roles:
    """Spans of those who act and those who receive; `rules` name how each was found. Filled by `find_roles`."""

    actors: list[Phrase] = field(default_factory=list)
    recipients: list[Phrase] = field(default_factory=list)
    places: list[Phrase] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    voice: str = ""

    def give(self, role: str, phrases: Iterable[Phrase], rule: str) -> None:
        """Adds phrases to a role; a phrase that has one already keeps it."""
        target = {"actor": self.actors, "recipient": self.recipients, "both": self.actors, "place": self.places}.get(
            role
        )
        if target is None:
            return
        for phrase in phrases:
            if all(p.first != phrase.first for p in (*self.actors, *self.recipients)):
                target.append(phrase)
                self.rules.append(rule)


def find_roles(view: View, trigger: Trigger, walker: Walker) -> Roles:
    """The roles around one trigger."""
    found = Roles()
    if trigger.cue.frame.own != "none":
        span = walker.phrase(trigger.first, view.sentence.last)
        if span:
            found.give(trigger.cue.frame.own, [span], "events.roles/doer")
    start = trigger.last
    carried = view.light.get(start)
    if not trigger.verb and carried is not None and carried.entry.data["voice"] == "occur":
        start = carried.last  # "clashes erupted between X and Y"
    arguments = walker.after(start, (trigger.first, trigger.last))
    if trigger.verb:
        _verb(found, view, trigger, arguments, walker)
    else:
        _noun(found, view, trigger, arguments, walker)
    _prepositions(found, view, trigger, arguments)
    if trigger.cue.type == "PROTEST" and not found.recipients:
        _protested_against(found, view, trigger, walker)
    for side in (found.actors, found.recipients):
        side[:] = [p for p in side if not _is_weapon(p, view)]
    return found


def _protested_against(found: Roles, view: View, trigger: Trigger, walker: Walker) -> None:
    """Whom the protest is directed at: the phrase after "in protest at", "demanding that" and the like."""
    cause = next((i for i in sorted(view.sets.get("cause", ())) if i >= trigger.last), None)
    if cause is None:
        return
    arguments = walker.after(cause + 1, (cause, cause + 1))
    found.give("recipient", [a.phrase for a in arguments[:1]], "events.roles/protested_against")


def _is_weapon(phrase: Phrase, view: View) -> bool:
    """Is the phrase's head a bomb, shell or other thing that nobody is (aircraft and tanks stand for their crews)?"""
    heads = range(phrase.head_first, phrase.head_last)
    return any(h.first in heads and h.entry.data["instrument"] not in CREWED for h in view.instruments)


# ---- verbs


def _verb(found: Roles, view: View, trigger: Trigger, arguments: Sequence[Argument], walker: Walker) -> None:
    bare = [a.phrase for a in arguments if not a.prep and not a.by and not a.far and not _is_time(a.phrase, view)]
    before, relative = walker.before(trigger.first)
    subject = _subject_before(view, trigger, before, relative, walker)
    if walker.language.direction == "ltr":
        _fixed_order(found, view, trigger, arguments, bare, subject, walker)
    else:
        _free_order(found, view, trigger, bare, subject[0] if subject else None, walker)


def _subject_before(
    view: View, trigger: Trigger, before: Sequence[Argument], relative: bool, walker: Walker
) -> list[Phrase]:
    """The bare phrases before the verb that can be its subject: the nearest, with those coordinated with it."""
    if relative and before:
        return [before[-1].phrase]
    bare = [a.phrase for a in before if not a.prep and not _is_time(a.phrase, view) and not _is_weapon(a.phrase, view)]
    if walker.language.direction == "ltr":
        bare = _outside_apposition(view, trigger, bare)
        return _coordinated(view, bare, walker) or _subject_of_ruler(view, trigger, walker)
    if not bare:
        return _described_by_verb(view, trigger, walker)
    helped = trigger.first > view.sentence.first and walker.language.is_function(
        view.text.tokens[trigger.first - 1].fold, "auxiliaries"
    )
    if not bare or (not helped and any(t.text in COMMAS for t in view.text.tokens[bare[-1].last : trigger.first])):
        return []
    last = bare[-1]
    return [last] if trigger.first - last.last <= NEXT_TO or len(bare) == 1 else []


def _described_by_verb(view: View, trigger: Trigger, walker: Walker) -> list[Phrase]:
    """ "a bomber driving a car blew himself up": the indefinite phrase that a verb without a conjunction describes."""
    verb = walker.boundary_verb(trigger.first)
    if verb <= view.sentence.first:
        return []
    before, _ = walker.before(verb)
    last = before[-1].phrase if before and not before[-1].prep else None
    return [last] if last is not None and last.last == verb and not _is_weapon(last, view) else []


def _outside_apposition(view: View, trigger: Trigger, bare: list[Phrase]) -> list[Phrase]:
    """ "X, an ally of Y, has refused": what stands between two commas before the verb is not the subject."""
    tokens = view.text.tokens
    commas = [k for k in range(view.sentence.first, trigger.first) if tokens[k].text == ","]
    if len(commas) < 2 or trigger.first - commas[-1] > NEXT_TO:
        return bare
    outside = [p for p in bare if p.last <= commas[-2]]
    return outside or bare


def _coordinated(view: View, bare: Sequence[Phrase], walker: Walker) -> list[Phrase]:
    """The last phrase and those joined to it by "and" or a bracket."""
    if not bare:
        return []
    found = [bare[-1]]
    for phrase in reversed(bare[:-1]):
        between = view.text.tokens[phrase.last : found[0].first]
        joined = len(between) == 1 and walker.language.is_function(between[0].fold, "and")
        bracket = bool(between) and len(between) <= 6 and between[0].text == "(" and between[-1].text == ")"
        if not (joined or bracket):
            break
        found.insert(0, phrase)
    return found


def _subject_of_ruler(view: View, trigger: Trigger, walker: Walker) -> list[Phrase]:
    """ "X decided to allow", "X said it would": the subject of the verb that the trigger hangs on."""
    verb = walker.boundary_verb(trigger.first)
    if verb <= view.sentence.first:
        return []
    before, relative = walker.before(verb)
    bare = [a.phrase for a in before if not a.prep and not _is_time(a.phrase, view)]
    if relative and before:
        return [before[-1].phrase]
    return _coordinated(view, bare, walker)


def _is_time(phrase: Phrase, view: View) -> bool:
    return all(i in view.sets.get("event_time", ()) for i in range(phrase.first, phrase.last))


def _fixed_order(
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
        subject = [] if loose else (subject[:1] or _subject_of_ruler(view, trigger, walker))
    passive = "passive" in feats and (_auxiliary(view, trigger, walker) or (bool(by) and not _touching(bare, trigger)))
    if passive:
        found.voice = "passive"
        swapped = frame.object if frame.object != "none" else frame.subject
        found.give(swapped, subject, "events.roles/passive_subject")
        found.give("actor", by, "events.roles/by")
        return
    found.give(frame.subject, subject, "events.roles/subject_before_verb")
    objects = _touching(bare, trigger)
    found.give(frame.object, objects, "events.roles/object_after_verb")


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


def _free_order(
    found: Roles, view: View, trigger: Trigger, bare: Sequence[Phrase], subject: Phrase | None, walker: Walker
) -> None:
    """Verb first or subject first, active and passive written alike: form, number and kind of the phrases decide."""
    frame, reading = trigger.cue.frame, trigger.hit.reading
    victim = frame.object if frame.object != "none" else frame.subject
    one, two = (bare[0] if bare else None), (bare[1] if len(bare) > 1 else None)
    one, two = _with_name(one, two, view, walker), two
    if two is not None and one is not None and two.first < one.last:
        two = bare[2] if len(bare) > 2 else None
    if two is not None and one is not None and (two.first - one.last > 2 or _follows_conjunction(two, view, walker)):
        two = None
    if frame.object == "none":
        first = subject is not None and (
            _plural(reading.feats) or one is None or (_next(subject, trigger) and one.first > trigger.last)
        )
        found.give(frame.subject, [p for p in (subject if first else one,) if p], "events.roles/subject")
    elif reading.post and trigger.hit.reading.feats[0] == "verb":
        found.give(frame.subject, [p for p in (one or subject,) if p], "events.roles/subject_of_verb_with_pronoun")
    elif _plural(reading.feats) and one is None and trigger.cue.effect is not None:
        found.voice = "passive"
        found.give(victim, [subject] if subject else [], "events.roles/subject_before_passive")
    elif "3fs" in reading.feats and one is not None and _counted(one, view, walker) and two is None:
        # A passive would agree with those counted; a feminine verb before counted men has another subject.
        found.give(frame.subject, [subject] if subject else [], "events.roles/subject_before_verb")
        found.give(frame.object, [one], "events.roles/object")
    elif _plural(reading.feats):
        found.give(frame.subject, [subject] if subject else [], "events.roles/subject_before_plural_verb")
        found.give(frame.object, [one] if one else [], "events.roles/object")
    elif "passive" in reading.feats or _marked_passive(view, trigger):
        found.voice = "passive"
        found.give(victim, [p for p in (one or subject,) if p], "events.roles/passive_subject")
    elif one is None:
        passive = trigger.cue.effect is not None and not (subject is not None and _collective(subject, view))
        found.voice = "passive" if passive else ""
        role = victim if passive else frame.subject
        found.give(role, [subject] if subject else [], "events.roles/subject_before_verb")
    elif subject is not None and _next(subject, trigger) and not _follows_conjunction_token(trigger, view, walker):
        found.give(frame.subject, [subject], "events.roles/subject_before_verb")
        found.give(frame.object, [one], "events.roles/object")
    elif two is not None and not _counted(one, view, walker):
        found.give(frame.subject, [one], "events.roles/verb_subject_object")
        found.give(frame.object, [two], "events.roles/verb_subject_object")
    elif trigger.cue.effect is not None and (_side(one, view) != "armed" or _counted(one, view, walker)):
        found.voice = "passive"
        found.give(victim, [one], "events.roles/passive_subject_by_sense")
    elif _side(one, view) == "civil" and trigger.cue.type in FORCEFUL:
        found.give(frame.object, [one], "events.roles/object_by_sense")
        found.give(frame.subject, [subject] if subject else [], "events.roles/subject_before_verb")
    else:
        takers = trigger.cue.effect == "abducted" or _collective(one, view)
        role = victim if trigger.cue.effect is not None and not takers else frame.subject
        found.give(role, [one], "events.roles/only_phrase_after_verb")


def _with_name(one: Phrase | None, two: Phrase | None, view: View, walker: Walker) -> Phrase | None:
    """A title or description with the person's name that follows it directly."""
    if one is None or two is None or two.first != one.last or _side(one, view) == "armed":
        return one
    word = words(walker.language)(view.text.tokens[two.first].fold)
    if not word.given or word.joined_to:
        return one
    return Phrase(one.first, two.last, two.head_first, two.head_last, Span(one.span.start, two.span.end), two.head)


def _plural(feats: Sequence[str]) -> bool:
    return "3mp" in feats or "3md" in feats or "3fp" in feats


def _next(phrase: Phrase, trigger: Trigger) -> bool:
    return 0 <= trigger.first - phrase.last <= NEXT_TO


def _marked_passive(view: View, trigger: Trigger) -> bool:
    """Is the u of the passive written over the first letter?"""
    text = view.text.document.text[trigger.span.start : trigger.span.start + 2]
    return len(text) == 2 and text[1] == "\u064f"


def _follows_conjunction(phrase: Phrase, view: View, walker: Walker) -> bool:
    word = words(walker.language)(view.text.tokens[phrase.first].fold)
    return bool(word.joined_to) and word.joined_to in walker.language.conjunctions


def _follows_conjunction_token(trigger: Trigger, view: View, walker: Walker) -> bool:
    return trigger.hit.reading.pre in walker.language.conjunctions and trigger.first > view.sentence.first


def _counted(phrase: Phrase, view: View, walker: Walker) -> bool:
    """Does the phrase begin with a number ("12 people")?"""
    token = view.text.tokens[phrase.first]
    return (
        token.kind == "number"
        or walker.language.is_function(token.fold, "quantifiers")
        or phrase.first in view.sets.get("numbers", ())
    )


def _collective(phrase: Phrase, view: View) -> bool:
    """Is the phrase's head a body (army, movement), which acts more often than it suffers?"""
    return any(i in view.collective for i in range(phrase.head_first, phrase.head_last))


def _side(phrase: Phrase, view: View) -> str:
    """armed | civil | "": on which side does the phrase's head (or its first known noun) stand?"""
    for i in (*range(phrase.head_first, phrase.head_last), *range(phrase.first, phrase.last)):
        hit = view.people.get(i)
        if hit:
            side: str = hit.entry.data["side"]
            return side
    return ""


# ---- nouns of action


def _noun(found: Roles, view: View, trigger: Trigger, arguments: Sequence[Argument], walker: Walker) -> None:
    bare = [a.phrase for a in arguments if not a.prep and not a.by and not a.far]
    follow = [p for p in bare if p.first == trigger.last or (bare and p.first == bare[0].last)][:2]
    if follow and follow[0].first == trigger.last and not _describes(follow[0], view, walker):
        _genitive(found, view, trigger, follow)
    _compound(found, view, trigger, walker)
    _light(found, view, trigger, walker)
    if not found.actors and walker.language.direction == "ltr" and trigger.cue.frame.subject in ("actor", "both"):
        verb = walker.boundary_verb(trigger.first)
        if verb >= 0 and trigger.first - verb <= OBJECT_OF:
            found.give("actor", _subject_of_ruler(view, trigger, walker), "events.roles/subject_of_its_verb")


def _genitive(found: Roles, view: View, trigger: Trigger, follow: Sequence[Phrase]) -> None:
    """The noun after a verbal noun, and the object that may follow it ("the air force's shelling of the suburb")."""
    frame, one = trigger.cue.frame, follow[0]
    if len(follow) == 2 and frame.object != "none" and frame.of in ("auto", "actor"):
        found.give("actor" if frame.of == "auto" else frame.of, [one], "events.roles/genitive_subject")
        found.give("recipient", [follow[1]], "events.roles/object_of_verbal_noun")
    elif frame.of == "auto":
        side = _side(one, view)
        role = "recipient" if side in ("civil", "") and not _adjective_doer(one, view) else "actor"
        role = "actor" if frame.object == "both" else role
        found.give(role, [one], "events.roles/genitive_by_sense")
    else:
        side = _side(one, view)
        found.give(
            "actor" if side == "nation" and frame.of == "recipient" else frame.of, [one], "events.roles/genitive"
        )


def _describes(phrase: Phrase, view: View, walker: Walker) -> bool:
    """Does an adjective that is no nationality follow the noun of action ("a coordinated attack")?"""
    if phrase.first in view.people or walker.language.direction == "ltr":
        return False
    word = words(walker.language)(view.text.tokens[phrase.first].fold)
    return word.adjective and word.section not in ("people", "titles", "organizations") and not word.given


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


def _prepositions(found: Roles, view: View, trigger: Trigger, arguments: Sequence[Argument]) -> None:
    frame = trigger.cue.frame
    for a in arguments:
        if a.by:
            found.give("actor", [a.phrase], "events.roles/by")
        elif a.prep:
            role = frame.to.get(a.prep)
            if role is None and (_side(a.phrase, view) or a.prep not in frame.joined):
                role = frame.joined.get(a.prep)
            if role != "none" and _is_time(a.phrase, view):
                continue
            if role in ("actor", "recipient", "both", "place"):
                found.give(role, members(a.phrase), "events.roles/preposition")


def members(phrase: Phrase) -> tuple[Phrase, ...]:
    """The phrases coordinated in it (itself when it stands alone)."""
    return phrase.conjuncts or (phrase,)


def spans(phrases: Sequence[Phrase]) -> tuple[Span, ...]:
    """Their characters, coordinated phrases one by one."""
    return tuple(dict.fromkeys(m.span for p in phrases for m in members(p)))
