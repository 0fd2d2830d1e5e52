"""Personal names without capitals: where does a name that begins here end?"""

from __future__ import annotations

from collections.abc import Sequence

from musnad.mentions.words import Word, Words
from musnad.record import Token

LONGEST_NAME = 5  # words that are not connectors ("son of", "father of")


def name_end(words: Words, tokens: Sequence[Token], i: int, stop: int, *, expected: bool) -> int:
    """The token after the personal name that begins at token `i`; `i` when none does.

    `expected`: something before it announces a name (a title, a verb of saying), so that an unknown word may begin it.
    """
    j, count, sealed = i, 0, False
    while j < stop and count < LONGEST_NAME:
        token = tokens[j]
        if token.kind != "word":
            break
        word = words.of(token)
        if j > i and word.joined_to and not word.given:
            break
        part = _connects(words, tokens, j, stop, first=j == i)
        if part:
            j += part
            sealed = False
            continue
        accepted = _begins(word, expected) if count == 0 else not sealed and _continues(words, word, count)
        if not accepted:
            break
        sealed = word.definite and count > 0 and not word.given
        count += 1
        j += 1
    while j > i and words.of(tokens[j - 1]).stem in words.knowledge.between:
        j -= 1
    return j if count else i


def _connects(words: Words, tokens: Sequence[Token], j: int, stop: int, *, first: bool) -> int:
    """1 when the token is a connector that another word must follow ("father of", "son of", "servant of"), else 0."""
    k = words.knowledge
    word = words.of(tokens[j])
    listed = word.stem in k.before or (not first and word.stem in k.between)
    if not listed or j + 1 >= stop or tokens[j + 1].kind != "word":
        return 0
    after = words.of(tokens[j + 1])
    return 0 if after.ends or after.preposition or (after.verb == 2 and not after.given) else 1


def _begins(word: Word, expected: bool) -> bool:
    if word.given:
        return True
    if word.ends or word.preposition or word.verb == 2 or word.post:
        return False
    if word.surname:
        return expected or word.definite
    return expected and not word.section and len(word.stem) > 1


def _continues(words: Words, word: Word, count: int) -> bool:
    if word.given or word.surname:
        return True
    if word.ends or word.preposition or word.verb or word.post:
        return False
    if word.definite:
        return word.section in ("", "nouns", "adjectives") and (not word.section or count <= 2)
    return not word.section and len(word.stem) > 1
