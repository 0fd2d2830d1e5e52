"""Quotation marks and brackets that belong to a noun phrase: a name in quotes, a short form in brackets."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.mentions.words import Words
from musnad.record import Text, Token


def quoted_end(w: Words, text: Text, i: int, stop: int) -> int:
    """The token after the closing mark when a short quotation (a name, no clause) opens at token `i`, else 0."""
    token = text.tokens[i]
    if token.kind != "mark":
        return 0
    for quote in text.quotes:
        if quote.outer.start == token.start:
            end = text.token_at(quote.outer.end - 1) + 1
            name = quote.closed and end <= stop and 2 < end - i <= 9
            return end if name and not _clause(w, text.tokens[i + 1 : end - 1]) else 0
        if quote.outer.start > token.start:
            break
    return 0


def _clause(w: Words, tokens: Sequence[Token]) -> bool:
    """Does a negator, a relative or a conjunction stand in front: words that begin a sentence and no name?"""
    first = w.of(tokens[0]) if tokens[0].kind == "word" else None
    return first is not None and first.ends and len(tokens) > 1


def brackets_end(w: Words, text: Text, i: int, stop: int) -> int:
    """The token after a short bracket that follows the phrase, else `i`."""
    if i + 2 < stop and text.tokens[i].text == "(":
        for k in range(i + 1, min(i + 7, stop)):
            if text.tokens[k].text == ")":
                return k + 1 if k > i + 1 else i
            if w.of(text.tokens[k]).ends or w.of(text.tokens[k]).preposition:
                break
    return i
