"""Attributions in languages whose verb comes last: speaker, content, cue; or quotation, speaker, cue.

Read simply: the speaker is the sentence's first phrase (up to its comma, or its capitals), the content what stands between it
and the cue, or the quotation. "According to" follows its source here.
"""

from __future__ import annotations

from musnad.claims.reading import Draft, Range, Reading
from musnad.record import Sentence, Span
from musnad.rules import Hit

LONGEST = 8  # tokens of a speaker


def read_cue(r: Reading, hit: Hit, sentence: Sentence) -> Draft | None:
    """The attribution that this cue ends, None when nothing stands before it."""
    d = Draft(hit, hit.span, hit.entry, "verb", sentence, finite="past")
    first, at = sentence.first, hit.first
    if at <= first:
        return None
    quoted = next((k for k in range(first, at) if k in r.opens and r.opens[k][1] <= at), None)
    if quoted is not None:
        quote, after = r.opens[quoted]
        d.source = _between(r, after, at) or (_between(r, first, quoted) if quoted > first else None)
        d.content, d.quotation, d.fixed = quote.inner, "direct", True
        return d
    end = _speaker_end(r, first, at)
    if end is None or end >= at:
        return None
    start = end + 1 if r.is_comma(end) else end
    d.source = (first, end)
    if start >= at:
        return None
    d.content, d.fixed = Span(r.tokens[start].start, r.tokens[at - 1].end), True
    return d


def _between(r: Reading, first: int, last: int) -> Range | None:
    while first < last and r.is_mark(first):
        first += 1
    while last > first and (r.is_mark(last - 1)):
        last -= 1
    return (first, last) if 0 < last - first <= LONGEST else None


def _speaker_end(r: Reading, first: int, at: int) -> int | None:
    """The speaker's comma, else the end of its last word that tells a kind, else of its capitals."""
    for k in range(first, min(at, first + LONGEST)):
        if r.is_comma(k):
            return k
    known = [k for k in range(first, min(at, first + LONGEST)) if r.kind_of(r.folds[k])]
    k = known[0] + 1 if known else first
    while k < at and r.tokens[k].text[:1].isupper():
        k += 1
    return k if k > first else None
