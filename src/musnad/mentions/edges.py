"""The words of a mention where the rules and the tagger differ: whose edges are believed, and which word is the head?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from musnad.languages import Language
from musnad.mentions.belongs import takes_no_genitive
from musnad.mentions.clitics import end_without, span_without
from musnad.mentions.overlaps import bare, cover, fits, known, with_title
from musnad.mentions.registry import registry
from musnad.mentions.words import words as known_words
from musnad.neural import Proposals, Proposed
from musnad.record import PLACES, Mention, Span, Text

LEFT = ("time", "number", "money")  # kinds that are the rules' alone


@dataclass(frozen=True, slots=True)
class Limits:
    """Scores (0-1) that decide between the rules and the tagger, found on parts kept out of training."""

    name: float = 0.8  # a name of the tagger alone
    description: float = 0.8  # a description of the tagger alone
    share: float = 0.6  # of its kind among all kinds
    edges: float = 0.6  # the tagger's words against the rules' shape
    kind: float = 0.8  # the tagger's kind against the rules' (score times share)
    close: float = 0.6  # the same between kinds that lie close to each other
    apart: float = 0.97  # the same of a description, between kinds that do not
    metonym: float = 0.5  # a state's or capital's name that stands for its government
    phrase: float = 0.6  # the tagger's words of a description that hold the rules' and more
    shorter: float = 0.9  # and such as leave words of the rules out
    next: float = 0.8  # what the tagger reads right behind a shorter phrase
    doubt: float = 0.5  # a rule's name by shape is dropped when the tagger gives its words no more than this
    described: float = 0.05  # and a rule's description


class Edges:
    """One text's mentions and proposals, and the edges that each would give."""

    def __init__(
        self, mentions: Sequence[Mention], proposals: Proposals, text: Text, language: Language, limits: Limits
    ) -> None:
        self.mentions, self.said, self.text, self.language, self.limits = mentions, proposals, text, language, limits
        self.head_first = known_words(language).knowledge.grammar["form"] == "article"

    def with_edges(self, mention: Mention, said: Proposed) -> Mention:
        whole = self.span_of(said, mention)
        span = self.core_of(whole)
        if mention.form != "name":
            whole = self.span_of(said, replace(mention, head=mention.span))
            better = self._better_phrase(whole, mention, said.score) or self._goes_over(said, mention)
            head = Span(mention.head.start, min(mention.head.end, whole.end))
            return replace(mention, span=whole, head=head) if better else mention
        sure = said.score >= self.limits.edges and fits(span, mention, self.text)
        if span == mention.head and sure:
            return replace(mention, span=cover(whole, mention))  # the article that stands before it
        if not sure or with_title(span, mention):
            return mention  # the rules know what is an office and what a name
        if known(mention) or self._swallows(span, mention):
            return mention
        return replace(mention, head=span, span=cover(whole, mention))

    def _swallows(self, span: Span, mention: Mention) -> bool:
        """Would the words hold another name beside this one (its alias in brackets, the next of a list)?"""
        return any(
            m.form == "name" and m.id != mention.id and m.kind not in PLACES and span.overlaps(m.head)
            and not mention.span.covers(m.head)
            for m in self.mentions
        )  # fmt: skip

    def _better_phrase(self, whole: Span, mention: Mention, score: float) -> bool:
        """May the words replace the rules' phrase of a description? It must keep its core and tear no name apart."""
        limit = self.limits.phrase if whole.covers(mention.span) else self.limits.shorter
        torn = any(
            m.form == "name" and m.id != mention.id and not whole.covers(m.span)
            and (m.span.overlaps(whole) or mention.span.covers(m.span))
            for m in self.mentions
        )  # fmt: skip
        return score >= limit and whole.covers(mention.head) and not torn and not self._runs_over(whole, mention)

    def _runs_over(self, whole: Span, mention: Mention) -> bool:
        """Would the phrase go on with a noun that can be no part of it: behind a definite word ("the association | security
        forces") or a plural that takes no genitive ("gunmen | the nurses")?"""
        last = self.text.tokens_in(mention.span).stop
        if not self.head_first or last >= self.text.tokens_in(whole).stop or self.text.tokens[last].kind != "word":
            return False
        words = known_words(self.language)
        before, after = words.of(self.text.tokens[last - 1]), words.of(self.text.tokens[last])
        state = registry(self.language).names_state(after.fold)
        if after.joined_to or (after.adjective and after.definite == before.definite and not state):
            return False
        if before.definite:
            return state or after.section in ("titles", "organizations", "people", "weapons") or bool(after.post)
        return after.definite and takes_no_genitive(words, before)

    def _goes_over(self, said: Proposed, mention: Mention) -> bool:
        """Does the rules' phrase run on into what the tagger reads as somebody or something else ("the officer | the
        investigators")?"""
        words = self.text.tokens_in(mention.span)
        core = self.text.tokens_in(mention.head)
        if not (said.first <= core.start and core.start < said.last < words.stop and said.score >= self.limits.phrase):
            return False
        layers = (*self.said.names, *self.said.nominals)
        return any(p.first == said.last and p.label not in LEFT and p.score >= self.limits.next for p in layers)

    def noun_of(self, core: Span) -> Span:
        """The head noun of a description: its first word, or, where modifiers come first, the last before a preposition."""
        words = self.text.tokens_in(core)
        if self.head_first:
            return Span(core.start, min(core.end, self.text.tokens[words.start].end))
        is_function = self.language.is_function
        end = next((i for i in words if i > words.start and is_function(self.text.tokens[i].fold, "prepositions")), words.stop)
        last = self.text.tokens[end - 1]
        return Span(max(core.start, last.start), min(core.end, last.end))

    def span_of(self, said: Proposed, mention: Mention | None = None) -> Span:
        """The characters of the proposal. Where it begins or ends with a word of the mention's core, the rules have
        already seen what is written on that word (a preposition, a genitive's ending)."""
        first, last = bare(self.text, said.first, said.last)
        while last - first > 1 and self.language.is_function(self.text.tokens[last - 1].fold, "prepositions"):
            last -= 1  # "fifty writers from"
        span = span_without(self.text, first, last, self.language)
        span = Span(span.start, end_without(self.text, span.end, self.language))
        if mention is None:
            return span
        words = self.text.tokens_in(mention.head)
        start = mention.head.start if words.start == first else span.start
        return Span(start, mention.head.end if words.stop == last else span.end)

    def core_of(self, span: Span) -> Span:
        """A phrase without the article that stands before it as a word of its own ("the", "a"): no part of a name."""
        words = self.text.tokens_in(span)
        articles = self.language.function_words.get("articles", frozenset())
        if len(words) > 1 and self.text.tokens[words.start].fold in articles:
            return Span(self.text.tokens[words.start + 1].start, span.end)
        return span
