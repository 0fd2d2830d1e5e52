"""The glyphs of a PDF page to lines and paragraphs: what stands on one base line, in what order, with which spaces."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Any

from musnad.intake.pdforder import base_of, proved, reading_order

_SAME_LINE = 0.35  # of the size: glyphs whose base lines are nearer stand on one line
_GAP = 0.25  # of the size: a gap that wide is a space
_FAR = 1.4  # of the usual distance of lines: more begins a new paragraph
_SHORT = 0.75  # of the widest line: a shorter one ends its paragraph
_TALLER = 1.15  # a line so much taller is a heading

Place = tuple[int, int] | None


@dataclass(slots=True)
class Glyph:
    """One glyph with the marks on it. `text` as Unicode letters, `number` its place in the page's list."""

    text: str
    number: int
    x0: float
    x1: float
    y: float
    size: float


@dataclass(slots=True)
class Line:
    """A base line and its glyphs."""

    y: float
    size: float
    glyphs: list[Glyph] = field(default_factory=list)

    @property
    def width(self) -> float:
        return max(g.x1 for g in self.glyphs) - min(g.x0 for g in self.glyphs)


def page_text(chars: list[dict[str, Any]], page: int) -> tuple[str, list[Place], int]:
    """A page's text, where each of its code points stood, and how many lines could not be proved (see `pdforder`)."""
    lines = _lines(chars)
    base = base_of("".join(glyph.text for line in lines for glyph in line.glyphs))
    text: list[str] = []
    places: list[Place] = []
    doubtful = 0
    for n, line in enumerate(lines):
        if n:
            text.append("\n" if _breaks(lines, n) else " ")
            places.append(None)
        spaced = _spaced(line)
        ordered = reading_order([glyph.text if glyph else " " for glyph in spaced], base)
        doubtful += not proved([glyph.text if glyph else " " for glyph in spaced], ordered, base)
        for at, piece in ordered:
            glyph = spaced[at]
            text.append(piece)
            places += [(page, glyph.number) if glyph else None] * len(piece)
    return "".join(text), places, doubtful


def _lines(chars: list[dict[str, Any]]) -> list[Line]:
    """The lines of a page from top to bottom; marks sit on the glyph under or over which they stand."""
    glyphs: list[Glyph] = []
    marks: list[Glyph] = []
    for number, char in enumerate(chars):
        if char["upright"] and char["text"].strip("\x00\ufffd"):
            made = _glyph(char, number)
            (marks if all(unicodedata.combining(c) for c in made.text) else glyphs).append(made)
    lines: list[Line] = []
    for glyph in sorted(glyphs, key=lambda g: g.y):
        if not lines or abs(lines[-1].y - glyph.y) > _SAME_LINE * max(glyph.size, 1.0):
            lines.append(Line(glyph.y, glyph.size))
        lines[-1].glyphs.append(glyph)
        lines[-1].size = max(lines[-1].size, glyph.size)
    lines = [line for line in lines if any(glyph.text.strip() for glyph in line.glyphs)]
    for mark in marks:
        _sit(mark, lines)
    for line in lines:
        line.glyphs.sort(key=lambda g: (g.x0, g.number))
    return lines


def _glyph(char: dict[str, Any], number: int) -> Glyph:
    return Glyph(_letters(char["text"]), number, char["x0"], char["x1"], -char["matrix"][5], char["size"])


def _letters(text: str) -> str:
    """Presentation forms as the letters they show; everything else as it is."""
    return "".join(unicodedata.normalize("NFKC", c) if "\ufb00" <= c <= "\ufeff" else c for c in text)


def _sit(mark: Glyph, lines: list[Line]) -> None:
    """Put a vowel sign or accent after the letters of the nearest glyph."""
    near = [line for line in lines if abs(line.y - mark.y) < line.size]
    middle = (mark.x0 + mark.x1) / 2
    letters = [g for line in near for g in line.glyphs if g.text.strip()]
    if letters:
        host = min(letters, key=lambda g: (max(g.x0 - middle, middle - g.x1, 0), abs((g.x0 + g.x1) / 2 - middle)))
        host.text += mark.text


def _spaced(line: Line) -> list[Glyph | None]:
    """The glyphs from left to right; None is a space that only a gap shows. Spaces in a row become one."""
    made: list[Glyph | None] = []
    before: Glyph | None = None
    for glyph in line.glyphs:
        blank = not glyph.text.strip()
        if before is not None and glyph.x0 - before.x1 > _GAP * line.size and not blank and before.text.strip():
            made.append(None)
        if not (blank and (before is None or not before.text.strip())):
            made.append(glyph)
        before = glyph
    while made and (last := made[-1]) is not None and not last.text.strip():
        made.pop()
    return made


def _breaks(lines: list[Line], n: int) -> bool:
    """Does a paragraph begin with line `n`?"""
    before, line = lines[n - 1], lines[n]
    gaps = [b.y - a.y for a, b in pairwise(lines)]
    if line.y - before.y > _FAR * median(gaps):
        return True
    if max(line.size, before.size) > _TALLER * min(line.size, before.size):
        return True
    return before.width < _SHORT * max(each.width for each in lines)
