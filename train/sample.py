"""One training sample: words of a text with what a data set says about them, and what it leaves open.

A set that does not mark a kind says nothing about it: `marks` lists, per layer of tags, the labels that the set would have
marked, so that an unmarked word may still bear any of the others (the loss sums over all tags that are allowed).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

Words = tuple[int, int]  # words [first, last)


@dataclass(slots=True)
class Tagged:
    """Words that bear one of `labels` in a layer (several: the set does not tell them apart)."""

    layer: str
    words: Words
    labels: tuple[str, ...]


@dataclass(slots=True)
class Asked:
    """A predicate with its roles: `at` its first word; per role the share of annotators (0-1) that give it to a word.

    `content` are the words said (None: there is none, () the set does not tell); roles absent from `roles` are unknown."""

    at: int
    roles: dict[str, dict[int, float]]
    content: Words | tuple[()] | None = ()


@dataclass(slots=True)
class Sample:
    """Words with `spaces` (is there white space before the word) and what is known of them."""

    set: str
    id: str
    part: str  # train | dev | test
    language: str
    words: list[str]
    spaces: list[bool]
    tagged: list[Tagged] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    marks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    about: dict[str, float] = field(default_factory=dict)


def share_of(name: str) -> float:
    """A number from 0 to 1 that depends on the name alone; parts are cut by it."""
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF


def part_of(name: str, dev: float) -> str:
    """train or dev."""
    return "dev" if share_of(name) < dev else "train"
