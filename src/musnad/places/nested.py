"""Does a place's name stand inside another name? "The Aden Bank", "the Front of Khorasan": no event happens there."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.record import Mention

# kinds of mentions whose names contain names of places without being there
NAMED = frozenset({"person", "group", "organization", "government", "military", "media", "people", "weapon"})


def name_around(place: Mention, mentions: Sequence[Mention]) -> Mention | None:
    """The shortest name of a person, group or institution whose name proper (`head`) covers the place's name and is
    longer than it; None when the place stands for itself."""
    around = [
        m
        for m in mentions
        if m.kind in NAMED and m.form == "name" and m.head.covers(place.head) and m.head != place.head
    ]
    return min(around, key=lambda m: (m.head.end - m.head.start, m.head.start, m.id), default=None)
