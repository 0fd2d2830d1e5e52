"""Scope: which markers of a sentence reach a trigger?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from musnad.claims.modality_rules import Marker, ModalityRules, make_marker
from musnad.languages import Language
from musnad.record import Sentence, Span, Text
from musnad.rules import Hit

NEXT = 4  # tokens between a particle and the predicate that it speaks of
COMMAS = (",", "،")
STOPS = (";", "؛", ".", "!", "?", "؟", ":")


@dataclass(frozen=True)
class Clause:
    """One trigger in its sentence, with what scope needs to ask of it."""

    text: Text
    sentence: Sentence
    trigger: Span
    feats: tuple[str, ...]
    language: Language
    rules: ModalityRules

    @cached_property
    def first(self) -> int:
        return self.text.token_at(self.trigger.start)

    @cached_property
    def last(self) -> int:
        return self.text.token_at(self.trigger.end - 1) + 1

    def fold(self, i: int) -> str:
        return self.text.tokens[i].fold

    def among(self, i: int, name: str) -> bool:
        """Is token `i` on the named list of modality.yml, conjunctions before it left out?"""
        listed, fold = self.rules.words[name], self.fold(i)
        return fold in listed or any(
            fold[len(c) :] in listed
            for c in self.language.conjunctions
            if fold.startswith(c) and len(fold) > len(c) + 1
        )

    def has_word(self, words: frozenset[str]) -> bool:
        return any(self.fold(i) in words for i in range(self.sentence.first, self.sentence.last))

    def is_headline(self) -> bool:
        """A headline, or a line without a stop at its end."""
        final = self.text.tokens[self.sentence.last - 1]
        return self.sentence.headline or final.kind != "mark"

    def has_future_prefix(self) -> bool:
        prefixes = self.rules.words["future_proclitics"]
        if "present" not in self.feats or not prefixes:
            return False
        fold = self.fold(self.first)
        tails = [fold, *(fold[len(c) :] for c in self.language.conjunctions if fold.startswith(c))]
        return any(t.startswith(p) and len(t) > 3 for t in tails for p in prefixes)

    def future_verb_before(self) -> bool:
        """Is the noun carried by a future verb close before it (will open an inquiry)?"""
        if not self.is_noun() or self.is_definite():
            return False
        prefixes = self.rules.words["future_proclitics"]
        for i in range(self.first - 1, max(self.first - 6, self.sentence.first) - 1, -1):
            for reading in self.rules.verbs.readings(self.fold(i)):
                if reading.feats[0] == "verb":
                    return "present" in reading.feats and any(p in reading.pre for p in prefixes)
        return False

    def is_noun(self) -> bool:
        return not self.feats or self.feats[0] != "verb"

    def is_definite(self) -> bool:
        """Does the trigger stand with an article, so that the text takes it for known?"""
        pre_article = any(
            s.pre.endswith(a) and not s.post
            for s in self.language.splits(self.fold(self.first))
            for c in self.language.classes.values()
            for a in c.alone_with
        )
        before = self.text.tokens[max(self.sentence.first, self.first - 3) : self.first]
        return pre_article or any(t.fold in self.rules.words["articles"] or t.fold.endswith("'s") for t in before)


def find_markers(clause: Clause) -> list[Marker]:
    """The markers of the clause's sentence that reach its trigger, directly or through a marker that they negate."""
    options = list(_options(clause))
    direct = [h for h in options if _reaches(clause, h)]
    starts = {h.first for h in direct if h.entry.get("reach") == "complement"}
    chained = [h for h in options if h not in direct and h.entry.get("reach") == "next" and _governs(clause, h, starts)]
    made = [make_marker(h.entry.data, h.whole, _distance(clause, h)) for h in direct]
    # What negates a marker ("did not threaten to") changes the polarity, not the status.
    return made + [Marker(h.whole, _distance(clause, h), h.entry.get("polarity")) for h in chained]


def _options(clause: Clause) -> Iterator[Hit]:
    """Every reading of every marker whose own conditions hold."""
    for hit in clause.rules.markers.scan(clause.text.tokens, clause.sentence.first, clause.sentence.last):
        seen: set[str] = set()
        for option in _same_place(clause, hit):
            if option.entry.id in seen or not _apart(clause, option) or not _fits(clause, option):
                continue
            seen.add(option.entry.id)
            yield option


def _apart(clause: Clause, hit: Hit) -> bool:
    """Is the marker not the trigger itself? A trigger of several words may begin with its marker (attempt to kill)."""
    if not hit.span.overlaps(clause.trigger):
        return True
    return hit.first == clause.first and hit.last < clause.last


def _governs(clause: Clause, hit: Hit, starts: set[int]) -> bool:
    """Does the particle negate (or modify) a marker that reaches the trigger: did not threaten to?"""
    within = int(hit.entry.get("within", NEXT))
    for i in range(hit.last, min(hit.last + within, clause.first)):
        if i in starts:
            return True
        if _is_stop(clause, i) or _is_finite(clause, i):
            return False
    return False


def _same_place(clause: Clause, hit: Hit) -> list[Hit]:
    """All readings of a marker of the same length (a word may be particle or verb)."""
    same = [h for h in clause.rules.markers.hits(clause.text.tokens, hit.first) if h.last == hit.last]
    least = min(len(h.reading.pre) for h in same)
    return [h for h in same if len(h.reading.pre) == least]


def _distance(clause: Clause, hit: Hit) -> int:
    if hit.first < clause.first:
        return clause.trigger.start - hit.span.end
    return hit.span.start - clause.trigger.end + 1


def _fits(clause: Clause, hit: Hit) -> bool:
    """The entry's own conditions: the marker's form, the form that follows, the words it must (not) come after."""
    forms = hit.entry.get("form")
    if forms and not all(f in hit.reading.feats for f in ([forms] if isinstance(forms, str) else forms)):
        return False
    previous = clause.fold(hit.first - 1) if hit.first > clause.sentence.first else ""
    if hit.entry.get("opens") and hit.first != clause.sentence.first:
        return False
    if previous and previous in _folded(clause, hit, "unless_after"):
        return False
    if any(
        clause.fold(i) in _folded(clause, hit, "unless_with_before") for i in range(max(hit.first - 8, 0), hit.first)
    ):
        return False
    if hit.entry.get("with") and not _stands_with(clause, hit):
        return False
    target = hit.entry.get("target_form")
    if target and target not in clause.feats:
        return False
    form = hit.entry.get("before_form")
    if form and not (hit.last == clause.first and form in clause.feats):
        follows = clause.rules.verbs.readings(clause.fold(hit.last)) if hit.last < clause.sentence.last else ()
        return any(form in r.feats for r in follows)
    return True


def _folded(clause: Clause, hit: Hit, key: str) -> frozenset[str]:
    words = hit.entry.get(key) or ()
    return frozenset(clause.language.fold(w) for w in ([words] if isinstance(words, str) else words))


def _stands_with(clause: Clause, hit: Hit) -> bool:
    """Is one of the words that the marker needs (its preposition) between it and the trigger, or a proclitic there?"""
    wanted = _folded(clause, hit, "with")
    for i in range(hit.last, min(clause.first + 1, clause.sentence.last)):
        fold = clause.fold(i)
        if fold in wanted or any(s.pre in wanted for s in clause.language.splits(fold) if s.pre and not s.post):
            return True
    return False


def _reaches(clause: Clause, hit: Hit) -> bool:
    reach = hit.entry.get("reach")
    if reach == "next":
        return _next(clause, hit)
    if reach == "beside":
        return hit.last == clause.first or (
            hit.first in (clause.last, clause.last + 1) and not _barred(clause, clause.last, hit.first)
        )
    if reach == "back":
        return hit.first >= clause.last and not _barred(clause, clause.last, hit.first)
    if reach == "near":
        low, high = (hit.last, clause.first) if hit.first < clause.first else (clause.last, hit.first)
        return not _barred(clause, low, high)
    if reach == "if":
        opens = hit.first - clause.sentence.first <= 1 or clause.text.tokens[hit.first - 1].kind == "mark"
        return hit.last <= clause.first and (opens or not _barred(clause, hit.last, clause.first))
    return hit.last <= clause.first and _in_complement(clause, hit)


def _next(clause: Clause, hit: Hit) -> bool:
    """The trigger is the first predicate after the particle, a few words on."""
    within = int(hit.entry.get("within", NEXT))
    reach = within + (2 if clause.is_noun() else 0)
    if not hit.last <= clause.first <= hit.last + reach:
        return False
    finite = [i for i in range(hit.last, clause.first) if _is_finite(clause, i)]
    if any(_is_stop(clause, i) for i in range(hit.last, clause.first)):
        return False
    # A negated light verb negates the noun that it carries: did not open any inquiry.
    return not finite or (finite == [hit.last] and clause.is_noun() and not clause.is_definite())


def _in_complement(clause: Clause, hit: Hit) -> bool:
    if _barred(clause, hit.last, clause.first):
        return False
    if not hit.has("verb") and any(clause.text.tokens[i].text in COMMAS for i in range(hit.last, clause.first)):
        return False  # a noun's complement does not go past a comma
    return not is_presupposed(clause, hit.last, clausal=_is_clausal(clause, hit.first))


def _is_clausal(clause: Clause, start: int) -> bool:
    return any(clause.among(i, "complementisers") for i in range(start, clause.first))


def is_presupposed(clause: Clause, start: int, *, clausal: bool) -> bool:
    """Is the trigger taken for granted inside the complement that begins at token `start`? So is a definite noun in a
    that-clause, whatever stands in a relative clause, and what hangs on a shield (after, because of, into ...)."""
    if clause.is_noun() and clausal and clause.is_definite():
        return True
    for i in range(start, clause.first):
        if clause.among(i, "relatives") and not any(_is_finite(clause, k) for k in range(i + 1, clause.first)):
            return True
        if clause.among(i, "shields") and i > start:
            return True
        if clause.among(i, "weak_shields") and start < i == clause.first - 1 and clause.is_noun():
            return True
    return False


def _barred(clause: Clause, low: int, high: int) -> bool:
    """Is there a clause border in tokens [low, high)?"""
    for i in range(max(low, clause.sentence.first), min(high, clause.sentence.last)):
        if _is_stop(clause, i) or clause.among(i, "barriers"):
            return True
        if _joins_new_clause(clause, i):
            return True
    return False


def _is_stop(clause: Clause, i: int) -> bool:
    return clause.text.tokens[i].text in STOPS


def _is_finite(clause: Clause, i: int) -> bool:
    """Is token `i` a finite verb that the rules know?"""
    return any(r.feats[0] == "verb" and "ing" not in r.feats for r in clause.rules.verbs.readings(clause.fold(i)))


def _joins_new_clause(clause: Clause, i: int) -> bool:
    """A conjunction written on to a past verb begins a clause of its own (وأكدت)."""
    for reading in clause.rules.verbs.readings(clause.fold(i)):
        if (
            reading.pre in clause.language.conjunctions
            and reading.pre
            and "past" in reading.feats
            and reading.feats[0] == "verb"
        ):
            return True
    return False
