"""Passage files -> passages with exact spans. Every mistake is a letter with file and line; a passage with mistakes is still
returned with the items that are right, so that one slip does not hide the rest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from corpus.tools.items import ItemError, read_item
from corpus.tools.nouns import Event, Mistake, Passage, Relation

PASSAGES = Path(__file__).resolve().parents[1] / "passages"
Line = tuple[int, str]


def passages(paths: list[Path] | None = None) -> tuple[list[Passage], list[Mistake]]:
    """All passages of the files (default: the whole corpus) and what is wrong with them."""
    found: list[Passage] = []
    mistakes: list[Mistake] = []
    for path in paths or sorted(PASSAGES.glob("*.txt")):
        for block in _blocks(path):
            passage = _passage(block, path, mistakes)
            if passage is not None:
                found.append(passage)
    return found, mistakes


def _blocks(path: Path) -> Iterator[list[Line]]:
    block: list[Line] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("# ") and block:
            yield block
            block = []
        if line.strip() and (block or line.startswith("# ")):
            block.append((number, line.strip()))
    if block:
        yield block


def _passage(block: list[Line], path: Path, mistakes: list[Mistake]) -> Passage | None:
    (first, head), rest = block[0], block[1:]
    name = head[2:].strip()
    fields = {"style": "", "date": "", "tags": ""}
    lines: list[str] = []
    items: list[Line] = []
    title = None
    for number, line in rest:
        word, _, tail = line.partition(" ")
        if word in fields:
            fields[word] = tail.strip()
        elif word in ("H", "T"):
            lines.append(tail.strip())
            title = tail.strip() if word == "H" and len(lines) == 1 else title
        else:
            items.append((number, line))
    if not lines:
        mistakes.append(Mistake(path.name, first, name, "no T line: the passage has no text"))
        return None
    made = Passage(
        name, "en" if "-en-" in name else "ar", fields["style"], fields["date"] or None, tuple(fields["tags"].split()),
        title, "\n".join(lines), path.name, first,
    )  # fmt: skip
    for number, line in items:
        try:
            read_item(line, made)
        except ItemError as error:
            mistakes.append(Mistake(path.name, number, name, str(error)))
    mistakes += [Mistake(path.name, first, name, sentence) for sentence in dangling(made)]
    return made


def dangling(passage: Passage) -> Iterator[str]:
    """References of a passage that lead nowhere."""
    keys = {m.key for m in passage.mentions}
    links = {a.id: a for a in passage.attributions}
    for event in passage.events:
        used = [*event.actors, *event.recipients, event.place, event.time]
        yield from (f"event {event.id} refers to {k}, which no m line has" for k in used if k and k not in keys)
    for relation in passage.relations:
        used = [relation.head, relation.tail, relation.since, relation.until]
        yield from (f"relation {relation.id} refers to {k}, which no m line has" for k in used if k and k not in keys)
    hanging: list[Event | Relation] = [*passage.events, *passage.relations]
    for item in hanging:
        if item.by and item.by not in links:
            yield f"{type(item).__name__.lower()} {item.id} hangs on attribution {item.by}, which no a line has"
    for link in passage.attributions:
        if link.parent and (link.parent not in links or link.parent == link.id):
            yield f"attribution {link.id} stands in {link.parent}, which no other a line has"
