"""Which attribution stands inside which: the innermost other whose content holds the cue, and the order of those that
share one content."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from musnad.claims.reading import Draft
from musnad.record import Attribution, Span, changed


def with_parents(found: Sequence[Attribution], drafts: Sequence[Draft]) -> list[Attribution]:
    """Each attribution with its parent, `drafts` being the drafts that they were made of.

    The parent is the innermost other attribution whose content holds the cue. Several attributions of the same content
    (a speaker, and the agency according to which he spoke) hang on each other: "according to" and media stand outside.
    The parents never form a circle."""
    outside = {a.id: d.form == "adverbial" or a.source_kind == "media" for a, d in zip(found, drafts, strict=True)}
    parents: dict[str, str | None] = {}
    for group in _same_content(found):
        group.sort(key=lambda a: (not outside[a.id], a.cue.start))
        around = _innermost(group[0], found, group)
        parents[group[0].id] = around.id if around else None
        for outer, inner in pairwise(group):
            between = _innermost(inner, found, group)
            nearer = between is not None and between is not around
            parents[inner.id] = between.id if between and nearer else outer.id
    for a in found:
        if _circles(a.id, parents):
            parents[a.id] = None
    return [a if parents[a.id] == a.parent else changed(a, parent=parents[a.id]) for a in found]


def _same_content(found: Sequence[Attribution]) -> list[list[Attribution]]:
    groups: dict[Span | str, list[Attribution]] = {}
    for a in found:
        groups.setdefault(a.content or a.id, []).append(a)
    return list(groups.values())


def _innermost(a: Attribution, found: Sequence[Attribution], group: Sequence[Attribution]) -> Attribution | None:
    around = [b for b in found if b.content is not None and b.content.covers(a.cue) and b not in group]
    if a.content is not None:
        around = [b for b in around if not a.content.covers(b.cue) or len(b.content or a.cue) > len(a.content)]
    return min(around, key=lambda b: len(b.content or a.cue), default=None)


def _circles(start: str, parents: Mapping[str, str | None]) -> bool:
    seen, at = {start}, parents[start]
    while at is not None:
        if at in seen:
            return at == start
        seen.add(at)
        at = parents[at]
    return False
