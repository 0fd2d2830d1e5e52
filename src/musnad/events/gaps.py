"""What a codebook asks of an event and its text does not tell: the validators, run over a whole record.

A gap is no fault of the record (`Record.problems()` tells of those): the article did not say it, and an export will leave the
field empty. Who codes by hand sees here which events need a second look."""

from __future__ import annotations

from dataclasses import dataclass

from musnad.codebook import load_codebook
from musnad.record import Event, Record

HAPPENED = ("occurred", "ongoing", "failed")  # what did not happen is no event of ACLED or UCDP
BATTLES = "Battles"


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing: of which event (its id), by which validator, said in a sentence."""

    item: str
    validator: str
    sentence: str


def find_gaps(record: Record) -> tuple[Gap, ...]:
    """The gaps of all events in their order; () when the codebooks have all that they ask for."""
    return tuple(gap for event in record.events for gap in _gaps(event))


def _gaps(event: Event) -> list[Gap]:
    """PLOVER's recipient; ACLED's two sides of a battle, its day and place."""
    found = []
    plover = load_codebook("plover").types[event.type]
    if plover.recipient_required and not event.recipients:
        found.append(Gap(event.id, "plover.recipient", f"PLOVER asks who receives of {event.type}: nobody is named."))
    if event.acled is None or event.modality.status not in HAPPENED or event.modality.polarity == "negated":
        return found
    sides = len({*event.actors, *event.recipients})
    if event.acled.event_type == BATTLES and sides < 2:
        found.append(Gap(event.id, "acled.sides", f"ACLED asks for two sides of a battle: {sides} named."))
    if event.time is None:
        found.append(Gap(event.id, "acled.time_precision", "ACLED asks for a day: the text gives none."))
    if event.place is None:
        found.append(Gap(event.id, "acled.geo_precision", "ACLED asks for a place: the text gives none."))
    return found
