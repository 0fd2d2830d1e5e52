"""How far two coders agree: Krippendorff's alpha and Cohen's kappa on nominal values.

Units are what can be coded once by each: an item's verdict, or one field of an item. A value of None is missing. Both
coefficients are chance-corrected; neither is defined when all values are the same (then nothing could be told apart).

Alpha: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), nominal data. Kappa: J. Cohen, "A coefficient of
agreement for nominal scales", Educational and Psychological Measurement 20 (1960).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

Pair = tuple[Hashable | None, Hashable | None]


@dataclass(frozen=True, slots=True)
class Agreement:
    """units: coded by at least one; both: coded by both; percent: share of those with the same value (0 to 1)."""

    units: int
    both: int
    percent: float | None
    alpha: float | None
    kappa: float | None


def agreement(pairs: Sequence[Pair]) -> Agreement:
    """The agreement of two coders on units."""
    coded = [pair for pair in pairs if pair != (None, None)]
    both = [pair for pair in coded if None not in pair]
    percent = sum(a == b for a, b in both) / len(both) if both else None
    return Agreement(len(coded), len(both), percent, alpha(pairs), kappa(pairs))


def alpha(units: Sequence[Sequence[Hashable | None]]) -> float | None:
    """Krippendorff's alpha for nominal data, any number of coders, values missing where None."""
    valued = [[v for v in unit if v is not None] for unit in units]
    paired = [unit for unit in valued if len(unit) > 1]  # a value that stands alone pairs with nothing
    totals = Counter(v for unit in paired for v in unit)
    n = sum(totals.values())
    if n < 2:
        return None
    # observed: pairs of different values within a unit, each unit weighted by its number of values less one
    observed = sum(
        (len(unit) ** 2 - sum(c**2 for c in Counter(unit).values())) / (len(unit) - 1) for unit in paired
    )
    expected = (n**2 - sum(c**2 for c in totals.values())) / (n - 1)
    return None if expected == 0 else 1 - observed / expected


def kappa(pairs: Sequence[Pair]) -> float | None:
    """Cohen's kappa over the units that both coded."""
    both = [pair for pair in pairs if None not in pair]
    if not both:
        return None
    n = len(both)
    first, second = Counter(a for a, _ in both), Counter(b for _, b in both)
    chance = sum(first[v] * second[v] for v in first) / n**2
    same = sum(a == b for a, b in both) / n
    return None if chance == 1 else (same - chance) / (1 - chance)
