"""The room's tables: `data/*.yml`, checked against their schemas when they are first used."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from musnad.rules import Anything, ListOf, MapOf, Number, Struct, Text, load_rules

HOUSE = Path(__file__).parent / "data"
WORDS = ListOf(Text())
ANY_TEXT = Text(may_be_empty=True)
SECTIONS = (
    "bodies", "qualities", "directions", "things", "people", "acts", "titles", "forms", "particles", "numbers",
)  # fmt: skip
SOUNDS = Struct(
    {
        "letters": MapOf(ListOf(ANY_TEXT)),
        "silent": WORDS,
        "fold": MapOf(Text()),
        "key": MapOf(WORDS),
        "same": MapOf(Text()),
        "article": Text(),
        "lengthened": Text(),
        "endings": WORDS,
        "joined": WORDS,
    },
    required=("letters", "silent", "fold", "key", "same", "article", "lengthened"),
)
COSTS = Struct(
    {"origin": Text(), "joint": MapOf(MapOf(Number())), "arabic": MapOf(Number()), "latin": MapOf(Number())},
    required=("origin", "joint", "arabic", "latin"),
)
WEIGHTS = Struct(
    {"origin": Text(), "intercept": Number(), "weights": MapOf(Number())}, required=("origin", "weights")
)  # fmt: skip


@functools.cache
def sounds() -> dict[str, Any]:
    """How scripts write the same sounds (`sounds.yml`). Raises BadRule."""
    loaded: dict[str, Any] = load_rules(HOUSE / "sounds.yml", SOUNDS)
    return loaded


@functools.cache
def name_words() -> dict[str, dict[str, list[str]]]:
    """Section -> concept -> its words in several languages (`words.yml`). Raises BadRule."""
    loaded: dict[str, dict[str, list[str]]] = load_rules(HOUSE / "words.yml", MapOf(MapOf(WORDS), SECTIONS))
    return loaded


@dataclass(frozen=True, slots=True)
class Weights:
    """A linear model: feature name -> weight, and the intercept; `origin` says on what it was fitted."""

    origin: str
    intercept: float
    weights: dict[str, float]


@functools.cache
def weights(name: str) -> Weights:
    """The fitted weights `data/<name>.yml`. Raises BadRule."""
    loaded = load_rules(HOUSE / f"{name}.yml", WEIGHTS)
    return Weights(loaded["origin"], float(loaded.get("intercept", 0.0)), loaded["weights"])


@functools.cache
def costs() -> dict[str, Any]:
    """Fitted costs of writing pairs (`sound_costs.yml`, made by train/names.py). Raises BadRule."""
    loaded: dict[str, Any] = load_rules(HOUSE / "sound_costs.yml", COSTS)
    return loaded


@functools.cache
def countries() -> dict[str, Any]:
    """The registry of states of the actors' room: code -> names, adjective, nisba. Raises BadRule."""
    import musnad.actors

    loaded: dict[str, Any] = load_rules(Path(musnad.actors.__file__).parent / "registry" / "countries.yml", Anything())
    return loaded


def table(name: str, schema: Any = None) -> Any:
    """Another table of this room, checked by `schema`. Raises BadRule."""
    return load_rules(HOUSE / f"{name}.yml", schema or Anything())
