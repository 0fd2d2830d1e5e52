"""Quotations: what stands between quotation marks, nested, unclosed, and with marks that serve both sides.

Pairs («») and toggling signs (", and “ ” which Arabic outlets use on either side) come from `letters.yml`. A toggling
sign opens when none of its kind is open or when it stands at a word's beginning after an open one was left; a quotation
never outlives its paragraph: what is still open there ends with `closed=False`.
"""

from __future__ import annotations

import re

from musnad.languages import Language
from musnad.record import Quote, Span


def find_quotes(text: str, language: Language) -> tuple[Quote, ...]:
    """All quotations in order of their beginning; `depth` counts the quotations around each (0 = outermost)."""
    opening = {pair[0]: pair[1] for pair in language.letters["quotes"]}
    closing = {pair[1] for pair in language.letters["quotes"]}
    toggling = set(language.letters.get("toggling_quotes", ()))
    found: list[Quote] = []
    open_at: list[tuple[int, str, int]] = []  # (offset of the mark, sign that closes it, length of the mark)
    for match in _marks(language).finditer(text):
        i, char = match.start(), match.group()
        if char == "\n":
            _leave(found, open_at, text, i)
        elif char in toggling:
            if any(sign == "toggle" for _, sign, _ in open_at) and not _begins(text, i):
                _close(found, open_at, "toggle", i)
            elif _begins(text, i) or _glued(text, i):
                if any(sign == "toggle" for _, sign, _ in open_at) and not _glued(text, i):
                    _leave(found, open_at, text, i, only="toggle")
                open_at.append((i, "toggle", 1))
        elif char in opening and (opening[char] != char) and _apostrophe_free(text, i):
            open_at.append((i, opening[char], 1))
        elif char in closing and any(sign == char for _, sign, _ in open_at) and _apostrophe_free(text, i):
            _close(found, open_at, char, i)
    _leave(found, open_at, text, len(text))
    return tuple(sorted(found, key=lambda q: (q.outer.start, -q.outer.end)))


def _marks(language: Language) -> re.Pattern[str]:
    """Finds line ends and all characters that the language uses as quotation marks."""
    chars = {c for pair in language.letters["quotes"] for c in pair} | set(language.letters.get("toggling_quotes", ()))
    made: re.Pattern[str] = language.made(
        "text.quotes", lambda: re.compile("|".join(re.escape(c) for c in ("\n", *sorted(chars)) if len(c) == 1))
    )
    return made


def _begins(text: str, i: int) -> bool:
    """Does a mark at `i` stand where a word begins: space or an opening sign before it, a letter after it?"""
    before = text[i - 1] if i else " "
    after = text[i + 1] if i + 1 < len(text) else " "
    return (
        before.isspace() or before in "([{—–-:ـ" or not (before.isalnum() or before in ".,!?؟،؛…)")
    ) and not after.isspace()


def _glued(text: str, i: int) -> bool:
    """Is the mark glued to a short proclitic before it (بـ”القائد)? Then it opens."""
    before = text[max(0, i - 2) : i]
    return (
        bool(before)
        and i + 1 < len(text)
        and text[i + 1].isalnum()
        and before[-1].isalpha()
        and (len(before) == 1 or before[0].isspace())
    )


def _apostrophe_free(text: str, i: int) -> bool:
    """A single quotation mark between two letters is an apostrophe."""
    if text[i] not in "‘’'":
        return True
    inside = 0 < i < len(text) - 1
    return not (inside and text[i - 1].isalnum() and text[i + 1].isalnum())


def _close(found: list[Quote], open_at: list[tuple[int, str, int]], sign: str, i: int) -> None:
    while open_at:
        start, awaited, length = open_at.pop()
        matched = awaited == sign
        end = i + 1 if matched else i
        if start + length < i:
            found.append(Quote(Span(start, end), Span(start + length, i), matched, len(open_at)))
        if matched:
            return


def _leave(
    found: list[Quote], open_at: list[tuple[int, str, int]], text: str, end: int, only: str | None = None
) -> None:
    stop = end
    while stop > 0 and text[stop - 1].isspace():
        stop -= 1
    while open_at and (only is None or open_at[-1][1] == only):
        start, _, length = open_at.pop()
        if start + length < stop:
            found.append(Quote(Span(start, stop), Span(start + length, stop), False, len(open_at)))
        if only:
            return
