"""Subjects before their verb: the nearest phrase, those joined to it, and the subject of the verb that a verb hangs on."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.events.arguments import COMMAS, ENDS, Argument, Walker
from musnad.events.role import CREWED, is_counted, is_time, is_weapon, names
from musnad.events.seen import Trigger, View
from musnad.mentions.phrases import Phrase
from musnad.mentions.words import words

DEED = 8  # tokens between a deed or weapon and the verb that says what it struck
NEXT_TO = 3  # tokens between a subject before its verb and the verb


def subject_before(
    view: View, trigger: Trigger, before: Sequence[Argument], relative: bool, walker: Walker
) -> list[Phrase]:
    """The bare phrases before the verb that can be its subject: the nearest, with those coordinated with it."""
    if relative and before:
        return [before[-1].phrase]
    bare = [a.phrase for a in before if not a.prep and not is_time(a.phrase, view) and not is_weapon(a.phrase, view)]
    if walker.language.direction == "rtl":
        first = announced(view, trigger, before, walker)
        if first is not None:
            return [first]
        loose = [a.phrase for k, a in enumerate(before) if _hangs(before, k, view)]
        bare = [p for p in bare if p not in loose and not walker.only_counts(p) and not is_adjective(p, view, walker)]
    if walker.language.direction == "ltr":
        bare = _behind_adverbs(_outside_apposition(view, trigger, bare), view, walker)
        return _coordinated(view, bare, walker) or subject_of_ruler(view, trigger, walker)
    if not bare:
        return _described_by_verb(view, trigger, walker)
    helped = trigger.first > view.sentence.first and walker.language.is_function(
        view.text.tokens[trigger.first - 1].fold, "auxiliaries"
    )
    if not bare or (not helped and any(t.text in COMMAS for t in view.text.tokens[bare[-1].last : trigger.first])):
        return []
    last = bare[-1]
    return [last] if trigger.first - last.last <= NEXT_TO or len(bare) == 1 else []


def announced(view: View, trigger: Trigger, before: Sequence[Argument], walker: Walker) -> Phrase | None:
    """ "that X ... did", "X was ... doing": the phrase right behind a complementiser or an auxiliary that opens the clause is the
    subject of its verb, whatever stands between."""
    if not before or before[0].prep or is_weapon(before[0].phrase, view) or is_time(before[0].phrase, view):
        return None
    i, tokens = before[0].phrase.first - 1, view.text.tokens
    while i > view.sentence.first and tokens[i].kind == "mark" and tokens[i].text not in (*COMMAS, *ENDS):
        i -= 1
    if i < view.sentence.first or tokens[i].kind == "mark":
        return None
    fold, language = tokens[i].fold, walker.language
    plain = next((fold[len(c) :] for c in language.conjunctions if fold.startswith(c) and len(fold) > len(c) + 1), fold)
    opens = any(language.is_function(f, "auxiliaries") for f in (fold, plain)) and i + 1 < trigger.first - 1
    return before[0].phrase if opens or any(_new_clause(f, walker) for f in (fold, plain)) else None


def _hangs(before: Sequence[Argument], k: int, view: View) -> bool:
    """Does a phrase stand right behind one with a preposition, to which it belongs ("in a separate | incident", "in the
    capital | X")? People who stand there are others, unless a body stands before them."""
    if not k or before[k].prep or not before[k - 1].prep or before[k].phrase.first != before[k - 1].phrase.last:
        return False
    return before[k].phrase.first not in view.people or before[k - 1].phrase.first in view.collective


def is_adjective(phrase: Phrase, view: View, walker: Walker) -> bool:
    """Does the phrase begin with an adjective without article, which names nobody ("targeting a patrol")?"""
    if phrase.first in view.people:
        return False
    word = words(walker.language)(view.text.tokens[phrase.first].fold)
    name = word.given or word.surname
    return word.adjective and not word.definite and not name and word.section not in ("people", "titles")


def is_deed(phrase: Phrase, view: View) -> bool:
    """Is the phrase's first word a noun of action (or a verb taken for a noun), which does nothing itself?"""
    return any(t.first == phrase.first and t.cue.frame.own == "none" for t in view.triggers)


def after_deed(view: View, trigger: Trigger, walker: Walker) -> bool:
    """ "a raid that struck X", "a car bomb targeting X": is the verb's subject a deed or a weapon that nobody crews, with
    nobody named in between?"""
    if (
        not trigger.verb
        or _plural(trigger.hit.reading.feats)
        or trigger.hit.reading.pre in walker.language.conjunctions
    ):
        return False
    know, tokens = words(walker.language), view.text.tokens
    for i in range(trigger.first - 1, max(view.sentence.first, trigger.first - DEED) - 1, -1):
        deed = any(not t.verb and t.first <= i < t.last and t.cue.frame.own == "none" for t in view.triggers)
        person = view.people.get(i)
        nation = person is not None and person.reading.feats[0] == "adjective"  # "an Israeli raid that struck"
        if person is not None and not nation and i not in view.sets.get("event_time", ()):
            return False
        if deed or any(h.first <= i < h.last and h.entry.data["instrument"] not in CREWED for h in view.instruments):
            return True
        if tokens[i].text in ENDS or know(tokens[i].fold).verb == 2 or _new_clause(tokens[i].fold, walker):
            return False
        if i and tokens[i - 1].text in COMMAS and walker.language.is_function(tokens[i].fold, "conjunctions"):
            return False  # ", while unknown men abducted"
    return False


def strikes_itself(bare: Sequence[Phrase], view: View, walker: Walker) -> bool:
    """Is the first phrase behind the verb an armed body that nobody counts, which does what the verb tells of?"""
    return bool(bare) and bare[0].head_first in view.collective and bare[0].head_first in view.people and not (
        is_counted(bare[0], view, walker)
    )


def owner_of(phrase: Phrase, view: View, trigger: Trigger, walker: Walker) -> Phrase:
    """ "X said that its planes bombed": the body that speaks, for forces or machines that carry its pronoun; else the phrase."""
    own = words(walker.language)(view.text.tokens[phrase.last - 1].fold).post
    if phrase.last - phrase.first > 1 or not own or own in walker.rules.accusative:
        return phrase
    armed = phrase.first in view.people and view.people[phrase.first].entry.data["side"] == "armed"
    if not (armed or any(h.first == phrase.first for h in view.instruments)):
        return phrase
    that = _complementiser(view, phrase.first, walker)
    for verb in (i for i in range(that - 1, view.sentence.first - 1, -1) if is_finite(i, view, walker)):
        speaker = walker.phrase(verb + 1, that) if verb < that - 1 else None
        if speaker is not None and names_body(speaker, view, walker):
            return body_in(speaker, view, walker)
    return phrase


def body_in(speaker: Phrase, view: View, walker: Walker) -> Phrase:
    """ "a spokesman for the army": the body that a person speaks for, named in the phrase or right behind it; else the phrase."""
    known, tokens = words(walker.language), view.text.tokens
    if speaker.first in view.collective or known(tokens[speaker.first].fold).section == "organizations":
        return speaker
    rtl = walker.language.direction == "rtl"  # a body behind a person there is no part of the person's title
    for i in range(speaker.first + 1, min(speaker.last + 2, view.sentence.last)):
        if i < speaker.last and rtl:
            begins = i in view.collective or known(tokens[i].fold).section == "organizations"
        else:
            begins = known(tokens[i - 1].fold).preposition
        body = walker.phrase(i, view.sentence.last) if begins else None
        if body is not None and names_body(body, view, walker):
            return body
    return speaker


def names_body(phrase: Phrase, view: View, walker: Walker) -> bool:
    """Does a word for a body stand in the phrase?"""
    known = words(walker.language)
    return any(
        i in view.collective or known(view.text.tokens[i].fold).section == "organizations"
        for i in range(phrase.first, phrase.last)
    )


def is_finite(i: int, view: View, walker: Walker) -> bool:
    """Is token `i` a finite verb and nothing else?"""
    return words(walker.language)(view.text.tokens[i].fold).verb == 2


def pronouns_of_that(fold: str, walker: Walker) -> list[str]:
    """The pronouns that a complementiser may carry ("that they"), none when the word is no such one."""
    stems = walker.language.function_words.get("complementisers", frozenset())
    return [s.post for s in walker.language.splits(fold) if s.post and s.pre + s.stem in stems]


def _complementiser(view: View, end: int, walker: Walker) -> int:
    """The token of the nearest "that" before `end`, the sentence's first token when there is none."""
    low = max(view.sentence.first, end - NEXT_TO)
    that = (i for i in range(end - 1, low - 1, -1) if _new_clause(view.text.tokens[i].fold, walker))
    return next(that, view.sentence.first)


def _new_clause(fold: str, walker: Walker) -> bool:
    relative = walker.language.is_function(fold, "relatives")
    return not relative and walker.language.is_function(fold, "complementisers")


def _plural(feats: Sequence[str]) -> bool:
    return any(f in feats for f in ("3mp", "3md", "3fp"))


def _described_by_verb(view: View, trigger: Trigger, walker: Walker) -> list[Phrase]:
    """ "a bomber driving a car blew himself up": the indefinite phrase that a verb without a conjunction describes."""
    verb = walker.boundary_verb(trigger.first)
    if verb <= view.sentence.first:
        return []
    before, _ = walker.before(verb)
    last = before[-1].phrase if before and not before[-1].prep else None
    return [last] if last is not None and last.last == verb and not is_weapon(last, view) else []


def _outside_apposition(view: View, trigger: Trigger, bare: list[Phrase]) -> list[Phrase]:
    """ "X, an ally of Y, has refused": what stands between two commas before the verb is not the subject."""
    tokens = view.text.tokens
    commas = [k for k in range(view.sentence.first, trigger.first) if tokens[k].text == ","]
    if len(commas) < 2 or trigger.first - commas[-1] > NEXT_TO:
        return bare
    outside = [p for p in bare if p.last <= commas[-2]]
    return outside or bare


def _behind_adverbs(bare: list[Phrase], view: View, walker: Walker) -> list[Phrase]:
    """ "X has once again outright rejected": a lone unknown word is not the subject where somebody is named before it."""
    named = [k for k, p in enumerate(bare) if names(p, view, walker)]
    if not named or named[-1] == len(bare) - 1 or bare[-1].last - bare[-1].first > 1:
        return bare
    return bare[: named[-1] + 1]


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


def subject_of_ruler(view: View, trigger: Trigger, walker: Walker) -> list[Phrase]:
    """ "X decided to allow", "X said it would": the subject of the verb that the trigger hangs on."""
    verb = walker.boundary_verb(trigger.first)
    if verb <= view.sentence.first:
        return []
    before, relative = walker.before(verb)
    bare = [a.phrase for a in before if not a.prep and not is_time(a.phrase, view)]
    if relative and before:
        return [before[-1].phrase]
    return _coordinated(view, bare, walker)


def is_next(phrase: Phrase, trigger: Trigger) -> bool:
    return 0 <= trigger.first - phrase.last <= NEXT_TO
