"""Is this page safe to parse? A look at its tags before any parser sees them, so that no page can hang or overflow
one.
"""

from __future__ import annotations

import re
from functools import cache

from musnad.errors import BadDocument
from musnad.intake.result import Limits
from musnad.intake.tables import table

_OPENING = re.compile(r"<(?:!--|(/?)([a-zA-Z][^\s/<>]*)([^<>]*))")
_QUOTED = re.compile("\"[^\"]*\"|'[^']*'")
_INLINE_DATA = re.compile(r"data:[\w/+.;=-]{0,100},[^\"'<>\s]{200,}")
_ENTITY = re.compile(r"<!ENTITY[^<>]*>", re.IGNORECASE)
_MOST_ATTRIBUTES = 300  # parsers compare each attribute of a tag with all others


def lightened(page: str) -> str:
    """The page without inline images and other data: addresses, and without entity declarations (no news page needs
    them).
    """
    page = _INLINE_DATA.sub("data:,", page)
    return _ENTITY.sub("", page) if "<!ENTITY" in page[:100_000].upper() else page


def check_markup(page: str, limits: Limits) -> None:
    """Raise BadDocument when elements are nested too deep, too many, or tags too large. Linear in the page's length."""
    open_elements: list[str] = []
    at = tags = markup = 0
    void, ends, raw = _kinds()
    while match := _OPENING.search(page, at):
        at = match.end()
        slash, name, rest = match.groups()
        if name is None:
            at = _after(page, "-->", at)
            continue
        tags += 1
        markup += len(rest)
        _check_tag(rest, tags, markup, limits)
        name = name.lower()
        if slash:
            _close(open_elements, name)
        elif name in raw:
            at = _after(page, f"</{match.group(2)}", at)
        elif name not in void and not rest.endswith("/"):
            while open_elements and open_elements[-1] in ends.get(name, ()):
                open_elements.pop()
            open_elements.append(name)
            if len(open_elements) > limits.depth:
                raise BadDocument(
                    f"the page nests more than {limits.depth} elements in each other (at character {at:,}): "
                    "it is no article; save its text and give that."
                )


def _check_tag(rest: str, tags: int, markup: int, limits: Limits) -> None:
    if tags > limits.tags:
        raise BadDocument(
            f"the page has more than {limits.tags:,} tags: it is no article; save its text and give that."
        )
    if len(rest) > limits.tag:
        raise BadDocument(
            f"a tag of the page is {len(rest):,} characters long (limit {limits.tag:,}): save its text and give that."
        )
    if markup > limits.markup:
        raise BadDocument(
            f"the tags of the page hold more than {limits.markup:,} characters: save its text and give that."
        )
    if len(rest) > 2 * _MOST_ATTRIBUTES and len(_QUOTED.sub("", rest).split()) > _MOST_ATTRIBUTES:
        raise BadDocument(
            f"a tag of the page has more than {_MOST_ATTRIBUTES:,} attributes: save its text and give that."
        )


def _close(open_elements: list[str], name: str) -> None:
    """An end tag ends its element and all within; one that fits no open element is ignored, as parsers do."""
    for back in range(len(open_elements) - 1, -1, -1):
        if open_elements[back] == name:
            del open_elements[back:]
            return


def _after(page: str, mark: str, at: int) -> int:
    found = page.find(mark, at)
    return len(page) if found < 0 else found


@cache
def _kinds() -> tuple[frozenset[str], dict[str, frozenset[str]], frozenset[str]]:
    known = table("page")
    ends = {name: frozenset(ended) for name, ended in known["ends"].items()}
    return frozenset(known["void"]), ends, frozenset(known["raw"])
