"""Tokens: words, numbers and marks with their folded spelling."""

from __future__ import annotations

import re

from musnad.languages import Language
from musnad.record import Token

# Letters with their marks: combining marks, Arabic vowel signs, tatweel, zero-width joiners and direction marks may
# stand inside a word but never begin one. Hyphens and apostrophes join only letters (al-Assad, Syria's, Gaza’s).
_MARKS = "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200c-\u200f\u202a-\u202e\u2066-\u2069\u00ad"
_LETTER = rf"[^\W\d_][{_MARKS}]*"
_JOIN = r"['’ʼ‘\-‐‑]"
_LATIN = r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"
TOKEN = re.compile(
    rf"(?P<number>\d+(?:[.,٫٬]\d+)*)"
    rf"|(?P<word>(?:(?:{_LETTER})+(?:{_JOIN}(?={_LATIN})(?:{_LETTER})+|(?<=[A-Za-z])\.(?=[A-Za-z]\.)[A-Za-z]|(?<=\.[A-Za-z])\.)*)+)"
    rf"|(?P<mark>\.\.+|…|--+|[^\s\w{_MARKS}]|_)"
)


def find_tokens(text: str, language: Language) -> tuple[Token, ...]:
    """All tokens of `text` in order. Direction marks that stand alone are passed over."""
    fold, before, tokens = language.folder.fold, -1, []
    for match in TOKEN.finditer(text):
        start, end = match.span()
        word = match.group()
        space = start != before and (start == 0 or text[start - 1].isspace())
        tokens.append(Token(start, end, word, fold(word) or word, match.lastgroup or "mark", space))
        before = end
    return tuple(tokens)
