"""Tolls: how many were killed, wounded, detained ..., and who are they?"""

from __future__ import annotations

from collections.abc import Sequence

from musnad.events.arguments import Walker
from musnad.events.roles import Roles
from musnad.events.scan import Trigger, View
from musnad.mentions.phrases import Phrase
from musnad.mentions.words import words
from musnad.record import Span, Toll
from musnad.text.numbers import Number

BEFORE_NOUN = 3  # tokens between a number and the word of effect that it counts ("dozens of people dead")
AFTER = 3  # tokens after a trigger within which its number stands
MOST = 1_000_000  # larger numbers in news of one event are money or population


def find_toll(
    view: View, trigger: Trigger, roles: Roles, numbers: Sequence[Number], walker: Walker
) -> tuple[Toll | None, bool]:
    """The toll that an effect trigger states, and whether a number says it (not only the form of a noun)."""
    effect = trigger.cue.effect
    if effect is None:
        return None, False
    phrase = roles.recipients[0] if roles.recipients else None
    number = _number(view, trigger, phrase, numbers, walker)
    if number is not None:
        low = int(number.low) if number.low is not None else None
        high = int(number.high) if number.high is not None else None
        return Toll(effect, _who(view, phrase, number), low, high, _span(view, trigger, phrase, number)), True
    return _uncounted(view, trigger, phrase, walker), False


def _number(
    view: View, trigger: Trigger, phrase: Phrase | None, numbers: Sequence[Number], walker: Walker
) -> Number | None:
    here = [n for n in numbers if n.kind == "cardinal" and (n.low or 0) <= MOST and _plain(view, n)]
    noun = not trigger.verb or (phrase is None and "passive" in trigger.hit.reading.feats)
    counted = [
        n
        for n in here
        if noun and 0 <= trigger.first - n.last <= BEFORE_NOUN and not _between(view, n.last, trigger.first)
    ]
    if counted:
        return counted[-1]
    if phrase is not None:
        inside = [n for n in here if phrase.first - 1 <= n.first < phrase.last]
        if inside and not _part(view, phrase.first - 1, walker):
            return inside[0]
        return None
    for n in here:
        if 0 <= n.first - trigger.last < AFTER and not any(
            _part(view, k, walker) for k in range(trigger.last, n.first)
        ):
            return n
    return None


def _between(view: View, first: int, last: int) -> bool:
    """Does a mark or another trigger stand between?"""
    return any(
        view.text.tokens[k].kind == "mark" or any(t.first == k for t in view.triggers) for k in range(first, last)
    )


def _plain(view: View, number: Number) -> bool:
    """Is it a number of people, not a year, an hour, a percentage or a distance (by what stands after it)?"""
    tokens = view.text.tokens
    after = tokens[number.last] if number.last < len(tokens) else None
    return not (after is not None and after.text in "%$€£:/")


def _part(view: View, i: int, walker: Walker) -> bool:
    return i >= 0 and view.text.tokens[i].fold in walker.rules.parts


def _who(view: View, phrase: Phrase | None, number: Number) -> str | None:
    if phrase is None:
        return None
    text = view.text.document.text
    if number.last >= phrase.last:
        return None
    start = view.text.tokens[max(number.last, phrase.first)].start
    return text[start : phrase.span.end].strip() or None


def _span(view: View, trigger: Trigger, phrase: Phrase | None, number: Number) -> Span:
    points = [trigger.span.start, trigger.span.end, number.span.start, number.span.end]
    if phrase is not None and phrase.first - trigger.last <= 1:
        points += [phrase.span.start, phrase.span.end]
    return Span(min(points), max(points))


def _uncounted(view: View, trigger: Trigger, phrase: Phrase | None, walker: Walker) -> Toll | None:
    """Duals count two, singulars one, plurals at least two; an abstract phrase counts nobody."""
    if not trigger.verb and trigger.hit.has("dual"):
        return Toll(trigger.cue.effect or "", None, 2, 2, trigger.span)
    if phrase is None:
        return None
    bounds = _grammatical(view, phrase, walker)
    if bounds is None:
        return None
    text = phrase.span.of(view.text.document.text)
    span = Span(min(trigger.span.start, phrase.span.start), max(trigger.span.end, phrase.span.end))
    return Toll(trigger.cue.effect or "", text, bounds[0], bounds[1], span)


def _grammatical(view: View, phrase: Phrase, walker: Walker) -> tuple[int, int | None] | None:
    for i in (phrase.head_first, phrase.first):
        hit = view.people.get(i)
        if hit is None or hit.entry.data["side"] == "nation":
            continue
        feats, fold = hit.reading.feats, view.text.tokens[i].fold
        if "dual" in feats:
            return 2, 2
        if "plural" in feats:
            # A sound plural and a dual are written alike in the oblique case; without a plural verb it stays open.
            return 2, None
        if i in view.collective:
            return 1, None
        return (1, 1) if fold else None
    word = words(walker.language)(view.text.tokens[phrase.head_first].fold)
    return (1, 1) if word.given else None
