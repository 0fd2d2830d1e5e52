"""Sense: in what meaning does a word stand, as a verb or as a noun? By what stands around it."""

from __future__ import annotations

from musnad.events.rules import Cue, EventRules
from musnad.events.seen import FORCEFUL, View
from musnad.languages import Language
from musnad.mentions.words import words
from musnad.rules import Hit

NEAR = 8  # tokens within which the words of `with` stand after a trigger
BEFORE = 6  # and before it
OBJECT = 5  # tokens after a trigger within which its object stands (`with_after`)
AROUND = 7  # tokens within which the words of `not_with` count
BEHIND = 3  # tokens after a trigger within which those of `not_after` count
SUBJECT = 2  # tokens of people between a verb and the office that it takes
TITLE = 0.6  # share of words with capitals above which a sentence is a title


def misread(made: View, hit: Hit, language: Language, rules: EventRules) -> bool:
    """Is the word the office or person that the verb right before it takes ("abducted the governor", written like "tried")?
    In a language of bare words and capitals: is it part of a name ("Police Command"), or a noun that is written like a verb
    ("a shell", "three targets", "mortar shells")?"""
    if hit.last - hit.first > 1:
        return False
    if language.letters["case"] == "none":
        return hit.reading.feats[0] == "verb" and _taken_by_verb(made, hit.first, language)
    if _in_capitals(made, hit.first):
        return True
    feats = hit.reading.feats
    if feats[0] != "verb" or not ("base" in feats or "3s" in feats) or hit.first == made.sentence.first:
        return False
    before = made.text.tokens[hit.first - 1]
    if before.fold in rules.infinitive or (_other_noun(made, hit) and "base" in feats):
        return False
    weapon = hit.first - 1 not in made.people and any(h.last == hit.first for h in made.instruments)
    if weapon or (before.kind == "number" and "3s" in feats):
        return True
    return language.is_function(before.fold, "articles", "demonstratives", "possessives", "prepositions")


def _taken_by_verb(made: View, i: int, language: Language) -> bool:
    """Does the word name an office, behind a finite verb or behind its subject, or a person right behind the verb?"""
    know, tokens = words(language), made.text.tokens
    word = know(tokens[i].fold)
    if word.section not in ("titles", "people") or word.joined_to:
        return False
    k = i - 1
    while word.section == "titles" and k > max(made.sentence.first, i - 1 - SUBJECT) and k in made.people:
        k -= 1
    told = any(h.reading.feats[0] == "verb" for h in made.candidates.get(k, ()))
    return k >= made.sentence.first and (told or know(tokens[k].fold).verb == 2)


def _in_capitals(made: View, i: int) -> bool:
    """Is the word written with a capital beside another one, within a sentence that is no title?"""
    tokens, first, last = made.text.tokens, made.sentence.first, made.sentence.last
    if made.sentence.headline or i == first or not tokens[i].text[:1].isupper() or tokens[i].text.isupper():
        return False
    beside = [k for k in (i - 1, i + 1) if first < k < last and tokens[k].text[:1].isupper()]
    if not beside:
        return False
    written = [t for t in tokens[first:last] if t.kind == "word"]
    return sum(t.text[:1].isupper() for t in written) <= TITLE * len(written)


def is_barred(made: View, hit: Hit, cue: Cue) -> bool:
    """Does a word right beside it rule this sense out?"""
    around = ((cue.not_next, 0, 1), (cue.not_prev, 1, 0), (cue.not_after, 0, BEHIND))
    return any(made.has(s, hit.first, hit.last, before=b, after=a) for sets, b, a in around for s in sets)


def by_accident(made: View, hit: Hit, cue: Cue, rules: EventRules) -> bool:
    """Does the sentence tell what else people died or suffered of (a crash, an illness), without any sign of conflict?"""
    if not cue.effect or not any(made.has(s, hit.first, hit.last, before=999, after=999) for s in cue.not_with):
        return False
    return not _violent(made, hit.first, hit.last, rules, tolls=False)


def fits(made: View, hit: Hit, cue: Cue, rules: EventRules) -> bool:
    """Is this the sense in which the word stands here?"""
    first, last = hit.first, hit.last
    back, on = (0, OBJECT) if cue.with_after else (BEFORE, NEAR)
    if cue.with_ and not any(made.has(s, first, last, before=back, after=on) for s in cue.with_):
        return False
    if any(made.has(s, first, last, before=AROUND, after=AROUND) for s in cue.not_with) or is_barred(made, hit, cue):
        return False
    if by_accident(made, hit, cue, rules):
        return False
    if cue.near:
        return any(made.has(s, first, last, before=999, after=999) for s in cue.near)
    if cue.weak and cue.type in FORCEFUL:
        named = cue.effect is not None and made.has("acting_name", first, last, before=2, after=2)  # "Israel killed 15"
        return named or _violent(made, first, last, rules)
    return True


def _violent(made: View, first: int, last: int, rules: EventRules, *, tolls: bool = True) -> bool:
    """Is there a sign of conflict in the sentence besides the word itself? `tolls`: do words of killing count?"""
    if made.has("conflict", first, last, before=999, after=999):
        return True
    if any(not first <= h.first < last for h in made.instruments):
        return True
    return any(
        not first <= i < last and any(_strong(rules.cues[id(h.entry)], tolls) for h in hits)
        for i, hits in made.candidates.items()
    )


def _strong(cue: Cue, tolls: bool) -> bool:
    return cue.type == "ASSAULT" and not cue.weak and not cue.with_ and (tolls or not cue.effect)


def stands_as_verb(made: View, hit: Hit, language: Language, verbal: bool, rules: EventRules) -> bool:
    """Does the word stand as a verb here (and not as the noun that is written the same)?"""
    feats = hit.reading.feats
    if feats[0] != "verb":
        return feats[0] == "phrase" and verbal
    if language.direction == "ltr":
        return _verb_by_neighbours(made, hit, language, rules.infinitive)
    if hit.first == made.sentence.first:
        return True
    before = made.text.tokens[hit.first - 1]
    if before.kind == "word" and language.is_function(before.fold, "prepositions", "demonstratives", "quantifiers"):
        return False
    if "past" not in feats or not _other_noun(made, hit):
        return True
    # "an operation of abduction": a noun of doing without an article is one with the noun of action after it
    after_noun = hit.first - 1 in {*made.candidates, *made.sets.get("deed_n", ())}
    return not (after_noun or _begun(made, hit) or _spoken_of(made, hit, language))


SPEECH = ("ACCUSE", "REJECT", "REQUEST", "SUPPORT")
BEGUN = 9  # tokens back to the verb that carries a noun of action ("they began, with their allies, the shelling of")


def _begun(made: View, hit: Hit) -> bool:
    """Does a verb like "began" stand before a word that may be a past verb or a noun, with nothing but its subject
    between? Then the word is the noun."""
    if hit.reading.pre or any(h.entry.data.get("effect") for h in made.candidates.get(hit.first, ())):
        return False
    tokens = made.text.tokens
    for i in range(hit.first - 1, max(made.sentence.first, hit.first - BEGUN) - 1, -1):
        if i in made.light:
            light = made.light[i]
            if light.reading.feats[0] != "verb":
                return False
            # A second verb cannot follow "resulted in" or "took place" directly: it is their subject.
            return light.entry.data["voice"] == "active" or hit.first == i + 1
        if i in made.candidates or (tokens[i].kind == "mark" and tokens[i].text not in (",", "،")):
            return False
    return False


def _spoken_of(made: View, hit: Hit, language: Language) -> bool:
    """Does a verb of condemning, demanding or refusing with its subject stand before it ("condemned | the minister | the killing
    of")? A second finite verb needs "and", "that" or "who" there."""
    if hit.reading.pre:
        return False
    for i in range(hit.first - 1, max(made.sentence.first, hit.first - BEGUN) - 1, -1):
        fold = made.text.tokens[i].fold
        if made.text.tokens[i].kind == "mark" or language.is_function(fold, "relatives", "complementisers", "conjunctions"):
            return False
        verbs = [h for h in made.candidates.get(i, ()) if h.reading.feats[0] == "verb"]
        if verbs:
            return any(h.entry.data["type"] in SPEECH for h in verbs)
    return False


def _other_noun(made: View, hit: Hit) -> bool:
    return any(h.reading.feats[0] in ("masdar", "noun") for h in made.candidates.get(hit.first, ()))


def _verb_by_neighbours(made: View, hit: Hit, language: Language, infinitive: frozenset[str]) -> bool:
    """In a language without case or article on the noun: is a word that may be both a verb or a noun ("attack")?"""
    if not _other_noun(made, hit):
        return True
    tokens, i = made.text.tokens, hit.first
    before = tokens[i - 1] if i > made.sentence.first else None
    after = tokens[hit.last] if hit.last < made.sentence.last else None
    takes = after is not None and (
        after.kind == "number"
        or after.text[:1].isupper()
        or language.is_function(after.fold, "articles", "quantifiers", "demonstratives", "pronouns")
    )
    loose = before is not None and (before.kind == "mark" or language.is_function(before.fold, "and"))
    if "ing" in hit.reading.feats and loose:
        return True
    if before is None or before.kind != "word":
        return takes
    if language.is_function(before.fold, "auxiliaries", "pronouns") and not language.is_function(
        before.fold, "possessives"
    ):
        return True
    if before.fold in infinitive:
        return "base" in hit.reading.feats
    if language.is_function(before.fold, "articles", "demonstratives", "quantifiers", "prepositions"):
        return takes and "ing" in hit.reading.feats
    if "past" in hit.reading.feats:
        return True
    return takes or ("base" in hit.reading.feats and before.fold.endswith("s"))
