"""Which places can a stretch of text name? From the span of a mention to the gazetteer's entries."""

from __future__ import annotations

import re
from dataclasses import dataclass

from musnad.gazetteer import Entry, key
from musnad.places.grammar import Grammar, Phrase
from musnad.record import Mention, Span, Text, quick
from musnad.rules.hit import Entry as Rule

# kinds whose name may stand for the town of that name
HAVE_SEATS = frozenset({"city", "town", "village", "quarter", "camp", "capital", "province", "district"})
DIVISIONS = frozenset({"country", "province", "district", "region"})
NAMED_AFTER = frozenset({"road", "site"})  # kinds that take the name of the place they are in or lead to
LOCAL = frozenset({"road", "quarter", "valley", "site", "district"})  # kinds of places that lie within or beside a town
_INNER = re.compile(r"[#_\"'«»“”()]+")


@quick
@dataclass(frozen=True, slots=True)
class Named:
    """A mention taken apart: the places that its name can mean, the kinds its head asks for, and the area around."""

    mention: Mention
    name: str
    entries: tuple[Entry, ...]
    kinds: frozenset[str]
    facility: bool
    area: str | None = None
    bearing: float | None = None
    km: float | None = None
    inside: tuple[Entry, ...] = ()  # places named inside a facility's name ("hospital of X")


def name_mention(text: Text, mention: Mention, rules: Grammar, country: str | None = None) -> Named:
    """What the mention's characters can mean. No entries when no gazetteer knows the name (in `country`, if given)."""
    span = mention.span
    tokens = text.tokens_in(span)
    if not len(tokens):
        return Named(mention, span.of(text.document.text), (), frozenset(), mention.kind == "facility")
    phrase = rules.phrase(text.tokens, tokens.start, tokens.stop)
    whole = by_name(span.of(text.document.text), rules, country)
    if phrase is None and len(tokens) > 1 and _before_name(text, tokens.start, rules):
        phrase = rules.phrase(text.tokens, tokens.start + 1, tokens.stop)
        inner = Span(text.tokens[tokens.start + 1].start, span.end)
        whole = whole or by_name(inner.of(text.document.text), rules, country)
    bare = phrase is not None and phrase.head is None and phrase.area is None
    if phrase is None or (phrase.last < tokens.stop and (bare or whole or _local(text, tokens, rules))):
        local = mention.kind == "facility" or _local(text, tokens, rules)
        return Named(mention, span.of(text.document.text), whole, frozenset(), local)
    return _from_phrase(text, mention, phrase, rules, country)


def _before_name(text: Text, at: int, rules: Grammar) -> bool:
    """A mark, or an article that is a word of its own ("the United States"): no part of the name."""
    token = text.tokens[at]
    return token.kind == "mark" or rules.known.language.is_function(token.fold, "articles")


def _local(text: Text, tokens: range, rules: Grammar) -> bool:
    """Does the mention begin with a word for something that lies within a town (a hospital, a street)?"""
    start = tokens.start + (len(tokens) > 1 and _before_name(text, tokens.start, rules))
    return any(_is_local(reading.entry) for reading in rules.known.heads.readings(text.tokens[start].fold))


def _is_local(head: Rule) -> bool:
    """A facility, or a head whose first kind is such a place (an island that may be a quarter too is none)."""
    return head.get("as") == "facility" or (head.get("kinds") or ("",))[0] in LOCAL


def _from_phrase(text: Text, mention: Mention, phrase: Phrase, rules: Grammar, country: str | None) -> Named:
    head = phrase.head
    kinds = frozenset(head.get("kinds") or ()) if head is not None else frozenset()
    facility = mention.kind == "facility" or (head is not None and _is_local(head))
    name = phrase.name.span.of(text.document.text)
    headed = Span(phrase.span.start, phrase.name.span.end).of(text.document.text)
    entries = by_name(headed, rules, country) if head is not None and phrase.area is None else ()
    named = entries or _in_country(phrase.name.entries, country) or by_name(name, rules, country)
    inside: tuple[Entry, ...] = ()
    if facility and head is not None and not entries and head.get("as") == "facility":
        fitting = tuple(e for e in named if e.kind in kinds)
        inside, named = tuple(e for e in named if e not in fitting), fitting
    if head is not None and head.get("follows") and "district" in kinds and not kinds & {e.kind for e in named}:
        named = ()  # a county is not the town of its name, which may lie elsewhere
    if head is not None and not entries and not kinds & HAVE_SEATS:  # a valley is not the town of its name
        fitting = tuple(e for e in named if e.kind in kinds or e.kind in DIVISIONS)
        if kinds & NAMED_AFTER:
            inside = inside or tuple(e for e in named if e not in fitting)
        named = fitting
    return Named(mention, name, named, kinds, facility, phrase.area, phrase.bearing, phrase.km, inside)


def by_name(name: str, rules: Grammar, country: str | None = None) -> tuple[Entry, ...]:
    """Entries for a name as it is written, without marks, with and without clitics, with and without the article."""
    folded = key(_INNER.sub(" ", name))
    for form in _forms(folded, rules):
        if found := _in_country(rules.gazetteer.find(form), country):
            return found
    return ()


def _in_country(entries: tuple[Entry, ...], country: str | None) -> tuple[Entry, ...]:
    return entries if country is None else tuple(e for e in entries if e.country == country)


def _forms(folded: str, rules: Grammar) -> list[str]:
    """Spellings to try in turn."""
    first, _, rest = folded.partition(" ")
    tail = f" {rest}" if rest else ""
    forms = [folded]
    word_class = rules.known.language.classes.get("name")
    for split in rules.known.language.splits(rules.known.language.fold(first)):
        if split.pre and not split.post and word_class is not None and word_class.allows(split.pre, ""):
            forms.append(key(split.stem) + tail)
    for article in rules.known.articles:
        forms += [form.removeprefix(article) for form in tuple(forms) if form.startswith(article) and len(form) > 4]
        forms += [article + form for form in tuple(forms) if not form.startswith(article)]
    forms += [form.replace(" ", "") for form in (folded,) if " " in form]
    return forms
