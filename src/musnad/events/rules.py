"""The event rules of one language, compiled once: triggers, word sets, instruments, people, contexts and frames."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from musnad.codebook import load_codebook
from musnad.errors import BadRule
from musnad.languages import Language
from musnad.record.labels import EFFECTS
from musnad.rules import Entry, Flag, Lexical, Lexicon, ListOf, MapOf, OneOf, Schema, Struct, Text

ROLES = ("actor", "recipient", "both", "against", "place", "instrument", "none", "auto")
VOICES = ("active", "passive", "occur", "result")
TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
NOMINAL = ("ASSAULT", "PROTEST", "MOBILIZE", "COERCE")  # phrases of these are nouns unless they say `verbal`
_TRIGGER: dict[str, Schema] = {
    "type": OneOf(TYPES),
    "mode": Text(),
    "frame": Text(),
    "tags": ListOf(Text()),
    "instrument": Text(),
    "contexts": ListOf(Text()),
    "effect": OneOf(EFFECTS),
    "strength": OneOf(("strong", "weak")),
    "with": ListOf(Text()),
    "with_after": Flag(),
    "not_with": ListOf(Text()),
    "not_next": ListOf(Text()),
    "not_prev": ListOf(Text()),
    "not_after": ListOf(Text()),
    "near": ListOf(Text()),
    "governs": Flag(),
    "verbal": Flag(),
    "attempt": Flag(),
}
_FRAME = Struct(
    {
        **{k: OneOf(ROLES) for k in ("self", "subject", "object", "of", "noun_before")},
        "to": MapOf(OneOf(ROLES)),
    },
    required=("subject", "object", "of", "to"),
)
_SET = {"set": Text()}
GRAMMAR = (
    "parts", "one", "passive", "infinitive", "dual", "others", "article", "subordinators", "adverb_endings",
    "participle_endings",
    "partitive", "agrees", "means", "owned_by", "occasion", "quantities", "question", "future",
    "no_construct", "construct", "accusative", "cut_joined", "oblique", "nominative", "definite",
)  # fmt: skip
SCHEMA = Struct(
    {
        "frames": MapOf(_FRAME),
        "defaults": MapOf(Text(), keys=TYPES),
        "by": ListOf(Text()),
        "through": ListOf(Text()),
        "triggers": ListOf(Lexical(_TRIGGER, required=("type",))),
        "light": ListOf(Lexical({"voice": OneOf(VOICES)}, required=("voice",))),
        "words": ListOf(Lexical(_SET, required=("set",))),
        "instruments": ListOf(Lexical({"instrument": Text(), "mode": Text()}, required=("instrument", "mode"))),
        "people": ListOf(
            Lexical(
                {
                    "side": OneOf(("armed", "civil", "nation")),
                    "tags": ListOf(Text()),
                    "collective": Flag(),
                    "kind": Text(),
                },
                required=("side",),
            )
        ),
        "contexts": ListOf(Lexical({"context": Text()}, required=("context",))),
        "grammar": MapOf(ListOf(Text()), keys=GRAMMAR),
    },
    required=("frames", "defaults", "triggers"),
)
SECTIONS = ("triggers", "light", "words", "instruments", "people", "contexts")


@dataclass(frozen=True, slots=True)
class Frame:
    """What subject, object, genitive, the noun before and each preposition stand for; `own`: the trigger names the doer."""

    own: str
    subject: str
    object: str
    of: str
    noun_before: str
    to: Mapping[str, str]
    joined: Mapping[str, str]  # prepositions written together with their word, without the tatweel


@dataclass(frozen=True, slots=True)
class Cue:
    """What one trigger entry says."""

    entry: Entry
    type: str
    mode: str | None
    frame: Frame
    tags: tuple[str, ...]
    instrument: str | None
    contexts: tuple[str, ...]
    effect: str | None
    weak: bool
    with_: tuple[str, ...]
    not_with: tuple[str, ...]
    not_next: tuple[str, ...]
    not_prev: tuple[str, ...]
    not_after: tuple[str, ...]
    near: tuple[str, ...]
    governs: bool
    with_after: bool  # the words of `with` count only after it, as its object
    attempt: bool  # it tells of an attempt, which failed unless the text says more
    verbal: bool  # its phrases stand as verbs ("opened fire"), not as nouns ("air strike")


@dataclass(frozen=True, slots=True)
class EventRules:
    """All event rules of a language. `cues` by entry id; `by` phrases as folded words."""

    lexicon: Lexicon
    cues: Mapping[int, Cue]
    by: tuple[tuple[str, ...], ...]
    through: tuple[tuple[str, ...], ...]  # name the doer only when a person follows
    parts: frozenset[str]  # "including": what follows is part of the number before it
    one: frozenset[str]  # words that count one ("a soldier")
    passive: frozenset[str]  # auxiliaries of the passive
    infinitive: frozenset[str]
    dual: tuple[str, ...]  # endings of nouns that count two
    others: frozenset[str]
    article: frozenset[str]  # articles written together with their noun
    subordinators: frozenset[str]
    adverb_endings: tuple[str, ...]
    participle_endings: tuple[str, ...]
    partitive: frozenset[str]  # "of" in "dozens of people"
    question: tuple[str, ...]
    future: tuple[str, ...]  # written before a verb of the present only
    no_construct: tuple[str, ...]
    accusative: tuple[str, ...]
    construct: tuple[str, ...]  # endings of plurals that need a noun after them
    cut_joined: frozenset[str]
    definite: frozenset[str]  # words before a noun that make it known
    oblique: tuple[str, ...]  # endings of nouns that can be no subject of a verb before them
    nominative: tuple[str, ...]  # endings of nouns that can be no object
    agrees: Mapping[str, str]  # pronouns that a complementiser carries, with the form of the verb that agrees
    occasion: frozenset[str]  # prepositions before a deed that is the cause or the time of another
    owned_by: frozenset[str]  # prepositions between a thing and whose it is
    means: tuple[tuple[str, ...], ...]  # words before a deed that the clause's subject does ("by means of", "behind")
    quantities: frozenset[str]  # nouns of quantity: who is meant stands after them
    doerless: frozenset[str]  # ids of triggers whose subject did something else ("foiled an attack")
    memo: dict[str, tuple[str, ...] | None] = field(default_factory=dict)  # only saves time


MEMO_LIMIT = 300_000  # words remembered before the memory starts anew


def plain_sets(rules: EventRules, fold: str) -> tuple[str, ...] | None:
    """The word sets of a word that is nothing else here; None when it may be a trigger, a weapon ... or begin a phrase."""
    if fold in rules.memo:
        return rules.memo[fold]
    if len(rules.memo) > MEMO_LIMIT:
        rules.memo.clear()
    readings = rules.lexicon.readings(fold)
    other = any(r.entry.section != "words" for r in readings) or rules.lexicon.starts(fold, phrase=True)
    known = None if other else tuple(dict.fromkeys(str(r.entry.data["set"]) for r in readings))
    rules.memo[fold] = known
    return known


def event_rules(language: Language) -> EventRules:
    """The compiled rules (once per language). Raises BadRule."""
    made: EventRules = language.made("events.rules", lambda: _compile(language))
    return made


def _compile(language: Language) -> EventRules:
    data: Mapping[str, Any] = language.rules("events", SCHEMA)
    lexicon = language.lexicon("events", SCHEMA, *SECTIONS)
    frames = {name: _frame(raw, language) for name, raw in data.get("frames", {}).items()}
    sets = {e.get("set") for e in lexicon.entries if e.section == "words"}
    cues = {
        id(e): _cue(e, frames, data.get("defaults", {}), sets, language)
        for e in lexicon.entries
        if e.section == "triggers"
    }
    by, through = (
        tuple(tuple(language.fold(w) for w in phrase.split()) for phrase in data.get(key, ()))
        for key in ("by", "through")
    )
    given = data.get("grammar", {})
    g = {key: frozenset(language.fold(w) for w in given.get(key, ())) for key in GRAMMAR}
    return EventRules(
        lexicon,
        cues,
        by,
        through,
        g["parts"],
        g["one"],
        g["passive"],
        g["infinitive"],
        tuple(sorted(g["dual"])),
        g["others"],
        g["article"],
        g["subordinators"],
        tuple(sorted(g["adverb_endings"])),
        tuple(sorted(g["participle_endings"])),
        g["partitive"],
        tuple(g["question"]),
        tuple(g["future"]),
        tuple(g["no_construct"]),
        tuple(g["accusative"]),
        tuple(g["construct"]),
        g["cut_joined"],
        g["definite"],
        tuple(g["oblique"]),
        tuple(g["nominative"]),
        dict(w.split() for w in given.get("agrees", ())),
        g["occasion"],
        g["owned_by"],
        tuple(tuple(language.fold(w) for w in phrase.split()) for phrase in given.get("means", ())),
        g["quantities"],
        frozenset(c.entry.id for c in cues.values() if c.frame.subject == c.frame.own == "none"),
    )


def _frame(raw: Mapping[str, Any], language: Language) -> Frame:
    apart = {language.fold(k): v for k, v in raw["to"].items() if not k.endswith("ـ")}
    joined = {language.fold(k.rstrip("ـ")): v for k, v in raw["to"].items() if k.endswith("ـ")}
    return Frame(
        raw.get("self", "none"), raw["subject"], raw["object"], raw["of"], raw.get("noun_before", "none"), apart, joined
    )  # fmt: skip


def _cue(
    entry: Entry, frames: Mapping[str, Frame], defaults: Mapping[str, str], sets: set[Any], language: Language
) -> Cue:
    data, type_ = entry.data, entry.data["type"]
    name = data.get("frame", defaults.get(type_, ""))
    mode = data.get("mode")
    where = f"{language.path / 'events.yml'}, the trigger '{entry.lemma}'"
    if name not in frames:
        raise BadRule(f"{where}: there is no frame '{name}'; frames are {', '.join(sorted(frames))}")
    if not load_codebook("plover").has_mode(type_, mode):
        raise BadRule(f"{where}: PLOVER has no mode '{mode}' under {type_}")
    vocabulary = load_codebook("vocabulary")
    for tag in data.get("tags", ()):
        if tag not in vocabulary.tags:
            raise BadRule(f"{where}: '{tag}' is no tag of codebook/vocabulary.yml")
    for key in ("with", "not_with", "not_next", "not_prev", "not_after", "near"):
        for one in data.get(key, ()):
            if one not in sets:
                raise BadRule(f"{where}: there is no word set '{one}' (under words)")
    return Cue(
        entry, type_, mode, frames[name], tuple(data.get("tags", ())), data.get("instrument"),
        tuple(data.get("contexts", ())), data.get("effect"), data.get("strength") == "weak", tuple(data.get("with", ())),
        tuple(data.get("not_with", ())), tuple(data.get("not_next", ())),
        tuple(data.get("not_prev", ())), tuple(data.get("not_after", ())), tuple(data.get("near", ())), bool(data.get("governs")),
        bool(data.get("with_after")), bool(data.get("attempt")),
        bool(data.get("verbal", data.get("governs") or type_ not in NOMINAL)),
    )  # fmt: skip
