"""Attributions of cues in languages whose verb comes first: cue, then perhaps the speaker, then the content.

The speaker may also stand before the cue (nominal sentences, relative clauses), or not at all (the verb's own person).
"""

from __future__ import annotations

from musnad.claims.adverbials import connective_before
from musnad.claims.markers import FARTHEST, NEAR, find_marker, is_name
from musnad.claims.nounphrase import noun_phrase
from musnad.claims.reading import Draft, Marker, Range, Reading
from musnad.claims.zone import channel_at, read_zone, speaks
from musnad.record import Sentence
from musnad.rules import Hit


def read_cue(r: Reading, hit: Hit, sentence: Sentence) -> Draft | None:
    """The attribution that begins with this cue, None when the word is no cue here."""
    form = hit.reading.feats[0]
    whole = form in ("verb", "participle") or bool(r.grammar.article) and r.grammar.article in hit.reading.pre
    draft = Draft(hit, hit.whole if whole else hit.span, hit.entry, form, sentence)
    if form == "verb" or (form == "phrase"):
        return _verb(r, draft)
    if form == "participle":
        return _participle(r, draft)
    if form in ("masdar", "noun"):
        return _noun(r, draft)
    return None


def _verb(r: Reading, d: Draft) -> Draft | None:
    hit, stop = d.hit, d.sentence.last
    entry = d.entry
    takes = entry.get("takes") or ()
    d.finite = "present" if hit.has("present") else "past"
    d.passive = bool(entry.get("passive")) or hit.has("passive") and not hit.has("past")
    if _not_a_verb(r, d):
        return None
    if entry.get("source") == "follows":
        return _source_follows(r, d)
    if hit.reading.post and d.form == "verb" and not _pronoun_is_addressee(takes):
        return _relative_object(r, d)
    preps = r.grammar.prepositions(entry, "prep")
    lone = d.passive and not entry.get("passive") or hit.has("1") or hit.has("3fp") or hit.has("3md")  # forms that other words share
    far = NEAR if entry.get("near") else 1 if lone else FARTHEST
    marker = find_marker(r, hit.last, stop, takes, preps, far)
    if d.at and r.is_in("relatives", d.at - 1) and hit.last < stop and r.is_in("resumptives", hit.last) and preps.phrases:
        d.hit = Hit(hit.first, hit.last + 1, hit.span, hit.whole, hit.reading)
        return _relative_object(r, d)
    before = subject_before(r, d)
    if "responsible" in takes:
        return _responsible(r, d, before)
    if marker and marker.kind == "prep" and "object" in takes and not _adjoins(r, d, marker):
        marker = None
    if marker and (marker.kind != "prep" or "target" not in takes) and not ("target" in takes and marker.kind == "clause"):
        return _with_marker(r, d, marker, before)
    if marker and "target" in takes:
        return _with_target(r, d, marker, before)
    if ("object" in takes or "attack" in takes) and not (lone and r.text.quote_at(d.cue.start) is None):
        return _with_object(r, d, before)
    return None


def _pronoun_is_addressee(takes: tuple[str, ...]) -> bool:
    return "addressee" in takes or "target" in takes


def _not_a_verb(r: Reading, d: Draft) -> bool:
    """A noun of the same spelling: it has the article, stands behind a preposition, or its form needs a negation."""
    k, reading = d.at, d.hit.reading
    if d.form != "verb":
        return False
    if r.grammar.article and r.fold(k).startswith(r.grammar.article) and reading.pre or r.tokens[k].text in r.grammar.not_cues:
        return True
    if reading.has("past") and reading.pre not in ("", *r.language.conjunctions):
        return True
    if r.phrase_at("asides", k, d.sentence.last) > k + 1:
        return True
    if r.phrase_at("own_words", k, d.sentence.last) > k + 1 or d.entry.get("near") and reading.pre not in ("", *r.language.conjunctions):
        return True
    negated = k > d.sentence.first and r.language.is_function(r.fold(k - 1), "negators")
    if reading.has("jussive") and not negated or d.entry.get("pronoun") and not reading.post:
        return True
    if k <= d.sentence.first or reading.pre:
        return False
    if r.is_preposition(k - 1) and not r.is_in("adverbs", k - 1) and not r.language.is_function(r.fold(k - 1), "relatives"):
        return True
    return r.fold(k - 1) in r.grammar.words["name_bearers"]


def _adjoins(r: Reading, d: Draft, marker: Marker) -> bool:
    """Does the preposition follow the cue or its speaker directly, so that it leads the content?"""
    if marker.first == d.hit.last or r.is_comma(marker.first - 1):
        return True
    zone = read_zone(r, d.hit.last, marker.first)
    if zone.source is None:
        return True
    if not speaks(r, zone.source, strict=False):
        return False
    return all(r.is_mark(k) or r.is_in("adverbs", k) or r.tokens[k].kind == "number" for k in range(zone.source[1], marker.first))


def _with_marker(r: Reading, d: Draft, marker: Marker, before: Range | None) -> Draft | None:
    zone = read_zone(r, d.hit.last, marker.first)
    if marker.kind == "quote" and "object" in (d.entry.get("takes") or ()) and zone.source:
        first = noun_phrase(r, zone.source[0], marker.first)
        if r.nominal(r.fold(zone.source[0])) and not r.kind_of(r.fold(zone.source[0])):
            d.source, at = before, zone.source[0]
            d.marker = Marker("object", at, at, r.tokens[at].start)
            return d
        second = _next_phrase(r, first, marker.first)
        if second is not None and r.nominal(r.fold(second)):
            d.source, d.marker = (zone.source[0], first), Marker("object", second, second, r.tokens[second].start)
            return d
    d.source, d.via, d.marker = zone.source, zone.via, marker
    if d.source and marker.kind == "prep" and d.entry.get("stance") == "announce" and _responsibility(r, d.source[1] - 1):
        first, last = d.source
        d.source, d.stance = ((first, last - 1) if last - 1 > first else before), "claim_responsibility"
        return d
    if d.source is None:
        d.source = before
    if d.passive:
        d.source = None
    if d.source is None and d.at and d.finite == "present" and r.fold(d.at - 1) in r.grammar.words["purpose"] and marker.kind in ("prep", "object"):
        return None
    if d.entry.get("overt") and (zone.source is None or not speaks(r, zone.source)):
        return None
    if d.entry.get("speaker") and marker.kind == "prep":
        if d.source is not None and not speaks(r, d.source):
            return None
    if d.entry.get("near") and d.source is not None and not speaks(r, d.source):
        return None
    return d


def _with_target(r: Reading, d: Draft, marker: Marker, before: Range | None) -> Draft | None:
    """Somebody, then a preposition: is the one noun phrase before it the speaker or the one spoken of?"""
    zone = read_zone(r, d.hit.last, marker.first)
    d.via = zone.via
    start = zone.source[0] if zone.source else marker.first
    first = noun_phrase(r, start, marker.first) if zone.source else start
    second = _object_after(r, first, marker.first) if zone.source else None
    if second is None and zone.source and zone.source[1] > first:
        first = zone.source[1]
        second = _next_phrase(r, first, marker.first)
    if zone.source is None:
        d.source = before
        d.marker = marker if marker.kind == "clause" or not d.hit.reading.post else marker
        return d if not d.passive else d
    if second is not None:
        d.source = (start, first)
        d.marker = Marker("target", second, second, r.tokens[second].start)
        return d
    only = (start, max(first, zone.source[1]))
    if not before and not speaks(r, only) and d.entry.get("stance") != "accuse" and not d.hit.reading.pre:
        return None
    if before or d.entry.get("stance") == "accuse" or _accusative(r, only[0]) or not speaks(r, only):
        d.source = before
        d.marker = Marker("target", start, start, r.tokens[start].start)
        return d
    d.source, d.marker = only, marker
    return d


def _next_phrase(r: Reading, k: int, stop: int) -> int | None:
    """A second noun phrase before `stop`, adverbs and commas skipped."""
    while k < stop and (r.is_comma(k) or r.is_in("adverbs", k)):
        k += 1
    if k >= stop or r.tokens[k].kind != "word" or r.is_preposition(k):
        return None
    if r.is_in("relatives", k) or r.is_title(r.fold(k)) and r.is_comma(k - 1):
        return None
    return k


def _accusative(r: Reading, k: int) -> bool:
    fold = r.fold(k)
    if any(x.has("singular") for lexicon in (r.grammar.titles, r.grammar.kinds) for x in lexicon.readings(fold)):
        return False
    return r.grammar.shaped("subject_case", fold)


def _with_object(r: Reading, d: Draft, before: Range | None) -> Draft | None:
    """Cue, speaker, and a noun phrase as content; or cue and content alone."""
    stop = _object_stop(r, d)
    zone = read_zone(r, d.hit.last, stop)
    if zone.source is None:
        return None
    start = zone.source[0]
    first = noun_phrase(r, start, stop)
    if "attack" in (d.entry.get("takes") or ()) and r.grammar.has("attack_nouns", r.fold(start)):
        after = _object_after(r, first, stop)
        if after is None:
            return None
        d.content, d.fixed = r.text.span_of(start, first), True
        d.source = (after, max(noun_phrase(r, after, stop), after + 1))
        return d
    speaker = first > start and speaks(r, (start, first), strict=False)
    if speaker and d.finite == "present" and "object" in (d.entry.get("takes") or ()) and d.entry.get("stance") == "believe":
        speaker = speaks(r, (start, first)) or before is not None  # "is considered": the noun phrase is what is spoken of
        if not speaker:
            d.marker = Marker("object", start, start, r.tokens[start].start)
            return d
    second = _object_after(r, first, stop) if speaker else None
    if d.entry.get("overt") and (second is None or before or r.nominal(r.fold(second).removeprefix(r.grammar.article))):
        return None
    if second is None and before is None and d.at and d.finite == "present" and r.fold(d.at - 1) in r.grammar.words["purpose"]:
        return None
    if speaker and second is None and before is None and not r.nominal(r.fold(start)):
        return None
    if second is not None and not before:
        d.source, start = (start, first), second
        if r.is_comma(second - 1) and zone.source[1] > first:
            d.source = (d.source[0], zone.source[1]) if zone.source[1] <= second else d.source
    else:
        d.source = before
        if d.entry.get("speaker") and before is None and not _may_be_alone(r, d, start):
            return None
    if r.is_mark(start) and start not in r.opens:
        return None
    d.marker = Marker("object", start, start, r.tokens[start].start)
    return d


def _may_be_alone(r: Reading, d: Draft, start: int) -> bool:
    """A verb without a speaker and with an object: continued speech with something that can be said."""
    goes_on = bool(d.hit.reading.pre) or connective_before(r, d.at, d.sentence.first) is not None
    return goes_on and (r.nominal(r.bare(r.fold(start))) or r.definite(start) or start in r.opens) and d.entry.get("stance") in (
        "deny", "condemn", "affirm", "announce", "predict", "believe", "demand",
    )  # fmt: skip


def _object_stop(r: Reading, d: Draft) -> int:
    for k in range(d.hit.last, d.sentence.last):
        if r.tokens[k].text in ("؛", ";", "؟") or (r.tokens[k].text in ("،", ",") and k > d.hit.last + 14):
            return k
    return d.sentence.last


def _object_after(r: Reading, k: int, stop: int) -> int | None:
    """Where the object begins after the speaker: adverbs, commas and asides are passed over."""
    while k < stop:
        if r.is_comma(k):
            k += 1
        elif told := channel_at(r, k, stop):
            k = told[1]
        elif r.is_in("adverbs", k) or r.tokens[k].kind == "number":
            k += 1
        elif r.is_preposition(k) or r.is_in("relatives", k):
            comma = next((n for n in range(k, min(stop, k + 14)) if r.is_comma(n)), None)
            after = noun_phrase(r, k + 1, stop) if comma is None else comma
            if after <= k + 1 and comma is None:
                return None
            k = after
        else:
            break
    if k >= stop or (r.is_mark(k) and k not in r.opens):
        return None
    fold = r.fold(k)
    if r.bare(fold) != fold and any(x.has("verb") for x in r.grammar.cues.readings(fold)):
        return None
    return k


def _responsible(r: Reading, d: Draft, before: Range | None) -> Draft | None:
    """ "held X responsible for": the content begins with X; the word for responsibility must follow."""
    window = range(d.hit.last, min(d.sentence.last, d.hit.last + 16))
    at = next((k for k in window if _responsibility(r, k)), None)
    if at is None:
        return None
    zone = read_zone(r, d.hit.last, at)
    d.source, start = before, d.hit.last
    if zone.source:
        start = zone.source[0]
        first = noun_phrase(r, start, at)
        second = _next_phrase(r, first, at)
        if second is not None:
            d.source, start = (start, first), second
        elif not r.is_preposition(at) and at + 1 < d.sentence.last and speaks(r, (start, first)):
            following = _next_phrase(r, at + 1, d.sentence.last)
            if following is not None and r.kind_of(r.fold(at + 1)):
                d.source, start = (start, first), at
    d.marker = Marker("target", start, start, r.tokens[start].start)
    return d


def _responsibility(r: Reading, k: int) -> bool:
    return any(s.stem in r.grammar.words["responsibility"] for s in r.language.splits(r.fold(k)))


def _source_follows(r: Reading, d: Draft) -> Draft | None:
    """ "it says in the statement that": the source is what follows the phrase."""
    marker = find_marker(r, d.hit.last, d.sentence.last, ("clause", "quote"), r.grammar.prepositions(d.entry, "prep"))
    if marker is None:
        return None
    zone = read_zone(r, d.hit.last, marker.first, channels=False)
    d.source, d.via, d.marker = zone.source, zone.via, marker
    return d


def _relative_object(r: Reading, d: Draft) -> Draft | None:
    """A cue with a pronoun that stands for what was said: "which the president announced"."""
    takes = d.entry.get("takes") or ()
    if not ({"object", "attack", "target"} & set(takes)):
        marker = find_marker(r, d.hit.last, d.sentence.last, takes, r.grammar.prepositions(d.entry, "prep"), NEAR)
        return _with_marker(r, d, marker, None) if marker and marker.kind == "clause" else None
    first = noun_phrase(r, d.hit.last, d.sentence.last)
    if first > d.hit.last and speaks(r, (d.hit.last, first)):
        d.source = (d.hit.last, first)
    free = d.at > d.sentence.first and _free_relative(r, d.at - 1)
    if not free and d.at > d.sentence.first and (r.is_in("relatives", d.at - 1) or d.hit.reading.pre):
        content = antecedent(r, d.at - 1 if r.is_in("relatives", d.at - 1) else d.at, d.sentence.first)
        if content and d.source:
            d.content, d.fixed = r.text.span_of(*content), True
            return d
        return None
    if not free:
        return None
    k = first if d.source else d.hit.last
    if d.source and (k >= d.sentence.last or not r.is_in("about", k)):
        return None
    k += 1 if d.source else 0
    if k >= d.sentence.last or r.is_mark(k) and k not in r.opens:
        return None
    d.marker = Marker("object", k, k, r.tokens[k].start)
    return d


def _free_relative(r: Reading, k: int) -> bool:
    """ "what", with or without a preposition written on it."""
    return any(r.language.is_function(s.stem, "relatives") and not r.grammar.has("relatives", s.stem) for s in r.language.splits(r.fold(k)))


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
    while k > low and (r.language.is_function(r.fold(k - 1), "auxiliaries", "negators") or r.is_in("adverbs", k - 1)):
        if r.language.is_function(r.fold(k - 1), "relatives"):
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
    first = None
    for j in range(max(low, k - 16), k):
        if noun_phrase(r, j, k) != k or j > low and r.bare(r.fold(j)) != r.fold(j) and not r.kind_of(r.fold(j)):
            continue
        if r.bare(r.fold(j)) == r.fold(j) and not r.kind_of(r.fold(j)) and any(r.joined(x, j) is not None for x in r.grammar.words["joined_prepositions"]):
            continue
        known = r.kind_of(r.fold(j)) or r.is_title(r.fold(j)) or r.kind_of(r.bare(r.fold(j)))
        if known:
            return j, k
        if first is None and (j == low or r.is_comma(j - 1) or r.phrase_at("connectives", j - 1, j) == j):
            first = (j, k)
    return first


def _participle(r: Reading, d: Draft) -> Draft | None:
    """ "stressing that": an indefinite accusative that carries the last speaker on."""
    reading, takes = d.hit.reading, d.entry.get("takes") or ()
    accusative = r.grammar.shaped("accusative_shapes", r.bare(r.fold(d.at)))
    if r.grammar.article and r.grammar.article in reading.pre or not accusative or reading.pre not in ("", *r.language.conjunctions):
        return None
    if reading.post and reading.post != r.fold(d.at)[-1:]:
        return None
    k = d.at
    apart = k == d.sentence.first or r.is_mark(k - 1) or bool(reading.pre)
    if not apart and not reading.has("ms"):
        return None
    preps = r.grammar.prepositions(d.entry, "prep")
    marker = find_marker(r, d.hit.last, d.sentence.last, takes, preps, 14)
    if marker and "target" in takes and marker.kind in ("prep", "clause") and marker.first > d.hit.last:
        marker = Marker("target", d.hit.last, d.hit.last, r.tokens[d.hit.last].start)
    elif marker is None and "object" in takes and apart and d.hit.last < d.sentence.last:
        at = _object_after(r, d.hit.last, d.sentence.last)
        marker = Marker("object", at, at, r.tokens[at].start) if at is not None else None
    if marker is None:
        return None
    zone = read_zone(r, d.hit.last, marker.first)
    d.via, d.marker, d.source = zone.via, marker, zone.mouthpiece
    return d


def _noun(r: Reading, d: Draft) -> Draft | None:
    """ "claims that", "the announcement of": a noun with a proposition."""
    if d.entry.get("leads") is None:
        return None
    preps = r.grammar.prepositions(d.entry, "leads")
    marker = find_marker(r, d.hit.last, d.sentence.last, ("clause",), preps, 9)
    if marker is None or any(r.is_comma(k) for k in range(d.hit.last, marker.first)):
        return None
    if marker.kind == "prep" and not _noun_prep(r, d, marker):
        return None
    definite = r.grammar.article in d.hit.reading.pre if r.grammar.article else False
    light = _light_verb(r, d) if d.hit.reading.post or d.entry.get("light") else False
    if d.entry.get("light") and light is False:
        return None
    if light is not False and not isinstance(light, bool):
        d.source, d.marker = light, marker
        return d
    if marker.first > d.hit.last and not definite:
        start = d.hit.last + 1 if r.is_preposition(d.hit.last) else d.hit.last
        end = noun_phrase(r, start, marker.first) if start < marker.first else start
        d.source = (start, end) if end > start and (speaks(r, (start, end), strict=False) or _led(r, start)) else None
        if d.source is None and marker.kind == "prep":
            return None
    d.marker, d.via = marker, []
    return d


def _led(r: Reading, k: int) -> bool:
    """A source with a preposition written on it ("claims of-the-intelligence")."""
    return any(s.pre and r.kind_of(s.stem) for s in r.language.splits(r.fold(k)))


def _light_verb(r: Reading, d: Draft) -> Range | None | bool:
    """ "expressed his belief that": the speaker of a light verb before a noun with a pronoun; False when there is none."""
    for k in range(d.at - 1, max(d.sentence.first, d.at - 12) - 1, -1):
        if r.is_in("light_verbs", k):
            return read_zone(r, k + 1, d.at - 1 if r.is_preposition(d.at - 1) else d.at).source
        if r.is_comma(k):
            break
    return False


def _noun_prep(r: Reading, d: Draft, marker: Marker) -> bool:
    """A noun and a preposition make an attribution only with a proposition: a verbal noun (or a plural of speech)."""
    fold = r.fold(marker.token)
    stems = {s.stem for s in r.language.splits(fold)}
    return any(r.nominal(s) for s in stems) or is_name(r, marker.token, d.at) if marker.token in r.opens else any(r.nominal(s) for s in stems)
