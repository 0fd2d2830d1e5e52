"""Places and times made coarse on request: a place down to its province, a time down to its month."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from musnad.record import Place, TimeValue

_FINE = ("point", "town", "area", "district")
_LONG = ("month", "quarter", "season", "year", "decade", "century")


def coarse_place(place: Place | None) -> Place | None:
    """The province (or the country) of a place: no point, no name below it. What is coarse already stays."""
    if place is None or place.precision not in _FINE:
        return place
    name = place.admin1 or place.country or "(withheld)"
    precision = "province" if place.admin1 else "country" if place.country else "unknown"
    return replace(place, name=name, gazetteer_id=None, lat=None, lon=None, precision=precision, area=None, candidates=())


def coarse_time(time: TimeValue | None) -> TimeValue | None:
    """The month that a time begins in. A time that is a month or longer, or undated, stays."""
    if time is None or time.earliest is None or time.grain in _LONG:
        return time
    first = date.fromisoformat(time.earliest[:10]).replace(day=1)
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return replace(time, edtf=first.isoformat()[:7], earliest=first.isoformat(), latest=after.isoformat(), grain="month")
