"""Finding numbers in the words of a language: single ones, ranges, vague ones, and what is said around them.

Durations and dates are the times room's matter; it reads the same words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from musnad.languages import Language
from musnad.record import Document, Text, changed, quick
from musnad.text.numbers.reading import NumberWords, Reading
from musnad.text.numbers.words import MEMO_LIMIT, Cutter, Word
from musnad.text.split import split_text

AFTER_REACH = 2  # words of the thing counted before "at least"


@quick
@dataclass(frozen=True, slots=True)
class Found:
    """A number among the words of one run, by their indices."""

    first: int
    end: int
    low: float | None
    high: float | None
    exact: bool
    rule: str
    core: tuple[int, int] = (0, 0)  # the words of the number without what qualifies it


class NumberFinder:
    """The compiled numbers.yml of a language."""

    def __init__(self, language: Language, data: Mapping[str, Any]) -> None:
        fold = language.fold
        self.words = NumberWords(language, data)
        article = fold(data.get("cut", {}).get("article", ""))
        listed = [(fold(w), (v["low"], v.get("high"))) for v in data.get("vague", ()) for w in v["words"]]
        self.vague = {**{article + w: bounds for w, bounds in listed}, **dict(listed)}
        self.before = _phrases(language, data.get("before", ()))
        self.after = _phrases(language, data.get("after", ()))
        self.letters: dict[str, float] = {fold(k): v for k, v in data.get("letters", {}).items()}
        self.negative = tuple(fold(w) for w in data.get("negative", ()))
        self.between = frozenset(fold(w) for w in data.get("between", ()))
        self.range = frozenset(fold(w) for w in data.get("range", ()))
        self.froms = frozenset(fold(w) for w in data.get("from", ()))
        self.ofs = frozenset(fold(w) for w in data.get("of", ()))
        around = {w for phrases in (self.before, self.after) for p in phrases for w in p}
        self.starts = frozenset(self.words.atoms) | frozenset(self.vague) | self.words.ones
        known = self.words.known | self.starts | around | self.between | self.range | self.froms | self.ofs
        self.cutter = Cutter(language, known, data.get("cut", {}))
        self._nothing: set[str] = set()  # folded words that have been seen to mean nothing here

    def signed(self, expression: str, language: Language) -> tuple[int, str]:
        """The sign and the rest (folded) of a number that stands alone; a point without a zero gets one."""
        rest = language.fold(expression.strip())
        sign = 1
        for mark in ("-", "−", *self.negative):
            if rest.startswith(mark):
                sign, rest = -1, rest[len(mark) :].strip()
        return sign, f"0{rest}" if rest[:1] in (".", ",") else rest

    def whole(self, expression: str, language: Language, ordinal: bool) -> float | None:
        """The value of a text that is nothing but number words or digits."""
        text = split_text(Document("", expression, language.code), language)
        runs = list(self.runs(text, 0, len(text.tokens)))
        if len(runs) != 1 or {w.token for w in runs[0]} != set(range(len(text.tokens))):
            return None
        for reading in reversed(self.words.read(runs[0], 0)):
            if reading.end == len(runs[0]) and (ordinal or not reading.ordinal):
                return reading.value
        return None

    def runs(self, text: Text, first: int, last: int) -> Iterator[list[Word]]:
        """Stretches of words that mean something here, in tokens [first, last)."""
        run: list[Word] = []
        tokens, nothing = text.tokens, self._nothing
        for i in range(first, last):
            fold = tokens[i].fold
            words = None if fold in nothing else self.cutter.words(tokens, i)
            if words is not None:
                run += words
                continue
            if len(nothing) < MEMO_LIMIT:
                nothing.add(fold)
            if run:
                yield run
                run = []
        if run:
            yield run

    def find(self, run: Sequence[Word], ordinals: bool) -> Iterator[Found]:
        i = 0
        while i < len(run):
            found = self._at(run, i, ordinals) if run[i].number or run[i].fold in self.starts else None
            if found is None:
                i = self._past_ordinal(run, i) if not ordinals else i + 1
                continue
            started = run[found.first].fold in self.between or run[found.first].fold in self.froms
            found = changed(found, core=(found.first + started, found.end))
            yield found if ordinals else self._qualified(run, found)
            i = max(found.end, i + 1)

    def _past_ordinal(self, run: Sequence[Word], i: int) -> int:
        """The word after an ordinal that begins here (its parts are no quantities), else the next word."""
        readings = self.words.read(run, i)
        return readings[-1].end if readings and readings[-1].ordinal else i + 1

    def _at(self, run: Sequence[Word], i: int, ordinals: bool) -> Found | None:
        if ordinals:
            longest = next((r for r in reversed(self.words.read(run, i)) if r.ordinal), None)
            return Found(i, longest.end, longest.value, longest.value, True, "numbers.ordinal") if longest else None
        vague = self._vague(run, i)
        if vague:
            return vague
        longest = self._longest(run, i)
        if longest is None or (run[longest.end - 1].fold in self.words.plurals and longest.end == i + 1):
            return None
        rule = "numbers.digits" if run[i].number else "numbers.words"
        single = Found(i, longest.end, longest.value, longest.value, True, rule)
        return self._ranged(run, single) or single

    def _longest(self, run: Sequence[Word], i: int) -> Reading | None:
        readings = self.words.read(run, i)
        if not readings or readings[-1].ordinal:
            return None
        alone = readings[-1].end == i + 1 and run[i].fold in self.words.bound
        return None if alone else readings[-1]

    def _vague(self, run: Sequence[Word], i: int) -> Found | None:
        """Tens, hundreds of thousands: at least so many, no upper bound."""
        bounds = self.vague.get(run[i].fold)
        plural = self.words.plurals.get(run[i].fold)
        if bounds is None and plural is None:
            return None
        low, high = bounds if bounds is not None else (plural, None)
        end = i + 1
        following = end + 1 if end < len(run) and run[end].fold in self.ofs else end
        if following < len(run) and run[following].fold in self.words.plurals and low is not None:
            low *= self.words.plurals[run[following].fold]
            end = following + 1
        return Found(i, end, low, high, False, "numbers.vague")

    def _ranged(self, run: Sequence[Word], first: Found) -> Found | None:
        """10 to 15, between 10 and 15: the second number must be the greater."""
        if first.end + 1 >= len(run) or first.low is None:
            return None
        between = first.first > 0 and run[first.first - 1].fold in self.between
        sign = run[first.end].fold
        if not (sign in self.range or (between and sign in self.words.ands)):
            return None
        second = self._longest(run, first.end + 1)
        if second is None or second.value <= first.low:
            return None
        scale = _scale_of(second.value)
        low = first.low * scale if first.low * scale < second.value else first.low
        started = between or (first.first > 0 and run[first.first - 1].fold in self.froms)
        return Found(first.first - started, second.end, low, second.value, False, "numbers.range")

    def afterwards(self, text: Text, token: int, last: int, found: Found) -> Found:
        """With what is said after the thing counted: 20 dead at least. The span stays the number's."""
        for skip in range(1, AFTER_REACH + 1):
            for size in (3, 2):
                folds = tuple(t.fold for t in text.tokens[token + skip : min(token + skip + size, last)])
                effect = self.after.get(folds)
                if effect:
                    return _with(found, effect)
        return found

    def _qualified(self, run: Sequence[Word], found: Found) -> Found:
        size, effect = _ending(run, found.first, self.before)
        if size:
            return _with(changed(found, first=found.first - size), effect)
        size, effect = _beginning(run, found.end, self.after)
        return _with(changed(found, end=found.end + size), effect) if size else found


def _phrases(language: Language, listed: Sequence[Mapping[str, Any]]) -> dict[tuple[str, ...], str]:
    return {tuple(language.fold(w) for w in phrase.split()): e["effect"] for e in listed for phrase in e["words"]}


def _ending(run: Sequence[Word], end: int, phrases: Mapping[tuple[str, ...], str]) -> tuple[int, str]:
    for size in range(min(5, end), 0, -1):
        effect = phrases.get(tuple(w.fold for w in run[end - size : end]))
        if effect:
            return size, effect
    return 0, ""


def _beginning(run: Sequence[Word], at: int, phrases: Mapping[tuple[str, ...], str]) -> tuple[int, str]:
    for size in range(min(4, len(run) - at), 0, -1):
        effect = phrases.get(tuple(w.fold for w in run[at : at + size]))
        if effect:
            return size, effect
    return 0, ""


def _with(found: Found, effect: str) -> Found:
    rule = f"numbers.{effect}"
    if effect in ("at_least", "more_than"):
        return changed(found, high=None, exact=False, rule=rule)
    if effect in ("at_most", "less_than"):
        return changed(found, low=None, high=found.high, exact=False, rule=rule)
    return changed(found, exact=effect == "exactly", rule=rule)


def _scale_of(value: float) -> float:
    """The scale that a range's first number shares with the second ("10 to 15 thousand")."""
    scale = 1.0
    while value / scale >= 1000 and value % (scale * 1000) == 0:
        scale *= 1000
    return scale
