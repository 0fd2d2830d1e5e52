"""Where and when did it happen: the event's own clause first, then its sentence, then (for time) the account before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from musnad.events.draft import Draft
from musnad.record import Mention, Place, Reason, Span, Text, TimeValue

CLAUSE = 14  # tokens around a trigger that count as its own clause
DATELINE = 4  # tokens within which a dateline's place begins
DATELINE_MARKS = ("-", "–", "—", ":", "(", "ـ", "|", "/")
VAGUE = ("country", "region", "unknown")
FAR = 10  # tokens by which a vague place counts as farther
PERIODS = ("day", "daypart", "hour", "minute", "second", "week", "month", "year", "season", "quarter")


@dataclass(frozen=True, slots=True)
class Located:
    """A place or time with its span."""

    id: str
    span: Span
    first: int
    grain: str = ""
    vague: bool = False  # a country or larger: where a place inside it is named too, that one is meant


def place_spans(text: Text, places: Sequence[Place], mentions: Sequence[Mention]) -> list[Located]:
    """Places with the spans of their mentions, datelines left out."""
    spans = {m.id: m.span for m in mentions}
    found = [
        Located(p.id, spans[p.mention], text.token_at(spans[p.mention].start), vague=p.precision in VAGUE)
        for p in places
        if p.mention in spans
    ]
    return sorted((f for f in found if not _dateline(text, f)), key=lambda f: f.first)


def time_spans(text: Text, times: Sequence[TimeValue]) -> list[Located]:
    """Times that say when (not how long, and with at least one bound)."""
    return [
        Located(t.id, t.span, text.token_at(t.span.start), t.grain)
        for t in times
        if t.grain in PERIODS and (t.earliest or t.latest or t.edtf)
    ]


def _dateline(text: Text, place: Located) -> bool:
    """Does the place stand in a dateline ("Beirut - Agencies:") at the beginning of a paragraph?"""
    sentence = text.sentence_at(place.span.start)
    if sentence is None or sentence.headline or place.first - sentence.first > DATELINE:
        return False
    after = text.tokens[text.token_at(place.span.end - 1) + 1 :][:6]
    return any(t.text in DATELINE_MARKS for t in after[:5]) and all(
        text.tokens[k].kind != "mark" or text.tokens[k].text in "،,()" for k in range(sentence.first, place.first)
    )


def find_place(draft: Draft, places: Sequence[Located]) -> tuple[str | None, Reason | None]:
    """The place nearest to the trigger in its clause, else in its sentence."""
    return _nearest(draft, places, "place")


def find_time(
    draft: Draft, times: Sequence[Located], before: tuple[str, int] | None
) -> tuple[str | None, Reason | None]:
    """The time of the clause or sentence, else that of the event told before in the same paragraph."""
    found, reason = _nearest(draft, times, "time")
    if found is not None or before is None:
        return found, reason
    time_id, paragraph = before
    if paragraph != draft.view.sentence.paragraph:
        return None, None
    return time_id, Reason(
        "events.time/narrative", "the time of the event told before it in the same paragraph", (), 0.5
    )


def _nearest(draft: Draft, located: Sequence[Located], what: str) -> tuple[str | None, Reason | None]:
    sentence = draft.view.sentence
    here = [x for x in located if sentence.first <= x.first < sentence.last]
    if what == "place":
        inside = [p for p in draft.roles.actors]
        here = [x for x in here if not any(p.first <= x.first < p.last for p in inside)] or []
    if not here:
        return None, None
    best = min(here, key=lambda x: _far(draft, x))
    far = _far(draft, best)
    near = far <= CLAUSE
    scope = "clause" if near else "sentence"
    return best.id, Reason(
        f"events.{what}/{scope}",
        f"the {what} nearest to the trigger in its {scope}",
        (best.span,),
        0.9 if near else 0.6,
    )


def _far(draft: Draft, x: Located) -> float:
    """Distance in tokens; what stands before the trigger or behind another event's trigger counts as farther."""
    away = min(abs(x.first - t.first) for t in draft.triggers)
    between = sum(
        1 for t in draft.view.triggers
        if t not in draft.triggers and min(draft.trigger.first, x.first) < t.first < max(draft.trigger.first, x.first)
    )  # fmt: skip
    return away + 6 * between + (2 if x.first < draft.trigger.first else 0) + FAR * x.vague
