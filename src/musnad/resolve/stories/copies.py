"""Copies: how much of one text stands in another, word for word? MinHash over runs of words (datasketch)."""

from __future__ import annotations

import functools

from musnad.resolve.stories.article import Article

RUN = 4  # words of a run
PERMUTATIONS = 64
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


def signature(text: str, language: str) -> list[int]:
    """The MinHash of a text: texts that share runs share numbers. For looking copies up among very many texts."""
    from datasketch import MinHash

    made = MinHash(num_perm=PERMUTATIONS)
    made.update_batch([run.encode() for run in sorted(runs(text, language))])
    return [int(value) for value in made.hashvalues]
