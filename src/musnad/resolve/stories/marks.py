"""Marks: what a text leaves in any language that another language's text about the same thing leaves too.

Concepts of known words, sounds of names, numbers. No translation: a mark says only that both texts may speak of the same.

    c:ambush     a concept of words.yml
    k:KSLN       the consonant key of a word that may be a name
    n:1200       a number
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

from musnad.resolve.names.key import word_keys
from musnad.resolve.names.letters import is_arabic, plain
from musnad.resolve.names.name import meaning

SHORT = 3  # sound classes; words with fewer say nothing by their sound alone
COMMON = 400  # most often a mark may stand in one text before it counts no more
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ\-][^\W\d_]+)*|\d[\d.,٫٬]*")
_CASED = ("Lu", "Lt")
Marks = Mapping[str, float]


def marks_of(text: str) -> Counter[str]:
    """How often each mark stands in the text."""
    found: Counter[str] = Counter()
    cased = any(unicodedata.category(c) in _CASED for c in text)
    starts = _sentence_starts(text)
    for match in _WORD.finditer(text):
        written = match[0]
        if written[0].isdecimal():
            number = _number(written)
            if number:
                found[f"n:{number}"] += 1
            continue
        found.update(_word_marks(written, cased and match.start() in starts, cased))
    return found


def _word_marks(written: str, first: bool, cased: bool) -> list[str]:
    word = plain(written)
    concepts = sorted({c for section, cs in meaning(word).items() if section not in _MUTE for c in cs})
    if concepts:
        return [f"c:{c}" for c in concepts]
    if cased and unicodedata.category(written[0]) not in _CASED:
        return []
    keys = [k for k in word_keys(_stem(word)) if len(k) >= SHORT]
    return [] if first and cased and not keys else [f"k:{k}" for k in keys[:2]]


_MUTE = ("particles", "titles", "forms", "numbers")


def _stem(word: str) -> str:
    """An Arabic word without what is written together with it before a name."""
    return word[1:] if is_arabic(word) and len(word) > 5 and word[0] in _joined() else word


def _joined() -> tuple[str, ...]:
    from musnad.resolve.tables import sounds

    return tuple(sounds()["joined"])


def _sentence_starts(text: str) -> set[int]:
    return {m.end() for m in re.finditer(r"(?:^|[.!?؟\n]\s*[\"“«'(]?)", text)}


def _number(written: str) -> str:
    """Digits of any script as one plain number, without separators of thousands; "" for single digits."""
    digits = "".join(str(unicodedata.decimal(c)) for c in written if c.isdecimal())
    return digits if len(digits) > 1 else ""


def rarity(collections: Iterable[Iterable[str]]) -> dict[str, float]:
    """Mark -> how much it says among these texts: the logarithm of how few have it."""
    texts = [set(marks) for marks in collections]
    counts = Counter(mark for marks in texts for mark in marks)
    return {mark: math.log((1 + len(texts)) / (n + 0.5)) for mark, n in counts.items()}


def weighed(counts: Mapping[str, int], rare: Mapping[str, float] | None = None) -> dict[str, float]:
    """Marks with their weight: damped counts times rarity, to length one."""
    made = {
        mark: (1 + math.log(n)) * (rare.get(mark, 1.0) if rare is not None else _plain_weight(mark))
        for mark, n in counts.items()
    }
    length = math.sqrt(sum(v * v for v in made.values())) or 1.0
    return {mark: v / length for mark, v in made.items() if v > 0}


def _plain_weight(mark: str) -> float:
    """Without a collection to count in: a long sound or a number says more than a known word."""
    return {"c": 1.0, "n": 1.2, "k": 0.5 + 0.25 * (len(mark) - 2)}.get(mark[0], 1.0)


def overlap(first: Marks, second: Marks) -> float:
    """Cosine of two weighed sets of marks, 0 to 1."""
    if len(second) < len(first):
        first, second = second, first
    return sum(v * second.get(mark, 0.0) for mark, v in first.items())
