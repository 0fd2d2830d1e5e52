"""The modality rules of one language, compiled (`languages/*/modality.yml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from musnad.languages import Language
from musnad.record import Span
from musnad.record.labels import CERTAINTIES, POLARITIES, STANCES, STATUSES
from musnad.rules import Flag, Lexical, Lexicon, ListOf, MapOf, Number, OneOf, Struct, Text

# How a marker finds what it speaks of:
#   next        the first predicate within a few words to its right (not, will, لم، قد)
#   complement  everything in its complement to the right, up to a barrier (threatened to, denied, محاولة)
#   beside      the noun right before or after it (alleged attack, محاولة فاشلة)
#   back        what its clause said before it (the attempt ... collapsed)
#   near        the whole clause on both sides (never, عادة)
#   if          what follows; when it opens the sentence, the main clause too
REACHES = ("next", "complement", "beside", "back", "near", "if")
EFFECT: dict[str, Any] = {
    "polarity": OneOf((*POLARITIES, "flip")),
    "status": OneOf(STATUSES),
    "certainty": OneOf(CERTAINTIES),
    "keeps": ListOf(OneOf(STATUSES)),
    "seals": Flag(),
    "sets_certainty": Flag(),
}
SCHEMA = Struct(
    {
        "markers": ListOf(
            Lexical(
                {
                    **EFFECT,
                    "reach": OneOf(REACHES),
                    "within": Number(1, 30),
                    "form": ListOf(Text(), or_one=True),
                    "before_form": Text(),
                    "unless_after": ListOf(Text(), or_one=True),
                    "unless_with_before": ListOf(Text(), or_one=True),
                    "with": ListOf(Text(), or_one=True),
                    "target_form": Text(),
                    "opens": Flag(),
                },
                required=("reach",),
            )
        ),
        "stances": MapOf(Struct(EFFECT), STANCES),
        "future_proclitics": ListOf(Text()),
        "future_times": ListOf(Text()),
        "articles": ListOf(Text()),
        "barriers": ListOf(Text()),
        "shields": ListOf(Text()),
        "weak_shields": ListOf(Text()),
        "relatives": ListOf(Text()),
        "complementisers": ListOf(Text()),
        "verbs": ListOf(Lexical()),
    }
)


@dataclass(frozen=True, slots=True)
class Marker:
    """One marker that reaches a trigger: its effect, its characters, its distance from the trigger (code points)."""

    span: Span
    distance: int = 0
    polarity: str | None = None
    status: str | None = None
    certainty: str | None = None
    keeps: tuple[str, ...] = ()
    seals: bool = False
    sets_certainty: bool = False


@dataclass(frozen=True, slots=True)
class ModalityRules:
    """Everything of modality.yml, folded."""

    markers: Lexicon
    stances: Mapping[str, Marker]
    verbs: Lexicon
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def future_times(self) -> frozenset[str]:
        return self.words["future_times"]


def make_marker(effect: Mapping[str, Any], span: Span, distance: int) -> Marker:
    """A marker with the effect that an entry or a stance describes."""
    return Marker(
        span, distance, effect.get("polarity"), effect.get("status"), effect.get("certainty"),
        tuple(effect.get("keeps", ())), effect.get("seals", False), effect.get("sets_certainty", False),
    )  # fmt: skip


def modality_rules(language: Language) -> ModalityRules:
    """The compiled rules (once per language). Raises BadRule."""
    made: ModalityRules = language.made("modality", lambda: _compile(language))
    return made


def _compile(language: Language) -> ModalityRules:
    data = language.rules("modality", SCHEMA)
    listed = (
        "future_proclitics", "future_times", "articles", "barriers", "shields", "weak_shields", "relatives",
        "complementisers",
    )  # fmt: skip
    return ModalityRules(
        language.lexicon("modality", SCHEMA, "markers"),
        {stance: make_marker(effect, Span(0, 0), 0) for stance, effect in data.get("stances", {}).items()},
        language.lexicon("modality", SCHEMA, "verbs", "markers"),
        {name: frozenset(language.fold(w) for w in data.get(name, ())) for name in listed},
    )
