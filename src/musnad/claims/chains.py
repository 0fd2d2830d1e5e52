"""On whose word: the claim of every event and relation, and its chain from the outlet inward."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from musnad.claims.carry import is_heading
from musnad.record import Attribution, Claim, Event, Reason, Relation, Sentence, Span, Text, changed, item_id, quick

ALIKE = 0.5  # share of a headline's words that the sentence repeating it must have
FREE_QUOTE_WORDS = 4  # a quotation without a cue of its own is speech from so many words on
FREE_QUOTE_REACH = 1  # paragraphs back to the voice that it goes on with


@quick
@dataclass(frozen=True, slots=True)
class Ground:
    """Where a claim stands: its chain (attributions, outermost first), its content, and why."""

    chain: tuple[Attribution, ...]
    content: Span
    why: Reason


def link_claims(
    text: Text, attributions: Sequence[Attribution], events: Sequence[Event], relations: Sequence[Relation]
) -> tuple[tuple[Claim, ...], tuple[Event, ...], tuple[Relation, ...]]:
    """(claims, events, relations): every event and relation with the id of its claim.

    The claim is that of the innermost attribution whose content covers the trigger; an event whose trigger is the cue
    itself (accuse, threaten) hangs outside that attribution. An empty chain is the outlet's own word. There is one claim
    for each distinct chain and content; a headline takes the chain of the sentence in the body that repeats it."""
    by_id = {a.id: a for a in attributions}
    grounds = [ground(text, attributions, by_id, e.trigger) for e in events]
    grounds += [ground(text, attributions, by_id, _anchor(r)) for r in relations]
    ids = [*(e.id for e in events), *(r.id for r in relations)]
    named: dict[tuple[tuple[str, ...], Span], str] = {}
    about: dict[str, list[str]] = {}
    kept: dict[str, Ground] = {}
    of: list[str] = []
    for item, g in zip(ids, grounds, strict=True):
        key = (tuple(a.id for a in g.chain), g.content)
        if key not in named:
            kind = "said" if g.chain else "own"
            nth = sum(1 for (chain, content) in named if content == g.content and bool(chain) == bool(g.chain))
            named[key] = item_id("claim", kind, g.content, nth)
        about.setdefault(named[key], []).append(item)
        kept.setdefault(named[key], g)
        of.append(named[key])
    claims = tuple(
        Claim(i, tuple(about[i]), tuple(a.id for a in g.chain), g.content, g.why)
        for i, g in sorted(kept.items(), key=lambda pair: (pair[1].content, pair[0]))
    )
    n = len(events)
    return (
        claims,
        tuple(changed(e, claim=c) for e, c in zip(events, of[:n], strict=True)),
        tuple(changed(r, claim=c) for r, c in zip(relations, of[n:], strict=True)),
    )


def _anchor(relation: Relation) -> Span:
    if relation.reason.spans:
        return relation.reason.spans[0]
    return relation.evidence[0] if relation.evidence else Span(0, 1)


def ground(text: Text, attributions: Sequence[Attribution], by_id: dict[str, Attribution], trigger: Span) -> Ground:
    """The chain and content for one trigger."""
    around = [
        a for a in attributions
        if a.content is not None and a.content.start <= trigger.start < a.content.end and not a.cue.overlaps(trigger)
    ]  # fmt: skip
    if around:
        return _said(text, around, by_id)
    sentence = text.sentence_at(trigger.start)
    if sentence is None:
        return Ground((), trigger, Reason("claims.chain/own", "the outlet says it itself", (trigger,)))
    if is_heading(text, sentence) and (repeated := _repeated(text, attributions, by_id, sentence)):
        return repeated
    free = _free_quote(text, attributions, by_id, trigger)
    return free or Ground((), sentence.span, Reason("claims.chain/own", "the outlet says it itself", (sentence.span,)))


def _said(text: Text, around: Sequence[Attribution], by_id: dict[str, Attribution]) -> Ground:
    """The innermost of the attributions around: the shortest content, and of those with the same one the deepest."""
    inner = min(around, key=lambda a: (len(a.content or a.cue), -len(_up(a, by_id)), a.cue.start))
    chain = _up(inner, by_id)
    parts = tuple(a.reason for a in chain)
    why = Reason(
        "claims.chain/content", "it stands in what the last of the chain says", tuple(a.cue for a in chain), 1.0, parts
    )
    return Ground(tuple(chain), inner.content or inner.cue, why)


def _up(a: Attribution, by_id: dict[str, Attribution]) -> list[Attribution]:
    """The attribution and those around it, outermost first."""
    found = [a]
    while found[-1].parent and found[-1].parent in by_id and by_id[found[-1].parent] not in found:
        found.append(by_id[found[-1].parent])
    return found[::-1]


def _free_quote(
    text: Text, attributions: Sequence[Attribution], by_id: dict[str, Attribution], trigger: Span
) -> Ground | None:
    """A quotation without a cue of its own goes on with the voice of the quotation before it."""
    quote = text.quote_at(trigger.start)
    sentence = text.sentence_at(trigger.start)
    if quote is None or sentence is None or len(text.tokens_in(quote.inner)) < FREE_QUOTE_WORDS:
        return None
    before = [
        a
        for a in attributions
        if a.content is not None and a.cue.start < quote.outer.start and a.quotation != "indirect" and a.parent is None
    ]
    if not before:
        return None
    last = max(before, key=lambda a: a.cue.start)
    at = text.sentence_at(last.cue.start)
    if at is None or sentence.paragraph - at.paragraph > FREE_QUOTE_REACH:
        return None
    if any(is_heading(text, s) for s in text.sentences if at.start < s.start <= sentence.start):
        return None
    why = Reason(
        "claims.chain/free_quote",
        "a quotation without a cue goes on with the last quoted voice",
        (quote.outer, last.cue),
        0.7,
    )
    return Ground(tuple(_up(last, by_id)), quote.inner, why)


def _repeated(
    text: Text, attributions: Sequence[Attribution], by_id: dict[str, Attribution], heading: Sentence
) -> Ground | None:
    """The chain of the sentence in the body that says what the heading says."""
    words = _words(text, heading.span)
    if not words:
        return None
    later = [s for s in text.sentences if s.start > heading.start and not is_heading(text, s)]
    scored = [(len(words & _words(text, s.span)) / len(words), -s.start, s) for s in later]
    if not scored:
        return None
    share, _, sentence = max(scored, key=lambda x: (x[0], x[1]))
    if share < ALIKE:
        return None
    inside = [a for a in attributions if a.content is not None and sentence.start <= a.cue.start < sentence.end]
    best = max(
        inside, key=lambda a: (len(words & _words(text, a.content or a.cue)), -len(a.content or a.cue)), default=None
    )
    if best is None or len(words & _words(text, best.content or best.cue)) / len(words) < ALIKE * share:
        return None
    why = Reason(
        "claims.chain/headline",
        "a sentence of the body repeats the headline with its source",
        (heading.span, best.content or best.cue),
        round(share, 2),
    )
    return Ground(tuple(_up(best, by_id)), heading.span, why)


def _words(text: Text, span: Span) -> set[str]:
    """Content words of the span, cut to their first letters so that endings do not count."""
    folds = (text.tokens[k] for k in text.tokens_in(span))
    return {_stem(t.fold) for t in folds if t.kind != "mark" and len(t.fold) > 2}


def _stem(fold: str) -> str:
    return fold[-5:] if len(fold) > 6 else fold[:5]
