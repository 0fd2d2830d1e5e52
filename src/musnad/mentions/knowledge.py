"""What a language knows of noun phrases and of those who act: the rule files `phrases`, `names` and `actors`, compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from musnad.languages import Language
from musnad.record.labels import MENTION_KINDS
from musnad.rules import Flag, Lexical, Lexicon, ListOf, MapOf, OneOf, Schema, Struct, Text

BULK = Text()  # "word word = gloss, word = gloss": many entries in one text
PHRASES = Struct(
    {
        "grammar": Struct(
            {
                "form": OneOf(("article", "order")),
                "article": Text(),
                "clitics": ListOf(Text()),
                "glued": ListOf(Text()),
                "weak_suffixes": ListOf(Text()),
                "nominative": Text(),  # the ending of a plural that is a subject
                "accusative": Text(),  # the ending of an indefinite object
                "not_inside": ListOf(Text()),  # nouns that make the preposition before them an adverb ("on the grounds of")
                "verb_shape": Text(),
                "clause_shape": Text(),
                "adjective_shape": Text(),
                "plural_shape": Text(),
                "adverb_shape": Text(),
                "either_shape": Text(),
                "feminine_shape": Text(),
                "marked_feminine_shape": Text(),
                "no_name_shape": Text(),
                "genitive": ListOf(Text()),
                "of": ListOf(Text()),
                "and": ListOf(Text()),
                "determiners": ListOf(Text()),
            },
            required=("form",),
        ),
        "ends": BULK,
        "times": BULK,  # words of `ends` that may stand in an organisation's name (dawn)
        "counters": BULK,  # number words and quantities that stand before what is counted
        "inside": MapOf(ListOf(Text()), keys=("source", "organization", "role")),
        "joined_inside": ListOf(Text()),
        "governing": BULK,  # adjectives that take a complement: loyal (to), close (to)
        "nouns": BULK,
        "adjectives": BULK,
        "finite": MapOf(BULK),
        "nouns_too": BULK,
    },
    required=("grammar",),
)
NAMES = Struct(
    {
        "given": MapOf(BULK),
        "words_too": BULK,  # given names that are common words: no name by themselves
        "surnames": MapOf(BULK),
        "before": ListOf(Text()),
        "joinable": ListOf(Text()),  # connectors that some write together with the next word
        "between": ListOf(Text()),
        "given_shape": Text(),
    }
)
_HEAD: dict[str, Schema] = {
    "kind": OneOf(MENTION_KINDS),
    "sector": Text(r"[A-Z]{3}"),
    "phrase_kind": OneOf(("source", "organization", "role")),
    "alone": Flag(),  # names an actor even when it stands alone and undetermined
    "bare": Flag(),  # weak, but an actor when it stands alone with the article (the regime)
    "subject": Flag(),  # weak, but an actor with the article right beside a verb (the occupation arrested)
    "proper": Flag(),  # a name by itself (the Kremlin)
    "weak": Flag(),  # names an actor only with a name or an adjective after it
    "former": Flag(),
    "private": Flag(),
    "leads": Flag(),
    "classifier": Flag(),  # the name proper is what follows (newspaper X, company X)
    "collective": Flag(),  # a singular that means many (family, nation)
    "epithet": Flag(),  # a speaker's word for a state: never the actor's name
    "partisan": Flag(),  # somebody of a movement: what is named after it is one
    "kin": Flag(),  # a relative: with a name after it, the relative of who is named
    "crewed": Flag(),  # a weapon that stands for its crew where a state or body is named as its owner
    "quoted": Flag(),  # a body only with a name in quotation marks or in another script after it
    "not_before": BULK,  # words after which the noun means something else
}
ACTORS = Struct(
    {
        "titles": ListOf(Lexical(_HEAD)),
        "organizations": ListOf(Lexical(_HEAD, required=("kind",))),
        "people": ListOf(Lexical(_HEAD, required=("kind",))),
        "weapons": ListOf(Lexical(_HEAD)),
        "alias": ListOf(Lexical()),
        "led_by": ListOf(Lexical()),
        "named": ListOf(Lexical()),
        "sides": ListOf(Lexical({"of": Text(r"[a-z]+")}, required=("of",))),
        "agents": ListOf(Lexical({"sector": Text(r"[A-Z]{3}"), "light": Flag()}, required=("sector",))),
        "deeds": ListOf(Lexical()),  # at which the adjective of a state names who does them
        "addresses": ListOf(Lexical()),  # verbs whose object may be a state, which then stands for its government
        "suffered": ListOf(Lexical()),  # behind which the adjective of a state is a person of it
        "crowds": ListOf(Lexical()),  # numbers that stand for people by themselves (thousands)
        "crowd_deeds": ListOf(Lexical()),  # what only people do, so that a number beside it is a crowd
        "deed_kinds": BULK,  # words between that adjective and a deed
        "former": ListOf(Text()),
        "belongs": ListOf(Text()),
        "dwells": ListOf(Text()),
        "marks": BULK,  # adjectives that make an undetermined noun an actor: armed, unknown
    }
)
NOUN_SECTIONS = ("titles", "organizations", "people", "weapons")


def bulk(text: str) -> Iterator[tuple[str, str]]:
    """(words, gloss) of each entry of a bulk text; the gloss is the words themselves when none is given."""
    for entry in text.split(","):
        words, _, gloss = entry.partition("=")
        if words.strip():
            yield words.strip(), gloss.strip() or words.strip()


def words_of(language: Language, text: str) -> frozenset[str]:
    """The folded spellings of a bulk text, taken as they stand."""
    return frozenset(language.fold(w) for w, _ in bulk(text))


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The compiled knowledge of one language. `nouns` answers for titles, organisation heads, people and common nouns."""

    grammar: Mapping[str, Any]
    verbs: Lexicon
    nouns: Lexicon
    nouns_too: frozenset[str]
    ends: frozenset[str]
    times: frozenset[str]
    counters: frozenset[str]
    inside: Mapping[str, frozenset[str]]
    joined_inside: tuple[str, ...]
    glued: frozenset[str]  # conjunctions that an unknown word after a name is taken to carry
    governing: frozenset[str]
    given: frozenset[str]
    surnames: frozenset[str]
    words_too: frozenset[str]
    marks: frozenset[str]
    deed_kinds: frozenset[str]
    not_inside: frozenset[str]
    called: frozenset[str]  # words right before a name: called, named
    written: frozenset[str]  # given names, as written, whose folded spelling is also a function word
    before: frozenset[str]
    between: frozenset[str]
    patterns: Mapping[str, re.Pattern[str]]


def knowledge(language: Language) -> Knowledge:
    """The knowledge of `language`, compiled at first use. Raises BadRule when a rule file is broken."""
    made: Knowledge = language.made("mentions.knowledge", lambda: _compile(language))
    return made


def _compile(language: Language) -> Knowledge:
    phrases: Any = language.rules("phrases", PHRASES)
    names: Any = language.rules("names", NAMES)
    grammar = phrases.get("grammar", {"form": "order"})
    shapes = {k: re.compile(v) for k, v in grammar.items() if k.endswith("_shape")}
    shapes.update({k: re.compile(v) for k, v in names.items() if k.endswith("_shape")})
    return Knowledge(
        grammar=grammar,
        verbs=_lexicon(language, "verb", phrases.get("finite", {})),
        nouns=_nouns(language, phrases),
        nouns_too=words_of(language, phrases.get("nouns_too", "")),
        times=words_of(language, phrases.get("times", "")),
        counters=words_of(language, phrases.get("counters", "")),
        ends=words_of(language, phrases.get("ends", "")),
        inside={k: frozenset(map(language.fold, v)) for k, v in phrases.get("inside", {}).items()},
        joined_inside=tuple(map(language.fold, phrases.get("joined_inside", ()))),
        glued=frozenset(map(language.fold, grammar.get("glued", ()))),
        governing=words_of(language, phrases.get("governing", "")),
        given=_union(language, names.get("given", {})) - _function_words(language),
        surnames=_union(language, names.get("surnames", {})),
        words_too=words_of(language, names.get("words_too", "")),
        marks=_actor_words(language, "marks"),
        deed_kinds=_actor_words(language, "deed_kinds"),
        not_inside=frozenset(language.fold(x) for x in grammar.get("not_inside", ())),
        called=_called(language),
        written=_written(language, names.get("given", {})),
        before=frozenset(map(language.fold, names.get("before", ()))),
        between=frozenset(map(language.fold, names.get("between", ()))),
        patterns=shapes,
    )


def _called(language: Language) -> frozenset[str]:
    data: Any = language.rules("actors", ACTORS)
    phrases = (p for item in data.get("named", ()) for p in item.get("phrase", ()))
    return frozenset(language.fold(p) for p in phrases)


def _actor_words(language: Language, name: str) -> frozenset[str]:
    data: Any = language.rules("actors", ACTORS)
    return words_of(language, data.get(name, ""))


def _function_words(language: Language) -> frozenset[str]:
    return frozenset().union(*language.function_words.values())


def _written(language: Language, lists: Mapping[str, str]) -> frozenset[str]:
    functions = _function_words(language)
    spelled = {w for listed in language.words.get("function_words", {}).values() for w in listed}
    names = {w for text in lists.values() for w, _ in bulk(text)}
    return frozenset(n for n in names if language.fold(n) in functions and n not in spelled)


def _union(language: Language, lists: Mapping[str, str]) -> frozenset[str]:
    return frozenset().union(*(words_of(language, text) for text in lists.values()))


def _lexicon(language: Language, word_class: str, lists: Mapping[str, str]) -> Lexicon:
    made = language.new_lexicon()
    for section, text in lists.items():
        made.add("phrases", section, [{word_class: words, "gloss": gloss} for words, gloss in bulk(text)])
    return made


def _nouns(language: Language, phrases: Mapping[str, Any]) -> Lexicon:
    made = language.new_lexicon()
    actors: Any = language.rules("actors", ACTORS)
    for section in NOUN_SECTIONS:
        made.add("actors", section, actors.get(section) or ())
    for section, word_class in (("nouns", "noun"), ("adjectives", "adjective")):
        if word_class not in language.classes:
            word_class = "noun"
        items = [{word_class: w, "gloss": g} for w, g in bulk(phrases.get(section, ""))]
        made.add("phrases", section, items)
    return made
