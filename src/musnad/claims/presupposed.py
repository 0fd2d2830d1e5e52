"""Is a deed taken for granted where it stands inside what is said, asked or denied?"""

from __future__ import annotations

from musnad.claims.clause import Clause
from musnad.rules import Hit


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
