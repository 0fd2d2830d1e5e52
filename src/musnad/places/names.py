"""Which names of the gazetteer begin at a word? Proclitics and endings taken off, the longest name of each reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from musnad.gazetteer import Entry, Gazetteer, key
from musnad.places.knowledge import Knowledge
from musnad.record import Span, Token, quick

LONGEST = 6  # words of a name
INNER_MARKS = frozenset("_-#‐‑")  # marks that may stand inside a name (hashtags, hyphens)
FOREIGN_LETTERS = 4  # least length of a Latin name in a text of another script
MEMO_LIMIT = 200_000  # words whose readings are remembered before the memory starts anew


@quick
@dataclass(frozen=True, slots=True)
class Name:
    """A name at tokens [first, last): `span` without clitics, `pre` the proclitics, `entries` the places it may be."""

    first: int
    last: int
    span: Span
    key: str
    pre: str
    entries: tuple[Entry, ...]


class Names:
    """Reads names of the gazetteer with one language's clitics. What a word can be is remembered."""

    def __init__(self, known: Knowledge, gazetteer: Gazetteer) -> None:
        self.known = known
        self.gazetteer = gazetteer
        self._name = known.language.classes.get("name")
        self._memo: dict[tuple[str, bool], tuple[tuple[str, str, str], ...]] = {}
        self._shortest = 1 if known.cased else FOREIGN_LETTERS

    def at(self, tokens: Sequence[Token], i: int, stop: int, *, clitics: bool = True) -> Iterator[Name]:
        """Names of the gazetteer that begin at token `i` and end before `stop`, the longest of each reading."""
        token = tokens[i]
        if token.kind == "mark":
            return
        for pre, stem, post in self.readings(token.fold, clitics):
            if post:
                if post[0] == "-" and not token.text[-len(post) + 1 :][:1].islower():
                    continue
                if entries := self.gazetteer.find(stem):
                    yield Name(i, i + 1, self._span(tokens, i, i + 1, pre, post), stem, pre, entries)
                continue
            found = self._longest(tokens, i, stop, stem)
            if found is None and stem in self.known.own:
                yield Name(i, i + 1, self._span(tokens, i, i + 1, pre, ""), stem, pre, ())
            if found is not None and not (pre and len(found[1]) < 3):
                last, name, tail = found
                yield Name(i, last, self._span(tokens, i, last, pre, tail), name, pre, self.gazetteer.find(name))

    def readings(self, fold: str, clitics: bool) -> tuple[tuple[str, str, str], ...]:
        """(proclitics, key of the stem, enclitic) of a word, as far as the gazetteer has a name that begins so."""
        known = self._memo.get((fold, clitics))
        if known is None:
            if len(self._memo) > MEMO_LIMIT:
                self._memo.clear()
            known = self._memo[fold, clitics] = tuple(r for r in self._split(fold, clitics) if self._possible(r[1]))
        return known

    def _possible(self, stem: str) -> bool:
        return stem in self.known.own or self.gazetteer.begins(stem)

    def _split(self, fold: str, clitics: bool) -> Iterator[tuple[str, str, str]]:
        for split in self.known.language.splits(fold):
            if split.post and not (self._name and split.post in self._name.after):
                continue
            if split.pre and not (clitics and self._name and self._name.allows(split.pre, "")):
                continue
            stem = key(split.stem)
            if self.known.cased and not split.pre and "-" in split.stem:
                first, _, rest = split.stem.partition("-")  # "Syria-based"
                yield "", key(first), f"-{rest}{split.post}"
            if stem and not (stem.isascii() and len(stem) < self._shortest):
                yield split.pre, stem, split.post

    def _longest(self, tokens: Sequence[Token], i: int, stop: int, name: str) -> tuple[int, str, str] | None:
        best = (i + 1, name, "") if self.gazetteer.find(name) else None
        at, words = i + 1, 1
        while words < LONGEST and self.gazetteer.goes_on(name):
            at = self.next_word(tokens, at, stop)
            if at >= stop:
                break
            ending = self._possessive(tokens[at].fold)
            if ending and (whole := f"{name} {key(tokens[at].fold[: -len(ending)])}") and self.gazetteer.find(whole):
                return at + 1, whole, ending
            name, at, words = f"{name} {key(tokens[at].fold)}", at + 1, words + 1
            if self.gazetteer.find(name):
                best = (at, name, "")
        return best

    def next_word(self, tokens: Sequence[Token], at: int, stop: int) -> int:
        """The next word when only white space or inner marks lie between, else `stop`."""
        while at < stop and tokens[at].kind == "mark":
            if tokens[at].text not in INNER_MARKS:
                return stop
            at += 1
        return at

    def _possessive(self, fold: str) -> str:
        if self._name is None or not self.known.cased:
            return ""
        return next((post for post in self._name.after if fold.endswith(post) and len(fold) > len(post)), "")

    def _span(self, tokens: Sequence[Token], first: int, last: int, pre: str, post: str) -> Span:
        language, tail = self.known.language, tokens[last - 1]
        end = tail.start + language.folder.back(tail.text, len(tail.fold) - len(post)) if post else tail.end
        return Span(language.start_without(tokens[first], pre), end)
