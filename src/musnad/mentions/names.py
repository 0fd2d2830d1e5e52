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
    j, count, before, sealed, lead = i, 0, None, False, False
    while j < stop and count < LONGEST_NAME:
        token = tokens[j]
        if token.kind != "word":
            break
        word = words.of(token)
        if j > i and (word.joined_to or _glued(words, word)):
            break
        if _connects(words, tokens, j, stop, first=j == i):
            j, before, sealed, lead = j + 1, None, False, True
            continue
        if not (
            _begins(words, word, expected)
            if j == i
            else _continues(words, word, sealed, lead or (expected and count == 1))
        ):
            break
        lead = word.given or (before is None and j > i)
        sealed = sealed or (count > 0 and not word.given and (word.definite or word.surname))
        before, count, j = word, count + 1, j + 1
    while j > i and words.of(tokens[j - 1]).stem in words.knowledge.between:
        j -= 1
    return j if count else i


def _glued(words: Words, word: Word) -> bool:
    """Does an unknown word look like a conjunction with a word, or a preposition, a word and a pronoun?"""
    if word.given or word.surname or word.section or word.definite:
        return False
    if len(word.fold) > 3 and any(word.fold.startswith(c) for c in words.language.conjunctions):
        return True
    return any(s.pre and s.post and len(s.stem) > 2 for s in words.language.splits(word.fold))


def _connects(words: Words, tokens: Sequence[Token], j: int, stop: int, *, first: bool) -> int:
    """1 when the token is a connector that another word must follow ("father of", "son of", "servant of"), else 0."""
    k = words.knowledge
    word = words.of(tokens[j])
    listed = word.stem in k.before or (not first and word.stem in k.between)
    if not listed or j + 1 >= stop or tokens[j + 1].kind != "word":
        return 0
    after = words.of(tokens[j + 1])
    return 0 if after.ends or after.preposition or (after.verb == 2 and not after.given) else 1


def _begins(words: Words, word: Word, expected: bool) -> bool:
    if word.particle or word.ends or (word.post and not word.given):
        return False
    if word.given:
        return expected or not word.definite or word.surname
    if word.preposition or word.verb == 2:
        return False
    if word.surname:
        return True
    if word.definite and (word.adjective or _fits(words, "feminine_shape", word.stem) or len(word.stem) < 4):
        return False
    return expected and not word.section and len(word.stem) > 2 and not (word.joined_to or word.adjective)


def _fits(words: Words, shape: str, stem: str) -> bool:
    pattern = words.knowledge.patterns.get(shape)
    return bool(pattern and pattern.fullmatch(stem))


def _continues(words: Words, word: Word, sealed: bool, lead: bool) -> bool:
    """A further given name or surname; an unknown word once; a definite one right after a given name or a
    connector (`lead`)."""
    if word.particle or word.ends or word.preposition:
        return word.given and not word.particle
    if word.given or word.surname:
        return True
    if sealed or word.verb or (word.post and word.section):
        return False
    if word.definite:
        return lead and word.section in ("", "adjectives", "nouns")
    return not word.section and len(word.stem) > 1 and not _fits(words, "adverb_shape", word.stem)
