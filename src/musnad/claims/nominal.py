"""Cues that are no finite verbs, in languages whose verb comes first: participles and verbal nouns."""

from __future__ import annotations

from musnad.claims.markers import find_marker, is_name
from musnad.claims.nounphrase import noun_phrase
from musnad.claims.objects import object_after
from musnad.claims.reading import Draft, Marker, Range, Reading
from musnad.claims.zone import read_zone, speaks


def read_participle(r: Reading, d: Draft) -> Draft | None:
    """ "stressing that": an indefinite accusative that carries the last speaker on."""
    reading, takes = d.hit.reading, d.entry.get("takes") or ()
    accusative = r.grammar.shaped("accusative_shapes", r.bare(r.folds[d.at]))
    if (
        (r.grammar.article and r.grammar.article in reading.pre)
        or not accusative
        or reading.pre not in ("", *r.language.conjunctions)
    ):
        return None
    if reading.post and reading.post != r.folds[d.at][-1:]:
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
        at = object_after(r, d.hit.last, d.sentence.last)
        marker = Marker("object", at, at, r.tokens[at].start) if at is not None else None
    if marker is None:
        return None
    zone = read_zone(r, d.hit.last, marker.first)
    d.via, d.marker, d.source = zone.via, marker, zone.mouthpiece
    return d


def read_noun(r: Reading, d: Draft) -> Draft | None:
    """ "claims that", "the announcement of": a noun with a proposition."""
    if d.entry.get("leads") is None:
        return None
    preps = r.grammar.prepositions(d.entry, "leads")
    marker = find_marker(r, d.hit.last, d.sentence.last, ("clause",), preps, 9)
    if marker is None or any(r.is_comma(k) for k in range(d.hit.last, marker.first)):
        return None
    purpose = r.grammar.article and any(
        x in d.hit.reading.pre for x in r.grammar.words["receivers"] if x + r.grammar.article in d.hit.reading.pre
    )
    if marker.kind == "prep" and (purpose or not _noun_prep(r, d, marker)):
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
        led = _led(r, start) and d.entry.get("stance") != "accuse"  # an accusation to somebody is against him
        able = end > start and (led or speaks(r, (start, end), strict=False))
        d.source = (start, end) if able else None
        if d.source is None and marker.kind == "prep":
            return None
    d.marker, d.via = marker, []
    return d


def _led(r: Reading, k: int) -> bool:
    """A source with a preposition written on it ("claims of-the-intelligence")."""
    return any(s.pre and r.kind_of(s.stem) for s in r.language.splits(r.folds[k]))


def _light_verb(r: Reading, d: Draft) -> Range | bool | None:
    """ "expressed his belief that": the speaker of a light verb before a noun with a pronoun; False when there is none."""
    for k in range(d.at - 1, max(d.sentence.first, d.at - 12) - 1, -1):
        if r.is_in("light_verbs", k):
            return read_zone(r, k + 1, d.at - 1 if r.is_preposition(d.at - 1) else d.at).source
        if r.is_comma(k):
            break
    return False


def _noun_prep(r: Reading, d: Draft, marker: Marker) -> bool:
    """A noun and a preposition make an attribution only with a proposition: a verbal noun (or a plural of speech)."""
    fold = r.folds[marker.token]
    stems = {s.stem for s in r.language.splits(fold)}
    return (
        any(r.nominal(s) for s in stems) or is_name(r, marker.token, d.at)
        if marker.token in r.opens
        else any(r.nominal(s) for s in stems)
    )
