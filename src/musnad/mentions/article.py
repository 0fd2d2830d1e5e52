"""Noun phrases in languages with a written article (Arabic): constructs end at the first definite word, agreeing
adjectives follow it, a name follows a title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from musnad.languages import Language
from musnad.mentions.deeds import deeds_at
from musnad.mentions.doubts import clothed, has_clause, says_a_state, state_or_family
from musnad.mentions.names import name_end
from musnad.mentions.phrase import Phrase
from musnad.mentions.registry import registry
from musnad.mentions.words import Word, Words, words
from musnad.record import Span, Text, Token
from musnad.rules import Entry

LONGEST = 14  # tokens of a phrase without its brackets
TITLED = ("role", "source", "rank")
ACTING = ("titles", "organizations", "people")


@dataclass(slots=True)
class _State:
    """Where the scan stands: `open` = the last noun may take a complement; `head` = core so far."""

    at: int
    open: bool
    kind: str
    adjectival: bool = False
    head: tuple[int, int] = (0, 0)
    named: bool = False
    plural: bool = False


def phrase_at(text: Text, i: int, language: Language, stop: int) -> Phrase | None:
    """The maximal noun phrase that begins at token `i` and ends at or before token `stop`, without its conjuncts."""
    w, tokens = words(language), text.tokens
    stop = min(stop, len(tokens))
    start = _past_determiners(w, tokens, i, stop)
    if start >= stop:
        return None
    quoted = _quoted(w, text, start, stop)
    if quoted:
        return _phrase(text, language, i, quoted, (start + 1, quoted - 1), w)
    state = _begin(w, tokens, start, stop)
    if state is None:
        return None
    while state.at < stop and state.at - i < LONGEST and _step(w, text, state, stop):
        pass
    head = state.head if state.named else _core(w, tokens, start, state)
    last = _brackets(w, text, state.at, stop)
    return _phrase(text, language, i, last, head, w, named=state.named)


def _past_determiners(w: Words, tokens: Sequence[Token], i: int, stop: int) -> int:
    """The first token after demonstratives, quantifiers and numbers."""
    while i + 1 < stop:
        token = tokens[i]
        stem = w.of(token).stem
        listed = token.fold in w.pointers or stem in w.pointers or not w.knowledge.counters.isdisjoint((token.fold, stem))
        if not (token.kind == "number" or listed) or tokens[i + 1].kind == "mark":
            break
        i += 1
    return i


def _begin(w: Words, tokens: Sequence[Token], i: int, stop: int) -> _State | None:
    token = tokens[i]
    if token.kind == "mark":
        return None
    if token.kind == "number":
        return _State(i + 1, False, "number")
    word = w.of(token)
    acting = word.section in ACTING
    name = i if acting or word.definite else name_end(w, tokens, i, stop, expected=False)
    if name > i:
        return _State(name, False, "name", head=(i, name), named=True)
    phrase = _listed_phrase(w, tokens, i, stop)
    if phrase:
        return phrase
    if word.ends or (not acting and (word.preposition or word.verb == 2)):
        return None
    kind = _kind(word.reading.entry) if acting and word.reading else "common"
    closed = word.definite or (not acting and registry(w.language).names_state(token.fold))
    return _State(i + 1, not closed, kind, head=(i, i + 1), plural=_plural(w, word))


def _kind(entry: Entry) -> str:
    """Which complements the head takes: source, organization, role, rank (a sure name alone follows) or common."""
    usual = {"titles": "rank" if entry.get("weak") else "role", "organizations": "organization"}
    return str(entry.get("phrase_kind") or usual.get(entry.section, "common"))


def _listed_phrase(w: Words, tokens: Sequence[Token], i: int, stop: int) -> _State | None:
    """The state after a title or organisation of several words that is listed as a whole."""
    hit = w.knowledge.nouns.longest(tokens, i) if w.of(tokens[i]).many else None
    if hit is None or hit.last - i < 2 or hit.last > stop:
        return None
    closed = w.of(tokens[hit.last - 1]).definite
    adjectival = hit.last - i > 1 and not closed and w.of(tokens[hit.last - 1]).adjective
    return _State(hit.last, not closed, _kind(hit.entry), adjectival=adjectival, head=(i, hit.last))


def _step(w: Words, text: Text, state: _State, stop: int) -> bool:
    """Take in the next token if it belongs to the phrase."""
    tokens, k = text.tokens, state.at
    token = tokens[k]
    if token.kind == "mark":
        return _mark(w, text, state, stop)
    if token.kind == "number":
        return False
    word = w.of(token)
    if _object(w, tokens, state, word):
        return False
    if (
        word.ends
        and token.fold not in w.knowledge.inside.get(state.kind, ())
        and not _part_of_day(w, tokens, state, stop)
    ):
        return False
    if word.joined_to and not word.given:
        return _joined(w, tokens, state, word, stop)
    if word.preposition or (token.fold in w.knowledge.inside.get(state.kind, ()) and not word.given):
        return _preposition(w, text, state, token, stop)
    if word.verb == 2 or (word.verb and not state.open):
        return False
    if state.named:
        return False
    return _open(w, text, state, word, stop) if state.open else _closed(w, tokens, state, word, stop)


def _object(w: Words, tokens: Sequence[Token], state: _State, word: Word) -> bool:
    """Is the word an indefinite object ("gunmen | a journalist") by an ending that the words before it do not have?"""
    ending = w.knowledge.grammar.get("accusative")
    if not ending or word.post != ending or word.definite or word.given or word.surname or not word.section:
        return False
    if registry(w.language).country(tokens[state.at].fold) is not None:
        return False
    before = tokens[state.at - 1]
    return not (before.kind == "number" or before.fold.endswith(ending) or w.of(before).stem in w.knowledge.counters)


def _deed(w: Words, tokens: Sequence[Token], i: int) -> bool:
    """Does a deed or a weapon stand at token `i`, in or by which something happens to those named before it?"""
    return w.of(tokens[i]).section == "weapons" or bool(deeds_at(tokens, i, w.language))


def _part_of_day(w: Words, tokens: Sequence[Token], state: _State, stop: int) -> bool:
    """Is a word for a time ("dawn") part of an organisation's name: a definite noun, no day, follows it?"""
    k = state.at
    if tokens[k].fold not in w.knowledge.times or state.kind != "organization" or not state.open or k + 1 >= stop:
        return False
    after = w.of(tokens[k + 1])
    return after.definite and not after.ends


def _open(w: Words, text: Text, state: _State, word: Word, stop: int) -> bool:
    """After an indefinite noun: an adjective, a complement, or (after a title) a name."""
    tokens = text.tokens
    demonym = word.given and says_a_state(w, tokens, state.at, stop)
    if state.kind in TITLED and (word.given or word.stem in w.knowledge.before) and not demonym:
        return _name(w, tokens, state, stop)
    if w.counts(tokens[state.at]) and not word.section:
        return False  # what is counted is something else
    if (word.adjective and not word.definite) or demonym:
        state.adjectival = True
        state.at += 1
        return True
    if state.adjectival:
        return _name(w, tokens, state, stop) if state.kind in TITLED and word.given else False
    if word.section == "organizations" and not word.definite and not word.adjective and state.kind != "organization":
        inner = phrase_at(text, state.at, w.language, stop)
        if inner is not None:
            state.at, state.open = inner.last, False
            return True
    if state.kind != "organization" and (clothed(w, word) or has_clause(w, word)):
        return False
    before = w.of(tokens[state.at - 1])
    if word.definite and state.plural and not before.definite and takes_no_genitive(w, before):
        return False  # "gunmen | the nurses": a plural with its last letter takes no genitive
    name = name_end(w, tokens, state.at, stop, expected=False) if not word.definite else state.at
    state.at = max(name, state.at + 1)
    state.open = not (word.definite or (name > state.at - 1 and word.given))
    if word.section:
        state.plural = _plural(w, word)
    return True


def _closed(w: Words, tokens: Sequence[Token], state: _State, word: Word, stop: int) -> bool:
    """After a definite noun: agreeing adjectives, further titles, a name after a title."""
    if state.kind in TITLED and state_or_family(w, tokens, state.at, word):
        state.at += 1
        return True
    if state.kind not in TITLED and word.surname and not word.definite and word.fold.startswith(w.article):
        shape = w.knowledge.patterns.get("adjective_shape")  # a relational adjective that is a family name too
        if shape and shape.fullmatch(word.fold[len(w.article) :]):
            state.at += 1
            return True
    if word.definite and not word.post and word.adjective and _agrees(w, state, word):
        state.at += 1
        return True
    if state.kind in TITLED:
        if word.section == "titles" and word.definite:
            listed = _listed_phrase(w, tokens, state.at, stop)
            state.at = listed.at if listed else state.at + 1
            return True
        if word.definite and word.section:
            return False
        return _name(w, tokens, state, stop)
    return False


def _name(w: Words, tokens: Sequence[Token], state: _State, stop: int) -> bool:
    end = name_end(w, tokens, state.at, stop, expected=state.kind == "role")
    if end == state.at or _common(w, tokens[state.at : end]):
        return False
    state.head, state.named, state.at, state.open = (state.at, end), True, end, False
    return True


def _common(w: Words, name: Sequence[Token]) -> bool:
    """Is it an unknown word with an adjective rather than a name ("deviant phenomena")?"""
    found = [w.of(t) for t in name]
    if len(found) < 2 or any(f.given or f.surname or f.stem in w.knowledge.before for f in found):
        return False
    return any(f.adjective and not f.definite for f in found[1:])


def takes_no_genitive(w: Words, word: Word) -> bool:
    """Is it a plural of persons with its last letter ("gunmen"), which it loses before a genitive?"""
    shape = w.knowledge.patterns.get("plural_shape")
    return bool(shape and shape.fullmatch(word.stem)) and word.section in ("people", "titles")


def _agrees(w: Words, state: _State, word: Word) -> bool:
    """A plural of persons agrees with plurals alone."""
    shape = w.knowledge.patterns.get("plural_shape")
    return not (shape and shape.fullmatch(word.stem)) or state.plural


def _plural(w: Words, word: Word) -> bool:
    shape = w.knowledge.patterns.get("plural_shape")
    if word.reading and word.reading.has("plural"):
        return True
    return bool(shape and shape.fullmatch(word.stem))


def _joined(w: Words, tokens: Sequence[Token], state: _State, word: Word, stop: int) -> bool:
    """A word with a conjunction or preposition written on it: part of an organisation's name, or the end."""
    if state.named or state.kind not in ("organization", *TITLED):
        return False
    if word.joined_to in w.language.conjunctions:
        abstract = (
            word.definite
            and not word.adjective
            and (word.section in ("", "nouns") or _listed_further(w, tokens, state, stop))
        )
        both = w.of(tokens[state.at - 1])
        if not (abstract and both.definite and both.section in ("", "nouns", "people")) or word.verb == 2:
            return False
        after = w.of(tokens[state.at + 1]) if state.at + 1 < stop else None
        if after is not None and after.verb == 2 and state.at + 2 < stop and after.section:
            return False
    else:
        after_it = tokens[state.at + 1] if state.at + 1 < stop else None
        else_meant = word.reading is not None and w.means_else(word.reading.entry, after_it)
        if else_meant or not _purpose(w, tokens, state, word):
            return False
    named = registry(w.language).names_state(tokens[state.at].fold)
    state.open = not (word.definite or named)
    state.adjectival = False
    state.at += 1
    return True


def _listed_further(w: Words, tokens: Sequence[Token], state: _State, stop: int) -> bool:
    """Does a further definite noun with "and" follow ("fund for the young, youth and sport")?"""
    if state.at + 1 >= stop or tokens[state.at + 1].kind != "word":
        return False
    after = w.of(tokens[state.at + 1])
    return after.joined_to in w.language.conjunctions and after.definite and after.section in ("", "nouns")


def _purpose(w: Words, tokens: Sequence[Token], state: _State, word: Word) -> bool:
    """ "front for the liberation of": a preposition written on a noun goes on with names, sources and roles."""
    before = w.of(tokens[state.at - 1])
    if word.joined_to not in w.knowledge.joined_inside:
        return False
    if state.kind == "source":
        return (bool(word.section) or word.definite) and not _deed(w, tokens, state.at)
    if state.kind != "organization":
        return word.section in ("organizations", "titles") or before.stem in w.knowledge.governing
    first = word.joined_to == w.knowledge.joined_inside[0]
    if before.stem in w.knowledge.governing:
        return first
    alone = state.at - state.head[0] < 2
    return first and not alone and word.section in ("", "nouns") and not word.post and word.verb < 2


def _preposition(w: Words, text: Text, state: _State, token: Token, stop: int) -> bool:
    """A preposition goes on with the phrase when its head takes it and a noun (no time, no clause) follows."""
    taken = w.knowledge.inside.get(state.kind, frozenset())
    if state.named:
        return False
    if token.fold not in taken:
        return _with_pronoun(w, text, state, token, taken)
    if state.at + 1 >= stop:
        return False
    after = text.tokens[state.at + 1]
    word = w.of(after)
    if word.stem in w.knowledge.not_inside or after.fold in w.knowledge.not_inside or _deed(w, text.tokens, state.at + 1):
        return False
    body = state.kind == "source" or (state.kind != "organization" and word.section == "organizations")
    if not body and not registry(w.language).country(after.fold):
        return False
    if after.kind == "mark" and not _quoted(w, text, state.at + 1, stop):
        return False
    if after.kind == "number" or word.ends or word.verb == 2 or word.preposition:
        return False
    inner = phrase_at(text, state.at + 1, w.language, stop)
    if inner is None:
        return False
    state.at, state.open = inner.last, False
    return True


def _with_pronoun(w: Words, text: Text, state: _State, token: Token, taken: frozenset[str]) -> bool:
    """ "close to it": a preposition with its pronoun after an adjective ends the phrase."""
    after_adjective = w.of(text.tokens[state.at - 1]).adjective
    joined = frozenset(w.knowledge.joined_inside) | taken | w.knowledge.inside.get("source", frozenset())
    if after_adjective and any(s.post and not s.pre and s.stem in joined for s in w.language.splits(token.fold)):
        state.at, state.open = state.at + 1, False
        return True
    return False


def _mark(w: Words, text: Text, state: _State, stop: int) -> bool:
    """A quoted name after a head; a dash inside an organisation's name."""
    quoted = _quoted(w, text, state.at, stop)
    if quoted and state.kind in ("organization", *TITLED) and not state.named:
        state.at, state.open = quoted, False
        return True
    token = text.tokens[state.at]
    if token.text in "-–—" and state.kind == "organization" and state.at + 1 < stop:
        after = text.tokens[state.at + 1]
        word = w.of(after)
        if after.kind == "word" and not (word.ends or word.preposition or word.verb or word.joined_to):
            inner = phrase_at(text, state.at + 1, w.language, stop)
            if inner and inner.last - inner.first <= 3:
                state.at, state.open = inner.last, False
                return True
    return False


def _quoted(w: Words, text: Text, i: int, stop: int) -> int:
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


def _brackets(w: Words, text: Text, i: int, stop: int) -> int:
    """The token after a short bracket that follows the phrase, else `i`."""
    if i + 2 < stop and text.tokens[i].text == "(":
        for k in range(i + 1, min(i + 7, stop)):
            if text.tokens[k].text == ")":
                return k + 1 if k > i + 1 else i
            if w.of(text.tokens[k]).ends or w.of(text.tokens[k]).preposition:
                break
    return i


def _core(w: Words, tokens: Sequence[Token], start: int, state: _State) -> tuple[int, int]:
    """The head of a nameless phrase: the whole name of an organisation, else the first noun."""
    return (start, state.at) if state.kind == "organization" else (start, max(start + 1, state.head[1]))


def _phrase(
    text: Text, language: Language, first: int, last: int, head: tuple[int, int], w: Words, *, named: bool = False
) -> Phrase:
    tokens, (core, end) = text.tokens, head
    start = language.start_without(tokens[first], _outer(w, tokens[first]))
    head_start = start if core == first else language.start_without(tokens[core], _outer(w, tokens[core]))
    span = Span(start, tokens[last - 1].end)
    whole = core == first and end == last
    return Phrase(first, last, core, end, span, span if whole else Span(head_start, tokens[end - 1].end), (), named)


def _outer(w: Words, token: Token) -> str:
    """The conjunction or preposition written on the word; an elided article keeps its place."""
    word = w.of(token)
    return word.joined_to if not word.given or word.stem != token.fold else ""
