"""What may a doubtful word behind a noun be: a name, the adjective of a state, a preposition with a noun, a clause?"""

from __future__ import annotations

from collections.abc import Sequence

from musnad.mentions.names import name_end
from musnad.mentions.registry import registry
from musnad.mentions.words import Word, Words
from musnad.record import Token


def says_a_state(w: Words, tokens: Sequence[Token], i: int, stop: int) -> bool:
    """Is a given name by itself the adjective of a state ("a Turkish soldier", not "a soldier, Turki al-Ali")?"""
    known = registry(w.language).country(tokens[i].fold) is not None
    return known and name_end(w, tokens, i, stop, expected=False) == i + 1


def state_or_family(w: Words, tokens: Sequence[Token], i: int, word: Word) -> bool:
    """Is a family name here the adjective of a state ("the Sudanese president")? It is the name where the text gives it to
    somebody ("Mohammed Shia al-Sudani")."""
    if not word.surname or not word.fold.startswith(w.article) or registry(w.language).country(word.fold) is None:
        return False
    behind = (w.of(tokens[k - 1]) for k in range(1, len(tokens)) if k != i and tokens[k].fold == word.fold)
    return not any(b.given or b.surname for b in behind)


def clothed(w: Words, word: Word) -> bool:
    """May an unknown word be a preposition with a noun ("in numbers", "in order to complete")?"""
    if word.section or word.definite or word.given or word.surname or len(word.fold) < 5:
        return False
    return word.fold[0] in w.knowledge.joined_inside and registry(w.language).country(word.fold) is None


def has_clause(w: Words, word: Word) -> bool:
    """May an unknown word be the verb of a clause about an undetermined noun ("a man who wraps")?"""
    if word.section or word.given or word.surname or word.definite or registry(w.language).country(word.fold):
        return False
    shape = w.knowledge.patterns.get("clause_shape")
    return bool(shape and shape.fullmatch(word.fold))
