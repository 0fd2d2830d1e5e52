"""Compare two names: a score with its reasons."""

from __future__ import annotations

import functools

from musnad.resolve.names.align import align
from musnad.resolve.names.name import parse
from musnad.resolve.names.score import FEATURES
from musnad.resolve.scored import Scored, weigh

# persons and companies share a table; every other kind of body has its own, where one other word makes another body
TABLES = {"person": "name_weights", "company": "name_weights"}
BODIES = "group_weights"


Comparison = Scored  # that two names name the same, by the names alone


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
    return weigh(found, TABLES.get(kind, BODIES))
