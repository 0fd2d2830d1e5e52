"""What stands around a time and decides how it is meant: words of the future, superlatives, announcements.

The lists are in `times.yml` (future, governors, verbs_too).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from musnad.languages import Language
from musnad.record import Sentence, Text
from musnad.rules import ListOf, Struct
from musnad.rules import Text as Words

REACH = 12  # words before a time in which a word still governs it
TOLD_REACH = 5  # words before a word of the future in which "was" makes it a future of the past
AFTER_REACH = 6  # words after a time that opens its clause
GOVERNORS = Struct(
    {
        "words": ListOf(Words()),
        "begins": ListOf(Words()),  # expressions over folded words
        "unlike": ListOf(Words()),  # words that `begins` must not take
        "stops": ListOf(Words()),  # no governing word is looked for before these
        "was": ListOf(Words()),  # before a word of the future: a future of the past
    }
)


class Governors:
    """One list of governing words."""

    def __init__(self, language: Language, data: Mapping[str, Any]) -> None:
        fold = language.fold
        self._words = _listed(language, data.get("words", ()))
        self._begins = re.compile("|".join(data["begins"])) if data.get("begins") else None
        self._unlike = re.compile("|".join(fold(w) for w in data["unlike"])) if data.get("unlike") else None
        self._stops = _listed(language, data.get("stops", ()))
        self._was = _listed(language, data.get("was", ()))

    def holds(self, fold: str) -> bool:
        """Is this one of the words?"""
        if fold in self._words:
            return True
        if self._begins is None or not self._begins.match(fold):
            return False
        return self._unlike is None or not self._unlike.fullmatch(fold)

    def before(self, text: Text, sentence: Sentence, token: int) -> bool | None:
        """Does such a word govern the time that begins at `token`? None when neither it nor a stop stands before it."""
        tokens = text.tokens
        for k in range(token - 1, max(sentence.first, token - REACH) - 1, -1):
            if tokens[k].fold in self._stops:
                return False
            if self.holds(tokens[k].fold):
                told = range(max(sentence.first, k - TOLD_REACH), k)
                return not any(tokens[j].fold in self._was for j in told)
        return None

    def after(self, text: Text, sentence: Sentence, token: int) -> bool:
        """Does such a word follow at `token` or soon after it, in the same clause?"""
        for k in range(token, min(sentence.last, token + AFTER_REACH)):
            here = text.tokens[k]
            if here.fold in self._stops or (here.kind == "mark" and k > token):
                return False
            if self.holds(here.fold):
                return True
        return False


def _listed(language: Language, words: Sequence[str]) -> frozenset[str]:
    """The words, folded, also with "and" written together with them."""
    folded = [language.fold(w) for w in words]
    return frozenset(folded) | {glued + w for glued in language.function_words.get("and", ()) for w in folded}


class VerbsToo:
    """Words of time that are verbs as well (the Arabic for "tomorrow" is also "became")."""

    def __init__(self, language: Language, listed: Sequence[Mapping[str, Any]]) -> None:
        self._entries = {
            language.fold(w): (
                frozenset(w for w in e["words"]),
                re.compile(e.get("unless_next", r"(?!)")),
                frozenset(language.fold(s) for s in e.get("clause_start", ())),
            )
            for e in listed
            for w in e["words"]
        }

    def __bool__(self) -> bool:
        return bool(self._entries)

    def is_verb(self, text: Text, sentence: Sentence, fold: str, token: int, *, glued: bool) -> bool:
        """Is the word (written in this token, `glued` with a conjunction before it) the verb here? Only in one of the
        listed spellings, where a clause begins, and before a word that no verb or preposition can be."""
        entry = self._entries.get(fold)
        if entry is None:
            return False
        spellings, unless_next, starts = entry
        tokens = text.tokens
        if not any(tokens[token].text.endswith(s) for s in spellings):
            return False
        follows = tokens[token + 1] if token + 1 < sentence.last else None
        if follows is None or follows.kind == "mark" or unless_next.match(follows.fold):
            return False
        first = token == sentence.first or tokens[token - 1].kind == "mark" or tokens[token - 1].fold in starts
        return glued or first
