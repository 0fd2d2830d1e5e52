"""Who speaks: the core of a source's phrase and its kind."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.claims.nounphrase import noun_phrase
from musnad.claims.reading import Range, Reading
from musnad.claims.second_heads import KIND_OF_MENTION, cased_head
from musnad.mentions.overlaps import in_registry
from musnad.record import Mention, Span


def head_and_kind(r: Reading, source: Range, mentions: Sequence[Mention]) -> tuple[Span, str]:
    """(core of the phrase, source kind). A person's name wins over the office, the office over the rest."""
    if r.language.letters.get("case") == "cased":
        return cased_head(r, source, mentions)
    first, last = _core(r, source)
    if first in r.opens and r.opens[first][1] == last:
        return r.opens[first][0].inner, _kind(r, first, last) or "organization"
    kind = _kind(r, first, last)
    if kind in ("organization", "media") and (quoted := _quoted_name(r, first, last)):
        return quoted, kind
    many = kind is None and r.definite(first) and r.folds[first].endswith(r.grammar.plural_endings)
    personal = not many and (kind in (None, "official") or r.is_title(r.folds[first]))
    person = _person(r, first, last) if personal else None
    if person:
        return r.text.span_of(*person), "person"
    named = _named(r, first, last, mentions, personal)
    if named is not None and kind not in ("anonymous", "document", "witness"):
        sure = named[1] == "person" or (kind == "media" and _listed(named[0], mentions))
        return named[0], kind if kind and not sure else named[1]
    end = noun_phrase(r, first, last)
    end = end if first < end <= last else last
    if kind in ("witness", "people", "anonymous") and any(
        x.has("plural") for x in r.grammar.kinds.readings(r.folds[first])
    ):
        end = _plain_plural(r, first, end)
    if many:
        kind = "people"
    return r.text.span_of(first, _short(r, first, end, kind)), kind or (
        "person" if not r.definite(first) or last - first == 1 else "organization"
    )


def _core(r: Reading, source: Range) -> Range:
    """The phrase without quantities before it and a bracket or an apposition after it."""
    first, last = source
    while first < last - 1 and (
        r.language.is_function(r.folds[first], "quantifiers")
        or r.tokens[first].kind == "number"
        or r.folds[first] in r.grammar.words["core_skips"]
    ):
        first += 1
    return first, last


def _kind(r: Reading, first: int, last: int) -> str | None:
    first = first + 1 if first in r.opens else first
    two = r.folds[first]
    phrase = r.grammar.kinds.longest(r.tokens, first)
    if phrase and phrase.last <= last and phrase.entry.get("kind"):
        known: str = phrase.entry.get("kind")
        if known == "witness" and phrase.reading.has("singular") and last - first == 1:
            return "witness"
        return known
    if r.phrase_at("media_names", first, last) > first:
        return "media"
    return "official" if r.is_title(two) else None


def _plain_plural(r: Reading, first: int, end: int) -> int:
    """An indefinite plural with its adjectives: what follows unknown is a clause ("residents contacted by phone")."""
    k = first + 1
    while k < end and (
        r.is_adjective(r.folds[k])
        or r.definite(k)
        or r.kind_of(r.folds[k])
        or r.is_preposition(k)
        or r.is_preposition(k - 1)
    ):
        k += 1
    return k


def _quoted_name(r: Reading, first: int, last: int) -> Span | None:
    """The inside of a name in quotation marks right behind the noun that bears it ("the newspaper «X»")."""
    quoted = next((k for k in range(first + 1, min(last, first + 3)) if k in r.opens and r.opens[k][1] <= last), None)
    return r.opens[quoted][0].inner if quoted is not None else None


def _named(r: Reading, first: int, last: int, mentions: Sequence[Mention], personal: bool) -> tuple[Span, str] | None:
    """The named mention inside the phrase: a person of two words at least, else the body or state that it begins with."""
    span = r.text.span_of(first, last)
    start, end = span.start, span.end
    inside = [m for m in mentions if m.form == "name" and start <= m.head.start and m.head.end <= end]
    people = [m for m in inside if m.kind == "person" and (len(r.text.tokens_in(m.head)) > 1 or m.head == span)]
    if people and personal:
        return people[0].head, "person"
    begins = [m for m in inside if m.span.start <= span.start and m.kind in KIND_OF_MENTION and m.kind != "person"]
    return (begins[0].head, KIND_OF_MENTION[begins[0].kind]) if begins else None


def _listed(head: Span, mentions: Sequence[Mention]) -> bool:
    """Does the registry know the name, so that a word in it ("the Syrian Network for …") decides nothing?"""
    return any(m.head == head and in_registry(m) for m in mentions)


def _person(r: Reading, first: int, last: int) -> Range | None:
    """A personal name: words without an article, after titles and what belongs to them, or the phrase's beginning."""
    k, governed = first, False
    while k < last:
        fold = r.folds[k]
        if fold in r.grammar.words["receivers"]:
            k += 1
            continue
        if r.tokens[k].text == "(":
            k = next((n + 1 for n in range(k, last) if r.tokens[n].text == ")"), last)
            continue
        if r.is_comma(k) or r.tokens[k].text == ")":
            if k > first and _person_at(r, k + 1, last, False) and not r.is_comma(first):
                k += 1
                governed = False
                continue
            return None
        if k in r.opens:
            k, governed = r.opens[k][1], False
            continue
        if r.is_preposition(k) or r.is_in("relatives", k) or r.folds[k] in r.grammar.words["np_relation"]:
            after = noun_phrase(r, k + 1, last) if k + 1 < last else last
            nxt = next((n for n in range(k + 1, last) if r.is_title(r.folds[n]) and not governed), None)
            k = nxt if nxt is not None and nxt < after else max(after, k + 1)
            continue
        title = r.is_title(fold)
        found = _person_at(r, k, last, k == first) if not title and not governed else None
        if found and (found[1] - found[0] > 1 or found[0] == first or r.definite(first) or r.is_comma(found[0] - 1)):
            return found
        ranked = k > first and r.definite(k - 1) and r.is_title(r.folds[k - 1])
        governed = (title or r.kind_of(fold) is not None) and not r.definite(k) and not ranked
        k += 1
    return None


def _person_at(r: Reading, k: int, last: int, at_start: bool) -> Range | None:
    if k >= last or r.tokens[k].kind != "word":
        return None
    fold = r.folds[k]
    article = r.grammar.article
    if article and any(
        s.pre[:1] in r.grammar.words["receivers"] and s.pre.endswith(article)
        for s in r.language.splits(fold)
        if len(s.pre) > len(article)
    ):
        return None
    if fold in r.grammar.words["name_particles"]:
        pass
    elif r.kind_of(fold) or r.is_title(fold) or (r.nominal(fold) and not at_start):
        return None
    if r.is_preposition(k) or r.language.is_function(fold, "demonstratives", "quantifiers") or r.is_in("relatives", k):
        return None
    if r.definite(k) and not at_start:
        ends = k + 1 >= last or r.is_comma(k + 1)
        return (k, k + 1) if ends and not r.is_adjective(fold) and r.is_title(r.folds[k - 1]) else None
    if r.is_adjective(fold) and not at_start:
        return None
    end = k + 1
    while end < last and end - k < 6 and r.tokens[end].kind == "word":
        word = r.folds[end]
        if word in r.grammar.words["name_particles"] or r.folds[end - 1] in r.grammar.words["name_particles"]:
            end += 1
            continue
        if r.is_title(word) or r.kind_of(word) or r.is_in("adverbs", end) or r.is_in("relatives", end):
            break
        if (
            r.is_preposition(end)
            or r.language.is_function(word, "auxiliaries", "quantifiers")
            or (r.definite(end) and r.grammar.has("adjectives", word))
        ):
            break
        end += 1
    return k, end


def _short(r: Reading, first: int, end: int, kind: str | None) -> int:
    """Without a bracket, and without a "the same" or "another" at the end."""
    for k in range(first + 1, end):
        if r.tokens[k].text == "(" or r.is_comma(k) or r.phrase_at("asides", k, len(r.tokens)) > k + 1:
            return k
    while end - first > 1 and r.folds[end - 1] in r.grammar.words["quantity"]:
        end -= 1
    return end
