"""Cutting a document into sentences.

A line end always ends a sentence (headlines have no stop). Otherwise a sentence ends at a stop, its closing marks
included, unless the stop belongs to an abbreviation or a number, or stands inside a closed quotation of moderate length.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence

from musnad.languages import Language
from musnad.record import Document, Quote, Sentence, Text, Token
from musnad.text.quotes import find_quotes
from musnad.text.tokens import find_tokens

LONG_QUOTE = 700  # code points; a longer quotation is cut into its sentences
# Tokens. News has no sentence so long: such a text has lost its stops, and grammars that look over whole sentences would
# take minutes over it. It is cut at the next mark, or after some words more.
LONG_SENTENCE, LONGEST_SENTENCE = 250, 320
LINE_END = re.compile("[\n\u2028\u2029]")
HEADLINE_WORDS = 22  # a first line with at most so many words and no stop is a headline


def split_text(document: Document, language: Language) -> Text:
    """The document's tokens, sentences and quotations (see `record/text.py`)."""
    tokens = find_tokens(document.text, language)
    quotes = find_quotes(document.text, language)
    starts = tuple([t.start for t in tokens])
    sentences = tuple(_sentences(document, tokens, starts, quotes, language))
    return Text(document, tokens, sentences, quotes, starts, tuple([s.start for s in sentences]))


def _sentences(
    document: Document, tokens: Sequence[Token], starts: Sequence[int], quotes: Sequence[Quote], language: Language
) -> Iterator[Sentence]:
    held = _held(quotes)
    closing = {bisect.bisect_left(starts, match.start()) - 1 for match in LINE_END.finditer(document.text)}
    first, paragraph, n = 0, 0, len(tokens)
    for i, token in enumerate(tokens):
        following = tokens[i + 1] if i + 1 < n else None
        line_end = following is None or i in closing
        ends = token.kind == "mark" and _ends(tokens, i, language, held)
        if not (line_end or ends or (i + 1 - first >= LONG_SENTENCE and _too_long(token, i + 1 - first))):
            continue
        if following is not None and not line_end and _closes_after(following, language):
            continue  # the closing mark still belongs to this sentence
        yield Sentence(
            tokens[first].start,
            token.end,
            first,
            i + 1,
            paragraph,
            _is_headline(document, tokens, first, i + 1, paragraph, language),
        )
        paragraph += 1 if line_end else 0
        first = i + 1


def _too_long(token: Token, count: int) -> bool:
    """Is a sentence of more than LONG_SENTENCE tokens cut here?"""
    return token.kind == "mark" or count >= LONGEST_SENTENCE


def _held(quotes: Sequence[Quote]) -> list[tuple[int, int]]:
    spans = sorted((q.inner.start, q.inner.end) for q in quotes if q.closed and len(q.inner) <= LONG_QUOTE)
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _ends(tokens: Sequence[Token], i: int, language: Language, held: Sequence[tuple[int, int]]) -> bool:
    """Does the sentence end with token `i` (a stop, or a closing mark right after a stop)?"""
    k = i
    while k > 0 and _closes_after(tokens[k], language) and not tokens[k].after_space:
        k -= 1
    stop = tokens[k]
    if stop.text not in language.letters["sentence_ends"]:
        return False
    at = bisect.bisect_right(held, (stop.start, len(stop.text) + 10**9)) - 1
    if at >= 0 and held[at][0] <= stop.start < held[at][1] and i == k:
        return False
    before = tokens[k - 1] if k else None
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if stop.text in (".", "…") and before is not None and not stop.after_space:
        if _abbreviated(before, language) and after is not None:
            return False
        if after is not None and not after.after_space and not _new_sentence_glued(before, after):
            return False
    return not (after is not None and after.text[:1].islower())


def _abbreviated(before: Token, language: Language) -> bool:
    listed = language.letters.get("abbreviations", ())
    single = len(before.text) == 1 and before.kind == "word"
    return before.kind == "word" and (single or before.fold.rstrip(".") in listed or "." in before.text)


def _new_sentence_glued(before: Token, after: Token) -> bool:
    """A stop without a space after it: does a new sentence begin all the same ("ended.The", "انتهت.وقال")?"""
    if before.kind != "word" or after.kind == "number":
        return False
    if after.kind == "mark":
        return True
    return len(before.text) > 2 and (after.text[:1].isupper() or not after.text[:1].isascii())


def _closes_after(token: Token, language: Language) -> bool:
    return token.kind == "mark" and not token.after_space and token.text in language.letters.get("closers", ())


def _is_headline(
    document: Document, tokens: Sequence[Token], first: int, last: int, paragraph: int, language: Language
) -> bool:
    if paragraph or first:
        return False
    line = document.text[tokens[first].start : tokens[last - 1].end]
    if document.title and line.strip() == document.title.strip():
        return True
    words = sum(1 for t in tokens[first:last] if t.kind != "mark")
    more = last < len(tokens)
    return more and words <= HEADLINE_WORDS and tokens[last - 1].text not in language.letters["sentence_ends"]
