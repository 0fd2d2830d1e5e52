"""The tagger's mentions beside those of the rules: who is believed where?

    case       the rules' mention is            the tagger's is              what happens
    agreed     on the same words, of that kind  a name or description        the score rises
    kind       a name found by shape            of another kind              the tagger's kind, when it is sure enough
    metonym    the name of a state or capital   a government                 the actors' room makes it one (`METONYM`)
    known      out of registry or gazetteer     of other edges               the rules' stays: where it lies hangs on its words
    edges      found by shape                   longer or shorter            the tagger's words, when it is sure enough; what
                                                                             is written on the first word stays off
    nested     a place                          a longer name of a body      both stay; inside a person's name the place goes
    doubted    a name found by shape            nowhere near                 the mention is dropped
    alone      -                                sure enough                  a new mention

Times and numbers are the rules' alone: they must be read, not only found. `TABLE` holds the limits, `edges.py` says whose words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from musnad.languages import Language
from musnad.mentions.crowds import RULE as CROWD
from musnad.mentions.edges import LEFT, Edges, Limits
from musnad.mentions.overlaps import close, excludes, known
from musnad.neural import Proposals, Proposed
from musnad.record import BODIES, PLACES, Mention, Reason, Span, Text, item_id

RULE = "model.mentions"
METONYM = "model.metonym"
SAYS = "the tagger read {form} of the kind {kind}"
TABLE = Limits()
# A name in brackets behind a name, a part of a name that stood before, people named by their number.
TOLD = ("mentions.bracket", "mentions.again", CROWD)
OFFICES = "actors.titles"
NAMED_AFTER = ("organization", "media", "person")  # a club, a paper, somebody whose name is also a town's


def with_proposed(
    mentions: Sequence[Mention], proposals: Proposals | None, text: Text, language: Language, limits: Limits = TABLE
) -> tuple[Mention, ...]:
    """The mentions after the tagger was heard, in order of the text. Without proposals they are what they were."""
    if proposals is None:
        return tuple(mentions)
    judged = _Judge(mentions, proposals, text, language, limits).all()
    every = {m.id: m for m in judged}
    return tuple(sorted(every.values(), key=lambda m: (m.span.start, -m.span.end, m.kind)))


class _Judge(Edges):
    """What becomes of one text's mentions and proposals."""

    def __init__(
        self, mentions: Sequence[Mention], proposals: Proposals, text: Text, language: Language, limits: Limits
    ) -> None:
        super().__init__(mentions, proposals, text, language, limits)
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
                if one not in self.taken and one.label not in LEFT and sure and self._telling(one, form):
                    new = self._new(one, form)
                    if not any(excludes(m, new) or self._grown(m, new) for m in taken):
                        taken.append(new)
                        yield new

    def _grown(self, kept: Mention, new: Mention) -> bool:
        """Is the new one a description that the rules read, and more words that do not belong to it?"""
        same = kept.form != "name" and new.span.start == kept.span.start and new.span.end > kept.span.end
        return same and self._runs_over(new.span, kept)

    def _judged(self, mention: Mention) -> list[Mention]:
        """What becomes of a mention of the rules."""
        if mention.kind in LEFT:
            return [mention]
        words = self.text.tokens_in(mention.head)
        layer = self.said.names if mention.form == "name" else self.said.nominals
        near = [p for p in layer if p.first < words.stop and words.start < p.last and p.label not in LEFT]
        if not near:
            office = self._office_alone(mention, words)
            return [office] if office else [] if self._doubted(mention, words) else [mention]
        best = max(near, key=lambda p: (min(p.last, words.stop) - max(p.first, words.start), p.score))
        if mention.kind in PLACES and best.label not in PLACES and best.last - best.first > len(words):
            inside = best.label == "person" and best.score >= self.limits.edges and not self._beside_name(best, words)
            return [] if inside else [mention]
        if mention.form != "name" and not self._one_head(best, mention):
            return [mention]  # another thing's description, which this one stands in
        if self.head_first and best.label in PLACES and mention.kind not in PLACES and best.first > words.start:
            return [mention]  # where it is ("the donor states in | Paris")
        self.taken.add(best)
        return [self._settled(mention, best)]

    def _beside_name(self, said: Proposed, place: range) -> bool:
        """Is the place of a person's phrase no part of the name ("Fargo | Mayor Dennis Walaker", "Ann Hale of | Lebanon",
        "an Ohio | man")?"""
        tokens = self.text.tokens
        before, after = tokens[said.first : place.start], tokens[place.stop : said.last]
        if before and self.language.is_function(before[-1].fold, "prepositions"):
            return True
        if after and (after[0].text.islower() or not after[0].text[0].isalnum()):
            return True
        named = (self.text.tokens_in(m.head) for m in self.mentions if m.kind == "person" and m.form == "name")
        return any(said.first <= n.start and n.stop <= said.last and n.start >= place.stop for n in named)

    def _office_alone(self, mention: Mention, words: range) -> Mention | None:
        """The office, where the rules took the word behind it for a name ("the president of X | the kidnappers") and the
        tagger reads only the office."""
        if not self.head_first or not mention.reason.rule.startswith(OFFICES):
            return None
        first = self.text.tokens_in(mention.span).start
        said = next((p for p in self.said.nominals if p.first == first and p.last <= words.start), None)
        if said is None or said.score < self.limits.shorter or said.label not in ("person", "people"):
            return None
        if not self._telling(said, "nominal"):
            return None
        self.taken.add(said)
        span = Span(mention.span.start, self.span_of(said).end)
        core = Span(self.core_of(span).start, span.end)
        head = Span(core.start, min(self.text.tokens[self.text.tokens_in(core).start].end, core.end))
        reason = replace(mention.reason, spans=(head,), parts=(*mention.reason.parts, self._reason(said, "nominal")))
        made = replace(mention, span=span, head=head, form="nominal", kind=said.label, reason=reason)
        return replace(made, id=item_id("mention", made.kind, span))

    def _one_head(self, said: Proposed, mention: Mention) -> bool:
        """Does nothing but numbers and small words stand in the proposal before the description's own words?"""
        words = self.text.tokens_in(mention.span)
        before = self.text.tokens[said.first : words.start]
        if not self.head_first:
            return not any(self.language.is_function(t.fold, "prepositions") for t in before)
        return all(t.kind != "word" or self._counts(t.start) for t in before)

    def _counts(self, start: int) -> bool:
        return any(m.kind == "number" and m.span.start <= start < m.span.end for m in self.mentions)

    def _telling(self, one: Proposed, form: str) -> bool:
        """Does it hold a word that says something, and a name where letters have case a capital? Pronouns are linked by
        rules, not found by likelihood."""
        silent = ("pronouns", "demonstratives", "articles", "prepositions", "quantifiers")
        tokens = self.text.tokens[one.first : one.last]
        told = [t for t in tokens if t.kind != "mark" and not self.language.is_function(t.fold, *silent)]
        return any(form != "name" or t.text == t.text.upper() or not t.text.islower() for t in told)

    def _doubted(self, mention: Mention, words: range) -> bool:
        """A name that only its shape speaks for, or a description, which the tagger does not see. What is described as a
        body ("the occupation") stays: the rules know such words."""
        if known(mention) or (mention.form != "name" and mention.kind in BODIES) or mention.reason.rule in TOLD:
            return False
        seen = max(self.said.inside(layer, words.start, words.stop) for layer in ("names", "nominals"))
        return seen < (self.limits.doubt if mention.form == "name" else self.limits.described)

    def _settled(self, mention: Mention, said: Proposed) -> Mention:
        """The mention with the edges and the kind of the one who is believed."""
        made = self.with_edges(mention, said)
        kind = self._kind(mention, said)
        agreed = kind == said.label
        score = 1 - (1 - mention.reason.score) * (1 - said.score) if agreed else mention.reason.score
        parts = (*mention.reason.parts, self._reason(said, mention.form), *self._metonym(made, said))
        reason = replace(mention.reason, score=round(min(score, 1.0), 4), parts=parts)
        return replace(made, id=item_id("mention", kind, made.span), kind=kind, reason=reason)

    def _kind(self, mention: Mention, said: Proposed) -> str:
        """A name's kind; what the registry knows is not asked again, and a known place only for those named after it."""
        if mention.form != "name" and not close(mention.kind, said.label):
            return said.label if said.score * said.share >= self.limits.apart else mention.kind
        if known(mention) and (mention.kind not in PLACES or said.label not in NAMED_AFTER):
            return mention.kind
        limit = self.limits.close if close(mention.kind, said.label) else self.limits.kind
        return said.label if said.score * said.share >= limit else mention.kind

    def _metonym(self, mention: Mention, said: Proposed) -> Iterator[Reason]:
        """What the actors' room should know of a place that the tagger reads as a government."""
        sure = said.score * said.share >= self.limits.metonym
        same = self.text.tokens_in(mention.head) == range(said.first, said.last)
        if mention.form == "name" and mention.kind in PLACES and said.label == "government" and sure and same:
            says = "the tagger read a state or its capital as its government"
            yield Reason(METONYM, says, (mention.head,), said.score)

    def _new(self, said: Proposed, form: str) -> Mention:
        span = self.span_of(said)
        head = self.core_of(span) if form == "name" else self.noun_of(self.core_of(span))
        return Mention(
            item_id("mention", said.label, span), span, head, said.label, form, None, self._reason(said, form)
        )

    def _reason(self, said: Proposed, form: str) -> Reason:
        form = "a name" if form == "name" else "a description"
        return Reason(RULE, SAYS.format(form=form, kind=said.label), (self.span_of(said),), said.score)
