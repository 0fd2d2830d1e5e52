"""The work of `musnad archive ...`: opening, progress, summaries, exit codes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from musnad.archive.store import user
from musnad.cli.letters import complain
from musnad.cli.read import LETTERS, receive
from musnad.cli.where import archive_at as archive_at  # also what the other verbs import from here
from musnad.errors import BadRequest
from musnad.intake import Options
from musnad.show.clean import clean

if TYPE_CHECKING:
    from musnad.archive.adding import Summary


def init(where: str, originals: Path | None) -> int:
    """Make an archive or bring it up to date; 0."""
    from musnad.archive.making import create

    made, done = create(where, who=user(), originals=originals)
    print(f"{made.where}: {done}; add articles with `musnad archive add FILES --archive {made.where}`")
    made.close()
    return 0


def add(where: str | None, sources: list[str], options: Options, workers: int | None, model: bool) -> int:
    """Add articles; 0 when all are in, 1 when some are not."""
    from musnad.archive.adding import add as add_all  # with it comes the reader, which the other verbs do not need

    with archive_at(where) as archive:
        with progress_of("articles") as advance:
            summary = add_all(
                archive, receive(sources, options), who=user(), options=options, workers=_workers(workers), model=model,
                step=lambda so_far: advance(),
            )  # fmt: skip
        _summarise(summary)
        return 1 if summary.failed or not (summary.added or summary.present or summary.forgotten) else 0


def _summarise(summary: Summary) -> None:
    """What came of it, with nothing left out."""
    parts = [f"{summary.added:,} added in {summary.seconds:,.1f} s"]
    if summary.present:
        parts.append(f"{summary.present:,} there already")
    if summary.forgotten:
        parts.append(f"{summary.forgotten:,} forgotten before and not taken back")
    if summary.notes:
        parts.append(f"{summary.notes:,} remarks of intake kept with them")
    complain(", ".join([*parts, f"{len(summary.failed):,} failed"]))
    for where, letter in summary.failed[:LETTERS]:
        complain(f"{where}: {letter}")
    if len(summary.failed) > LETTERS:
        complain(f"and {len(summary.failed) - LETTERS:,} more: `musnad archive doctor` lists them")


def reread(where: str | None, workers: int | None, everything: bool, model: bool) -> int:
    """Read again; 0 when all could be read."""
    from musnad.archive.rereading import reread as read_again

    with archive_at(where) as archive:
        with progress_of("documents") as advance:
            done = read_again(
                archive, who=user(), workers=_workers(workers), everything=everything, model=model,
                step=lambda so_far: advance(),
            )  # fmt: skip
        for each in done.differences:
            print(f"document {each.document_id}: {len(each.new)} new, {len(each.gone)} gone, {len(each.changed)} changed")
            for sign, items in (("+", each.new), ("-", each.gone), ("~", each.changed)):
                print("".join(f"  {sign} {item}\n" for item in items), end="")
            for judgement in each.orphans:
                print(f"  ! judgement {judgement} stands on an item that is not found any more; look at it again")
        complain(
            f"{done.read:,} read again, {len(done.differences):,} with differences, {done.current:,} current already, "
            f"{len(done.failed):,} failed"
        )
        for number, letter in done.failed[:LETTERS]:
            complain(f"document {number}: {letter}")
        return 1 if done.failed else 0


def verify(where: str | None, head: str | None, quick: bool, everything: bool) -> int:
    """Check; 1 at the first broken link (after the last one with `everything`)."""
    from musnad.archive.audit import head as newest
    from musnad.archive.verify import problems

    found = 0
    with archive_at(where) as archive:
        for sentence in problems(archive, head=head, quick=quick):
            complain(f"BROKEN: {sentence}")
            found += 1
            if not everything:
                return 1
        if found:
            complain(f"{found:,} problems")
            return 1
        with archive.reading() as session:
            entries, digest = newest(session)
        print(f"whole: {entries:,} audit entries, the newest {digest}")
        return 0


def backup(where: str | None, target: Path) -> int:
    """Write a backup; 0."""
    from musnad.archive.backup import backup as write

    with archive_at(where) as archive:
        print(f"{target}: {write(archive, target, who=user()):,} bytes")
        return 0


def restore(source: Path, target: str, originals: Path | None) -> int:
    """Restore a backup; 0."""
    from musnad.archive.backup import restore as read

    made = read(source, target, who=user(), originals=originals)
    print(f"{made.where}: restored; check it with `musnad archive verify --archive {made.where}`")
    made.close()
    return 0


def doctor(where: str | None, mend: bool) -> int:
    """Print the findings; 1 when something is bad."""
    from musnad.archive.doctor import examine

    with archive_at(where) as archive:
        findings = list(examine(archive, mend=mend))
        for finding in findings:
            print(f"{finding.level:4}  {clean(finding.sentence) if finding.sentence[0] != ' ' else finding.sentence}")
        return 1 if any(finding.level == "bad" for finding in findings) else 0


def forget(where: str | None, name: str, why: str, yes: bool) -> int:
    """Forget a document, after asking; 0."""
    from musnad.archive.forgetting import forget as remove
    from musnad.archive.query import document_named

    with archive_at(where) as archive:
        with archive.reading() as session:
            found = document_named(session, name)
        title = clean(found.title or found.source)
        if not yes and not typer.confirm(f"Forget document {found.id}, {title!r}, for good?"):
            raise BadRequest("nothing was forgotten.")
        digest = remove(archive, found.id, who=user(), why=why)
        print(f"document {found.id} is forgotten; its tombstone is {digest}. Destroy backups that hold it.")
        return 0


def _workers(asked: int | None) -> int:
    if asked is not None and asked < 0:
        raise BadRequest(f"--workers {asked}: give 0 (read in this process) or more")
    return asked if asked is not None else len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2


@contextmanager
def progress_of(what: str) -> Iterator[Callable[..., None]]:
    """A progress bar on a terminal's standard error. Calling what it gives moves it by one; called with (done, left), it
    stands there."""
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn(what), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=None)

        def move(done: int | None = None, left: int = 0) -> None:
            if done is None:
                progress.advance(task)
            else:
                progress.update(task, completed=done, total=done + left)

        yield move
