"""Description of one mention: what its words say of country, sector, title and registry entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from musnad.actors.whereabouts import state_of_complement
from musnad.languages import Language
from musnad.mentions.entries import entry_of
from musnad.mentions.knowledge import ACTORS
from musnad.mentions.overlaps import in_registry
from musnad.mentions.registry import registry
from musnad.mentions.words import words
from musnad.record import Mention, Span, Text, quick
from musnad.rules import Entry, Hit, Lexicon

DESCRIBED = ("people", "group", "military", "person")  # described by whom they belong to
ANYBODY_ARMED = "UAF"  # PLOVER: armed men nobody identifies; gives way to what the registry says


@quick
@dataclass(frozen=True, slots=True)
class Description:
    """`folds`: folded words of the core without proclitics; `stem`: its first word without article; `bare`: nothing but the
    head noun ("its forces" are somebody's, not those named elsewhere); `title`: characters of the title before a name;
    `inner`: the registry's entry that it is only a description of; `alias_of`: the offset at which the other name ends."""

    mention: Mention
    folds: tuple[str, ...]
    stem: str
    entry: Entry | None
    key: str
    definite: bool
    bare: bool
    title: Span | None
    titles: tuple[Entry, ...]
    country: str | None
    sectors: tuple[str, ...]
    alias_of: int
    alias_rule: str
    inner: str  # the id of the registry's entry that the description is only another name of, or ""


def describe(text: Text, mention: Mention, language: Language) -> Description:
    """What the words of `mention` say."""
    w = words(language)
    entry = entry_of(mention.reason.rule, language)
    fact: Mapping[str, Any] = entry.get("fact", {}) if entry else {}
    head = text.tokens_in(mention.head)
    whole = head if mention.span == mention.head else text.tokens_in(mention.span)
    first = w.of(text.tokens[head.start])
    titled = mention.form == "name" and mention.head.start > mention.span.start
    title = Span(mention.span.start, mention.head.start) if titled else None
    titles = _titles(text, title, language) if title and mention.kind == "person" else ()
    inner = fact or (_inside(text, mention, whole, language) if mention.form != "name" else {})
    country = inner.get("country") or _country(text, mention, head, whole, language)
    if country is None and mention.form != "name" and mention.kind in DESCRIBED:
        country = state_of_complement(text, whole.stop, language, civil=mention.kind == "people") or None
    sectors = tuple(fact.get("sectors", ())) or _sectors(entry, titles)
    if sectors in ((), (ANYBODY_ARMED,)):
        sectors = tuple(inner.get("sectors", ())) or sectors
    if sectors[:1] in ((ANYBODY_ARMED,), ("MIL",)) and _of_opposition(text, mention, whole, language):
        sectors = ("REB",)
    named = mention.form == "name"
    alias_of, alias_rule = _alias(text, mention, head.start, language) if named else (0, "")
    return Description(
        mention,
        _folds(text, mention, head if named else whole, language),
        first.stem, entry, str(fact.get("id", "")) or _quoted_key(text, mention, head, language),
        first.definite or _determined(text, head, whole, language),
        len(head) == 1 and mention.span.end == mention.head.end and not (first.definite and first.post),
        title if titles else None, titles, country, sectors, alias_of, alias_rule,
        _same_as_inner(text, mention, whole, entry, inner, language),
    )  # fmt: skip


def _inside(text: Text, mention: Mention, whole: range, language: Language) -> Mapping[str, Any]:
    """The registry's entry that is named inside a description ("fighters of X")."""
    names = registry(language).names
    for k in whole:
        for hit in registry(language).hits(text.tokens, k) if names.starts(text.tokens[k].fold) else ():
            if (
                hit.entry.section == "organizations"
                and hit.span.end <= mention.span.end
                and not hit.entry.get("unsure")
            ):
                found: Mapping[str, Any] = hit.entry.get("fact")
                return found
    return {}


def _same_as_inner(
    text: Text, mention: Mention, tokens: range, entry: Entry | None, inner: Mapping[str, Any], language: Language
) -> str:
    """The id of an armed group of the registry that a head noun and its name or adjective describe ("the X militias",
    "the X rebels", but no "fighters of X")."""
    if entry is None or mention.kind != "group" or inner.get("kind") != "group" or mention.form == "name":
        return ""
    names = registry(language).names
    whole = any(h.last == tokens.stop for h in names.hits(text.tokens, tokens.start + 1)) if len(tokens) > 1 else False
    armed = entry.section == "organizations" and not entry.get("weak")
    adjectival = words(language).of(text.tokens[tokens.start]).definite
    return str(inner["id"]) if whole and (armed or adjectival) else ""


def _quoted_key(text: Text, mention: Mention, head: range, language: Language) -> str:
    """The id of the registry's entry whose name stands in quotation marks after a head noun, or ""."""
    if mention.form != "name" or mention.kind == "person":
        return ""
    marks = [k for k in head if text.tokens[k].kind == "mark"]
    if len(marks) < 2 or marks[0] + 1 >= head.stop:
        return ""
    hits = registry(language).names.hits(text.tokens, marks[0] + 1)
    found = next((h.entry for h in hits if h.last == marks[1] and h.entry.section == "organizations"), None)
    return str(found.get("fact")["id"]) if found is not None else ""


def _of_opposition(text: Text, mention: Mention, whole: range, language: Language) -> bool:
    """Is an armed opposition, or an opposition at all, named after the head of a description ("forces of the opposition")?"""
    if mention.form == "name":
        return False
    w = words(language)
    rest = [w.of(text.tokens[k]).reading for k in whole[1:]]
    return any(r is not None and r.entry.get("sector") in ("OPP", "REB") for r in rest)


def _plain(text: Text, hit: Hit, language: Language) -> bool:
    """Is the registry's name made of common words alone?"""
    w = words(language)
    return all(w.of(t).section in ("organizations", "nouns", "adjectives") for t in text.tokens[hit.first : hit.last])


def _folds(text: Text, mention: Mention, head: range, language: Language) -> tuple[str, ...]:
    folds = [text.tokens[k].fold for k in head if text.tokens[k].kind != "mark" or text.tokens[k].text in "-–—"]
    if folds:
        start = mention.head.start if mention.form == "name" else max(mention.span.start, text.tokens[head.start].start)
        folds[0] = language.fold(text.document.text[start : text.tokens[head.start].end])
        for mark in words(language).knowledge.grammar.get("genitive", ()):
            folds[-1] = folds[-1].removesuffix(mark)
    return tuple(f for f in folds if f)


def _determined(text: Text, head: range, whole: range, language: Language) -> bool:
    """Does the phrase begin with an article of its own, or is it a construct that ends definite ("forces of the X")?"""
    last = words(language).of(text.tokens[head.stop - 1])
    if last.definite and not last.post:
        return True
    first = text.tokens[whole.start]
    return first.fold in language.function_words.get("articles", frozenset()) and len(first.fold) > 2


def _titles(text: Text, span: Span | None, language: Language) -> tuple[Entry, ...]:
    if span is None:
        return ()
    nouns = words(language).knowledge.nouns
    tokens = text.tokens_in(span)
    hits = nouns.scan(text.tokens, tokens.start, tokens.stop)
    return tuple(h.entry for h in hits if h.entry.section == "titles")


def _sectors(entry: Entry | None, titles: tuple[Entry, ...]) -> tuple[str, ...]:
    for one in (*titles, *((entry,) if entry else ())):
        if one.get("sector"):
            return (str(one.get("sector")),)
    return ()


def _country(text: Text, mention: Mention, inner: range, whole: range, language: Language) -> str | None:
    """The state named in the phrase (outside a personal name and a name of one word), by name or adjective."""
    known, head = registry(language), mention.head
    closed = mention.form == "name" and (mention.kind == "person" or len(inner) == 1)
    for k in whole:
        token = text.tokens[k]
        if (
            token.kind != "word"
            or (closed and head.start <= token.start < head.end)
            or not known.countries.starts(token.fold)
        ):
            continue
        hits = known.country_hits(text.tokens, k)
        if hits:
            return str(hits[0].entry.get("country"))
    return None


def _alias(text: Text, mention: Mention, first: int, language: Language) -> tuple[int, str]:
    """(offset at which the other name ends, rule) when this name stands in brackets or after words like "known as"."""
    if first < 2:
        return 0, ""
    before = text.tokens[first - 1]
    if (
        before.text == "("
        and mention.reason.rule in ("mentions.bracket", "mentions.given_name", "mentions.again", "mentions.acronym")
    ) or (before.text == "(" and in_registry(mention)):
        return text.tokens[first - 2].end, "actors.bracket"
    lexicon: Lexicon = language.lexicon("actors", ACTORS, "alias")
    for k in range(max(0, first - 5), first + 1):
        for hit in lexicon.hits(text.tokens, k) if lexicon.starts(text.tokens[k].fold) else ():
            gap = text.tokens[hit.last : first]
            if hit.last <= first + 1 and all(t.kind == "mark" for t in gap) and k:
                end = k - 1 if text.tokens[k - 1].kind == "mark" and k > 1 else k
                return text.tokens[end - 1].end, "actors.alias"
    return 0, ""
