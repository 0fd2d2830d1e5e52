"""One sentence as modality sees it: what kind of word stands at each token, and which markers there are.

Built once for a sentence; every trigger of the sentence asks it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from musnad.claims.modality_rules import ModalityRules, Word
from musnad.languages import Language
from musnad.record import Sentence, Text
from musnad.rules import Hit, Reading

COMMAS = (",", "،")
CONDITIONS = frozenset(("form", "not_form", "written", "not_written", "opens", "unless_after", "before_form"))
STOPS = (";", "؛", ".", "!", "?", "؟", ":")


class Line:
    """A sentence with the answers that scope needs, each worked out when first asked for."""

    def __init__(self, text: Text, sentence: Sentence, language: Language, rules: ModalityRules) -> None:
        self.text, self.sentence, self.language, self.rules = text, sentence, language, rules
        self.first, self.last = sentence.first, sentence.last
        self._words = {i: rules.word(text.tokens[i].fold) for i in range(self.first, self.last)}
        self._finite: dict[int, bool] = {}
        self._border: dict[int, bool] = {}

    def fold(self, i: int) -> str:
        return self.text.tokens[i].fold

    def word(self, i: int) -> Word:
        return self._words.get(i) or self.rules.word(self.text.tokens[i].fold)

    def among(self, i: int, name: str) -> bool:
        """Is token `i` on the named list of modality.yml, a conjunction before it left out?"""
        return name in (self._words.get(i) or self.word(i)).lists

    def has_any(self, name: str) -> bool:
        return any(self.among(i, name) for i in range(self.first, self.last))

    def is_stop(self, i: int) -> bool:
        return self.text.tokens[i].text in STOPS

    def is_comma(self, i: int) -> bool:
        return self.text.tokens[i].text in COMMAS

    def is_headline(self) -> bool:
        """A headline, or a line without a stop at its end."""
        return self.sentence.headline or self.text.tokens[self.last - 1].kind != "mark"

    def asks(self, i: int) -> bool:
        """Does token `i` stand in the main clause of a question that yes or no would answer?"""
        if self.text.tokens[self.last - 1].text not in ("?", "؟") or self.among(self.first, "wh"):
            return False
        return not any(self.among(k, "relatives") or self.among(k, "complementisers") for k in range(self.first + 1, i))

    def verb_readings(self, i: int) -> tuple[Reading, ...]:
        """Readings of token `i` as a verb form (finite or participle) of a verb that the rules know."""
        found = self.word(i).verbs
        if found and self.rules.noun_endings and self.text.tokens[i].text.endswith(self.rules.noun_endings):
            return ()
        return found

    def is_finite(self, i: int) -> bool:
        """Is token `i` a verb that the rules know, and no noun by its place?"""
        if i not in self._finite:
            known = any("ing" not in r.feats for r in self.verb_readings(i)) and not self.word(i).noun_by_prefix
            self._finite[i] = known and not (i > self.first and self._noun_after(i - 1))
        return self._finite[i]

    def _noun_after(self, i: int) -> bool:
        """Must the word after token `i` be a noun: after a preposition or, where the verb comes first, after a verb?"""
        if self.among(i, "noun_before") or ends_bound(self, i):
            return True
        return self.language.direction == "rtl" and self.is_finite(i) and not self.flagged(i, "serial")

    def flagged(self, i: int, flag: str) -> bool:
        """Does a verb (or verbal noun) at token `i` carry the flag of its entry (light, occur, serial)?"""
        return flag in self.word(i).flags

    def governs(self, i: int) -> bool:
        """Is token `i` a marker that says more than its complement does?"""
        return self.word(i).governs

    def is_deed(self, i: int) -> bool:
        """Is token `i` a noun of action that carries no other noun?"""
        return self.word(i).deed

    def is_verbal_noun(self, i: int) -> bool:
        """Is token `i` a verbal noun, which the noun after it completes?"""
        return self.word(i).masdar and not self.is_finite(i) and not self.has_article(i)

    def joins_clause(self, i: int) -> bool:
        """Does a clause of its own begin at token `i`: a conjunction (written on, or before it) with a finite verb?"""
        joiners = self.language.conjunctions
        if any(r.pre and r.pre in joiners and "past" in r.feats for r in self.verb_readings(i)):
            return True
        if self.fold(i) not in self.rules.words["and"] or i + 1 >= self.last:
            return False
        return any({"past", "3s"} & set(r.feats) for r in self.verb_readings(i + 1)) or self.among(i + 1, "verb_before")

    def has_article(self, i: int) -> bool:
        """Is an article written on to token `i`, as it is spelled (not a first letter that folds to one)?"""
        text, articles = self.text.tokens[i].text, self.rules.articles
        prefixes = [s.pre for s in self.language.splits(self.fold(i)) if s.pre and not s.post]
        return any(
            p.endswith(fold) and (a in text[: len(p) + 1] or len(p) > len(a)) for p in prefixes for a, fold in articles
        )

    def is_border(self, i: int) -> bool:
        """Does a clause end before token `i`?"""
        known = self._border.get(i)
        if known is None:
            known = self._border[i] = self.is_stop(i) or self.among(i, "barriers") or self.joins_clause(i)
        return known

    @cached_property
    def markers(self) -> tuple[Hit, ...]:
        """Every reading of every marker whose own conditions hold."""
        found: list[Hit] = []
        for here in self._scan():
            seen: set[tuple[str, str]] = set()
            for option in self._same_place(here):
                key = (option.entry.lemma, f"{option.entry.get('reach')} {option.entry.get('with')}")
                if key not in seen and self._fits(option):
                    seen.add(key)
                    found.append(option)
        return tuple(found)

    def shorter(self, hit: Hit, end: int) -> Iterator[Hit]:
        """Markers that begin where `hit` does and end at or before token `end`."""
        return (h for h in self.rules.markers.hits(self.text.tokens, hit.first) if h.last <= end and self._fits(h))

    def _scan(self) -> Iterator[list[Hit]]:
        """What the lexicon finds, the longest first, where a marker begins; from left to right, without overlaps."""
        i, tokens, hits = self.first, self.text.tokens, self.rules.markers.hits
        while i < self.last:
            here = hits(tokens, i) if self._words[i].marks else None
            if here and here[0].last <= self.last:
                yield here
                i = here[0].last
            else:
                i += 1

    def _same_place(self, here: list[Hit]) -> list[Hit]:
        same = [h for h in here if h.last == here[0].last]
        least, most = min(len(h.reading.pre) for h in same), max(h.reading.words for h in same)
        same = [h for h in same if len(h.reading.pre) == least and h.reading.words == most]
        whole = [h for h in same if not h.reading.joined] or same
        if whole[0].reading.pre not in ("", *self.language.conjunctions):  # a preposition stands on nouns
            return [h for h in whole if not h.has("verb")] or whole
        return whole

    def _fits(self, hit: Hit) -> bool:
        """The entry's own conditions: its form, its spelling, the words before it, the form that follows."""
        feats, data = hit.reading.feats, hit.reading.entry.data
        asks = not CONDITIONS.isdisjoint(data)
        if asks and not self._meets(hit, data):
            return False
        if feats[0] == "verb" and hit.first > self.first and self.among(hit.first - 1, "noun_before"):
            return "ing" in feats or "passive" in feats
        form = data.get("before_form") if asks else None
        if form:
            known = self.verb_readings(hit.last) if hit.last < self.last else ()
            barred = _many(data.get("before_not"))
            if any(form in r.feats and not any(f in r.feats for f in barred) for r in known):
                return True
            return not known and bool(data.get("or_unknown"))
        return True

    def _meets(self, hit: Hit, data: Mapping[str, Any]) -> bool:
        get, feats = data.get, hit.reading.feats
        if not all(f in feats for f in _many(get("form"))) or any(f in feats for f in _many(get("not_form"))):
            return False
        written, other = get("written"), get("not_written")
        if (written and not self._is_written(hit.first, written)) or (other and self._is_written(hit.first, other)):
            return False
        if get("opens") and hit.first != self.first:
            return False
        after = hit.first > self.first and get("unless_after")
        return not after or self.fold(hit.first - 1) not in self.folded(hit, "unless_after")

    def _is_written(self, i: int, spellings: str | list[str]) -> bool:
        """Is the word itself, its spelling not folded, one of these (a conjunction before it left out)?"""
        text = self.text.tokens[i].text
        return text in spellings or (text[1:] in spellings and text[0] in self.language.conjunctions)

    def folded(self, hit: Hit, key: str) -> frozenset[str]:
        return frozenset(self.language.fold(w) for w in _many(hit.entry.get(key)))


def ends_bound(line: Line, i: int) -> bool:
    """Does the word end in a mark of possession ("'s")?"""
    noun = line.language.classes.get("noun")
    return noun is not None and any(line.fold(i).endswith(a) for a in noun.after if not a.isalpha())


def after(hit: Hit) -> int:
    """The first token that is not the marker's own (a joined phrase is written together with the word after it)."""
    return hit.last - 1 if hit.reading.joined and hit.reading.post else hit.last


def _many(value: str | list[str] | None) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else list(value)
