"""Word classes: how a word of one class is inflected and what may be written together with it.

`languages/*/words.yml` describes each class as data: `before` (slots of proclitics), `after` (enclitics), and `shapes`
(paradigms: the first whose `when` expressions fit the given base forms makes the other forms from templates).
A template is text with `{1}`, `{2}` ... for the base forms, with Python slices: `{1[:-1]}`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
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
        "never_before": MapOf(ListOf(Text())),
        "never_after": MapOf(ListOf(Text())),
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
    never_before: Mapping[str, frozenset[str]]  # feature -> proclitics that forms with it cannot carry
    never_after: Mapping[str, frozenset[str]]  # feature -> enclitics that forms with it cannot carry

    def bars(self, pre: str, post: str, feats: tuple[str, ...]) -> bool:
        """Can a form with these features not carry the last of these proclitics, or this enclitic?"""
        if pre and any(f in feats and pre.endswith(tuple(barred)) for f, barred in self.never_before.items()):
            return True
        return bool(post) and any(f in feats and post in barred for f, barred in self.never_after.items())

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
            if len(when) <= len(bases) and all(_search(w)(b) for w, b in zip(when, bases, strict=False)):
                break
        else:
            shape = {"forms": {"base": "{1}"}}
        bound, free = _many(shape.get("bound", ())), _many(shape.get("free", ()))
        for feature, templates in shape["forms"].items():
            named = feats + tuple(feature.split())
            for template in _many(templates):
                form = fill(template, bases)
                if form:
                    yield Form((folder.fold(form),), named, template in bound, template in free)


@cache
def _search(pattern: str) -> Callable[[str], object]:
    return re.compile(pattern).search


@cache
def _pieces(template: str) -> tuple[str | tuple[int, slice], ...]:
    """The template as literal text and slots (which base form, what of it). Tens of thousands of forms are made of a few
    hundred templates, so each is taken apart once."""
    made: list[str | tuple[int, slice]] = []
    at = 0
    for match in _SLOT.finditer(template):
        made.append(template[at : match.start()])
        made.append(
            (int(match[1]) - 1, slice(int(match[2]) if match[2] else None, int(match[3]) if match[3] else None))
        )
        at = match.end()
    return (*made, template[at:])


def fill(template: str, bases: Sequence[str]) -> str:
    """The template with its slots filled; "" when it asks for a base form that was not given."""
    made = []
    for piece in _pieces(template):
        if isinstance(piece, str):
            made.append(piece)
        elif piece[0] < len(bases):
            made.append(bases[piece[0]][piece[1]])
        else:
            return ""
    return "".join(made)


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
        never_before={f: frozenset(folder.fold(c) for c in listed) for f, listed in spec.get("never_before", {}).items()},
        never_after={f: frozenset(folder.fold(c) for c in listed) for f, listed in spec.get("never_after", {}).items()},
    )


def _many(value: Any) -> list[str]:
    return list(value) if isinstance(value, list | tuple) else [value]
