"""Who did it, when nobody stands at the word itself: the body whose pronoun is the subject ("the army said that it struck"), the
subject of the clause that a deed serves as its means ("answered by killing"), and who stands behind a deed."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.events.arguments import ENDS, Walker
from musnad.events.role import CREWED, PARTIES, Roles, side_of
from musnad.events.seen import Trigger, View
from musnad.events.subject import body_in, is_finite, names_body, pronouns_of_that, subject_of_ruler
from musnad.mentions.phrases import Phrase
from musnad.mentions.registry import registry
from musnad.mentions.words import words

HELPERS = 2  # auxiliaries between "that it" and the verb
MEASURES = 3  # tokens between "by means of" or "behind" and the deed ("behind | a series of | raids")
SPEAKS = 12  # tokens between a verb of saying and its "that it"
FARTHEST = 18  # tokens between a verb and the one that "and" joins to it
PERSONS = ("3ms", "3fs", "3mp", "3md", "3fp")
HARM = ("killed", "wounded")


def doer_elsewhere(found: Roles, view: View, trigger: Trigger, walker: Walker) -> None:
    """Gives the deed the doer that stands in another place of the sentence, if there is one."""
    if not trigger.verb and trigger.cue.frame.object == "both" and len(found.actors) == 1 and not found.recipients:
        _other_side(found, view, trigger, walker)
    if found.actors or found.voice == "passive" or trigger.cue.frame.subject not in ("actor", "both"):
        return
    speaker = _speaker(found, view, trigger, walker)
    if speaker is not None:
        found.give("actor", [speaker], "events.roles/speaker_who_did_it")
    elif not trigger.verb:
        doer = _by_means(view, trigger, walker)
        found.give("actor", [doer] if doer else [], "events.roles/subject_whose_means_it_is")
    else:
        doer = _of_verb_before(view, trigger, walker)
        found.give("actor", [doer] if doer else [], "events.roles/subject_of_verb_before")


def _of_verb_before(view: View, trigger: Trigger, walker: Walker) -> Phrase | None:
    """ "The forces saw X and arrested him": the subject of the verb before, where both verbs agree and the second is written
    together with "and"."""
    pre, feats = trigger.hit.reading.pre, trigger.hit.reading.feats
    if not walker.rules.article or pre not in walker.language.conjunctions or not pre or feats[0] != "verb":
        return None
    verb = _verb_before(view, trigger.first, walker)
    person = next((f for f in feats if f in PERSONS), "")
    if verb < 0 or not _may_be(person, _feats(view.text.tokens[verb].fold, walker)):
        return None
    behind = walker.after(verb + 1, (verb, verb + 1))
    after = [a.phrase for a in behind if not a.prep and not a.by and a.phrase.last <= trigger.first]
    before = [a.phrase for a in walker.before(verb)[0] if not a.prep][-1:]
    return next((p for p in (before or after[:1]) if _acts(p, view, walker)), None)


def _verb_before(view: View, at: int, walker: Walker) -> int:
    """The nearest finite verb before token `at` that is no trigger and no auxiliary; -1 when a trigger's verb stands nearer or
    something ends the clause."""
    told = {i for t in view.triggers if t.verb for i in range(t.first, t.last)}
    for i in range(at - 1, max(view.sentence.first, at - FARTHEST) - 1, -1):
        if i in told or view.text.tokens[i].text in ENDS:
            return -1
        carried = view.light.get(i)
        if carried is not None and carried.reading.feats[0] == "verb":
            return i if carried.entry.data["voice"] == "active" else -1
        if is_finite(i, view, walker) and not walker.language.is_function(view.text.tokens[i].fold, "auxiliaries"):
            return i
    return -1


def _other_side(found: Roles, view: View, trigger: Trigger, walker: Walker) -> None:
    """ "X took the town after battles with Y": the armed subject of the clause is the other side."""
    if found.actors[0].conjuncts:
        return
    for phrase in _clause_subjects(view, trigger.first, walker):
        if side_of(phrase, view) == "armed" or _is_body(phrase, view, walker):
            found.give("actor", [phrase], "events.roles/other_side_of_the_fight")
            return


def owner_before(phrase: Phrase, view: View, trigger: Trigger, walker: Walker) -> Phrase:
    """ "X said its fighters struck": the body that speaks, for what a possessive gives to it; else the phrase itself."""
    if not walker.language.is_function(view.text.tokens[phrase.first].fold, "possessives"):
        return phrase
    speakers = subject_of_ruler(view, trigger, walker)[:1]
    body = body_in(speakers[0], view, walker) if speakers else None
    return body if body is not None and _is_body(body, view, walker) else phrase


def _speaker(found: Roles, view: View, trigger: Trigger, walker: Walker) -> Phrase | None:
    """ "The army announced that it (had) ...": the body that speaks, where pronoun and both verbs agree."""
    verb = _verb_of(view, trigger)
    that = _that(view, verb, walker) if verb >= 0 else -1
    agrees = _pronoun(view.text.tokens[that].fold, walker) if that >= 0 else ""
    if not agrees or (trigger.first == verb and not _may_be(agrees, trigger.hit.reading.feats)):
        return None
    for i in range(that - 1, max(view.sentence.first, that - SPEAKS) - 1, -1):
        speaks = is_finite(i, view, walker) and _may_be(agrees, _feats(view.text.tokens[i].fold, walker))
        speaker = next(_bodies(view, i, that, walker), None) if speaks else None
        if speaker is not None:
            return None if _of_nobody(found, view, speaker, trigger, agrees) else speaker
    return None


def _verb_of(view: View, trigger: Trigger) -> int:
    """The token of the verb whose subject does it: the trigger itself, or the verb that carries a noun of action."""
    if trigger.verb:
        return trigger.first
    near = range(trigger.first - 1, max(view.sentence.first, trigger.first - MEASURES) - 1, -1)
    carried = next((i for i in near if i in view.light), -1)
    return carried if carried >= 0 and view.light[carried].entry.data["voice"] == "active" else -1


def _that(view: View, verb: int, walker: Walker) -> int:
    """The complementiser right before the verb, auxiliaries aside; -1 when there is none."""
    tokens, is_function = view.text.tokens, walker.language.is_function
    i = verb - 1
    while i > view.sentence.first and verb - i <= HELPERS and is_function(tokens[i].fold, "auxiliaries"):
        i -= 1
    return i if i >= view.sentence.first and is_function(tokens[i].fold, "complementisers") else -1


def _pronoun(fold: str, walker: Walker) -> str:
    """The form of the verb ("3fs") that agrees with the pronoun that the complementiser carries; "" when it carries none."""
    agrees = walker.rules.agrees
    return next((agrees[p] for p in pronouns_of_that(fold, walker) if p in agrees), "") if agrees else ""


def _may_be(form: str, feats: tuple[str, ...]) -> bool:
    """A verb before its subject stands in the singular, also where the pronoun behind it is a plural."""
    return form in feats or (form == "3mp" and "3ms" in feats)


def _feats(fold: str, walker: Walker) -> tuple[str, ...]:
    return next((r.feats for r in words(walker.language).knowledge.verbs.readings(fold)), ())


def _bodies(view: View, verb: int, end: int, walker: Walker) -> Iterator[Phrase]:
    """The phrase after the verb (the one before it, where none stands there) when it names a body."""
    after = walker.phrase(verb + 1, end) if verb + 1 < end else None
    before = [a.phrase for a in walker.before(verb)[0] if not a.prep][-1:]
    yield from (p for p in ([after] if after is not None else before) if _is_body(p, view, walker))


def _is_body(phrase: Phrase, view: View, walker: Walker) -> bool:
    """Does a word for a body stand in the phrase, or does the registry know it as one?"""
    if names_body(phrase, view, walker):
        return True
    listed = registry(walker.language).names.hits(view.text.tokens, phrase.first)
    return any(h.entry.section == "organizations" for h in listed)


def _of_nobody(found: Roles, view: View, speaker: Phrase, trigger: Trigger, agrees: str) -> bool:
    """ "The army said that (it) killed three soldiers": where a masculine "that it" may stand for nobody and the verb may be a
    passive, those harmed must be no civilians and none of the speaker's own kind."""
    if agrees != "3ms" or trigger.cue.effect not in HARM:
        return False
    own = {str(h.entry.data.get("kind")) for i in range(speaker.first, speaker.last) if (h := view.people.get(i))}
    for victim in found.recipients:
        kind = next((str(h.entry.data.get("kind")) for i in range(victim.first, victim.last) if (h := view.people.get(i))), "")
        if side_of(victim, view) != "armed" or kind in own:
            return True
    return not found.recipients


def _by_means(view: View, trigger: Trigger, walker: Walker) -> Phrase | None:
    """ "X answered by means of the killing", "X stands behind the bombing": the subject of that clause."""
    at = _means(view, trigger, walker)
    if at < 0:
        return None
    return next((p for p in _clause_subjects(view, at, walker) if _acts(p, view, walker)), None)


def _clause_subjects(view: View, at: int, walker: Walker) -> list[Phrase]:
    """The phrases that may be the subject of the clause which token `at` stands in, the likeliest first."""
    verb = walker.boundary_verb(at)
    if verb < 0:
        return [a.phrase for a in walker.before(at)[0] if not a.prep]
    after = [a.phrase for a in walker.after(verb + 1, (verb, verb + 1)) if not a.prep and a.phrase.last <= at]
    before = [a.phrase for a in walker.before(verb)[0] if not a.prep]
    return [*after, *reversed(before)]


def _means(view: View, trigger: Trigger, walker: Walker) -> int:
    """Where the words of `means` before the noun of action begin; -1 when there are none."""
    tokens = view.text.tokens
    for end in range(trigger.first, max(view.sentence.first, trigger.first - MEASURES - 1), -1):
        for phrase in walker.rules.means:
            first = end - len(phrase)
            if first >= view.sentence.first and tuple(t.fold for t in tokens[first:end]) == phrase:
                return first
        measure = walker.quantity(end - 1) or tokens[end - 1].fold in walker.rules.partitive
        if not measure and end - 1 not in view.sets.get("deeds", ()):
            return -1
    return -1


def _acts(phrase: Phrase, view: View, walker: Walker) -> bool:
    """Does the phrase name somebody: people, a body, a state, a person, a crewed machine?"""
    known = words(walker.language)
    if any(h.first in range(phrase.first, phrase.last) and h.entry.data["instrument"] in CREWED for h in view.instruments):
        return True
    for i in range(phrase.first, phrase.last):
        word = known(view.text.tokens[i].fold)
        if i in view.people or word.given or word.section in PARTIES:
            return True
    return False
