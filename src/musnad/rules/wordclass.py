"""Word classes: how a word of one class is inflected and what may be written together with it.

`languages/*/words.yml` describes each class as data: `before` (slots of proclitics), `after` (enclitics), and `shapes`
(paradigms: the first whose `when` expressions fit the given base forms makes the other forms from templates).
A template is text with `{1}`, `{2}` ... for the base forms, with Python slices: `{1[:-1]}`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from musnad.rules.fold import Folder
from musnad.rules.schema import ListOf, MapOf, Schema, Struct, Text

SHAPE = Struct(
    {
        "name": Text(),
        "when": ListOf(Text()),
        "forms": MapOf(ListOf(Text(), or_one=True)),
        "bound": ListOf(Text(), or_one=True),
        "free": ListOf(Text(), or_one=True),
    },
    required=("forms",),
)
WORD_CLASS: Schema = Struct(
    {
        "gloss": Text(),
        "before": ListOf(ListOf(Text())),
        "after": ListOf(Text()),
        "after_pattern": Text(),
        "alone_with": ListOf(Text()),
        "each": ListOf(Text()),
        "shapes": ListOf(SHAPE),
        "joiner": Text(),
        "only_after": MapOf(ListOf(Text())),
    }
)
_SLOT = re.compile(r"\{(\d)(?:\[(-?\d*):(-?\d*)\])?\}")


@dataclass(frozen=True, slots=True)
class Form:
    """One written (folded) form with its features. `bound`: only with an enclitic; `free`: only without one.
    `joined`: the last word is written together with whatever follows (given with the class's joiner at its end)."""

    words: tuple[str, ...]
    feats: tuple[str, ...]
    bound: bool = False
    free: bool = False
    joined: bool = False


@dataclass(frozen=True, slots=True)
class WordClass:
    """One class: allowed proclitic strings, allowed enclitics, and its shapes."""

    name: str
    before: frozenset[str]
    after: frozenset[str]
    after_pattern: re.Pattern[str] | None
    alone_with: tuple[str, ...]  # proclitics that exclude enclitics (the Arabic article)
    each: tuple[str, ...]
    shapes: tuple[Mapping[str, Any], ...]
    joiner: str | None  # a last character that says "written together with the next word"
    written: frozenset[str]  # the enclitics as they are written, before folding
    only_after: Mapping[str, frozenset[str]]  # feature -> the (folded) words one of which must stand right before

    def allows(self, pre: str, post: str) -> bool:
        """May a word of this class be written with these clitics?"""
        if pre not in self.before:
            return False
        if not post:
            return True
        if any(pre.endswith(p) for p in self.alone_with):
            return False
        return post in self.after or bool(self.after_pattern and self.after_pattern.fullmatch(post))

    def forms(self, given: str, folder: Folder) -> Iterator[Form]:
        """All forms of the entry `given`: base forms separated by spaces (one phrase when the class has no shapes)."""
        if not self.shapes:
            joined = bool(self.joiner and given.endswith(self.joiner))
            yield Form(tuple(folder.fold(w) for w in given.split()), (self.name,), joined=joined)
            return
        bases = given.split()
        if self.each:
            for feature, base in itertools.zip_longest(self.each, bases[: len(self.each)]):
                if base and base != "-":
                    yield from self._shape([base], folder, (self.name, feature))
            for base in bases[len(self.each) :]:
                yield from self._shape([base], folder, (self.name, self.each[-1]))
        else:
            yield from self._shape(bases, folder, (self.name,))

    def _shape(self, bases: Sequence[str], folder: Folder, feats: tuple[str, ...]) -> Iterator[Form]:
        for shape in self.shapes:
            when = shape.get("when", ())
            if len(when) <= len(bases) and all(re.search(w, b) for w, b in zip(when, bases, strict=False)):
                break
        else:
            shape = {"forms": {"base": "{1}"}}
        for feature, templates in shape["forms"].items():
            for template in _many(templates):
                form = fill(template, bases)
                if form:
                    marks = (template in _many(shape.get("bound", ())), template in _many(shape.get("free", ())))
                    yield Form((folder.fold(form),), feats + tuple(feature.split()), *marks)


def fill(template: str, bases: Sequence[str]) -> str:
    """The template with its slots filled; "" when it asks for a base form that was not given."""
    missing = False

    def part(match: re.Match[str]) -> str:
        nonlocal missing
        n = int(match[1])
        if n > len(bases):
            missing = True
            return ""
        low, high = match[2], match[3]
        if low is None and high is None:
            return bases[n - 1]
        return bases[n - 1][int(low) if low else None : int(high) if high else None]

    made = _SLOT.sub(part, template)
    return "" if missing else made


def make_class(name: str, spec: Mapping[str, Any], folder: Folder) -> WordClass:
    """A class from its description in words.yml."""
    slots = [["", *[folder.fold(c) for c in slot]] for slot in spec.get("before", [])]
    return WordClass(
        name=name,
        before=frozenset("".join(parts) for parts in itertools.product(*slots)),
        after=frozenset(folder.fold(c) for c in spec.get("after", [])),
        after_pattern=re.compile(spec["after_pattern"]) if "after_pattern" in spec else None,
        alone_with=tuple(folder.fold(c) for c in spec.get("alone_with", [])),
        each=tuple(spec.get("each", [])),
        shapes=tuple(spec.get("shapes", [])),
        joiner=spec.get("joiner"),
        written=frozenset(spec.get("after", [])),
        only_after={f: frozenset(folder.fold(w) for w in listed) for f, listed in spec.get("only_after", {}).items()},
    )


def _many(value: Any) -> list[str]:
    return list(value) if isinstance(value, list | tuple) else [value]
