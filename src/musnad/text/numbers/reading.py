"""Number words: how much do these words say?

One small machine adds up units, tens, hundreds and scales from left to right, for languages that say the units first
(three and twenty) or the tens first (twenty-three), with or without "and". The words are in `numbers.yml`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from musnad.languages import Language
from musnad.record import changed, quick
from musnad.rules import Flag, ListOf, MapOf, Number, OneOf, Schema, Struct, Text
from musnad.text.numbers.words import CUT, Word

KINDS = ("unit", "ten", "teen", "tens", "hundred", "hundreds", "scale", "scaled", "either", "dozen", "fraction")
EFFECTS = ("at_least", "more_than", "at_most", "less_than", "about", "exactly")
_ENTRY = Struct(
    {
        "value": Number(0), "kind": OneOf(KINDS), "words": ListOf(Text()), "ordinal": ListOf(Text()), "gloss": Text(),
        "plural": ListOf(Text()), "bound": ListOf(Text()), "note": Text(),
    },
    required=("value", "kind"),
)  # fmt: skip
_PHRASES = ListOf(
    Struct({"words": ListOf(Text()), "effect": OneOf(EFFECTS), "gloss": Text()}, required=("words", "effect"))
)
SCHEMA: Schema = Struct(
    {
        "cut": CUT,
        "and": ListOf(Text()),
        "and_needed": Flag(),  # must "and" stand between hundreds and what follows
        "tens_first": Flag(),
        "decimal": OneOf((".", ",")),
        "one": ListOf(Text()),  # articles that count as one before hundred, million, dozen
        "of": ListOf(Text()),  # between "tens" and "thousands"
        "letters": MapOf(Number(1)),  # after digits, where nothing but a number is expected: 100K
        "negative": ListOf(Text()),  # before a number: minus
        "numbers": ListOf(_ENTRY),
        "ordinal_endings": ListOf(Text()),  # after digits: 7th
        "vague": ListOf(Struct({"words": ListOf(Text()), "low": Number(1), "high": Number(1), "gloss": Text()},
                               required=("words", "low"))),
        "before": _PHRASES,
        "after": _PHRASES,
        "between": ListOf(Text()),
        "range": ListOf(Text()),
        "from": ListOf(Text()),
    }
)  # fmt: skip
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}")


@quick
@dataclass(frozen=True, slots=True)
class Atom:
    """One number word: its value, what it does in a number, whether it is an ordinal or begins with the article."""

    value: float
    kind: str
    ordinal: bool = False
    definite: bool = False


@quick
@dataclass(frozen=True, slots=True)
class Reading:
    """Words [first, end) read as a number. `ordinal`: an ordinal form; `definite`: the first word has the article."""

    end: int
    value: float
    ordinal: bool
    definite: bool


@quick
@dataclass(frozen=True, slots=True)
class _Sum:
    total: float = 0.0
    group: float = 0.0
    last: str = "start"
    limit: float = math.inf
    ordinal: bool = False


def digits(fold: str, decimal: str = ".") -> float | None:
    """The value of a number written in digits: "1,200" 1200, "2.5" 2.5, "1.200.000" 1200000; None when it is no number."""
    if decimal == ",":
        fold = fold.translate({ord("."): ",", ord(","): "."})
    if _GROUPED.fullmatch(fold):
        return float(fold.replace(",", "") if "," in fold else fold.replace(".", ""))
    if fold.count(",") == 1 and "." not in fold:
        fold = fold.replace(",", ".")
    try:
        return float(fold)
    except ValueError:
        return None


class NumberWords:
    """The compiled number words of a language."""

    def __init__(self, language: Language, data: Mapping[str, Any]) -> None:
        fold = language.fold
        article = fold(data.get("cut", {}).get("article", ""))
        self.ands = frozenset(fold(w) for w in data.get("and", ()))
        self.and_needed = bool(data.get("and_needed"))
        self.tens_first = bool(data.get("tens_first"))
        self.decimal = data.get("decimal", ".")
        self.ones = frozenset(fold(w) for w in data.get("one", ()))
        self.endings = frozenset(fold(w) for w in data.get("ordinal_endings", ()))
        self.atoms: dict[str, Atom] = {}
        self.plurals: dict[str, float] = {}
        self.bound: set[str] = set()
        for entry in data.get("numbers", ()):
            for key in ("words", "ordinal", "plural", "bound"):
                for word in entry.get(key, ()):
                    self._add(fold(word), Atom(entry["value"], entry["kind"], key == "ordinal"), article)
                    if key == "bound":
                        self.bound |= {fold(word), article + fold(word)}
                    if key == "plural":
                        self.plurals[fold(word)] = entry["value"]
                        self.plurals[article + fold(word)] = entry["value"]
        self.known = frozenset(self.atoms) | self.ands | self.ones | self.endings

    def _add(self, word: str, atom: Atom, article: str) -> None:
        self.atoms.setdefault(word, atom)
        if article:
            self.atoms.setdefault(article + word, changed(atom, definite=True))

    def read(self, words: Sequence[Word], i: int) -> list[Reading]:
        """Every number that begins with word `i`, the shortest first."""
        found: list[Reading] = []
        state, j = _Sum(), i
        definite = False
        while j < len(words):
            at, joined = j, False
            if j > i and words[j].fold in self.ands and j + 1 < len(words):
                at, joined = j + 1, True
            elif j == i and words[j].fold in self.ones and j + 1 < len(words):
                following = self.atoms.get(words[j + 1].fold)
                if following is None or following.kind not in ("hundred", "scale", "dozen"):
                    break
                at = j + 1
            if j > i and at + 1 < len(words) and words[at].fold in self.ones and (joined or state.last == "half"):
                at += 1  # one and a half; half a million
            atom = self._atom(words[at])
            if atom is None:
                break
            step = self._step(state, atom, joined)
            if step is None:
                break
            definite = definite or (at == i and atom.definite)
            state, j = step, at + 1
            ordinal = state.ordinal
            if words[at].number and j < len(words) and words[j].glued and words[j].fold in self.endings:
                j, ordinal = j + 1, True
            found.append(Reading(j, state.total + state.group, ordinal, definite))
            if ordinal and (self.tens_first or words[at].number):
                break
        return found

    def _atom(self, word: Word) -> Atom | None:
        if not word.number:
            return self.atoms.get(word.fold)
        value = digits(word.fold, self.decimal)
        return None if value is None else Atom(value, "digits")

    def _step(self, s: _Sum, atom: Atom, joined: bool) -> _Sum | None:
        if s.ordinal and atom.kind not in ("ten", "tens"):
            return None
        new: _Sum | None = getattr(self, f"_{atom.kind}")(s, atom, joined)
        return changed(new, ordinal=True) if new and atom.ordinal and not new.ordinal else new

    def _open(self, s: _Sum, joined: bool) -> bool:
        """May a smaller part begin here?"""
        if s.last == "start":
            return True
        return s.last in ("hundred", "hundreds", "scale", "scaled") and (
            joined or not self.and_needed or s.last == "hundreds"
        )

    def _unit(self, s: _Sum, atom: Atom, joined: bool) -> _Sum | None:
        after_tens = self.tens_first and s.last == "tens"
        if after_tens or self._open(s, joined):
            return changed(s, group=s.group + atom.value, last="unit")
        return None

    def _ten(self, s: _Sum, atom: Atom, joined: bool) -> _Sum | None:
        if s.last == "unit" and not joined and not self.tens_first:
            return changed(s, group=s.group + 10, last="teen")
        return changed(s, group=s.group + 10, last="teen") if self._open(s, joined) else None

    def _teen(self, s: _Sum, atom: Atom, joined: bool) -> _Sum | None:
        return changed(s, group=s.group + atom.value, last="teen") if self._open(s, joined) else None

    def _tens(self, s: _Sum, atom: Atom, joined: bool) -> _Sum | None:
        units_first = s.last == "unit" and joined and not self.tens_first
        return changed(s, group=s.group + atom.value, last="tens") if units_first or self._open(s, joined) else None

    def _hundred(self, s: _Sum, atom: Atom, joined: bool) -> _Sum | None:
        if s.last in ("unit", "teen", "tens", "digits") and not joined and 0 < s.group < 100:
            return changed(s, group=s.group * atom.value, last="hundred")
        return changed(s, group=atom.value, last="hundred") if not s.group and self._open(s, joined) else None

    def _hundreds(self, s: _Sum, atom: Atom, joined: bool) -> _Sum | None:
        return changed(s, group=atom.value, last="hundreds") if not s.group and self._open(s, joined) else None

    def _scale(self, s: _Sum, atom: Atom, joined: bool) -> _Sum | None:
        if s.last == "part" and atom.definite and atom.value == s.limit:
            return changed(s, last="end")  # a million and a half "the million"
        if atom.value >= s.limit or (s.group and joined) or s.last == "part":
            return None
        if not s.group and not self._open(s, joined):
            return None
        return changed(s, total=s.total + (s.group or 1) * atom.value, group=0.0, last="scale", limit=atom.value)

    def _scaled(self, s: _Sum, atom: Atom, joined: bool) -> _Sum | None:
        if s.group or atom.value >= s.limit or not self._open(s, joined):
            return None
        return changed(s, total=s.total + atom.value, last="scaled", limit=atom.value / 2)

    def _either(self, s: _Sum, atom: Atom, joined: bool) -> _Sum | None:
        """A form that is a scale after a number and two of them by itself (ألفا)."""
        if s.group:
            return self._scale(s, atom, joined)
        return self._scaled(s, changed(atom, value=2 * atom.value), joined)

    def _dozen(self, s: _Sum, atom: Atom, joined: bool) -> _Sum | None:
        return None if joined or s.total else changed(s, total=(s.group or 1) * atom.value, group=0.0, last="end")

    def _fraction(self, s: _Sum, atom: Atom, joined: bool) -> _Sum | None:
        if s.last == "start":
            return changed(s, group=atom.value, last="half")
        if s.last == "scale" and joined and not s.group:
            return changed(s, total=s.total + atom.value * s.limit, last="part")
        return changed(s, group=s.group + atom.value, last="digits") if joined and not s.total else None

    def _digits(self, s: _Sum, atom: Atom, joined: bool) -> _Sum | None:
        fits = s.last == "start" or (s.last in ("scale", "scaled") and joined and atom.value < s.limit)
        return changed(s, group=s.group + atom.value, last="digits") if fits else None
