"""The key under which a place's name is stored and looked up: one spelling for the many ways of writing a name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

# Arabic letters that writers interchange (the same folding as languages/*/letters.yml), Persian forms, and letters
# that Unicode does not decompose.
_SAME: dict[str, str | None] = {
    "\u0622": "\u0627", "\u0623": "\u0627", "\u0625": "\u0627", "\u0671": "\u0627",  # alef: madda, hamza, wasla
    "\u0649": "\u064a", "\u06cc": "\u064a", "\u06a9": "\u0643", "\u0629": "\u0647",  # yeh, kaf, teh marbuta
    "\u06c0": "\u0647", "\u06c1": "\u0647", "\u06d5": "\u0647", "\u0640": None,  # forms of heh, tatweel
    "\u06af": "\u0643", "\u067e": "\u0628", "\u0686": "\u062c", "\u06a4": "\u0641",  # gaf, peh, cheh, veh
    "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ə": "a",
    "'": None, "’": None, "‘": None, "`": None, "ʿ": None, "ʾ": None, "ʼ": None, "ʻ": None, "´": None, ".": None,
    "-": " ", "‐": " ", "‑": " ", "–": " ", "_": " ", "/": " ",
}  # fmt: skip
_LETTERS = str.maketrans(_SAME)
_HAMZA_SEATS = {"\u0624", "\u0626"}  # waw and yeh with hamza stay letters of their own
_SPACE = re.compile(r"\s+")
_PLAIN = re.compile(r"[a-z0-9\u0621-\u063a\u0641-\u064a ]*\Z")  # nothing to decompose
ARTICLES = frozenset(  # of transliterated Arabic, with their assimilated forms
    word
    for line in Path(__file__).with_name("articles.txt").read_text(encoding="ascii").splitlines()
    if not line.startswith("#")
    for word in line.split()
)


@lru_cache(maxsize=100_000)
def key(name: str) -> str:
    """The key of a name: case, accents, vowel signs, hyphens and apostrophes gone, Arabic letters folded.

    Idempotent: `key(key(name)) == key(name)`.
    """
    low = name.casefold().translate(_LETTERS)
    if not _PLAIN.match(low):
        low = _bare(low).translate(_LETTERS)
    return _SPACE.sub(" ", low).strip()


def _bare(text: str) -> str:
    """`text` without combining marks; hamza on waw and yeh is kept."""
    out: list[str] = []
    for char in text:
        if char in _HAMZA_SEATS:
            out.append(char)
            continue
        out.extend(c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c))
    return "".join(out)


def without_article(folded: str) -> str | None:
    """A transliterated Arabic name without its article ("al bab" -> "bab"), or None when it has none."""
    first, _, rest = folded.partition(" ")
    return rest if rest and first in ARTICLES else None


def is_arabic(text: str) -> bool:
    """True when the name is written in Arabic script."""
    return any("\u0600" <= char <= "\u06ff" for char in text)
