"""`musnad read`: articles in, records out, letters for what failed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from musnad.errors import BadRequest, MusnadError
from musnad.intake import Known, Options, Received, read_paths, read_stdin, read_url
from musnad.record import Record


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user asked for: the form of the output and how to read."""

    json: bool
    claims: bool
    html: Path | None
    out: Path | None
    fields: tuple[str, ...]
    interface: str
    model: bool


@dataclass(slots=True)
class Tally:
    """What came of a run."""

    read: int = 0
    failed: list[str] = field(default_factory=list)


def run(sources: list[str], known: Known, wanted: Wanted) -> int:
    """Exit code: 0 when everything was read, 1 when something was not."""
    check(wanted)
    options = Options(known=known, fields=dict(_pair(f) for f in wanted.fields))
    many = len(sources) > 1 or any(Path(s).is_dir() or s.endswith((".jsonl", ".ndjson")) for s in sources if s != "-")
    received = receive(sources, options)
    if many and not wanted.claims and wanted.html is None:
        return _stream(received, wanted, len(sources) if len(sources) > 1 else None)
    return _each(received, wanted)


def check(wanted: Wanted) -> None:
    """Raises BadRequest for options that contradict each other or have no such value."""
    from musnad.show.labels import INTERFACES

    if wanted.interface not in INTERFACES:
        raise BadRequest(f"--in {wanted.interface}: the interface is there in {' and '.join(INTERFACES)}")
    if wanted.html is not None and (wanted.json or wanted.claims):
        raise BadRequest("--html writes a page; give it without --json and --claims")


def receive(sources: list[str], options: Options) -> Iterator[Received]:
    """The articles of all sources in their order, lazily."""
    for source in sources:
        if source == "-":
            yield from read_stdin(options=options)
        elif source.startswith(("http://", "https://")):
            yield from read_url(source, options=options)
        else:
            yield from read_paths([source], options=options)


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name or not value:
        raise BadRequest(f"--field {text}: expected NAME=FIELD, such as text=content")
    return name, value


def _each(received: Iterator[Received], wanted: Wanted) -> int:
    """Show every article for reading."""
    tally = Tally()
    for item in received:
        record = _record(item, wanted, tally)
        if record is None:
            _complain(tally.failed[-1])
            continue
        for note in item.notes:
            print(f"musnad: {item.where}: {note}", file=sys.stderr)
        _put(record, wanted, tally)
    if not tally.read and not tally.failed:
        _complain("there was no article to read")
        return 1
    return 1 if tally.failed else 0


def _put(record: Record, wanted: Wanted, tally: Tally) -> None:
    if wanted.json or wanted.out:
        from musnad.record.wire import dumps

        _write_line(dumps(record), wanted.out, first=tally.read == 1)
    elif wanted.html is not None:
        from musnad.show.page import page

        if tally.read > 1:
            raise BadRequest(f"--html {wanted.html} takes one article; give the others their own pages")
        wanted.html.write_text(page(record, wanted.interface), encoding="utf-8")
        print(f"musnad: wrote {wanted.html}", file=sys.stderr)
    else:
        from rich.console import Console

        from musnad.show.terminal import show, show_claims

        console = Console(soft_wrap=True)
        (show_claims if wanted.claims else show)(record, console, wanted.interface)


def _write_line(line: str, out: Path | None, *, first: bool) -> None:
    if out is None:
        sys.stdout.write(line + "\n")
        return
    with out.open("w" if first else "a", encoding="utf-8") as file:
        file.write(line + "\n")


def _stream(received: Iterator[Received], wanted: Wanted, total: int | None) -> int:
    """One JSON line an article, a progress bar on stderr, and a summary of what failed and why."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from musnad.record.wire import dumps

    tally = Tally()
    console = Console(stderr=True)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    file: IO[str] = wanted.out.open("w", encoding="utf-8") if wanted.out else sys.stdout
    try:
        with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
            task = progress.add_task("reading", total=total)
            for item in received:
                record = _record(item, wanted, tally)
                if record is not None:
                    file.write(dumps(record) + "\n")
                progress.advance(task)
    finally:
        if wanted.out:
            file.close()
    _summary(tally)
    return 1 if tally.failed or not tally.read else 0


def _record(item: Received, wanted: Wanted, tally: Tally) -> Record | None:
    """The record of a received article; None, with a letter in the tally, when it could not be read."""
    if item.document is None:
        tally.failed.append(f"{item.where}: {item.letter}")
        return None
    from musnad.reader import read

    try:
        record = read(item.document, model=wanted.model)
    except MusnadError as error:
        tally.failed.append(f"{item.where}: {error}")
        return None
    tally.read += 1
    return record


def _summary(tally: Tally) -> None:
    print(f"musnad: {tally.read} articles read, {len(tally.failed)} not", file=sys.stderr)
    for letter in tally.failed[:50]:
        _complain(letter)
    if len(tally.failed) > 50:
        print(f"musnad: and {len(tally.failed) - 50} more", file=sys.stderr)


def _complain(letter: str) -> None:
    print(f"musnad: {letter}", file=sys.stderr)
