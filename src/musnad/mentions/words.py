"""Words: what can this spelling be in a noun phrase? Answered once per spelling and remembered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from musnad.languages import Language
from musnad.mentions.knowledge import Knowledge, knowledge, words_of
from musnad.mentions.registry import LANGUAGES, registry
from musnad.record import Token
from musnad.rules import Entry, Reading, Split

MEMO_LIMIT = 200_000  # spellings remembered before the memory starts anew


@dataclass(frozen=True, slots=True)
class Word:
    """One spelling. `pre`, `stem`, `post`: the likeliest division (folded). `section`: the list that knows the stem
    (titles, organizations, people, weapons, nouns, adjectives) or "". `verb`: 0 no, 1 maybe, 2 surely."""

    fold: str
    pre: str
    stem: str
    post: str
    section: str
    reading: Reading | None
    verb: int
    definite: bool
    given: bool
    surname: bool
    adjective: bool
    ends: bool  # ends a noun phrase: function words, adverbs, times
    preposition: bool
    particle: bool  # on any list of function words
    begins: bool  # may begin a listed noun or phrase
    many: bool  # may begin a listed phrase of several words
    registered: bool  # may begin a name of the registry
    spoke: bool  # a past verb of speech, after which its speaker is named
    idle: bool  # begins no mention, unless a verb of speech stands before it
    joined_to: str  # the conjunction or preposition written together with the word, "" if none

    @property
    def known(self) -> bool:
        return bool(self.section) or self.given


class Words:
    """The words of one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.knowledge: Knowledge = knowledge(language)
        self._registry = registry(language)
        self._memo: dict[str, Word] = {}
        self._names: dict[str, Word] = {}
        self.ands = frozenset(language.fold(a) for a in self.knowledge.grammar.get("and", ()))
        self.determiners = frozenset(language.fold(d) for d in self.knowledge.grammar.get("determiners", ()))
        self._named_too = frozenset(language.fold(n) for n in self.knowledge.written)
        article = language.fold(self.knowledge.grammar.get("article", ""))
        self.article = article
        prepositions = (language.fold(p)[0] for p in self.knowledge.grammar.get("clitics", ()))
        self._weak = frozenset(language.fold(p) for p in self.knowledge.grammar.get("weak_suffixes", ()))
        noun = language.words["classes"].get("noun") or {}
        self._suffixes = frozenset(noun.get("after", ())) if self.article else frozenset()
        self._clitics = frozenset(language.conjunctions) | frozenset(prepositions)
        self._definite = _article_prefixes(language, article)
        self._barred: dict[str, frozenset[str]] = {}
        functions = language.function_words
        self._prepositions = functions.get("prepositions", frozenset())
        self.pointers = functions.get("demonstratives", frozenset()) | functions.get("quantifiers", frozenset())
        self._particles = frozenset().union(*functions.values())
        stops = ("relatives", "complementisers", "conjunctions", "pronouns", "negators", "auxiliaries")
        self._stops = frozenset().union(*(functions.get(n, frozenset()) for n in stops)) | self.knowledge.ends

    def __call__(self, fold: str) -> Word:
        known = self._memo.get(fold)
        if known is None:
            if len(self._memo) > MEMO_LIMIT:
                self._memo.clear()
            known = self._memo[fold] = self._make(fold)
        return known

    def of(self, token: Token) -> Word:
        """The word that a token is. Where folding makes a name and a particle alike, the written letters decide."""
        fold = token.fold
        if fold in self._named_too and token.text in self.knowledge.written:
            known = self._names.get(fold)
            if known is None:
                known = self._names[fold] = self._name(fold)
            return known
        return self._memo.get(fold) or self(fold)

    def all_of(self, tokens: Sequence[Token]) -> list[Word | None]:
        """The word of each token, None for numbers and marks."""
        return [self.of(t) if t.kind == "word" else None for t in tokens]

    def _name(self, fold: str) -> Word:
        plain = self(fold)
        return replace(
            plain, pre="", stem=fold, post="", section="", reading=None, verb=0, definite=False, given=True, surname=False,
            adjective=False, ends=False, preposition=False, particle=False, begins=False, many=False, idle=False, joined_to="",
        )  # fmt: skip

    def _make(self, fold: str) -> Word:
        k = self.knowledge
        readings = tuple(r for r in k.nouns.readings(fold) if self._plain(r.pre))
        reading = _best(readings)
        pre, stem, post = self._divide(fold, reading)
        shape = k.patterns.get("given_shape")
        given = (stem in k.given or bool(shape and shape.fullmatch(stem))) and not (post and post not in self._weak)
        definite = bool(self.article) and pre.endswith(self.article)
        section = reading.entry.section if reading else ""
        if self.article and section in ("titles", "organizations"):  # listed with its article
            definite = definite or (stem.startswith(self.article) and len(stem) > len(self.article) + 2)
        given = given and not (definite and section == "titles") and not (post and self._registry.country(fold))
        joined = pre[: len(pre) - len(self.article)] if definite else pre
        if joined and not definite and k.nouns.starts_whole(fold):
            joined = ""  # the first word of a listed phrase, which only looks as if it carried a conjunction
        suffixed = bool(post and post not in self._weak)
        acting = section not in ("", "nouns", "adjectives")
        return Word(
            fold=fold,
            pre=pre,
            stem=stem,
            post=post,
            section=section,
            reading=reading,
            verb=self._verb(fold, reading, given),
            definite=definite or suffixed,
            given=given,
            surname=stem in k.surnames or (definite and self.article + stem in k.surnames),
            adjective=self._is_adjective(stem, readings),
            ends=self._is_end(fold),
            preposition=self._is_preposition(fold, reading),
            particle=fold in self._particles or self._pointing(fold),
            begins=acting or k.nouns.starts(fold, phrase=True),
            many=k.nouns.starts(fold, phrase=True),
            registered=self._registry.names.starts(fold),
            spoke=self._spoke(fold),
            idle=not (acting or given or stem in k.before or self._begins(fold, stem, definite) or self._registry.country(fold)),
            joined_to=joined,
        )

    def _divide(self, fold: str, reading: Reading | None) -> tuple[str, str, str]:
        k = self.knowledge
        if fold in k.given or fold in k.surnames:
            return "", fold, ""
        if reading:
            cut = len(reading.pre) - (1 if self._elided(fold, reading.pre) else 0)
            return reading.pre, fold[cut : len(fold) - len(reading.post)], reading.post
        for split in self.language.splits(fold):
            if split.pre and not split.post and self._plain(split.pre) and split.stem in k.counters:
                return split.pre, split.stem, ""  # "and three", "to thousands"
        for prefix, pre in self._definite:
            if fold.startswith(prefix) and len(fold) - len(prefix) >= 2:
                return pre, fold[len(prefix) :], ""
        shape = k.patterns.get("given_shape")
        if shape and not shape.fullmatch(fold):
            for c in self.language.conjunctions:
                if fold.startswith(c) and shape.fullmatch(fold[len(c) :]):
                    return c, fold[len(c) :], ""
        if self._is_end(fold) or self._is_preposition(fold):
            return "", fold, ""
        for split in self.language.splits(fold):
            if split.pre and not split.post and self._plain(split.pre) and split.stem in k.before:
                return split.pre, split.stem, ""
        for split in self.language.splits(fold):
            if (
                split.pre
                and self._plain(split.pre)
                and len(split.stem) > 2
                and not split.post
                and (split.stem in k.given or split.stem in k.surnames)
            ):
                return split.pre, split.stem, ""
        return "", fold, ""

    def _elided(self, fold: str, pre: str) -> bool:
        """Is the article written without its first letter (li- + al- = ll-)?"""
        return bool(self.article) and pre.endswith(self.article) and not fold.startswith(pre)

    def _verb(self, fold: str, reading: Reading | None, given: bool) -> int:
        k = self.knowledge
        verbs = [v for v in k.verbs.readings(fold) if not (self.article and v.pre.startswith(self.article[0]))]
        if self.article and (fold in k.nouns_too or fold in k.counters or given):
            return 0
        if verbs:
            sure = reading is None or (bool(reading.pre or reading.post) and not all(v.pre or v.post for v in verbs))
            return 2 if sure else 1
        shape = k.patterns.get("verb_shape")
        if reading is None and shape and shape.fullmatch(fold) and fold not in k.surnames:
            return 2
        return 0

    def _pointing(self, fold: str) -> bool:
        """Is it a demonstrative or a quantity with a preposition written on it?"""
        rest = fold[1:]
        return fold[:1] in self._clitics and (
            rest in self.pointers or (rest in self.knowledge.counters and len(rest) > 2)
        )

    def names_state(self, token: Token) -> bool:
        """Is the word a state's or capital's name and nobody's ("X threatened | Israel")?"""
        word = self.of(token)
        return not (word.given or word.surname or word.definite) and self._registry.names_state(token.fold)

    def counts(self, token: Token) -> bool:
        """Is the word an undetermined number or quantity ("the two" and Monday are none)?"""
        word, counters = self.of(token), self.knowledge.counters
        return token.kind == "word" and (word.fold in counters or (word.stem in counters and not word.definite))

    def _begins(self, fold: str, stem: str, definite: bool) -> bool:
        k = self.knowledge
        surname = stem in k.surnames or (definite and self.article + stem in k.surnames)
        return surname or self._registry.names.starts(fold) or k.nouns.starts(fold, phrase=True)

    def _spoke(self, fold: str) -> bool:
        readings = self.knowledge.verbs.readings(fold)
        return fold in self.knowledge.called or any(
            r.entry.section == "spoke" and not r.post and r.has("past") for r in readings
        )

    def means_else(self, entry: Entry, after: Token | None) -> bool:
        """Does the word after the noun make it mean something else ("source of concern")?"""
        listed = entry.get("not_before")
        if not listed or after is None or after.kind != "word":
            return False
        found = self._barred.get(entry.id)
        if found is None:
            found = self._barred[entry.id] = words_of(self.language, listed)
        return after.fold in found

    def is_suffix(self, token: Token, post: str) -> bool:
        """Is the ending written as a pronoun (and not as a letter that folding makes alike)?"""
        return not self._suffixes or token.text[-len(post) :] in self._suffixes

    def is_clothed(self, split: Split) -> bool:
        """Does the division leave a word between a proclitic and a pronoun?"""
        return bool(split.pre and split.post and split.post not in self._weak and len(split.stem) > 2) and self._plain(
            split.pre
        )

    def _plain(self, pre: str) -> bool:
        """Is the proclitic one that stands before nouns in statements (no question particle)?"""
        return not pre or pre[0] in self._clitics or pre == self.article

    def _is_adjective(self, stem: str, readings: tuple[Reading, ...]) -> bool:
        shape = self.knowledge.patterns.get("adjective_shape")
        if any(r.entry.section == "adjectives" for r in readings):
            return True
        return not readings and bool(shape and shape.fullmatch(stem))

    def _is_end(self, fold: str) -> bool:
        conjunctions = self.language.conjunctions
        return fold in self._stops or any(fold.startswith(c) and fold[len(c) :] in self._stops for c in conjunctions)

    def _is_preposition(self, fold: str, reading: Reading | None = None) -> bool:
        found = self._prepositions
        if (
            reading is not None
            and reading.post
            and any(not s.pre and s.stem in found for s in self.language.splits(fold))
        ):
            return True
        if fold in found:
            return True
        joined = any(fold.startswith(c) and fold[len(c) :] in found for c in self.language.conjunctions)
        return joined and not self.knowledge.nouns.starts_whole(fold)  # ولي (العهد) is no "and to me"


@lru_cache(LANGUAGES)
def words(language: Language) -> Words:
    """The language's words, made at first use."""
    made: Words = language.made("mentions.words", lambda: Words(language))
    return made


def _best(readings: tuple[Reading, ...]) -> Reading | None:
    """The reading with the least around it; those who act before common nouns. A plural is rather a group of people than
    many holders of a title; an undetermined rank is rather the body of that name (brigade, not brigadier)."""
    if not readings:
        return None
    least = min(len(r.pre) + len(r.post) for r in readings)
    near = [r for r in readings if len(r.pre) + len(r.post) == least]
    acting = [r for r in near if r.entry.section not in ("nouns", "adjectives")]
    if not acting:
        return near[0]
    first = acting[0]
    if first.entry.section == "titles":
        if first.has("plural"):
            return next((r for r in acting if r.entry.section == "people"), first)
        if first.entry.get("weak") and not first.pre:
            return next((r for r in acting if r.entry.section == "organizations"), first)
    return first


def _article_prefixes(language: Language, article: str) -> tuple[tuple[str, str], ...]:
    """(written prefix, proclitics) of definite words, longest first."""
    if not article:
        return ()
    noun = language.classes["noun"]
    found = {p: p for p in noun.before if p.endswith(article) and not (p.startswith(article[0]) and p != article)}
    for surface, parts in language.words.get("joined", {}).items():
        whole = "".join(language.fold(p) for p in parts)
        found.update({p[: -len(whole)] + language.fold(surface): p for p in list(found.values()) if p.endswith(whole)})
    return tuple(sorted(found.items(), key=lambda x: -len(x[0])))
