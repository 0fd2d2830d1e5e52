"""The tagger's mentions beside those of the rules: who is believed where?

    case       the rules' mention is            the tagger's is              what happens
    agreed     on the same words, of that kind  a name or description        the score rises
    kind       found by shape                   of quite another kind        the surer one's kind
    known      out of registry or gazetteer     of other edges               the rules' stays; a place keeps its core, and
                                                                             its phrase grows by the head noun
    edges      found by shape                   longer or shorter            the tagger's words, when it is sure enough
    nested     a place                          a longer name of a body      both stay; inside a person's name the place goes
    doubted    a name found by shape            nowhere near                 the mention is dropped
    alone      -                                sure enough                  a new mention

Times and numbers are the rules' alone: they must be read, not only found. `TABLE` holds the limits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from musnad.languages import Language
from musnad.mentions.clitics import span_without
from musnad.neural import Proposals, Proposed
from musnad.record import Mention, Reason, Span, Text, item_id

RULE = "model.mentions"
SAYS = "the tagger read {form} of the kind {kind}"
LEFT = ("time", "number", "money")  # kinds that are the rules' alone


@dataclass(frozen=True, slots=True)
class Limits:
    """Scores (0-1) that decide between the rules and the tagger, found on parts kept out of training."""

    name: float = 0.8  # a name of the tagger alone
    description: float = 0.8  # a description of the tagger alone
    share: float = 0.6  # of its kind among all kinds
    edges: float = 0.6  # the tagger's words against the rules' shape
    kind: float = 0.9  # the tagger's kind against the rules' (score times share)
    doubt: float = 0.5  # a rule's name by shape is dropped when the tagger gives its words no more than this
    described: float = 0.2  # and a rule's description


TABLE = Limits()
WHERE = ("place", "facility")
# Kinds that say the same of a phrase at different depth: the rules look closer (a capital that acts, a police station).
CLOSE = (
    frozenset({"place", "government", "facility"}), frozenset({"organization", "group", "government", "military", "media"}),
    frozenset({"people", "person", "group", "military"}),
)  # fmt: skip


def with_proposed(
    mentions: Sequence[Mention], proposals: Proposals | None, text: Text, language: Language, limits: Limits = TABLE
) -> tuple[Mention, ...]:
    """The mentions after the tagger was heard, in order of the text. Without proposals they are what they were."""
    if proposals is None:
        return tuple(mentions)
    judged = _Judge(mentions, proposals, text, language, limits).all()
    every = {m.id: m for m in judged}
    return tuple(sorted(every.values(), key=lambda m: (m.span.start, -m.span.end, m.kind)))


class _Judge:
    """One text's mentions and proposals."""

    def __init__(
        self, mentions: Sequence[Mention], proposals: Proposals, text: Text, language: Language, limits: Limits
    ) -> None:
        self.mentions, self.said, self.text, self.language, self.limits = mentions, proposals, text, language, limits
        self.taken: set[Proposed] = set()

    def all(self) -> Iterator[Mention]:
        kept = [m for one in self.mentions for m in self._judged(one)]
        yield from kept
        taken = [m for m in kept if m.kind not in LEFT]
        for form, layer, limit in (
            ("name", self.said.names, self.limits.name),
            ("nominal", self.said.nominals, self.limits.description),
        ):
            for one in layer:
                sure = one.score >= limit and one.share >= self.limits.share
                if one not in self.taken and one.label not in LEFT and sure and not self._pointing(one):
                    new = self._new(one, form)
                    if not any(_excludes(m, new) for m in taken):
                        taken.append(new)
                        yield new

    def _judged(self, mention: Mention) -> list[Mention]:
        """What becomes of a mention of the rules."""
        if mention.kind in LEFT:
            return [mention]
        words = self.text.tokens_in(mention.head)
        layer = self.said.names if mention.form == "name" else self.said.nominals
        near = [p for p in layer if p.first < words.stop and words.start < p.last and p.label not in LEFT]
        if not near:
            return [] if self._doubted(mention, words) else [mention]
        best = max(near, key=lambda p: (min(p.last, words.stop) - max(p.first, words.start), p.score))
        if mention.kind in WHERE and best.label not in WHERE and best.last - best.first > len(words):
            return [] if best.label == "person" and best.score >= self.limits.edges else [mention]
        self.taken.add(best)
        return [self._settled(mention, best)]

    def _pointing(self, one: Proposed) -> bool:
        """Is it a pronoun? Those are linked by rules, not found by likelihood."""
        fold = self.text.tokens[one.first].fold
        return one.last - one.first == 1 and self.language.is_function(fold, "pronouns", "demonstratives")

    def _doubted(self, mention: Mention, words: range) -> bool:
        """A name that only its shape speaks for, or a description, which the tagger does not see."""
        if _known(mention):
            return False
        seen = max(self.said.inside(layer, words.start, words.stop) for layer in ("names", "nominals"))
        return seen < (self.limits.doubt if mention.form == "name" else self.limits.described)

    def _settled(self, mention: Mention, said: Proposed) -> Mention:
        """The mention with the edges and the kind of the one who is believed."""
        whole = self._span(said)
        span = self._core(whole)
        made, kind = mention, mention.kind
        sure = said.score >= self.limits.edges and _fits(span, mention, self.text)
        if mention.form == "name" and span != mention.head and sure:
            if _with_title(span, mention):
                pass  # the rules know what is an office and what a name
            elif not _known(mention):
                made = replace(made, head=span, span=_cover(whole, mention))
            elif kind in WHERE:
                made = replace(made, head=span if mention.head.covers(span) else mention.head, span=_cover(span, mention))
        if mention.form == "name" and not _known(mention) and not _close(kind, said.label):
            kind = said.label if said.score * said.share >= self.limits.kind else kind
        agreed = kind == said.label
        score = 1 - (1 - mention.reason.score) * (1 - said.score) if agreed else mention.reason.score
        parts = (*mention.reason.parts, self._reason(said, mention.form))
        reason = replace(mention.reason, score=round(min(score, 1.0), 4), parts=parts)
        return replace(made, id=item_id("mention", kind, made.span), kind=kind, reason=reason)

    def _new(self, said: Proposed, form: str) -> Mention:
        span = self._span(said)
        head = self._core(span)
        return Mention(item_id("mention", said.label, span), span, head, said.label, form, None, self._reason(said, form))

    def _span(self, said: Proposed) -> Span:
        first, last = _bare(self.text, said.first, said.last)
        return span_without(self.text, first, last, self.language)

    def _core(self, span: Span) -> Span:
        """A phrase without the article that stands before it as a word of its own ("the", "a"): no part of a name."""
        words = self.text.tokens_in(span)
        articles = self.language.function_words.get("articles", frozenset())
        if len(words) > 1 and self.text.tokens[words.start].fold in articles:
            return Span(self.text.tokens[words.start + 1].start, span.end)
        return span

    def _reason(self, said: Proposed, form: str) -> Reason:
        form = "a name" if form == "name" else "a description"
        return Reason(RULE, SAYS.format(form=form, kind=said.label), (self._span(said),), said.score)


def _bare(text: Text, first: int, last: int) -> tuple[int, int]:
    """The tokens without marks at their edges (what opens and closes inside stays)."""
    tokens = text.tokens
    while last - first > 1 and tokens[first].kind == "mark":
        first += 1
    while last - first > 1 and tokens[last - 1].kind == "mark" and not any(t.kind == "mark" for t in tokens[first : last - 1]):
        last -= 1
    return first, last


def _known(mention: Mention) -> bool:
    """Does the registry or the gazetteer know the name?"""
    return mention.reason.rule.startswith(("registry.", "places."))


def _excludes(kept: Mention, new: Mention) -> bool:
    """May the new one not stand beside the kept one? A place may lie inside the name of a body."""
    if kept.kind in WHERE and new.kind in WHERE and kept.span.covers(new.span):
        return True  # the head noun of a place that is there already ("town" of "town of X")
    nested = kept.kind in WHERE and new.kind not in WHERE and new.head.covers(kept.head) and new.head != kept.head
    return kept.head.overlaps(new.head) and not nested


def _close(a: str, b: str) -> bool:
    return a == b or any({a, b} <= kinds for kinds in CLOSE)


def _cover(head: Span, mention: Mention) -> Span:
    """The phrase that holds the new core: the old phrase as far as it reached beyond the old core."""
    return Span(min(head.start, mention.span.start), max(head.end, mention.span.end))


def _with_title(span: Span, mention: Mention) -> bool:
    """Is the tagger's person the rules' name with the title or rank before it?"""
    longer = span.start < mention.head.start and span.end == mention.head.end
    return mention.kind == "person" and longer and mention.span.covers(span)


def _fits(span: Span, mention: Mention, text: Text) -> bool:
    """Does the tagger's span share its first or last word with the rules' core?"""
    mine, theirs = text.tokens_in(mention.head), text.tokens_in(span)
    return mine.start == theirs.start or mine.stop == theirs.stop
