"""Form: does a trigger stand as a finite verb, an infinitive, a gerund or a noun, and what does that say of its time?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from musnad.claims.line import Line, ends_bound

FAR = 8  # tokens between a light verb and the noun that it carries


@dataclass(frozen=True, slots=True)
class Form:
    """`kind`: verb, infinitive, ing or noun; `feats`: the features of the form."""

    kind: str
    feats: frozenset[str]

    @property
    def is_noun(self) -> bool:
        return self.kind == "noun"

    def has(self, feature: str) -> bool:
        return feature in self.feats or feature == self.kind


def find_form(line: Line, first: int, feats: Sequence[str]) -> Form:
    """The form of the trigger that begins at token `first`; `feats` are what its lexicon said, the class first."""
    if not feats or feats[0] == "phrase":
        feats = next((r.feats for r in line.verb_readings(first)), tuple(feats))
    if "1" in feats:  # "I do" is written like other forms, and is rare in news
        feats = next((r.feats for r in line.verb_readings(first) if "1" not in r.feats), feats)
    made = frozenset(feats)
    if not feats and first > line.first and line.among(first - 1, "verb_before"):
        feats = ("verb", "present", "base") if line.language.direction == "ltr" else ("verb",)
        made = frozenset(feats)
    if not feats or feats[0] != "verb" or _is_noun_here(line, first, made):
        return Form("noun", made)
    if "ing" in made:
        bare = first > line.first and line.among(first - 1, "articles")
        return Form("noun" if bare else "ing", made)
    if "present" in made and _after_infinitive(line, first):
        return Form("infinitive", made)
    return Form("verb", made)


def _is_noun_here(line: Line, first: int, feats: frozenset[str]) -> bool:
    """Words that may be verb and noun ("attack", a verbal noun spelled like its past): what stands before decides."""
    if first == line.first or "ing" in feats or not feats & {"3ms", "base", "3s", "passive"}:
        return False
    if "present" in feats and "3ms" in feats:
        return False
    if line.among(first - 1, "noun_before") or ends_bound(line, first - 1):
        return not line.among(first - 1, "verb_before")
    if line.among(first - 1, "verb_before") or ("past" in feats and "3ms" not in feats):
        return False
    if "3ms" not in feats and first + 1 < line.last and any("past" in r.feats for r in line.verb_readings(first + 1)):
        return True
    if "3ms" not in feats and _is_attribute(line, first - 1):
        return True
    if "3ms" in feats and line.is_verbal_noun(first - 1):
        return True
    if "3ms" in feats and _is_only_verb(line, first):
        return False
    return _has_verb_before(line, first)


def _is_attribute(line: Line, i: int) -> bool:
    """Does a participle stand there as an adjective (the planned attack)?"""
    return not line.is_finite(i) and any("passive" in r.feats for r in line.verb_readings(i))


def _is_only_verb(line: Line, i: int) -> bool:
    """Do the rules know the word as a verb and not as a verbal noun?"""
    word = line.word(i)
    return bool(word.verbs) and not word.masdar


def _has_verb_before(line: Line, first: int) -> bool:
    """Is there a finite verb in the same clause before the word, so that the word is its object?"""
    for i in range(first - 1, max(first - FAR, line.first) - 1, -1):
        if line.is_border(i) or line.is_comma(i) or line.among(i, "complementisers") or line.among(i, "relatives"):
            return line.joins_clause(i)
        if line.is_finite(i):
            return not line.flagged(i, "serial")
    return False


def _after_infinitive(line: Line, first: int) -> bool:
    for i in range(first - 1, max(first - 4, line.first) - 1, -1):
        if line.among(i, "infinitive"):
            return True
        if not line.among(i, "skips"):
            return False
    return False


def base_status(line: Line, first: int, form: Form) -> str | None:
    """What the form alone says: None when it says nothing of its time (nouns, infinitives after "that")."""
    if form.kind == "verb":
        return _finite_status(line, first, form.feats)
    if form.kind == "infinitive":
        return "planned" if "base" in form.feats else None
    if form.kind == "ing":
        return _progressive(line, first)
    carrier = _carrier(line, first)
    return None if carrier is None else _carried_status(line, carrier)


def _finite_status(line: Line, first: int, feats: frozenset[str]) -> str | None:
    if has_future_prefix(line, first, feats):
        return "planned"
    if "present" in feats:
        if line.has_any("future_times"):
            return "planned"
        if line.is_headline() or "base" in feats or "3s" in feats:
            return "occurred"
        return "ongoing"
    return "occurred"


def has_future_prefix(line: Line, first: int, feats: frozenset[str]) -> bool:
    prefixes = line.rules.words["future_proclitics"]
    if "present" not in feats or not prefixes:
        return False
    fold = line.fold(first)
    tails = [fold, *(fold[len(c) :] for c in line.language.conjunctions if fold.startswith(c))]
    return any(t.startswith(p) and len(t) > 3 for t in tails for p in prefixes)


def _progressive(line: Line, first: int) -> str | None:
    """The auxiliary before an -ing form: is shelling, has been shelling, was shelling."""
    i = first - 1
    while i > line.first and line.among(i, "skips") and not line.rules.auxiliaries.readings(line.fold(i)):
        i -= 1
    for start in (i - 1, i):
        if start >= line.first:
            for hit in line.rules.auxiliaries.hits(line.text.tokens, start):
                if hit.last == i + 1:
                    status: str = hit.entry.get("status")
                    backshifted = any(line.among(k, "complementisers") for k in range(line.first, start))
                    return "ongoing" if backshifted else status
    return None


def _carrier(line: Line, first: int) -> int | None:
    """The light verb that carries the noun at `first` (launch an attack, شن هجوما)."""
    for i in range(first - 1, max(first - FAR, line.first) - 1, -1):
        if line.is_finite(i):
            return i if carries(line, i, first) else None
    return None


def carries(line: Line, at: int, noun: int) -> bool:
    """Is the word at token `at` a light verb whose object or subject is the noun at token `noun`?"""
    if not line.flagged(at, "light") or noun - at > FAR or not _carried_with(line, at, noun):
        return False
    subject = at + 1 if line.language.direction == "rtl" else at  # the place of a subject between verb and object
    return not any(
        line.is_border(i) or line.is_finite(i) or line.among(i, "shields") or line.among(i, "relatives")
        or (i > subject and line.is_deed(i))
        for i in range(at + 1, noun)
    )  # fmt: skip


def _carried_with(line: Line, at: int, noun: int) -> bool:
    """Does the light verb's own preposition stand between it and the noun, when it needs one?"""
    needs = [r.entry.get("with") for r in line.rules.verbs.readings(line.fold(at)) if r.entry.get("light")]
    if not all(needs):
        return True
    wanted = {line.language.fold(w) for listed in needs for w in listed}
    written_on = (s.pre for s in line.language.splits(line.fold(noun)) if s.pre and not s.post)
    return any(line.fold(i) in wanted for i in range(at + 1, noun)) or any(p[:1] in wanted for p in written_on)


def _carried_status(line: Line, carrier: int) -> str | None:
    found = [frozenset(r.feats) for r in line.verb_readings(carrier) if "ing" not in r.feats]
    feats = next((f for f in found if "1" not in f), found[0] if found else frozenset())
    if _after_infinitive(line, carrier):
        return "planned" if "base" in feats else None
    status = _finite_status(line, carrier, feats)
    return None if status == "occurred" else status
