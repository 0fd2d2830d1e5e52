"""Ids to readable names, and to the short ids that people type."""

from __future__ import annotations

from functools import cached_property

from musnad.record import Actor, Attribution, Mention, Place, Record, Span, TimeValue
from musnad.show.labels import Words


class Names:
    """What the ids of one record stand for, in words."""

    def __init__(self, record: Record, words: Words) -> None:
        self.text, self.words = record.document.text, words
        self.record = record
        self.actors: dict[str, Actor] = {a.id: a for a in record.actors}
        self.places: dict[str, Place] = {p.id: p for p in record.places}
        self.times: dict[str, TimeValue] = {t.id: t for t in record.times}
        self.attributions: dict[str, Attribution] = {a.id: a for a in record.attributions}

    @property
    def mentions(self) -> tuple[Mention, ...]:
        return self.record.mentions

    def actor(self, actor_id: str) -> str:
        """An actor's name (or a place's, for relations that end at a place)."""
        actor = self.actors.get(actor_id)
        return actor.name if actor else self.place(actor_id) or actor_id

    def place(self, place_id: str | None) -> str | None:
        place = self.places.get(place_id or "")
        return (place.area or place.name) if place else None

    def time(self, time_id: str) -> tuple[str, str]:
        """The words of the text, and the dates they stand for: ("Saturday", "2024-11-02")."""
        time = self.times.get(time_id)
        if time is None:
            return time_id, ""
        return self.quote(time.span), interval(time) or self.words("ui", "unanchored")

    def quote(self, span: Span) -> str:
        return " ".join(span.of(self.text).split())

    def short(self, item_id: str) -> str:
        """The id as short as it can be typed: "ASSAULT:545"; whole when that would fit two items."""
        part = shortened(item_id)
        return part if self._short.get(part) == item_id else item_id

    @cached_property
    def _short(self) -> dict[str, str | None]:
        """Short ids to whole ones, None where a short one fits several. Mentions give way to what they mention."""
        made: dict[str, str | None] = {}
        for item_id in self.record.items():
            if not item_id.startswith("mention:"):
                part = shortened(item_id)
                made[part] = None if part in made else item_id
        return made


def shortened(item_id: str) -> str:
    """ "event:ASSAULT:545-549" -> "ASSAULT:545"; an id of another form stays."""
    parts = item_id.split(":")
    if len(parts) != 3 or "-" not in parts[2] or "." in parts[2]:
        return item_id
    return f"{parts[1]}:{parts[2].partition('-')[0]}"


def interval(time: TimeValue) -> str | None:
    """The time as EDTF, else as its bounds, None when it is not anchored."""
    if time.edtf:
        return time.edtf
    if time.earliest or time.latest:
        return f"{time.earliest or '..'}/{time.latest or '..'}"
    return None
