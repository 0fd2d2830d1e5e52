"""How words are compared in searches: every word in the spelling of its own script's language.

The folding is that of the language rooms (`languages/*/letters.yml`): hamza seats, ta marbuta, ya, harakat, tatweel and
Eastern digits for Arabic, accents and case for Latin script. Names use the gazetteer's key, which knows no language.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from musnad import languages
from musnad.gazetteer import key
from musnad.languages import Language
from musnad.text.tokens import TOKEN

_WORD = re.compile(r"\w+")
_ARABIC = (("\u0600", "\u08ff"), ("\ufb50", "\ufdff"), ("\ufe70", "\ufefe"))  # Unicode's blocks of Arabic letters


def fold_name(name: str) -> str:
    """The spelling under which a name is looked up; "" for a name without letters or digits."""
    return " ".join(_WORD.findall(key(name)))


def script_of(word: str) -> str:
    """Arab or Latn: the two scripts whose words are folded in a way of their own."""
    return "Arab" if any(first <= char <= last for char in word for first, last in _ARABIC) else "Latn"


@cache
def languages_of(script: str) -> tuple[Language, ...]:
    """The languages that have a folder and are written in the script."""
    loaded = (languages.load(code) for code in languages.available())
    return tuple(language for language in loaded if language.script == script)


@cache
def _folding(script: str, code: str) -> Language | None:
    """The document's own language where it is written in the script, else the first one that is."""
    known = languages_of(script)
    return next((language for language in known if language.code == code), known[0] if known else None)


def folded_words(text: str, code: str) -> list[str]:
    """The words of a text in language `code`, folded, in order; marks and spaces gone."""
    made: list[str] = []
    for match in TOKEN.finditer(text):
        if match.lastgroup != "mark":
            made += fold_token(match.group(), code)
    return made


@lru_cache(maxsize=200_000)
def fold_token(token: str, code: str) -> tuple[str, ...]:
    """One token as the words it is searched by: "al-Assad" gives two."""
    language = _folding(script_of(token), code)
    return tuple(_WORD.findall(language.fold(token) if language else token.casefold()))
