"""Contradictions: where do the origins of one story disagree? Field by field, nothing averaged away.

    happened   one origin says that the thing did not happen
    actor      one origin denies its part, or two blame different ones
    recipient  one tells of civilians hit, the other only of armed ones
    toll       numbers of dead or wounded that cannot both be right
    place      each tells of a place that the other does not know
    time       different days
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from musnad.record import Place, Record
from musnad.resolve.names import compare
from musnad.resolve.stories.article import Article, deeds
from musnad.resolve.stories.marks import marks_of
from musnad.resolve.stories.tolls import COUNTED, apart, tolls_of, worded

FIELDS = ("happened", "actor", "recipient", "toll", "place", "time")
CIVIL = ("people",)
ARMED = ("military", "group")
SAME_NAME = 0.5
FINE = ("town", "point", "area", "district")  # precisions of a place that can contradict another


@dataclass(frozen=True, slots=True)
class Side:
    """What one origin says of a field: in which article, and the value in words."""

    article: str
    value: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two origins (by the keys of their first articles) that cannot both be right about a field."""

    field: str
    left: Side
    right: Side


Origin = Sequence[Article]


def contradictions(origins: Sequence[Origin]) -> list[Contradiction]:
    """All contradictions between the origins of one story, by field."""
    checks: tuple[Callable[[Origin, Origin], Iterator[Contradiction]], ...] = (
        _happened, _actor, _recipient, _toll, _place, _time
    )  # fmt: skip
    return [found for check in checks for a, b in combinations(origins, 2) for found in check(a, b)]


def _happened(left: Origin, right: Origin) -> Iterator[Contradiction]:
    yield from _one_denies("happened", "occurrence", left, right)


def _actor(left: Origin, right: Origin) -> Iterator[Contradiction]:
    yield from _one_denies("actor", "involvement", left, right)


def _one_denies(field: str, what: str, left: Origin, right: Origin) -> Iterator[Contradiction]:
    """One origin denies, the other tells that it was so."""
    for denies, tells in ((left, right), (right, left)):
        no = next((a for a in denies if a.denies == what), None)
        yes = next((a for a in tells if a.denies is None and _affirms(a.record)), None)
        if no and yes:
            yield Contradiction(field, Side(no.key, f"denied: {what}"), Side(yes.key, "told"))


def _affirms(record: Record) -> bool:
    return any(e.modality.polarity == "affirmed" and e.modality.status in ("occurred", "ongoing") for e in deeds(record))


def _recipient(left: Origin, right: Origin) -> Iterator[Contradiction]:
    for civil, armed in ((left, right), (right, left)):
        hit = next((a for a in civil if any(kinds <= set(CIVIL) for kinds in _kinds_hit(a))), None)
        other = next((a for a in armed if _kinds_hit(a) and all(kinds <= set(ARMED) for kinds in _kinds_hit(a))), None)
        if hit and other:
            yield Contradiction("recipient", Side(hit.key, "civilians"), Side(other.key, "armed forces"))
            return


def _kinds_hit(article: Article) -> list[set[str]]:
    """Kinds of those whom each deed of violence that is told as fact is done to."""
    kinds = {a.id: a.kind for a in article.record.actors}
    told = [e for e in deeds(article.record) if e.type == "ASSAULT" and e.modality.polarity == "affirmed"]
    found = [{kinds[r] for r in e.recipients if r in kinds} & {*CIVIL, *ARMED} for e in told]
    return [k for k in found if k]


def _toll(left: Origin, right: Origin) -> Iterator[Contradiction]:
    for effect in COUNTED:
        for a in left:
            for b in right:
                first, second = tolls_of(a.record).get(effect), tolls_of(b.record).get(effect)
                if first and second and apart(first, second):
                    yield Contradiction("toll", Side(a.key, worded(effect, first)), Side(b.key, worded(effect, second)))
                    return


def _place(left: Origin, right: Origin) -> Iterator[Contradiction]:
    """Each origin's main place; the one is unknown to the other, in the same province or country."""
    for a in left:
        for b in right:
            mine, other = _main_places(a), _main_places(b)
            if not mine or not other or mine & other or _nested(a, mine, b, other):
                continue
            if _unknown(a, mine, right) != _unknown(b, other, left):
                yield Contradiction("place", Side(a.key, _named(a, mine)), Side(b.key, _named(b, other)))
                return


def _nested(left: Article, mine: set[str], right: Article, other: set[str]) -> bool:
    """Is one place named like the province of the other (a town and its province often share a name)?"""
    first, second = _places(left, mine), _places(right, other)
    pairs = [(a.admin1, b.name) for a in first for b in second] + [(b.admin1, a.name) for a in first for b in second]
    return any(area and compare(area, name, "place").score >= SAME_NAME for area, name in pairs)


def _places(article: Article, ids: set[str]) -> list[Place]:
    return [p for p in article.record.places if p.gazetteer_id in ids][:1]


def _unknown(teller: Article, places: set[str], origin: Origin) -> bool:
    """Does no article of the origin name the place, found by the reader or written in the text?"""
    spans = {m.id: m.head for m in teller.record.mentions}
    written = {spans[p.mention].of(teller.record.document.text) for p in teller.record.places if p.gazetteer_id in places}
    marks = {mark for name in written for mark in marks_of(name) if mark.startswith("k:")}
    return not any(
        places & a.places or marks & a.marks.keys() or any(w in a.record.document.text for w in written) for a in origin
    )


def _main_places(article: Article) -> set[str]:
    """Gazetteer ids of the place of the first deed that is told as fact and has a fine one."""
    places = {p.id: p for p in article.record.places if p.gazetteer_id and p.precision in FINE}
    told = [e for e in deeds(article.record) if e.type == "ASSAULT" and e.modality.polarity == "affirmed"]
    first = next((places[e.place] for e in told if e.place in places), None)
    return {str(first.gazetteer_id)} if first else set()


def _named(article: Article, ids: set[str]) -> str:
    return next(p.name for p in article.record.places if p.gazetteer_id in ids)


def _time(left: Origin, right: Origin) -> Iterator[Contradiction]:
    for a in left:
        for b in right:
            if a.main_day and b.main_day and not ({a.main_day} & b.days or {b.main_day} & a.days):
                yield Contradiction("time", Side(a.key, a.main_day), Side(b.key, b.main_day))
                return
