"""How far does the content go? To the end of the sentence, of its quotation, or to the next voice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from musnad.claims.markers import bears, is_name
from musnad.claims.reading import Draft, Reading
from musnad.record import Quote, Span

CLOSERS = "»”"
ENDS = ".،,؛;:!…-–—ـ"
NOT_CLAUSES = frozenset(("object", "target", "prep", "infinitive"))
FORMS_THAT_END_EARLY = ("modifier", "masdar")


def set_contents(r: Reading, drafts: Sequence[Draft]) -> None:
    """Set `content` and `quotation` of every draft whose content is not fixed yet."""
    leads = {d.lead: d for d in drafts if d.lead >= 0}
    for d in drafts:
        if d.fixed or d.marker is None:
            if d.content is not None and d.quotation == "indirect":
                d.content, d.quotation = shape(r, d.content)
            continue
        token, offset = d.marker.token, d.marker.offset
        opens = token in r.opens and (r.opens[token][0].outer.start == offset or d.marker.kind == "quote")
        if opens and _quoted(r, d, token):
            continue
        end = _end(r, d, token, leads)
        if end > token:
            span = Span(offset, r.tokens[end - 1].end)
            d.content, d.quotation = shape(r, span)


def _quoted(r: Reading, d: Draft, token: int) -> bool:
    """Content that is one quotation: its inside, across sentences when it is long."""
    quote, after = r.opens[token]
    stop = d.sentence.last
    if d.entry.get("naming"):
        d.content, d.quotation = quote.inner, "direct"
        return True
    if quote.closed and after < stop and not _ends_clause(r, after, stop):
        return False
    end = quote.inner.end
    text = r.text.document.text
    if not quote.closed:
        end = _over_paragraphs(r, quote.inner.end)
        while end > quote.inner.start and text[end - 1] in ". \n":
            end -= 1
    inner = Span(quote.inner.start, end)
    start = _skip_complementiser(r, token + 1, inner)
    d.content, d.quotation = Span(start, end), "direct"
    return True


def _over_paragraphs(r: Reading, end: int) -> int:
    """A quotation left open at its paragraph's end goes on when the next paragraph opens with a quotation mark."""
    text = r.text
    k = text.token_at(end - 1) + 1
    while k < len(r.tokens) and k in r.opens and "\n" in text.document.text[end : r.tokens[k].start]:
        quote, after = r.opens[k]
        end = quote.inner.end
        if quote.closed:
            break
        k = after
    return end


def _skip_complementiser(r: Reading, k: int, inner: Span) -> int:
    words = r.grammar.words
    led = k < len(r.tokens) and r.folds[k] in words["complementisers"] | words["pronoun_complementisers"]
    if led and k + 1 < len(r.tokens) and r.tokens[k + 1].start < inner.end:
        return r.tokens[k + 1].start
    return inner.start


def _ends_clause(r: Reading, k: int, stop: int) -> bool:
    """Does nothing of the content follow the closing mark: a stop, a comma, or a conjoined cue?"""
    if r.tokens[k].text in (".", "،", ",", "؛", ";", "!", "؟", "?"):
        after = k + 1
        if after < stop and r.phrase_at("continuers", after, stop) > after:
            return False
        return not (after < stop and after in r.opens and r.is_comma(k))
    fold = r.folds[k]
    if r.phrase_at("continuers", k, stop) > k:
        return False
    return (r.bare(fold) != fold or r.phrase_at("connectives", k, stop) > k) and k not in r.opens


def _end(r: Reading, d: Draft, token: int, leads: Mapping[int, Draft]) -> int:
    """Token after the last one of the content that begins at `token`."""
    stop = _limit(r, d, token)
    k, no_clause = token, d.marker is not None and d.marker.kind in NOT_CLAUSES
    while k < stop:
        if r.tokens[k].text in CLOSERS and k > token and k not in r.opens:
            break
        other = leads.get(k)
        if other is not None and k > token and other is not d and _ends_at(r, d, other, k):
            break
        if k > token and r.is_comma(k) and _comma_ends(r, d, k, stop):
            break
        if k > token and no_clause and _breaks(r, d, token, k):
            break
        if k > token and no_clause and r.is_comma(k - 1) and r.phrase_at("comma_breaks", k, stop) > k:
            break
        if k > token and r.phrase_at_only("tails", k + 1 if r.is_comma(k) else k, stop):
            break
        if k in r.opens and r.opens[k][1] <= stop:
            k = r.opens[k][1]
            continue
        k += 1
    return _strip(r, token, min(k, stop))


def _breaks(r: Reading, d: Draft, token: int, k: int) -> bool:
    """After an object or an infinitive, a subordinate clause or a second finite verb is no longer content."""
    words, fold = r.grammar.words, r.folds[k]
    if r.grammar.order == "verb_first" and r.is_past(k) and _ends_phrase(r, token, k):
        return True
    if fold in words["clause_breaks"] and (fold,) not in r.grammar.prepositions(d.entry, "prep").phrases:
        return True
    if (
        fold in words["connectives"]
        and k + 1 < len(r.tokens)
        and r.folds[k + 1] in words["modals"] - words["infinitive_marker"]
    ):
        return True
    auxiliary = fold in words["passive_auxiliaries"] or fold in words["perfect_auxiliaries"]
    if not auxiliary or r.tokens[k].text.startswith("'"):
        return False
    if r.folds[k - 1] in words["infinitive_marker"]:
        return False
    return not any(
        r.is_in("relatives", n)
        or r.language.is_function(r.folds[n], "conjunctions", "complementisers", "pronouns")
        or r.is_comma(n)
        for n in range(token, k)
    )


def _ends_phrase(r: Reading, token: int, k: int) -> bool:
    """Does the past verb at `k`, joined by a conjunction, begin a clause of its own behind a noun phrase that holds none?"""
    if r.bares[k] == r.folds[k] or r.definite(k) or r.nominal(r.bares[k]):
        return False
    return not any(
        r.word(n).verb == 2 or r.is_in("relatives", n) or r.language.is_function(r.folds[n], "relatives", "complementisers")
        for n in range(token, k)
    )


def _limit(r: Reading, d: Draft, token: int) -> int:
    """Inside somebody's quotation, content does not outlive it."""
    quote = r.text.quote_at(d.cue.start)
    if quote is None or not quote.inner.start <= r.tokens[token].start < quote.inner.end:
        return d.sentence.last
    return min(d.sentence.last, r.text.token_at(quote.inner.end - 1) + 1)


def _ends_at(r: Reading, d: Draft, other: Draft, k: int) -> bool:
    """Is `other` a new voice beside this content, not a voice inside it?"""
    if other.form == "adverbial":
        return True
    if other.form == "participle":
        return d.form != "participle" or other.at > d.at
    if d.form == "adverbial":
        return False
    return not (other.finite == "present" and d.finite == "past" and r.bare(r.folds[other.at]) != r.folds[other.at])


def _comma_ends(r: Reading, d: Draft, k: int, stop: int) -> bool:
    if d.form in FORMS_THAT_END_EARLY or d.early:
        return True
    if (
        k + 1 < stop
        and r.folds[k + 1] in r.grammar.words["pronoun_complementisers"] | r.grammar.words["complementisers"]
    ):
        return False
    if k + 1 < stop and d.marker is not None and d.marker.kind in ("prep", "object", "target", "quote"):
        return r.grammar.shaped("boundary_shapes", r.bare(r.folds[k + 1])) and r.tokens[k + 1].kind == "word"
    return False


def _strip(r: Reading, first: int, end: int) -> int:
    while end > first and r.tokens[end - 1].text in ENDS:
        end -= 1
    return end


def shape(r: Reading, span: Span) -> tuple[Span, str]:
    """The span without quotation marks that wrap it whole, and the kind of quotation it is."""
    text = r.text.document.text
    start, end = span.start, span.end
    while end > start and text[end - 1] in ENDS + " \n":
        end -= 1
    inside = [q for q in r.text.quotes if q.outer.start < end and start < q.outer.end]
    for q in inside:
        if q.outer.start == start and (q.outer.end >= end or (not q.closed and q.inner.end >= end)):
            stop = min(q.inner.end, end)
            return Span(q.inner.start, max(stop, q.inner.start + 1)), "direct"
    covering = [q for q in inside if q.inner.start <= start and end <= q.inner.end]
    if covering:
        return Span(start, end), "direct" if any(
            q.inner.start == start and q.inner.end == end for q in covering
        ) else "indirect"
    if inside and _all_quoted(r, Span(start, end), inside):
        return Span(start, end), "direct"
    speech = [q for q in inside if not _is_name(r, q)]
    return Span(start, max(end, start + 1)), "mixed" if speech else "indirect"


def _all_quoted(r: Reading, span: Span, quotes: Sequence[Quote]) -> bool:
    """Several quotations with nothing but marks and continuing words ("and that") between them?"""
    tokens = r.text.tokens_in(span)
    if len(quotes) < 2 or not quotes[0].outer.start <= r.tokens[tokens[0]].start:
        return False
    k, stop = tokens[0], tokens[-1] + 1
    while k < stop:
        if k in r.opens:
            k = r.opens[k][1]
        elif r.is_mark(k):
            k += 1
        elif (after := r.phrase_at("continuers", k, stop)) > k:
            k = after
        else:
            return False
    return True


def _is_name(r: Reading, quote: Quote) -> bool:
    """A short quotation that is a name: glued to a preposition, behind a word that bears names, or one bare word."""
    k = r.text.token_at(quote.outer.start)
    if k not in r.opens or k == 0:
        return False
    words = r.quote_words(k)
    if words > 4:
        return False
    if is_name(r, k, 0) or (k > 1 and r.is_adjective(r.folds[k - 1]) and bears(r, k - 2)):
        return True
    inner = r.folds[k + 1]
    return words == 1 and not r.definite(k + 1) and not r.nominal(inner) and len(inner) > 2
