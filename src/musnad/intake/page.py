"""A web page to its article: the charset told by its bytes, the markup checked, the body taken out, the metadata
read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any

from musnad.errors import BadDocument
from musnad.intake.document import repaired
from musnad.intake.markup import check_markup, lightened
from musnad.intake.metadata import PageFacts, page_facts
from musnad.intake.result import DEFAULT_LIMITS, Limits
from musnad.intake.text import decode

_CHARSET = re.compile(rb"""<(?:meta[^>]*charset|\?xml[^>]*encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_HEAD = 4096
_FORMAT = (  # joiners, direction marks, invisible operators
    "\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063"
    "\u2064\u2066\u2067\u2068\u2069"
)
_SHIELDED = "".join(chr(0x10600 + at) for at in range(len(_FORMAT)))  # Linear A signs, which no news page holds
_SHIELD, _UNSHIELD = str.maketrans(_FORMAT, _SHIELDED), str.maketrans(_SHIELDED, _FORMAT)
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff"  # not allowed in XML; form feeds do occur
_NO_XML = re.compile(f"[{_CONTROLS}]")
_TO_CHANGE = re.compile(f"[{_FORMAT}{_CONTROLS}]")
_SHORT = 200  # code points: a body shorter than this is looked for again with less caution


@dataclass(frozen=True, slots=True)
class Page:
    """An article taken from a page: its body (paragraphs on lines, without the headline), its facts, charset and
    notes.
    """

    text: str
    facts: PageFacts
    charset: str
    notes: tuple[str, ...] = ()


def read_page(
    data: bytes, *, address: str | None = None, charset: str | None = None, limits: Limits = DEFAULT_LIMITS
) -> Page:
    """Read an HTML page. `charset` is what the HTTP header says; the page's own declaration and its bytes are weighed
    too.

    Raises BadDocument when the page is too large, built to break parsers, or holds no article.
    """
    if len(data) > limits.raw:
        raise BadDocument(
            f"the page has {len(data):,} bytes and the limit is {limits.raw:,}: save its text and give that."
        )
    decoded = decode(data, charset or _declared(data))
    page = _DECLARATION.sub("", lightened(decoded.text), count=1)
    check_markup(page, limits)
    tree = _parse(page)
    facts = page_facts(tree, address)
    _shield(tree)
    body = _body(tree, facts, address).translate(_UNSHIELD)
    return Page(body, facts, decoded.charset, (*decoded.notes, *facts.notes))


def page_text(data: bytes, address: str | None = None) -> str:
    """Only the main text of a page, "" when there is none. Raises BadDocument as `read_page`."""
    return read_page(data, address=address).text


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data, 0, _HEAD)
    return match.group(1).decode("ascii", "replace") if match else None


def _parse(page: str) -> Any:
    from lxml import etree, html  # type: ignore[import-untyped]  # lazily: 0.1 s

    page = repaired(page)[0]
    try:
        tree = html.document_fromstring(
            page, parser=html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")
        )
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise BadDocument(f"the page cannot be parsed ({_first(error)}): save its text and give that.") from error
    return tree


def _first(error: Exception) -> str:
    return str(error).split("\n", 1)[0][:80] or type(error).__name__


def _shield(tree: Any) -> None:
    """Put visible stand-ins for joiners and bidi marks: the extractor drops them, and with them the letters' joining
    in Persian words.
    """
    for element in tree.iter():
        if element.text and _TO_CHANGE.search(element.text):
            element.text = _NO_XML.sub(" ", element.text).translate(_SHIELD)
        if element.tail and _TO_CHANGE.search(element.tail):
            element.tail = _NO_XML.sub(" ", element.tail).translate(_SHIELD)


def _body(tree: Any, facts: PageFacts, address: str | None) -> str:
    """The article's paragraphs: a careful extraction, a bolder one when that finds little, the page's own articleBody
    last.
    """
    careful = _extract(tree, address, bold=False)
    if len(careful) >= _SHORT:
        return careful
    return max(careful, _extract(tree, address, bold=True), facts.body or "", key=len)


@cache
def _extractor() -> Callable[..., str | None]:
    """trafilatura, imported when the first page comes (0.6 to 0.9 s); its warnings are silenced, our letters say
    enough.
    """
    import logging

    from trafilatura import extract

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    return extract


def _extract(tree: Any, address: str | None, *, bold: bool) -> str:
    extract = _extractor()
    try:
        found = extract(
            deepcopy(tree), url=address, include_comments=False, favor_precision=not bold, favor_recall=bold
        )
    except (
        RecursionError,
        ValueError,
        AttributeError,
        TypeError,
        LookupError,
    ):  # third-party code on a page it did not expect
        return ""
    return found or ""
