"""The speaker before a cue: the topic of a nominal sentence, or the antecedent of a relative clause."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.claims.nounphrase import noun_phrase
from musnad.claims.reading import Draft, Range, Reading
from musnad.claims.zone import speaks


def antecedent(r: Reading, k: int, low: int) -> Range | None:
    """The noun phrase that ends before token `k` (a comma may stand between)."""
    end = k - 1 if k and r.is_comma(k - 1) else k
    for j in range(max(low, end - 16), end):
        if noun_phrase(r, j, end) == end:
            return j, end
    return None


def subject_before(r: Reading, d: Draft) -> Range | None:
    """The speaker before the cue: antecedent of a relative clause, or the topic of a nominal sentence."""
    k, low = d.at, d.sentence.first
    if d.form != "verb" or k <= low or _conjoined(r, d):
        return None
    relative = False
    while k > low and (r.language.is_function(r.folds[k - 1], "auxiliaries", "negators") or r.is_in("adverbs", k - 1)):
        if r.language.is_function(r.folds[k - 1], "relatives"):
            break
        k -= 1
    if k > low and r.is_in("relatives", k - 1) and not r.is_in("adverbs", k - 1):
        k, relative = k - 1, True
    found = _topic(r, k, low)
    if found and speaks(r, found, strict=not relative):
        return found
    return None


def _conjoined(r: Reading, d: Draft) -> bool:
    return any(d.hit.reading.pre.startswith(c) for c in r.language.conjunctions)


def _topic(r: Reading, k: int, low: int) -> Range | None:
    if k > low and r.is_comma(k - 1):
        opening = next((n for n in range(k - 2, max(low, k - 18) - 1, -1) if r.is_comma(n)), None)
        if opening is None or opening == low:
            return None
        first = noun_phrase(r, low, opening)
        return (low, k - 1) if first == opening else None
    found: Range | None = None
    for j in range(max(low, k - 16), k):
        if noun_phrase(r, j, k) != k or (j > low and r.bare(r.folds[j]) != r.folds[j] and not r.kind_of(r.folds[j])):
            continue
        if (
            r.bare(r.folds[j]) == r.folds[j]
            and not r.kind_of(r.folds[j])
            and any(r.joined(x, j) is not None for x in r.grammar.words["joined_prepositions"])
        ):
            continue
        known = r.kind_of(r.folds[j]) or r.is_title(r.folds[j]) or r.kind_of(r.bare(r.folds[j]))
        if known:
            return j, k
        after = j > low and r.folds[j - 1] in r.grammar.words["complementisers"]
        if found is None and (after or j == low or r.is_comma(j - 1) or r.phrase_at("connectives", j - 1, j) == j):
            found = (j, k)
    return found


def fill_topic(r: Reading, drafts: Sequence[Draft]) -> None:
    """A verb without a speaker takes the topic with which its sentence opens ("As for X, … and it announced")."""
    if not drafts or not r.grammar.words["topic_openers"]:
        return
    first, stop = drafts[0].sentence.first, drafts[0].sentence.last
    if first + 1 >= stop or not r.is_in("topic_openers", first):
        return
    end = noun_phrase(r, first + 1, stop)
    if end == first + 1 or not speaks(r, (first + 1, end), strict=False):
        return
    for d in drafts:
        if d.source is None and d.form == "verb" and not d.passive and d.at >= end and not d.hit.has("1"):
            d.source = (first + 1, end)
            return
