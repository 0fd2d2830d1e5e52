"""What a folder or a file of many articles holds about other matters: said by name and weight, and not read."""

from __future__ import annotations

from dataclasses import dataclass, field

from musnad.cli.letters import complain
from musnad.record import Document

NAMED = 20  # of the articles left out this many are named in the summary


@dataclass(slots=True)
class Sifted:
    """The articles left out: how many, and what the summary says of the first ones."""

    count: int = 0
    lines: list[str] = field(default_factory=list)

    def leaves_out(self, document: Document, where: str) -> bool:
        """Is the article about something else than conflict and politics? A language without a folder is no ground:
        `read` has its own letter for it."""
        from musnad import languages
        from musnad.events.triage import ENOUGH, is_about_conflict

        if document.language not in languages.available():
            return False
        about, weight = is_about_conflict(document.text, languages.load(document.language))
        if not about:
            self.count += 1
            if len(self.lines) < NAMED:
                self.lines.append(f"{where}: weight {weight:.2f} of {ENOUGH:.1f}")
        return not about

    def say(self) -> None:
        """What was left out, and how to read it all the same."""
        if not self.count:
            return
        complain(f"{self.count} not read: by their words not about conflict or politics (--all reads them too)")
        for line in self.lines:
            complain(line)
        if self.count > len(self.lines):
            complain(f"and {self.count - len(self.lines)} more")
