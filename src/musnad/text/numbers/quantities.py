"""The numbers of a text.

`find_numbers` gives quantities with their bounds ("at least 12": low 12, high None), `find_ordinals` the places in an
order (third), `free_numbers` those quantities that are not part of a date or a length of time, `value_of` the value of a
text that is nothing but a number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from musnad.languages import Language
from musnad.record import Span, Text, TimeValue
from musnad.text.numbers.find import NumberFinder
from musnad.text.numbers.reading import SCHEMA


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity: tokens [first, last), its characters, and what it says: at least `low`, at most `high`.

    None means that the text sets no such bound. `exact` is False for approximate, vague and bounded numbers.
    `rule` is the stable id of the rule that read it, `kind` cardinal | ordinal. `core` is the bare number without what
    qualifies it ("eleven" of "at least eleven", "500 and 1300" of "between 500 and 1300"), `core_first` and `core_last`
    its tokens [core_first, core_last): the thing counted stands beside these."""

    first: int
    last: int
    span: Span
    low: float | None
    high: float | None
    exact: bool
    rule: str
    kind: str
    core: Span
    core_first: int
    core_last: int


def number_words(language: Language) -> NumberFinder:
    """The language's compiled number words."""
    made: NumberFinder = language.made(
        "numbers.finder", lambda: NumberFinder(language, language.rules("numbers", SCHEMA))
    )
    return made


def find_numbers(text: Text, language: Language) -> tuple[Number, ...]:
    """All quantities in the text, in order, without overlaps."""
    return tuple(_all(text, language, ordinals=False))


def find_ordinals(text: Text, language: Language) -> tuple[Number, ...]:
    """All ordinals in the text (third, الحادي عشر), in order."""
    return tuple(_all(text, language, ordinals=True))


def free_numbers(numbers: Sequence[Number], times: Sequence[TimeValue]) -> tuple[Number, ...]:
    """The numbers that no time holds: "2016", "four" of "four months" and "11" of "11:59" count no people.

    A time without dates counts too (durations, ages); a number that only touches one does not belong to it."""
    spans = sorted(t.span for t in times)
    free, k = [], 0
    for number in sorted(numbers, key=lambda n: n.span):
        while k < len(spans) and spans[k].end <= number.core.start:
            k += 1
        if k == len(spans) or not spans[k].overlaps(number.core):
            free.append(number)
    return tuple(free)


def _all(text: Text, language: Language, ordinals: bool) -> Iterator[Number]:
    finder = number_words(language)
    kind = "ordinal" if ordinals else "cardinal"
    for sentence in text.sentences:
        for run in finder.runs(text, sentence.first, sentence.last):
            for f in finder.find(run, ordinals):
                if f.end == len(run) and not ordinals and f.exact:
                    f = finder.afterwards(text, run[-1].token + 1, sentence.last, f)
                start, end = run[f.first], run[f.end - 1]
                bare, stop = run[f.core[0]], run[f.core[1] - 1]
                span, core = Span(start.start, end.end), Span(bare.start, stop.end)
                yield Number(
                    start.token, end.token + 1, span, f.low, f.high, f.exact, f.rule, kind, core,
                    bare.token, stop.token + 1,
                )  # fmt: skip


def value_of(expression: str, language: Language, *, ordinal: bool = False) -> float | None:
    """The value of a text that is nothing but a number: "ثلاثمائة وخمسين", "-1.2", "12/10"; None otherwise.

    With `ordinal` the number may be an ordinal or a number with the article."""
    finder = number_words(language)
    sign, folded = finder.signed(expression, language)
    top, slash, bottom = folded.partition("/")
    if slash and bottom:
        above, below = value_of(top, language), value_of(bottom, language)
        return sign * above / below if above is not None and below else None
    factor = finder.letters.get(folded[-1:], 1.0) if folded[-2:-1].isdigit() else 1.0
    value = finder.whole(folded[:-1] if factor != 1.0 else folded, language, ordinal)
    return None if value is None else sign * value * factor
