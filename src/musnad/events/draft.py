"""A draft: an event of a sentence in the making, before actors, places and codes are known (drafting.py, joining.py)."""

from __future__ import annotations

from dataclasses import dataclass, field

from musnad.events.arguments import Walker
from musnad.events.roles import Roles
from musnad.events.seen import Trigger, View
from musnad.record import Span, Toll
from musnad.rules import Hit

THE_SUSPECTED = "events.draft/deed_of_the_suspected"  # what somebody is arrested or tried for


@dataclass(slots=True)
class Draft:
    """One event in the making: its main trigger, those that joined it, roles as phrases, tolls, how it was done."""

    view: View
    walker: Walker
    trigger: Trigger
    roles: Roles
    triggers: list[Trigger]
    mode: str | None
    instrument: Hit | None = None
    tolls: list[Toll] = field(default_factory=list)
    governed_by: Trigger | None = None
    rules: list[str] = field(default_factory=list)
    counted: bool = False  # is a number of people told?

    @property
    def type(self) -> str:
        return self.trigger.cue.type

    @property
    def tags(self) -> frozenset[str]:
        return frozenset(t for trigger in self.triggers for t in trigger.cue.tags)


def clause_span(draft: Draft) -> Span:
    """The trigger's clause: from the first to the last of its triggers and phrases."""
    points = [t.span for t in draft.triggers] + [p.span for p in (*draft.roles.actors, *draft.roles.recipients)]
    points += [t.span for t in draft.tolls]
    return Span(min(p.start for p in points), max(p.end for p in points))
