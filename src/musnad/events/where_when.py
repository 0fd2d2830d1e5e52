"""Where and when did it happen: the event's own clause first, then what the sentence says of all its events; for time also
the event told just before. Nothing else is taken: no dateline, no hour of posting, no publication date, no place in a name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from musnad.events.draft import Draft
from musnad.events.seen import Trigger, View
from musnad.languages import Language
from musnad.mentions.words import words
from musnad.record import Mention, Modality, Place, Reason, Span, Text, TimeValue, quick

CLAUSE = 14  # tokens around a trigger that count as its own clause
DATELINE = 4  # tokens within which a dateline's place begins
DATELINE_MARKS = ("-", "–", "—", ":", "(", "ـ", "|", "/")
VAGUE = ("country", "region", "unknown")
FAR = 10  # tokens by which a vague place counts as farther
OTHER = 6  # tokens by which a place or time behind another event's trigger counts as farther
COMMA = 3
ALLEGIANCE = 2  # tokens between "loyal to" and the place that it is said of
POSTED = 6  # tokens at the beginning of an early sentence within which an hour is that of posting
EARLY = 3  # sentences
PERIODS = ("day", "daypart", "hour", "minute", "second", "week", "month", "year", "season", "quarter")
CARRIED = ("day", "daypart", "hour", "minute")
CLOCK = ("hour", "minute", "second")
# Rules of the times room that give no day of their own: until when, now, at some other time.
NO_DAY = ("until", "until-now", "soon", "recently", "before", "after", "longest-in", "from")
TOLD = ("occurred", "failed")
AHEAD = ("planned", "threatened", "demanded", "predicted")
LASTING = ("since", "since-length", "now")  # only what goes on, or has happened again and again, has such a time
# PLOVER types that are words: what they ask for, promise or condemn happens elsewhere. Annotators of the project's corpus give
# a place to 1-4 % of the first five, to 15 % of agreements and to 77 % of assaults.
SPOKEN = ("SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE")
BESIDE = 3  # tokens within which a spoken deed's own place stands behind it
NAMED = ("person", "group", "organization", "military", "media", "government", "people")


@quick
@dataclass(frozen=True, slots=True)
class Located:
    """A place or time with its span."""

    id: str
    span: Span
    first: int
    grain: str = ""
    vague: bool = False  # a country or larger: where a place inside it is named too, that one is meant
    lasting: bool = False  # "since May", "now"
    tense: int = 0  # against the day of publication: -1 it lies wholly before, 1 wholly behind, 0 neither or unknown


def place_spans(text: Text, places: Sequence[Place], mentions: Sequence[Mention]) -> list[Located]:
    """Places with the spans of their mentions, those of datelines, of states that act and inside names of others left out."""
    spans = {m.id: m.span for m in mentions}
    named = [m.span for m in mentions if m.form == "name" and m.kind in NAMED]
    acting = {m.id for m in mentions if m.actor is not None}  # "Moscow said": the government
    found = [
        Located(p.id, spans[p.mention], text.token_at(spans[p.mention].start), vague=p.precision in VAGUE)
        for p in places
        if p.mention in spans and not _in_name(spans[p.mention], named) and p.mention not in acting
    ]
    return sorted((f for f in found if not _dateline(text, f)), key=lambda f: f.first)


def _in_name(span: Span, named: Sequence[Span]) -> bool:
    """Does the place stand in the longer name of a group, a person or a newspaper?"""
    return any(n.start <= span.start and span.end <= n.end and n != span for n in named)


def time_spans(text: Text, times: Sequence[TimeValue], mentions: Sequence[Mention]) -> list[Located]:
    """Times that say when (not how long, until when, or when the article was posted, and no part of a name: "Friday Market")."""
    named = [m.span for m in mentions if m.form == "name" and m.kind not in ("time", "number")]
    return [
        located
        for t in times
        if t.grain in PERIODS and (t.earliest or t.latest or t.edtf) and _rule(t) not in NO_DAY and not _in_name(t.span, named)
        for located in [_timed(text, t)]
        if not _posted(text, located)
    ]


def _timed(text: Text, time: TimeValue) -> Located:
    lasts = _rule(time) in LASTING
    tense = _tense(time, text.document.published)
    return Located(time.id, time.span, text.token_at(time.span.start), time.grain, lasting=lasts, tense=tense)


def _tense(time: TimeValue, published: str | None) -> int:
    if published is None:
        return 0
    day = published[:10]
    if time.latest and time.latest[:10] <= day:
        return -1
    return 1 if time.earliest and time.earliest[:10] > day else 0


def _rule(time: TimeValue) -> str:
    return time.reason.rule.rpartition("/")[2]


def _posted(text: Text, time: Located) -> bool:
    """Is it an hour at the very beginning, where pages print when they were posted?"""
    if time.grain not in CLOCK:
        return False
    early = text.sentences[:EARLY]
    at = next((s for s in early if s.first <= time.first < s.last), None)
    return at is not None and not at.headline and time.first - at.first <= POSTED and len(time.span) > len("00:00 am")


def _dateline(text: Text, place: Located) -> bool:
    """Does the place stand in a dateline ("Beirut - Agencies:") at the beginning of a paragraph?"""
    sentence = text.sentence_at(place.span.start)
    if sentence is None or sentence.headline or place.first - sentence.first > DATELINE:
        return False
    after = text.tokens[text.token_at(place.span.end - 1) + 1 :][:6]
    return any(t.text in DATELINE_MARKS for t in after[:5]) and all(
        text.tokens[k].kind != "mark" or text.tokens[k].text in "،,()" for k in range(sentence.first, place.first)
    )


@dataclass(frozen=True, slots=True)
class Before:
    """The time of the event told last, the sentence that says it, and its paragraph."""

    time: Located
    sentence: int
    paragraph: int


def find_place(draft: Draft, places: Sequence[Located], language: Language) -> tuple[str | None, Reason | None]:
    """The place nearest to the trigger in its clause, else one that the sentence says of all its events."""
    view = draft.view
    parties = [p for p in draft.roles.actors] + [p for p in draft.roles.recipients if p not in draft.roles.places]
    here = [
        x
        for x in _inside(view, places)
        if not any(p.first <= x.first < p.last for p in draft.roles.actors)
        and not any(p.head_first <= x.first < p.head_last for p in parties)
        and not any(0 < x.first - k <= ALLEGIANCE for k in view.sets.get("allegiance", ()))
    ]
    if draft.type in SPOKEN:
        here = [x for x in here if _spoken_at(draft, x, language)]
    best, near = _nearest(draft, here)
    return (best.id, _reason("place", best, near)) if best else (None, None)


def _spoken_at(draft: Draft, x: Located, language: Language) -> bool:
    """May something said have been said there: a place that opens the sentence or stands right behind the deed's word?"""
    sentence, ahead = draft.view.sentence, x.first - draft.trigger.hit.last
    if ahead < 0:
        return x.first < min(t.first for t in draft.view.triggers) and x.first - sentence.first <= BESIDE
    if any(draft.trigger.last <= t.first < x.first and t not in draft.triggers for t in draft.view.triggers):
        return False  # "condemned the attack in X"
    commas = draft.view.commas
    own = draft.type == "AGREE" and bisect_left(commas, draft.trigger.last) == bisect_left(commas, x.first)
    return (own or ahead <= BESIDE) and not _content(draft, x, language)


def _content(draft: Draft, x: Located, language: Language) -> bool:
    """Does the place stand in what is said: behind "that"?"""
    between = draft.view.text.tokens[draft.trigger.hit.last : x.first]
    return any(language.is_function(t.fold, "complementisers") for t in between)


def find_time(
    draft: Draft, times: Sequence[Located], before: Before | None, modality: Modality, number: int
) -> tuple[Located | None, Reason | None]:
    """The time of the clause or sentence, else that of the event told in the sentence before in the same paragraph (the
    reason then has no span)."""
    here = [x for x in _inside(draft.view, times) if _may_be_then(draft, x, modality)]
    lasts = modality.status in ("ongoing", "habitual")
    best, near = _nearest(draft, [x for x in here if lasts or not x.lasting])
    if best is not None:
        return best, _reason("time", best, near)
    if before is None or here or number - before.sentence > 1 or before.paragraph != draft.view.sentence.paragraph:
        return None, None
    if modality.status not in ("occurred", "failed") or _steps_back(draft):
        return None, None
    return before.time, Reason(
        "events.time/narrative", "the time of the event told just before it in the same paragraph", (), 0.5
    )


def _may_be_then(draft: Draft, time: Located, modality: Modality) -> bool:
    """What is to come does not come yesterday; what a past verb tells did not happen tomorrow."""
    if modality.status in AHEAD:
        return time.tense >= 0
    return time.tense <= 0 or modality.status not in TOLD or not _past(draft)


def still_ahead(draft: Draft, time: Located | None, modality: Modality) -> bool:
    """Is a deed that no past verb tells dated behind the day of publication ("talks will resume next week"), and so planned?"""
    return time is not None and time.tense > 0 and modality.status == "occurred" and not _past(draft)


def _past(draft: Draft) -> bool:
    """Does a past verb tell it: the trigger, or the first word of a phrase that is one ("spoke by phone")?"""
    hit = draft.trigger.hit
    if "past" in hit.reading.feats or not draft.trigger.verb:
        return draft.trigger.verb
    if hit.last - hit.first < 2:
        return False
    told = words(draft.walker.language).knowledge.verbs.readings(draft.view.text.tokens[hit.first].fold)
    return bool(told) and all("past" in r.feats for r in told)


def carried(found: Located, number: int, paragraph: int) -> Before | None:
    """What the next event may take over: a day, not a month, a year or how long something lasts."""
    if found.grain not in CARRIED or found.lasting:
        return None
    return Before(found, number, paragraph)


def _inside(view: View, located: Sequence[Located]) -> list[Located]:
    sentence = view.sentence
    return [x for x in located if sentence.first <= x.first < sentence.last]


def _nearest(draft: Draft, here: Sequence[Located]) -> tuple[Located | None, bool]:
    """The nearest, and whether it stands in the clause. What belongs to another event of the sentence is not taken, unless
    it opens the sentence or is the only one."""
    others = [t for t in draft.view.triggers if t not in draft.triggers]
    away = [(_far(draft.view, draft.triggers, x), x) for x in here]
    own = [(far, x) for far, x in away if all(far <= _far(draft.view, [t], x) for t in others)]
    if own:
        far, best = min(own, key=lambda found: found[0])
        return best, far <= CLAUSE
    first = min(t.first for t in draft.view.triggers)
    shared = [x for x in here if x.first < first] or (list(here) if len(here) == 1 else [])
    return (min(shared, key=lambda x: _far(draft.view, draft.triggers, x)), False) if shared else (None, False)


def _far(view: View, triggers: Sequence[Trigger], x: Located) -> float:
    """Distance in tokens; what stands before the trigger, behind a comma or another event's trigger counts as farther."""
    at = x.first
    main = triggers[0].hit.first
    for t in triggers[1:]:
        if abs(at - t.hit.first) < abs(at - main):
            main = t.hit.first
    low, high = (main, at) if main < at else (at, main)
    between = sum([low < t.hit.first < high and t not in triggers for t in view.triggers])
    commas = bisect_left(view.commas, high) - bisect_left(view.commas, low)
    return high - low + OTHER * between + COMMA * commas + (2 if at < main else 0) + FAR * x.vague


def _steps_back(draft: Draft) -> bool:
    """Does the clause go back behind the story's time ("had", "earlier")?"""
    return any(
        0 <= draft.trigger.first - k <= CLAUSE for k in draft.view.sets.get("background", ())
    ) or draft.trigger.first - 1 in draft.view.sets.get("background", ())


def _reason(what: str, best: Located, near: bool) -> Reason:
    scope = "clause" if near else "sentence"
    return Reason(
        f"events.{what}/{scope}",
        f"the {what} nearest to the trigger in its {scope}" if near else f"the {what} of the whole sentence",
        (best.span,),
        0.9 if near else 0.6,
    )
