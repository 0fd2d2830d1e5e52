"""The modality rules of one language, compiled (`languages/*/modality.yml`; the algorithm is in docs/modality.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from musnad.claims.grammar import grammar_of
from musnad.languages import Language
from musnad.record import Span
from musnad.record.labels import CERTAINTIES, POLARITIES, STANCES, STATUSES
from musnad.rules import Flag, Lexical, Lexicon, ListOf, MapOf, Number, OneOf, Struct, Text

# How a marker finds what it speaks of:
#   verb        the predicate right after it, adverbs left out, and the noun that a light predicate carries
#   next        the same, or the first noun within a few words
#   quantifier  the noun or the first predicate after it, the verb right before it (nobody, no ...)
#   complement  what it governs to its right, up to a border of its clause
#   subject     the noun that is its subject (the attack failed)
#   purpose     the verbal noun that has its preposition written on
#   beside      the noun right before or after it (alleged attack)
#   near        its whole clause, on both sides           back   what its clause said before it
#   if          its clause, and the main clause of its sentence when that speaks of the future
REACHES = ("verb", "next", "quantifier", "complement", "subject", "purpose", "beside", "near", "back", "if")
EFFECT: dict[str, Any] = {
    "polarity": OneOf((*POLARITIES, "flip")),
    "status": OneOf(STATUSES),
    "certainty": OneOf(CERTAINTIES),
    "keeps": ListOf(OneOf(STATUSES)),
    "seals": Flag(),
    "sets_certainty": Flag(),
    "spares": Flag(),
}
WORDS = ListOf(Text(), or_one=True)
MARKER: dict[str, Any] = {
    **EFFECT,
    "reach": OneOf(REACHES),
    "negated": Struct(EFFECT),
    "negates": Flag(),
    "serial": Flag(),
    "opens": Flag(),
    "ends": Flag(),
    "within": Number(1, 30),
    "form": WORDS,
    "not_form": WORDS,
    "trigger": WORDS,
    "written": WORDS,
    "not_written": WORDS,
    "with": WORDS,
    "not_with": WORDS,
    "before_form": Text(),
    "unless_after": WORDS,
}
LISTS = (
    "future_proclitics", "future_times", "articles", "barriers", "shields", "weak_shields", "relatives",
    "complementisers", "wh", "skips", "noun_before", "verb_before", "infinitive", "and",
)  # fmt: skip
SCHEMA = Struct(
    {
        "markers": ListOf(Lexical(MARKER, required=("reach",))),
        "stances": MapOf(Struct(EFFECT), STANCES),
        "verbs": ListOf(Lexical({"light": Flag(), "occur": Flag(), "serial": Flag(), "with": WORDS})),
        "auxiliaries": ListOf(Lexical({"status": OneOf(STATUSES)}, required=("status",))),
        **{name: ListOf(Text()) for name in (*LISTS, "noun_endings")},
    }
)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a marker does: its characters, its distance from the trigger (code points), the labels that it sets."""

    span: Span
    distance: int = 0
    polarity: str | None = None
    status: str | None = None
    certainty: str | None = None
    keeps: tuple[str, ...] = ()
    seals: bool = False
    sets_certainty: bool = False
    spares: bool = False


@dataclass(frozen=True, slots=True)
class ModalityRules:
    """Everything of modality.yml, folded. `cues`: the reporting words of claims.yml, which are predicates too."""

    markers: Lexicon
    stances: Mapping[str, Effect]
    verbs: Lexicon
    auxiliaries: Lexicon
    cues: Lexicon | None
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    noun_endings: tuple[str, ...] = ()  # as written, not folded


def make_effect(effect: Mapping[str, Any], span: Span, distance: int) -> Effect:
    """The effect that an entry or a stance describes."""
    return Effect(
        span, distance, effect.get("polarity"), effect.get("status"), effect.get("certainty"),
        tuple(effect.get("keeps", ())), effect.get("seals", False), effect.get("sets_certainty", False),
        effect.get("spares", False),
    )  # fmt: skip


def modality_rules(language: Language) -> ModalityRules:
    """The compiled rules (once per language). Raises BadRule."""
    made: ModalityRules = language.made("modality", lambda: _compile(language))
    return made


def _compile(language: Language) -> ModalityRules:
    data = language.rules("modality", SCHEMA)
    return ModalityRules(
        language.lexicon("modality", SCHEMA, "markers"),
        {stance: make_effect(effect, Span(0, 0), 0) for stance, effect in data.get("stances", {}).items()},
        language.lexicon("modality", SCHEMA, "verbs", "markers"),
        language.lexicon("modality", SCHEMA, "auxiliaries"),
        grammar_of(language).cues if language.has("claims") else None,
        {name: frozenset(language.fold(w) for w in data.get(name, ())) for name in LISTS},
        tuple(data.get("noun_endings", ())),
    )
