"""Are named actors of several articles one? By their names, and by the company they keep.

Scored features of a pair: the names, the story, whom else the articles name, the offices said beside the name. A name that
is a part of the other ("the front" of "the united front") counts only in company. Two names in one article are two
actors unless the text says otherwise.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from musnad.resolve.cluster import cluster
from musnad.resolve.names import compare, parse
from musnad.resolve.names.group import block_keys
from musnad.resolve.names.letters import plain, split
from musnad.resolve.names.name import meaning
from musnad.resolve.scored import Scored, weigh

TABLE = "identity_weights"
ONE = 0.5
MEAN = 0.3
OFFICES = (
    "president", "leader", "spokesman", "minister", "governor", "ambassador", "officer", "judge", "mayor", "doctor", "sheikh"
)  # fmt: skip
BEFORE, AFTER = 34, 28  # code points around a name in which an office is said
CLEAR = 4.0  # most that the names alone can say, in logits


@dataclass(frozen=True, slots=True)
class Named:
    """An actor as one article names it. where: the article; kind: a kind of mention; story: of the article, if any;
    company: the other names of the article; offices: concepts said beside the name."""

    where: Hashable
    name: str
    kind: str
    story: Hashable | None = None
    company: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    country: str | None = None

    @property
    def which(self) -> str:
        return "person" if self.kind == "person" else "group"


@dataclass(frozen=True, slots=True)
class Two:
    """Two named actors with what their names alone say."""

    left: Named
    right: Named
    names: float
    part: bool  # one name is a part of the other
    company: bool  # the articles name somebody else in common


def by_name(two: Two) -> float:
    """What the names alone say: the logit of their comparison, at most four either way."""
    value = min(max(two.names, 1e-6), 1 - 1e-6)
    return max(-CLEAR, min(CLEAR, math.log(value / (1 - value))))


def partly(two: Two) -> float:
    """One name is a part of the other."""
    return float(two.part)


def one_story(two: Two) -> float:
    """Both articles report one event."""
    return float(two.left.story is not None and two.left.story == two.right.story)


def same_company(two: Two) -> float:
    """The articles name somebody else in common."""
    return float(two.company)


def alone(two: Two) -> float:
    """Neither story nor company in common, and one name is a single word or a part of the other."""
    short = min(len(split(two.left.name)), len(split(two.right.name))) == 1
    return float((short or two.part) and not one_story(two) and not two.company)


def same_office(two: Two) -> float:
    """The same office is said beside both names: 1; different ones: -1."""
    if not two.left.offices or not two.right.offices:
        return 0.0
    return 1.0 if two.left.offices & two.right.offices else -1.0


def other_country(two: Two) -> float:
    """Both actors have a country, and another one."""
    return float(bool(two.left.country and two.right.country) and two.left.country != two.right.country)


FEATURES: tuple[Callable[[Two], float], ...] = (
    by_name, partly, one_story, same_company, alone, same_office, other_country
)  # fmt: skip


def _meet(left: Named, right: Named) -> bool:
    mine, other = left.company - {left.name, right.name}, right.company - {left.name, right.name}
    if mine & other:
        return True
    return any(_keys(a) & _keys(b) and compare(a, b, "group").score >= ONE for a in mine for b in other)


@functools.lru_cache(maxsize=100_000)
def _keys(name: str) -> frozenset[str]:
    """What two names share that are one name."""
    return frozenset(block_keys(parse(name, "group")))


def one_actor(left: Named, right: Named) -> Scored:
    """Are the two one actor? Symmetric in what it answers."""
    which = "person" if "person" in (left.which, right.which) else "group"
    alike = compare(left.name, right.name, which)
    values = alike.features
    part = values["covered"] >= 0.99 and values["conflict"] == 0 and values["extra"] > 0 and values["worst"] >= 0.8
    two = Two(left, right, alike.score, part, _meet(left, right))
    return weigh({feature.__name__: feature(two) for feature in FEATURES}, TABLE)


def offices_near(text: str, name: str) -> frozenset[str]:
    """The offices that the text says beside the name, wherever it stands."""
    found: set[str] = set()
    at = text.find(name)
    while at >= 0:
        around = text[max(0, at - BEFORE) : at] + " " + text[at + len(name) : at + len(name) + AFTER]
        for word in split(around):
            concepts = meaning(plain(word)).get("people", frozenset())
            found |= concepts & set(OFFICES)
        at = text.find(name, at + 1)
    return frozenset(found)


def group_actors(
    actors: Sequence[Named],
    *,
    same: Iterable[tuple[Named, Named]] = (),
    different: Iterable[tuple[Named, Named]] = (),
    near: Iterable[tuple[Named, Named]] | None = None,
) -> list[list[Named]]:
    """Clusters of actors. `same`, `different`: bonds (alias evidence, judgements). `near`: the pairs that are looked at,
    None for all of them. Names of one article stay apart unless they are bound or one is a part of the other."""
    together = list(same)
    bound = {frozenset(pair) for pair in together}
    scores: dict[frozenset[Named], float] = {}

    def score(first: Named, second: Named) -> float:
        pair = frozenset((first, second))
        if pair not in scores:
            scores[pair] = 1.0 if pair in bound else one_actor(first, second).score
        return scores[pair]

    apart = list(different)
    for first, second in _of_one_article(actors):
        if frozenset((first, second)) not in bound and score(first, second) < ONE:
            apart.append((first, second))
    looked = combinations(actors, 2) if near is None else near
    pairs = [(score(a, b), a, b) for a, b in looked]
    return cluster(actors, pairs, score, ONE, mean=MEAN, same=together, different=apart)


def _of_one_article(actors: Sequence[Named]) -> Iterable[tuple[Named, Named]]:
    articles: dict[Hashable, list[Named]] = {}
    for actor in actors:
        articles.setdefault(actor.where, []).append(actor)
    return (pair for named in articles.values() for pair in combinations(named, 2))
