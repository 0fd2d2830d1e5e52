"""Cue, speaker and a noun phrase as content, where the verb comes first: which of two noun phrases is the speaker?"""

from __future__ import annotations

from musnad.claims.adverbials import connective_before
from musnad.claims.nounphrase import noun_phrase
from musnad.claims.reading import Draft, Marker, Range, Reading
from musnad.claims.zone import channel_at, read_zone, speaks
from musnad.mentions.deeds import deeds_at

OBJECT_WITHIN = 14  # tokens from the cue to the comma behind which no object is looked for
PARTNERS = 26  # tokens of an aside that names the speaker's partners
# stances that an object alone may have
GOES_ON = ("deny", "condemn", "affirm", "announce", "predict", "believe", "demand")


def with_object(r: Reading, d: Draft, before: Range | None) -> Draft | None:
    """Cue, speaker, and a noun phrase as content; or cue and content alone."""
    stop = _object_stop(r, d)
    zone = read_zone(r, d.hit.last, stop)
    if zone.source is None:
        return None
    start = zone.source[0]
    first = noun_phrase(r, start, stop)
    if "attack" in (d.entry.get("takes") or ()) and r.grammar.has("attack_nouns", r.folds[start]):
        after = object_after(r, first, stop)
        if after is None:
            return None
        d.content, d.fixed = r.text.span_of(start, first), True
        d.source = (after, max(noun_phrase(r, after, stop), after + 1))
        return d
    speaker = first > start and speaks(r, (start, first), strict=False)
    if (
        speaker
        and d.finite == "present"
        and "object" in (d.entry.get("takes") or ())
        and d.entry.get("stance") == "believe"
    ):
        speaker = (
            speaks(r, (start, first)) or before is not None
        )  # "is considered": the noun phrase is what is spoken of
        if not speaker:
            d.marker = Marker("object", start, start, r.tokens[start].start)
            return d
    second = object_after(r, first, stop) if speaker else None
    if speaker and second is None and before is None and not accusative(r, start):
        second = next((k for k in range(start + 1, first) if accusative(r, k) and not r.is_adjective(r.folds[k])), None)
        first = second or first
    if must_be_known(d) and not (second is not None and is_known(r, (start, first))):
        return None
    if d.entry.get("overt") and (second is None or before or r.nominal(r.folds[second].removeprefix(r.grammar.article))):
        return None
    if (
        second is None
        and before is None
        and d.at
        and d.finite == "present"
        and r.folds[d.at - 1] in r.grammar.words["purpose"]
    ):
        return None
    if speaker and second is None and before is None and not r.nominal(r.folds[start]):
        return None
    if second is not None and (not before or is_known(r, (start, first))):
        d.source, start = (start, first), second
        if r.is_comma(second - 1) and zone.source[1] > first:
            d.source = (d.source[0], zone.source[1]) if zone.source[1] <= second else d.source
    else:
        d.source = before
        if d.entry.get("speaker") and before is None and not may_be_alone(r, d, start):
            return None
    if r.is_mark(start) and start not in r.opens:
        return None
    if d.entry.get("again") and deeds_at(r.tokens, start, r.language) and not _is_speech(r, start):
        return None
    if "attack" in (d.entry.get("takes") or ()) and not any(
        r.grammar.has("attack_nouns", r.folds[k]) for k in range(start, min(start + 3, stop))
    ):
        return None
    if (
        d.entry.get("stance") == "announce"
        and names_responsibility(r, start)
        and start + 2 < stop
        and r.is_preposition(start + 1)
    ):
        start, d.stance = start + 2, "claim_responsibility"
    d.marker = Marker("object", start, start, r.tokens[start].start)
    d.via = [v for v in zone.via if v.end <= r.tokens[start].start]
    return d


def _is_speech(r: Reading, k: int) -> bool:
    """Is it a noun of saying, with or without its owner's pronoun ("its call")?"""
    return any(x.has("masdar") or x.has("noun") for x in r.grammar.cues.readings(r.folds[k]))


def with_bare_object(r: Reading, d: Draft) -> Draft | None:
    """A first person inside a quotation: the object follows at once ("we condemn this")."""
    k = d.hit.last
    if k >= d.sentence.last or r.is_mark(k):
        return None
    if not (r.definite(k) or r.nominal(r.folds[k]) or r.language.is_function(r.folds[k], "demonstratives")):
        return None
    d.marker = Marker("object", k, k, r.tokens[k].start)
    return d


def may_be_alone(r: Reading, d: Draft, start: int) -> bool:
    """A verb without a speaker and with an object: continued speech with something that can be said."""
    goes_on = bool(d.hit.reading.pre) or connective_before(r, d.at, d.sentence.first) is not None
    return (
        goes_on
        and (r.nominal(r.bare(r.folds[start])) or r.definite(start) or start in r.opens)
        and d.entry.get("stance") in GOES_ON
    )


def _object_stop(r: Reading, d: Draft) -> int:
    k, near, stop = d.hit.last, d.hit.last + OBJECT_WITHIN, d.sentence.last
    while k < stop:
        if r.tokens[k].text in ("؛", ";", "؟"):
            return k
        if r.tokens[k].text in ("،", ","):
            if k + 1 < stop and r.is_partner(k + 1) and (closing := r.comma_after(k + 1, stop, PARTNERS)) is not None:
                k, near = closing, closing + OBJECT_WITHIN
            elif k > near:
                return k
        k += 1
    return stop


def object_after(r: Reading, k: int, stop: int) -> int | None:
    """Where the object begins after the speaker: adverbs, commas and asides are passed over."""
    while k < stop:
        if r.is_comma(k):
            partner = k + 1 < stop and r.is_partner(k + 1)
            closing = r.comma_after(k + 2, stop, PARTNERS if partner else OBJECT_WITHIN)
            aside = k + 1 < stop and (partner or r.is_title(r.folds[k + 1]))
            k = closing + 1 if aside and closing is not None else k + 1
        elif told := channel_at(r, k, stop):
            k = told[1]
        elif r.is_in("adverbs", k) or r.tokens[k].kind == "number":
            k += 1
        elif r.is_preposition(k) or r.is_in("relatives", k) or r.is_in("led_by", k):
            comma, after = r.comma_after(k, stop), noun_phrase(r, k + 1, stop)
            starts = k + 1 < after < stop and r.language.is_function(r.folds[after], "quantifiers")
            if comma is None and after <= k + 1:
                return None
            k = after if comma is None or starts else comma
        else:
            break
    if k >= stop or (r.is_mark(k) and k not in r.opens):
        return None
    fold = r.folds[k]
    if r.bare(fold) != fold and any(x.has("verb") for x in r.grammar.cues.readings(fold)):
        return None
    return k


def next_phrase(r: Reading, k: int, stop: int) -> int | None:
    """A second noun phrase before `stop`, adverbs and commas skipped."""
    while k < stop and (r.is_comma(k) or r.is_in("adverbs", k)):
        k += 1
    if k >= stop or r.tokens[k].kind != "word" or r.is_preposition(k):
        return None
    if r.is_in("relatives", k) or (r.is_title(r.folds[k]) and r.is_comma(k - 1)):
        return None
    return k


def accusative(r: Reading, k: int) -> bool:
    fold = r.folds[k]
    if any(x.has("singular") for lexicon in (r.grammar.titles, r.grammar.kinds) for x in lexicon.readings(fold)):
        return False
    return r.grammar.shaped("subject_case", fold)


def must_be_known(d: Draft) -> bool:
    """Words that mean something else without a speaker: in the present, or always when they have no clause."""
    return bool(d.entry.get("known")) and (d.finite == "present" or not d.entry.get("takes"))


def is_known(r: Reading, source: Range | None) -> bool:
    """Does a word of the phrase's beginning tell a kind of source, or is it a state's name?"""
    if source is None:
        return False
    fold = r.folds[source[0]]
    return r.names_state(*source) or r.kind_of(fold) is not None or r.is_title(fold) or source[0] in r.opens


def names_responsibility(r: Reading, k: int) -> bool:
    return any(s.stem in r.grammar.words["responsibility"] for s in r.language.splits(r.folds[k]))
