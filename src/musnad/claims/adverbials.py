"""Sources that stand with a preposition ("according to"), relays ("the agency quoted X as saying"), and hedges."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.claims.content import shape
from musnad.claims.markers import find_marker
from musnad.claims.nounphrase import noun_phrase
from musnad.claims.reading import Draft, Marker, Reading
from musnad.claims.second_subject import is_aux
from musnad.claims.zone import apposition, read_zone, speaks
from musnad.record import Sentence, Span
from musnad.rules import Hit

RELAY_FAR = 24  # tokens between a relaying verb and its preposition


def read_adverbial(r: Reading, k: int, sentence: Sentence) -> Draft | None:
    """ "according to X", "as X said"."""
    hits = r.grammar.adverbials.hits(r.tokens, k)
    for hit in sorted(hits, key=lambda h: not h.entry.get("verb_follows")):
        if hit.last > sentence.last:
            continue
        draft = _with_verb(r, hit, sentence) if hit.entry.get("verb_follows") else _with_source(r, hit, sentence)
        if draft:
            return draft
    return None


def _with_source(r: Reading, hit: Hit, sentence: Sentence) -> Draft | None:
    if r.grammar.order == "verb_last":  # the source stands before (postpositions)
        before = (sentence.first, hit.first)
        at_start = 0 < hit.first - sentence.first <= 6
        return (
            Draft(hit, hit.span, hit.entry, "adverbial", sentence, source=before, lead=sentence.first)
            if at_start
            else None
        )
    joined = hit.reading.post and hit.reading.words > 1
    first = hit.last - 1 if joined else hit.last
    if first >= sentence.last:
        return None
    end = max(noun_phrase(r, first, sentence.last), hit.last)
    if not joined and end <= first:
        return None
    source = (first, end)
    if _is_terms(r, first, end) or (not joined and (not speaks(r, source) or r.is_cue_verb(first))):
        return None
    start = hit.whole.start + (
        hit.span.start - hit.whole.start if hit.reading.pre not in r.language.conjunctions else 0
    )
    cue = Span(start, hit.span.end)
    return Draft(hit, cue, hit.entry, "adverbial", sentence, source=source)


def _is_terms(r: Reading, first: int, end: int) -> bool:
    """Is something done according to it ("according to | a timetable"), and not told by it?"""
    while first < end - 1 and r.folds[first] in r.grammar.words["determiners"]:
        first += 1
    return r.is_in("terms", first)


def _with_verb(r: Reading, hit: Hit, sentence: Sentence) -> Draft | None:
    """ "as X said": the phrase, a cue verb without content of its own, and the source."""
    k = hit.last
    if k >= sentence.last:
        return None
    verb = next(
        (h for h in r.grammar.cues.hits(r.tokens, k) if h.has("verb") and not h.reading.pre and _tells(h)), None
    )
    if verb is None:
        return None
    takes = verb.entry.get("takes") or ()
    preps = r.grammar.prepositions(verb.entry, "prep")
    if find_marker(r, verb.last, sentence.last, [t for t in takes if t in ("clause", "quote")], preps, 12):
        return None
    at = verb.last
    while at < sentence.last and (r.is_in("adverbs", at) or (r.is_preposition(at) and r.is_in("adverbs", at))):
        at += 1
    end = noun_phrase(r, at, sentence.last) if at < sentence.last else at
    source = (at, end) if end > at and speaks(r, (at, end), strict=False) else None
    if source is None and not verb.reading.post and hit.reading.words < 2 and at < sentence.last:
        return None
    return Draft(
        hit.up_to(max(verb.last, end)), Span(hit.span.start, verb.span.end),
        verb.entry, "adverbial", sentence, source=source,
    )  # fmt: skip


def _tells(hit: Hit) -> bool:
    takes = hit.entry.get("takes") or ()
    return "target" not in takes and ("clause" in takes or "quote" in takes)


def read_relay(r: Reading, k: int, sentence: Sentence) -> Draft | None:
    """ "X quoted Y as saying that": the source is Y, X the channel."""
    for hit in r.grammar.relays.hits(r.tokens, k):
        preps = r.grammar.prepositions(hit.entry, "prep").phrases
        stop = min(sentence.last, hit.last + RELAY_FAR)
        at = next((n for n in range(hit.last, stop) if (r.folds[n],) in preps), None)
        if at is None:
            continue
        marker = find_marker(r, at + 1, sentence.last, ("clause", "quote"), r.grammar.prepositions(hit.entry, "leads"))
        if marker is None or marker.kind == "prep":
            continue
        zone, told = read_zone(r, at + 1, marker.first), read_zone(r, hit.last, at)
        if zone.source is None:
            continue
        first, end = zone.source
        while end > first + 1 and r.grammar.has("relay_verbs", r.folds[end - 1]):
            end -= 1
        via = [r.text.span_of(*told.source)] if told.source else []
        draft = Draft(hit, hit.whole, hit.entry, "verb", sentence, marker, (first, end), via + zone.via, finite="past")
        draft.hit = hit.up_to(marker.first + 1)
        return draft
    return None


def read_modifier(r: Reading, k: int, sentence: Sentence) -> Draft | None:
    """ "accused of", "the alleged", "it is expected that": somebody unnamed says so."""
    for hit in r.grammar.modifiers.hits(r.tokens, k):
        entry, stop = hit.entry, sentence.last
        draft = Draft(hit, hit.whole if hit.reading.words == 1 else hit.span, entry, "modifier", sentence)
        if entry.get("before"):
            start = next(
                (
                    j
                    for j in range(k - 1, max(sentence.first, k - 5) - 1, -1)
                    if noun_phrase(r, j, k) == k and not r.is_adjective(r.folds[j])
                ),
                None,
            )
            if start is None:
                continue
            draft.content, draft.fixed = r.text.span_of(start, k), True
            return draft
        if entry.get("attributive"):
            if hit.last >= stop or r.is_mark(hit.last) or r.is_preposition(hit.last):
                continue
            verb = any(x.feats[0] == "verb" for x in r.grammar.cues.readings(r.folds[k]))
            inside = (
                k == sentence.first
                or r.is_mark(k - 1)
                or r.is_preposition(k - 1)
                or r.folds[k - 1] in r.grammar.words["determiners"]
            )
            if verb and not inside:
                continue
            draft.marker = Marker("object", hit.last, hit.last, r.tokens[hit.last].start)
            return draft
        if entry.get("clause"):
            marker = find_marker(r, hit.last, stop, ("clause",), r.grammar.prepositions(entry, "prep"), 4)
            if marker is None or (hit.reading.feats[0] == "participle" and not hit.reading.pre):
                continue
            draft.marker, draft.form = marker, "verb"
            return draft
        lead = r.lead_at(r.grammar.prepositions(entry, "prep"), hit.last, stop) if hit.last < stop else None
        if lead:
            words = r.grammar.words["complementisers"] | r.grammar.words["pronoun_complementisers"]
            at, offset = lead
            if at + 1 < stop and (r.folds[at] in words):
                at, offset = at + 1, r.tokens[at + 1].start
            draft.marker = Marker("prep", hit.last, at, offset)
            return draft
    return None


def set_leads(r: Reading, drafts: Sequence[Draft]) -> None:
    """Where each draft's own clause begins, so that contents before it end there."""
    for d in drafts:
        low, k = d.sentence.first, d.hit.first
        if d.lead >= 0:
            continue
        if d.form == "adverbial" or d.form == "participle":
            d.lead = k
        elif d.form in ("verb", "phrase", "masdar"):
            first = d.source[0] if d.source and d.source[0] < k else k
            before = connective_before(r, first, low)
            if before is not None:
                d.lead = before
            elif d.form != "masdar" and r.bare(r.folds[k]) != r.folds[k] and d.hit.reading.pre and first == k:
                d.lead = k


def connective_before(r: Reading, k: int, low: int) -> int | None:
    for j in range(max(low, k - 3), k):
        if r.phrase_at("connectives", j, k) == k:
            return j
    return None


def set_main_contents(r: Reading, drafts: Sequence[Draft]) -> None:
    """Contents of "according to": the clause after it when it opens one, else what stands before it."""
    for d in drafts:
        if d.form not in ("adverbial", "trailing") or d.content is not None:
            continue
        host = next((x for x in drafts if x.form != "adverbial" and x.marker and x.at < d.at < x.marker.first), None)
        if d.form == "trailing":
            _content_before(r, d, drafts)
        elif host is not None and host.content is not None:
            d.content, d.quotation = host.content, host.quotation
        elif _opens(r, d):
            _content_after(r, d, drafts)
        else:
            _content_before(r, d, drafts)


def _opens(r: Reading, d: Draft) -> bool:
    k, low = d.hit.first, d.sentence.first
    if k == low or r.grammar.order == "verb_last":
        return True
    if d.hit.reading.pre in r.language.conjunctions and r.is_comma(k - 1):
        return True
    j = after_openers(r, low, d.sentence.last)
    return k <= j


def after_openers(r: Reading, k: int, stop: int) -> int:
    """First token after the connecting phrases with which a sentence begins ("for his part,")."""
    while k < stop:
        after = r.phrase_at("openers", k, stop)
        if after > k + 1 or (after > k and after < stop and r.is_comma(after)):
            k = after
            while k < stop and r.is_comma(k):
                k += 1
        else:
            break
    return k


def _content_after(r: Reading, d: Draft, drafts: Sequence[Draft]) -> None:
    start = max(d.source[1] if d.source else 0, d.hit.last)
    stop = d.sentence.last
    comma = next((k for k in range(start, min(stop, start + 20)) if r.is_comma(k)), None)
    if comma is not None and (comma == start or _aside_only(r, start, comma)):
        start = comma + 1
        closing = next((k for k in range(start, min(stop, start + 14)) if r.is_comma(k)), None)
        if d.source and closing is not None and closing + 1 < stop and _more_of_it(r, start, closing):
            d.source, start = (d.source[0], closing), closing + 1
    if start + 1 < stop and r.bares[start] in r.grammar.words["complementisers"]:
        start += 1
    if start >= stop:
        return
    inner = next(
        (x for x in drafts if x is not d and start <= x.at <= start + 4 and x.marker and x.form == "verb"), None
    )
    if inner is not None and inner.content is not None:
        d.content, d.quotation = inner.content, inner.quotation
        if inner.source is not None:
            d.via.append(r.text.span_of(*inner.source))
        return
    d.content, d.quotation = shape(r, Span(r.tokens[start].start, r.tokens[stop - 1].end))


def _more_of_it(r: Reading, start: int, closing: int) -> bool:
    """Is what stands between two commas behind the source an apposition to it?"""
    if r.grammar.order == "verb_first":
        return apposition(r, start, closing)
    articled = r.language.is_function(r.folds[start], "articles") or r.is_in("relatives", start)
    return articled and (r.is_in("relatives", start) or not any(is_aux(r, k) for k in range(start, closing)))


def _aside_only(r: Reading, start: int, comma: int) -> bool:
    return comma - start <= 14 and (r.is_in("relatives", start) or r.is_preposition(start))


def _content_before(r: Reading, d: Draft, drafts: Sequence[Draft]) -> None:
    low, end = d.sentence.first, d.lead if d.form == "trailing" else d.hit.first
    start = after_openers(r, low, end)
    while end > start and r.is_mark(end - 1) and r.tokens[end - 1].text not in ("»", "”", '"', ")"):
        end -= 1
    if end <= start:
        return
    offset = r.tokens[start].start
    fold = r.folds[start]
    if any(
        s.pre in r.language.conjunctions and r.bare(fold) == s.stem for s in r.language.splits(fold)
    ) and _conjunction_off(r, start):
        offset = r.language.start_without(r.tokens[start], fold[: len(fold) - len(r.bare(fold))])
    d.content, d.quotation = shape(r, Span(offset, r.tokens[end - 1].end))
    for other in drafts:
        if other.form in ("verb", "phrase") and other.content and d.content.covers(other.cue) and d.source:
            other.via.append(r.text.span_of(*d.source))


def _conjunction_off(r: Reading, k: int) -> bool:
    fold = r.folds[k]
    rest = r.bare(fold)
    return (r.definite(k) and rest.startswith(r.grammar.article)) or len(rest) > 2
