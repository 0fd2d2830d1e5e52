"""Noun phrases in languages whose phrases are built by order (English): determiner, modifiers, head, "of" phrases."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.languages import Language
from musnad.mentions.phrase import Phrase
from musnad.mentions.registry import registry
from musnad.mentions.words import Word, Words, words
from musnad.record import Span, Text, Token

LONGEST = 18  # tokens of a phrase


def phrase_at(text: Text, i: int, language: Language, stop: int) -> Phrase | None:
    """The maximal noun phrase that begins at token `i` and ends at or before token `stop`, without its conjuncts."""
    w, tokens = words(language), text.tokens
    stop = min(stop, len(tokens), i + LONGEST)
    end, head = _flat(w, tokens, i, stop)
    if end == i:
        return None
    last = end
    while last + 1 < stop:
        more = _complement(w, text, head, last, stop)
        if more == last:
            break
        last = more
    last = _brackets(w, tokens, last, stop)
    head_first = _head_first(w, tokens, i, head)
    return Phrase(i, last, head_first, head + 1, text.span_of(i, last), _bare(w, tokens, head_first, head))


def _flat(w: Words, tokens: Sequence[Token], i: int, stop: int) -> tuple[int, int]:
    """(token after the phrase without complements, its head token); (i, i) when none begins here."""
    determiners, j, head = w.determiners, i, -1
    while j < stop:
        token = tokens[j]
        if token.kind == "mark":
            if token.text == "-" and not token.after_space and head >= 0:
                j += 1
                continue
            if head >= 0 and _initial(tokens, j, stop):
                j += 1
                continue
            break
        word = w(token.fold)
        letters = _letters(w, tokens, j)
        proper = is_proper(token) and (letters or not (head < 0 and (word.preposition or _is_function(w, token))))
        if token.fold in determiners:
            if head >= 0 or (j > i and tokens[j - 1].kind == "number"):
                break
        elif token.kind == "number":
            if head >= 0 and not token.after_space:
                head = j
            elif head >= 0:
                break
        elif (
            (word.ends and not letters)
            or (not proper and (word.preposition or _is_function(w, token)))
            or _is_verb_here(w, tokens, j, head, word, proper, stop)
        ):
            break
        else:
            if head >= 0 and proper and not is_proper(tokens[head]) and word.ends:
                break
            head = j
        j += 1
    while j > i and tokens[j - 1].kind == "mark":
        j -= 1
    if head < 0 or (j == i + 1 and w(tokens[head].fold).section == "adjectives" and not is_proper(tokens[head])):
        return i, i
    return j, head


def _letters(w: Words, tokens: Sequence[Token], j: int) -> bool:
    """Is it a state in capitals alone, which is no pronoun ("US")?"""
    written = tokens[j].text
    return len(written) > 1 and written.isupper() and bool(registry(w.language).country_hits(tokens, j))


def _initial(tokens: Sequence[Token], j: int, stop: int) -> bool:
    """Is the mark the dot of an initial inside a name ("David C. Miller")?"""
    if tokens[j].text != "." or j + 1 >= stop or j < 2 or tokens[j].after_space:
        return False
    before = tokens[j - 1].text
    return len(before) == 1 and before.isupper() and is_proper(tokens[j - 2]) and is_proper(tokens[j + 1])


def is_proper(token: Token) -> bool:
    """Is the word written with a capital?"""
    written = token.text
    if token.kind != "word":
        return False
    return written[:1].isupper() or ("-" in written and written.rsplit("-", 1)[1][:1].isupper())


def _is_function(w: Words, token: Token) -> bool:
    return w.language.is_function(token.fold, "pronouns", "auxiliaries", "complementisers", "relatives", "conjunctions")


def _is_verb_here(
    w: Words, tokens: Sequence[Token], j: int, head: int, word: Word, proper: bool, stop: int
) -> bool:  # fmt: skip
    """Is the word the verb that ends the phrase? A word that may be both is a verb after a head, unless a noun follows."""
    readings = w.knowledge.verbs.readings(tokens[j].fold)
    if not readings or proper:
        return False
    after = tokens[j + 1] if j + 1 < stop else None
    participle = any(r.has("participle") or r.has("passive") for r in readings)
    if head < 0 and after is not None and (is_proper(after) or _counted_after(w, after)):
        return True  # "defeat X", "support the ..."
    if head < 0 and any(r.has("ing") for r in readings) and word.section != "adjectives" and _noun_after(w, after):
        return True
    if head < 0 and participle and j > 0 and w.language.is_function(tokens[j - 1].fold, "relatives", "pronouns"):
        return True  # "who included rebels"
    if head < 0 and participle and (_after_auxiliary(w, tokens, j) or _counted_after(w, after)):
        return True
    if head < 0:
        spoken = any(r.entry.section == "said" or r.entry.section == "spoke" for r in readings)
        return word.verb == 2 and (spoken or not (participle and _noun_after(w, after)))
    if word.verb == 2:
        return True
    if not word.section and not participle:
        return True
    third = any(r.has("3s") or r.has("past") for r in readings)
    return third and _object_after(w, after)


def _after_auxiliary(w: Words, tokens: Sequence[Token], j: int) -> bool:
    return j > 0 and w.language.is_function(tokens[j - 1].fold, "auxiliaries")


def _counted_after(w: Words, after: Token | None) -> bool:
    """Does a determiner or number follow, so that the word is the verb of an object?"""
    return after is not None and (after.kind == "number" or after.fold in w.determiners)


def _noun_after(w: Words, after: Token | None) -> bool:
    if after is None or after.kind != "word":
        return False
    word = w(after.fold)
    return word.section in ("nouns", "people", "organizations", "titles") and not word.preposition


def _object_after(w: Words, after: Token | None) -> bool:
    """Does an object or clause begin after the word?"""
    if after is None or after.kind == "number":
        return after is not None
    return (
        after.fold in w.determiners
        or w.language.is_function(after.fold, "pronouns", "complementisers")
        or is_proper(after)
    )


def _complement(w: Words, text: Text, head: int, last: int, stop: int) -> int:
    """The token after an "of" phrase, or after "for the ..." inside a capitalised name, that begins at `last`."""
    tokens = text.tokens
    token = tokens[last]
    inside = _inside(w, tokens, head)
    named = is_proper(tokens[head])
    of = token.fold in {w.language.fold(o) for o in w.knowledge.grammar.get("of", ())}
    listed = token.fold in inside
    if not of and not listed:
        return last
    at = last + 1
    end, inner_head = _flat(w, tokens, at, stop)
    if end == at:
        return last
    if of and _action(w, tokens[at]):
        return last
    if of:
        inner = phrase_at(text, at, w.language, stop)
        return inner.last if inner else last
    if inside is w.knowledge.inside.get("source"):
        return end
    first_content = next((t for t in tokens[at:end] if t.fold not in ("the",)), tokens[at])
    return end if named and is_proper(first_content) and is_proper(tokens[inner_head]) else last


def _action(w: Words, token: Token) -> bool:
    """Is the word nothing but the -ing form of a verb ("of gassing")?"""
    word = w(token.fold)
    return not word.section and any(r.has("ing") for r in w.knowledge.verbs.readings(token.fold))


def _inside(w: Words, tokens: Sequence[Token], head: int) -> frozenset[str]:
    reading = w(tokens[head].fold).reading
    kind = reading.entry.get("phrase_kind") if reading else None
    if kind is None and reading:
        kind = {"titles": "role", "organizations": "organization"}.get(reading.entry.section)
    return w.knowledge.inside.get(kind or "", frozenset())


def _brackets(w: Words, tokens: Sequence[Token], i: int, stop: int) -> int:
    if i + 2 < stop and tokens[i].text == "(":
        for k in range(i + 1, min(i + 6, stop)):
            if tokens[k].text == ")":
                return k + 1 if k > i + 1 else i
            if w(tokens[k].fold).preposition or w(tokens[k].fold).ends:
                break
    return i


def _head_first(w: Words, tokens: Sequence[Token], i: int, head: int) -> int:
    """The head is the head noun, or the capitalised name that ends in it (titles and what stands before them left out)."""
    if not is_proper(tokens[head]):
        return head
    first = head
    while first > i and (is_proper(tokens[first - 1]) or tokens[first - 1].text == "-"):
        first -= 1
    titles = [k for k in range(first, head) if w(tokens[k].fold).section == "titles" or tokens[k].text == "."]
    return titles[-1] + 1 if titles else first


def _bare(w: Words, tokens: Sequence[Token], first: int, head: int) -> Span:
    """The head's characters without a genitive ending."""
    token = tokens[head]
    end = token.end
    for mark in w.knowledge.grammar.get("genitive", ()):
        if token.fold.endswith(mark) and len(token.fold) > len(mark):
            end = token.end - len(mark)
            break
    return Span(tokens[first].start, end)
