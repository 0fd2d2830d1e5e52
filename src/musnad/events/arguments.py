"""Arguments: which noun phrases stand around a trigger, and by which preposition does each hang on it?

Works over token phrases alone, so that roles can be found before any actor is known.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from musnad.events.phrases import Phrases
from musnad.mentions.phrases import Phrase
from musnad.mentions.words import words
from musnad.record import quick

FARTHEST = 22  # tokens that a walk goes on
ENDS = (";", "؛", ":", ".", "!", "?", "؟", "…")
COMMAS = (",", "،", "-", "–", "—")


@quick
@dataclass(frozen=True, slots=True)
class Argument:
    """A phrase and the preposition that it hangs on ("" for none); `by`: named as the doer; `far`: after a comma."""

    phrase: Phrase
    prep: str = ""
    by: bool = False
    far: bool = False


class Walker(Phrases):
    """Finds the arguments of one sentence."""

    __slots__ = ()

    def after(self, start: int, own: tuple[int, int]) -> list[Argument]:
        """Arguments from token `start` to the clause's end, in order. `own`: the trigger's tokens."""
        return list(self._walk(start, min(self.view.sentence.last, start + FARTHEST), own))

    def _walk(self, i: int, stop: int, own: tuple[int, int]) -> Iterator[Argument]:
        text, far, know = self.view.text, False, words(self.language)
        held, held_end = "", -1  # the preposition that a coordinated phrase shares with the one before it
        triggers = {t.first for t in self.view.triggers if t.first != own[0] and t.cue.frame.own == "none"}
        skip = self._no_party(own)
        while i < stop:
            token = text.tokens[i]
            if token.kind == "mark":
                if token.text in ENDS:
                    return
                far = far or token.text in COMMAS
                i += 1
                continue
            doer = self._by(i)
            if doer:
                found = self.phrase(doer, stop)
                if found:
                    yield Argument(found, "", True, far)
                i = found.last if found else doer
                continue
            if i in triggers:
                return
            word = know(token.fold)
            if word.preposition and not self._about(i):
                prep = self._bare(token.fold)
                found = self.phrase(i + 1, stop) if i + 1 < stop and i + 1 not in triggers else None
                if found:
                    yield Argument(found, prep, False, far)
                    held, held_end = prep, found.last
                i = found.last if found else i + 1
                continue
            if i == held_end and self.language.is_function(token.fold, "and"):
                held_end, i = i + 1, i + 1
                continue
            if word.verb == 2 or self._bounds(token.fold):
                return
            found = None if i in skip else self.phrase(i, stop)
            if found is None or (found.last in skip and self.only_counts(found)):
                i = i + 1 if found is None else found.last
                continue
            prep = self._joined(word.joined_to or self._deed(i))
            if (
                not prep
                and i == held_end
                and (word.joined_to or self.language.is_function(text.tokens[i - 1].fold, "and"))
            ):
                prep = held
            yield Argument(found, prep, False, far)
            i = found.last
            held, held_end = prep, i

    def _no_party(self, own: tuple[int, int]) -> frozenset[int]:
        """Tokens that no party of the event begins at: the word that makes the trigger's sense (not an office: who dismisses a
        minister may be one), times, reflexives."""
        sets, view, know = self.view.sets, self.view, words(self.language)
        made = {
            i
            for t in view.triggers
            if t.first == own[0]
            for s in t.cue.with_
            for i in sets.get(s, ())
            if abs(i - t.first) <= 8 and i not in view.people and know(view.text.tokens[i].fold).section != "titles"
        }
        return frozenset(made | set(sets.get("event_time", ())) | set(sets.get("stopper", ())))

    def _deed(self, i: int) -> str:
        """The preposition written together with a noun of action, which is no word of the phrases' own lists."""
        pre = next((t.hit.reading.pre for t in self.view.triggers if t.first == i and not t.verb), "")
        return next((pre[: -len(a)] for a in self.rules.article if pre.endswith(a)), pre)

    def _joined(self, pre: str) -> str:
        for conjunction in self.language.conjunctions:
            if pre.startswith(conjunction) and len(pre) > len(conjunction):
                pre = pre[len(conjunction) :]
        return "" if pre in self.language.conjunctions else pre

    def _bare(self, fold: str) -> str:
        prepositions = self.language.function_words.get("prepositions", frozenset())
        if fold in prepositions:
            return fold
        return next(
            (
                fold[len(c) :]
                for c in self.language.conjunctions
                if fold.startswith(c) and fold[len(c) :] in prepositions
            ),
            fold,
        )

    def _by(self, i: int) -> int:
        """The token after a phrase that names the doer ("by", "at the hands of") beginning at `i`; 0 if none does."""
        tokens = self.view.text.tokens
        for phrase in self.rules.by:
            if tokens[i].fold == phrase[0] and tuple(t.fold for t in tokens[i : i + len(phrase)]) == phrase:
                return i + len(phrase)
        for phrase in self.rules.through:
            if tokens[i].fold == phrase[0] and tuple(t.fold for t in tokens[i : i + len(phrase)]) == phrase:
                person = self.view.people.get(i + len(phrase))
                if (
                    person is not None
                    and person.entry.data["side"] != "nation"
                    and not person.entry.data.get("collective")
                ):
                    return i + len(phrase)
        return 0

    def _bounds(self, fold: str) -> bool:
        return self.language.is_function(fold, "relatives", "complementisers")

    def before(self, end: int) -> tuple[list[Argument], bool]:
        """Bare phrases between the clause's beginning and token `end`, in order, and whether a relative pronoun stands
        between the last one and `end`."""
        start = self._clause_start(end)
        text, know = self.view.text, words(self.language)
        found: list[Argument] = []
        relative, i, prep = False, start, ""
        while i < end:
            token = text.tokens[i]
            if token.kind == "mark":
                i, prep = i + 1, ""
                continue
            word = know(token.fold)
            if token.fold in self.rules.parts:  # "15 civilians, including | five children": those are counted already
                prep, i = token.fold, i + 1
                continue
            if word.preposition:
                prep, i = "" if self._counts(i) else self._bare(token.fold), i + 1
                continue
            if self.language.is_function(token.fold, "relatives") and found:
                relative = end - i <= 4 and self._takes_up(token.fold)
                i += 1
                continue
            phrase = self.phrase(i, end)
            if phrase is None:
                i += 1
                prep = prep if word.ends and word.preposition else ""
                continue
            joined = self._joined(word.joined_to or self._deed(i))
            found.append(Argument(phrase, prep or joined, far=self._after_comma(i)))
            i, prep = phrase.last, ""
        return found, relative

    def _takes_up(self, fold: str) -> bool:
        """Is it a relative pronoun that describes the noun before it (where the article is written in it)?"""
        return not self.rules.article or any(fold.startswith(a) for a in self.rules.article)

    def _counts(self, i: int) -> bool:
        """Is the preposition part of a number ("thousands of", "about 200")?"""
        tokens, numbers = self.view.text.tokens, self.view.sets.get("numbers", ())
        before = i > self.view.sentence.first and (
            i - 1 in numbers or self.language.is_function(tokens[i - 1].fold, "quantifiers")
        )
        return (
            before
            or (i + 1 in numbers and i in numbers)
            or (tokens[min(i + 1, len(tokens) - 1)].kind == "number" and i == self._clause_start(i + 1))
        )

    def _about(self, i: int) -> bool:
        """Is the preposition the beginning of a number ("about 200")?"""
        numbers = self.view.sets.get("numbers", ())
        return i in numbers and i + 1 in numbers

    def _after_comma(self, i: int) -> bool:
        return i > self.view.sentence.first and self.view.text.tokens[i - 1].text in COMMAS

    def boundary_verb(self, end: int) -> int:
        """The token of the verb that bounds the clause before token `end`; -1 when something else bounds it."""
        start = self._clause_start(end)
        if start <= self.view.sentence.first:
            return -1
        return start - 1 if words(self.language)(self.view.text.tokens[start - 1].fold).verb == 2 else -1

    def _clause_start(self, end: int) -> int:
        """The token after the nearest boundary before `end`: a complementiser, a verb that is no auxiliary, a stop."""
        tokens, know = self.view.text.tokens, words(self.language)
        first = max(self.view.sentence.first, end - FARTHEST)
        for k in range(end - 1, first - 1, -1):
            token = tokens[k]
            if token.text in ENDS:
                return k + 1
            if token.kind != "word":
                continue
            if self.language.is_function(token.fold, "complementisers") and not (
                self.language.is_function(token.fold, "relatives") and end - k <= 4
            ):
                return k + 1
            finite = know(token.fold).verb == 2 and token.fold not in self.rules.parts
            if finite and not self.language.is_function(token.fold, "auxiliaries"):
                return k + 1
        return first
