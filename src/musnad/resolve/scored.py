"""A score from weighted features, with its reasons: what names, actors, stories and origins are compared by."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from musnad.resolve.tables import weights


@dataclass(frozen=True, slots=True)
class Scored:
    """score: 0 to 1; features: name -> value; table: whose weights were used."""

    score: float
    features: Mapping[str, float]
    table: str

    def reasons(self) -> list[tuple[str, float, float]]:
        """(feature, value, what it added to the sum), the weightiest first; features without effect left out."""
        table = weights(self.table).weights
        made = [(name, value, value * table.get(name, 0.0)) for name, value in self.features.items()]
        return sorted((r for r in made if r[2]), key=lambda r: -abs(r[2]))


def weigh(features: Mapping[str, float], table: str) -> Scored:
    """The logistic of the weighted sum of features; a feature that the table does not name counts nothing."""
    known = weights(table)
    total = known.intercept + sum(value * known.weights.get(name, 0.0) for name, value in features.items())
    return Scored(1 / (1 + math.exp(-total)), features, table)
