"""Rules of the grammar of times, the tree that their patterns share, and what is read with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from musnad.record import quick
from musnad.text.numbers.words import Word
from musnad.times.combinators import Build
from musnad.times.joining import Value

# Signs that count as one in patterns; brackets are written [ and ] there.
MARKS = {",": (",", "،"), "-": ("-", "–", "—", "ـ", "~"), "/": ("/", "\\"), "[": ("(", "["), "]": (")", "]")}
SAME_MARK = {alias: mark for mark, aliases in MARKS.items() for alias in aliases}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: the class it makes, its id and readable name, how its value is built."""

    makes: str
    id: str
    name: str
    build: Build
    loose: bool = False
    written: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    not_before: frozenset[str] = frozenset()
    only_in: frozenset[str] = frozenset()  # outlets' countries (ISO 3166 alpha-3) that it holds for; all when empty
    not_in: frozenset[str] = frozenset()  # and those it does not hold for ("unknown" among them)
    governed_by: str = ""  # the list of governors (times.yml) of which a word must stand before in the clause
    alone: bool = False  # only where the text holds nothing else
    order: int = 0

    @property
    def bound(self) -> bool:
        """Does the rule depend on what stands around it?"""
        return bool(self.governed_by or self.after or self.not_before or self.alone)

    def fits(self, run: Sequence[Word], i: int) -> bool:
        """Does one of the words that must stand before this one do so?"""
        return not self.after or (i > 0 and run[i - 1].fold in self.after)


@dataclass(slots=True)
class Node:
    """A place in the tree of patterns."""

    words: dict[str, Node] = field(default_factory=dict)
    classes: dict[str, Node] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)


@quick
@dataclass(frozen=True, slots=True)
class Item:
    """Something read: words [first, end) as `value` by `rule`."""

    end: int
    value: Value
    rule: Rule
