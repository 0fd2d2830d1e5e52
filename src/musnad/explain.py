"""explain(): the rules, characters and scores behind one item of a record."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from musnad.errors import BadRequest
from musnad.record import Item, Reason, Record, Span


@dataclass(frozen=True, slots=True)
class Step:
    """One reason in the tree: how deep, which rule, its sentence, the characters it stands on, its score."""

    depth: int
    rule: str
    sentence: str
    spans: tuple[tuple[Span, str], ...]
    score: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why an item is in the record. `str()` prints it: one line a reason, parts indented under what they support."""

    item: Item
    steps: tuple[Step, ...]

    def __str__(self) -> str:
        lines = [f"{self.item.id}"]
        for step in self.steps:
            quotes = "; ".join(f"{span.start}-{span.end} «{quote}»" for span, quote in step.spans)
            lines.append(
                f"{'  ' * (step.depth + 1)}{step.sentence}  [{step.rule}, {step.score:.2f}]  {quotes}".rstrip()
            )
        return "\n".join(lines)


def explain(record: Record, item_id: str) -> Explanation:
    """The reasons behind the item with this id. Raises BadRequest with the nearest id when there is none."""
    items = record.items()
    item = items.get(item_id)
    if item is None:
        near = difflib.get_close_matches(item_id, items, n=3, cutoff=0.4)
        hint = f"; near it: {', '.join(near)}" if near else ""
        raise BadRequest(f"there is no item '{item_id}' in this record{hint}")
    return Explanation(item, tuple(_walk(item.reason, record.document.text, 0)))


def _walk(reason: Reason, text: str, depth: int) -> list[Step]:
    spans = tuple((span, span.of(text)) for span in reason.spans)
    steps = [Step(depth, reason.rule, reason.sentence, spans, reason.score)]
    for part in reason.parts:
        steps += _walk(part, text, depth + 1)
    return steps
