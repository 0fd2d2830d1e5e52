"""The record: everything that was read in one document."""

from __future__ import annotations

from dataclasses import dataclass

from musnad.record.document import Document
from musnad.record.nouns import Actor, Attribution, Claim, Event, Mention, Place, Reader, Relation, TimeValue

Item = Mention | Actor | TimeValue | Place | Attribution | Claim | Event | Relation


@dataclass(frozen=True, slots=True)
class Record:
    """One document and its items. `problems()` says in sentences what is wrong with it; a good record has none."""

    document: Document
    mentions: tuple[Mention, ...]
    actors: tuple[Actor, ...]
    times: tuple[TimeValue, ...]
    places: tuple[Place, ...]
    attributions: tuple[Attribution, ...]
    claims: tuple[Claim, ...]
    events: tuple[Event, ...]
    relations: tuple[Relation, ...]
    reader: Reader

    def items(self) -> dict[str, Item]:
        """All items by id."""
        groups: tuple[tuple[Item, ...], ...] = (
            self.mentions, self.actors, self.times, self.places,
            self.attributions, self.claims, self.events, self.relations,
        )  # fmt: skip
        return {item.id: item for group in groups for item in group}

    def problems(self) -> list[str]:
        """Sentences that say what is inconsistent: a span outside the text, an id that leads nowhere, an event without
        a claim, a chain out of order, a label that does not exist."""
        from musnad.record.problems import find_problems

        return find_problems(self)
