"""The nouns of a record: mentions, actors, times, places, attributions, claims, events, relations.

All are frozen; collections are tuples. References between them are ids. Ids come from span and kind, so that a
judgement made on one reading still binds after the next (`item_id`).
"""

from __future__ import annotations

from dataclasses import dataclass

from musnad.record.quick import quick
from musnad.record.reason import Reason
from musnad.record.span import Span

PLACES = ("place", "facility")  # kinds of mentions that say where
BODIES = ("group", "organization", "government", "military", "media")  # kinds of mentions and actors that are no people


def item_id(noun: str, kind: str, span: Span, nth: int = 0) -> str:
    """The id of an item: `noun:kind:start-end`, with `.nth` when several stand on the same characters."""
    tail = f".{nth}" if nth else ""
    return f"{noun}:{kind}:{span.start}-{span.end}{tail}"


@quick
@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the text where something is named, described or referred to.

    `span` is the maximal phrase, `head` its core (the name itself, or the head noun). `kind` is one of MENTION_KINDS,
    `form` name | nominal | pronoun, `actor` the id of the actor it refers to, if any.
    """

    id: str
    span: Span
    head: Span
    kind: str
    form: str
    actor: str | None
    reason: Reason


@quick
@dataclass(frozen=True, slots=True)
class Name:
    """One name of an actor as the text writes it. `script` is the ISO 15924 code (Arab, Latn, ...)."""

    text: str
    script: str
    span: Span | None = None
    reason: Reason | None = None


@quick
@dataclass(frozen=True, slots=True)
class Role:
    """An office or function: `title` of actor `of` (an actor id, or None), from `since` to `until` (time ids)."""

    title: str
    of: str | None = None
    since: str | None = None
    until: str | None = None
    span: Span | None = None


@quick
@dataclass(frozen=True, slots=True)
class Actor:
    """Who: a person, group, state ... within one document, with all the mentions that refer to it.

    `country` is ISO 3166 alpha-3 or one of PLOVER's non-state codes, `sectors` PLOVER's sector codes. `private` marks
    persons who are not public figures (victims, witnesses, relatives, minors): protected by default in every output.
    """

    id: str
    name: str
    kind: str
    names: tuple[Name, ...]
    country: str | None
    sectors: tuple[str, ...]
    roles: tuple[Role, ...]
    mentions: tuple[str, ...]
    private: bool
    reason: Reason


@quick
@dataclass(frozen=True, slots=True)
class TimeValue:
    """When: an interval. `earliest` and `latest` (exclusive) are ISO 8601 dates or date-times, None if open or unknown.

    `edtf` is the Extended Date/Time Format form, None when the expression could not be anchored. `grain` is one of
    GRAINS. `anchor` says what a relative expression was counted from: the publication date, the document's own text,
    or none (then an expression that needs an anchor has no dates, and says so in its reason).
    """

    id: str
    span: Span
    edtf: str | None
    earliest: str | None
    latest: str | None
    grain: str
    anchor: str
    reason: Reason


@quick
@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that the name could also mean, with its score (0 to 1)."""

    gazetteer_id: str
    name: str
    country: str | None
    lat: float
    lon: float
    score: float


@quick
@dataclass(frozen=True, slots=True)
class Place:
    """Where. `lat`, `lon` in WGS84 degrees; `precision` one of PRECISIONS; `area` a readable description of an area
    ("20 km south of X", "northern countryside of X") when the place is not the named point itself, else None.
    `country` is ISO 3166 alpha-3, `admin1` a name. An unresolved place has no coordinates and keeps its candidates."""

    id: str
    mention: str
    name: str
    gazetteer_id: str | None
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    precision: str
    area: str | None
    candidates: tuple[Candidate, ...]
    reason: Reason


@quick
@dataclass(frozen=True, slots=True)
class Attribution:
    """One link of "who says so": a cue that hands content to a source other than the outlet.

    `source` is the maximal phrase, `head` its core; both None when the source is implicit. `via` are the channels the
    content passed through on its way to the outlet. `parent` is the attribution inside whose content this one stands.
    """

    id: str
    cue: Span
    source: Span | None
    head: Span | None
    source_kind: str
    actor: str | None
    via: tuple[Span, ...]
    content: Span | None
    stance: str
    quotation: str
    parent: str | None
    reason: Reason


@quick
@dataclass(frozen=True, slots=True)
class Claim:
    """What is said, on whose word: `about` lists event and relation ids, `chain` attribution ids, outermost first.

    The outlet always stands before the chain and is not listed: an empty chain is the outlet's own word.
    """

    id: str
    about: tuple[str, ...]
    chain: tuple[str, ...]
    content: Span
    reason: Reason


@quick
@dataclass(frozen=True, slots=True)
class Modality:
    """How the text presents an event: polarity, certainty, status; `cue` are the characters that decided, if any."""

    polarity: str = "affirmed"
    certainty: str = "certain"
    status: str = "occurred"
    cue: Span | None = None


@quick
@dataclass(frozen=True, slots=True)
class Toll:
    """How many: `effect` is one of EFFECTS; `low` and `high` count people (`high` None = no upper bound stated)."""

    effect: str
    who: str | None
    low: int | None
    high: int | None
    span: Span


@dataclass(frozen=True, slots=True)
class Acled:
    """ACLED's codes: event type and sub-event type by their English names."""

    event_type: str
    sub_event_type: str


@quick
@dataclass(frozen=True, slots=True)
class Event:
    """What is said to have happened. `type`, `mode`, `contexts` are PLOVER's; `cameo` a code string; `ucdp` 1, 2 or 3.

    `actors` and `recipients` are actor ids, `place` a place id, `time` a time id, `claim` the claim id it hangs on.
    `evidence` holds every span in which the article tells this event (the trigger's clause first).
    """

    id: str
    trigger: Span
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    acled: Acled | None
    ucdp: int | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    instrument: Span | None
    place: str | None
    time: str | None
    tolls: tuple[Toll, ...]
    modality: Modality
    claim: str
    evidence: tuple[Span, ...]
    reason: Reason


@quick
@dataclass(frozen=True, slots=True)
class Relation:
    """What is said to hold between two actors (or an actor and a place, for controls and based_in)."""

    id: str
    kind: str
    head: str
    tail: str
    since: str | None
    until: str | None
    modality: Modality
    claim: str
    evidence: tuple[Span, ...]
    reason: Reason


@dataclass(frozen=True, slots=True)
class Reader:
    """What read it: Musnad's version, the hash of its rule files, the hash of the weights (None without a model)."""

    version: str
    rules: str
    weights: str | None = None
