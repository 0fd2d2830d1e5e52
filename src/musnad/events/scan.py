"""Scanning: which words of a sentence are triggers, light verbs, weapons, people, or words of a set?

Every token is looked up once in one lexicon of all sections; senses are then decided by what stands around a trigger.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from musnad.events.rules import EventRules, plain_sets
from musnad.events.seen import Trigger, View
from musnad.events.sense import BEFORE, NEAR, fits, misread, stands_as_verb
from musnad.languages import Language
from musnad.mentions.words import words
from musnad.record import Sentence, Text
from musnad.rules import Hit

COMMAS = (",", "،", ";", "؛")


NOTHING: Mapping[str, frozenset[int]] = {}


def view(
    text: Text,
    sentence: Sentence,
    rules: EventRules,
    language: Language,
    known: Mapping[str, frozenset[int]] = NOTHING,
    names: frozenset[int] = frozenset(),
) -> View:
    """The sentence with its triggers (senses decided). `known`: tokens that other rooms have put in a word set; `names`:
    tokens that are part of a name or date and tell of nothing."""
    made = View(text, sentence)
    for name, tokens in known.items():
        made.sets[name] = [i for i in tokens if sentence.first <= i < sentence.last]
    _collect(made, rules)
    for i in names & made.candidates.keys():
        del made.candidates[i]
    _people_first(made)
    if made.candidates:
        made.triggers = list(_triggers(made, rules, language))
        made.limits = set(_limits(made, rules, language))
        made.commas = [i for i in range(sentence.first, sentence.last) if text.tokens[i].text in COMMAS]
    return made


def _limits(made: View, rules: EventRules, language: Language) -> Iterator[int]:
    """Where a noun phrase ends at the latest: at a trigger, at a word that makes its sense, at a phrase like "by"."""
    tokens = made.text.tokens
    for trigger in made.triggers:
        if trigger.cue.frame.own == "none":
            yield trigger.first
        for name in trigger.cue.with_:
            yield from (
                i for i in made.sets.get(name, ()) if -BEFORE <= i - trigger.first <= NEAR and i not in made.people
            )
    yield from made.sets.get("stopper", ())
    if rules.article:  # where words are not apart, a time after a noun would be read as part of it
        yield from (i for i in made.sets.get("event_time", ()) if not _describes(made, i, language))
    firsts = {phrase[0] for phrase in rules.by}
    for i in range(made.sentence.first, made.sentence.last):
        if tokens[i].fold in firsts and any(tuple(t.fold for t in tokens[i : i + len(p)]) == p for p in rules.by):
            yield i


def _describes(made: View, i: int, language: Language) -> bool:
    """Is a word for a time the adjective of the noun before it ("the secretary | general", not "the soldier | last year")?"""
    known, tokens, times = words(language), made.text.tokens, made.sets.get("event_time", ())
    if i == made.sentence.first or i + 1 in times or i - 1 in times:
        return False
    word, noun = known.of(tokens[i]), known.of(tokens[i - 1])
    return word.adjective and word.definite and noun.definite and noun.section in ("titles", "organizations", "nouns")


def _collect(made: View, rules: EventRules) -> None:
    tokens, hits = made.text.tokens, rules.lexicon.hits
    for i in range(made.sentence.first, made.sentence.last):
        if tokens[i].kind != "word":
            continue
        sets = plain_sets(rules, tokens[i].fold)
        if sets is not None:
            for name in sets:
                made.sets.setdefault(name, []).append(i)
            continue
        for hit in hits(tokens, i):
            if hit.last > made.sentence.last or _asks(hit, rules):
                continue
            section = hit.entry.section
            if section == "triggers":
                made.candidates.setdefault(i, []).append(hit)
            elif section == "words":
                made.sets.setdefault(hit.entry.data["set"], []).append(i)
            elif section == "light":
                made.light.setdefault(i, hit)
            elif section == "instruments":
                called = any(k in made.sets.get("air_n", ()) for k in (i - 1, i - 2))  # "the air base", "the Anad air base"
                if not called and (not made.instruments or made.instruments[-1].last <= i):
                    made.instruments.append(hit)
            elif section == "people":
                made.people.setdefault(i, hit)
                if hit.entry.data.get("collective"):
                    made.collective.add(i)
            else:
                made.contexts.append(hit)


def _people_first(made: View) -> None:
    """A word for people that is written whole is no verb with more cut away before and behind it (فلسطيني, "Palestinian"), nor is
    a noun with its owner's pronoun one with its object (أسرته, "his family")."""
    owned = set(made.sets.get("owned_n", ()))
    for i in (made.people.keys() | owned) & made.candidates.keys():
        whole = _cut_away(made.people[i]) if i in made.people else 99
        kept = [
            h for h in made.candidates[i]
            if h.reading.feats[0] != "verb" or (_cut_away(h) <= whole and not (i in owned and h.reading.post))
        ]  # fmt: skip
        if kept:
            made.candidates[i] = kept
        else:
            del made.candidates[i]


def _cut_away(hit: Hit) -> int:
    return len(hit.reading.pre) + len(hit.reading.post)


def _asks(hit: Hit, rules: EventRules) -> bool:
    """Is it a question's verb, one in the first person, "is called", or a past verb behind a sign of the future? None of them
    tells news."""
    reading = hit.reading
    if reading.feats[0] != "verb":
        return False
    if rules.article and reading.has("passive") and hit.entry.data.get("governs"):
        return True  # "is called": only a sure passive is marked so where the active is written otherwise
    if reading.pre and reading.has("past") and reading.pre.endswith(rules.future):
        return True
    return bool(reading.pre and reading.pre.startswith(rules.question)) or reading.has("present", "1")


def _triggers(made: View, rules: EventRules, language: Language) -> Iterator[Trigger]:
    taken = made.sentence.first
    for i in sorted(made.candidates):
        if i < taken:
            continue
        for hit in sorted(made.candidates[i], key=lambda h: (h.first - h.last, not rules.cues[id(h.entry)].with_)):
            cue = rules.cues[id(hit.entry)]
            if fits(made, hit, cue, rules) and not misread(made, hit, language, rules):
                yield Trigger(cue, hit, stands_as_verb(made, hit, language, cue.verbal, rules))
                taken = hit.last
                break


