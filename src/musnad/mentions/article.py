"""Noun phrases in languages with a written article (Arabic): constructs end at the first definite word, agreeing
adjectives follow it, a name follows a title."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.languages import Language
from musnad.mentions.belongs import (
    Scan,
    agrees,
    common_words,
    for_a_purpose,
    is_deed,
    is_object,
    is_plural,
    listed_further,
    part_of_day,
    same_gender,
    takes_no_genitive,
)
from musnad.mentions.doubts import clothed, has_clause, says_a_state, state_or_family
from musnad.mentions.names import name_end
from musnad.mentions.phrase import Phrase
from musnad.mentions.quoted import brackets_end, quoted_end
from musnad.mentions.registry import registry
from musnad.mentions.words import Word, Words, words
from musnad.record import Span, Text, Token
from musnad.rules import Entry

LONGEST = 14  # tokens of a phrase without its brackets
TITLED = ("role", "source", "rank")
ACTING = ("titles", "organizations", "people")


def phrase_at(text: Text, i: int, language: Language, stop: int) -> Phrase | None:
    """The maximal noun phrase that begins at token `i` and ends at or before token `stop`, without its conjuncts."""
    w, tokens = words(language), text.tokens
    stop = min(stop, len(tokens))
    start = _past_determiners(w, tokens, i, stop)
    if start >= stop:
        return None
    quoted = quoted_end(w, text, start, stop)
    if quoted:
        return _phrase(text, language, i, quoted, (start + 1, quoted - 1), w)
    state = _begin(w, tokens, start, stop)
    if state is None:
        return None
    while state.at < stop and state.at - i < LONGEST and _step(w, text, state, stop):
        pass
    head = state.head if state.named else _core(w, tokens, start, state)
    last = brackets_end(w, text, state.at, stop)
    return _phrase(text, language, i, last, head, w, named=state.named)


def _past_determiners(w: Words, tokens: Sequence[Token], i: int, stop: int) -> int:
    """The first token after demonstratives, quantifiers and numbers."""
    while i + 1 < stop:
        token = tokens[i]
        stem = w.of(token).stem
        listed = (
            token.fold in w.pointers or stem in w.pointers or not w.knowledge.counters.isdisjoint((token.fold, stem))
        )
        if not (token.kind == "number" or listed) or tokens[i + 1].kind == "mark":
            break
        i += 1
    return i


def _begin(w: Words, tokens: Sequence[Token], i: int, stop: int) -> Scan | None:
    token = tokens[i]
    if token.kind == "mark":
        return None
    if token.kind == "number":
        return Scan(i + 1, False, "number")
    word = w.of(token)
    acting = word.section in ACTING
    name = i if acting or word.definite else name_end(w, tokens, i, stop, expected=False)
    if name > i:
        return Scan(name, False, "name", head=(i, name), named=True)
    phrase = _listed_phrase(w, tokens, i, stop)
    if phrase:
        return phrase
    if word.ends or (not acting and (word.preposition or word.verb == 2)):
        return None
    state = next((h for h in registry(w.language).state_names(tokens, i) if i + 1 < h.last <= stop), None)
    if state is not None:  # "Burkina Faso | the ambassador"
        return Scan(state.last, False, "common", head=(i, state.last))
    kind = _kind(word.reading.entry) if acting and word.reading else "common"
    closed = word.definite or (not acting and registry(w.language).names_state(token.fold))
    return Scan(i + 1, not closed, kind, head=(i, i + 1), plural=is_plural(w, word))


def _kind(entry: Entry) -> str:
    """Which complements the head takes: source, organization, role, rank (a sure name alone follows) or common."""
    usual = {"titles": "rank" if entry.get("weak") else "role", "organizations": "organization"}
    return str(entry.get("phrase_kind") or usual.get(entry.section, "common"))


def _listed_phrase(w: Words, tokens: Sequence[Token], i: int, stop: int) -> Scan | None:
    """The state after a title or organisation of several words that is listed as a whole."""
    hit = w.knowledge.nouns.longest(tokens, i) if w.of(tokens[i]).many else None
    if hit is None or hit.last - i < 2 or hit.last > stop:
        return None
    closed = w.of(tokens[hit.last - 1]).definite
    adjectival = hit.last - i > 1 and not closed and w.of(tokens[hit.last - 1]).adjective
    return Scan(hit.last, not closed, _kind(hit.entry), adjectival=adjectival, head=(i, hit.last))


def _step(w: Words, text: Text, state: Scan, stop: int) -> bool:
    """Take in the next token if it belongs to the phrase."""
    tokens, k = text.tokens, state.at
    token = tokens[k]
    if token.kind == "mark":
        return _mark(w, text, state, stop)
    if token.kind == "number":
        return False
    word = w.of(token)
    if is_object(w, tokens, state, word):
        return False
    if (
        word.ends
        and token.fold not in w.knowledge.inside.get(state.kind, ())
        and not part_of_day(w, tokens, state, stop)
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


def _open(w: Words, text: Text, state: Scan, word: Word, stop: int) -> bool:
    """After an indefinite noun: an adjective, a complement, or (after a title) a name."""
    tokens = text.tokens
    if state.kind == "organization" and _named_in_registry(w, tokens, state, word, stop):
        return True
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
        state.plural = is_plural(w, word)
    return True


def _closed(w: Words, tokens: Sequence[Token], state: Scan, word: Word, stop: int) -> bool:
    """After a definite noun: agreeing adjectives, further titles, a name after a title."""
    if state.kind in TITLED and state_or_family(w, tokens, state.at, word):
        state.at += 1
        return True
    if state.kind not in TITLED and word.surname and not word.definite and word.fold.startswith(w.article):
        shape = w.knowledge.patterns.get("adjective_shape")  # a relational adjective that is a family name too
        if shape and shape.fullmatch(word.fold[len(w.article) :]):
            state.at += 1
            return True
    if word.definite and not word.post and word.adjective and agrees(w, state, word) and same_gender(w, tokens, state, word):
        state.at += 1
        return True
    if state.kind in TITLED:
        if word.section == "titles" and word.definite and (state.plural or not is_plural(w, word)):
            listed = _listed_phrase(w, tokens, state.at, stop)
            state.at = listed.at if listed else state.at + 1
            return True
        if word.definite and word.section:
            return False
        return _name(w, tokens, state, stop)
    return False


def _name(w: Words, tokens: Sequence[Token], state: Scan, stop: int) -> bool:
    end = name_end(w, tokens, state.at, stop, expected=state.kind == "role")
    if end == state.at or common_words(w, tokens[state.at : end]):
        return False
    state.head, state.named, state.at, state.open = (state.at, end), True, end, False
    return True


def _joined(w: Words, tokens: Sequence[Token], state: Scan, word: Word, stop: int) -> bool:
    """A word with a conjunction or preposition written on it: part of an organisation's name, or the end."""
    if state.named or state.kind not in ("organization", *TITLED):
        return False
    if word.joined_to in w.language.conjunctions:
        abstract = (
            word.definite
            and not word.adjective
            and (word.section in ("", "nouns") or listed_further(w, tokens, state, stop))
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
        if else_meant or not for_a_purpose(w, tokens, state, word):
            return False
    if _named_in_registry(w, tokens, state, word, stop):  # "the secretary-general of | the United Nations"
        return True
    named = registry(w.language).names_state(tokens[state.at].fold)
    state.open = not (word.definite or named)
    state.adjectival = False
    state.at += 1
    return True


def _named_in_registry(w: Words, tokens: Sequence[Token], state: Scan, word: Word, stop: int) -> bool:
    """Take in a name of several words that the registry knows; nothing but adjectives follows it."""
    hit = next(iter(registry(w.language).hits(tokens, state.at)), None) if word.registered else None
    if hit is None or hit.last - state.at < 2 or hit.last > stop:
        return False
    state.at, state.open, state.adjectival = hit.last, False, False
    return True


def _preposition(w: Words, text: Text, state: Scan, token: Token, stop: int) -> bool:
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
    if (
        word.stem in w.knowledge.not_inside
        or after.fold in w.knowledge.not_inside
        or is_deed(w, text.tokens, state.at + 1)
    ):
        return False
    body = state.kind == "source" or (state.kind != "organization" and word.section == "organizations")
    if not body and not registry(w.language).country(after.fold):
        return False
    if after.kind == "mark" and not quoted_end(w, text, state.at + 1, stop):
        return False
    if after.kind == "number" or word.ends or word.verb == 2 or word.preposition:
        return False
    inner = phrase_at(text, state.at + 1, w.language, stop)
    if inner is None:
        return False
    state.at, state.open = inner.last, False
    return True


def _with_pronoun(w: Words, text: Text, state: Scan, token: Token, taken: frozenset[str]) -> bool:
    """ "close to it": a preposition with its pronoun after an adjective ends the phrase."""
    after_adjective = w.of(text.tokens[state.at - 1]).adjective
    joined = frozenset(w.knowledge.joined_inside) | taken | w.knowledge.inside.get("source", frozenset())
    if after_adjective and any(s.post and not s.pre and s.stem in joined for s in w.language.splits(token.fold)):
        state.at, state.open = state.at + 1, False
        return True
    return False


def _mark(w: Words, text: Text, state: Scan, stop: int) -> bool:
    """A quoted name after a head; a dash inside an organisation's name."""
    quoted = quoted_end(w, text, state.at, stop)
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


def _core(w: Words, tokens: Sequence[Token], start: int, state: Scan) -> tuple[int, int]:
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
