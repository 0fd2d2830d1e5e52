"""What was seen in a sentence: its triggers, weapons, people, and the words of each set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from musnad.events.rules import Cue
from musnad.record import Sentence, Span, Text, quick
from musnad.rules import Hit

JUSTICE = ("COERCE", "SANCTION", "ACCUSE")  # acts of police and courts
FORCEFUL = ("ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "RETREAT")  # weak triggers of these need a sign of conflict


@quick
@dataclass(frozen=True, slots=True, eq=False)
class Trigger:
    """A word or phrase that tells of an event: tokens [first, last), what it says, whether it stands as a verb. There is one
    object for each, told from others by identity."""

    cue: Cue
    hit: Hit
    verb: bool

    @property
    def first(self) -> int:
        return self.hit.first

    @property
    def last(self) -> int:
        return self.hit.last

    @property
    def span(self) -> Span:
        return self.hit.span


@dataclass(slots=True)
class View:
    """One sentence with all that the lexicon knows of it (a working copy, filled once by `view`)."""

    text: Text
    sentence: Sentence
    sets: dict[str, list[int]] = field(default_factory=dict)
    light: dict[int, Hit] = field(default_factory=dict)
    instruments: list[Hit] = field(default_factory=list)
    people: dict[int, Hit] = field(default_factory=dict)
    contexts: list[Hit] = field(default_factory=list)
    candidates: dict[int, list[Hit]] = field(default_factory=dict)
    triggers: list[Trigger] = field(default_factory=list)
    collective: set[int] = field(default_factory=set)  # nouns that name many in the singular (army, group)
    limits: set[int] = field(default_factory=set)  # tokens at which a noun phrase must end
    commas: list[int] = field(default_factory=list)
    named: Mapping[int, int] = field(default_factory=dict)  # tokens of names that the registry knows -> the token after the name

    def has(self, name: str, first: int, last: int, *, before: int, after: int) -> bool:
        """Does a word of the set stand within the window around tokens [first, last), outside of them?"""
        low, high = first - before, last + after
        return any(low <= i < high and not first <= i < last for i in self.sets.get(name, ()))
