"""Noun phrases: which words belong together around a noun, a title or a name?

`noun_phrase` answers for the phrase that begins at a token, `phrase_before` for the one that ends before it, `conjuncts`
for "X and Y". How phrases are built is said by `languages/*/phrases.yml`: by a written article or by the order of words.
"""

from __future__ import annotations

from musnad.languages import Language
from musnad.mentions import article, order
from musnad.mentions.phrase import Phrase
from musnad.mentions.words import words
from musnad.record import Text, changed

__all__ = ["Phrase", "conjuncts", "noun_phrase", "phrase_before"]

FARTHEST = 25  # tokens that `phrase_before` looks back
MOST_CONJUNCTS = 8


def noun_phrase(text: Text, i: int, language: Language, stop: int) -> Phrase | None:
    """The maximal noun phrase that begins at token `i` and ends at or before token `stop`; None when none begins there.

    Titles with their names, constructs, attributive adjectives, complements that belong to the head, brackets and quoted
    names are part of it. `conjuncts` holds the phrases coordinated with it (it first), () when it stands alone.
    """
    first = _single(text, i, language, stop)
    if first is None:
        return None
    joined = conjuncts(text, first, language, stop)
    return changed(first, conjuncts=joined) if len(joined) > 1 else first


def conjuncts(text: Text, phrase: Phrase, language: Language, stop: int) -> tuple[Phrase, ...]:
    """The phrase and those that follow it with "and" (or in a list that ends with "and"), in order of the text."""
    found = [phrase]
    commas: list[Phrase] = []  # phrases after a comma count only when an "and" closes the list
    while len(found) + len(commas) < MOST_CONJUNCTS:
        last = (commas or found)[-1].last
        at, closing = _joint(text, last, language, stop)
        following = _single(text, at, language, stop) if at else None
        if following is None:
            break
        if closing:
            found += [*commas, following]
            commas = []
        else:
            commas.append(following)
    return tuple(found)


def phrase_before(text: Text, i: int, language: Language, start: int) -> Phrase | None:
    """The noun phrase that ends right before token `i` and begins at or after token `start`.

    When it closes a coordination ("X and Y said"), `conjuncts` holds all its members.
    """
    k = max(start, i - FARTHEST)
    chain: list[Phrase] = []
    while k < i:
        found = _single(text, k, language, i)
        if found is None:
            at, _ = _joint(text, k, language, i) if chain and chain[-1].last == k else (0, False)
            if not at:
                chain = []
            k = max(at, k + 1)
            continue
        joined = bool(chain) and (
            (chain[-1].last == k and _attached(text, k, language)) or _is_joint(text, chain[-1].last, k, language)
        )
        chain = [*chain, found] if joined else [found]
        k = found.last
        if k == i:
            return changed(found, conjuncts=tuple(chain)) if len(chain) > 1 else found
    return None


def _single(text: Text, i: int, language: Language, stop: int) -> Phrase | None:
    if i >= min(stop, len(text.tokens)):
        return None
    form = words(language).knowledge.grammar["form"]
    return article.phrase_at(text, i, language, stop) if form == "article" else order.phrase_at(text, i, language, stop)


def _joint(text: Text, at: int, language: Language, stop: int) -> tuple[int, bool]:
    """(token at which the next conjunct begins, whether an "and" joins it); (0, False) when nothing is joined here."""
    if at >= min(stop, len(text.tokens)):
        return 0, False
    token = text.tokens[at]
    if token.text in (",", "،") and at + 1 < stop:
        following, closing = _joint(text, at + 1, language, stop)
        if following and closing:
            return following, True
        return at + 1, False
    if token.kind == "mark":
        return 0, False
    if _attached(text, at, language):
        return at, True
    return (at + 1, True) if token.fold in words(language).ands else (0, False)


def _attached(text: Text, at: int, language: Language) -> bool:
    """Is an "and" written together with the token?"""
    word = words(language)(text.tokens[at].fold)
    return bool(word.joined_to) and word.joined_to in language.conjunctions and not word.ends and word.verb < 2


def _is_joint(text: Text, last: int, first: int, language: Language) -> bool:
    at, _ = _joint(text, last, language, first + 1)
    return bool(at) and at == first
