"""The tagger's reporting cues beside the attributions of the rules.

    case      the rules have        the tagger has          what happens
    agreed    an attribution        a cue on its words      the score rises
    stance    one stance            another                 the rules' stance stays: it is the cue word's own
    leads in  an attribution        a cue before its content nothing: one telling, with two words for it
    alone     -                     a sure cue, a content   a new attribution; what it says may hang on others, and they on it

A cue that hands no content on is none. `LIMITS` holds the scores that decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from musnad.claims.grammar import grammar_of
from musnad.claims.reading import Reading
from musnad.claims.sources import head_and_kind
from musnad.languages import Language
from musnad.neural import Predicate, Proposals, Proposed
from musnad.record import Attribution, Mention, Reason, Span, Text, item_id

RULE = "model.claims"


@dataclass(frozen=True, slots=True)
class Limits:
    """Scores (0-1), found on parts kept out of training."""

    alone: float = 0.95  # a cue without an attribution of the rules (score times share)
    implicit: float = 0.97  # the same, where no source is named
    source: float = 0.6  # the words that are its source
    shortest: int = 2  # words of its content


LIMITS = Limits()


def with_proposed(
    found: Sequence[Attribution], said: Proposals | None, text: Text, mentions: Sequence[Mention], language: Language,
    limits: Limits = LIMITS,
) -> tuple[Attribution, ...]:  # fmt: skip
    """The attributions after the tagger was heard, in the order of their cues. Without proposals they are what they were."""
    if said is None or not language.has("claims"):
        return tuple(found)
    judged = [_judged(a, said, text) for a in found]
    alone = [p for p in said.cues if _stands_alone(p, found, text, limits)]
    if not alone:
        return tuple(judged)
    reading = Reading(text, grammar_of(language), mentions)
    new = [_made(p, reading, mentions, limits) for p in alone]
    every = sorted((*judged, *new), key=lambda a: (a.cue.start, a.cue.end))
    return tuple(_parents(every, {a.id for a in new}))


def _judged(a: Attribution, said: Proposals, text: Text) -> Attribution:
    near = [p for p in said.cues if text.span_of(p.first, p.last).overlaps(a.cue)]
    if not near:
        return a
    best = max(near, key=lambda p: p.score)
    score = round(1 - (1 - a.reason.score) * (1 - best.score), 4)
    return replace(a, reason=replace(a.reason, score=min(score, 1.0), parts=(*a.reason.parts, _reason(best, text))))


def _stands_alone(p: Predicate, found: Sequence[Attribution], text: Text, limits: Limits) -> bool:
    span = text.span_of(p.first, p.last)
    told = p.content is not None and p.content[1] - p.content[0] >= limits.shortest
    named = any(x.label == "source" and x.score >= limits.source for x in p.roles)
    limit = limits.alone if named else limits.implicit
    return told and p.score * p.share >= limit and not any(a.cue.overlaps(span) or _leads_in(span, p, a, text) for a in found)


def _leads_in(cue: Span, p: Predicate, a: Attribution, text: Text) -> bool:
    """Does the cue stand between that of an attribution and the content of both ("quoted an official as | saying that")?"""
    if a.content is None or p.content is None or not a.cue.end <= cue.start < cue.end <= a.content.start:
        return False
    return text.span_of(*p.content).overlaps(a.content)


def _made(p: Predicate, r: Reading, mentions: Sequence[Mention], limits: Limits) -> Attribution:
    """A new attribution. Source kind and core come from the rules' reading of the phrase."""
    text, cue = r.text, r.text.span_of(p.first, p.last)
    content = text.span_of(*p.content) if p.content else cue
    source = max((x for x in p.roles if x.label == "source" and x.score >= limits.source), key=_weight, default=None)
    via = tuple(text.span_of(x.first, x.last) for x in p.roles if x.label == "via" and x.score >= limits.source)
    span = head = actor = None
    kind = "implicit"
    if source is not None and not text.span_of(source.first, source.last).overlaps(cue):
        span = text.span_of(source.first, source.last)
        head, kind = head_and_kind(r, (source.first, source.last), mentions)
        span = Span(min(span.start, head.start), max(span.end, head.end))
        actor = next((m.actor for m in mentions if m.actor and m.head.overlaps(head)), None)
    return Attribution(
        item_id("attribution", p.label, cue), cue, span, head, kind, actor, via, content, p.label,
        _quotation(text, content), None, _reason(p, text),
    )  # fmt: skip


def _weight(x: Proposed) -> tuple[float, int]:
    return x.score * (x.last - x.first), -x.first


def _quotation(text: Text, content: Span) -> str:
    """direct: all of it stands in quotation marks; mixed: a part."""
    inside = [q for q in text.quotes if q.inner.overlaps(content)]
    if any(q.outer.covers(content) for q in inside):
        return "direct"
    return "mixed" if any(content.covers(q.inner) for q in inside) else "indirect"


def _parents(every: Sequence[Attribution], new: set[str]) -> Iterator[Attribution]:
    """New ones hang on the innermost content around their cue; an old one without a parent may hang on a new one."""
    parents = {a.id: a.parent for a in every}
    for a in every:
        around = [b for b in every if b is not a and b.content is not None and b.content.covers(a.cue)]
        best = min(around, key=lambda b: len(b.content or b.cue), default=None)
        if best is not None and (a.id in new or (best.id in new and a.parent is None)) and not _above(a.id, best.id, parents):
            parents[a.id] = best.id
    yield from (replace(a, parent=parents[a.id]) for a in every)


def _above(one: str, other: str, parents: dict[str, str | None]) -> bool:
    """Does `one` already stand above `other` (or is it the same)?"""
    at: str | None = other
    while at is not None:
        if at == one:
            return True
        at = parents.get(at)
    return False


def _reason(p: Predicate, text: Text) -> Reason:
    says = f"the tagger read a reporting cue of the stance {p.label}"
    return Reason(RULE, says, (text.span_of(p.first, p.last),), round(p.score * p.share, 4))
