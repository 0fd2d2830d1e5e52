"""Lexicons: word lists compiled into one dictionary, looked up with the language's clitics.

`readings(fold)` answers for one word and remembers it; `hits(text, i)` for the words and phrases that begin at a token.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from musnad.record import Token
from musnad.rules.fold import Folder
from musnad.rules.hit import Entry, Hit, Reading
from musnad.rules.wordclass import Form, WordClass

MEMO_LIMIT = 300_000  # words remembered per lexicon before it starts anew (bounds memory in bulk runs)


class Split(NamedTuple):
    """A word taken apart: proclitics + stem + enclitic, all folded."""

    pre: str
    stem: str
    post: str


SECOND_KEY = 2  # letters of its second word by which a phrase of two words is told from others with the same first word
Phrases = dict[str, list[tuple[str, WordClass, Form, Entry]]]
# What a word is by itself, the phrases that begin with it, and the first once more, by the length of their clitics.
Known = tuple[tuple[Reading, ...], Phrases, tuple[Reading, ...]]
NOTHING: Known = ((), {}, ())  # most words; one object, so that it is told by identity


class Stems:
    """The words with which an entry of any lexicon of a language begins. Of the dozen ways to take a word apart mostly one
    or none leaves such a stem: they are sorted out once for all lexicons."""

    def __init__(self, splits: Callable[[str], tuple[Split, ...]]) -> None:
        self._all = splits
        self._words: set[str] = set()
        self.memo: dict[str, tuple[Split, ...]] = {}  # only saves time

    def add(self, word: str) -> None:
        """One more word that an entry begins with."""
        if word not in self._words:
            self._words.add(word)
            self.memo.clear()

    def splits(self, fold: str) -> tuple[Split, ...]:
        """The splits of a folded word whose stem begins an entry, in their order."""
        known = self.memo.get(fold)
        if known is None:
            if len(self.memo) > MEMO_LIMIT:
                self.memo.clear()
            known = self.memo[fold] = tuple(s for s in self._all(fold) if s.stem in self._words)
        return known


class Lexicon:
    """A compiled set of entries. Build it once per language and room; looking up does not change what it answers."""

    def __init__(
        self, folder: Folder, classes: Mapping[str, WordClass], splits: Callable[[str], tuple[Split, ...]],
        stems: Stems | None = None,
    ) -> None:  # fmt: skip
        """`stems`: shared by the lexicons of a language, each of which adds its own."""
        self._folder, self._classes = folder, classes
        self._stems = Stems(splits) if stems is None else stems
        self._anywhere = frozenset(name for name, c in classes.items() if not c.only_after)  # whatever stands before
        self._forms: dict[str, list[tuple[WordClass, Form, Entry]]] = {}
        self._memo: dict[str, Known] = {}
        self.entries: list[Entry] = []

    def add(self, prefix: str, section: str, items: Iterable[Mapping[str, Any]]) -> None:
        """Add the entries of one section of a rule file (ids begin with `prefix.section/`)."""
        for item in items:
            given = [(c, w) for c in self._classes if c in item for w in _many(item[c])]
            lemma = given[0][1] if given else ""
            name = item.get("id") or lemma
            data = MappingProxyType({k: v for k, v in item.items() if k not in self._classes})
            entry = Entry(f"{prefix}.{section}/{name}", section, lemma, item.get("gloss", lemma), data)
            self.entries.append(entry)
            without = frozenset(_many(item.get("no", ())))
            for class_name, words in given:
                self.add_form(class_name, words, entry, without)

    def add_form(self, class_name: str, words: str, entry: Entry, without: frozenset[str] = frozenset()) -> None:
        """Add all forms of `words` as a word of the class, those with a feature of `without` left out."""
        word_class = self._classes[class_name]
        for form in word_class.forms(words, self._folder):
            if without and without.intersection(form.feats):
                continue
            self._forms.setdefault(form.words[0], []).append((word_class, form, entry))
            self._stems.add(form.words[0])

    def readings(self, fold: str) -> tuple[Reading, ...]:
        """Readings of a single word, those with the least clitics first. Phrases are not among them."""
        return (self._memo.get(fold) or self._look(fold))[0]

    def _look(self, fold: str) -> Known:
        """What the lexicon knows of a word, remembered. Phrases are kept by the first letters of their second word: most
        are dropped there."""
        known = NOTHING
        for split in self._stems.memo.get(fold) or self._stems.splits(fold):
            if split.stem in self._forms:
                known = self._readings_and_phrases(fold)
                break
        if len(self._memo) > MEMO_LIMIT:
            self._memo.clear()
        self._memo[fold] = known
        return known

    def _readings_and_phrases(self, fold: str) -> Known:
        readings: list[Reading] = []
        phrases: Phrases = {}
        for split, word_class, form, entry in self._candidates(fold):
            if len(form.words) > 1:
                phrases.setdefault(_second_key(form.words), []).append((split.pre, word_class, form, entry))
            elif not form.joined:
                readings.append(Reading(entry, form.feats, split.pre, split.post))
        shortest = sorted(readings, key=lambda r: len(r.pre) + len(r.post))
        return (tuple(readings), phrases, tuple(shortest)) if readings or phrases else NOTHING

    def _candidates(self, fold: str) -> Iterator[tuple[Split, WordClass, Form, Entry]]:
        for split in self._stems.splits(fold):
            for word_class, form, entry in self._forms.get(split.stem, ()):
                if len(form.words) > 1 and split.post:
                    continue
                if not word_class.allows(split.pre, split.post) or (form.bound and not split.post):
                    continue
                if (form.free and split.post) or word_class.bars(split.pre, split.post, form.feats):
                    continue
                yield split, word_class, form, entry

    def starts(self, fold: str, *, phrase: bool = False) -> bool:
        """May an entry (with `phrase`: one of several words) begin with this word? Remembered: ask before `hits`."""
        readings, phrases, _ = self._memo.get(fold) or self._look(fold)
        return bool(phrases or (readings and not phrase))

    def starts_whole(self, fold: str) -> bool:
        """May an entry of several words begin with this very word, nothing written before it?"""
        phrases = (self._memo.get(fold) or self._look(fold))[1]
        return any(not pre and form.words[0] == fold for of in phrases.values() for pre, _, form, _ in of)

    def hits(self, tokens: Sequence[Token], i: int) -> list[Hit]:
        """All hits that begin at token `i`, the longest first."""
        fold = tokens[i].fold
        known = self._memo.get(fold) or self._look(fold)
        if known is NOTHING:
            return []
        _, phrases, readings = known
        at, anywhere = (tokens[i], tokens[i], self._folder), self._anywhere
        found = [
            Hit(i, i + 1, at, r)
            for r in readings
            if (not r.post and r.feats[0] in anywhere) or self._stands(tokens, i, r)
        ]
        if not phrases or i + 1 >= len(tokens):
            return found
        longer = list(self._phrase_hits(tokens, i, phrases))
        if len(longer) > 1:
            longer.sort(key=lambda h: (h.first - h.last, len(h.reading.pre) + len(h.reading.post)))
        return longer + found

    def _stands(self, tokens: Sequence[Token], i: int, reading: Reading) -> bool:
        """Is the reading right for the word as it is written here, and behind the word before it?

        A pronoun must be written as itself: folding makes the feminine ending (ة) look like one (ه)."""
        word_class = self._classes[reading.feats[0]]
        if reading.post and not self._written(tokens[i], reading.post, word_class):
            return False
        if word_class.only_after:
            for feature, words in word_class.only_after.items():
                if feature in reading.feats and not (i and tokens[i - 1].fold in words):
                    return False
        return True

    def _written(self, token: Token, post: str, word_class: WordClass) -> bool:
        at = self._folder.back(token.text, len(token.fold) - len(post))
        letters = "".join(c for c in token.text[at:] if self._folder.fold_char(c))
        return letters == post or letters in word_class.written or not letters.isalpha()

    def _phrase_hits(self, tokens: Sequence[Token], i: int, phrases: Phrases) -> Iterator[Hit]:
        second = tokens[i + 1].fold
        for key in dict.fromkeys((second[:1], second[:SECOND_KEY], second)):
            for pre, word_class, form, entry in phrases.get(key, ()):
                last, post = self._follow(tokens, i, word_class, form)
                if last > i:
                    reading = Reading(entry, form.feats, pre, post, len(form.words), form.joined)
                    yield Hit(i, last, (tokens[i], tokens[last - 1], self._folder), reading)

    def longest(self, tokens: Sequence[Token], i: int) -> Hit | None:
        found = self.hits(tokens, i)
        return found[0] if found else None

    def scan(self, tokens: Sequence[Token], first: int, last: int) -> Iterator[Hit]:
        """Longest hits from left to right in tokens [first, last), without overlaps."""
        end = first
        for i, hits in self.hits_in(tokens, first, last):
            if i >= end and hits[0].last <= last:
                yield hits[0]
                end = hits[0].last

    def hits_in(self, tokens: Sequence[Token], first: int, last: int) -> Iterator[tuple[int, list[Hit]]]:
        """(token, hits that begin at it) for the tokens of [first, last) at which there are any."""
        memo = self._memo
        for i in range(first, last):
            if memo.get(tokens[i].fold) is not NOTHING:
                hits = self.hits(tokens, i)
                if hits:
                    yield i, hits

    def _follow(self, tokens: Sequence[Token], i: int, word_class: WordClass, form: Form) -> tuple[int, str]:
        """(end token, what is written on to the last word), (0, "") when the phrase does not go on here.

        The word that a joined phrase is written together with is not part of the hit."""
        words = form.words
        if i + len(words) > len(tokens):
            return 0, ""
        for k in range(1, len(words) - 1):
            if tokens[i + k].fold != words[k]:
                return 0, ""
        final = tokens[i + len(words) - 1].fold
        if final == words[-1]:
            return i + len(words), ""
        post = final[len(words[-1]) :] if final.startswith(words[-1]) else ""
        if post and form.joined:
            return i + len(words), post
        fits = (
            bool(post) and word_class.allows("", post) and self._written(tokens[i + len(words) - 1], post, word_class)
        )
        return (i + len(words), post) if fits else (0, "")


def _second_key(words: Sequence[str]) -> str:
    """By what a phrase is kept: an ending may be written on to the last of two words; of more words the second stands as it
    is."""
    return words[1] if len(words) > 2 else words[1][:SECOND_KEY]


def _many(value: Any) -> list[str]:
    return list(value) if isinstance(value, list | tuple) else [value]
