"""The frames of cues whose verb comes first: a marker, a target, an object, a pronoun that stands for the content."""

from __future__ import annotations

from musnad.claims.adverbials import connective_before
from musnad.claims.markers import NEAR, find_marker
from musnad.claims.nounphrase import noun_phrase
from musnad.claims.reading import Draft, Marker, Range, Reading
from musnad.claims.topic import antecedent
from musnad.claims.zone import channel_at, read_zone, speaks

GOES_ON = (
    "deny",
    "condemn",
    "affirm",
    "announce",
    "predict",
    "believe",
    "demand",
)  # stances that an object alone may have


def adjoins(r: Reading, d: Draft, marker: Marker) -> bool:
    """Does the preposition follow the cue or its speaker directly, so that it leads the content?"""
    if marker.first == d.hit.last or r.is_comma(marker.first - 1):
        return True
    zone = read_zone(r, d.hit.last, marker.first)
    if zone.source is None:
        return True
    if not speaks(r, zone.source, strict=False):
        return False
    end = noun_phrase(r, zone.source[0], marker.first)
    if end < zone.source[1] and not (
        r.is_mark(end) or r.is_in("adverbs", end) or r.is_in("relatives", end) or r.is_preposition(end)
    ):
        return False
    return all(
        r.is_mark(k) or r.is_in("adverbs", k) or r.tokens[k].kind == "number"
        for k in range(zone.source[1], marker.first)
    )


def with_marker(r: Reading, d: Draft, marker: Marker, before: Range | None) -> Draft | None:
    zone = read_zone(r, d.hit.last, marker.first)
    if marker.kind in ("quote", "colon") and "object" in (d.entry.get("takes") or ()) and zone.source:
        first = noun_phrase(r, zone.source[0], marker.first)
        if r.nominal(r.fold(zone.source[0])) and not r.kind_of(r.fold(zone.source[0])):
            d.source, at = before, zone.source[0]
            d.marker = Marker("object", at, at, r.tokens[at].start)
            return d
        second = next_phrase(r, first, marker.first)
        if second is not None and r.nominal(r.fold(second)):
            d.source, d.marker = (zone.source[0], first), Marker("object", second, second, r.tokens[second].start)
            return d
    d.source, d.via, d.marker = zone.source, zone.via, marker
    if (
        d.source
        and marker.kind == "prep"
        and d.entry.get("stance") == "announce"
        and names_responsibility(r, d.source[1] - 1)
    ):
        first, last = d.source
        d.source, d.stance = ((first, last - 1) if last - 1 > first else before), "claim_responsibility"
        return d
    if (
        before
        and d.finite == "present"
        and d.entry.get("stance") in ("believe", "predict")
        and _plural_topic(r, d, before)
    ):
        before = None  # "women (who) are suspected of": an impersonal singular behind a plural
    if d.source is None or (before and "addressee" in (d.entry.get("takes") or ()) and is_known(r, before)):
        d.source = before
    if d.passive:
        d.source = None
    if (
        d.source is None
        and d.at
        and d.finite == "present"
        and r.fold(d.at - 1) in r.grammar.words["purpose"]
        and marker.kind in ("prep", "object")
    ):
        return None
    if d.entry.get("overt") and not (
        zone.source and speaks(r, zone.source) and _at_once(r, zone.source[0], marker.first)
    ):
        return None
    if (
        d.entry.get("speaker")
        and marker.kind == "prep"
        and d.source is None
        and d.at
        and r.is_in("relatives", d.at - 1)
    ):
        return None
    if d.entry.get("speaker") and marker.kind == "prep" and d.source is not None and not speaks(r, d.source):
        return None
    if d.entry.get("near") and d.source is not None and not speaks(r, d.source):
        return None
    if _must_be_known(d) and not is_known(r, d.source):
        return None
    return d


def _plural_topic(r: Reading, d: Draft, before: Range) -> bool:
    """Is the topic a plural and the cue a singular?"""
    return d.hit.has("3ms") and any(x.has("plural") for x in r.grammar.kinds.readings(r.fold(before[0])))


def _at_once(r: Reading, first: int, last: int) -> bool:
    """Does the noun phrase that begins at `first` reach `last`, adverbs and commas passed over?"""
    k = noun_phrase(r, first, last)
    while k < last and (r.is_in("adverbs", k) or r.is_comma(k)):
        k += 1
    return k >= last


def _before_comma(r: Reading, k: int) -> int:
    while k > 0 and r.is_comma(k - 1):
        k -= 1
    return k


def with_target(r: Reading, d: Draft, marker: Marker, before: Range | None) -> Draft | None:
    """Somebody, then a preposition: is the one noun phrase before it the speaker or the one spoken of?"""
    zone = read_zone(r, d.hit.last, marker.first)
    d.via = zone.via
    start = zone.source[0] if zone.source else marker.first
    first = noun_phrase(r, start, marker.first) if zone.source else start
    second = object_after(r, first, marker.first) if zone.source else None
    if second is None and zone.source and zone.source[1] > first:
        first = zone.source[1]
        second = next_phrase(r, first, marker.first)
    if zone.source is None:
        d.source = before
        d.marker = marker
        return d
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


def next_phrase(r: Reading, k: int, stop: int) -> int | None:
    """A second noun phrase before `stop`, adverbs and commas skipped."""
    while k < stop and (r.is_comma(k) or r.is_in("adverbs", k)):
        k += 1
    if k >= stop or r.tokens[k].kind != "word" or r.is_preposition(k):
        return None
    if r.is_in("relatives", k) or (r.is_title(r.fold(k)) and r.is_comma(k - 1)):
        return None
    return k


def _accusative(r: Reading, k: int) -> bool:
    fold = r.fold(k)
    if any(x.has("singular") for lexicon in (r.grammar.titles, r.grammar.kinds) for x in lexicon.readings(fold)):
        return False
    return r.grammar.shaped("subject_case", fold)


def with_object(r: Reading, d: Draft, before: Range | None) -> Draft | None:
    """Cue, speaker, and a noun phrase as content; or cue and content alone."""
    stop = _object_stop(r, d)
    zone = read_zone(r, d.hit.last, stop)
    if zone.source is None:
        return None
    start = zone.source[0]
    first = noun_phrase(r, start, stop)
    if "attack" in (d.entry.get("takes") or ()) and r.grammar.has("attack_nouns", r.fold(start)):
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
    if speaker and second is None and before is None and not _accusative(r, start):
        second = next((k for k in range(start + 1, first) if _accusative(r, k) and not r.is_adjective(r.fold(k))), None)
        first = second or first
    if _must_be_known(d) and not (second is not None and is_known(r, (start, first))):
        return None
    if d.entry.get("overt") and (second is None or before or r.nominal(r.fold(second).removeprefix(r.grammar.article))):
        return None
    if (
        second is None
        and before is None
        and d.at
        and d.finite == "present"
        and r.fold(d.at - 1) in r.grammar.words["purpose"]
    ):
        return None
    if speaker and second is None and before is None and not r.nominal(r.fold(start)):
        return None
    if second is not None and (not before or is_known(r, (start, first))):
        d.source, start = (start, first), second
        if r.is_comma(second - 1) and zone.source[1] > first:
            d.source = (d.source[0], zone.source[1]) if zone.source[1] <= second else d.source
    else:
        d.source = before
        if d.entry.get("speaker") and before is None and not _may_be_alone(r, d, start):
            return None
    if r.is_mark(start) and start not in r.opens:
        return None
    if "attack" in (d.entry.get("takes") or ()) and not any(
        r.grammar.has("attack_nouns", r.fold(k)) for k in range(start, min(start + 3, stop))
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
    return d


def _may_be_alone(r: Reading, d: Draft, start: int) -> bool:
    """A verb without a speaker and with an object: continued speech with something that can be said."""
    goes_on = bool(d.hit.reading.pre) or connective_before(r, d.at, d.sentence.first) is not None
    return (
        goes_on
        and (r.nominal(r.bare(r.fold(start))) or r.definite(start) or start in r.opens)
        and d.entry.get("stance") in GOES_ON
    )


def _object_stop(r: Reading, d: Draft) -> int:
    for k in range(d.hit.last, d.sentence.last):
        if r.tokens[k].text in ("؛", ";", "؟") or (r.tokens[k].text in ("،", ",") and k > d.hit.last + 14):
            return k
    return d.sentence.last


def object_after(r: Reading, k: int, stop: int) -> int | None:
    """Where the object begins after the speaker: adverbs, commas and asides are passed over."""
    while k < stop:
        if r.is_comma(k):
            closing = next((n for n in range(k + 2, min(stop, k + 14)) if r.is_comma(n)), None)
            aside = k + 1 < stop and r.is_title(r.fold(k + 1)) and closing is not None
            k = closing + 1 if aside and closing is not None else k + 1
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


def with_bare_object(r: Reading, d: Draft) -> Draft | None:
    """A first person inside a quotation: the object follows at once ("we condemn this")."""
    k = d.hit.last
    if k >= d.sentence.last or r.is_mark(k):
        return None
    if not (r.definite(k) or r.nominal(r.fold(k)) or r.language.is_function(r.fold(k), "demonstratives")):
        return None
    d.marker = Marker("object", k, k, r.tokens[k].start)
    return d


def _must_be_known(d: Draft) -> bool:
    """Words that mean something else without a speaker: in the present, or always when they have no clause."""
    return bool(d.entry.get("known")) and (d.finite == "present" or not d.entry.get("takes"))


def is_known(r: Reading, source: Range | None) -> bool:
    """Does a word of the phrase's beginning tell a kind of source?"""
    if source is None:
        return False
    fold = r.fold(source[0])
    return r.kind_of(fold) is not None or r.is_title(fold) or source[0] in r.opens


def held_responsible(r: Reading, d: Draft, before: Range | None) -> Draft | None:
    """ "held X responsible for": the content begins with X; the word for responsibility must follow."""
    window = range(d.hit.last, min(d.sentence.last, d.hit.last + 16))
    at = next((k for k in window if names_responsibility(r, k)), None)
    if at is None:
        return None
    zone = read_zone(r, d.hit.last, at)
    d.source, start = before, d.hit.last
    if zone.source:
        start = zone.source[0]
        first = noun_phrase(r, start, at)
        second = next_phrase(r, first, at)
        if second is not None:
            d.source, start = (start, first), second
        elif not r.is_preposition(at) and at + 1 < d.sentence.last and speaks(r, (start, first)):
            following = next_phrase(r, at + 1, d.sentence.last)
            if following is not None and r.kind_of(r.fold(at + 1)):
                d.source, start = (start, first), at
    d.marker = Marker("target", start, start, r.tokens[start].start)
    return d


def names_responsibility(r: Reading, k: int) -> bool:
    return any(s.stem in r.grammar.words["responsibility"] for s in r.language.splits(r.fold(k)))


def source_follows(r: Reading, d: Draft) -> Draft | None:
    """ "it says in the statement that": the source is what follows the phrase."""
    marker = find_marker(r, d.hit.last, d.sentence.last, ("clause", "quote"), r.grammar.prepositions(d.entry, "prep"))
    if marker is None:
        return None
    zone = read_zone(r, d.hit.last, marker.first, channels=False)
    d.source, d.via, d.marker = zone.source, zone.via, marker
    return d


def relative_object(r: Reading, d: Draft) -> Draft | None:
    """A cue with a pronoun that stands for what was said: "which the president announced"."""
    takes = d.entry.get("takes") or ()
    if not ({"object", "attack", "target"} & set(takes)):
        marker = find_marker(r, d.hit.last, d.sentence.last, takes, r.grammar.prepositions(d.entry, "prep"), NEAR)
        return with_marker(r, d, marker, None) if marker and marker.kind == "clause" else None
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
    if k >= d.sentence.last or (r.is_mark(k) and k not in r.opens):
        return None
    d.marker = Marker("object", k, k, r.tokens[k].start)
    return d


def _free_relative(r: Reading, k: int) -> bool:
    """ "what", with or without a preposition written on it."""
    return any(
        r.language.is_function(s.stem, "relatives") and not r.grammar.has("relatives", s.stem)
        for s in r.language.splits(r.fold(k))
    )
