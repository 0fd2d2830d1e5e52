"""Names that are also plain words ("the base", "enthusiasm"): what in the text shows that a body is meant?

Either a sure name of the same registry entry stands elsewhere, or the words around one of them let only a body stand there: it
speaks, its fighters or leaders are named, it is told together with a sure name. A name whose first word says what sort of body
it is ("the security council") may be that of several: for those, only the first counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from musnad.mentions.found import UNSURE, Found
from musnad.mentions.words import Word, Words
from musnad.record import Text

SPEECH = ("spoke", "said")  # sections of verbs of saying
ARMED = ("group", "military")
LONGEST = 4  # tokens of a listed office ("the official spokesman in the name of")


def supported(found: Sequence[Found], text: Text, w: Words) -> list[Found]:
    """The finds without the doubtful names that nothing supports."""
    sure = {f.rule for f in found if f.why != UNSURE}
    doubtful = [f for f in found if f.why == UNSURE and f.rule not in sure]
    if not doubtful:
        return list(found)
    if w.knowledge.grammar["form"] == "article":
        armed = [text.tokens_in(f.head) for f in found if _armed(f)]
        starts, ends = {a.start for a in armed}, {a.stop for a in armed}
        sure |= {f.rule for f in doubtful if _Place(text, w, f).bears_body(starts, ends)}
    return [f for f in found if f.why != UNSURE or (f.rule in sure and not _described(text, w, f))]


def _armed(found: Found) -> bool:
    return found.why != UNSURE and found.form == "name" and found.kind in ARMED


def _described(text: Text, w: Words, found: Found) -> bool:
    """Does an adjective behind a single word say that it is the plain noun ("the military base")?"""
    words = text.tokens_in(found.head)
    if len(words) > 1 or words.stop >= len(text.tokens) or text.tokens[words.stop].kind != "word":
        return False
    noun, after = w.of(text.tokens[words.start]), w.of(text.tokens[words.stop])
    return noun.definite and after.definite and after.adjective and not after.joined_to


class _Place:
    """Where a doubtful name stands."""

    def __init__(self, text: Text, w: Words, found: Found) -> None:
        self.text, self.w, self.found = text, w, found
        self.words = text.tokens_in(found.head)
        self.word = self._word(self.words.start)

    def bears_body(self, starts: set[int], ends: set[int]) -> bool:
        """`starts` and `ends`: the tokens at which sure names of armed groups begin, and behind which they end."""
        word = self.word
        if word is None or word.section == "organizations" or self.found.kind in ("person", "people"):
            return False
        if _described(self.text, self.w, self.found):
            return False
        return self._acts(word) or (self.found.kind in ARMED and (self._followed(word) or self._joined(word, starts, ends)))

    def _word(self, i: int) -> Word | None:
        inside = 0 <= i < len(self.text.tokens) and self.text.tokens[i].kind == "word"
        return self.w.of(self.text.tokens[i]) if inside else None

    def _acts(self, word: Word) -> bool:
        """Is it the subject of a feminine verb: of speech, or of any where the word itself is no feminine?"""
        shape = self.w.knowledge.patterns.get("feminine_shape")
        plain = self.found.kind in ARMED and not (shape and shape.fullmatch(word.fold))
        before = () if word.joined_to else self._verbs(self.words.start - 1)
        opening = self.words.start == 0 or self.text.tokens[self.words.start - 1].kind != "word"
        after = self._verbs(self.words.stop) if opening else ()
        return any(plain or section in SPEECH for section in (*before, *after))

    def _verbs(self, i: int) -> Iterator[str]:
        """Sections of the readings of token `i` as a verb in the third person singular feminine."""
        word = self._word(i)
        if word is not None and word.verb == 2:
            yield from (r.entry.section for r in self.w.knowledge.verbs.readings(word.fold) if r.has("3fs") and not r.post)

    def _followed(self, word: Word) -> bool:
        """Do its fighters, its leading people or those "linked to" it stand before it?"""
        i = self.words.start
        linked = bool(word.joined_to) and word.joined_to not in self.w.language.conjunctions
        before = self._word(i - 1)
        if before is not None and before.preposition and not before.section and not word.joined_to:
            i, before = i - 1, self._word(i - 2)
        if before is None or before.post or (word.joined_to and not linked):
            return False
        if before.stem in self.w.knowledge.governing:
            return linked
        entry = before.reading.entry if before.reading else None
        fighters = before.section == "people" and entry is not None and entry.get("kind") == "group"
        return fighters or any(
            h.last == i and h.entry.get("partisan")
            for k in range(max(0, i - LONGEST), i)
            for h in self.w.knowledge.nouns.hits(self.text.tokens, k)
        )

    def _joined(self, word: Word, starts: set[int], ends: set[int]) -> bool:
        """Is it told with a sure name: "Taliban and X", "X and Daesh"?"""
        if self.words.start in ends and word.joined_to in self.w.language.conjunctions:
            return True
        behind = self._word(self.words.stop)
        return self.words.stop in starts and behind is not None and behind.joined_to in self.w.language.conjunctions
