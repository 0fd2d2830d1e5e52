"""Lines of a PDF, which have their glyphs from left to right, in the order in which they are read.

A line of a right-to-left page is turned around; runs of Latin words and of numbers inside it are turned back. Brackets
in what was turned are mirrored, as the eye sees them. Whether a line was understood is checked with the Unicode
bidirectional algorithm (python-bidi): displayed again, it must give the glyphs as they stood.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

_RIGHT = ("R", "AL")
# Over the line's bidi classes, one letter each: L letter, R right-to-left, N digit, S separator inside numbers, O other.
_LATIN = re.compile(r"L(?:[^R]*[LN])?")
_NUMBER = re.compile(r"N+(?:SN+)*")
_RUN = re.compile(r"R(?:[^L]*R)?")
_SEPARATORS = frozenset(".,:/\u066b\u066c")


def base_of(text: str) -> str:
    """R when most letters run from right to left, else L."""
    right = sum(unicodedata.bidirectional(char) in _RIGHT for char in text)
    left = sum(unicodedata.bidirectional(char) == "L" for char in text)
    return "R" if right > left else "L"


def reading_order(glyphs: Sequence[str], base: str) -> list[tuple[int, str]]:
    """The line in reading order: (place in `glyphs`, its text), brackets mirrored where they were turned."""
    classes = "".join(_class(glyph) for glyph in glyphs)
    if base == "R":
        return _turned(list(range(len(glyphs))), glyphs, classes)
    made: list[tuple[int, str]] = []
    at = 0
    for run in _RUN.finditer(classes):
        made += [(i, glyphs[i]) for i in range(at, run.start())]
        made += _turned(list(range(run.start(), run.end())), glyphs, classes)
        at = run.end()
    return made + [(i, glyphs[i]) for i in range(at, len(glyphs))]


def proved(glyphs: Sequence[str], ordered: Sequence[tuple[int, str]], base: str) -> bool:
    """Does the line, displayed again, look as it did?"""
    from bidi.algorithm import get_display  # the one that mirrors brackets

    shown = get_display("".join(text[:1] for _, text in ordered), base_dir=base)
    return str(shown).replace(" ", "") == "".join(glyph[:1] for glyph in glyphs).replace(" ", "")


def _class(glyph: str) -> str:
    char = glyph[:1]
    kind = unicodedata.bidirectional(char) if char else "ON"
    if kind in _RIGHT:
        return "R"
    if kind in ("EN", "AN") and char not in _SEPARATORS:
        return "N"
    return "S" if char in _SEPARATORS else "L" if kind == "L" else "O"


def _turned(places: list[int], glyphs: Sequence[str], classes: str) -> list[tuple[int, str]]:
    """A stretch from right to left, with the runs inside it that stay as they stand."""
    first = places[0] if places else 0
    kept: dict[int, int] = {}  # start of a run that stays -> its end
    stretch = classes[first : first + len(places)]
    for run in _LATIN.finditer(stretch):
        kept[run.start()] = run.end()
    for run in _NUMBER.finditer(stretch):
        if not any(start <= run.start() < end for start, end in kept.items()):
            kept[run.start()] = run.end()
    made: list[tuple[int, str]] = []
    ends = {end: start for start, end in kept.items()}
    at = len(places)
    while at:
        start = ends.get(at)
        if start is not None:
            made += [(first + i, glyphs[first + i]) for i in range(start, at)]
            at = start
        else:
            at -= 1
            made.append((first + at, _mirrors().get(glyphs[first + at], glyphs[first + at])))
    return made


@cache
def _mirrors() -> dict[str, str]:
    """Brackets and quotation marks by their mirror image (Unicode's BidiMirroring, from python-bidi)."""
    from bidi.mirror import MIRRORED

    return dict(MIRRORED)
