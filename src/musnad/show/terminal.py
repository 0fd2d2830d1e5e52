"""The terminal view: who, then what on whose word, each claim under its chain, then where and when.

Right-to-left is left to the terminal: text is printed in its stored order, never reversed or reshaped. On a terminal
lines are wrapped under their beginning; into a file or a pipe each line goes whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text as Rich

from musnad.record import Record
from musnad.show.clean import clean, cut, isolated
from musnad.show.labels import Words
from musnad.show.labels import words as interface_words
from musnad.show.lists import Entry, actors, places, times
from musnad.show.names import Names
from musnad.show.sentences import Part, Row
from musnad.show.view import Group, Link, groups

MOST = 15  # entries of a list that are printed unless all are asked for
QUOTED = ("name", "time", "date", "toll")  # parts that the article or its numbers give
STYLES = {"what": "bold", "nobody": "dim", "date": "dim", "toll": "bold red", "reserve": "yellow"}


def show(record: Record, console: Console, interface: str = "en", *, all: bool = False) -> None:
    """Print the whole record. Lists of who, where and when end after MOST entries with a count, unless `all`."""
    words = interface_words(interface)
    names = Names(record, words)
    for line in _head(record, words):
        put(console, line)
    _section(console, words("ui", "actors"), _cut(actors(names), words, all))
    _section(console, words("ui", "claims"), _claims(groups(record, words), words))
    _section(console, words("ui", "places"), _cut(places(names), words, all))
    _section(console, words("ui", "times"), _cut(times(names), words, all))


def show_claims(record: Record, console: Console, interface: str = "en") -> None:
    """Claim by claim: who says (through whom): what, with which reservation."""
    words = interface_words(interface)
    found = groups(record, words)
    for group in found:
        for row in group.rows:
            put(console, Rich.assemble(chain(group, words), ": ", sentence(row, words)), indent=0, hang=4)
    if not found:
        put(console, Rich(words("ui", "no_events")))


def chain(group: Group, words: Words) -> Rich:
    """The chain in one line: the outlet > its source (how) > that source's source. The mark turns with the line."""
    parts = [Rich(words("ui", "outlet"), style="cyan"), *(_link(link, words) for link in group.links)]
    return Rich(" > ").join(parts)


def _link(link: Link, words: Words) -> Rich:
    how = words("ui", "list").join(link.how)
    if link.via:
        how += f"{words('ui', 'list')}{words('ui', 'via')} {words('ui', 'list').join(_isolated(link.via, words))}"
    return Rich.assemble((isolated(link.who, words.rtl), "cyan"), (f" ({how})", "dim"))


def sentence(row: Row, words: Words) -> Rich:
    """A row's parts as one line: names of a list with commas, the time after a comma, tolls after a semicolon, the
    reservations in brackets at the end."""
    comma, semicolon = words("ui", "list"), words("ui", "then")
    line, before = Rich(), ""
    for part in row.parts:
        line.append(_joint(part, before, comma, semicolon))
        text = isolated(part.text, words.rtl) if part.kind in QUOTED else part.text
        line.append(f"({text})" if part.kind == "date" else text, STYLES.get(part.kind))
        before = part.kind
    return line.append(")", "yellow") if before == "reserve" else line


def _joint(part: Part, before: str, comma: str, semicolon: str) -> str:
    """What stands between a part and the one before it."""
    if not before:
        return "(" if part.kind == "reserve" else ""
    if part.kind == "reserve":
        return comma if before == "reserve" else " ("
    if part.kind == before == "name" or (part.kind == "time" and before != "word"):
        return comma
    return semicolon if part.kind == "toll" else " "


def _head(record: Record, words: Words) -> Iterator[Rich]:
    document = record.document
    title = document.title or document.text.strip().split("\n", 1)[0]
    yield Rich(cut(clean(title), 160), style="bold")
    published = document.published and f"{words('ui', 'published')} {isolated(document.published, words.rtl)}"
    counted = words("ui", "counts").format(
        events=len(record.events), relations=len(record.relations), attributions=len(record.attributions),
        actors=len(record.actors),
    )  # fmt: skip
    known = [isolated(document.outlet or "", words.rtl), published, document.language, counted]
    yield Rich(" · ".join(k for k in known if k), style="dim")
    if not document.published and any(t.edtf is None for t in record.times):
        yield Rich(words("ui", "no_date"), style="dim")


def _section(console: Console, title: str, lines: Iterable[tuple[int, Rich]]) -> None:
    shown = list(lines)
    if shown:
        put(console, Rich())
        put(console, Rich(title, style="bold cyan"))
    for indent, line in shown:
        put(console, line, indent=indent)


def put(console: Console, line: Rich, indent: int = 0, hang: int = 2) -> None:
    """Print a line: wrapped with its continuation indented on a terminal, whole otherwise."""
    if not console.is_terminal:
        console.print(Rich.assemble(" " * indent, line), soft_wrap=True, highlight=False)
        return
    room = max(console.width - indent - hang, 20)
    wrapped = line.wrap(console, room)
    for i, piece in enumerate(wrapped):
        piece.rstrip()
        before = " " * (indent + (hang if i else 0))
        console.print(Rich.assemble(before, piece), highlight=False, soft_wrap=True)


def _claims(found: tuple[Group, ...], words: Words) -> Iterator[tuple[int, Rich]]:
    if not found:
        yield 2, Rich(words("ui", "no_events"))
    for group in found:
        yield 2, chain(group, words)
        for row in group.rows:
            yield 4, Rich.assemble("• ", sentence(row, words))
            facts = " · ".join((f"«{isolated(row.quote, words.rtl)}»", ", ".join(_isolated(row.codes, words)), row.short))
            yield 6, Rich(facts, style="dim")


def _isolated(texts: tuple[str, ...], words: Words) -> Iterator[str]:
    return (isolated(text, words.rtl) for text in texts)


def entry_line(entry: Entry, words: Words) -> Rich:
    line = Rich.assemble(isolated(entry.name, words.rtl), (f"  {words('ui', 'list').join(_isolated(entry.facts, words))}", "dim"))
    for label, said in entry.more:
        line.append(f" · {label + ': ' if label else ''}{isolated(said, words.rtl)}")
    return line.append(f"  {entry.short}", "dim")


def _cut(entries: tuple[Entry, ...], words: Words, all: bool) -> Iterator[tuple[int, Rich]]:
    listed = [entry_line(entry, words) for entry in entries]
    most = len(listed) if all or len(listed) <= MOST + 1 else MOST
    yield from ((2, line) for line in listed[:most])
    if len(listed) > most:
        yield 2, Rich(f"… {words('ui', 'and_more').format(n=len(listed) - most)} (--all)", style="dim")
