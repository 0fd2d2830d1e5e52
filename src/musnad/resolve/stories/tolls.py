"""Tolls: how many dead and wounded does an article tell of? From its events, and from numbers beside words for them."""

from __future__ import annotations

from collections.abc import Iterator

from musnad import languages
from musnad.record import Record
from musnad.resolve.names.letters import plain
from musnad.resolve.names.name import meaning
from musnad.resolve.stories.split import split_of
from musnad.text.numbers import find_numbers

COUNTED = ("killed", "wounded")
REACH = 2  # words behind a number in which what is counted stands
Bounds = tuple[int, int | None]


def tolls_of(record: Record) -> dict[str, Bounds]:
    """Effect -> (at least, at most; None for no upper bound): the first number for it in the article."""
    found: dict[str, Bounds] = {}
    for effect, bounds in [*_of_events(record), *_of_words(record)]:
        found.setdefault(effect, bounds)
    return found


def _of_events(record: Record) -> Iterator[tuple[str, Bounds]]:
    for event in sorted(record.events, key=lambda e: e.trigger.start):
        if event.modality.polarity == "affirmed":
            yield from (
                (t.effect, (t.low, t.high)) for t in event.tolls if t.effect in COUNTED and t.low and t.low == t.high
            )


def _of_words(record: Record) -> Iterator[tuple[str, Bounds]]:
    """Numbers that stand right before a word for the dead or the wounded."""
    language = languages.load(record.document.language)
    text = split_of(record.document)
    for number in find_numbers(text, language):
        if number.low is None or number.low < 1 or number.low != number.high:
            continue
        after = [t for t in text.tokens if 0 <= t.start - number.span.end < 30][:REACH]
        for token in after:
            effects = meaning(plain(token.text)).get("acts", frozenset()) & set(COUNTED)
            if effects:
                yield min(effects), (int(number.low), int(number.high))
                break


def worded(effect: str, bounds: Bounds) -> str:
    """A toll in words, the same wherever it is shown: "killed 4", "wounded 3 to 5", "killed 10 or more"."""
    low, high = bounds
    return f"{effect} {low}" + ("" if high == low else " or more" if high is None else f" to {high}")


def apart(first: Bounds, second: Bounds) -> bool:
    """Can the two not both be right?"""
    (low, high), (other_low, other_high) = first, second
    return (high is not None and high < other_low) or (other_high is not None and other_high < low)
