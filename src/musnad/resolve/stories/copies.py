"""Copies: how much of one text stands in another, word for word? Shared runs of words."""

from __future__ import annotations

import functools

from musnad.resolve.stories.article import Article

RUN = 4  # words of a run
_WORDS = 20_000  # articles whose runs are remembered


def copied(first: Article, second: Article) -> float:
    """Share of the shorter text's runs that the longer one has too, 0 to 1; texts of two languages share none."""
    if first.language != second.language:
        return 0.0
    left, right = runs(first.record.document.text, first.language), runs(second.record.document.text, second.language)
    return len(left & right) / min(len(left), len(right)) if left and right else 0.0


@functools.lru_cache(maxsize=_WORDS)
def runs(text: str, language: str) -> frozenset[str]:
    """The runs of words of a text, folded."""
    from musnad.languages import load

    words = [w for w in (load(language).fold(part).strip(".,;:!?\"'()«»“”،؛؟") for part in text.split()) if w]
    return frozenset(" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1))
