"""Do two names in one document name the same? Equal words, last names, short forms, initials."""

from __future__ import annotations

from collections.abc import Sequence

PERSONAL = ("person",)


def same_name(short: tuple[str, ...], long: tuple[str, ...], kind: str, between: frozenset[str]) -> bool:
    """Is `short` another form of the name `long` (folded words)? Both are of the same kind."""
    if short == long:
        return True
    if not short or len(short) > len(long):
        return False
    if kind in PERSONAL:
        return _person(short, long, between)
    return _part_after_dash(short, long) or _initials(short, long) or (len(short) > 1 and long[: len(short)] == short)


def _person(short: tuple[str, ...], long: tuple[str, ...], between: frozenset[str]) -> bool:
    bare = tuple(w for w in long if w not in between)
    mine = tuple(w for w in short if w not in between)
    if not mine or (len(mine) >= len(bare) and mine != bare):
        return False
    if len(mine) == 1 < len(short) or len(bare) == 1 < len(long):  # "servant of God": the connectors make the name
        return short in (long[: len(short)], long[-len(short) :])
    if len(mine) == 1:
        return (len(bare) > 1 and mine[0] in (bare[-1], bare[0])) or mine == bare
    return mine[0] == bare[0] and mine[-1] == bare[-1]


def _part_after_dash(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    for k, word in enumerate(long):
        if word in ("-", "–", "—"):
            return short in (long[k + 1 :], long[:k], (long[-1],))
    return False


def _initials(short: tuple[str, ...], long: Sequence[str]) -> bool:
    if len(short) != 1 or not 2 <= len(short[0]) <= 7:
        return False
    words = [w for w in long if w.isalpha()]
    every = "".join(w[0] for w in words)
    weighty = "".join(w[0] for w in words if len(w) > 3)
    return len(words) > 1 and short[0].replace(".", "") in (every, weighty)
