"""Keys: consonant classes of a word, under which candidates are looked up. A key never decides.

The key of علي كيالي and of Ali Kayali: L and KL. Letters that are written in two ways make two keys, at most MOST a word.
"""

from __future__ import annotations

import functools

from musnad.resolve.names.letters import plain, split, without_article
from musnad.resolve.tables import sounds

MOST = 6  # keys of a word
LONG = 6  # classes of a key; what is behind them is left to the comparison


def keys(name: str) -> tuple[str, ...]:
    """The keys of all words of a name, in order, each once; a word without consonants has none."""
    return tuple(dict.fromkeys(key for word in split(name) for key in word_keys(plain(word))))


@functools.lru_cache(maxsize=200_000)
def word_keys(word: str) -> tuple[str, ...]:
    """The keys of a plain word (`letters.plain`), the likeliest first."""
    word = without_article(word)
    table, longest = _classes()
    made, at = [""], 0
    while at < len(word):
        size = next((n for n in range(min(longest, len(word) - at), 0, -1) if word[at : at + n] in table), 0)
        if size:
            classes = table[word[at : at + size]]
            made = [key if key.endswith(c) else key + c for key in made for c in classes][:MOST]
        at += size or 1
    return tuple(dict.fromkeys(key[:LONG] for key in made if key))


@functools.cache
def _classes() -> tuple[dict[str, tuple[str, ...]], int]:
    """Letters -> their classes, and the length of the longest writing."""
    table: dict[str, tuple[str, ...]] = {}
    for sound_class, writings in sounds()["key"].items():
        for writing in writings:
            table[writing] = (*table.get(writing, ()), sound_class)
    return table, max(map(len, table))
