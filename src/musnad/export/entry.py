"""What every writer gets: one record with what the archive knows beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from musnad.record import Record

MACHINE = "machine"  # the review state of whatever no person has looked at


@dataclass(frozen=True, slots=True)
class Entry:
    """One document's record.

    state:    the document's review state: machine | assigned | reviewed | finalised.
    verdicts: item id -> the last verdict that holds (accept, correct, reject, unsure); absent: nobody judged it.
    origins:  event id -> number of independent origins of its story; absent: not resolved, which is not "one".
    articles: event id -> number of articles of its story.
    name:     what the user calls the article, for letters.
    """

    record: Record
    state: str = MACHINE
    verdicts: Mapping[str, str] = field(default_factory=dict)
    origins: Mapping[str, int] = field(default_factory=dict)
    articles: Mapping[str, int] = field(default_factory=dict)
    name: str = ""

    def review(self, item: str) -> str:
        """The review state of an item: a person's verdict on it, else the document's state."""
        return self.verdicts.get(item, self.state)
