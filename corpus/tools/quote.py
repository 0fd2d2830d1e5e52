"""Finds a quoted phrase in a passage: exact characters, `phrase#2` for the second time, `first … last` for a long span."""

from __future__ import annotations

import re

from corpus.tools.nouns import Span

_NTH = re.compile(r"^(?P<phrase>.*?)#(?P<nth>\d+)$", re.DOTALL)


class Unquoted(ValueError):
    """The phrase does not stand in the text as it was written."""


def find(phrase: str, text: str) -> Span:
    """The span of a phrase. Raises Unquoted with a sentence when it is not in the text."""
    phrase, nth = _split(phrase.strip())
    if "…" in phrase and phrase not in text:
        return _long(phrase, text, nth)
    return _nth(phrase, text, nth, 0)


def _split(phrase: str) -> tuple[str, int]:
    numbered = _NTH.match(phrase)
    return (numbered["phrase"].strip(), int(numbered["nth"])) if numbered else (phrase, 1)


def _nth(phrase: str, text: str, nth: int, since: int) -> Span:
    if not phrase:
        raise Unquoted("an empty phrase")
    found = [m.start() for m in re.finditer(re.escape(phrase), text) if m.start() >= since]
    found = [at for at in found if _whole(at, at + len(phrase), text)] or found
    if len(found) < nth:
        raise Unquoted(f"«{phrase}» stands {len(found)} times in the text, not {nth}")
    return found[nth - 1], found[nth - 1] + len(phrase)


def _whole(start: int, end: int, text: str) -> bool:
    """Words are meant before parts of words: both ends at the edge of a word."""
    before = start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())
    return before and (end == len(text) or not (text[end].isalnum() and text[end - 1].isalnum()))


def _long(phrase: str, text: str, nth: int) -> Span:
    first, _, last = phrase.partition("…")
    start, opened = _nth(first.strip(), text, nth, 0)
    if not last.strip():
        raise Unquoted(f"«{phrase}» has no words behind …")
    return start, _nth(last.strip(), text, 1, opened)[1]
