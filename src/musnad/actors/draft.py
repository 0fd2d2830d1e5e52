"""Drafts: an actor while its mentions are still being gathered."""

from __future__ import annotations

from dataclasses import dataclass, field

from musnad.record import Mention, Reason, Role
from musnad.rules import Entry


@dataclass(slots=True)
class Draft:
    """What is known so far of one actor. `folds`: the folded words of each of its names; `keys`: ids of registry entries;
    `heads`: ids of the entries (heads of organisations) that describe it;
    `stems`: the first word of each name, without article; `why`: how each mention was joined."""

    kind: str
    mentions: list[Mention] = field(default_factory=list)
    folds: list[tuple[str, ...]] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    stems: set[str] = field(default_factory=set)
    titles: list[Entry] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    why: dict[str, Reason] = field(default_factory=dict)
    country: str | None = None
    sectors: tuple[str, ...] = ()
    named: bool = False

    def add(self, mention: Mention, folds: tuple[str, ...], rule: str, sentence: str) -> None:
        self.mentions.append(mention)
        if mention.form == "name":
            self.named = True
            if folds not in self.folds:
                self.folds.append(folds)
        self.why[mention.id] = Reason(rule, sentence, (mention.span,), mention.reason.score, (mention.reason,))

    def absorb(self, other: Draft) -> None:
        """Take over everything that was gathered for `other`."""
        self.mentions += other.mentions
        self.folds += [f for f in other.folds if f not in self.folds]
        self.keys |= other.keys
        self.heads |= other.heads
        self.stems |= other.stems
        self.titles += other.titles
        self.roles += other.roles
        self.why |= other.why
        self.country = self.country or other.country
        self.sectors = self.sectors or other.sectors
        self.named = self.named or other.named
