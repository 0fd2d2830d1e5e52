"""Do two articles report one event? Features of a pair, one function each, and their weights (story_weights.yml)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from musnad.resolve.names import compare
from musnad.resolve.scored import Scored, weigh
from musnad.resolve.stories.article import Article, day_of
from musnad.resolve.stories.marks import overlap

NAMES_ALIKE = 0.5  # least score of two names that are taken for one
ENOUGH_NAMES = 2  # names in common after which more add nothing
APART = 4  # days between two publications before distance counts


@dataclass(frozen=True, slots=True)
class Both:
    """Two articles, the earlier key first."""

    left: Article
    right: Article


def same_actors(both: Both) -> float:
    """Actors named in both, up to two, as a share of two."""
    return min(len(common_names(both.left, both.right)), ENOUGH_NAMES) / ENOUGH_NAMES


def common_names(left: Article, right: Article) -> list[tuple[str, str]]:
    """Names of the two articles that name the same, each once."""
    found: list[tuple[str, str]] = []
    taken: set[str] = set()
    for name, kind in left.names:
        for other, other_kind in right.names:
            if other not in taken and _kinds_fit(kind, other_kind):
                which = "person" if "person" in (kind, other_kind) else "group"
                if compare(name, other, which).score >= NAMES_ALIKE:
                    found.append((name, other))
                    taken.add(other)
                    break
    return found


def _kinds_fit(first: str, second: str) -> bool:
    return first == second or "person" not in (first, second)


def same_place(both: Both) -> float:
    """A town or district that both name first: 1; that both name: a half."""
    if both.left.lead_places & both.right.lead_places:
        return 1.0
    return 0.5 if both.left.places & both.right.places else 0.0


def other_place(both: Both) -> float:
    """Both name towns or districts, and not even a province in common."""
    left, right = both.left, both.right
    return float(bool(left.places and right.places and left.areas and right.areas) and not left.areas & right.areas)


def same_day(both: Both) -> float:
    """The day of the first deed is the same: 1; known in one article only and named in the other: a half."""
    left, right = both.left, both.right
    if left.main_day and right.main_day:
        return float(left.main_day == right.main_day)
    return 0.5 if left.main_day in right.days or right.main_day in left.days else 0.0


def other_day(both: Both) -> float:
    """Distance of the first deeds: a ninth for a day, four ninths for two, 1 for three or more, and 1 at once when an article
    names both days, since then it keeps them apart."""
    left, right = both.left, both.right
    first, second = day_of(left.main_day), day_of(right.main_day)
    if first is None or second is None or first == second:
        return 0.0
    kept_apart = left.main_day in right.days or right.main_day in left.days
    return 1.0 if kept_apart else min(abs((first - second).days) / 3, 1.0) ** 2


def no_day(both: Both) -> float:
    """No day that both tell of and none that keeps them apart: when is not known."""
    return float(not same_day(both) and not other_day(both))


def same_words(both: Both) -> float:
    """How much the whole texts have in common, in any language (cosine of their marks)."""
    return overlap(both.left.marks, both.right.marks)


def same_text(both: Both) -> float:
    """How many content words the texts share, when they are in one language (cosine)."""
    if both.left.language != both.right.language:
        return 0.0
    return overlap(both.left.words, both.right.words)


def same_lead(both: Both) -> float:
    """How much headlines and first sentences have in common (cosine of their marks)."""
    return overlap(both.left.lead_marks, both.right.lead_marks)


def same_deed(both: Both) -> float:
    """A type of event (words of leaders left out) that both tell."""
    return float(bool(both.left.types & both.right.types))


def far_apart(both: Both) -> float:
    """Days between the publications beyond four, in weeks."""
    left, right = both.left.published, both.right.published
    return max(0, abs((left - right).days) - APART) / 7 if left and right else 0.0


FEATURES: tuple[Callable[[Both], float], ...] = (
    same_actors, same_place, other_place, same_day, other_day, no_day, same_words, same_text, same_lead, same_deed, far_apart
)  # fmt: skip
TABLE = "story_weights"


def reach(first: Article, second: Article, least: float) -> bool:
    """Is their likeness `least` or more? Says what `one_event` says; but names, which cost more to compare than all else,
    are compared only where they decide."""
    both = Both(first, second) if first.key <= second.key else Both(second, first)
    cheap = {f.__name__: f(both) for f in FEATURES if f is not same_actors}

    def score(names: float) -> float:
        return weigh({f.__name__: names if f is same_actors else cheap[f.__name__] for f in FEATURES}, TABLE).score

    if max(score(0.0), score(1.0)) < least:
        return False
    return min(score(0.0), score(1.0)) >= least or score(same_actors(both)) >= least


def one_event(first: Article, second: Article) -> Scored:
    """Do the two articles report one event? Symmetric."""
    both = Both(first, second) if first.key <= second.key else Both(second, first)
    return weigh({feature.__name__: feature(both) for feature in FEATURES}, TABLE)
