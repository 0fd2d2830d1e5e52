"""One list of mentions out of several rooms' finds: who acts, places, times, numbers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from musnad.mentions.crowds import RULE as CROWD
from musnad.mentions.deeds import RULE as DEED
from musnad.record import Mention, Reason, Span, item_id

SURE = 0.9  # a name found with at least this score is not given up for a place or a time on the same characters


class Spanned(Protocol):
    """Anything with characters of its own: a time, a number."""

    @property
    def span(self) -> Span: ...


def merge_mentions(
    named: Sequence[Mention],
    places: Sequence[Mention] = (),
    times: Iterable[Spanned] = (),
    numbers: Iterable[Spanned] = (),
    money: Sequence[Mention] = (),
) -> tuple[Mention, ...]:
    """All mentions in order of the text, overlaps between kinds settled.

    A place inside a person's name is dropped; a place inside an organisation's name stays. A doubtful personal name gives
    way to a place or a time on its characters. Times, numbers and money become mentions; a number
    inside a time or an amount of money does not.
    """
    timed = [_plain("time", t.span) for t in times]
    others = sorted((*places, *timed), key=lambda m: m.head.start)
    located = {p.span: p.kind for p in places}
    kept = [m for m in named if not _gives_way(m, others) and not _located(m, located)]
    persons = [m.head for m in kept if m.kind == "person" and m.form == "name"]
    same = {m.span for m in kept if m.form == "name" or m.reason.rule == DEED}
    where = [p for p in places if not _touched(p.head, persons) and p.span not in same]
    counted = [_plain("number", n.span) for n in numbers]
    covered = sorted((t.span for t in (*timed, *money)), key=lambda s: s.start)
    crowds = {m.span for m in kept if m.reason.rule == CROWD}
    counted = [n for n in counted if not _touched(n.span, covered) and n.span not in crowds]
    every = {m.id: m for m in (*kept, *where, *timed, *money, *counted)}
    return tuple(sorted(every.values(), key=lambda m: (m.span.start, -m.span.end, m.kind)))


def _gives_way(mention: Mention, others: Iterable[Mention]) -> bool:
    if mention.kind == "person" and mention.form == "name" and any(_behind(mention.head, o) for o in others):
        return True
    if mention.kind != "person" or mention.form != "name" or mention.reason.score >= SURE:
        return False
    return any(o.head.overlaps(mention.head) for o in others)


def _behind(name: Span, other: Mention) -> bool:
    """Is the name nothing but a place with a preposition written on it?"""
    return other.kind == "place" and other.head.end == name.end and 0 < other.head.start - name.start <= 2


def _located(mention: Mention, located: Mapping[Span, str]) -> bool:
    """Is the phrase rather a place of that name (or a facility, when nothing but a description names an actor)?"""
    kind = located.get(mention.span)
    if kind is None and mention.form == "name" and mention.reason.rule.startswith("actors.organizations"):
        # "monastery of X" within "countryside of Deir X"
        return any(p.start < mention.span.start and p.end == mention.span.end for p in located)
    if kind is None or mention.reason.rule.startswith(("registry.", DEED)):
        return False
    return kind == "place" or mention.form == "nominal"


def _touched(span: Span, taken: Sequence[Span]) -> bool:
    """Does `span` overlap one of the sorted, disjoint spans?"""
    i = bisect_left(taken, span.start, key=lambda s: s.end)
    return any(s.overlaps(span) for s in taken[i : i + 2])


def _plain(kind: str, span: Span) -> Mention:
    reason = Reason(f"mentions.{kind}", f"a {kind} that its own room read", (span,))
    return Mention(item_id("mention", kind, span), span, span, kind, "nominal", None, reason)
