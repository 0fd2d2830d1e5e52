"""Clusters from scored pairs, under the judgements of people.

Agglomerative: the best pairs first; two clusters become one when their pair scores high enough and the mean over all pairs
between them does not speak against it. What people judged the same is together from the start, what they judged
different never comes together.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

Item = TypeVar("Item", bound=Hashable)
Score = Callable[[Item, Item], float | None]
SPEAKERS = 30  # items of a cluster that are asked whether another joins it


def cluster(
    items: Iterable[Item],
    pairs: Iterable[tuple[float, Item, Item]],
    score: Score[Item],
    threshold: float,
    *,
    mean: float = 0.0,
    same: Iterable[tuple[Item, Item]] = (),
    different: Iterable[tuple[Item, Item]] = (),
) -> list[list[Item]]:
    """Clusters of the items, each in the items' order, clusters by their first item.

    `pairs`: candidates with their scores; `score`: of any two items, None when nothing can be said; `threshold`: least score
    of a pair that joins; `mean`: least mean score between two clusters that are joined. `same` and `different` are bonds
    that hold whatever the scores say; where they contradict each other, `different` wins over what follows from `same`."""
    order = {item: n for n, item in enumerate(items)}
    made = _Clusters(order, different)
    for first, second in same:
        made.join(first, second)
    ranked = sorted(pairs, key=lambda p: (-p[0], order[p[1]], order[p[2]]))
    for value, first, second in ranked:
        if value < threshold:
            break
        if not made.together(first, second) and made.agree(first, second, score, mean):
            made.join(first, second)
    return sorted((sorted(c, key=order.__getitem__) for c in made.all()), key=lambda c: order[c[0]])


class _Clusters(Generic[Item]):
    """Disjoint sets with bonds of difference between items."""

    def __init__(self, items: Iterable[Item], different: Iterable[tuple[Item, Item]]) -> None:
        self._of: dict[Item, list[Item]] = {item: [item] for item in items}
        self._apart: dict[Item, set[Item]] = {}
        for first, second in different:
            self._apart.setdefault(first, set()).add(second)
            self._apart.setdefault(second, set()).add(first)

    def together(self, first: Item, second: Item) -> bool:
        return self._of[first] is self._of[second]

    def agree(self, first: Item, second: Item, score: Score[Item], mean: float) -> bool:
        """Does the mean over all pairs between the two clusters reach `mean`? Of a large cluster the first items speak."""
        if mean <= 0:
            return True
        values = [score(a, b) for a in self._of[first][:SPEAKERS] for b in self._of[second][:SPEAKERS]]
        known = [v for v in values if v is not None]
        return bool(known) and sum(known) / len(known) >= mean

    def join(self, first: Item, second: Item) -> None:
        left, right = self._of[first], self._of[second]
        if left is right or any(self._apart.get(a, set()) & set(right) for a in left):
            return
        left.extend(right)
        for item in right:
            self._of[item] = left

    def all(self) -> list[list[Item]]:
        return list({id(c): c for c in self._of.values()}.values())
