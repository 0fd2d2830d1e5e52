"""What flat formats derive from a row: dates, precision codes, conservative numbers. Rules: CODEBOOKS of ACLED and UCDP."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from musnad.export.rows import EventRow, Party
from musnad.record import Place, TimeValue, Toll

_STATE = ("GOV", "MIL", "COP", "SPY", "JUD", "LEG")
_INTER = (  # ACLED's interaction codes by PLOVER sector, first match decides
    (("PRM", "UAF"), 3), (("REB",), 2), (("CVL", "JRN", "MED", "EDU", "LAB", "REF", "AGR", "REL", "BUS"), 7), (_STATE, 1),
)  # fmt: skip
_PROTEST = {"Protests": 6, "Riots": 5}
_EXTERNAL = ("IGO", "NGO", "UNO", "EUR", "IMG", "MNC")


@dataclass(frozen=True, slots=True)
class Day:
    """A day for formats that need one, with the precision that says how far to trust it, and the real interval."""

    day: date
    first: date
    last: date  # inclusive


def day_of(time: TimeValue | None) -> Day | None:
    """The day of an interval: the day itself, of a month or longer the middle (ACLED's rule). None when undated."""
    if time is None or not time.earliest:
        return None
    first = date.fromisoformat(time.earliest[:10])
    last = date.fromisoformat(time.latest[:10]) - timedelta(days=1) if time.latest else first
    last = max(first, last)
    return Day(first + (last - first) // 2, first, last)


def acled_time_precision(day: Day) -> int:
    """1 the day, 2 within a week or so, 3 only within a month or longer."""
    length = (day.last - day.first).days + 1
    return 1 if length <= 1 else 2 if length <= 10 else 3


def ucdp_date_precision(day: Day) -> int:
    """1 the day, 2 two to six days, 3 a week, 4 a month, 5 longer."""
    length = (day.last - day.first).days + 1
    return 1 if length <= 1 else 2 if length <= 6 else 3 if length <= 7 else 4 if length <= 31 else 5


_ACLED_GEO = {"point": 1, "town": 1, "area": 2, "district": 2, "province": 3, "region": 3}
_UCDP_WHERE = {"point": 1, "town": 1, "area": 2, "district": 3, "province": 4, "region": 5, "country": 6, "water": 7}


def acled_geo_precision(place: Place) -> int | None:
    """1 a town, 2 near a town or a small part of a region, 3 a larger region; None where ACLED would not place it."""
    return _ACLED_GEO.get(place.precision)


def ucdp_where_precision(place: Place) -> int | None:
    """1 the place, 2 within some 25 km, 3 second order, 4 first order, 5 larger, 6 country, 7 water."""
    return _UCDP_WHERE.get(place.precision)


def conservative_deaths(row: EventRow) -> int:
    """ACLED's number: what is reported, of several the lowest, 0 when none is (never a guess for "some")."""
    lows = [t.low for t in row.toll("killed") if t.low is not None]
    return min(lows) if lows and not _parts(row.toll("killed")) else sum(lows) if lows else 0


def _parts(tolls: tuple[Toll, ...]) -> bool:
    """Are these the dead of different parties (to be added), rather than the same dead told twice?"""
    who = [t.who for t in tolls]
    return len(tolls) > 1 and all(who) and len(set(who)) == len(who)


@dataclass(frozen=True, slots=True)
class Deaths:
    """UCDP's three numbers; `best` is the lowest that is told, `high` the highest."""

    best: int
    low: int
    high: int


def ucdp_deaths(row: EventRow) -> Deaths | None:
    """None when no dead are told of with a number: UCDP takes events with at least one."""
    tolls = [t for t in row.toll("killed") if t.low is not None or t.high is not None]
    if not tolls:
        return None
    lows = [t.low if t.low is not None else 0 for t in tolls]
    highs = [t.high if t.high is not None else low for t, low in zip(tolls, lows, strict=True)]
    if _parts(tuple(tolls)):
        return Deaths(sum(lows), sum(lows), sum(highs))
    return Deaths(min(lows), min(lows), max(highs))


def inter(party: Party | None, event_type: str | None, place_country: str | None) -> int:
    """ACLED's code of who somebody is: 1 state forces ... 8 external or other, 0 nobody."""
    if party is None:
        return 0
    if party.kind in ("people", "person") and event_type in _PROTEST and not set(party.sectors) & {*_STATE, "REB"}:
        return _PROTEST[event_type]
    for sectors, code in _INTER:
        if set(sectors) & set(party.sectors):
            foreign = code == 1 and party.country and place_country and party.country != place_country
            return 8 if foreign else code
    if party.country in _EXTERNAL:
        return 8
    return {"person": 7, "people": 7, "military": 1, "government": 1, "group": 3}.get(party.kind, 8)
