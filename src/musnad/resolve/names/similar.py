"""How alike are two words? By meaning, by sound across scripts, by spelling within one."""

from __future__ import annotations

import functools

from rapidfuzz.distance import JaroWinkler, Levenshtein

from musnad.resolve.names.key import word_keys
from musnad.resolve.names.letters import bare
from musnad.resolve.names.name import Word
from musnad.resolve.names.sounds import sound_alike

TRANSLATED = 0.97  # two writings of one concept
OTHER = 0.45  # most that two words of different meaning can reach
INITIAL = 0.8  # an initial and a word that begins with it


def alike(first: Word, second: Word) -> float:
    """0 to 1. Words of different scripts are compared by sound, words of one concept count as translated."""
    if first.text == second.text:
        return 1.0
    if first.concepts & second.concepts:
        return TRANSLATED
    if "number" in (first.role, second.role) or first.role == second.role == "acronym":
        return 0.0
    if "initial" in (first.role, second.role):
        return INITIAL if first.text[0] == second.text[0] else 0.0
    value = spelled_alike(first.text, second.text, first.arabic, second.arabic)
    return min(value, OTHER) if first.concepts and second.concepts else value


@functools.lru_cache(maxsize=200_000)
def spelled_alike(first: str, second: str, first_arabic: bool, second_arabic: bool) -> float:
    """0 to 1 for two plain words, by sound or by spelling. Arabic words of different consonants are different words: hardly
    any name is so long that another consonant would be a slip."""
    if first_arabic and second_arabic:
        value = _by_letters(bare(first), bare(second))
        return value if set(word_keys(first)) & set(word_keys(second)) else min(value, OTHER)
    if first_arabic or second_arabic:
        arabic, latin = (first, second) if first_arabic else (second, first)
        return sound_alike(arabic, latin)
    return _by_letters(first, second)


def _by_letters(first: str, second: str) -> float:
    if first == second:
        return 1.0
    edits: float = Levenshtein.normalized_similarity(first, second)
    value = edits * 0.6 + JaroWinkler.similarity(first, second) * 0.4
    if Levenshtein.distance(first, second) > 1 and not _near(first, second):
        value -= 0.1
    keys = set(word_keys(first)) & set(word_keys(second))
    if keys and len(min(keys)) > 1:  # the same consonants: another spelling of the vowels
        value = max(value, 0.6 + 0.4 * edits)
    return value


def _near(first: str, second: str) -> bool:
    """Do the words differ only in the order of two neighbouring letters, or in what is written twice?"""
    if sorted(first) == sorted(second):
        return Levenshtein.distance(first, second) <= 2
    return _once(first) == _once(second)


def _once(word: str) -> str:
    return "".join(c for i, c in enumerate(word) if not i or c != word[i - 1])
