"""Scope: which markers of a sentence reach a trigger, and which of them are themselves negated?"""

from __future__ import annotations

from collections.abc import Iterator

from musnad.claims.clause import NEXT, Clause, predicate
from musnad.claims.form import carries
from musnad.claims.line import Line, after
from musnad.claims.modality_rules import Effect, make_effect
from musnad.claims.reach import reaches
from musnad.rules import Hit

AGAINST = {"flip": None, "negated": "affirmed", "affirmed": "negated", None: "negated"}


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
