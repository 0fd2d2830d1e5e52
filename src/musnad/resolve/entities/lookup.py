"""All names of an archive by their keys: which of them may name the same as another."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from musnad.archive.models import Names
from musnad.resolve.names import compare, parse
from musnad.resolve.names.group import block_keys

CROWD = 400  # names under one key; more than these and the key says nothing
POSSIBLE = 0.1  # least likeness of two names that are looked at


class Lookup:
    """Kept from one batch to the next: only names that are new are read again. A name that was forgotten may still stand
    here; whoever asks takes the actors of a number from the archive, where it has none."""

    def __init__(self) -> None:
        self._last = 0
        self._text: dict[int, str] = {}
        self._by_key: dict[str, list[int]] = defaultdict(list)

    def follow(self, session: Session) -> None:
        """Read the names that came since."""
        for number, text in session.execute(select(Names.id, Names.text).where(Names.id > self._last).order_by(Names.id)):
            self._last = number
            self._text[number] = text
            for key in block_keys(parse(text, "group")):
                under = self._by_key[key]
                if len(under) <= CROWD:
                    under.append(number)

    def near(self, name: str, kind: str) -> set[int]:
        """Numbers of the names that may name the same."""
        which = "person" if kind == "person" else "group"
        found: set[int] = set()
        for key in block_keys(parse(name, "group")):
            under = self._by_key.get(key, ())
            if len(under) <= CROWD:
                found.update(under)
        return {n for n in found if compare(name, self._text[n], which).score >= POSSIBLE}
