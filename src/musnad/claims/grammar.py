"""The words of `claims.yml`, compiled once per language into a `Grammar`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from musnad.languages import Language
from musnad.record.labels import SOURCE_KINDS, STANCES
from musnad.rules import Entry, Flag, Lexical, Lexicon, ListOf, OneOf, Struct, Text

TAKES = (
    "clause", "bare", "quote", "colon", "object", "target", "addressee", "infinitive", "responsible", "attack",
    "question", "gerund",
)  # fmt: skip
CUE: Mapping[str, Any] = {
    "stance": OneOf(STANCES),
    "takes": ListOf(OneOf(TAKES)),
    "prep": ListOf(Text()),
    "leads": ListOf(Text()),
    "speaker": Flag(),
    "passive": Flag(),
    "near": Flag(),
    "definite": Flag(),
    "before": Flag(),
    "clause": Flag(),
    "verb_follows": Flag(),
    "stative": Flag(),
    "overt": Flag(),
    "naming": Flag(),
    "known": Flag(),
    "again": Flag(),  # says once more, and also does: its object must be no deed ("renewed its call", not "its shelling")
    "pronoun": Flag(),
    "light": Flag(),
    "attributive": Flag(),
    "source": OneOf(("follows",)),
}
WORDS = ListOf(Text())
LISTS = (
    "openers", "continuers", "complementisers", "pronoun_complementisers", "not_before_complementiser", "questions",
    "relatives", "adverbs", "media_names", "channel_prepositions", "name_bearers", "not_with_b", "masdars", "tails",
    "connectives", "adjectives", "np_prepositions", "np_relation", "coordinators", "passive_auxiliaries",
    "perfect_auxiliaries", "determiners", "modals", "quantity", "by", "not_verb_after", "receivers", "infinitive_marker",
    "joined_prepositions", "case_prepositions", "attack_nouns", "responsibility", "relay_verbs",
    "unfolded_names", "name_particles", "resumptives", "about", "mouthpiece", "purpose", "clause_breaks", "plural_words",
    "not_cues", "own_words", "light_verbs", "turns", "idioms", "asides", "agreement",
    "not_enclitics", "comma_breaks", "statement_follows", "core_skips", "issued_by", "led_by",
    "partners", "topic_openers", "terms",
)  # fmt: skip
ENDINGS = ("plural_endings", "pronoun_endings")  # as written, not folded
SHAPES = (
    "adjective_shapes", "masdar_shapes", "boundary_shapes", "unbound_shapes", "accusative_shapes", "subject_case",
    "gerund_shapes", "past_shapes", "possessive_shapes", "plural_shapes", "surname_shapes",
)  # fmt: skip
CUE_LISTS = ("cues", "light", "nouns", "relays", "modifiers", "adverbials")
SCHEMA = Struct(
    {
        "order": OneOf(("verb_first", "verb_second", "verb_last")),
        "article": Text(),
        **{name: ListOf(Lexical(CUE, required=("stance",))) for name in CUE_LISTS},
        **{name: ListOf(Lexical({"kind": OneOf(SOURCE_KINDS)})) for name in ("kinds", "titles", "channels")},
        **{name: WORDS for name in (*LISTS, *SHAPES, *ENDINGS)},
    },
    required=("order", "cues"),
)  # fmt: skip
NO_PHRASE = ("relatives", "adverbs", "complementisers", "pronoun_complementisers")  # lists of words that are in no noun phrase
MEMO_LIMIT = 200_000  # words remembered per table
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prepositions:
    """Prepositions that lead content: whole words (or several), and letters written together with the next word."""

    phrases: tuple[Phrase, ...]
    joined: tuple[str, ...]


class Grammar:
    """What the claims room knows of one language. Immutable after construction."""

    def __init__(self, language: Language) -> None:
        data = language.rules("claims", SCHEMA)
        self.language = language
        self.order: str = data.get("order", "verb_second")
        self.article = language.fold(data.get("article", "")) if data.get("article") else ""
        made = {
            n: language.lexicon("claims", SCHEMA, n)
            for n in ("relays", "modifiers", "adverbials", "kinds", "titles", "channels")
        }
        self.cues: Lexicon = language.lexicon("claims", SCHEMA, "cues", "light", "nouns")
        self.relays, self.modifiers, self.adverbials = made["relays"], made["modifiers"], made["adverbials"]
        self.kinds, self.titles, self.channels = made["kinds"], made["titles"], made["channels"]
        self.words: dict[str, frozenset[str]] = {}
        self.plural_endings, self.pronoun_endings = (tuple(data.get(name, ())) for name in ENDINGS)
        self.raw_names = frozenset(data.get("unfolded_names", ()))
        self.not_cues = frozenset(data.get("not_cues", ()))
        self.not_enclitics = frozenset(data.get("not_enclitics", ()))
        self.phrases: dict[str, dict[str, list[Phrase]]] = {}
        for name in LISTS:
            folded = [tuple(language.fold(w) for w in item.split()) for item in data.get(name, ())]
            self.words[name] = frozenset(p[0] for p in folded if len(p) == 1)
            self.phrases[name] = {}
            for phrase in sorted((p for p in folded if len(p) > 1), key=len, reverse=True):
                self.phrases[name].setdefault(phrase[0], []).append(phrase)
        self.no_phrase: frozenset[str] = frozenset().union(*(self.words[name] for name in NO_PHRASE))
        self.starts = {name: self.words[name] | self.phrases[name].keys() for name in LISTS}
        self.shapes = {name: tuple(re.compile(s) for s in data.get(name, ())) for name in SHAPES}
        self._preps: dict[tuple[str, str], Prepositions] = {}
        self._shaped: dict[tuple[str, str], bool] = {}
        self._bare: dict[str, str] = {}
        self._kind: dict[str, str | None] = {}
        self._begins: dict[str, frozenset[str]] = {}
        self._told: dict[str, bool] = {}
        self._speaking: dict[str, bool] = {}
        self._tables = {
            "cues": (self.cues, _first_words(language, data, "cues", "light", "nouns")),
            **{n: (made[n], _first_words(language, data, n)) for n in ("relays", "modifiers", "adverbials")},
        }

    def has(self, name: str, fold: str) -> bool:
        """Is the folded word on the named list?"""
        return fold in self.words[name]

    def shaped(self, name: str, fold: str) -> bool:
        """Does the folded word have one of the named shapes?"""
        key = (name, fold)
        known = self._shaped.get(key)
        if known is None:
            _bound(self._shaped)
            known = self._shaped[key] = any(shape.search(fold) for shape in self.shapes[name])
        return known

    def bare(self, fold: str) -> str:
        """The word without a conjunction written on it (unchanged when there is none)."""
        known = self._bare.get(fold)
        if known is None:
            _bound(self._bare)
            known = fold
            for conjunction in self.language.conjunctions:
                if fold.startswith(conjunction) and len(fold) > len(conjunction) + 1:
                    known = fold[len(conjunction) :]
            self._bare[fold] = known
        return known

    def kind_of(self, fold: str) -> str | None:
        """The source kind that the word tells, if any; only a conjunction and the article may be written on it."""
        if fold not in self._kind:
            _bound(self._kind)
            found = (x for x in self.kinds.readings(fold) if not x.pre or self._article_only(x.pre))
            self._kind[fold] = next((x.entry.get("kind") for x in found if x.entry.get("kind")), None)
        return self._kind[fold]

    def told(self, fold: str) -> bool:
        """A medium with a preposition written on it ("to-Reuters", "to-the-agency")?"""
        known = self._told.get(fold)
        if known is None:
            _bound(self._told)
            known = self._told[fold] = self._is_told(fold)
        return known

    def _is_told(self, fold: str) -> bool:
        letters = self.words["receivers"]
        if not self.article or not any(fold.startswith(x) and len(fold) > len(x) for x in letters):
            return False
        media = self.words["media_names"]
        splits = (s for s in self.language.splits(fold) if s.pre and s.pre[0] in letters)
        return any(self.kind_of(s.stem) == "media" or s.stem in media for s in splits)

    def speaking(self, fold: str) -> bool:
        """An accusative participle of speech ("saying", "stressing")?"""
        known = self._speaking.get(fold)
        if known is None:
            _bound(self._speaking)
            known = self._speaking[fold] = self.shaped("boundary_shapes", self.bare(fold)) and any(
                x.feats[0] == "participle" and not x.entry.get("near") for x in self.cues.readings(fold)
            )
        return known

    def _article_only(self, pre: str) -> bool:
        rest = pre.removesuffix(self.article) if self.article else pre
        return not rest or rest in self.language.conjunctions

    def may_begin(self, fold: str) -> frozenset[str]:
        """Which tables have something that begins with this word: cues, relays, modifiers, adverbials."""
        known = self._begins.get(fold)
        if known is None:
            _bound(self._begins)
            stems = {s.stem for s in self.language.splits(fold)}
            known = self._begins[fold] = frozenset(
                name for name, (table, first) in self._tables.items() if table.readings(fold) or stems & first
            )
        return known

    def prepositions(self, entry: Entry, key: str) -> Prepositions:
        """The prepositions under `key` (prep or leads) of the entry."""
        known = self._preps.get((entry.id, key))
        if known is None:
            listed: Sequence[str] = entry.get(key) or ()
            joined = tuple(self.language.fold(p[:-1]) for p in listed if p.endswith("ـ") and " " not in p)
            words = tuple(
                tuple(self.language.fold(w) for w in p.split())
                for p in listed
                if not (p.endswith("ـ") and " " not in p)
            )
            known = self._preps[(entry.id, key)] = Prepositions(tuple(sorted(words, key=len, reverse=True)), joined)
        return known


def _first_words(language: Language, data: Mapping[str, Any], *names: str) -> frozenset[str]:
    """The first words of the phrases under the named keys, folded."""
    items = (item for name in names for item in data.get(name, ()))
    return frozenset(language.fold(text.split()[0]) for item in items for text in _texts(item.get("phrase")))


def _texts(value: Any) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else list(value)


def _bound(memory: dict[Any, Any]) -> None:
    """A memory of words that grew too large starts anew (answers never change, only time)."""
    if len(memory) > MEMO_LIMIT:
        memory.clear()


def grammar_of(language: Language) -> Grammar:
    """The grammar of `language`, compiled once."""
    made: Grammar = language.made("claims.grammar", lambda: Grammar(language))
    return made
