"""`musnad read`: articles in, records out, letters for what failed."""

from __future__ import annotations

import gc
import traceback
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from musnad.cli.letters import cannot_write, complain, defect
from musnad.cli.output import Sink, Wanted, sink_for
from musnad.cli.sift import Sifted
from musnad.errors import BadDocument, BadRequest, MusnadError
from musnad.intake import Options, Received, read_paths, read_stdin, read_url
from musnad.record import Document, Record

LETTERS = 50  # of a run's letters this many are printed again in its summary
EVERY = 500  # articles between two collections
JSON_LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")


@dataclass(slots=True)
class Tally:
    """What came of a run."""

    read: int = 0
    failed: list[str] = field(default_factory=list)
    notes: int = 0
    sifted: Sifted = field(default_factory=Sifted)


def run(sources: list[str], options: Options, wanted: Wanted) -> int:
    """Exit code: 0 when everything was read, 1 when something was not, 130 when the user stopped it."""
    check(sources, wanted)
    many = len(sources) > 1 or any(_holds_many(source) for source in sources)
    sink = sink_for(wanted, many)
    tally = Tally()
    stopped = False
    try:
        _all(sources, options, wanted, sink, tally, many)
    except KeyboardInterrupt:
        stopped = True
    finally:
        sink.close()
    if many or stopped:
        _summary(tally, stopped)
    elif not tally.read and not tally.failed:
        tally.failed.append("there was no article to read")
        complain(tally.failed[0])
    return 130 if stopped else 1 if tally.failed or not (tally.read or tally.sifted.count) else 0


def check(sources: list[str], wanted: Wanted) -> None:
    """Raises BadRequest for options that contradict each other, have no such value, or would destroy an article."""
    from musnad.show.labels import INTERFACES

    if wanted.interface not in INTERFACES:
        raise BadRequest(f"--in {wanted.interface}: the interface is there in {' and '.join(INTERFACES)}")
    forms = [name for name, on in (("--json", wanted.json), ("--claims", wanted.claims), ("--html", wanted.html)) if on]
    if len(forms) > 1:
        raise BadRequest(f"{' and '.join(forms)} are different outputs: give one of them")
    if wanted.out and forms and forms != ["--json"]:
        raise BadRequest(f"--out writes JSON lines: give it without {forms[0]}")
    for target in (wanted.out, wanted.html):
        if target and any(_same(target, source) for source in sources):
            raise BadRequest(f"{target} is one of the articles and would be overwritten: give another name")


def _same(target: Path, source: str) -> bool:
    try:
        return target.is_file() and target.samefile(source)
    except (OSError, ValueError):
        return False


def _holds_many(source: str) -> bool:
    try:
        return source != "-" and (source.lower().endswith(JSON_LINES) or Path(source).is_dir())
    except (OSError, ValueError):
        return False


def receive(sources: list[str], options: Options) -> Iterator[Received]:
    """The articles of all sources in their order, lazily. An unexpected error ends its source, not the others."""
    for source in sources:
        try:
            yield from _received(source, options)
        except Exception as error:
            letter = BadDocument(defect(error))
            letter.__cause__ = error
            yield Received(source, letter=letter)


def _received(source: str, options: Options) -> Iterator[Received]:
    if source == "-":
        return read_stdin(options=options)
    if "://" in source[:12]:
        return read_url(source, options=options)
    return read_paths([source], options=options)


def _all(
    sources: list[str], options: Options, wanted: Wanted, sink: Sink, tally: Tally, many: bool
) -> None:
    """Read everything into the sink; with several articles under a progress bar. What was named itself is read; of a
    folder or a file of many articles what is about conflict or politics, or `--all`."""
    with _progress() if many else nullcontext() as step:
        for item, held in _received_from(sources, options):
            if held and not wanted.all and item.document and tally.sifted.leaves_out(item.document, item.where):
                continue
            record = _record(item, wanted, tally)
            if record is not None:
                _notes(item, tally, many)
                _put(sink, record, item, tally)
            elif not many:
                complain(tally.failed[-1])
            tidy(tally.read)
            if step:
                step()


def _received_from(sources: list[str], options: Options) -> Iterator[tuple[Received, bool]]:
    """The articles with whether they were held by a folder or file of many."""
    for source in sources:
        held = _holds_many(source)
        for item in receive([source], options):
            yield item, held


def _put(sink: Sink, record: Record, item: Received, tally: Tally) -> None:
    try:
        sink.put(record, item.where)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise BadRequest(cannot_write("the output", error)) from error
    tally.read += 1


def _notes(item: Received, tally: Tally, many: bool) -> None:
    """What intake met on the way; with many articles only the first few, so that letters are not buried."""
    for note in item.notes:
        tally.notes += 1
        if not many or tally.notes <= 10:
            complain(f"{item.where}: {note}")


def _progress() -> Any:
    """A progress bar on a terminal's standard error; calling what it gives moves it."""
    from contextlib import contextmanager

    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    @contextmanager
    def shown() -> Iterator[Any]:
        console = Console(stderr=True)
        columns = (SpinnerColumn(), TextColumn("articles"), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
            task = progress.add_task("", total=None)
            yield lambda: progress.advance(task)

    return shown()


def _record(item: Received, wanted: Wanted, tally: Tally) -> Record | None:
    """The record of a received article; None, with a letter in the tally, when it could not be read."""
    try:
        if item.document is None:
            raise item.letter or BadDocument("nothing was received")
        return read_quickly(item.document, wanted.model)
    except MusnadError as error:
        cause = error.__cause__
        tally.failed.append(f"{item.where}: {error}")
    except Exception as error:
        cause = error
        tally.failed.append(f"{item.where}: {defect(error)}")
    if wanted.debug and cause is not None:
        traceback.print_exception(cause)
    return None


def read_quickly(document: Document, model: bool = True) -> Record:
    """`read`, which puts Python's search for unreachable cycles off while it reads, with the search put off between articles
    too: compiled rules stay until the end, and records hold no cycles."""
    first = not gc.get_freeze_count()
    gc.disable()
    from musnad.reader import read

    record = read(document, model=model)
    if first:
        gc.freeze()  # what was compiled for this article is not looked through when `tidy` collects
    return record


def tidy(count: int) -> None:
    """Collect what `read_quickly` put off, once every EVERY articles."""
    if count % EVERY == EVERY - 1:
        gc.collect()


def _summary(tally: Tally, stopped: bool) -> None:
    """How many were read, and why the others were not."""
    state = "stopped: " if stopped else ""
    complain(f"{state}{tally.read} articles read, {len(tally.failed)} not")
    tally.sifted.say()
    for letter in tally.failed[:LETTERS]:
        complain(letter)
    if len(tally.failed) > LETTERS:
        complain(f"and {len(tally.failed) - LETTERS} more")
    if tally.notes > 10:
        complain(f"{tally.notes - 10} more remarks were not shown")

