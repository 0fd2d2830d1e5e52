"""Events of plain text without actors: for sentences, for the bench and for tests.

`sentence_events` gives every event with its role phrases as spans; `detect` says whether an event of a type is reported;
`classify_sentence` gives the PLOVER type that the sentence is mainly about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from musnad.claims.modality import find_modality
from musnad.events.coding import attempted, code, describe
from musnad.events.draft import Draft
from musnad.events.drafting import make_drafts
from musnad.events.role import PARTIES
from musnad.events.roles import members
from musnad.events.rules import event_rules
from musnad.events.scan import view
from musnad.events.score import detected, score
from musnad.languages import Language
from musnad.mentions.clitics import end_without
from musnad.mentions.phrases import Phrase
from musnad.mentions.words import words
from musnad.record import Acled, Modality, Span, Text
from musnad.text.numbers import find_numbers


@dataclass(frozen=True, slots=True)
class Found:
    """One event of a text, its roles as spans of characters; `deaths` None when none are counted."""

    trigger: Span
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    acled: Acled | None
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]
    tags: frozenset[str]
    modality: Modality
    governs: bool
    governed: bool
    score: float
    deaths: int | None
    draft: Draft


def sentence_events(text: Text, language: Language) -> tuple[Found, ...]:
    """All events of the text, sentence by sentence, nothing merged."""
    rules, numbers = event_rules(language), find_numbers(text, language)
    found: list[Found] = []
    for sentence in text.sentences:
        seen = view(text, sentence, rules, language)
        inside = [n for n in numbers if sentence.first <= n.first < sentence.last]
        for draft in make_drafts(seen, inside, rules, language):
            found += _found(draft, text, language)
    return tuple(found)


def _found(draft: Draft, text: Text, language: Language) -> list[Found]:
    modality = find_modality(text, draft.trigger.span, draft.trigger.hit.reading.feats, (), language)
    modality = attempted(draft, modality)
    event = describe(draft, modality, {}, None)
    return [
        Found(
            draft.trigger.span, c.type, c.mode, c.contexts, c.cameo, c.acled, cores(draft.roles.actors, draft),
            cores(draft.roles.recipients, draft), draft.tags, modality, draft.trigger.cue.governs,
            draft.governed_by is not None, score(draft, modality), event.deaths, draft,
        )
        for c in code(event)
    ]  # fmt: skip


def detect(text: Text, type_: str, language: Language) -> tuple[bool, float]:
    """Does the text report a concrete event of this PLOVER type, and how surely (0 to 1)?"""
    best = max((f.score for f in sentence_events(text, language) if f.type == type_), default=0.0)
    return detected(type_, best, language), best


LATER = 0.1  # what an event loses for each one told before it
POSSESSIVES = ("'s", "s'")
MUTUAL = ("AGREE", "CONSULT", "COOPERATE")
HOSTILE = ("COERCE", "SANCTION", "ASSAULT", "PROTEST", "MOBILIZE")  # what is announced of these is a threat


def classify_sentence(text: Text, language: Language) -> Found | None:
    """The event that the text is mainly about: verbs of the main clause before those of subordinate ones, governing
    words (demands, threatens, agrees to) before what they govern, the surest of the rest."""
    found = sentence_events(text, language)
    best = max(found, key=lambda f: _rank(f, language), default=None)
    if best is None:
        return None
    if best.type in HOSTILE and best.modality.status == "planned" and not best.governed:
        best = replace(best, type="THREATEN", mode=None)
    named = tuple(s for s in best.recipients if _names(s, best.draft))
    if not named:
        named = _named_later(best, found) or best.recipients
    return replace(best, recipients=named)


def _names(span: Span, draft: Draft) -> bool:
    """Does the span name or describe somebody (a name, or a noun for people), not a thing?"""
    view = draft.view
    inside = view.text.tokens_in(span)
    if draft.walker.language.letters["case"] == "none":
        return True
    return any(i in view.people or view.text.tokens[i].text[:1].isupper() for i in inside)


def _rank(found: Found, language: Language) -> tuple[bool, bool, bool, float, int]:
    draft = found.draft
    verb = draft.trigger.verb
    main = verb and not found.governed and not subordinate(draft, language)
    return main, main and found.governs, not found.governed, found.score if not main else 0.0, -draft.trigger.first


def subordinate(draft: Draft, language: Language) -> bool:
    """Does the trigger stand in a subordinate clause, or hang on another verb as a participle?"""
    view, rules = draft.view, draft.walker.rules
    tokens, first = view.text.tokens, draft.trigger.first
    participle = "ing" in draft.trigger.hit.reading.feats or tokens[first].fold.endswith(rules.participle_endings)
    if rules.participle_endings and participle and any(t.first < first and t.verb for t in view.triggers):
        return True
    for k in range(first - 1, max(view.sentence.first, first - 14) - 1, -1):
        if tokens[k].text == "," and first - k <= 4:
            return False
        if tokens[k].fold in rules.subordinators:
            return k > view.sentence.first + 1
    return False


def _named_later(best: Found, found: Sequence[Found]) -> tuple[Span, ...]:
    """Who is concerned, when the word itself has no recipient: that of the event it governs, else the first name after
    it. Those who agree or meet are concerned themselves."""
    mine = set(best.actors)
    for other in found:
        if (
            other.trigger.start > best.trigger.start
            and other.governed
            and other.draft.governed_by is best.draft.trigger
        ):
            named = tuple(s for s in other.recipients + other.actors if s not in mine and _names(s, other.draft))
            if named:
                return named[:2]
    if best.type in MUTUAL and len(best.actors) > 1:
        return ()
    if best.type == "PROTEST":  # "marched in the capital calling for ... from X": of whom it is asked
        asked = [o for o in found if o.type == "REQUEST" and o.trigger.start > best.trigger.start]
        named = tuple(s for o in asked for s in o.recipients if s not in mine and _names(s, o.draft))
        if named:
            return named[:2]
    return _first_named(best, mine)


def _first_named(best: Found, mine: set[Span]) -> tuple[Span, ...]:
    """The first name after the word, with those joined to it; not the one who tells it (", officials said")."""
    walker, view = best.draft.walker, best.draft.view
    i, text = best.draft.trigger.last, view.text.document.text
    while i < view.sentence.last:
        if i in view.sets.get("teller", ()):
            return ()
        phrase = walker.phrase(i, view.sentence.last)
        if phrase is None:
            i += 1
            continue
        span = core(phrase, best.draft)
        named = any(w[:1].isupper() for w in span.of(text).split()) and not _time(phrase, best.draft)
        if span not in mine and named and not _tells(phrase, best.draft):
            return cores([phrase], best.draft)
        i = phrase.last
    return ()


def _tells(phrase: Phrase, draft: Draft) -> bool:
    """Does the phrase stand between a comma and a verb (", the ministry said")? Then it tells what stands before it."""
    tokens, first = draft.view.text.tokens, phrase.first
    comma = first > 0 and tokens[first - 1].text in (",", "''", '"', "”")
    return (
        comma
        and phrase.last < draft.view.sentence.last
        and (words(draft.walker.language)(tokens[phrase.last].fold).verb > 0)
    )


def _time(phrase: Phrase, draft: Draft) -> bool:
    return all(i in draft.view.sets.get("event_time", ()) for i in range(phrase.head_first, phrase.head_last))


def cores(phrases: Sequence[Phrase], draft: Draft) -> tuple[Span, ...]:
    """The characters of those who act or receive, coordinated phrases one by one."""
    return tuple(dict.fromkeys(core(m, draft) for p in phrases for m in members(p)))


def core(phrase: Phrase, draft: Draft) -> Span:
    """The part of a phrase that names somebody: the owner in "X's proposal", the name in "an X offer", without a trailing
    time or adverb."""
    tokens, view, language = draft.view.text.tokens, draft.view, draft.walker.language
    first, last = _uncounted(phrase, draft), _before_bracket(phrase, draft)
    times, endings = view.sets.get("event_time", ()), draft.walker.rules.adverb_endings
    while last > first + 1 and (
        last - 1 in times or any(tokens[last - 1].text.endswith(e) and tokens[last - 1].text.islower() for e in endings)
    ):
        last -= 1
    start = phrase.span.start if first == phrase.first else tokens[first].start
    known = words(language)(tokens[phrase.head_last - 1].fold).section in PARTIES
    known = known or any(i in view.people for i in range(phrase.head_first, phrase.head_last))
    if not known and tokens[phrase.head_first].text[:1].islower():
        for k in range(first, last):
            if tokens[k].fold.endswith(POSSESSIVES):
                return Span(start, end_without(view.text, tokens[k].end, language))
        named = [
            k for k in range(first, last) if tokens[k].text[:1].isupper() and (k > first or k > view.sentence.first)
        ]
        if named and not (len(named) == 1 and named[0] == view.sentence.first):
            end = named[-1] + 1
            while end < last and (
                end in view.people or words(language)(tokens[end].fold).section in PARTIES
            ):
                end += 1  # "X forces", "X peacekeepers"
            return Span(tokens[named[0]].start, end_without(view.text, tokens[end - 1].end, language))
    end_at = phrase.span.end if last == phrase.last else tokens[last - 1].end
    return Span(start, min(end_at, end_without(view.text, tokens[last - 1].end, language)))


def _before_bracket(phrase: Phrase, draft: Draft) -> int:
    """The end of the phrase before the short form that a bracket adds ("the Front (F)")."""
    tokens = draft.view.text.tokens
    if tokens[phrase.last - 1].text != ")" or draft.walker.rules.article:
        return phrase.last
    opening = next((k for k in range(phrase.last - 1, phrase.first, -1) if tokens[k].text == "("), phrase.last)
    return opening if opening > phrase.first else phrase.last


def _uncounted(phrase: Phrase, draft: Draft) -> int:
    """The first token after numbers and words of quantity: who is named, not how many ("dozens of X")."""
    view, walker, first = draft.view, draft.walker, phrase.first
    if not walker.rules.article:  # where the article stands apart, annotators and readers take the number with it
        return first
    numbers, partitive = view.sets.get("numbers", ()), walker.rules.partitive
    while first < phrase.last - 1 and (first in numbers or walker.quantity(first)):
        if first in view.people and view.text.tokens[first + 1].fold not in partitive:
            break  # "a force" that no "of" follows is somebody
        first += 1
    return first + 1 if first > phrase.first and view.text.tokens[first].fold in partitive else first


def main_of(found: Sequence[Found], type_: str) -> Found | None:
    """The surest event of a type; of events told with like certainty the first."""
    same = [f for f in found if f.type == type_]
    return max(same, key=lambda f: f.score - LATER * same.index(f), default=None)
