"""Letters of a name: one plain spelling per script, in which names are compared."""

from __future__ import annotations

import functools
import re
import unicodedata

from musnad.resolve.tables import sounds

ARABIC = "Arab"
LATIN = "Latn"
TATWEEL = "\u0640"
MARKS = dict.fromkeys(map(ord, "'’‘`´ʼʻʿʾ‏‎"))
_CUT = re.compile(r"[^\w&]+")


def is_arabic(text: str) -> bool:
    """Does the text hold letters of the Arabic script?"""
    return any("\u0620" <= c <= "\u06d5" or "\u0750" <= c <= "\u077f" for c in text)


@functools.lru_cache(maxsize=100_000)
def plain(word: str) -> str:
    """The word in lower case without marks; Arabic letters of other languages as their Arabic neighbours, every other
    script in Latin letters."""
    spread = unicodedata.normalize("NFKC", word).casefold().translate(MARKS)
    if is_arabic(spread):
        return arabic(spread)
    spread = "".join(c for c in unicodedata.normalize("NFD", spread) if not unicodedata.combining(c))
    return spread if spread.isascii() else _romanised(spread)


def arabic(word: str) -> str:
    """An Arabic word without vowel signs and tatweel, foreign letters as their Arabic neighbours."""
    fold: dict[str, str] = sounds()["fold"]
    kept = (c for c in word if not unicodedata.combining(c) and c != TATWEEL and unicodedata.category(c) != "Cf")
    return "".join(fold.get(c, c) for c in kept)


@functools.lru_cache(maxsize=50_000)
def _romanised(word: str) -> str:
    from anyascii import anyascii

    return anyascii(word).casefold().translate(MARKS)


@functools.cache
def _same() -> tuple[dict[int, str], str, str]:
    """Spellings that do not count, the article, and what it becomes after a preposition that swallows its alif."""
    table = sounds()
    same = {ord(letter): other.strip("-") for letter, other in table["same"].items()}
    return same, table["article"], table["lengthened"]


@functools.lru_cache(maxsize=100_000)
def bare(word: str) -> str:
    """A plain Arabic word for comparison with other Arabic words: one alif, no article."""
    same, article, lengthened = _same()
    letters = word.translate(same)
    if letters.startswith(lengthened) and len(letters) > 4:
        letters = article + letters[len(lengthened) :]
    return without_article(letters)


def without_article(word: str) -> str:
    """The word without the Arabic article; a word that would keep a single letter stays as it is."""
    article = _same()[1]
    return word[len(article) :] if word.startswith(article) and len(word) > len(article) + 1 else word


def split(name: str) -> list[str]:
    """The words of a name as written. Hyphens, spaces and points part words; a point between single letters does
    not ("A.B.C." is one word)."""
    joined = re.sub(r"\b((?:[^\W\d_]\.){2,})(?=\W|$)", lambda m: m[1].replace(".", ""), name.translate(MARKS) + " ")
    return [w for w in _CUT.split(joined) if w]
