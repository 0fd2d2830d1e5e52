"""The speaker around a cue whose verb stands second: the noun phrase before it, or after it when the content came first."""

from __future__ import annotations

from dataclasses import dataclass

from musnad.claims.reading import Range, Reading

LONGEST = 26  # tokens of a speaker's phrase
APPOSITION = 18  # tokens of an apposition between commas


@dataclass(frozen=True, slots=True)
class Subject:
    source: Range | None
    start: int  # the token at which speaker and cue begin together


def is_aux(r: Reading, k: int) -> bool:
    """A finite auxiliary (the infinitive's marker and the possessive sign are none)."""
    words, fold = r.grammar.words, r.folds[k]
    if fold in words["passive_auxiliaries"]:
        return True
    if fold in words["perfect_auxiliaries"]:
        return not r.grammar.shaped("possessive_shapes", fold)
    return fold in words["modals"] and fold not in words["infinitive_marker"]


def is_verb_like(r: Reading, k: int) -> bool:
    """A finite cue verb, or a word with a past ending that no determiner governs."""
    fold = r.folds[k]
    if r.tokens[k].kind != "word" or r.tokens[k].text[:1].isupper():
        return False
    if any(x.feats[0] == "verb" and x.has("past") for x in r.grammar.cues.readings(fold)):
        return k == 0 or r.folds[k - 1] not in r.grammar.words["determiners"]
    return (
        r.grammar.shaped("past_shapes", fold)
        and len(fold) > 4
        and (k == 0 or r.folds[k - 1] not in r.grammar.words["determiners"])
    )


def before_cue(r: Reading, i: int, low: int) -> Subject | None:
    """The speaker that ends before the cue at token `i` (auxiliaries and adverbs between them passed over)."""
    k = i
    while k > low and _verbal(r, k - 1):
        k -= 1
    if k == low:
        return None
    if r.is_comma(k - 1):
        return _apposed(r, k, low)
    if r.is_in("relatives", k - 1) and k - 1 > low:
        end = k - 2 if r.is_comma(k - 2) else k - 1
        start = _phrase_start(r, end, low)
        return Subject((start, end), start) if start < end else None
    start = _phrase_start(r, k, low)
    return Subject((start, k), start) if start < k else None


def _verbal(r: Reading, k: int) -> bool:
    """An auxiliary, adverb, negation or infinitive marker between a speaker and the cue?"""
    if is_aux(r, k) or r.is_in("adverbs", k) or r.folds[k] in r.grammar.words["infinitive_marker"]:
        return True
    return r.language.is_function(r.folds[k], "negators")


def _apposed(r: Reading, k: int, low: int) -> Subject | None:
    """ "X, an official of Y, said": the phrase, its apposition, a comma."""
    opening = next((n for n in range(k - 2, max(low, k - APPOSITION) - 1, -1) if r.is_comma(n)), None)
    if opening is None or opening == low or any(n in r.opens for n in range(opening, k)):
        return None
    relative = r.is_in("relatives", opening + 1)
    if not relative and any(is_aux(r, n) for n in range(opening + 1, k - 1)):
        return None
    if r.tokens[opening - 1].kind == "mark":
        return None
    start = _phrase_start(r, opening, low)
    if start >= opening:
        return None
    aside = all(r.is_in("adverbs", n) or r.is_in("openers", n) for n in range(opening + 1, k - 1))
    return Subject((start, opening if aside else k - 1), start)


def _phrase_start(r: Reading, end: int, low: int) -> int:
    """First token of the noun phrase that ends before `end`."""
    if end > low and r.language.is_function(r.folds[end - 1], "pronouns"):
        return end - 1
    k = end
    while k > max(low, end - LONGEST) and not _boundary(r, k - 1, end, low):
        k -= 1
    while (
        k < end
        and not r.in_name(k)
        and (r.is_in("adverbs", k) or r.is_preposition(k) or r.language.is_function(r.folds[k], "conjunctions"))
        and end - k > 1
    ):
        k = k + 1 if not r.is_preposition(k) else _after_phrase(r, k, end)
    return k


def _after_phrase(r: Reading, k: int, end: int) -> int:
    """After a prepositional phrase with which a clause begins: its last capital or the next determiner."""
    for n in range(k + 2, end):
        if r.folds[n] in r.grammar.words["determiners"] or r.is_in("adverbs", n - 1):
            return n
    return k + 1


def _boundary(r: Reading, k: int, end: int, low: int) -> bool:
    """Does the phrase begin after token `k`?"""
    token, fold = r.tokens[k], r.folds[k]
    if k in r.names and k + 1 < min(end, r.names[k][1]):
        return False  # "Doctors without Borders": no name ends inside itself
    if token.kind == "mark":
        if token.text == ")" or token.text == "(":
            return end - k > LONGEST
        return token.text not in ("-", "'", "&", "/", ".") or (token.after_space and token.text == "-")
    if is_aux(r, k) or r.language.is_function(fold, "complementisers", "relatives", "negators"):
        return True
    if _second_phrase(r, k, end):
        return True
    if r.is_in("adverbs", k):
        return True
    if r.language.is_function(fold, "conjunctions"):
        return not _joins(r, k, end, low)
    if is_verb_like(r, k) and not (
        r.kind_of(fold) or (k + 1 < end and r.is_preposition(k + 1) and _clause_start(r, k, low))
    ):
        return True
    if r.language.is_function(fold, "pronouns") and not _possessive(r, k, end):
        return True
    if r.is_preposition(k):
        return not _attaches(r, k, low)
    return False


def _second_phrase(r: Reading, k: int, end: int) -> bool:
    """An article right behind a noun opens another phrase ("… guarding the convoy | the observers said")."""
    if k + 2 >= end or r.tokens[k].kind != "word" or not r.language.is_function(r.folds[k + 1], "articles"):
        return False
    fold = r.folds[k]
    return not (
        r.is_preposition(k)
        or fold in r.grammar.words["determiners"]
        or r.language.is_function(fold, "conjunctions", "quantifiers", "pronouns")
        or r.grammar.shaped("gerund_shapes", fold)
        or r.grammar.shaped("past_shapes", fold)
        or r.is_in("adverbs", k)
    )


def _joins(r: Reading, k: int, end: int, low: int) -> bool:
    """A conjunction inside the phrase: capitals or speakers on both sides."""
    if k <= low or k + 1 >= end or fold_is_subordinating(r, k):
        return False
    left, right = r.tokens[k - 1], r.tokens[k + 1]
    both = left.text[:1].isupper() and (right.text[:1].isupper() or r.folds[k + 1] in r.grammar.words["determiners"])
    return both or (
        r.kind_of(left.fold) is not None and r.kind_of(r.folds[end - 1]) is not None and not is_verb_like(r, k - 1)
    )


def fold_is_subordinating(r: Reading, k: int) -> bool:
    return r.is_preposition(k) or r.language.is_function(r.folds[k], "complementisers", "relatives")


def _possessive(r: Reading, k: int, end: int) -> bool:
    return k + 1 < end and r.folds[k] in r.grammar.words["determiners"]


def _clause_start(r: Reading, k: int, low: int) -> bool:
    return k - low <= 3


def _attaches(r: Reading, k: int, low: int) -> bool:
    """A preposition inside the phrase: of, or one after a noun that speaks ("spokesman for", "residents in")."""
    if k <= low:
        return False
    if r.folds[k] in r.grammar.words["np_prepositions"]:
        return True
    if r.kind_of(r.folds[k - 1]) is not None:
        return True
    for j in range(k - 1, max(low - 1, k - 9), -1):  # a long name: "the Commission for Human Rights in X"
        fold, text = r.folds[j], r.tokens[j].text
        if r.kind_of(fold) and text[:1].isupper():
            return True
        if not (
            text[:1].isupper()
            or r.is_preposition(j)
            or fold in r.grammar.words["determiners"]
            or r.language.is_function(fold, "conjunctions")
        ):
            return False
    return False


def after_cue(r: Reading, k: int, stop: int) -> Range | None:
    """The speaker that follows its cue ("…, said X, a spokesman for Y")."""
    if (
        k >= stop
        or r.is_mark(k)
        or r.is_preposition(k)
        or r.folds[k] in r.grammar.words["complementisers"]
        or is_aux(r, k)
    ):
        return None
    n = k
    while n < stop:
        text = r.tokens[n].text
        if n in r.opens or text in (".", ";", ":", "!", "?", "—", "–", "--"):
            break
        if text == "," and not _apposition_after(r, n, stop):
            break
        if n > k and (r.is_in("adverbs", n) or (r.is_preposition(n) and not _attaches_after(r, n, k))):
            break
        if n > k and r.language.is_function(r.folds[n], "conjunctions") and not _joins(r, n, stop, k - 1):
            break
        n += 1
    if any(is_aux(r, m) for m in range(k, n)) and not any(r.is_in("relatives", m) for m in range(k, n)):
        return None
    return (k, n) if n > k and n - k <= LONGEST else None


def _apposition_after(r: Reading, n: int, stop: int) -> bool:
    if n + 1 >= stop:
        return False
    fold = r.folds[n + 1]
    return (
        fold in r.grammar.words["determiners"]
        or r.is_in("relatives", n + 1)
        or r.kind_of(fold) is not None
        or r.is_title(fold)
    )


def _attaches_after(r: Reading, n: int, k: int) -> bool:
    if r.folds[n] in r.grammar.words["np_prepositions"]:
        return True
    return any(r.kind_of(r.folds[m]) for m in range(max(k, n - 3), n))


def can_speak(r: Reading, source: Range) -> bool:
    """A person, body or pronoun: a capital, a known kind of source, a pronoun."""
    first, last = source
    if r.language.is_function(r.folds[first], "pronouns"):
        return True
    for k in range(first, last):
        fold = r.folds[k]
        if r.kind_of(fold) or r.is_title(fold) or ((k > first or r.tokens[k].start) and r.tokens[k].text[:1].isupper()):
            return True
        if r.is_preposition(k) and r.folds[k] not in r.grammar.words["np_prepositions"]:
            return False
    return r.tokens[first].text[:1].isupper() and not r.language.is_function(r.folds[first], "prepositions", "articles")
