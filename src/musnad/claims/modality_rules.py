"""The modality rules of one language, compiled (`languages/*/modality.yml`; the algorithm is in docs/modality.md)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from musnad.claims.grammar import grammar_of
from musnad.languages import Language
from musnad.mentions.words import words
from musnad.record import Span, quick
from musnad.record.labels import CERTAINTIES, POLARITIES, STANCES, STATUSES
from musnad.rules import Flag, Lexical, Lexicon, ListOf, MapOf, Number, OneOf, Reading, Struct, Text

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
    "before_not": ListOf(Text()),
    "or_unknown": Flag(),
    "unless_after": WORDS,
}
LISTS = (
    "future_proclitics", "future_times", "articles", "barriers", "shields", "weak_shields", "relatives",
    "complementisers", "wh", "skips", "noun_before", "verb_before", "infinitive", "and",
)  # fmt: skip
FLAGS = ("light", "occur", "serial")
MEMO_LIMIT = 100_000  # words remembered before the memory starts anew
SCHEMA = Struct(
    {
        "markers": ListOf(Lexical(MARKER, required=("reach",))),
        "stances": MapOf(Struct(EFFECT), STANCES),
        "verbs": ListOf(Lexical({"light": Flag(), "occur": Flag(), "serial": Flag(), "with": WORDS})),
        "auxiliaries": ListOf(Lexical({"status": OneOf(STATUSES)}, required=("status",))),
        **{name: ListOf(Text()) for name in (*LISTS, "noun_endings", "purposive")},
    }
)


@quick
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
class Word:
    """What the rules know of one folded word: the lists that it is on, its readings as a verb or verbal noun."""

    lists: frozenset[str]
    verbs: tuple[Reading, ...]
    flags: frozenset[str]
    masdar: bool
    noun_by_prefix: bool  # a verbal noun with a preposition written on
    deed: bool  # a noun of action that carries no other noun
    governs: bool  # a marker that says more than its complement does
    marks: bool  # a marker may begin with it


class ModalityRules:
    """Everything of modality.yml, folded. Looking words up never changes an answer; the memory only saves time."""

    def __init__(self, language: Language) -> None:
        data = language.rules("modality", SCHEMA)
        self.language = language
        self.markers = language.lexicon("modality", SCHEMA, "markers")
        self.purposive = tuple(language.fold(w) for w in data.get("purposive", ()))
        self.stances = {s: make_effect(e, Span(0, 0), 0) for s, e in data.get("stances", {}).items()}
        self.verbs = language.lexicon("modality", SCHEMA, "verbs", "markers")
        self.auxiliaries = language.lexicon("modality", SCHEMA, "auxiliaries")
        # The reporting words of claims.yml are predicates too.
        self.cues: Lexicon | None = grammar_of(language).cues if language.has("claims") else None
        self.words = {name: frozenset(language.fold(w) for w in data.get(name, ())) for name in LISTS}
        self.noun_endings = tuple(data.get("noun_endings", ()))  # as written, not folded
        self._starts = frozenset(
            language.fold(p.split()[0]) for m in data.get("markers", ()) for p in _listed(m.get("phrase"))
        )
        classes = language.words["classes"].values()
        written = [a for c in classes for a in (c or {}).get("alone_with", ())]
        self.articles = tuple((a, language.fold(a)) for a in written)  # as written, and folded
        self._known: dict[str, Word] = {}

    def word(self, fold: str) -> Word:
        """What is known of the folded word (remembered)."""
        known = self._known.get(fold)
        if known is None:
            if len(self._known) > MEMO_LIMIT:
                self._known.clear()
            known = self._known[fold] = self._word(fold)
        return known

    def _word(self, fold: str) -> Word:
        number = fold in words(self.language).knowledge.counters  # "two", which is spelled like a verb's plural
        readings = () if number else self.verbs.readings(fold)
        cues = self.cues.readings(fold) if self.cues is not None and not number else ()
        masdars = [r for r in readings if r.feats[0] == "masdar"]
        conjunctions = self.language.conjunctions
        bare = {fold, *(fold[len(c) :] for c in conjunctions if fold.startswith(c) and len(fold) > len(c) + 1)}
        return Word(
            frozenset(name for name, listed in self.words.items() if bare & listed),
            tuple(r for r in (*readings, *cues) if r.feats[0] == "verb"),
            frozenset(f for f in FLAGS if any(r.entry.get(f) for r in readings)),
            bool(masdars),
            any(r.pre and r.pre not in conjunctions for r in masdars),
            bool(masdars) and not any(r.entry.get("light") or r.entry.get("reach") for r in masdars),
            any(r.entry.get("reach") in ("complement", "subject", "next") for r in readings),
            bool(self.markers.readings(fold)) or any(s.stem in self._starts for s in self.language.splits(fold)),
        )


def _listed(value: Any) -> Sequence[str]:
    return () if value is None else [value] if isinstance(value, str) else value


def make_effect(effect: Mapping[str, Any], span: Span, distance: int) -> Effect:
    """The effect that an entry or a stance describes."""
    return Effect(
        span, distance, effect.get("polarity"), effect.get("status"), effect.get("certainty"),
        tuple(effect.get("keeps", ())), effect.get("seals", False), effect.get("sets_certainty", False),
        effect.get("spares", False),
    )  # fmt: skip


def modality_rules(language: Language) -> ModalityRules:
    """The compiled rules (once per language). Raises BadRule."""
    made: ModalityRules = language.made("modality", lambda: ModalityRules(language))
    return made
