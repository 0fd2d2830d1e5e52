"""`musnad import`: a corrected export back into the archive, as judgements."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from musnad.cli.where import Where


def take_back(
    file: Annotated[Path, typer.Argument(metavar="EVENTS.csv", help="The events.csv of `musnad export csv`, corrected.")],
    where: Where = None,
    who: Annotated[str | None, typer.Option(help="Whose corrections these are; else your account's name.")] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Show where an unexpected error came from.")] = False,
) -> None:
    """Take a corrected table of events back into the archive: changes become judgements, which can be undone."""
    from musnad.cli.letters import guarded

    raise typer.Exit(guarded(lambda: run(file, where, who), debug))


def run(file: Path, where: str | None, who: str | None) -> int:
    """Apply the file; 1 when a row could not be applied."""
    from musnad.archive import user
    from musnad.cli.letters import complain
    from musnad.cli.where import opened
    from musnad.export.take_back import take_back as take

    archive = opened(where)
    with archive.writing() as session:
        taken = take(session, file, who or user())
    archive.close()
    for letter in taken.letters:
        complain(letter)
    complain(f"{taken.corrections} corrections and {taken.verdicts} verdicts taken in, {len(taken.letters)} rows not")
    return 1 if taken.letters else 0
