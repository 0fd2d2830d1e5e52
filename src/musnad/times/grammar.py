"""The grammar of times: `times.yml` compiled into one tree of patterns.

Every pattern is unfolded into plain sequences of words and classes; sequences share their beginnings in a tree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from musnad.errors import BadRule
from musnad.languages import Language
from musnad.record import Token
from musnad.rules import Flag, ListOf, MapOf, OneOf, Schema, Struct, Text, compile_pattern
from musnad.rules.pattern import Class, Element, Gap, Group, Literal
from musnad.text.numbers import number_words
from musnad.text.numbers.words import CUT, MEMO_LIMIT, Cutter
from musnad.times.calendars import UNITS
from musnad.times.combinators import BadExpression, Build, compile_value
from musnad.times.governing import GOVERNORS, Governors, VerbsToo
from musnad.times.nodes import SAME_MARK, Node, Rule

_WORD = Struct(
    {
        "words": ListOf(Text()),
        "value": Text(),
        "gloss": Text(),
        "written": ListOf(Text()),
        "only_in": ListOf(Text()),
        "note": Text(),
    },
    required=("words", "value"),
)
_RULE = Struct(
    {"id": Text(r"[a-z0-9_-]+"), "pattern": ListOf(Text(), or_one=True), "value": Text(), "name": Text(), "loose": Flag(),
     "governed_by": Text(), "after": ListOf(Text()), "alone": Flag(), "not_before": ListOf(Text()),
     "only_in": ListOf(Text()), "not_in": ListOf(Text()), "note": Text()},
    required=("id", "pattern", "value"),
)  # fmt: skip
SCHEMA: Schema = Struct(
    {
        "cut": CUT,
        "units": ListOf(Struct({"unit": OneOf(UNITS), "one": ListOf(Text()), "two": ListOf(Text()), "many": ListOf(Text()),
                                "gloss": Text()}, required=("unit",))),
        "words": MapOf(ListOf(_WORD)),
        "rules": MapOf(ListOf(_RULE)),
        "weak": ListOf(Text()),
        "trim": ListOf(Text()),
        "trim_always": ListOf(Text()),
        "trim_before_weekday": ListOf(Text()),
        "future": GOVERNORS,
        "governors": MapOf(GOVERNORS),
        "verbs_too": ListOf(Struct({"words": ListOf(Text()), "unless_next": Text(), "clause_start": ListOf(Text()),
                                    "gloss": Text()}, required=("words",))),
    }
)  # fmt: skip
TOP = ("time", "span_of_time", "set", "no_time")  # no_time: words that only look like a time; nothing is given
_OWN = ("weekday", "month", "unit_one", "unit_two", "units")  # classes whose words count although they are numbers too


class Grammar:
    """The compiled times.yml of a language."""

    def __init__(self, language: Language, data: Mapping[str, Any]) -> None:
        self.language = language
        self.numbers = number_words(language)
        self.root = Node()
        self._order = 0
        self.weights: dict[str, int] = {}  # of words seen, see `weight`; 3 when the spelling decides
        self._lexical: set[str] = set()
        self.written: dict[str, frozenset[str]] = {}
        self.vocabulary: set[str] = set(self.numbers.words.known) | {",", "-", "/"}
        article = language.fold(data.get("cut", {}).get("article", ""))
        for unit in data.get("units", ()):
            self._unit(unit, article)
        for makes, listed in data.get("words", {}).items():
            for entry in listed:
                self._word(makes, entry)
        for makes, listed in data.get("rules", {}).items():
            for rule in listed:
                self._rule(makes, rule)
        self.classes = _class_names(self.root)
        marks = {",", "-", "/", ".", ":", "[", "]"}
        listed = frozenset(language.fold(w) for w in data.get("weak", ()))
        self.weak = listed | (self.numbers.words.known - self._lexical) | marks
        self.cutter = Cutter(language, _Known(self.vocabulary), data.get("cut", {}))
        self.trim = frozenset(language.fold(w) for w in data.get("trim", ()))
        self.trim_always = frozenset(language.fold(w) for w in data.get("trim_always", ()))
        self.trim_weekday = frozenset(language.fold(w) for w in data.get("trim_before_weekday", ()))
        self.weekdays = frozenset(
            language.fold(w)
            for c in ("weekday", "bare_weekday")
            for e in data.get("words", {}).get(c, ())
            for w in e["words"]
        )
        self.future = Governors(language, data.get("future", {}))
        self.governors = {name: Governors(language, listed) for name, listed in data.get("governors", {}).items()}
        self.verbs_too = VerbsToo(language, data.get("verbs_too", ()))

    def _unit(self, unit: Mapping[str, Any], article: str) -> None:
        name = unit["unit"]
        for key, indefinite, definite in (
            ("one", "unit_one", "the_unit"),
            ("two", "unit_two", "the_two"),
            ("many", "units", "the_units"),
        ):
            for word in unit.get(key, ()):
                forms = [(word, indefinite)]
                if article:
                    forms.append((article + word, definite))
                for form, makes in forms:
                    self._word(makes, {"words": [form], "value": name})

    def _word(self, makes: str, entry: Mapping[str, Any]) -> None:
        build = self._value(entry["value"], (), f"words.{makes}")
        written = frozenset(entry.get("written", ()))
        for phrase in entry["words"]:
            name = f"times.{makes}/{entry.get('gloss', phrase)}"
            rule = Rule(
                makes,
                name,
                entry.get("gloss", phrase),
                build,
                written=written,
                only_in=frozenset(entry.get("only_in", ())),
            )
            words = self.language.fold(phrase).split()
            if len(words) == 1 and makes in _OWN:
                self._lexical.add(words[0])
            if written:
                self.written[words[0]] = written | self.written.get(words[0], frozenset())
            self._insert([frozenset([w]) for w in words], rule)

    def _rule(self, makes: str, entry: Mapping[str, Any]) -> None:
        patterns = entry["pattern"] if isinstance(entry["pattern"], list) else [entry["pattern"]]
        for source in patterns:
            for variant in _unfold(compile_pattern(source, self.language).elements):
                names = [e.capture for e in variant if isinstance(e, Class)]
                build = self._value(entry["value"], names, f"rules.{makes}.{entry['id']}")
                after = frozenset(self.language.fold(w) for w in entry.get("after", ()))
                self.vocabulary |= after
                self._order += 1
                rule = Rule(
                    makes, f"times.{makes}/{entry['id']}", entry.get("name", source), build,
                    entry.get("loose", False), after=after, alone=entry.get("alone", False),
                    governed_by=entry.get("governed_by", ""),
                    not_before=frozenset(self.language.fold(w) for w in entry.get("not_before", ())), order=self._order,
                    only_in=frozenset(entry.get("only_in", ())), not_in=frozenset(entry.get("not_in", ())),
                )  # fmt: skip
                self._insert([e.name if isinstance(e, Class) else _literal(e) for e in variant], rule)

    def _value(self, source: str, names: Sequence[str], where: str) -> Build:
        try:
            return compile_value(source, names)
        except BadExpression as error:
            raise BadRule(f"{self.language.path / 'times.yml'}, {where}: {error}") from None

    def _insert(self, steps: Sequence[str | frozenset[str]], rule: Rule) -> None:
        nodes = [self.root]
        for step in steps:
            if isinstance(step, str):
                nodes = [n.classes.setdefault(step, Node()) for n in nodes]
            else:
                self.vocabulary |= step
                nodes = [n.words.setdefault(w, Node()) for n in nodes for w in step]
        for node in nodes:
            node.rules.append(rule)

    def weight(self, token: Token) -> int:
        """How much a word says about time: 0 nothing, 1 only beside others, 2 by itself."""
        known = self.weights.get(token.fold)
        if known is None:
            parts = self.cutter.parts(token.fold)
            known = 0 if parts is None else max(self._weigh(part) for part, _, _ in parts)
            if len(self.weights) > MEMO_LIMIT:
                self.weights.clear()
            self.weights[token.fold] = known
        if known < 3:
            return known
        return 2 if token.text in self.written.get(token.fold, ()) else 1

    def _weigh(self, word: str) -> int:
        if word in self.weak or len(word) == 1:
            return 3 if word in self.written else 1
        return 2


class _Known:
    """The vocabulary, with numbers and marks under all their signs."""

    def __init__(self, words: set[str]) -> None:
        self._words = words

    def __contains__(self, word: object) -> bool:
        return word in self._words or word in SAME_MARK


def _literal(element: Element) -> frozenset[str]:
    assert isinstance(element, Literal)
    return frozenset(SAME_MARK.get(w, w) for w in element.words)


def _unfold(elements: Sequence[Element]) -> list[tuple[Element, ...]]:
    """Every plain sequence that the elements allow."""
    found: list[tuple[Element, ...]] = [()]
    for element in elements:
        if isinstance(element, Gap):
            raise BadRule("a gap (..n) has no place in times.yml: times are read without gaps")
        ways = (
            [v for choice in element.choices for v in _unfold(choice)] if isinstance(element, Group) else [(element,)]
        )
        if element.optional:
            ways = [*ways, ()]
        found = [before + way for before in found for way in ways]
    return [f for f in found if f]


def _class_names(node: Node) -> set[str]:
    names = set(node.classes)
    for child in (*node.words.values(), *node.classes.values()):
        names |= _class_names(child)
    return names
