"""What a field of a noun may hold: one table that the wire, `problems()` and the JSON Schema all read.

Types come from the dataclasses themselves (`shape_of`); this file adds what a type cannot say: closed labels, bounds
and patterns. A check on a list field holds for each entry; null is the type's business and is not checked here.
"""

from __future__ import annotations

import re
import types
import typing
from dataclasses import dataclass, fields, is_dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any

from musnad.record import labels, nouns
from musnad.record.document import Document
from musnad.record.reason import Reason

# The 16 event types of PLOVER (manual, draft 2.0). Kept here, not in the codebook, because this room imports no other.
PLOVER_TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class OneOf:
    """A closed set of labels."""

    labels: tuple[str, ...]

    def letter(self, value: Any) -> str | None:
        """What is wrong with `value`, or None."""
        if value in self.labels:
            return None
        near = get_close_matches(str(value)[:40], self.labels, n=1)
        return f"one of {', '.join(self.labels)}" + (f" (perhaps {near[0]})" if near else "")


@dataclass(frozen=True, slots=True)
class Between:
    """A number from `low` to `high`, both included; None is no bound on that side."""

    low: float | None
    high: float | None

    def letter(self, value: Any) -> str | None:
        if (self.low is None or value >= self.low) and (self.high is None or value <= self.high):
            return None
        if self.high is None:
            return f"a number from {self.low} up"
        return f"a number from {self.low} to {self.high}"


@dataclass(frozen=True, slots=True)
class Matching:
    """A string that `pattern` matches whole; `sentence` says in words what that is."""

    pattern: str
    sentence: str

    def letter(self, value: Any) -> str | None:
        return None if re.fullmatch(self.pattern, value) else self.sentence


Check = OneOf | Between | Matching

_ID = Matching(r"\S+", "an id without white space")
_IDS = Matching(r"\S+", "ids without white space")
_SOME = Matching(r"\s*\S[\s\S]*", "a text that is not blank")
_SHA256 = Matching(r"[0-9a-f]{64}", "a SHA-256 in 64 lower-case hexadecimal digits")
_ALPHA3 = Matching(r"[A-Z]{3}", "a code of three capital letters (ISO 3166 alpha-3 or PLOVER)")
_SUBTAG = Matching(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", "a language code such as ar or en")
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_CLOCK = r"T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?(Z|[+-][0-9]{2}:?[0-9]{2})?"
_MOMENT = Matching(f"{_DAY}({_CLOCK})?", "an ISO 8601 date or date and time")
_PARTIAL = Matching(f"[0-9]{{4}}(-[0-9]{{2}})?|{_DAY}({_CLOCK})?", "an ISO 8601 year, month, date or date and time")

CHECKS: dict[tuple[type, str], Check] = {
    (Document, "id"): _SHA256,
    (Document, "raw_sha256"): _SHA256,
    (Document, "language"): _SUBTAG,
    (Document, "outlet_country"): _ALPHA3,
    (Document, "published"): _PARTIAL,
    (Document, "retrieved"): _MOMENT,
    (nouns.Mention, "id"): _ID,
    (nouns.Mention, "kind"): OneOf(labels.MENTION_KINDS),
    (nouns.Mention, "form"): OneOf(labels.MENTION_FORMS),
    (nouns.Name, "text"): _SOME,
    (nouns.Name, "script"): Matching(r"[A-Z][a-z]{3}", "an ISO 15924 script code such as Arab or Latn"),
    (nouns.Role, "title"): _SOME,
    (nouns.Actor, "id"): _ID,
    (nouns.Actor, "name"): _SOME,
    (nouns.Actor, "kind"): OneOf(labels.ACTOR_KINDS),
    (nouns.Actor, "country"): _ALPHA3,
    (nouns.Actor, "sectors"): _ALPHA3,
    (nouns.Actor, "mentions"): _IDS,
    (nouns.TimeValue, "id"): _ID,
    (nouns.TimeValue, "earliest"): _MOMENT,
    (nouns.TimeValue, "latest"): _MOMENT,
    (nouns.TimeValue, "grain"): OneOf(labels.GRAINS),
    (nouns.TimeValue, "anchor"): OneOf(labels.ANCHORS),
    (nouns.Candidate, "country"): _ALPHA3,
    (nouns.Candidate, "lat"): Between(-90, 90),
    (nouns.Candidate, "lon"): Between(-180, 180),
    (nouns.Candidate, "score"): Between(0, 1),
    (nouns.Place, "id"): _ID,
    (nouns.Place, "name"): _SOME,
    (nouns.Place, "country"): _ALPHA3,
    (nouns.Place, "lat"): Between(-90, 90),
    (nouns.Place, "lon"): Between(-180, 180),
    (nouns.Place, "precision"): OneOf(labels.PRECISIONS),
    (nouns.Attribution, "id"): _ID,
    (nouns.Attribution, "source_kind"): OneOf(labels.SOURCE_KINDS),
    (nouns.Attribution, "stance"): OneOf(labels.STANCES),
    (nouns.Attribution, "quotation"): OneOf(labels.QUOTATIONS),
    (nouns.Claim, "id"): _ID,
    (nouns.Claim, "about"): _IDS,
    (nouns.Claim, "chain"): _IDS,
    (nouns.Modality, "polarity"): OneOf(labels.POLARITIES),
    (nouns.Modality, "certainty"): OneOf(labels.CERTAINTIES),
    (nouns.Modality, "status"): OneOf(labels.STATUSES),
    (nouns.Toll, "effect"): OneOf(labels.EFFECTS),
    (nouns.Toll, "low"): Between(0, None),
    (nouns.Toll, "high"): Between(0, None),
    (nouns.Acled, "event_type"): _SOME,
    (nouns.Acled, "sub_event_type"): _SOME,
    (nouns.Event, "id"): _ID,
    (nouns.Event, "type"): OneOf(PLOVER_TYPES),
    (nouns.Event, "mode"): Matching(r"[a-z]+(-[a-z]+)*", "a PLOVER mode such as firearms or heavy-weapons"),
    (nouns.Event, "contexts"): Matching(r"[a-z]+(_[a-z]+)*", "PLOVER contexts such as military or human_rights"),
    (nouns.Event, "cameo"): Matching(r"[0-9]{2,4}", "a CAMEO code of two to four digits"),
    (nouns.Event, "ucdp"): Between(1, 3),
    (nouns.Event, "actors"): _IDS,
    (nouns.Event, "recipients"): _IDS,
    (nouns.Relation, "id"): _ID,
    (nouns.Relation, "kind"): OneOf(labels.RELATION_KINDS),
    (Reason, "rule"): Matching(r"\S+( \S+)*", "the id of a rule (words with single spaces)"),
    (Reason, "sentence"): _SOME,
    (Reason, "score"): Between(0, 1),
    (nouns.Reader, "version"): _SOME,
}


@dataclass(frozen=True, slots=True)
class Shape:
    """How a field's type hint reads: `type` (str, int, float, bool or a noun), perhaps a list of it, perhaps null."""

    type: type
    many: bool
    optional: bool

    @property
    def noun(self) -> bool:
        return is_dataclass(self.type)


def shape_of(hint: Any) -> Shape:
    """Read a type hint of a noun: `T`, `T | None` or `tuple[T, ...]`. Anything else is a defect of the noun."""
    if isinstance(hint, types.UnionType):
        inner = [part for part in typing.get_args(hint) if part is not types.NoneType]
        return Shape(shape_of(inner[0]).type, False, True)
    if typing.get_origin(hint) is tuple:
        return Shape(typing.get_args(hint)[0], True, False)
    if not isinstance(hint, type):
        raise TypeError(f"the wire has no shape for {hint!r}")
    return Shape(hint, False, False)


@cache
def shapes(noun: type) -> dict[str, Shape]:
    """The fields of a noun in their order, each with its shape."""
    hints = typing.get_type_hints(noun)
    return {field.name: shape_of(hints[field.name]) for field in fields(noun)}
