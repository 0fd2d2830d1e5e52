"""Does a marker (not, if, plans to, was foiled) speak of the trigger? One function for each kind of marker."""

from __future__ import annotations

from musnad.claims.clause import NEXT, Clause, is_barred, is_free, predicate
from musnad.claims.form import carries, has_future_prefix
from musnad.claims.line import Line, after
from musnad.claims.presupposed import is_presupposed
from musnad.rules import Hit

FAR = 12  # tokens between "nobody" and its verb


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
    return is_free(clause.line, after(hit), clause.first)


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
        return clause.first - after(hit) <= 2 and is_free(line, after(hit), clause.first)
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
    return hit.first in (clause.last, clause.last + 1) and not is_barred(line, clause.last, hit.first)


def _back(clause: Clause, hit: Hit) -> bool:
    return hit.first >= clause.last and not is_barred(clause.line, clause.last, hit.first)


def _near(clause: Clause, hit: Hit) -> bool:
    low, high = (after(hit), clause.first) if hit.first < clause.first else (clause.last, hit.first)
    return not is_barred(clause.line, low, high)


def _if(clause: Clause, hit: Hit) -> bool:
    """The condition itself; the main clause after a condition that opens the sentence; a future verb before it."""
    line = clause.line
    if after(hit) <= clause.first:
        opens = hit.first - line.first <= 1 or line.text.tokens[hit.first - 1].kind == "mark"
        return _stands_with(clause, hit) and (opens or not is_barred(line, after(hit), clause.first))
    if clause.form.kind != "verb" or is_barred(line, clause.last, hit.first):
        return False
    return _is_future(clause)


def _is_future(clause: Clause) -> bool:
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
            and is_free(line, after(hit), clause.first)
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
    if is_barred(line, after(hit), clause.first) or not _stands_with(clause, hit):
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
    if after(hit) > clause.first or not clause.form.is_noun or is_barred(line, after(hit), clause.first):
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


REACH = {
    "verb": _verb, "next": _next, "quantifier": _quantifier, "complement": _complement, "subject": _subject,
    "purpose": _purpose,
    "beside": _beside, "near": _near, "back": _back, "if": _if,
}  # fmt: skip
