"""Where one stands when reading a time: the reference moment and what is preferred when a phrase leaves it open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

# Hours of the parts of a day, [from, to); beyond 24 is the next morning. News: after the usage of Arabic agencies.
NEWS_PARTS: Mapping[str, tuple[float, float]] = {
    "dawn": (3, 6), "morning": (6, 12), "forenoon": (9, 12), "noon": (11, 14), "afternoon": (12, 18), "sunset": (17, 20),
    "evening": (17, 22), "night": (20, 28), "midnight": (23, 25), "daytime": (6, 18),
}  # fmt: skip
# As an assistant plans a day (the usage of Duckling).
PLAN_PARTS: Mapping[str, tuple[float, float]] = {
    "dawn": (3, 6), "morning": (4, 12), "forenoon": (9, 12), "noon": (12, 14), "afternoon": (12, 19), "sunset": (17, 20),
    "evening": (18, 24), "night": (18, 24), "midnight": (24, 25), "daytime": (6, 18),
}  # fmt: skip
# As Recognizers-Text has them.
DIARY_PARTS: Mapping[str, tuple[float, float]] = {
    "dawn": (4, 8), "morning": (8, 12), "forenoon": (8, 12), "noon": (11, 13), "afternoon": (12, 16), "sunset": (16, 20),
    "evening": (16, 20), "night": (20, 24), "midnight": (0, 0), "daytime": (8, 18),
}  # fmt: skip


class NoReference(Exception):
    """A relative expression was asked for its dates without a reference moment."""


@dataclass(frozen=True, slots=True)
class Policy:
    """How open phrases are settled.

    name:   news (the past, the day of publication included) | plan (what comes next, as Duckling) | diary (both sides
            are given, the past first, as Recognizers-Text).
    future: does an open phrase ("Thursday") mean what comes next?
    strict: are readings left out that only make sense where nothing but a time is expected ("4.22", a bare "27")?
    """

    name: str
    future: bool
    strict: bool
    parts: Mapping[str, tuple[float, float]]


NEWS = Policy("news", False, True, NEWS_PARTS)
PLAN = Policy("plan", True, False, PLAN_PARTS)
DIARY = Policy("diary", False, False, DIARY_PARTS)


@dataclass(frozen=True, slots=True)
class Context:
    """The reference moment (None when there is none) and the policy."""

    reference: datetime | None
    policy: Policy = NEWS

    @property
    def now(self) -> datetime:
        if self.reference is None:
            raise NoReference
        return self.reference

    @property
    def day_only(self) -> bool:
        """Is a report's moment known to the day only? Then hours counted from it are known to the day too."""
        now = self.now
        return self.policy.name == "news" and (now.hour, now.minute, now.second) == (0, 0, 0)

    @property
    def today(self) -> datetime:
        return self.now.replace(hour=0, minute=0, second=0, microsecond=0)


@dataclass(frozen=True, slots=True)
class Period:
    """What an expression comes out as: [start, end). `last` is the start of the last unit in it (the end that is named),
    `open` since | after | until | before for a side that the text leaves open, `loose` when it is approximate."""

    start: datetime
    end: datetime
    grain: str
    last: datetime | None = None
    open: str = ""
    loose: bool = False
