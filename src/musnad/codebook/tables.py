"""The shapes of the codebook tables. All are frozen; mappings are read-only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A code with its short English definition and its Arabic label."""

    code: str
    definition: str
    label_ar: str


@dataclass(frozen=True, slots=True)
class Mode:
    """A PLOVER mode. `score` from -10 (conflict) to 10 (cooperation), None when the manual prints none."""

    type: str
    name: str
    score: float | None
    definition: str
    label_ar: str


@dataclass(frozen=True, slots=True)
class EventType:
    """A PLOVER event type: its quad class, whether it must have a recipient, its base score, its modes by name."""

    name: str
    quad: str
    recipient_required: bool
    score: float
    definition: str
    label_ar: str
    modes: Mapping[str, Mode]


@dataclass(frozen=True, slots=True)
class Plover:
    """PLOVER's types, contexts, sectors, auxiliary modes and codes of actors that are no states."""

    version: str
    types: Mapping[str, EventType]
    contexts: Mapping[str, Entry]
    sectors: Mapping[str, Entry]
    auxiliary: Mapping[str, Entry]
    non_states: Mapping[str, Entry]
    quads: Mapping[str, str]

    def has_mode(self, type_: str, mode: str | None) -> bool:
        """Does the type exist, and the mode (None is always allowed) under it?"""
        return type_ in self.types and (mode is None or mode in self.types[type_].modes)

    def score(self, type_: str, mode: str | None = None) -> float:
        """The score of the mode, or of its type when the mode has none. Raises KeyError for an unknown type."""
        kind = self.types[type_]
        found = kind.modes[mode].score if mode is not None and mode in kind.modes else None
        return kind.score if found is None else found


@dataclass(frozen=True, slots=True)
class Cameo:
    """CAMEO's roots (quad class 1-4) and codes; `roles` maps role codes to PLOVER's sectors (None: no counterpart)."""

    version: str
    roots: Mapping[str, Entry]
    quads: Mapping[str, int]
    codes: Mapping[str, str]
    roles: Mapping[str, str | None]

    def parents(self, code: str) -> tuple[str, ...]:
        """The code and all above it: "1712" -> ("1712", "171", "17")."""
        return tuple(code[:n] for n in range(len(code), 1, -1))


@dataclass(frozen=True, slots=True)
class SubEvent:
    """An ACLED sub-event type; `flags` of pv, opv, dis, dem; `disorder` its disorder types; `case` CASE 2021's name."""

    name: str
    event_type: str
    disorder: tuple[str, ...]
    flags: frozenset[str]
    case: str
    definition: str
    label_ar: str


@dataclass(frozen=True, slots=True)
class AcledBook:
    """ACLED's event and sub-event types, interaction and precision codes (English, Arabic), regions."""

    version: str
    event_types: Mapping[str, Entry]
    sub_events: Mapping[str, SubEvent]
    case: Mapping[str, str]
    case_extra: Mapping[str, str]
    inter: Mapping[int, tuple[str, str]]
    interactions: frozenset[int]
    time_precision: Mapping[int, tuple[str, str]]
    geo_precision: Mapping[int, tuple[str, str]]
    regions: Mapping[int, str]
    toll_words: Mapping[str, int]

    def interaction(self, inter1: int, inter2: int = 0) -> int:
        """The two-digit code, the smaller digit first; one side alone gives x0. Raises KeyError for a digit not 0-8."""
        low, high = sorted((inter1, inter2))
        code = high * 10 if low == 0 else low * 10 + high
        if code not in self.interactions and code != 0:
            raise KeyError(code)
        return code


@dataclass(frozen=True, slots=True)
class Ucdp:
    """UCDP's types of violence and precision codes (English, Arabic)."""

    version: str
    types: Mapping[int, Entry]
    date_precision: Mapping[int, tuple[str, str]]
    where_precision: Mapping[int, tuple[str, str]]
    clarity: Mapping[int, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Target:
    """What a crosswalk gives for one code. `type` None: the other codebook has nothing for it."""

    type: str | None
    mode: str | None
    contexts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """A versioned table from CAMEO to PLOVER; `why`: the ground for a code's difference from the alliance's file."""

    name: str
    version: str
    rows: Mapping[str, Target]
    why: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PartyClass:
    """A class of parties: by tag, else by sector, else (a party without sectors) by kind."""

    name: str
    sectors: frozenset[str]
    kinds: frozenset[str]
    tags: frozenset[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The closed words that coding rules may use."""

    parties: Mapping[str, PartyClass]
    instruments: frozenset[str]
    statuses: frozenset[str]
    tags: Mapping[str, str]
