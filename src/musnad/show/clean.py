"""Text of an article made safe for a line of the screen: what could move the cursor, colour the screen or turn the line
around is shown as its number, so that no article can pretend to be something else than it is."""

from __future__ import annotations

import unicodedata

ISOLATE, POP = "\u2068", "\u2069"
_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u00ad\ufeff"))  # marks of direction and soft hyphens: nothing to see
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # embeddings, overrides, isolates


def clean(text: str) -> str:
    """One line: white space as single blanks, control characters as <U+001B>, marks of direction left out."""
    line = " ".join(text.translate(_MARKS).split())
    return line if line.isprintable() else "".join(map(_shown, line))


def _shown(char: str) -> str:
    odd = char in _TURNS or unicodedata.category(char) in ("Cc", "Cs", "Co", "Cn", "Zl", "Zp")
    return f"<U+{ord(char):04X}>" if odd else char


def isolated(text: str, rtl: bool = False) -> str:
    """`clean`, and isolated where it does not run as the line does (`rtl`: from right to left), so that neither turns
    the other. Dates in a line from right to left are isolated too: after Arabic letters 2024-11-02 would turn around."""
    text = clean(text)
    against = ("L", "EN", "AN") if rtl else ("R", "AL", "AN")
    return f"{ISOLATE}{text}{POP}" if any(unicodedata.bidirectional(c) in against for c in text) else text


def cut(text: str, most: int = 80) -> str:
    """The text, or its beginning with an ellipsis when it has more than `most` characters."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
