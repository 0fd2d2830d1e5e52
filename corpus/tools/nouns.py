"""What a passage holds, with exact spans. Offsets are code points into `Passage.text`, half open."""

from __future__ import annotations

from dataclasses import dataclass, field

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase that names, describes or points at somebody or something. `key` is the same for the same actor."""

    key: str
    kind: str
    form: str  # name | nominal | pronoun
    span: Span
    head: Span
    private: bool = False
    edtf: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """One link of who says so. `parent` is the id of the attribution in whose content it stands."""

    id: str
    stance: str
    cue: Span
    source: Span | None
    head: Span | None
    key: str | None
    source_kind: str
    via: tuple[Span, ...]
    content: Span | None
    quotation: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class Toll:
    """How many: `low`, `high` count people, None is open."""

    effect: str
    low: int | None
    high: int | None
    who: str | None
    span: Span | None


@dataclass(frozen=True, slots=True)
class Modality:
    """How the text presents it; the cue are the words that decide."""

    polarity: str = "affirmed"
    certainty: str = "certain"
    status: str = "occurred"
    cue: Span | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """What is said to have happened. Roles are mention keys; `args` has the role spans that stand for them."""

    id: str
    type: str
    mode: str | None
    trigger: Span
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None
    time: str | None
    instrument: Span | None
    tolls: tuple[Toll, ...]
    acled: str | None
    contexts: tuple[str, ...]
    modality: Modality
    by: str | None


@dataclass(frozen=True, slots=True)
class Relation:
    """What is said to hold between two keys (a place's key as tail for controls and based_in)."""

    id: str
    kind: str
    head: str
    tail: str
    evidence: Span
    since: str | None
    until: str | None
    modality: Modality
    by: str | None


@dataclass(slots=True)
class Passage:
    """One passage of the corpus."""

    id: str
    language: str
    style: str
    date: str | None
    tags: tuple[str, ...]
    title: str | None
    text: str
    path: str
    line: int
    mentions: list[Mention] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)

    def of_key(self, key: str, near: int) -> Mention | None:
        """The mention of a key that stands nearest to a character: in the same sentence first, then by distance."""
        of = [m for m in self.mentions if m.key == key]
        return min(of, key=lambda m: (self._breaks(m.span[0], near), abs(m.span[0] - near)), default=None)

    def _breaks(self, a: int, b: int) -> int:
        between = self.text[min(a, b) : max(a, b)]
        return sum(between.count(mark) for mark in (". ", "\n", "؟ ", "! "))


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a line of a passage file."""

    path: str
    line: int
    passage: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.passage}: {self.sentence}"
