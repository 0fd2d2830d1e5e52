"""Does the next word belong to the noun phrase that is being read (a written article, no capitals)?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from musnad.mentions.deeds import deeds_at
from musnad.mentions.registry import registry
from musnad.mentions.words import Word, Words
from musnad.record import Token


@dataclass(slots=True)
class Scan:
    """Where the scan stands: `open` = the last noun may take a complement; `head` = core so far."""

    at: int
    open: bool
    kind: str
    adjectival: bool = False
    head: tuple[int, int] = (0, 0)
    named: bool = False
    plural: bool = False


def is_object(w: Words, tokens: Sequence[Token], state: Scan, word: Word) -> bool:
    """Is the word an indefinite object ("gunmen | a journalist") by an ending that the words before it do not have?"""
    ending = w.knowledge.grammar.get("accusative")
    if not ending or word.post != ending or word.definite or word.given or word.surname or not word.section:
        return False
    if registry(w.language).country(tokens[state.at].fold) is not None:
        return False
    before = tokens[state.at - 1]
    return not (before.kind == "number" or before.fold.endswith(ending) or w.of(before).stem in w.knowledge.counters)


def is_deed(w: Words, tokens: Sequence[Token], i: int) -> bool:
    """Does a deed or a weapon stand at token `i`, in or by which something happens to those named before it?"""
    return w.of(tokens[i]).section == "weapons" or bool(deeds_at(tokens, i, w.language))


def part_of_day(w: Words, tokens: Sequence[Token], state: Scan, stop: int) -> bool:
    """Is a word for a time ("dawn") part of an organisation's name: a definite noun, no day, follows it?"""
    k = state.at
    if tokens[k].fold not in w.knowledge.times or state.kind != "organization" or not state.open or k + 1 >= stop:
        return False
    after = w.of(tokens[k + 1])
    return after.definite and not after.ends


def common_words(w: Words, name: Sequence[Token]) -> bool:
    """Is it an unknown word with an adjective rather than a name ("deviant phenomena")?"""
    found = [w.of(t) for t in name]
    if len(found) < 2 or any(f.given or f.surname or f.stem in w.knowledge.before for f in found):
        return False
    return any(f.adjective and not f.definite for f in found[1:])


def takes_no_genitive(w: Words, word: Word) -> bool:
    """Is it a plural of persons with its last letter ("gunmen"), which it loses before a genitive?"""
    shape = w.knowledge.patterns.get("plural_shape")
    return bool(shape and shape.fullmatch(word.stem)) and word.section in ("people", "titles")


def agrees(w: Words, state: Scan, word: Word) -> bool:
    """A plural of persons agrees with plurals alone."""
    shape = w.knowledge.patterns.get("plural_shape")
    return not (shape and shape.fullmatch(word.stem)) or state.plural


def same_gender(w: Words, tokens: Sequence[Token], state: Scan, word: Word) -> bool:
    """Two adjectives of one definite noun are both marked as feminine or both not ("the Tunisian authorities | the opponent")."""
    shape = w.knowledge.patterns.get("marked_feminine_shape")
    before = w.of(tokens[state.at - 1])
    if shape is None or state.at - state.head[0] < 2 or not before.adjective or not w.of(tokens[state.head[0]]).definite:
        return True
    return not shape.fullmatch(before.fold) or bool(shape.fullmatch(word.fold))


def is_plural(w: Words, word: Word) -> bool:
    shape = w.knowledge.patterns.get("plural_shape")
    if word.reading and word.reading.has("plural"):
        return True
    return bool(shape and shape.fullmatch(word.stem))


def listed_further(w: Words, tokens: Sequence[Token], state: Scan, stop: int) -> bool:
    """Does a further definite noun with "and" follow ("fund for the young, youth and sport")?"""
    if state.at + 1 >= stop or tokens[state.at + 1].kind != "word":
        return False
    after = w.of(tokens[state.at + 1])
    return after.joined_to in w.language.conjunctions and after.definite and after.section in ("", "nouns")


def for_a_purpose(w: Words, tokens: Sequence[Token], state: Scan, word: Word) -> bool:
    """ "front for the liberation of": a preposition written on a noun goes on with names, sources and roles."""
    before = w.of(tokens[state.at - 1])
    if word.joined_to not in w.knowledge.joined_inside or word.stem in w.knowledge.counters:
        return False  # "for several hours" belongs to no name
    if state.kind == "source":
        return (bool(word.section) or word.definite) and not is_deed(w, tokens, state.at)
    if state.kind != "organization":
        return word.section in ("organizations", "titles") or word.registered or before.stem in w.knowledge.governing
    first = word.joined_to == w.knowledge.joined_inside[0]
    if before.stem in w.knowledge.governing:
        return first
    alone = state.at - state.head[0] < 2
    return first and not alone and word.section in ("", "nouns") and not word.post and word.verb < 2
