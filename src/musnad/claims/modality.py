"""Modality: how does the text present an event? Polarity, certainty, status.

The trigger's own form says what it can of its time; markers (particles, verbs, nouns, adjectives of `modality.yml`) that
reach the trigger are then applied from the nearest to the farthest. Attributions whose cue is no marker add the stance of
their cue. The algorithm in plain words: docs/modality.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from musnad.claims.clause import Clause, hits_of
from musnad.claims.form import base_status, find_form
from musnad.claims.line import Line
from musnad.claims.modality_rules import Effect, ModalityRules, modality_rules
from musnad.claims.presupposed import is_presupposed
from musnad.claims.scope import find_effects
from musnad.languages import Language
from musnad.record import Attribution, Modality, Sentence, Span, Text, changed

FLIP = {"affirmed": "negated", "negated": "affirmed"}
# Certainty never rises on the way outward: "said it may" stays possible.
DOUBT = {"certain": 0, "probable": 1, "possible": 2, "unknown": 3}


class ModalityReader:
    """Modality of the triggers of one text; what it learns of a sentence serves all triggers of that sentence."""

    def __init__(self, text: Text, attributions: Sequence[Attribution], language: Language) -> None:
        self.text, self.attributions, self.language = text, attributions, language
        self.rules: ModalityRules = modality_rules(language)
        self._lines: dict[int, Line] = {}

    def find(self, trigger: Span, feats: Sequence[str]) -> Modality:
        """The modality of the event whose trigger stands at `trigger`; `feats` are the features of its form as its
        lexicon gave them (`verb`, `past`, `present`, `masdar` ...), () when unknown."""
        sentence = self.text.sentence_at(trigger.start)
        if sentence is None:
            return Modality()
        line = self._line(sentence)
        first, last = self.text.token_at(trigger.start), self.text.token_at(trigger.end - 1) + 1
        clause = Clause(line, trigger, first, last, find_form(line, first, feats))
        effects = find_effects(clause) + list(_stances(clause, self.attributions, self.rules))
        if line.asks(first) and clause.form.kind == "verb":
            effects.append(_question(clause))
        return _apply(base_status(line, first, clause.form), sorted(effects, key=lambda e: e.distance), clause)

    def _line(self, sentence: Sentence) -> Line:
        if sentence.first not in self._lines:
            self._lines[sentence.first] = Line(self.text, sentence, self.language, self.rules)
        return self._lines[sentence.first]


def find_modality(
    text: Text, trigger: Span, feats: Sequence[str], attributions: Sequence[Attribution], language: Language
) -> Modality:
    """The modality of one trigger (see ModalityReader.find, which is quicker for many triggers of one text)."""
    return ModalityReader(text, attributions, language).find(trigger, feats)


def _stances(clause: Clause, attributions: Iterable[Attribution], rules: ModalityRules) -> Iterable[Effect]:
    """Attributions whose content covers the trigger, as effects by their stance, unless a marker read the cue."""
    for attribution in attributions:
        effect = rules.stances.get(attribution.stance)
        content = attribution.content
        if effect is None or content is None or not content.covers(clause.trigger):
            continue
        if attribution.cue.overlaps(clause.trigger) or any(hits_of(clause, attribution.cue)):
            continue
        if is_presupposed(clause, clause.line.text.token_at(attribution.cue.end - 1) + 1):
            continue
        yield changed(effect, span=attribution.cue, distance=abs(clause.trigger.start - attribution.cue.start))


def _question(clause: Clause) -> Effect:
    """A question asks whether what its verb says is so."""
    end = clause.line.text.tokens[clause.line.last - 1].span
    return Effect(end, 10_000, None, "hypothetical", "unknown", keeps=("failed",), sets_certainty=True)


def _apply(status: str | None, effects: Sequence[Effect], clause: Clause) -> Modality:
    """Effects from the nearest to the farthest; a sealing marker (to stop X: X goes on) ends the way outward."""
    polarity, certainty = "affirmed", "certain"
    cue: Span | None = None
    for e in effects:
        if e.spares and status in e.keeps:
            continue
        polarity = FLIP[polarity] if e.polarity == "flip" else e.polarity or polarity
        if e.status and status not in e.keeps:
            status = e.status
        if e.certainty and (e.sets_certainty or DOUBT[e.certainty] > DOUBT[certainty]):
            certainty = e.certainty
        cue = cue or e.span
        if e.seals:
            break
    return Modality(polarity, certainty, status or "occurred", cue)
