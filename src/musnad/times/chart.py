"""The chart: every reading of one run of words, worked out where it is asked for.

It reads from the left corner: whatever is found at a place opens the patterns that begin with its class.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from musnad.text.numbers.words import Word
from musnad.times.grammar import Grammar
from musnad.times.joining import Value
from musnad.times.nodes import SAME_MARK, Item, Node, Rule

_ITEM_LIMIT = 400  # items at one place before the chart stops growing (pathological input)
_NUMBER = Rule("number", "times.number", "a number", lambda got: got)


class Chart:
    """All readings of one run of words, worked out where they are asked for."""

    def __init__(
        self, grammar: Grammar, run: Sequence[Word], texts: Sequence[str], strict: bool, country: str | None
    ) -> None:
        self._grammar, self._run, self._texts, self._strict = grammar, run, texts, strict
        self._country = country or "unknown"
        self._folds = [SAME_MARK.get(w.fold, w.fold) for w in run]
        self._memo: dict[int, dict[str, list[Item]]] = {}

    def at(self, i: int) -> dict[str, list[Item]]:
        """Everything that begins with word `i`, by class."""
        known = self._memo.get(i)
        if known is not None:
            return known
        found: dict[str, list[Item]] = {}
        self._memo[i] = found
        agenda: list[tuple[str, Item]] = list(self._seeds(i))
        self._follow(self._grammar.root, i, (), agenda, i, False)
        seen: set[tuple[str, int, Value, str]] = set()
        while agenda and len(seen) < _ITEM_LIMIT:
            makes, item = agenda.pop()
            key = (makes, item.end, item.value, item.rule.id if item.rule.bound else "")
            if key in seen:
                continue
            seen.add(key)
            found.setdefault(makes, []).append(item)
            child = self._grammar.root.classes.get(makes)
            if child is not None:
                self._follow(child, item.end, (item.value,), agenda, i, True)
        return found

    def _follow(
        self, node: Node, j: int, got: tuple[Value, ...], agenda: list[tuple[str, Item]], i: int, moved: bool
    ) -> None:
        for rule in node.rules:
            if (rule.loose and self._strict) or (rule.written and not self._written(rule, i, j)):
                continue
            if self._country in rule.not_in or (rule.only_in and self._country not in rule.only_in):
                continue
            value = rule.build(got)
            if value is not None:
                agenda.append((rule.makes, Item(j, value, rule)))
        if j >= len(self._run):
            return
        child = node.words.get(self._folds[j])
        if child is not None:
            self._follow(child, j + 1, got, agenda, i, True)
        if moved and node.classes:
            here = self.at(j)
            for name, after in node.classes.items():
                for item in here.get(name, ()):
                    self._follow(after, item.end, (*got, item.value), agenda, i, True)

    def _written(self, rule: Rule, i: int, j: int) -> bool:
        return " ".join(self._texts[i:j]) in rule.written

    def _seeds(self, i: int) -> Iterator[tuple[str, Item]]:
        word, classes = self._run[i], self._grammar.classes
        if word.number:
            for name, value in _digit_classes(word.fold):
                if name in classes:
                    yield name, Item(i + 1, value, _NUMBER)
        if word.number or word.fold in self._grammar.numbers.words.known:
            for reading in self._grammar.numbers.words.read(self._run, i):
                name = "ordinal" if reading.ordinal else "number"
                yield name, Item(reading.end, reading.value, _NUMBER)
                if not reading.ordinal and not word.number:
                    yield "number_word", Item(reading.end, reading.value, _NUMBER)
                    if reading.definite:
                        yield "the_number", Item(reading.end, reading.value, _NUMBER)
                elif reading.definite and reading.ordinal:
                    yield "the_ordinal", Item(reading.end, reading.value, _NUMBER)


def _digit_classes(fold: str) -> list[tuple[str, float]]:
    """What a number in digits could be: dd, mm, hh, min, yy, yyyy, yyyymmdd; h.mm and h,mm as hours and minutes."""
    if not fold.isdigit():
        match = re.fullmatch(r"(\d{1,2})\.(\d{2})", fold)
        n = int(match[1]) * 100 + int(match[2]) if match else 0
        return [("h_mm", n), ("m_dd", n)] if match else []
    n, size = int(fold), len(fold)
    if size == 4:
        return [("yyyy", n), ("hhmm", n)]
    if size == 8:
        return [("yyyymmdd", n)]
    if size == 3:
        return [("hhmm", n)]
    if size > 2:
        return []
    found: list[tuple[str, float]] = [("hh", n)] if n <= 24 else []
    if 1 <= n <= 31:
        found += [("dd", n)] if n <= 12 else [("dd", n), ("dd13", n)]
    if 1 <= n <= 12:
        found.append(("mm", n))
    if size == 2:
        found.append(("yy", n))
        if n < 60:
            found.append(("min", n))
    return found
