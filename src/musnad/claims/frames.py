"""The frames of cues whose verb comes first: a marker, a target, a pronoun that stands for the content."""

from __future__ import annotations

from musnad.claims.markers import NEAR, find_marker
from musnad.claims.nounphrase import noun_phrase
from musnad.claims.objects import accusative, is_known, must_be_known, names_responsibility, next_phrase, object_after
from musnad.claims.reading import Draft, Marker, Range, Reading
from musnad.claims.topic import antecedent
from musnad.claims.zone import read_zone, speaks


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
        if r.nominal(r.folds[zone.source[0]]) and not r.kind_of(r.folds[zone.source[0]]):
            d.source, at = before, zone.source[0]
            d.marker = Marker("object", at, at, r.tokens[at].start)
            return d
        second = next_phrase(r, first, marker.first)
        if second is not None and r.nominal(r.folds[second]):
            d.source, d.marker = (zone.source[0], first), Marker("object", second, second, r.tokens[second].start)
            return d
    d.source, d.via, d.marker = zone.source, zone.via, marker
    if d.source and marker.kind == "prep" and "addressee" in (d.entry.get("takes") or ()):
        d.source = _without_addressee(r, d.source, marker)
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
        and r.folds[d.at - 1] in r.grammar.words["purpose"]
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
    if must_be_known(d) and not is_known(r, d.source):
        return None
    return d


def _plural_topic(r: Reading, d: Draft, before: Range) -> bool:
    """Is the topic a plural and the cue a singular?"""
    return d.hit.has("3ms") and any(x.has("plural") for x in r.grammar.kinds.readings(r.folds[before[0]]))


def _at_once(r: Reading, first: int, last: int) -> bool:
    """Does the noun phrase that begins at `first` reach `last`, adverbs and commas passed over?"""
    k = noun_phrase(r, first, last)
    while k < last and (r.is_in("adverbs", k) or r.is_comma(k)):
        k += 1
    return k >= last


def _without_addressee(r: Reading, source: Range, marker: Marker) -> Range:
    """The speaker without the one who is spoken to right behind it ("the minister warned | Iran | of")."""
    end = noun_phrase(r, source[0], marker.first)
    if not source[0] < end < source[1] or not r.grammar.article:
        return source
    other = r.tokens[end].kind == "word" and not (
        r.is_adjective(r.folds[end]) or r.is_in("adverbs", end) or r.is_in("relatives", end) or r.is_preposition(end)
    )
    return (source[0], end) if other else source


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
    if before or d.entry.get("stance") == "accuse" or accusative(r, only[0]) or not speaks(r, only):
        d.source = before
        d.marker = Marker("target", start, start, r.tokens[start].start)
        return d
    d.source, d.marker = only, marker
    return d


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
            if following is not None and r.kind_of(r.folds[at + 1]):
                d.source, start = (start, first), at
    d.marker = Marker("target", start, start, r.tokens[start].start)
    return d


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
        for s in r.language.splits(r.folds[k])
    )
