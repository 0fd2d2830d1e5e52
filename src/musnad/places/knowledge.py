"""What a language's places.yml says, compiled."""

from __future__ import annotations

from dataclasses import dataclass

from musnad.gazetteer import KINDS, key
from musnad.languages import Language
from musnad.rules import Lexical, Lexicon, ListOf, MapOf, OneOf, Struct, Text
from musnad.rules.schema import Flag, Number

SCHEMA = Struct(
    {
        # words before a name that say what it is; `kinds` are the gazetteer's, `as` the kind of mention, `unknown` lets
        # the head carry a name that no gazetteer has, `follows` marks heads that stand after the name
        "heads": ListOf(
            Lexical(
                {
                    "kinds": ListOf(OneOf(KINDS)),
                    "as": OneOf(("place", "facility")),
                    "unknown": Flag(),
                    "follows": Flag(),
                },
                required=("kinds",),
            )
        ),
        # words before a name that make it an area; `area` is the English description with {} for the name
        "areas": ListOf(Lexical({"area": Text(), "bearing": Number(0, 360)}, required=("area",))),
        # adjectives after the name that say which part of it
        "sides": ListOf(Lexical({"area": Text()}, required=("area",))),
        "units": ListOf(Lexical({"km": Number(0, 10)}, required=("km",))),
        "links": ListOf(Text()),  # words between a distance or a direction and the name
        "signs": ListOf(Text()),  # words after which a place is expected
        "joined": ListOf(Text()),  # proclitics that are such signs
        "joins": ListOf(Text()),  # words and marks that join places in a list
        "names": ListOf(Text()),  # given names, titles: the name after them is a person's
        "surnames": ListOf(Text()),  # countries and provinces that are family names too
        "continues": ListOf(Text()),  # words that go on inside a name that no gazetteer has
        "ends": ListOf(Text()),  # words that are no part of such a name
        "ambiguous": ListOf(Text()),  # names of places that are common words: they need a head or a parent beside them
        "signed": ListOf(Text()),  # the same, but a sign before them is enough
        "common": MapOf(
            Text()
        ),  # words of the language that some small place is called too, with their meaning: as ambiguous
        "institutions": ListOf(
            Text()
        ),  # heads of papers, clubs, groups: the name after them is theirs, not the place's
        "rites": ListOf(Text()),  # words after which even a state's name is something else ("the maghrib prayer")
        "papers": ListOf(Text()),  # places whose name in quotation marks is a newspaper's or a station's
        "marks": Text(),  # marks that no name bears (endings of indefinite words)
        "initial": Text(),  # letters that only begin a stem
        "distinct": Text(),  # letters that are folded together but that no writer puts for each other
        "ending": MapOf(Text()),  # a letter for which writers may put another, which is also an ending (a pronoun)
        "never": Text(),  # words that are never a place, separated by commas
        "after": ListOf(Text()),  # capitalised words that may follow a place without making another name of it
        "home": ListOf(Text(r"[A-Z]{3}")),  # countries that news in this language means first
        "self": MapOf(ListOf(Text(r"[A-Z]{3}"))),  # "the kingdom": the countries that such a word can mean
    }
)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The lists of places.yml, folded."""

    language: Language
    heads: Lexicon
    areas: Lexicon
    sides: Lexicon
    units: Lexicon
    links: frozenset[str]
    signs: frozenset[str]
    joined: frozenset[str]
    joins: frozenset[str]
    names: frozenset[str]
    surnames: frozenset[str]
    continues: frozenset[str]
    ends: frozenset[str]
    ambiguous: frozenset[str]
    signed: frozenset[str]
    common: frozenset[str]
    institutions: frozenset[str]
    rites: frozenset[str]
    papers: frozenset[str]
    marks: frozenset[str]
    initial: frozenset[str]
    distinct: frozenset[str]
    quotes: frozenset[str]
    ending: dict[str, str]
    never: frozenset[str]
    after: frozenset[str]
    home: frozenset[str]
    own: dict[str, tuple[str, ...]]
    cased: bool
    articles: tuple[str, ...]


def knowledge(language: Language) -> Knowledge:
    """The compiled places.yml of a language (empty lists when the folder has none)."""
    made: Knowledge = language.made("places.knowledge", lambda: _compile(language))
    return made


def _compile(language: Language) -> Knowledge:
    data = language.rules("places", SCHEMA)

    def folded(name: str) -> frozenset[str]:
        listed = data.get(name, ())
        words = listed.split(",") if isinstance(listed, str) else listed
        return frozenset(key(language.fold(word.strip())) for word in words)

    noun = language.classes.get("noun")
    return Knowledge(
        language=language,
        heads=language.lexicon("places", SCHEMA, "heads"),
        areas=language.lexicon("places", SCHEMA, "areas"),
        sides=language.lexicon("places", SCHEMA, "sides"),
        units=language.lexicon("places", SCHEMA, "units"),
        links=folded("links"),
        signs=folded("signs"),
        joined=folded("joined"),
        joins=folded("joins"),
        names=folded("names"),
        surnames=folded("surnames"),
        continues=folded("continues"),
        ends=folded("ends"),
        ambiguous=folded("ambiguous"),
        signed=folded("signed"),
        common=folded("common"),
        institutions=folded("institutions"),
        rites=folded("rites"),
        papers=folded("papers"),
        quotes=frozenset(mark for pair in language.letters["quotes"] for mark in pair)
        | frozenset(language.letters.get("toggling_quotes", ())),
        marks=frozenset(data.get("marks", "")),
        initial=frozenset(data.get("initial", "")),
        distinct=frozenset(data.get("distinct", "")),
        ending=dict(data.get("ending", {})),
        never=folded("never"),
        after=folded("after"),
        home=frozenset(data.get("home", ())),
        own={key(word): tuple(countries) for word, countries in data.get("self", {}).items()},
        cased=language.letters.get("case") == "cased",
        articles=noun.alone_with if noun else (),
    )
