"""Is this page safe to parse? A look at its tags before any parser sees them, so that no page can hang or overflow
one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from musnad.errors import BadDocument
from musnad.intake.result import Limits
from musnad.intake.tables import table

_OPENING = re.compile(r"<(?:!--|(/?)([a-zA-Z][^\s/<>]*)([^<>]*))")
_QUOTED = re.compile("\"[^\"]*\"|'[^']*'")
_INLINE_DATA = re.compile(r"data:[\w/+.;=-]{0,100},[^\"'<>\s]{200,}")
_ENTITY = re.compile(r"<!ENTITY[^<>]*>", re.IGNORECASE)
_MOST_ATTRIBUTES = 300  # parsers compare each attribute of a tag with all others
_MOST_IN_PARAGRAPH = 6_000  # extraction takes quadratic time in them


def lightened(page: str) -> str:
    """The page without inline images and other data: addresses, and without entity declarations (no news page needs
    them).
    """
    page = _INLINE_DATA.sub("data:,", page)
    return _ENTITY.sub("", page) if "<!ENTITY" in page[:100_000].upper() else page


def check_markup(page: str, limits: Limits) -> None:
    """Raise BadDocument when elements are nested too deep, too many, or tags too large. Linear in the page's length."""
    walk = _Walk(limits)
    raw = _kinds()[2]
    at = 0
    while match := _OPENING.search(page, at):
        at = match.end()
        slash, name, rest = match.groups()
        if name is None:
            at = _after(page, "-->", at)
            continue
        walk.count(name.lower(), rest)
        if slash:
            walk.close(name.lower())
        elif name.lower() in raw:
            at = _after(page, f"</{name}", at)
        else:
            walk.open(name.lower(), rest)


@dataclass(slots=True)
class _Walk:
    """What is open at a place of the page, and what its tags add up to so far."""

    limits: Limits
    inside: list[str] = field(default_factory=list)
    tags: int = 0
    attributes: int = 0
    markup: int = 0
    work: int = 0
    in_paragraph: int = 0

    def count(self, name: str, rest: str) -> None:
        """Add a tag to the sums, and raise the letter when one has grown too large."""
        self.tags += 1
        self.attributes += rest.count("=")
        self.markup += len(rest)
        self.work += len(self.inside)
        self.in_paragraph = 0 if name == "p" else self.in_paragraph + (self.inside[-1:] == ["p"])
        self.check(rest)

    def check(self, rest: str) -> None:
        """One line per limit."""
        limits = self.limits
        _refuse(self.tags > limits.tags, "the page has more than {:,} tags", limits.tags)
        _refuse(self.attributes > limits.attributes, "the tags have more than {:,} attributes", limits.attributes)
        _refuse(self.markup > limits.markup, "the tags hold more than {:,} characters", limits.markup)
        _refuse(
            self.work > limits.work, "too many tags stand deep inside others (sum of depths over {:,})", limits.work
        )
        _refuse(self.in_paragraph > _MOST_IN_PARAGRAPH, "a paragraph has more than {:,} tags", _MOST_IN_PARAGRAPH)
        _refuse(len(rest) > limits.tag, "a tag has more than {:,} characters", limits.tag)
        crowded = len(rest) > 2 * _MOST_ATTRIBUTES and len(_QUOTED.sub("", rest).split()) > _MOST_ATTRIBUTES
        _refuse(crowded, "a tag has more than {:,} attributes", _MOST_ATTRIBUTES)

    def open(self, name: str, rest: str) -> None:
        """A start tag ends what it may end, and stays open unless it is empty by nature."""
        void, ends, _ = _kinds()
        if name in void or rest.endswith("/"):
            return
        while self.inside and self.inside[-1] in ends.get(name, ()):
            self.inside.pop()
        self.inside.append(name)
        depth = self.limits.depth
        _refuse(len(self.inside) > depth, "more than {:,} elements stand inside each other", depth)

    def close(self, name: str) -> None:
        """An end tag ends its element and all within; one that fits no open element is ignored, as parsers do."""
        for back in range(len(self.inside) - 1, -1, -1):
            if self.inside[back] == name:
                del self.inside[back:]
                return


def _refuse(wrong: bool, what: str, limit: int) -> None:
    if wrong:
        raise BadDocument(f"this page is no article ({what.format(limit)}): save its text and give that.")


def _after(page: str, mark: str, at: int) -> int:
    found = page.find(mark, at)
    return len(page) if found < 0 else found


@cache
def _kinds() -> tuple[frozenset[str], dict[str, frozenset[str]], frozenset[str]]:
    known = table("page")
    ends = {name: frozenset(ended) for name, ended in known["ends"].items()}
    return frozenset(known["void"]), ends, frozenset(known["raw"])
