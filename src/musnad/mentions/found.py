"""What the finders of this room hand on, before overlaps are settled and ids are given."""

from __future__ import annotations

from dataclasses import dataclass

from musnad.record import Mention, Reason, Span, changed, item_id, quick

UNSURE = "a name that the registry knows, and others bear too; something else in the text supports it"


NEAR = 6  # mentions looked back at for an overlap; cores are short, so that older ones have ended


@quick
@dataclass(frozen=True, slots=True)
class Found:
    """A possible mention: `rule` the entry or rule that found it, `why` its readable sentence, `score` 0 to 1."""

    span: Span
    head: Span
    kind: str
    form: str
    rule: str
    why: str
    score: float = 1.0

    def mention(self) -> Mention:
        reason = Reason(self.rule, self.why, (self.head,), self.score)
        return Mention(
            item_id("mention", self.kind, self.span), self.span, self.head, self.kind, self.form, None, reason
        )


def settled(found: list[Found]) -> list[Found]:
    """One mention for each core; what stands inside another's name is dropped unless it is of another sort."""
    best: dict[Span, Found] = {}
    for one in found:
        held = best.get(one.head)
        best[one.head] = one if held is None else _better(one, held)
    kept: list[Found] = []
    for one in sorted(best.values(), key=lambda f: (f.head.start, -f.head.end)):
        start, end = one.head.start, one.head.end
        around = next((k for k in kept[: -NEAR - 1 : -1] if start < k.head.end and k.head.start < end), None)
        if around is None or (
            around.form == "nominal" and around.head.covers(one.head) and around.head.start < one.head.start
        ):
            kept.append(one)
        elif one.rule.startswith("registry.") and one.head.start == around.head.start and one.form == "name":
            longer = around.kind == one.kind == "person" and around.head.covers(one.head)
            kept[kept.index(around)] = changed(one, span=around.span, head=around.head) if longer else one
        elif not around.head.covers(one.head) and _rank(one) > _rank(around):
            kept[kept.index(around)] = one
    return sorted(kept, key=lambda f: (f.span.start, -f.span.end))


def _better(one: Found, held: Found) -> Found:
    """The weightier of two with the same core; a name of the registry takes over the title around the other."""
    for known, other in ((one, held), (held, one)):
        if known.rule.startswith("registry.") and not other.rule.startswith("registry.") and other.kind == known.kind:
            return changed(known, span=known.span if len(known.span) >= len(other.span) else other.span)
    return one if _rank(one) > _rank(held) else held


def _rank(one: Found) -> tuple[bool, float, int]:
    return (one.form == "name", one.score, len(one.span))
