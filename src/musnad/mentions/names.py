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
    j, count, sealed, lead = i, 0, False, False
    while j < stop and count < LONGEST_NAME:
        token = tokens[j]
        if token.kind != "word":
            break
        word = words.of(token)
        if j > i and (_joined(words, word, lead) or _glued(words, word) or words.names_state(token)):
            break
        if _connects(words, tokens, j, stop, first=j == i):
            j, sealed, lead = j + 1, False, True
            continue
        announced = lead or (expected and count == 1)
        if not (_begins(words, word, expected) if j == i else _continues(words, word, sealed, announced)):
            break
        lead = word.given or (j > i and count == 0)
        sealed = sealed or (not word.given and (word.surname or (count > 0 and word.definite)))
        count, j = count + 1, j + 1
    while j > i and words.of(tokens[j - 1]).stem in words.knowledge.between:
        j -= 1
    return j if count else i


def _joined(words: Words, word: Word, lead: bool) -> bool:
    """Is a conjunction or preposition written on the word? After a given name, an unknown word that only looks so is a name."""
    if not word.joined_to:
        return False
    written = len(word.stem) > 3 and word.fold.startswith(word.joined_to + words.article)
    looks = (
        not written
        and word.definite
        and not word.section
        and not word.given
        and word.joined_to not in words.knowledge.glued
    )
    return not (looks and lead)


def _glued(words: Words, word: Word) -> bool:
    """Does an unknown word look like "and" with a word, or like a preposition, a word and a pronoun?"""
    if word.given or word.surname or word.section or word.definite:
        return False
    if len(word.fold) > 3 and any(word.fold.startswith(c) for c in words.knowledge.glued):
        return True
    return any(words.is_clothed(s) for s in words.language.splits(word.fold))


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
    if word.particle or word.ends or (word.post and not word.given) or word.fold in words.knowledge.counters:
        return False
    if word.given:
        return expected or not word.definite or word.surname
    if word.preposition or word.verb == 2:
        return False
    if word.surname:
        return True
    if word.definite and (word.adjective or _fits(words, "feminine_shape", word.stem) or len(word.stem) < 4):
        return False
    common = (
        word.section
        or _glued(words, word)
        or word.joined_to
        or word.adjective
        or _with_preposition(words, word)
        or _fits(words, "adverb_shape", word.stem)
        or _fits(words, "no_name_shape", word.fold)
    )
    return expected and not common and len(word.stem) > 2


def _with_preposition(words: Words, word: Word) -> bool:
    """Does an unknown word look like a preposition with a word that is known ("the minister | to discuss the matter")?"""
    letters, rest = words.knowledge.joined_inside, word.fold[1:]
    if word.fold[:1] not in letters or len(rest) < 3:
        return False
    return bool(words(rest).section in ("nouns", "adjectives") or words.knowledge.verbs.readings(rest))


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
    if sealed or not lead or word.verb or (word.post and word.section):
        return False
    if word.definite:
        return word.section in ("", "adjectives", "nouns")
    odd = _fits(words, "adverb_shape", word.stem) or _fits(words, "no_name_shape", word.fold)
    return not word.section and len(word.stem) > 1 and not odd
