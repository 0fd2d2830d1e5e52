"""The relation rules of one language, compiled: word sets, patterns over mentions, titles that make a leader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from musnad.languages import Language
from musnad.record.labels import POLARITIES, RELATION_KINDS, STATUSES
from musnad.rules import Flag, Lexical, Lexicon, ListOf, OneOf, PatternSet, Struct, Text

PATTERN = Struct(
    {
        "id": Text(r"[a-z0-9_.-]+"),
        "name": Text(),
        "gloss": Text(),
        "pattern": ListOf(Text(), or_one=True),
        "kind": OneOf(RELATION_KINDS),
        "head": Text(),
        "tail": Text(),
        "status": OneOf(STATUSES),
        "polarity": OneOf(POLARITIES),
        "without": ListOf(Text()),
        "active": Flag(),
        "next": Flag(),
    },
    required=("id", "name", "pattern", "kind", "head", "tail"),
)
SCHEMA = Struct(
    {
        "words": ListOf(Lexical({"set": Text()}, required=("set",))),
        "patterns": ListOf(PATTERN),
        "role_titles": ListOf(Lexical({"kind": OneOf(RELATION_KINDS)}, required=("kind",))),
        "since": ListOf(Text()),
        "until": ListOf(Text()),
        "links": ListOf(Text()),
        "head_first": Flag(),
        "lessens": ListOf(Text()),
    }
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern: which captures are head and tail of which kind of relation; `without`: the word sets of which none may
    stand between the ends; `active`: its verb must not be a passive; `next`: nobody else may be named between its parts."""

    id: str
    name: str
    kind: str
    head: str
    tail: str
    status: str | None
    polarity: str | None = None
    without: tuple[str, ...] = ()
    active: bool = False
    next: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """All relation rules of a language: `by_word` patterns begin with a word, `by_class` with a mention or a set."""

    words: Lexicon
    titles: Lexicon
    by_word: PatternSet
    by_class: PatternSet
    since: frozenset[str]
    until: frozenset[str]
    links: frozenset[str]
    head_first: bool
    lessens: frozenset[str]


def relation_rules(language: Language) -> Rules:
    """The compiled rules (once per language). Raises BadRule."""
    made: Rules = language.made("relations", lambda: _compile(language))
    return made


def _compile(language: Language) -> Rules:
    data: Mapping[str, Any] = language.rules("relations", SCHEMA)
    by_word, by_class = PatternSet(language), PatternSet(language)
    for item in data.get("patterns", ()):
        ends = (item["kind"], item["head"], item["tail"], item.get("status"), item.get("polarity"))
        without = tuple(f"w.{name}" for name in item.get("without", ()))
        flags = bool(item.get("active")), bool(item.get("next"))
        rule = Rule(f"relations.patterns/{item['id']}", item["name"], *ends, without, *flags)
        for source in [item["pattern"]] if isinstance(item["pattern"], str) else item["pattern"]:
            probe = PatternSet(language)
            probe.add(source, rule)
            target = by_class if probe.anywhere else by_word
            target.add(source, rule)
    return Rules(
        language.lexicon("relations", SCHEMA, "words"),
        language.lexicon("relations", SCHEMA, "role_titles"),
        by_word,
        by_class,
        frozenset(language.fold(w) for w in data.get("since", ())),
        frozenset(language.fold(w) for w in data.get("until", ())),
        frozenset(language.fold(w) for w in data.get("links", ())),
        bool(data.get("head_first", False)),
        frozenset(language.fold(w) for w in data.get("lessens", ())),
    )
