"""What the tagger can say: layers of tags over words, roles of a predicate, and what a sentence is about.

The order of everything here is the order of the net's outputs: changing it needs new weights (the manifest holds a hash of it).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

KINDS = (
    "person", "group", "organization", "government", "military", "media", "people", "place", "facility", "weapon", "time",
)  # fmt: skip
STANCES = (
    "say", "announce", "affirm", "deny", "accuse", "allege", "claim_responsibility", "threaten", "demand", "promise",
    "predict", "believe", "condemn", "ask",
)  # fmt: skip
TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
# `content_start` and `content_end` point at one word each (or at the window's first piece: no content); the rest at all words.
ROLES = (
    "source", "via", "content_start", "content_end", "actor", "recipient", "place", "time", "instrument", "toll",
)  # fmt: skip
CUE_ROLES, EVENT_ROLES = ROLES[:4], ROLES[4:]
ROLE_WIDTH = 32
ABOUT = ("ASSAULT", "PROTEST")


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of tags: O, then B- and I- of every label. `start` is its first column in the net's output."""

    name: str
    labels: tuple[str, ...]
    start: int

    @property
    def tags(self) -> tuple[str, ...]:
        return ("O", *(f"{sign}-{label}" for label in self.labels for sign in "BI"))

    @property
    def end(self) -> int:
        return self.start + 2 * len(self.labels) + 1


def _layers(**labels: tuple[str, ...]) -> tuple[Layer, ...]:
    made: list[Layer] = []
    for name, of in labels.items():
        made.append(Layer(name, of, made[-1].end if made else 0))
    return tuple(made)


LAYERS = _layers(names=KINDS, nominals=KINDS, cues=STANCES, triggers=TYPES)
LAYER = {layer.name: layer for layer in LAYERS}


def labels_hash() -> str:
    """A hash of the order of all outputs, for the manifest of the weights."""
    parts = [*(f"{layer.name}:{','.join(layer.labels)}" for layer in LAYERS), ",".join(ROLES), str(ROLE_WIDTH), ",".join(ABOUT)]
    return hashlib.sha256(";".join(parts).encode()).hexdigest()[:16]
