"""What the encoder reads at once: sentences in a row, up to about a hundred words."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from musnad.record import Text

# Words. Trained on texts of one to five sentences; longer windows cost more and were seen less.
WINDOW, LONGEST = 100, 150
MOST_WORDS = 4000  # words of a document that are read; the rest of a very long one is left to the rules


def windows(text: Text) -> Iterator[tuple[int, int]]:
    """Tokens [first, last) of each window: whole sentences, a very long one cut into parts of equal size."""
    first, last = 0, 0
    for sentence in text.sentences:
        if sentence.last > MOST_WORDS:
            break
        if sentence.last - first > WINDOW and last > first:
            yield first, last
            first = last
        last = sentence.last
        if last - first > LONGEST:
            yield from _parts(first, last)
            first = last
    if last > first:
        yield first, last


def _parts(first: int, last: int) -> Iterator[tuple[int, int]]:
    count = -(-(last - first) // WINDOW)
    cuts = [first + (last - first) * k // count for k in range(count + 1)]
    yield from itertools.pairwise(cuts)
