"""Attributions of cues in languages whose verb comes first: cue, then perhaps the speaker, then the content.

The speaker may also stand before the cue (nominal sentences, relative clauses), or not at all (the verb's own person).
"""

from __future__ import annotations

from musnad.claims.frames import (
    adjoins,
    held_responsible,
    relative_object,
    source_follows,
    with_marker,
    with_target,
)
from musnad.claims.markers import FARTHEST, NEAR, find_marker
from musnad.claims.nominal import read_noun, read_participle
from musnad.claims.objects import with_bare_object, with_object
from musnad.claims.reading import Draft, Reading
from musnad.claims.topic import subject_before
from musnad.record import Sentence
from musnad.rules import Hit


def read_cue(r: Reading, hit: Hit, sentence: Sentence) -> Draft | None:
    """The attribution that begins with this cue, None when the word is no cue here."""
    form = hit.reading.feats[0]
    whole = form in ("verb", "participle") or (bool(r.grammar.article) and r.grammar.article in hit.reading.pre)
    draft = Draft(hit, hit.whole if whole else hit.span, hit.entry, form, sentence)
    if form == "verb" or (form == "phrase"):
        return _verb(r, draft)
    if form == "participle":
        return read_participle(r, draft)
    if form in ("masdar", "noun"):
        return read_noun(r, draft)
    return None


def _verb(r: Reading, d: Draft) -> Draft | None:
    hit, stop = d.hit, d.sentence.last
    entry = d.entry
    takes = entry.get("takes") or ()
    d.finite = "present" if hit.has("present") else "past"
    d.passive = bool(entry.get("passive")) or hit.has("passive")
    if not_a_verb(r, d):
        return None
    if entry.get("source") == "follows":
        return source_follows(r, d)
    lone = (
        (d.passive and not entry.get("passive")) or hit.has("1") or hit.has("3fp") or hit.has("3md")
    )  # forms that other words share
    if lone and hit.reading.post and r.text.quote_at(d.cue.start) is None:
        return None
    if hit.reading.post and d.form == "verb" and not _pronoun_is_addressee(takes):
        return relative_object(r, d)
    preps = r.grammar.prepositions(entry, "prep")
    far = NEAR if entry.get("near") else 1 if lone else FARTHEST
    marker = find_marker(r, hit.last, stop, takes, preps, far)
    if (
        d.at
        and r.is_in("relatives", d.at - 1)
        and hit.last < stop
        and r.is_in("resumptives", hit.last)
        and preps.phrases
    ):
        d.hit = hit.up_to(hit.last + 1)
        return relative_object(r, d)
    before = subject_before(r, d)
    if hit.reading.post and d.at and r.is_in("relatives", d.at - 1):
        before = None  # the antecedent is what is spoken of
    d.before = before
    if "responsible" in takes:
        return held_responsible(r, d, before)
    if marker and marker.kind == "prep" and "object" in takes and not adjoins(r, d, marker):
        marker = None
    if (
        marker
        and (marker.kind != "prep" or "target" not in takes)
        and not ("target" in takes and marker.kind == "clause")
    ):
        return with_marker(r, d, marker, before)
    if marker and "target" in takes:
        return with_target(r, d, marker, before)
    if lone and "object" in takes and "target" not in takes:
        return with_bare_object(r, d) if r.text.quote_at(d.cue.start) else None
    if ("object" in takes or "attack" in takes) and not (lone and r.text.quote_at(d.cue.start) is None):
        return with_object(r, d, before)
    return None


def _pronoun_is_addressee(takes: tuple[str, ...]) -> bool:
    return "addressee" in takes or "target" in takes


def not_a_verb(r: Reading, d: Draft) -> bool:
    """A noun of the same spelling: it has the article, stands behind a preposition, or its form needs a negation."""
    k, reading = d.at, d.hit.reading
    if d.form != "verb":
        return False
    if (r.grammar.article and r.folds[k].startswith(r.grammar.article) and reading.pre) or r.tokens[
        k
    ].text in r.grammar.not_cues:
        return True
    if k > d.sentence.first and r.folds[k - 1] in r.grammar.words["not_verb_after"]:
        return True
    if r.is_preposition(k) or (reading.post and r.tokens[k].text[-1:] in r.grammar.not_enclitics):
        return True
    if reading.has("past") and reading.pre not in ("", *r.language.conjunctions):
        return True
    if r.phrase_at("asides", k, d.sentence.last) > k + 1:
        return True
    if r.phrase_at("own_words", k, d.sentence.last) > k + 1 or (
        d.entry.get("near") and reading.pre not in ("", *r.language.conjunctions)
    ):
        return True
    negated = k > d.sentence.first and r.language.is_function(r.folds[k - 1], "negators")
    if (reading.has("jussive") and not negated) or (d.entry.get("pronoun") and not reading.post):
        return True
    if k <= d.sentence.first or reading.pre:
        return False
    if (
        r.is_preposition(k - 1)
        and not r.is_in("adverbs", k - 1)
        and not r.language.is_function(r.folds[k - 1], "relatives")
        and r.phrase_at("connectives", k - 1, k) != k
    ):
        return True
    return r.folds[k - 1] in r.grammar.words["name_bearers"]
