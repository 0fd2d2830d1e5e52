"""Attributions of cues in languages whose verb stands between speaker and content ("X said that", "…, said X").

The content follows the cue, or stands before the speaker ("…, X said."); the speaker stands before the cue, or after it
when the content came first.
"""

from __future__ import annotations

from musnad.claims.reading import Draft, Marker, Range, Reading
from musnad.claims.second_marker import find_content
from musnad.claims.second_subject import after_cue, before_cue, can_speak, is_aux, is_verb_like
from musnad.record import Sentence
from musnad.rules import Hit


def read_cue(r: Reading, hit: Hit, sentence: Sentence) -> Draft | None:
    """The attribution that begins with this cue, None when the word is no cue here."""
    form = hit.reading.feats[0]
    if form not in ("verb", "phrase", "noun"):
        return None
    d = Draft(hit, hit.span, hit.entry, "verb" if form == "phrase" else form, sentence)
    return _noun(r, d) if form == "noun" else _verb(r, d)


def _verb(r: Reading, d: Draft) -> Draft | None:
    if r.phrase_at_only("idioms", d.at, d.sentence.last) or r.tokens[d.at].text in r.grammar.not_cues:
        return None
    d.finite = "past" if d.hit.has("past") else "present"
    shape = _shape(r, d)
    if shape is None:
        return None
    d.passive = shape == "passive"
    if relay := _relay(r, d):
        return relay
    told = "addressee" in (d.entry.get("takes") or ())
    inverted = shape in ("finite", "perfect") and not told and _content_stands_before(r, d.at, d.sentence)
    if (inverted or (shape == "finite" and _runs_in(r, d))) and (source := after_cue(r, d.hit.last, d.sentence.last)) is not None:
        d.source, d.form, d.lead = source, "trailing", _lead(r, d.at, d.sentence)
        return d
    found = before_cue(r, d.at, d.sentence.first)
    d.source = found.source if found and not d.passive else None
    if not _acceptable(r, d, shape):
        return None
    first = found.start if found else d.at
    if shape in ("finite", "perfect") and (aside := _parenthesis(r, d, first)):
        d.marker = aside
        return d
    front = shape in ("finite", "perfect") and _content_stands_before(r, first, d.sentence)
    marker = find_content(r, d)
    if front and (marker is None or (marker.kind in ("object", "prep", "bare") and _only_aside(r, d, marker))):
        d.form, d.lead = "trailing", _lead(r, first, d.sentence)
        return d
    if marker is None and shape in ("finite", "perfect") and first - d.sentence.first > 4 and _trails(r, d, first):
        d.form, d.lead = "trailing", first  # a trailing attribution whose comma is missing
        return d
    if marker is None:
        return None
    d.marker = marker
    d.lead = _own_lead(r, d, first, shape)
    d.early = shape != "ing" and first > d.sentence.first and subordinate(r, first - 1, d.sentence.first)
    return d


def _runs_in(r: Reading, d: Draft) -> bool:
    """ "… in the region said the activists": a comma is missing; the cue and its speaker end the sentence."""
    takes = d.entry.get("takes") or ()
    if not _neutral(d) or d.at - d.sentence.first < 5 or "addressee" in takes or "quote" not in takes:
        return False
    if r.language.is_function(r.folds[d.at - 1], "conjunctions"):
        return False
    after = after_cue(r, d.hit.last, d.sentence.last)
    if after is None or after[1] < d.sentence.last - 1 or not r.language.is_function(r.folds[after[0]], "articles"):
        return False
    found = before_cue(r, d.at, d.sentence.first)
    speaks = found is not None and found.source is not None and any(r.kind_of(r.folds[k]) for k in range(*found.source))
    return not speaks and any(r.kind_of(r.folds[k]) or k in r.acting for k in range(*after))


def _neutral(d: Draft) -> bool:
    return d.entry.get("stance") in ("say", "announce", "affirm") and not d.entry.get("stative")


def _relay(r: Reading, d: Draft) -> Draft | None:
    """ "X quoted Y as saying that", "Y was quoted as saying": the source is Y, X the channel."""
    for k in range(d.hit.last, min(d.sentence.last, d.hit.last + 14)):
        after = r.phrase_at("relay_verbs", k, d.sentence.last)
        if after > k + 1 and after < d.sentence.last:
            break
        if r.tokens[k].text in (";", ".", ":"):
            return None
    else:
        return None
    before = before_cue(r, d.at, d.sentence.first)
    if k == d.hit.last:
        d.source = before.source if before else None
    else:
        d.source = (d.hit.last, k)
        d.via = [r.text.span_of(*before.source)] if before and before.source else []
    if r.folds[after] in r.grammar.words["complementisers"] and after + 1 < d.sentence.last:
        after += 1
    d.marker = Marker("clause", k, after, r.tokens[after].start)
    d.hit = d.hit.up_to(after)
    return d


def _shape(r: Reading, d: Draft) -> str | None:
    """finite | perfect | passive | infinitive | ing, None when the word is a noun or an adjective here."""
    k, low = d.at, d.sentence.first
    if d.hit.has("participle", "ing"):
        return "ing" if k == low or r.folds[k - 1] not in r.grammar.words["determiners"] else None
    j = k
    while j > low and (r.is_in("adverbs", j - 1) or r.language.is_function(r.folds[j - 1], "negators")):
        j -= 1
    before = r.folds[j - 1] if j > low else ""
    words = r.grammar.words
    light = d.hit.reading.words > 1
    past = d.hit.has("past") or d.hit.has("passive") or (light and not r.grammar.shaped("gerund_shapes", r.folds[k]))
    if (
        past
        and not light
        and d.hit.last < d.sentence.last
        and r.folds[d.hit.last] in words["by"]
        and before not in words["passive_auxiliaries"]
    ):
        return None
    if before in words["passive_auxiliaries"] and past:
        return "passive"
    if before in words["perfect_auxiliaries"] and past:
        return "perfect"
    if light and before in words["determiners"] and j > low:
        return None
    if light:
        return "ing" if r.grammar.shaped("gerund_shapes", r.folds[k]) else "finite"
    if past:
        return "finite" if before not in words["determiners"] or j == low else None
    if before in words["infinitive_marker"]:
        return "infinitive"
    if before in words["modals"]:
        return "finite"
    if (
        before in words["determiners"]
        or r.grammar.shaped("possessive_shapes", before)
        or (r.is_preposition(j - 1) and j > low)
        or (j == low and d.hit.has("base"))
    ):
        return None
    if d.hit.has("base") and not (
        before in words["plural_words"] or r.grammar.shaped("plural_shapes", before) or _plural(r, before)
    ):
        return None
    return (
        "finite"
        if not (k + 1 < d.sentence.last and r.folds[k + 1] in words["not_verb_after"] and not d.entry.get("prep"))
        else None
    )


def _parenthesis(r: Reading, d: Draft, first: int) -> Marker | None:
    """ "X, he said, Y": the content is the longer part; this is it when it is Y."""
    k = d.hit.last
    if d.source is None or first <= d.sentence.first or not r.is_comma(first - 1):
        return None
    if k + 2 >= d.sentence.last or not r.is_comma(k) or k + 1 in r.opens or d.entry.get("stative"):
        return None
    before, after = first - d.sentence.first, d.sentence.last - k
    return Marker("clause", k, k + 1, r.tokens[k + 1].start) if after > before else None


def _ends_sentence(r: Reading, d: Draft) -> bool:
    """Nothing but adverbs, a preposition's phrase of time, and the stop after a neutral verb of speech?"""
    if not _neutral(d):
        return False
    k = d.hit.last
    if "addressee" in (d.entry.get("takes") or ()) and k < d.sentence.last and r.tokens[k].text[:1].isupper():
        k += 1  # "told Reuters"
    while k < d.sentence.last and (
        r.is_in("adverbs", k) or (r.is_preposition(k) and k + 1 < d.sentence.last and r.is_in("adverbs", k + 1))
    ):
        k += 1
    return k >= d.sentence.last or (r.is_mark(k) and k + 1 >= d.sentence.last)


def _trails(r: Reading, d: Draft, first: int) -> bool:
    """Do speaker and cue end the sentence, and are they no clause of their own ("that it would respond")?"""
    if d.source is None or not _ends_sentence(r, d):
        return False
    before = r.folds[first - 1]
    if before in r.grammar.words["complementisers"] or r.language.is_function(before, "conjunctions"):
        return False
    return not any(r.folds[k] in r.grammar.words["modals"] for k in range(d.source[1], d.at))


def _plural(r: Reading, fold: str) -> bool:
    return any(x.has("plural") for x in r.grammar.kinds.readings(fold))


def _acceptable(r: Reading, d: Draft, shape: str) -> bool:
    """Is there somebody who can speak, where the cue needs one?"""
    stance, stative = d.entry.get("stance"), bool(d.entry.get("stative"))
    if shape == "infinitive":
        d.source = None
    if shape == "passive" or shape == "infinitive":
        return not stative or (shape == "passive" and stance in ("predict", "believe"))
    if shape == "ing":
        progressive = d.at > d.sentence.first and r.folds[d.at - 1] in r.grammar.words["passive_auxiliaries"]
        if (d.source is not None and not (progressive or any(r.kind_of(r.folds[k]) for k in range(*d.source)))) or (
            d.source is not None and not progressive and r.is_comma(d.at - 1)
        ):
            d.source = None
        return not stative or d.source is not None
    if d.source is None:
        return not stative and _coordinated(r, d)
    if r.tokens[d.source[1] - 1].kind == "number":
        return False
    known = can_speak(r, d.source)
    return known or (not stative and (d.hit.has("past") or d.hit.has("3s") or r.is_preposition(d.source[0]) is False))


def _coordinated(r: Reading, d: Draft) -> bool:
    """A verb whose subject stands earlier in the sentence ("… and announced")."""
    k = d.at
    while k > d.sentence.first and r.is_in("adverbs", k - 1):
        k -= 1
    return (
        k > d.sentence.first
        and r.language.is_function(r.folds[k - 1], "conjunctions")
        and (d.hit.has("past") or d.hit.has("3s"))
    )


def _content_stands_before(r: Reading, first: int, sentence: Sentence) -> bool:
    """A closing quotation mark or a comma right before the speaker, and words before that."""
    k = first - 1
    if k - sentence.first < 2:
        return False
    text = r.tokens[k].text
    if text in ('"', "”", "''", "’", "»"):
        return True
    return text in (",", "?", "!") and (
        r.tokens[k - 1].text in ('"', "”", "''", "’")
        or (k - sentence.first > 4 and not _introduces(r, sentence.first, k))
    )


def _introduces(r: Reading, first: int, comma: int) -> bool:
    """Is what stands before the comma only an introduction ("On Monday,", "After police came,")?"""
    k = first
    finite = any(is_aux(r, n) or is_verb_like(r, n) for n in range(first, comma))
    if (
        (r.is_preposition(k) and not finite)
        or r.phrase_at("connectives", k, comma) > k
        or r.phrase_at("openers", k, comma) > k
        or r.is_in("adverbs", k)
    ):
        return True
    return not finite


def _only_aside(r: Reading, d: Draft, marker: Marker) -> bool:
    """Does nothing but place, time, channel or addressee follow the cue?"""
    k = d.hit.last
    if k >= d.sentence.last or r.is_mark(k):
        return True
    if "addressee" in (d.entry.get("takes") or ()):
        return marker.kind == "bare" and not any(is_aux(r, n) for n in range(k, d.sentence.last))
    return r.is_preposition(k) or r.is_in("adverbs", k)


def _lead(r: Reading, first: int, sentence: Sentence) -> int:
    k = first
    while k > sentence.first and r.is_mark(k - 1):
        k -= 1
    return k


def _own_lead(r: Reading, d: Draft, first: int, shape: str) -> int:
    """Where contents before this attribution end: its conjunction, or the comma before its participle."""
    if first > d.sentence.first:
        before = r.folds[first - 1]
        if shape == "ing" and r.is_comma(first - 1):
            return first - 1
        if r.language.is_function(before, "conjunctions") or before in r.grammar.words["connectives"]:
            k = first - 1
            return k - 1 if k > d.sentence.first and r.is_comma(k - 1) else k
    return -1


def subordinate(r: Reading, k: int, low: int) -> bool:
    """Does a subordinate clause that opens the sentence hold the cue ("After police warned …, they left")?"""
    return k - low <= 1 and r.folds[k] in r.grammar.words["connectives"] and (k == low or r.is_in("openers", low))


def _noun(r: Reading, d: Draft) -> Draft | None:
    """ "claims that", "demands that", "allegations of"."""
    k, stop = d.hit.last, d.sentence.last
    if k + 1 >= stop:
        return None
    if r.folds[k] in r.grammar.words["complementisers"]:
        if is_aux(r, k + 1) or is_verb_like(r, k + 1):
            return None  # a relative clause ("a statement that was released")
        d.marker = Marker("clause", k, k + 1, r.tokens[k + 1].start)
    else:
        lead = r.lead_at(r.grammar.prepositions(d.entry, "leads"), k, stop)
        if lead is None:
            return None
        d.marker = Marker("prep", k, lead[0], lead[1])
    d.form = "masdar"
    d.source = _possessor(r, d)
    return d


def _possessor(r: Reading, d: Draft) -> Range | None:
    """ "the minister's claim that"."""
    for k in range(d.at - 1, max(d.sentence.first, d.at - 4) - 1, -1):
        if r.grammar.shaped("possessive_shapes", r.folds[k]):
            first = k
            while first > d.sentence.first and r.tokens[first - 1].text[:1].isupper():
                first -= 1
            if first > d.sentence.first and r.folds[first - 1] in r.grammar.words["determiners"]:
                first -= 1
            return first, k + 1
    return None
