"""What the coding functions are given and what they answer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Party:
    """One actor or recipient as coding sees it.

    kind: one of ACTOR_KINDS; sectors: PLOVER's; country: ISO 3166 alpha-3 or a PLOVER non-state code; tags: what it
    is in this event (protesters, rioters, mob, fighters, civilians, prisoners, diplomats).
    """

    kind: str
    sectors: tuple[str, ...] = ()
    country: str | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CodedEvent:
    """An event in PLOVER's terms with all that the other codebooks need.

    instrument: one of the vocabulary's instruments; tags: the trigger's; place_country: ISO 3166 alpha-3 of where;
    deaths: the highest number of dead that is reported (None: none reported).
    """

    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    instrument: str | None = None
    status: str = "occurred"
    polarity: str = "affirmed"
    tags: frozenset[str] = frozenset()
    place_country: str | None = None
    deaths: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """Which rule decided: `rule` goes into Reason.rule, `sentence` into Reason.sentence."""

    rule: str
    sentence: str
