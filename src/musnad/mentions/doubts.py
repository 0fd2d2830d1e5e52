"""What may a doubtful word be: behind a noun a name, the adjective of a state, a preposition with a noun, a clause; behind a
verb a plain noun and no name?"""

from __future__ import annotations

from collections.abc import Sequence

from musnad.mentions.knowledge import ACTORS
from musnad.mentions.names import name_end
from musnad.mentions.registry import registry
from musnad.mentions.words import Word, Words
from musnad.record import Sentence, Text, Token


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


def is_a_noun(text: Text, w: Words, i: int, sentence: Sentence) -> bool:
    """Is a given name the plain noun here: a state's name follows ("the emir of Qatar"), or it stands behind what people
    suffer with no name after it ("the killing of a student")?"""
    word = w.of(text.tokens[i])
    after = text.tokens[i + 1] if i + 1 < sentence.last and text.tokens[i + 1].kind == "word" else None
    if word.section == "titles" and after is not None and registry(w.language).names_state(after.fold):
        return True
    if word.section not in ("titles", "people") or word.definite or word.joined_to:
        return False
    if not (suffered(text, w, i) or _done_to(text, w, i)):
        return False
    name = w.of(after) if after is not None else None
    return name is None or not (name.given or name.surname or name.stem in w.knowledge.before or name.definite)


def _done_to(text: Text, w: Words, i: int) -> bool:
    """Does a finite verb that is none of saying stand right before the word ("arrested | a student")?"""
    before = text.tokens[i - 1] if i else None
    if before is None or before.kind != "word" or w.of(before).verb != 2:
        return False
    return all(r.entry.section not in ("spoke", "said") for r in w.knowledge.verbs.readings(before.fold))


def behind_verb(w: Words, text: Text, i: int) -> bool:
    """Does a verb, or a word for what people suffer, stand right before the word, so that it is no adjective ("abducted | an
    armed man", "the killing of | a civilian")?"""
    before = text.tokens[i - 1] if i else None
    if before is None or before.kind != "word" or w.of(before).definite:
        return False
    return w.of(before).verb > 0 or suffered(text, w, i)


def suffered(text: Text, w: Words, i: int) -> bool:
    """Does a word for what people suffer stand right before the indefinite word ("the killing of", "the arrest of")?"""
    if w.of(text.tokens[i]).definite:
        return False
    found = w.language.lexicon("actors", ACTORS, "suffered").hits(text.tokens, i - 1)
    return any(h.last == i and not h.reading.post for h in found)
