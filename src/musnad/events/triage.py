"""Triage: is this text about conflict or politics at all? Fast and rough, for archives of millions of articles.

Distinct words that are triggers of the language's events.yml count by how telling their type is, armed people, weapons and
other signs of conflict a little; words of sport and illness count against. A word's weight is found once, with all its
clitics, and remembered as it was written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from musnad.events.rules import EventRules, event_rules
from musnad.languages import Language
from musnad.record import Text

# How telling a trigger of the type is of conflict or politics (tuned on the project's own cases).
TYPE_WEIGHT = {
    "ASSAULT": 1.0,
    "PROTEST": 1.0,
    "COERCE": 0.8,
    "THREATEN": 0.6,
    "MOBILIZE": 0.8,
    "RETREAT": 0.6,
    "ACCUSE": 0.4,
}
OTHER_WEIGHT = 0.3
WEAK_WEIGHT = 0.5  # what a weak trigger's weight is multiplied by
CONFLICT = "conflict"  # word set of signs of conflict; armed people and weapons are such signs too
SIGN_WEIGHT = 0.3
AGAINST = ("sport", "illness")  # word sets that speak against
AGAINST_WEIGHT = -1.0
ENOUGH = 1.0  # at or above this weight a text is about conflict or politics; docs/events.md has what each bound keeps and skips
LOOKED_AT = 1200  # code points; news says first what it is about
MEMO_LIMIT = 400_000  # written words remembered before the memory starts anew
WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(slots=True)
class Triage:
    """Weights of words as they are written. Looking up fills the memory and never changes an answer."""

    rules: EventRules
    language: Language
    known: dict[str, float] = field(default_factory=dict)

    def weigh(self, words: set[str]) -> float:
        """The sum of the words' weights."""
        known = self.known
        try:
            return sum([known[w] for w in words])
        except KeyError:
            if len(known) > MEMO_LIMIT:
                known.clear()
            for word in words:
                if word not in known:
                    known[word] = self._weight(word)
            return sum([known[w] for w in words])

    def _weight(self, word: str) -> float:
        best = 0.0
        found = WORD.search(word)
        if found is None:
            return 0.0
        for reading in self.rules.lexicon.readings(self.language.fold(found.group())):
            entry = reading.entry
            if entry.section == "words" and entry.data["set"] in AGAINST:
                return AGAINST_WEIGHT
            armed = entry.section == "people" and entry.data["side"] == "armed"
            if armed or entry.section == "instruments" or (entry.section == "words" and entry.data["set"] == CONFLICT):
                best = max(best, SIGN_WEIGHT)
            if entry.section == "triggers":
                cue = self.rules.cues[id(entry)]
                if not cue.with_:
                    weight = TYPE_WEIGHT.get(cue.type, OTHER_WEIGHT) * (WEAK_WEIGHT if cue.weak else 1.0)
                    best = max(best, weight)
        return best


def is_about_conflict(text: Text | str, language: Language) -> tuple[bool, float]:
    """Whether the text is about conflict or politics, and the weight that says so (1.0 is enough). Only the first 1,200 code
    points are looked at. Rough: every word counts by itself, whatever its sense where it stands."""
    raw = text if isinstance(text, str) else text.document.text
    triage: Triage = language.made("events.triage", lambda: Triage(event_rules(language), language))
    total = triage.weigh(set(raw[:LOOKED_AT].split()))
    return total >= ENOUGH, round(total, 2)
