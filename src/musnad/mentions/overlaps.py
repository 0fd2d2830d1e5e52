"""Two mentions on the same words, one of the rules and one of the tagger: how do their words and kinds lie to each other?"""

from __future__ import annotations

from musnad.record import PLACES, Mention, Span, Text

OPENING, CLOSING = ("(", "[", "«", "“"), (")", "]", "»", "”")
# Kinds that say much the same of a phrase.
CLOSE = (
    frozenset({"place", "government", "facility"}), frozenset({"organization", "group", "government", "military", "media"}),
    frozenset({"people", "person", "group", "military"}),
)  # fmt: skip


def bare(text: Text, first: int, last: int) -> tuple[int, int]:
    """The tokens without marks at their edges (what opens and closes inside stays)."""
    tokens = text.tokens
    while last - first > 1 and tokens[first].kind == "mark":
        first += 1
    opened = [i for i in range(first, last) if tokens[i].text in OPENING]
    if opened and not any(tokens[i].text in CLOSING for i in range(opened[-1], last)):
        last = max(opened[-1], first + 1)  # what a bracket opens and the words do not close stands outside
    while last - first > 1 and tokens[last - 1].kind == "mark" and not any(t.kind == "mark" for t in tokens[first : last - 1]):
        last -= 1
    return first, last


def in_registry(mention: Mention) -> bool:
    """Does the registry of states, bodies and persons know the name?"""
    return mention.reason.rule.startswith("registry.")


def known(mention: Mention) -> bool:
    """Does the registry or the gazetteer know the name?"""
    return mention.reason.rule.startswith(("registry.", "places."))


def excludes(kept: Mention, new: Mention) -> bool:
    """May the new one not stand beside the kept one? A place may lie inside the name of a body."""
    if kept.kind in PLACES and new.kind in PLACES and kept.span.covers(new.span):
        return True  # the head noun of a place that is there already ("town" of "town of X")
    if kept.form == "name" and kept.kind == new.kind and kept.span.covers(new.span):
        return True  # the office that stands before a name is told with it
    inside = new.span.covers(kept.span) and new.span != kept.span
    nested = inside and (kept.kind not in PLACES or new.kind not in PLACES)
    return kept.head.overlaps(new.span) and not nested


def close(a: str, b: str) -> bool:
    return a == b or any({a, b} <= kinds for kinds in CLOSE)


def cover(head: Span, mention: Mention) -> Span:
    """The phrase that holds the new core: the old phrase as far as it reached beyond the old core."""
    return Span(min(head.start, mention.span.start), max(head.end, mention.span.end))


def with_title(span: Span, mention: Mention) -> bool:
    """Is the tagger's person the rules' name with the title or rank before it?"""
    longer = span.start < mention.head.start and span.end == mention.head.end
    return mention.kind == "person" and longer and mention.span.covers(span)


def fits(span: Span, mention: Mention, text: Text) -> bool:
    """Does the tagger's span share its first or last word with the rules' core?"""
    mine, theirs = text.tokens_in(mention.head), text.tokens_in(span)
    return mine.start == theirs.start or mine.stop == theirs.stop
