"""The features by which two names are scored, one function each. Their weights are data (name_weights.yml).

The score is logistic: the sum of feature x weight, through the logistic function.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rapidfuzz import fuzz

from musnad.resolve.names.align import Match, Pair
from musnad.resolve.names.key import keys
from musnad.resolve.names.letters import is_arabic
from musnad.resolve.names.name import Parsed, Word
from musnad.resolve.names.similar import TRANSLATED


def _weight(words: tuple[Word, ...] | list[Word]) -> float:
    return sum(w.weight for w in words)


def covered(pair: Pair) -> float:
    """Share of the lighter name's weight that the other name answers."""
    lost = (_weight(pair.unmatched()), _weight(pair.unmatched(right=True)))
    whole = (_weight(pair.left.words) or 1.0, _weight(pair.right.words) or 1.0)
    return 1 - lost[0] / whole[0] if whole[0] <= whole[1] else 1 - lost[1] / whole[1]


def likeness(pair: Pair) -> float:
    """How alike the words are that answer each other, by weight."""
    total = sum(pair.weight(m) for m in pair.matches)
    return sum(m.alike * pair.weight(m) for m in pair.matches) / total if total else 0.0


def worst(pair: Pair) -> float:
    """The least alike of the weighty words that answer each other; 0 when none do."""
    return min((m.alike for m in pair.matches if pair.weight(m) >= 1.0), default=0.0)


def extra(pair: Pair) -> float:
    """Share of the heavier name's weight that nothing answers."""
    lost = (_weight(pair.unmatched()), _weight(pair.unmatched(right=True)))
    whole = (_weight(pair.left.words) or 1.0, _weight(pair.right.words) or 1.0)
    return lost[1] / whole[1] if whole[0] <= whole[1] else lost[0] / whole[0]


def conflict(pair: Pair) -> float:
    """Weight that stands unanswered on both sides: each name says something that the other does not."""
    return min(_weight(pair.unmatched()), _weight(pair.unmatched(right=True)))


def conflict_of_bodies(pair: Pair) -> float:
    """The same for names of bodies, companies and groups, where one other word makes another body."""
    return conflict(pair) if pair.kind != "person" else 0.0


def whole(pair: Pair) -> float:
    """How alike the names are written as wholes; names that are translated, transliterated or shortened are judged by
    their words alone."""
    other_script = is_arabic(pair.left.joined) != is_arabic(pair.right.joined)
    if other_script or any(m.acronym or m.alike == TRANSLATED for m in pair.matches):
        return likeness(pair) * covered(pair)
    return fuzz.ratio(pair.left.joined, pair.right.joined) / 100


def given_name_differs(pair: Pair) -> float:
    """Persons whose last words agree while each first word stands unanswered."""
    return float(pair.kind == "person" and not _answered(pair, 0) and _answered(pair, -1))


def family_name_differs(pair: Pair) -> float:
    """Persons whose first words agree while each last word stands unanswered."""
    return float(pair.kind == "person" and _answered(pair, 0) and not _answered(pair, -1))


def _answered(pair: Pair, end: int) -> bool:
    """Is the first or last weighty word of at least one of the two names answered?"""
    sides: tuple[tuple[Parsed, bool], ...] = ((pair.left, False), (pair.right, True))
    for parsed, right in sides:
        words = [w for w in parsed.words if w.role in ("name", "quality", "initial")]
        if words and words[end] not in pair.unmatched(right=right):
            return True
    return False


def turned(pair: Pair) -> float:
    """Two words that answer each other crosswise, without the comma that announces it."""
    names = [[i for i, w in enumerate(p.words) if w.role == "name"] for p in (pair.left, pair.right)]
    if any("son" in w.concepts for w in pair.left.words + pair.right.words):
        return 0.0
    if pair.kind != "person" or [len(n) for n in names] != [2, 2] or "," in pair.left.name + pair.right.name:
        return 0.0
    crossed = [m for m in pair.matches if len(m.left) == len(m.right) == 1]
    return float(len(crossed) == 2 and crossed[0].right > crossed[1].right)


def by_initial(pair: Pair) -> float:
    """An initial answers a word."""
    return float(any(_has_initial(pair, m) for m in pair.matches))


def _has_initial(pair: Pair, match: Match) -> bool:
    roles = {pair.left.words[match.left[0]].role, pair.right.words[match.right[0]].role}
    return "initial" in roles and len(roles) > 1


def numbers_differ(pair: Pair) -> float:
    """Figures that only one of the names has, while the other has figures too."""
    left, right = ([w for w in p.words if w.role == "number"] for p in (pair.left, pair.right))
    loose = [w for w in pair.unmatched() + pair.unmatched(right=True) if w.role == "number"]
    return float(bool(left and right and loose))


def acronym(pair: Pair) -> float:
    """A word of one name is made of the initials of words of the other."""
    return float(any(m.acronym for m in pair.matches))


def only_common_words(pair: Pair) -> float:
    """Nothing but words such as "front" or "national" answer each other, and something else stands unanswered."""
    matched = [pair.left.words[i] for m in pair.matches for i in m.left]
    if pair.kind == "person" or not matched or any(w.role in ("name", "number", "acronym") for w in matched):
        return 0.0
    return float(conflict(pair) > 0)


def one_word(pair: Pair) -> float:
    """One of the names has a single weighty word."""
    return float(min(len(pair.left.weighty), len(pair.right.weighty)) <= 1)


def same_consonants(pair: Pair) -> float:
    """Share of consonant keys that both names have."""
    first, second = set(keys(pair.left.name)), set(keys(pair.right.name))
    return len(first & second) / len(first | second) if first | second else 0.0


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature and its name; its weight is looked up by the name."""

    function: Callable[[Pair], float]

    @property
    def name(self) -> str:
        return self.function.__name__


FEATURES = tuple(
    Feature(function)
    for function in (
        covered, likeness, worst, extra, conflict, conflict_of_bodies, whole, given_name_differs, family_name_differs,
        turned, by_initial, numbers_differ, acronym, only_common_words, one_word, same_consonants,
    )
)  # fmt: skip
