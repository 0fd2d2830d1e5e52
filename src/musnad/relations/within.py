"""Relations inside one description: "fighters of X", "the X leader", "a patrol of X" bind whom they describe to X."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from musnad.record import BODIES, PLACES, Mention, Reason, Span, Text
from musnad.record.span import cover
from musnad.relations.found import Found
from musnad.relations.rules import Rules
from musnad.rules import Hit

LESSER = "member_of"
SCORE = 0.7  # a description says less surely than a verb that the bond holds


def within(text: Text, mentions: Sequence[Mention], rules: Rules) -> Iterator[Found]:
    """One relation for each description that holds an office or part (`role_titles`) and the body that it is of."""
    bodies = sorted((m for m in mentions if m.kind in BODIES and m.actor), key=lambda m: (m.span.start, -len(m.span)))
    starts: dict[int, list[Mention]] = {}
    for body in bodies:
        starts.setdefault(text.token_at(body.span.start), []).append(body)
    for mention in mentions:
        if mention.actor is None or mention.kind in PLACES:
            continue
        hit = _office(text, mention, rules)
        of = _body(text, mention, hit, starts, rules) if hit else None
        if hit and of and of.actor and of.actor != mention.actor:
            kind = _lessened(text, mention, hit, rules)
            reason = Reason(hit.entry.id, f"described as '{hit.entry.gloss}' of it", (hit.span, of.span), SCORE)
            yield Found(kind, mention.actor, of.actor, cover((hit.span, of.span)), hit.span, None, reason)


def _lessened(text: Text, mention: Mention, hit: Hit, rules: Rules) -> str:
    """The relation of the office; a deputy or former head is a member only."""
    kind = str(hit.entry.get("kind"))
    before = range(text.tokens_in(mention.span).start, hit.first)
    return LESSER if kind == "leads" and any(text.tokens[i].fold in rules.lessens for i in before) else kind


def _office(text: Text, mention: Mention, rules: Rules) -> Hit | None:
    """The office or part in the description: the head's own word, else the last such word of the head."""
    found = None
    for i in text.tokens_in(mention.head):
        hit = rules.titles.longest(text.tokens, i)
        if hit is not None and mention.span.covers(hit.span) and (found is None or not rules.head_first):
            found = hit
    if found and found.entry.get("kind") == "part_of" and mention.kind not in BODIES:
        return None
    return found


def _body(
    text: Text, mention: Mention, hit: Hit, starts: dict[int, list[Mention]], rules: Rules
) -> Mention | None:
    """The body that stands inside the description beside its office, or right after it behind one linking word."""
    inside = text.tokens_in(mention.span)
    near = [b for i in inside for b in starts.get(i, ()) if b is not mention and _beside(b, mention, hit.span)]
    if near:
        return near[0]
    after = inside.stop
    if after < len(text.tokens) and text.tokens[after].fold in rules.links:
        after += 1
        return next(iter(starts.get(after, ())), None)
    return None


def _beside(body: Mention, mention: Mention, office: Span) -> bool:
    return mention.span.covers(body.span) and not body.span.overlaps(office)
