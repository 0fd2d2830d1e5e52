"""Barred: what the rules know to be no deed is none either when the tagger proposes it.

The rules may have missed an event in a word that they know ("weak" ones need a sign of conflict); but where something
around the word rules every sense out ("a media attack"), or it is told of no body ("killed their hopes"), they did not miss it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from musnad.events.draft import Draft
from musnad.events.drafting import make_drafts
from musnad.events.rules import Cue, event_rules
from musnad.events.scan import view
from musnad.events.score import definite, is_no_deed, takes_up, told_as_event
from musnad.events.seen import View
from musnad.events.sense import AROUND, by_accident, is_barred
from musnad.languages import Language
from musnad.record import Modality, Sentence, Text
from musnad.rules import Hit
from musnad.text.numbers import Number


@dataclass(slots=True)
class Barred:
    """Asks of one text's sentences, each looked at once."""

    text: Text
    language: Language
    numbers: Sequence[Number]
    seen: dict[int, tuple[View, list[Draft]]] = field(default_factory=dict)

    def bars(self, first: int, last: int, type_: str, modality: Modality, *, bare: bool) -> bool:
        """Do the rules know the words [first, last) as no deed of the type? `bare`: the tagger found neither party nor place
        nor time; then a noun of action that the rules took for a mere mention stays one."""
        sentence = self.text.sentence_at(self.text.tokens[first].start)
        if sentence is None:
            return False
        made, drafts = self._read(sentence)
        rules = event_rules(self.language)
        hits = [h for i in range(first, last) for h in made.candidates.get(i, ())]
        cues = [(h, rules.cues[id(h.entry)]) for h in hits]
        same = [(h, c) for h, c in cues if c.type == type_]
        if same and all(self._no_deed(made, h, c) for h, c in same):
            return True
        here = [d for d in drafts if d.type == type_ and any(first <= t.first < last for t in d.triggers)]
        return bool(here) and all(is_no_deed(d, modality) or (bare and _mentioned(d, modality)) for d in here)

    def _no_deed(self, made: View, hit: Hit, cue: Cue) -> bool:
        if is_barred(made, hit, cue) or _lacks(made, hit, cue) or _of_danger(made, hit, cue):
            return True
        return by_accident(made, hit, cue, event_rules(self.language))

    def _read(self, sentence: Sentence) -> tuple[View, list[Draft]]:
        if sentence.first not in self.seen:
            rules = event_rules(self.language)
            made = view(self.text, sentence, rules, self.language)
            inside = [n for n in self.numbers if sentence.first <= n.first < sentence.last]
            self.seen[sentence.first] = (made, make_drafts(made, inside, rules, self.language))
        return self.seen[sentence.first]


def _lacks(made: View, hit: Hit, cue: Cue) -> bool:
    """Is there nothing in the sentence of what gives the word this sense ("fell", without shells), nor a pronoun for it?"""
    return bool(cue.with_) and not hit.reading.post and not any(made.sets.get(s) for s in cue.with_)


def _of_danger(made: View, hit: Hit, cue: Cue) -> bool:
    """Is it a warning of a danger that nobody brings about ("warned of famine"), which threatens nobody?"""
    return cue.type == "THREATEN" and any(made.has(s, hit.first, hit.last, before=AROUND, after=AROUND) for s in cue.not_with)


def _mentioned(draft: Draft, modality: Modality) -> bool:
    """Is it a noun of action that takes up a deed, or is told of nobody?"""
    verb = any(t.verb for t in draft.triggers)
    return not verb and definite(draft) and (takes_up(draft) or not told_as_event(draft, modality))
