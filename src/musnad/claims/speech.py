"""Speech without a verb: "Minister: we will win" in headlines and interviews, and the dash."""

from __future__ import annotations

from musnad.claims.nounphrase import noun_phrase
from musnad.claims.reading import Draft, Marker, Reading
from musnad.claims.zone import speaks
from musnad.record import Sentence, Span
from musnad.rules import Entry, Hit
from musnad.rules.hit import Reading as WordReading

MOST_WORDS = 9  # words of a speaker before the colon
STATEMENT = Entry("claims.speech/statement", "speech", "statement", "a statement printed whole", {"stance": "say"})
COLON = Entry("claims.speech/colon", "speech", ":", "a colon after a speaker", {"stance": "say"})


def read_colon(r: Reading, sentence: Sentence) -> Draft | None:
    """The speaker before a colon at the beginning of a line, None for datelines, lists and clauses."""
    first, stop = sentence.first, sentence.last
    colon = next((k for k in range(first, min(stop, first + MOST_WORDS + 1)) if r.tokens[k].text == ":"), None)
    if colon is None or colon == first or colon + 1 >= stop or not _line_start(r, sentence):
        return None
    if any(r.is_mark(k) and k not in r.opens for k in range(first, colon)):
        return None  # a dateline: "Cairo - Agency:"
    if r.language.letters.get("case") == "cased" and all(r.tokens[k].text.isupper() for k in range(first, colon)):
        return None
    source = (first, colon)
    if not _is_speaker(r, source, sentence, colon):
        return None
    span = r.tokens[colon].span
    hit = Hit(colon, colon + 1, (span, span), WordReading(COLON, ("colon",), "", ""))
    marker = Marker("colon", colon, colon + 1, r.tokens[colon + 1].start)
    return Draft(hit, Span(span.start, span.end), COLON, "colon", sentence, marker, source)


def read_statement(r: Reading, sentence: Sentence) -> Draft | None:
    """A statement printed whole ("the text of the statement follows:"): what stands behind the colon, to the text's end.

    The source is who issued it, when the text says so in this sentence or the three before."""
    first, stop = sentence.first, sentence.last
    starts = r.grammar.starts["statement_follows"]
    if starts.isdisjoint(r.folds[first:stop]) and starts.isdisjoint(r.bares[first:stop]):
        return None
    begun = (k for k in range(first, stop) if r.folds[k] in starts or r.bares[k] in starts)
    at = next((k for k in begun if r.phrase_at("statement_follows", k, stop) > k + 1), None)
    if at is None:
        return None
    end = r.phrase_at("statement_follows", at, stop)
    start = end
    while start < len(r.tokens) and r.is_mark(start) and start not in r.opens:
        start += 1
    colon = any(r.tokens[k].text.startswith(":") for k in range(end, min(start, len(r.tokens))))
    if not colon or start >= len(r.tokens) or start < stop - 1:
        return None
    quote, after = r.opens.get(start, (None, 0))
    span = r.text.span_of(at, end)
    hit = Hit(at, end, (span, span), WordReading(STATEMENT, ("statement",), "", ""))
    draft = Draft(hit, span, STATEMENT, "statement", sentence, source=_issuer(r, sentence))
    content = Span(r.tokens[start].start, r.tokens[-1].end)
    draft.content, draft.quotation = (quote.inner, "direct") if quote and after > stop + 20 else (content, "direct")
    draft.fixed = True
    return draft


def _issuer(r: Reading, sentence: Sentence) -> tuple[int, int] | None:
    n = r.text.sentences.index(sentence)
    low = r.text.sentences[max(0, n - 3)].first
    for k in range(sentence.last - 1, low - 1, -1):
        after = r.phrase_at("issued_by", k, sentence.last)
        if after > k + 1 and (end := noun_phrase(r, after, sentence.last)) > after:
            return after, end
    return None


def _line_start(r: Reading, sentence: Sentence) -> bool:
    before = r.text.document.text[: sentence.start].rstrip(" \t")
    return not before or before.endswith("\n")


def _is_speaker(r: Reading, source: tuple[int, int], sentence: Sentence, colon: int) -> bool:
    first, last = source
    if not speaks(r, source):
        return False
    if r.grammar.order == "verb_first":
        known = r.kind_of(r.folds[first]) or r.is_title(r.folds[first])
        whole = noun_phrase(r, first, last) >= last
        quoted = colon + 1 in r.opens
        if r.kind_of(r.folds[first]) == "state" and not quoted:
            return False  # a headline's topic ("Yemen: ...")
        return whole and bool(known or quoted or sentence.headline) and not any(_verb(r, k) for k in range(first, last))
    known = any(r.kind_of(r.folds[k]) or r.is_title(r.folds[k]) for k in range(first, last))
    return (known or colon + 1 in r.opens) and all(
        r.tokens[k].text[:1].isupper() or not r.tokens[k].text.isalpha() for k in range(first, last)
    )


def _verb(r: Reading, k: int) -> bool:
    """A cue verb that is not also a noun of office or body."""
    fold = r.folds[k]
    return not (r.kind_of(fold) or r.is_title(fold)) and any(x.has("verb") for x in r.grammar.cues.readings(fold))
