"""What a lexicon answers: entries, readings of a word, and hits in a text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from musnad.record import Span, Token
from musnad.rules.fold import Folder

Between = tuple[Token, Token, Folder]  # a hit's first and last token, and what folded them


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a word list. `id` is stable ("claims.cues/say"); `data` are the room's own keys."""

    id: str
    section: str
    lemma: str
    gloss: str
    data: Mapping[str, Any]
    get: Callable[..., Any] = field(init=False, repr=False, compare=False)  # of `data`: asked for at every other word

    def __post_init__(self) -> None:
        object.__setattr__(self, "get", self.data.get)


class Reading(NamedTuple):
    """One way to read a word: the entry, the features of its form (class name first) and the clitics around it."""

    entry: Entry
    feats: tuple[str, ...]
    pre: str
    post: str
    words: int = 1
    joined: bool = False  # the phrase is written together with the next word, which is `post`

    def has(self, *features: str) -> bool:
        return all(map(self.feats.__contains__, features))


class Hit:
    """A word or phrase of the lexicon in a text: tokens [first, last), `span` without proclitics, `whole` with them.

    The spans are worked out when first asked for: of most hits nobody does."""

    __slots__ = ("_at", "entry", "first", "last", "reading")

    def __init__(self, first: int, last: int, at: tuple[Span, Span] | Between, reading: Reading) -> None:
        """`at`: the span and the whole, or the tokens between which both are found."""
        self.first, self.last, self.reading, self.entry = first, last, reading, reading.entry
        self._at = at

    @property
    def span(self) -> Span:
        return self._spans()[0]

    @property
    def whole(self) -> Span:
        return self._spans()[1]

    def _spans(self) -> tuple[Span, Span]:
        if len(self._at) == 3:
            self._at = _spans(self.reading, *self._at)
        return self._at

    def has(self, *features: str) -> bool:
        return self.reading.has(*features)

    def up_to(self, last: int) -> Hit:
        """The same hit with more or fewer tokens, on the same characters."""
        return Hit(self.first, last, self._at, self.reading)


def _spans(reading: Reading, head: Token, tail: Token, folder: Folder) -> tuple[Span, Span]:
    """The characters without proclitics and pronoun, and all of them."""
    start, end = head.start, tail.end
    whole = Span(start, end)
    if not reading.pre and not reading.post:
        return whole, whole
    if reading.pre:
        start += folder.cut(head.text, head.fold, reading.pre)
    if reading.post:
        end = tail.start + folder.back(tail.text, len(tail.fold) - len(reading.post))
    return Span(start, max(end, start + 1)), whole
