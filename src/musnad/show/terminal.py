"""The terminal view: who, then what on whose word, each claim under its chain. Right-to-left is left to the terminal:
text is printed in its stored order, never reversed or reshaped."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from rich.console import Console
from rich.markup import escape
from rich.text import Text as Rich

from musnad.record import Record
from musnad.show.labels import words as interface_words
from musnad.show.view import Group, Line, Link, Names, groups, interval

ISOLATE, POP = "\u2068", "\u2069"  # so that a right-to-left name does not turn the line around it


def show(record: Record, console: Console, interface: str = "en") -> None:
    """Print the whole record: actors, claims by chain, times and places."""
    words = interface_words(interface)
    for line in _head(record, interface):
        console.print(line, highlight=False)
    _section(console, words("ui", "actors"), _actors(record, interface))
    _section(console, words("ui", "claims"), _claims(record, interface))
    _section(console, words("ui", "places"), _places(record, interface))
    _section(console, words("ui", "times"), _times(record, interface))


def show_claims(record: Record, console: Console, interface: str = "en") -> None:
    """Claim by claim: who says (through whom): what, with which reservation."""
    words = interface_words(interface)
    for group in groups(record, words):
        who = chain_words(group, interface)
        for line in group.lines:
            console.print(f"{who}: {sentence(line, interface)}", highlight=False, markup=False, soft_wrap=True)


def chain_words(group: Group, interface: str) -> str:
    """The chain in one line: the outlet > its source > that source's source (through ...)."""
    words = interface_words(interface)
    parts = [words("ui", "outlet")] + [_link(link, interface) for link in group.links]
    return " > ".join(parts)


def sentence(line: Line, interface: str) -> str:
    """An event or relation as one line of plain text."""
    words = interface_words(interface)
    who = _names(line.who) or ("" if line.whom else words("ui", "no_actor"))
    parts = [f"{words('ui', 'by')} {who}" if who and line.code[0].isupper() else who]
    if line.code[0].isupper():
        parts = [f"{line.what} [{line.code}]", *parts]
        if line.whom:
            parts.append(f"{words('ui', 'against')} {_names(line.whom)}")
    else:
        parts += [line.what, _names(line.whom)]
    if line.where:
        parts.append(f"{words('ui', 'at')} {_safe(line.where)}")
    if line.when:
        parts.append(f"{words('ui', 'on')} {_safe(line.when)}")
    parts += [_safe(t) for t in line.tolls]
    if line.reserve:
        parts.append(f"({', '.join(line.reserve)})")
    return " ".join(p for p in parts if p)


def _head(record: Record, interface: str) -> Iterator[Rich]:
    words = interface_words(interface)
    document = record.document
    title = document.title or document.text.strip().split("\n", 1)[0]
    yield Rich(title if len(title) <= 160 else title[:157] + "…", style="bold")
    known = [
        document.outlet,
        document.published and f"{words('ui', 'published')} {document.published}",
        document.language,
    ]
    yield Rich(" · ".join(k for k in known if k), style="dim")


def _section(console: Console, title: str, lines: Iterator[str]) -> None:
    shown = list(lines)
    if shown:
        console.print(f"\n[bold cyan]{escape(title)}[/]", highlight=False)
    for line in shown:
        console.print(line, highlight=False, soft_wrap=True)


def _actors(record: Record, interface: str) -> Iterator[str]:
    words = interface_words(interface)
    names = Names(record, words)
    for actor in record.actors:
        facts = [words("kind", actor.kind), actor.country or "", "/".join(actor.sectors)]
        if actor.private:
            facts.append(words("ui", "private"))
        also = [n.text for n in actor.names if n.text != actor.name]
        line = f"  {escape(_safe(actor.name))}  [dim]{escape(', '.join(f for f in facts if f))}[/]"
        if also:
            line += f"  {words('ui', 'also')}: {escape(_names(tuple(dict.fromkeys(also))))}"
        for role in actor.roles:
            of = f" {words('ui', 'leads_of')} {_safe(names.actor(role.of))}" if role.of else ""
            line += f"\n      {escape(_safe(role.title) + of)}"
        yield line


def _claims(record: Record, interface: str) -> Iterator[str]:
    words = interface_words(interface)
    found = [g for g in groups(record, words) if g.lines]
    if not found:
        yield f"  {words('ui', 'no_events')}"
    for group in found:
        yield f"  [yellow]{escape(chain_words(group, interface))}[/]"
        for line in group.lines:
            yield f"    • {escape(sentence(line, interface))}"
            yield f"      [dim]«{escape(line.quote)}»  {escape(line.id)}[/]"


def _places(record: Record, interface: str) -> Iterator[str]:
    words = interface_words(interface)
    for place in record.places:
        where = f"{place.lat:.3f}, {place.lon:.3f}" if place.lat is not None and place.lon is not None else ""
        if not where:
            where = words("ui", "unresolved")
        facts = [place.country or "", place.admin1 or "", words("precision", place.precision), where]
        yield f"  {escape(_safe(place.area or place.name))}  [dim]{escape(', '.join(f for f in facts if f))}[/]"


def _times(record: Record, interface: str) -> Iterator[str]:
    words = interface_words(interface)
    names = Names(record, words)
    for time in record.times:
        value = interval(time) or words("ui", "unanchored")
        yield f"  {escape(_safe(names.quote(time.span)))}  [dim]{escape(value)}[/]"


def _link(link: Link, interface: str) -> str:
    words = interface_words(interface)
    through = f" {words('ui', 'via')} {_names(link.via)}" if link.via else ""
    return f"{_safe(link.who)} ({link.stance}, {link.quotation}{through})"


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(_safe(n) for n in names)


def _safe(text: str) -> str:
    """A name that runs from right to left, isolated so that it does not turn the line around it."""
    return f"{ISOLATE}{text}{POP}" if any(unicodedata.bidirectional(c) in ("R", "AL") for c in text) else text
