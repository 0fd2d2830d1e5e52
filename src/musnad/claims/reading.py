"""What the claims room carries while it reads one text: tokens, quotations by token, and the drafts of attributions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from musnad.claims.grammar import Grammar, Prepositions
from musnad.mentions.registry import registry
from musnad.mentions.words import Word, words
from musnad.record import Mention, Quote, Sentence, Span, Text, Token, quick
from musnad.rules import Entry, Hit

Range = tuple[int, int]  # tokens [first, last)
ACTING = frozenset(("person", "group", "organization", "government", "military", "media", "people"))
NAMED = ACTING | {"place", "facility"}


@quick
@dataclass(frozen=True, slots=True)
class Marker:
    """Where content begins: what led to it, the token at which the lead begins, the content's first token and offset."""

    kind: str  # clause | quote | colon | prep | object | target | question
    first: int
    token: int
    offset: int


@dataclass(slots=True)
class Draft:
    """An attribution in the making. Token ranges until the ends of contents are known."""

    hit: Hit
    cue: Span
    entry: Entry
    form: str  # verb | trailing | participle | masdar | phrase | adverbial | modifier | colon
    sentence: Sentence
    marker: Marker | None = None
    source: Range | None = None
    via: list[Span] = field(default_factory=list)
    content: Span | None = None
    quotation: str = "indirect"
    passive: bool = False
    finite: str = ""  # past | present | ""
    lead: int = -1  # the token at which a new clause begins for whatever stands before it (its conjunction or comma)
    stance: str = ""  # when it is not the cue's own
    early: bool = False  # the content ends at the first comma
    fixed: bool = False  # the content's span is final
    before: Range | None = None  # the speaker that stands before the cue, if any

    @property
    def at(self) -> int:
        return self.hit.first


class Reading:
    """One text under one grammar. Read-only helpers over its tokens."""

    def __init__(self, text: Text, grammar: Grammar, mentions: Sequence[Mention] = ()) -> None:
        self.text, self.grammar, self.language = text, grammar, grammar.language
        self.tokens: tuple[Token, ...] = text.tokens
        self.folds = [t.fold for t in text.tokens]
        self.bares = [grammar.bare(f) for f in self.folds]
        self.opens: dict[int, tuple[Quote, int]] = {}  # opening mark -> quotation, token after its closing mark
        for quote in text.quotes:
            first = text.token_at(quote.outer.start)
            last = text.token_at(quote.outer.end - 1) + 1
            self.opens.setdefault(first, (quote, last))
        self.phrases: dict[Range, int] = {}  # ends of noun phrases already walked
        self.mentioned = bool(mentions)
        self.names: dict[int, tuple[int, int, str]] = {}  # token -> the name that covers it: first, last, kind
        self.acting: set[int] = set()  # tokens of those who can act, by name or by noun
        self.called: set[str] = set()  # the words of the names of those who can act
        for m in mentions:
            self._add(m)

    def _add(self, m: Mention) -> None:
        if m.kind in ACTING and m.form != "pronoun":
            self.acting.update(range(self.text.token_at(m.span.start), self.text.token_at(m.span.end - 1) + 1))
        if m.form != "name" or m.kind not in NAMED:
            return
        first, last = self.text.token_at(m.head.start), self.text.token_at(m.head.end - 1) + 1
        for k in range(first, last):  # a name that opens a quotation goes to its end
            if k in self.opens and self.opens[k][1] > last and self.quote_words(k) <= 5:
                last = self.opens[k][1]
        for k in range(first, last):
            if k not in self.names or self.names[k][1] - self.names[k][0] < last - first:
                self.names[k] = (first, last, m.kind)
        if m.kind in ACTING:
            self.called.update(self.folds[first:last])

    def word(self, k: int) -> Word:
        """What the mentions room knows of the token's spelling."""
        return words(self.language).of(self.tokens[k])

    def is_past(self, k: int) -> bool:
        """Surely a past verb, nothing but a conjunction written before it?"""
        if self.word(k).verb < 2 or self.in_name(k):
            return False
        found = words(self.language).knowledge.verbs.readings(self.folds[k])
        return any(x.has("past") and x.pre in ("", *self.language.conjunctions) for x in found)

    def in_name(self, k: int) -> bool:
        """Does a name cover the token, which is then no cue and no adverb?"""
        return k in self.names

    def is_in(self, name: str, k: int) -> bool:
        """Is token `k` on the named list, with or without a conjunction written on it?"""
        words = self.grammar.words[name]
        return self.folds[k] in words or self.bares[k] in words

    def is_no_phrase(self, k: int) -> bool:
        """Can token `k` be part of no noun phrase: an adverb, a relative pronoun, a complementiser?"""
        return self.folds[k] in self.grammar.no_phrase or self.bares[k] in self.grammar.no_phrase

    def bare(self, fold: str) -> str:
        """The word without a conjunction written on it (unchanged when there is none)."""
        return self.grammar.bare(fold)

    def phrase_at(self, name: str, k: int, stop: int) -> int:
        """Token after the phrase or word of the named list that begins at `k`, else `k`."""
        fold, bare = self.folds[k], self.bares[k]
        starts = self.grammar.starts[name]
        if fold not in starts and bare not in starts:
            return k
        folds, listed = self.folds, self.grammar.phrases[name]
        for phrase in (*listed.get(fold, ()), *(listed.get(bare, ()) if bare != fold else ())):
            last = k + len(phrase)
            if last <= stop and all(folds[k + n] == word for n, word in enumerate(phrase) if n):
                return last
        return k + 1 if self.is_in(name, k) else k

    def phrase_at_only(self, name: str, k: int, stop: int) -> bool:
        return k < stop and self.phrase_at(name, k, stop) > k

    def lead_at(self, preps: Prepositions, k: int, stop: int, near: bool = True) -> tuple[int, int] | None:
        """(content token, content offset) when one of the prepositions stands at `k`, separate or written on."""
        tokens = self.tokens
        for phrase in preps.phrases:
            if k + len(phrase) < stop and all(tokens[k + n].fold == word for n, word in enumerate(phrase)):
                return k + len(phrase), tokens[k + len(phrase)].start
        for letter in preps.joined:
            start = self.joined(letter, k, near)
            if start is not None:
                if start == tokens[k].end:  # the letter stands alone before a mark: ب«...»
                    return (k + 1, tokens[k + 1].start) if k + 1 < stop else None
                return k, start
        return None

    def joined(self, letter: str, k: int, near: bool = True) -> int | None:
        """Offset after the preposition `letter` when it is written on the word at `k`; None when it is not one."""
        token = self.tokens[k]
        if not token.fold.startswith(letter) or token.kind != "word":
            return None
        if token.fold == letter:
            return token.end
        rest = token.fold[len(letter) :]
        article = self.grammar.article
        doubled = bool(article) and rest.startswith(article[-1]) and not rest.startswith(article)
        known = self.grammar.has("not_with_b", token.fold) or self.is_preposition(k)
        if len(rest) < 2 or known:
            return None
        if not near and not (
            self.nominal(rest)
            or rest.startswith(article)
            or rest in self.grammar.words["pronoun_complementisers"]
            or rest in self.grammar.words["complementisers"]
        ):
            return None
        if (
            article
            and letter == article[-1:]
            and not (doubled or rest.startswith(article) or self.kind_of(rest) or self.nominal(rest))
        ):
            return None
        return self.language.start_without(token, letter)

    def after_article(self, offset: int) -> int:
        """Behind what is left of an article that a preposition before `offset` took its first letter from."""
        article, k = self.grammar.article, self.text.token_at(offset)
        fold = self.folds[k]
        left = len(article) > 1 and fold[:1] == fold[1:2] == article[-1] and offset == self.tokens[k].start + 1
        return offset + 1 if left and len(fold) > 4 else offset

    def nominal(self, fold: str) -> bool:
        """Does the word look like a verbal noun?"""
        return self.grammar.has("masdars", fold) or self.grammar.shaped("masdar_shapes", fold)

    def definite(self, k: int) -> bool:
        article = self.grammar.article
        fold = self.tokens[k].fold
        return bool(article) and (fold.startswith(article) or self.bare(fold).startswith(article)) and len(fold) > 3

    def is_preposition(self, k: int) -> bool:
        """A preposition, not the name that is spelled like one when folded."""
        token = self.tokens[k]
        return self.language.is_function(token.fold, "prepositions") and token.text not in self.grammar.raw_names

    def is_cue_verb(self, k: int, *, conjoined: bool | None = None) -> bool:
        """Is the token a finite cue verb (with or without a conjunction, as asked)?"""
        fold = self.tokens[k].fold
        if self.grammar.article and fold.startswith(self.grammar.article):
            return False
        if self.phrase_at("asides", k, len(self.tokens)) > k + 1 or self.tokens[k].text in self.grammar.not_cues:
            return False
        if self.grammar.article and k and self.folds[k - 1] in self.grammar.words["not_verb_after"]:
            return False
        for x in self.grammar.cues.readings(fold):
            weak = (
                x.entry.get("near")
                or "responsible" in (x.entry.get("takes") or ())
                or x.has("passive")
                or x.has("jussive")
                or x.has("1")
                or x.has("3fp")
                or x.has("3md")
            )
            weak = weak or (x.has("past") and x.pre not in ("", *self.language.conjunctions))
            if x.feats[0] == "verb" and not weak and (conjoined is None or bool(x.pre) == conjoined):
                return True
        return False

    def told(self, k: int) -> bool:
        """A medium with a preposition written on it ("to-Reuters", "to-the-agency")?"""
        return self.grammar.told(self.folds[k])

    def goes_on(self, k: int) -> bool:
        """An accusative participle of speech ("saying", "stressing")?"""
        return self.grammar.speaking(self.folds[k])

    def names_state(self, k: int, last: int) -> bool:
        """Does a state's name stand on tokens [k, last), also one of several words ("the United States")?"""
        return any(h.last == last for h in registry(self.language).state_names(self.tokens, k))

    def is_body(self, fold: str) -> bool:
        """A body or state known by its name."""
        return any(x.feats[0] == "name" for x in self.grammar.kinds.readings(fold))

    def kind_of(self, fold: str) -> str | None:
        """The source kind that the word tells, if any."""
        return self.grammar.kind_of(fold)

    def is_title(self, fold: str) -> bool:
        return bool(self.grammar.titles.readings(fold)) or self.kind_of(fold) == "official"

    def is_adjective(self, fold: str) -> bool:
        return self.grammar.has("adjectives", fold) or self.grammar.shaped("adjective_shapes", fold)

    def is_mark(self, k: int) -> bool:
        return self.tokens[k].kind == "mark"

    def is_comma(self, k: int) -> bool:
        return self.tokens[k].text in ("،", ",", "؛", ";")

    def comma_after(self, k: int, stop: int, within: int = 14) -> int | None:
        """The first comma from token `k` on, not farther than `within` tokens."""
        return next((n for n in range(k, min(stop, k + within)) if self.is_comma(n)), None)

    def is_partner(self, k: int) -> bool:
        """Does an aside with the speaker's partners or leader begin here ("together with X", "led by Y")?"""
        return self.is_in("led_by", k) or self.phrase_at("partners", k, len(self.tokens)) > k

    def quote_words(self, k: int) -> int:
        """Number of words in the quotation that opens at `k`."""
        quote, last = self.opens[k]
        return sum(
            1 for n in range(k + 1, last) if self.tokens[n].kind != "mark" and self.tokens[n].start < quote.inner.end
        )
