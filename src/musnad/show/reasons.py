"""Why an item is in the record, for the terminal: what it says, where it stands, its chain, its reasons as a tree."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text as Rich

from musnad.record import Claim, Event, Item, Mention, Reason, Record, Relation, Span
from musnad.show.clean import cut, isolated
from musnad.show.labels import Words
from musnad.show.labels import words as interface_words
from musnad.show.lists import Entry, actors, places, times
from musnad.show.names import Names
from musnad.show.terminal import chain, entry_line, put, sentence
from musnad.show.view import Group, groups, link


def show_reasons(record: Record, item: Item, console: Console, interface: str = "en") -> None:
    """Print what stands behind one item of the record."""
    words = interface_words(interface)
    names = Names(record, words)
    put(console, _headline(record, item, names))
    put(console, Rich(item.id, style="dim"))
    group = _group(record, item, words)
    if group is not None:
        _titled(console, words("ui", "chain"), [(0, chain(group, words))])
    _titled(console, words("ui", "reasons"), _tree(item.reason, names, words))
    claim = record.items().get(item.claim) if isinstance(item, Event | Relation) else None
    if isinstance(claim, Claim):
        _titled(console, words("ui", "why_chain"), _tree(claim.reason, names, words))


def _titled(console: Console, title: str, lines: list[tuple[int, Rich]] | Iterator[tuple[int, Rich]]) -> None:
    put(console, Rich(title, style="bold cyan"))
    for depth, line in lines:
        put(console, line, indent=2 + 2 * depth)


def _headline(record: Record, item: Item, names: Names) -> Rich:
    """The item in words, as the record's views say it."""
    words = names.words
    for group in groups(record, words):
        for row in group.rows:
            if row.id == item.id:
                return sentence(row, words)
    for entry in _entries(names):
        if item.id in entry.ids:
            return entry_line(entry, words)
    return Rich(isolated(cut(names.quote(_own(item)), 160), words.rtl))


def _entries(names: Names) -> Iterator[Entry]:
    yield from actors(names)
    yield from places(names)
    yield from times(names)


def _own(item: Item) -> Span:
    """The characters of an item that has no sentence of its own (mention, attribution, claim)."""
    if isinstance(item, Mention):
        return item.span
    found = getattr(item, "cue", None) or getattr(item, "content", None)
    return found if isinstance(found, Span) else Span(0, 1)


def _group(record: Record, item: Item, words: Words) -> Group | None:
    """The chain that an event, relation or claim hangs on, or that an attribution is a link of."""
    names = Names(record, words)
    if item.id in names.attributions:
        up: list[str] = []
        at: str | None = item.id
        while at in names.attributions and at not in up:
            up.insert(0, at)
            at = names.attributions[at].parent
        return Group(tuple(link(names.attributions[i], names) for i in up), (), ())
    claim = item if isinstance(item, Claim) else record.items().get(getattr(item, "claim", None) or "")
    if not isinstance(claim, Claim):
        return None
    links = tuple(link(names.attributions[i], names) for i in claim.chain if i in names.attributions)
    return Group(links, (claim.id,), ())


def _tree(reason: Reason, names: Names, words: Words, depth: int = 0) -> Iterator[tuple[int, Rich]]:
    """One line a reason, those it rests on below it and further in."""
    line = Rich.assemble("• " if depth else "", reason.sentence)
    quotes = "; ".join(
        f"{span.start}-{span.end} «{isolated(cut(names.quote(span), 60), words.rtl)}»" for span in reason.spans
    )
    if quotes:
        line.append(f"  {quotes}", "yellow")
    line.append(f"  [{reason.rule}, {reason.score:.2f}]", "dim")
    yield depth, line
    for part in reason.parts:
        yield from _tree(part, names, words, depth + 1)
