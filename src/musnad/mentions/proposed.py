"""The tagger's mentions beside those of the rules: who is believed where?

    case         the rules' mention is          the tagger's is        what happens
    agreed       of one kind with it            on the same words      the score rises
    known        out of the registry            of other edges/kind    the rules' stays: the registry knows the name
    edges        found by shape                 longer or shorter      the surer one's words
    kind         found by shape                 of another kind        the surer one's kind
    doubted      found by shape, doubtful       nowhere near           the mention is dropped
    alone        -                              sure enough            a new mention

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

    name: float = 0.6  # a name of the tagger alone
    description: float = 0.7  # a description of the tagger alone
    share: float = 0.5  # of its kind among all kinds
    edges: float = 0.8  # the tagger's words against the rules' shape
    kind: float = 0.75  # the tagger's kind against the rules' (score times share)
    doubt: float = 0.08  # a rule's name by shape is dropped when the tagger gives its words no more than this
    weak: float = 0.9  # rules below this score can be doubted


TABLE = Limits()
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
        heads = [m.head for m in kept if m.kind not in LEFT]
        for form, layer, limit in (
            ("name", self.said.names, self.limits.name),
            ("nominal", self.said.nominals, self.limits.description),
        ):
            for one in layer:
                if one not in self.taken and one.label not in LEFT and one.score >= limit and one.share >= self.limits.share:
                    new = self._new(one, form)
                    if not any(new.head.overlaps(h) for h in heads):
                        heads.append(new.head)
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
        self.taken.update(near)
        return [self._settled(mention, best)]

    def _doubted(self, mention: Mention, words: range) -> bool:
        """A name that only its shape speaks for, and the tagger does not see at all."""
        weak = mention.form == "name" and mention.reason.score < self.limits.weak and not _known(mention)
        seen = max(self.said.inside(layer, words.start, words.stop) for layer in ("names", "nominals"))
        return weak and seen < self.limits.doubt

    def _settled(self, mention: Mention, said: Proposed) -> Mention:
        """The mention with the edges and the kind of the one who is believed."""
        span = self._span(said)
        made, kind = mention, mention.kind
        if mention.form == "name" and not _known(mention):
            if span != mention.head and said.score >= self.limits.edges and _fits(span, mention, self.text):
                made = replace(made, head=span, span=_cover(span, mention))
            if said.label != kind and not _close(kind, said.label) and said.score * said.share >= self.limits.kind:
                kind = said.label
        agreed = kind == said.label
        score = 1 - (1 - mention.reason.score) * (1 - said.score) if agreed else mention.reason.score
        reason = replace(
            mention.reason, score=round(min(score, 1.0), 4), parts=(*mention.reason.parts, self._reason(said, mention.form))
        )
        return replace(made, id=item_id("mention", kind, made.span), kind=kind, reason=reason)

    def _new(self, said: Proposed, form: str) -> Mention:
        span = self._span(said)
        return Mention(item_id("mention", said.label, span), span, span, said.label, form, None, self._reason(said, form))

    def _span(self, said: Proposed) -> Span:
        return span_without(self.text, said.first, said.last, self.language)

    def _reason(self, said: Proposed, form: str) -> Reason:
        form = "a name" if form == "name" else "a description"
        return Reason(RULE, SAYS.format(form=form, kind=said.label), (self._span(said),), said.score)


def _known(mention: Mention) -> bool:
    """Does the registry or the gazetteer know the name?"""
    return mention.reason.rule.startswith(("registry.", "places."))


def _close(a: str, b: str) -> bool:
    return any({a, b} <= kinds for kinds in CLOSE)


def _cover(head: Span, mention: Mention) -> Span:
    """The phrase that holds the new core: the old phrase as far as it reached beyond the old core."""
    return Span(min(head.start, mention.span.start), max(head.end, mention.span.end))


def _fits(span: Span, mention: Mention, text: Text) -> bool:
    """Does the tagger's span share its first or last word with the rules' core?"""
    mine, theirs = text.tokens_in(mention.head), text.tokens_in(span)
    return mine.start == theirs.start or mine.stop == theirs.stop
