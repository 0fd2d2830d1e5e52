"""Compare two names: a score with its reasons."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass

from musnad.resolve.names.align import align
from musnad.resolve.names.name import parse
from musnad.resolve.names.score import FEATURES
from musnad.resolve.tables import weights

# persons and companies share a table; every other kind of body has its own, where one other word makes another body
TABLES = {"person": "name_weights", "company": "name_weights"}
BODIES = "group_weights"


@dataclass(frozen=True, slots=True)
class Comparison:
    """score: 0 to 1, the probability that both name the same, by the names alone; features: name -> value; table: whose
    weights were used."""

    score: float
    features: dict[str, float]
    table: str

    def reasons(self) -> list[tuple[str, float, float]]:
        """(feature, value, what it added to the sum), the weightiest first; features without effect left out."""
        table = weights(self.table).weights
        made = [(name, value, value * table.get(name, 0.0)) for name, value in self.features.items()]
        return sorted((r for r in made if r[2]), key=lambda r: -abs(r[2]))


def features_of(first: str, second: str, kind: str = "person") -> dict[str, float]:
    """Feature name -> value for two names of one kind."""
    pair = align(parse(first, kind), parse(second, kind), kind)
    return {feature.name: feature.function(pair) for feature in FEATURES}


def compare(first: str, second: str, kind: str = "person") -> Comparison:
    """Do two names name the same? `kind` is one of the record's kinds of mention (person, group, ...), or company. Symmetric."""
    return _compared(*sorted((first, second)), kind)


@functools.lru_cache(maxsize=200_000)
def _compared(first: str, second: str, kind: str) -> Comparison:
    found = features_of(first, second, kind)
    chosen = TABLES.get(kind, BODIES)
    table = weights(chosen)
    total = table.intercept + sum(value * table.weights.get(name, 0.0) for name, value in found.items())
    return Comparison(1 / (1 + math.exp(-total)), found, chosen)
