"""Where does the content of a cue begin? The first complementiser, quotation, colon or preposition that its frame allows."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.claims.grammar import Prepositions
from musnad.claims.nounphrase import noun_phrase
from musnad.claims.reading import Marker, Reading

FARTHEST = 48  # tokens between a cue and the beginning of its content
NEAR = 6  # the same for words that are seldom cues
NAME_WORDS = 3  # a quotation of so few words may be a name


def find_marker(
    r: Reading, i: int, stop: int, takes: Sequence[str], preps: Prepositions, far: int = FARTHEST
) -> Marker | None:
    """The marker of the cue whose last token is before `i`, looked for in tokens [i, stop)."""
    k, low, edge = i, i, _edge(r, i, stop)
    beside = (i, edge, noun_phrase(r, edge, stop) if i < edge < stop else edge)  # behind the cue, its speaker, who is spoken to
    end = min(stop, i + far)
    while k < end:
        token = r.tokens[k]
        if (adverb := r.phrase_at("adverbs", k, stop)) > k + 1:
            k = adverb
            continue
        if k in r.opens:
            if (
                not is_name(r, k, i)
                and not _aside_name(r, k, i, stop)
                and not _speaker_name(r, k, stop, preps)
                and "quote" in takes
            ):
                return Marker("quote", k, k, token.start)
            k = r.opens[k][1]
            continue
        if token.text == ":" and ("quote" in takes or "clause" in takes) and k + 1 < stop:
            return _after(r, "colon", k, k + 1, stop)
        if r.is_comma(k) and k + 1 < stop and (_going_on(r, k + 1) or _turns(r, k + 1)):
            return None
        if token.text in ("»", "”"):
            return None  # the end of a quotation that began before
        if token.text in ("؟", "?", "!", "؛", ";"):
            return None
        if k > low and r.is_cue_verb(k) and not _in_relative(r, k, i):
            return None
        found = _complementiser(r, k, low, stop, takes, preps)
        if found:
            return found
        lead = r.lead_at(preps, k, stop, k in beside or r.is_mark(k - 1) or r.is_in("adverbs", k - 1))
        if lead and not _belongs_to_name(r, k, i):
            if r.folds[lead[0]] in r.grammar.words["complementisers"] | r.grammar.words["pronoun_complementisers"]:
                return _after(r, "clause", k, lead[0] + 1, stop)
            return Marker("prep", k, lead[0], lead[1])
        if "question" in takes and r.grammar.has("questions", token.fold) and k + 1 < stop:
            return Marker("question", k, k, token.start)
        k += 1
    return None


def _going_on(r: Reading, k: int) -> bool:
    """An accusative participle behind a comma begins content of its own ("…, stressing that")."""
    for x in r.grammar.cues.readings(r.folds[k]):
        if (
            x.feats[0] == "participle"
            and not x.entry.get("near")
            and r.grammar.shaped("boundary_shapes", r.bare(r.folds[k]))
        ):
            return True
    return False


def _turns(r: Reading, k: int) -> bool:
    """A conjunction or demonstrative behind a comma begins another clause."""
    fold = r.folds[k]
    words = r.grammar.words
    if (
        fold in words["complementisers"]
        or fold in words["pronoun_complementisers"]
        or r.bare(fold) in words["complementisers"]
    ):
        return False
    return r.language.is_function(fold, "demonstratives") or r.phrase_at("turns", k, k + 1) > k


def _edge(r: Reading, i: int, stop: int) -> int:
    """The token after the noun phrase that follows the cue, if one does."""
    if r.grammar.order != "verb_first" or i >= stop:
        return i
    return noun_phrase(r, i, stop)


def is_name(r: Reading, k: int, after: int) -> bool:
    """Is the quotation that opens at `k` a name, not speech: short, behind a word that bears names or a joined preposition?"""
    before = r.tokens[k - 1] if k else None
    words = r.quote_words(k)
    if words > NAME_WORDS or before is None or (r.tokens[k].after_space and before.text in (":", "،", ",")):
        return False
    if not r.tokens[k].after_space and before.kind == "word":
        return True  # glued to a preposition
    return bears(r, k - 1)


def _speaker_name(r: Reading, k: int, stop: int, preps: Prepositions) -> bool:
    """A quoted name right behind the cue, when the content is still to come ("the «Observatory» reported that")."""
    if r.quote_words(k) > 6:
        return False
    after = r.opens[k][1]
    while after < stop and (r.is_in("adverbs", after) or r.is_comma(after)):
        after += 1
    if after >= stop or r.is_mark(after):
        return False
    words, fold = r.grammar.words, r.folds[after]
    if fold in words["complementisers"] | words["pronoun_complementisers"]:
        return True
    body = r.kind_of(r.folds[k + 1]) or r.kind_of(r.bare(r.folds[k + 1]))
    return bool(body and (r.lead_at(preps, after, stop) or r.nominal(fold) or r.is_preposition(after)))


def _aside_name(r: Reading, k: int, i: int, stop: int) -> bool:
    """A short quotation inside the speaker's phrase, when a colon with the real quotation still follows."""
    if k == i or r.quote_words(k) > NAME_WORDS + 1:
        return False
    after = r.opens[k][1]
    for n in range(after, min(stop - 1, after + 14)):
        if r.tokens[n].text == ":" and n + 1 in r.opens:
            return True
        if n < after + 8 and not r.is_comma(after) and r.folds[n] in r.grammar.words["complementisers"]:
            return True
    return False


def bears(r: Reading, k: int) -> bool:
    """Does the word at `k` bear names ("the party", "newspaper")?"""
    return any(s.stem in r.grammar.words["name_bearers"] for s in r.language.splits(r.folds[k]))


def _after(r: Reading, kind: str, first: int, token: int, stop: int) -> Marker | None:
    while token < stop and (r.is_comma(token) or r.tokens[token].text == ":"):
        token += 1
    return Marker(kind, first, token, r.tokens[token].start) if token < stop else None


def _complementiser(
    r: Reading, k: int, low: int, stop: int, takes: Sequence[str], preps: Prepositions
) -> Marker | None:
    fold = r.folds[k]
    words = r.grammar.words
    if fold not in words["complementisers"] and fold not in words["pronoun_complementisers"]:
        return None
    first = k
    if k > low:
        before = r.folds[k - 1]
        led = any(phrase == (before,) for phrase in preps.phrases)
        if led:
            first = k - 1
        elif before in words["not_before_complementiser"] or r.bare(before) in words["not_before_complementiser"]:
            return None
    if "clause" not in takes and first == k and not _target_clause(takes):
        return None
    return _after(r, "clause", first, k + 1, stop)


def _target_clause(takes: Sequence[str]) -> bool:
    return "target" in takes or "addressee" in takes


def _belongs_to_name(r: Reading, k: int, i: int) -> bool:
    """A preposition right after the cue leads content; inside a noun phrase of an office it may belong to it."""
    return k > i and r.folds[k] in r.grammar.words["np_relation"]


def _in_relative(r: Reading, k: int, low: int) -> bool:
    """A verb inside a relative clause of the speaker's phrase does not end the search."""
    return (
        any(r.is_in("relatives", n) for n in range(max(low, k - 9), k)) and r.bare(r.folds[k]) == r.folds[k]
    ) or r.is_preposition(k - 1)
