"""Scope: which markers of a sentence reach a trigger, and which of them are themselves negated?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from musnad.claims.form import Form, carries, has_future_prefix
from musnad.claims.line import Line, after, ends_bound
from musnad.claims.modality_rules import Effect, make_effect
from musnad.record import Span
from musnad.rules import Hit

NEXT = 4  # tokens between a particle and the predicate that it speaks of
FAR = 12  # tokens between "nobody" and its verb
AGAINST = {"flip": None, "negated": "affirmed", "affirmed": "negated", None: "negated"}


@dataclass(frozen=True)
class Clause:
    """One trigger in its sentence: tokens [first, last) of the line."""

    line: Line
    trigger: Span
    first: int
    last: int
    form: Form

    @cached_property
    def is_definite(self) -> bool:
        """Does the trigger stand with an article, so that the text takes it for known?"""
        line = self.line
        before = range(max(line.first, self.first - 2), self.first)
        return line.has_article(self.first) or any(line.among(i, "articles") or ends_bound(line, i) for i in before)


def find_effects(clause: Clause) -> list[Effect]:
    """The effects of the markers that reach the trigger. What negates a marker is counted with the marker."""
    options = [h for h in _markers(clause) if _apart(clause, h)]
    reaching = [h for h in options if reaches(clause, h)]
    negators = {id(h): n for h in reaching if (n := _negator(clause, h, options)) is not None}
    used = {id(n) for n in negators.values()}
    return [_effect(clause, h, id(h) in negators) for h in reaching if id(h) not in used]


def _markers(clause: Clause) -> Iterator[Hit]:
    """The markers of the line; where one runs into the trigger, the shorter ones that begin with it (did not return)."""
    for hit in clause.line.markers:
        yield hit
        if hit.first < clause.first < after(hit):
            yield from clause.line.shorter(hit, clause.first)


def _apart(clause: Clause, hit: Hit) -> bool:
    """Is the marker not the trigger itself? A trigger of several words may begin with its marker (attempt to kill)."""
    if not hit.span.overlaps(clause.trigger) or after(hit) <= clause.first:
        return True
    return hit.first == clause.first and hit.last < clause.last


def _effect(clause: Clause, hit: Hit, negated: bool) -> Effect:
    made = make_effect(hit.entry.data, hit.whole, _distance(clause, hit))
    if not negated:
        return made
    other = hit.entry.get("negated")
    if other is not None:
        return make_effect(other, hit.whole, made.distance)
    return Effect(
        hit.whole, made.distance, AGAINST[made.polarity], made.status, made.certainty, made.keeps, False, made.sets_certainty
    )  # fmt: skip


def _distance(clause: Clause, hit: Hit) -> int:
    if hit.first < clause.first:
        return clause.trigger.start - hit.span.end
    return hit.span.start - clause.trigger.end + 1


def _negator(clause: Clause, hit: Hit, options: list[Hit]) -> Hit | None:
    """What negates the marker itself: did not threaten, no plans, nobody denies."""
    if hit.entry.get("negates"):
        return None
    negators = [n for n in options if n.entry.get("negates") and after(n) <= hit.first and n.entry is not hit.entry]
    return next((n for n in reversed(negators) if _governs(clause.line, n, hit.first)), None)


def _governs(line: Line, negator: Hit, at: int) -> bool:
    """Does the negator speak of the word at token `at`: did not threaten, no plans, nobody denies?"""
    reach = negator.entry.get("reach")
    speaks_of = predicate(line, negator)
    if reach == "verb" or speaks_of == at:
        return speaks_of == at or (speaks_of < at and carries(line, speaks_of, at))
    within = int(negator.entry.get("within", NEXT))
    if at - after(negator) > within + (4 if reach == "quantifier" else 0):
        return False
    between = range(after(negator), at)
    return not any(line.is_border(i) or line.is_finite(i) or line.among(i, "shields") for i in between)


def predicate(line: Line, hit: Hit) -> int:
    """The token of the predicate that a particle stands before, adverbs and auxiliaries left out."""
    low = after(hit)
    if low < line.last and line.is_comma(low):  # a parenthesis: did not, as they claimed, fire
        low = next((k + 1 for k in range(low + 1, line.last) if line.is_comma(k)), low)
    i = low
    while i < line.last - 1 and i - low < NEXT and line.among(i, "skips"):
        i += 1
    return i


def reaches(clause: Clause, hit: Hit) -> bool:
    """Does the marker speak of the trigger?"""
    wanted = hit.entry.get("trigger")
    if wanted and not any(clause.form.has(w) for w in ([wanted] if isinstance(wanted, str) else wanted)):
        return False
    return REACH[hit.entry.get("reach")](clause, hit)


def _verb(clause: Clause, hit: Hit) -> bool:
    at = predicate(clause.line, hit)
    if at >= clause.line.last:  # the marker is the sentence's last word: it speaks of nothing behind it
        return False
    if hit.first >= clause.last:  # the attack never took place
        return clause.line.flagged(at, "occur") and at >= after(hit) and _subject(clause, hit)
    if clause.first <= at < clause.last:
        return after(hit) <= clause.first
    return (
        clause.form.kind in ("noun", "ing")
        and after(hit) <= at < clause.first
        and carries(clause.line, at, clause.first)
    )


def _next(clause: Clause, hit: Hit) -> bool:
    if _verb(clause, hit):
        return True
    within = int(hit.entry.get("within", NEXT))
    if clause.form.kind == "verb" or not after(hit) <= clause.first <= after(hit) + within:
        return False
    return _free(clause.line, after(hit), clause.first)


def _free(line: Line, low: int, high: int) -> bool:
    """Is there no verb, border or preposition in tokens [low, high)?"""
    return not any(
        line.is_finite(i) or line.is_border(i) or line.among(i, "shields") or line.among(i, "weak_shields")
        for i in range(low, high)
    )


def _quantifier(clause: Clause, hit: Hit) -> bool:
    line = clause.line
    if hit.first >= clause.last:
        return (
            not (clause.form.feats and clause.form.is_noun)
            and hit.first - clause.last <= int(hit.entry.get("within", 1)) - 1
        )
    if after(hit) > clause.first:
        return False
    if clause.form.is_noun:
        return clause.first - after(hit) <= 2 and _free(line, after(hit), clause.first)
    if clause.first - after(hit) > FAR:
        return False
    return not any(
        line.is_finite(i) or line.is_border(i) or line.is_comma(i) or line.among(i, "relatives")
        for i in range(after(hit), clause.first)
    )


def _beside(clause: Clause, hit: Hit) -> bool:
    line = clause.line
    if after(hit) <= clause.first:
        return all(line.among(i, "articles") for i in range(after(hit), clause.first))
    return hit.first in (clause.last, clause.last + 1) and not _barred(line, clause.last, hit.first)


def _back(clause: Clause, hit: Hit) -> bool:
    return hit.first >= clause.last and not _barred(clause.line, clause.last, hit.first)


def _near(clause: Clause, hit: Hit) -> bool:
    low, high = (after(hit), clause.first) if hit.first < clause.first else (clause.last, hit.first)
    return not _barred(clause.line, low, high)


def _if(clause: Clause, hit: Hit) -> bool:
    """The condition itself; the main clause after a condition that opens the sentence; a future verb before it."""
    line = clause.line
    if after(hit) <= clause.first:
        opens = hit.first - line.first <= 1 or line.text.tokens[hit.first - 1].kind == "mark"
        return _stands_with(clause, hit) and (opens or not _barred(line, after(hit), clause.first))
    if clause.form.kind != "verb" or _barred(line, clause.last, hit.first):
        return False
    return base_is_future(clause)


def base_is_future(clause: Clause) -> bool:
    """Does a future form or particle stand on the trigger?"""
    future = [h for h in clause.line.markers if h.entry.get("status") == "planned" and h.entry.get("reach") == "verb"]
    return has_future_prefix(clause.line, clause.first, clause.form.feats) or any(_verb(clause, h) for h in future)


def _subject(clause: Clause, hit: Hit) -> bool:
    """The trigger is the subject of the verb: right behind it, or before it with nothing finite between."""
    line = clause.line
    if (not clause.form.is_noun and clause.form.kind != "ing") or hit.has("1"):
        return False
    if after(hit) <= clause.first:
        return (
            clause.first - after(hit) <= 1
            and line.language.direction == "rtl"
            and _free(line, after(hit), clause.first)
        )
    before = clause.first - 1
    while before > line.first and line.among(before, "articles"):
        before -= 1
    if before >= line.first and (
        line.language.is_function(line.fold(before), "prepositions") or line.among(before, "shields")
    ):
        return False
    return not any(
        line.is_finite(i)
        or line.is_border(i)
        or line.is_comma(i)
        or line.among(i, "relatives")
        or line.among(i, "complementisers")
        for i in range(clause.last, hit.first)
    )


def _complement(clause: Clause, hit: Hit) -> bool:
    line = clause.line
    if after(hit) > clause.first:
        return _is_passive(line, hit) and _subject(clause, hit)
    if _barred(line, after(hit), clause.first) or not _stands_with(clause, hit):
        return False
    if not hit.has("verb") and any(line.is_comma(i) for i in range(after(hit), clause.first)):
        return False  # a noun's complement does not go past a comma
    if not _may_be_governed(clause, hit) or _in_condition(clause, hit):
        return False
    return not is_presupposed(clause, after(hit), hit)


def _in_condition(clause: Clause, hit: Hit) -> bool:
    """Does the trigger stand in a condition inside the complement (threatened to kill them unless they were paid)?"""
    line = clause.line
    ifs = (h for h in line.markers if h.entry.get("reach") == "if" and after(hit) <= h.first < clause.first)
    return any(not any(line.is_comma(i) for i in range(h.first, clause.first)) for h in ifs)


def _purpose(clause: Clause, hit: Hit) -> bool:
    """Does the verbal noun have the marker's preposition written on: arrived to storm?"""
    line, wanted = clause.line, clause.line.folded(hit, "with")
    if after(hit) > clause.first or not clause.form.is_noun or _barred(line, after(hit), clause.first):
        return False
    if any(carries(line, i, clause.first) for i in range(after(hit), clause.first)):
        return False  # the preposition is that of another verb: went to the town that underwent shelling
    own = any(s.pre in wanted for s in line.language.splits(line.fold(clause.first)) if s.pre and not s.post)
    return own and not is_presupposed(clause, after(hit), hit)


def _is_passive(line: Line, hit: Hit) -> bool:
    """Is the marker a participle after an auxiliary: the attack was foiled?"""
    if "passive" not in hit.reading.feats or hit.first == line.first or line.language.direction == "rtl":
        return False
    i = hit.first - 1
    return line.among(i, "skips") or bool(line.rules.auxiliaries.readings(line.fold(i)))


def _stands_with(clause: Clause, hit: Hit) -> bool:
    """Is one of the words that the marker needs (its preposition) between it and the trigger, or a proclitic there?"""
    line = clause.line
    if not hit.entry.get("with") and not hit.entry.get("not_with"):
        return True
    wanted, unwanted = line.folded(hit, "with"), line.folded(hit, "not_with")
    seen = set()
    for i in range(after(hit), min(clause.first + 1, line.last)):
        seen.add(line.fold(i))
        seen.update(s.pre for s in line.language.splits(line.fold(i)) if s.pre and not s.post)
    return (not wanted or bool(seen & wanted)) and not seen & unwanted


def _may_be_governed(clause: Clause, hit: Hit) -> bool:
    """A finite verb needs a complementiser on the way; a noun must not hang on another verb that says more than it."""
    line = clause.line
    between = range(after(hit), clause.first)
    if clause.form.kind == "verb":
        if line.language.direction == "ltr" or hit.entry.get("serial"):
            return True
        return any(
            line.among(i, "complementisers") or line.among(i, "infinitive") for i in range(hit.first, clause.first)
        )
    verbs = [i for i in between if line.is_finite(i) and not line.flagged(i, "light") and not _is_adjective(clause, i)]
    return all(line.governs(i) or line.flagged(i, "serial") for i in verbs)


def _is_adjective(clause: Clause, i: int) -> bool:
    """A participle right before the noun (reported strike)."""
    return i == clause.first - 1 and any("passive" in r.feats for r in clause.line.verb_readings(i))


def is_presupposed(clause: Clause, start: int, hit: Hit | None = None) -> bool:
    """Is the trigger taken for granted inside the complement that begins at token `start`? So is a definite noun in a
    that-clause, whatever stands in a relative clause, and what hangs on a shield (after, because of, into ...)."""
    line, first = clause.line, clause.first
    noun = clause.form.is_noun
    if noun and _purposive(clause):
        return False
    own = line.folded(hit, "with") if hit else frozenset()
    if noun and clause.is_definite and _clausal(clause, start) and not _occurs(clause):
        return True
    deed = False
    for i in range(start, first):
        if line.among(i, "relatives") and not any(line.is_finite(k) for k in range(i + 1, first)):
            return True
        if line.among(i, "shields") and (i == first - 1 or not _led(clause)):
            return True
        deed = deed or line.is_deed(i) or (line.is_finite(i) and not line.flagged(i, "light") and not line.governs(i))
        bare = all(line.among(k, "articles") for k in range(i + 1, first))
        if noun and deed and bare and line.among(i, "weak_shields") and line.fold(i) not in own:
            return True
    return noun and deed and clause.is_definite


def _purposive(clause: Clause) -> bool:
    """Does the noun stand with a preposition of purpose written on (to seize the road)? What is aimed at is not known."""
    token = clause.line.text.tokens[clause.first]
    language = clause.line.language
    written = language.fold(clause.line.text.document.text[token.start : max(token.start, clause.trigger.start)])
    bare = next((written[len(c) :] for c in language.conjunctions if written.startswith(c)), written)
    return bool(clause.line.rules.purposive) and bare.startswith(clause.line.rules.purposive)


def _led(clause: Clause) -> bool:
    """Is a preposition written on to the trigger, so that a time phrase between it and its verb does not hold it?"""
    splits = clause.line.language.splits(clause.line.fold(clause.first))
    return clause.form.is_noun and any(
        s.pre and s.pre not in clause.line.language.conjunctions and not s.post for s in splits
    )


def _clausal(clause: Clause, start: int) -> bool:
    return any(clause.line.among(i, "complementisers") for i in range(max(start - 1, clause.line.first), clause.first))


def _occurs(clause: Clause) -> bool:
    """Does the verb after the noun only say that it happened (the attack took place)?"""
    line = clause.line
    for i in range(clause.last, min(clause.last + 8, line.last)):
        if line.flagged(i, "occur") and line.is_finite(i):
            return True
        if line.is_finite(i) and not line.flagged(i, "serial"):
            return False
    return False


def _barred(line: Line, low: int, high: int) -> bool:
    """Is there a clause border in tokens [low, high)?"""
    return any(line.is_border(i) for i in range(max(low, line.first), min(high, line.last)))


REACH = {
    "verb": _verb, "next": _next, "quantifier": _quantifier, "complement": _complement, "subject": _subject,
    "purpose": _purpose,
    "beside": _beside, "near": _near, "back": _back, "if": _if,
}  # fmt: skip


def hits_of(clause: Clause, span: Span) -> Iterator[Hit]:
    """The markers of the line that stand on these characters."""
    return (h for h in clause.line.markers if h.whole.overlaps(span))
