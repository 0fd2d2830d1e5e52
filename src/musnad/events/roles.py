"""Roles: who did it, to whom? By the trigger's frame, its voice and the order of the phrases around it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from musnad.events.arguments import ENDS, Argument, Walker
from musnad.events.doer import doer_elsewhere, owner_before
from musnad.events.noun_roles import noun_roles
from musnad.events.role import Roles, is_no_party, is_time, is_weapon, members, names, points, side_of, spans
from musnad.events.seen import FORCEFUL, Trigger, View
from musnad.events.verb_roles import verb_roles
from musnad.mentions.phrases import Phrase
from musnad.mentions.words import words

CLAIM = 8  # tokens after "demanding" or "against" within which the party is named
__all__ = ["Roles", "find_roles", "members", "spans"]


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
        verb_roles(found, view, trigger, arguments, walker)
    else:
        noun_roles(found, view, trigger, arguments, walker)
    _prepositions(found, view, trigger, arguments, walker)
    _coordinated(found, view, arguments, walker)
    _owners(found, view, trigger, arguments, walker)
    doer_elsewhere(found, view, trigger, walker)
    if trigger.cue.effect is not None and not found.recipients:
        _in_the_ranks(found, view, arguments, walker)
    if trigger.cue.type == "PROTEST":
        _protested_against(found, view, trigger, walker)
    sides = (found.actors, found.recipients)
    for side in sides:
        side[:] = [p for p in side if not is_weapon(p, view) and not is_no_party(p, view)]
    if walker.language.direction == "ltr":
        found.actors[:] = [owner_before(p, view, trigger, walker) for p in found.actors]
        for side in sides:
            side[:] = [p for p in side if not points(p, view, walker) and not _modifies(p, view, walker)]
    return found


def _coordinated(found: Roles, view: View, arguments: Sequence[Argument], walker: Walker) -> None:
    """Phrases joined to one that has a role have it too, where "and" is written on the word."""
    if not walker.rules.article:
        return
    for one, two in itertools.pairwise(arguments):
        joined = words(walker.language)(view.text.tokens[two.phrase.first].fold).joined_to in walker.language.conjunctions
        if joined and two.phrase.first == one.phrase.last and one.prep == two.prep:
            for role, side in (("actor", found.actors), ("recipient", found.recipients)):
                if any(p.first == one.phrase.first for p in side):
                    found.give(role, [two.phrase], "events.roles/joined_by_and")


def _in_the_ranks(found: Roles, view: View, arguments: Sequence[Argument], walker: Walker) -> None:
    """Whose dead they are ("dead and wounded in the ranks of the militia")."""
    ranks = (a.phrase.first for a in arguments if a.prep and a.phrase.first in view.sets.get("ranks_n", ()))
    of = (walker.phrase(i + 1, view.sentence.last) for i in ranks if i + 1 < view.sentence.last)
    found.give("recipient", [p for p in of if p is not None], "events.roles/in_the_ranks_of")


def _owners(found: Roles, view: View, trigger: Trigger, arguments: Sequence[Argument], walker: Walker) -> None:
    """ "struck positions of X", where "of" is a preposition written before X: whose the thing is that was struck."""
    if trigger.cue.type not in FORCEFUL:
        return
    struck = {p.last: p for p in found.recipients if party_in(p, view, walker) is None}
    for a in arguments:
        if a.prep in walker.rules.owned_by and a.phrase.first in struck and party_in(a.phrase, view, walker):
            found.give("recipient", [a.phrase], "events.roles/whose_it_is")


def _protested_against(found: Roles, view: View, trigger: Trigger, walker: Walker) -> None:
    """Whom the protest is directed at: the party in "against X", or in what follows "in protest at", "demanding" and the
    like ("for the resignation of minister X"); a matter ("the war") is nobody."""
    rtl = walker.language.direction == "rtl"
    if rtl:
        found.recipients[:] = [p for r in found.recipients if (p := party_in(r, view, walker))]
    cause = next((i for i in sorted(view.sets.get("cause", ())) if i >= trigger.last), None)
    if cause is None or found.recipients:
        return
    phrases = [_first_party(cause + 1, view, walker)] if rtl else []
    if not rtl:
        phrases = [a.phrase for a in walker.after(cause + 1, (cause, cause + 1))[:1]]
    found.give("recipient", [p for p in phrases if p and not _asked_for(p, cause, view)], "events.roles/protested_against")


def _asked_for(phrase: Phrase, cause: int, view: View) -> bool:
    """Is it for them that the protest is held ("demanding the release of the detainees", "aid for the displaced")?"""
    return any(
        cause < t.first <= phrase.first and (t.cue.mode == "release" or t.cue.type in ("AID", "SUPPORT")) for t in view.triggers
    )


def _first_party(start: int, view: View, walker: Walker) -> Phrase | None:
    """The first party within the clause from token `start` on, also inside what is demanded."""
    for i in range(start, min(view.sentence.last, start + CLAIM)):
        token = view.text.tokens[i]
        if token.text in ENDS or words(walker.language)(token.fold).verb == 2:
            return None
        whole = walker.phrase(i, view.sentence.last)
        found = party_in(whole, view, walker) if whole and not is_time(whole, view) else None
        if found is not None and "protesters" not in _tags(found, view):
            return found
    return None


def _modifies(phrase: Phrase, view: View, walker: Walker) -> bool:
    """Is it only the adjective of the word of action behind it ("diplomatic asylum", "import restrictions")?"""
    lone = phrase.last - phrase.first == 1 and view.text.tokens[phrase.first].text[:1].islower()
    return lone and phrase.last in view.limits and not names(phrase, view, walker)


def _tags(phrase: Phrase, view: View) -> tuple[str, ...]:
    return tuple(
        t
        for i in range(phrase.first, phrase.last)
        if i in view.people
        for t in view.people[i].entry.data.get("tags", ())
    )


def party_in(phrase: Phrase, view: View, walker: Walker) -> Phrase | None:
    """The part of a phrase that names a party (a person by title, a body, a state); None when it names a matter only."""
    know, tokens = words(walker.language), view.text.tokens
    for i in range(phrase.first, phrase.last):
        person = view.people.get(i)
        adjective = person is not None and person.reading.feats[0] == "adjective"
        named = person is not None and not adjective
        if named or know(tokens[i].fold).section in ("titles", "organizations"):
            return phrase if i == phrase.first else walker.phrase(i, phrase.last)
    return None


def _of_another(a: Argument, trigger: Trigger, arguments: Sequence[Argument]) -> bool:
    """Does a phrase with a preposition written together with it belong to another word ("forces loyal to Y")? A verb of
    force takes its object bare; after a noun of action the object follows its genitive."""
    if trigger.cue.type not in FORCEFUL or trigger.cue.frame.object != "recipient":
        return False
    return a.far or any(b.phrase.last == a.phrase.first and b.prep for b in arguments)


def _adverbial(phrase: Phrase, view: View, walker: Walker) -> bool:
    """Does the noun make an adverb of the preposition before it ("on the grounds of", "at least")?"""
    know = words(walker.language)
    token = view.text.tokens[phrase.head_first]
    return not know.knowledge.not_inside.isdisjoint((token.fold, know(token.fold).stem))


def _does_it(found: Roles, view: View, trigger: Trigger, a: Argument, role: str | None, walker: Walker) -> bool:
    """ "An attack of X", "from X", "raids of the air force's": is the armed side behind the preposition who does the deed? Where
    the frame leaves it open ("auto") a body or state; else one right behind a deed of force whose target is not named yet."""
    if trigger.verb or found.actors:
        return False
    side, frame = side_of(a.phrase, view), trigger.cue.frame
    if role == "auto" and side and side != "civil":
        heads = range(a.phrase.head_first, a.phrase.head_last)
        if any(i in view.collective for i in heads):
            return True
    belongs = a.prep in walker.rules.owned_by and not found.recipients
    comes = bool(walker.rules.article) and a.prep in walker.rules.partitive and role != "recipient"  # not "freed from"
    force = trigger.cue.type in FORCEFUL and frame.subject == "actor" and trigger.cue.effect is None
    return (belongs or comes) and force and side == "armed" and a.phrase.first - trigger.last <= 1


def _prepositions(found: Roles, view: View, trigger: Trigger, arguments: Sequence[Argument], walker: Walker) -> None:
    frame = trigger.cue.frame
    for a in arguments:
        if a.by and trigger.verb and found.voice == "active":
            continue
        if a.by:
            found.give("actor", [a.phrase], "events.roles/by")
        elif a.prep:
            role = frame.to.get(a.prep)
            if role is None and (side_of(a.phrase, view) or a.prep not in frame.joined):
                role = frame.joined.get(a.prep)
            if role != "none" and (is_time(a.phrase, view) or _adverbial(a.phrase, view, walker)):
                continue
            if _does_it(found, view, trigger, a, role, walker):
                found.give("actor", members(a.phrase), "events.roles/whose_deed_it_is")
                continue
            role = "recipient" if role == "auto" else role
            if role == "against":  # the other side of a fight; the only one named is whom it is fought against
                role = "both" if found.actors else "recipient"
            loose = role == "recipient" and a.prep not in frame.to
            if loose and (
                _of_another(a, trigger, arguments)
                or any(p.last == a.phrase.first for p in found.actors if trigger.verb)
            ):
                continue
            if role in ("actor", "recipient", "both", "place"):
                found.give(role, members(a.phrase), "events.roles/preposition")
