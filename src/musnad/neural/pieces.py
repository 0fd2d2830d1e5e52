"""Words -> pieces of the tokenizer, with the piece at which each word begins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer


def first_pieces(words: Sequence[str], spaces: Sequence[bool], tokenizer: Tokenizer) -> tuple[list[int], list[int]]:
    """Ids between <s> and </s>, and for each word the index of its first piece. `spaces`: is there white space before it?

    The words are written in a row as the text has them, so that pieces are those of running text. A word that has no piece
    of its own (a mark that is joined to the one before) shares the piece that covers it."""
    line, starts = "", []
    for word, space in zip(words, spaces, strict=True):
        line += " " if space and line else ""
        starts.append(len(line))
        line += word
    made = tokenizer.encode(line)
    ends = [end for _, end in made.offsets]
    first, piece = [], 1
    for start in starts:
        while piece < len(ends) - 2 and ends[piece] <= start:
            piece += 1
        first.append(piece)
    return made.ids, first
