"""Modality: how does the text present an event? Polarity, certainty, status.

Markers (particles, verbs, nouns, adjectives of `modality.yml`) that reach the trigger are applied from the nearest to
the farthest, starting from what the trigger's own form says (past, present, future). Attributions add the stance of their
cue: what is denied is negated, what is demanded is demanded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from musnad.claims.modality_rules import Marker, ModalityRules, modality_rules
from musnad.claims.scope import Clause, find_markers, is_presupposed
from musnad.languages import Language
from musnad.record import Attribution, Modality, Span, Text

FLIP = {"affirmed": "negated", "negated": "affirmed"}
# Certainty never rises on the way outward: "said it may" stays possible.
DOUBT = {"certain": 0, "probable": 1, "possible": 2, "unknown": 3}


def find_modality(
    text: Text, trigger: Span, feats: Sequence[str], attributions: Sequence[Attribution], language: Language
) -> Modality:
    """The modality of the event whose trigger stands at `trigger`; `feats` are the features of the trigger's form as
    its lexicon gave them (`verb`, `past`, `present`, `masdar` ...), () when unknown."""
    sentence = text.sentence_at(trigger.start)
    if sentence is None:
        return Modality()
    rules = modality_rules(language)
    clause = Clause(text, sentence, trigger, tuple(feats), language, rules)
    modality = _base(clause, rules)
    found = find_markers(clause)
    covered = [m.span for m in found]
    found += _stances(clause, attributions, covered, rules)
    return _apply(modality, sorted(found, key=lambda m: m.distance))


def _base(clause: Clause, rules: ModalityRules) -> Modality:
    """What the trigger's own form says: a future prefix plans, a present goes on (in a headline it has happened)."""
    if clause.has_future_prefix() or clause.future_verb_before():
        return Modality("affirmed", "certain", "planned")
    if "present" in clause.feats and "passive" not in clause.feats:
        if clause.has_word(rules.future_times):
            return Modality("affirmed", "certain", "planned")
        if clause.is_headline() or "base" in clause.feats or "3s" in clause.feats:
            return Modality()
        return Modality("affirmed", "certain", "ongoing")
    return Modality()


def _stances(
    clause: Clause, attributions: Iterable[Attribution], covered: Sequence[Span], rules: ModalityRules
) -> list[Marker]:
    """Attributions whose content covers the trigger, as markers by their stance, unless a marker read the cue."""
    made = []
    for attribution in attributions:
        effect = rules.stances.get(attribution.stance)
        content = attribution.content
        if effect is None or content is None or not content.covers(clause.trigger):
            continue
        if attribution.cue.overlaps(clause.trigger) or any(attribution.cue.overlaps(c) for c in covered):
            continue
        if is_presupposed(clause, clause.text.token_at(attribution.cue.end - 1) + 1, clausal=True):
            continue
        distance = abs(clause.trigger.start - attribution.cue.start)
        made.append(replace(effect, span=attribution.cue, distance=distance))
    return made


def _apply(modality: Modality, markers: Sequence[Marker]) -> Modality:
    """Markers from the nearest to the farthest; a sealing marker (to stop X: X goes on) ends the way outward."""
    for marker in markers:
        modality = _one(modality, marker)
        if marker.seals:
            break
    return modality


def _one(now: Modality, marker: Marker) -> Modality:
    polarity = now.polarity
    if marker.polarity == "flip":
        polarity = FLIP[polarity]
    elif marker.polarity:
        polarity = marker.polarity
    status = now.status
    if marker.status and now.status not in marker.keeps:
        status = marker.status
    certainty = now.certainty
    if marker.certainty and (marker.sets_certainty or DOUBT[marker.certainty] > DOUBT[certainty]):
        certainty = marker.certainty
    return Modality(polarity, certainty, status, now.cue or marker.span)
