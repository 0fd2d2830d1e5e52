"""`musnad archive ...`: the verbs and their options; the work is in `archiving.py`, imported when a verb is called."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from musnad.cli.where import Where

archive = typer.Typer(help="Keep articles and what was read in them.", no_args_is_help=True)

Workers = Annotated[int | None, typer.Option(help="Processes that read; as many as there are cores.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show where an unexpected error came from.")]


@archive.command()
def init(
    where: Annotated[str, typer.Argument(metavar="FOLDER|ADDRESS", help="A new folder, or postgresql://user@host/name.")],
    originals: Annotated[
        Path | None, typer.Option(help="The folder of originals (needed for PostgreSQL, shared by the team).")
    ] = None,
    debug: Debug = False,
) -> None:
    """Make an archive, or bring an older one up to date."""
    from musnad.cli.letters import guarded

    def verb() -> int:
        from musnad.cli.archiving import init

        return init(where, originals)

    raise typer.Exit(guarded(verb, debug))


@archive.command()
def add(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE|FOLDER|URL|-...", help="Articles: text, HTML, JSON, DOCX, PDF, feeds, WARC, Telegram."),
    ],
    where: Where = None,
    workers: Workers = None,
    field: Annotated[
        list[str] | None, typer.Option("--field", help="For JSON: which field holds what (text=content). Repeatable.")
    ] = None,
    date_order: Annotated[str | None, typer.Option(help="For JSON: dmy or mdy, to read dates such as 4/5/2017.")] = None,
    kind: Annotated[str | None, typer.Option(help="What the files are, when names and bytes mislead.")] = None,
    charset: Annotated[str | None, typer.Option(help="The charset of the bytes, as a hint.")] = None,
    language: Annotated[str | None, typer.Option(help="The articles' language; recognised when not given.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published them, when the files do not say.")] = None,
    outlet_country: Annotated[str | None, typer.Option(help="The outlet's country (SYR).")] = None,
    published: Annotated[str | None, typer.Option(help="The publication date, when the files do not say.")] = None,
    no_model: Annotated[bool, typer.Option("--no-model", help="Read with the rules alone.")] = False,
    debug: Debug = False,
) -> None:
    """Add articles. What is there already is passed over, so a stopped run is simply started again."""
    from musnad.cli.letters import guarded

    def verb() -> int:
        from musnad.cli.archiving import add
        from musnad.cli.request import options_of

        known = dict(language=language, outlet=outlet, outlet_country=outlet_country, published=published)
        return add(where, files, options_of(known, field or [], date_order, kind, charset), workers, not no_model)

    raise typer.Exit(guarded(verb, debug))


@archive.command()
def reread(
    where: Where = None,
    workers: Workers = None,
    everything: Annotated[bool, typer.Option("--all", help="Also what this version has read already.")] = False,
    no_model: Annotated[bool, typer.Option("--no-model", help="Read with the rules alone.")] = False,
    debug: Debug = False,
) -> None:
    """Read again what an older version has read; judgements stay, differences are listed."""
    from musnad.cli.letters import guarded

    def verb() -> int:
        from musnad.cli.archiving import reread

        return reread(where, workers, everything, not no_model)

    raise typer.Exit(guarded(verb, debug))


@archive.command()
def verify(
    where: Where = None,
    head: Annotated[str | None, typer.Option(help="A hash noted earlier that the audit must still hold.")] = None,
    quick: Annotated[bool, typer.Option("--quick", help="The audit and the hashes only, not every quote.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="List every problem, not only the first.")] = False,
    debug: Debug = False,
) -> None:
    """Check the audit's chain, the originals, and every span's quote. Exit code 1 at the first broken link."""
    from musnad.cli.letters import guarded

    def verb() -> int:
        from musnad.cli.archiving import verify

        return verify(where, head, quick, everything)

    raise typer.Exit(guarded(verb, debug))


@archive.command()
def backup(
    target: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write (.tar).")],
    where: Where = None,
    debug: Debug = False,
) -> None:
    """Write everything into one file."""
    from musnad.cli.letters import guarded

    def verb() -> int:
        from musnad.cli.archiving import backup

        return backup(where, target)

    raise typer.Exit(guarded(verb, debug))


@archive.command()
def restore(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A file that `backup` wrote.")],
    target: Annotated[str, typer.Argument(metavar="FOLDER|ADDRESS", help="Where to make the archive.")],
    originals: Annotated[Path | None, typer.Option(help="The folder of originals (needed for PostgreSQL).")] = None,
    debug: Debug = False,
) -> None:
    """Make a new archive from a backup."""
    from musnad.cli.letters import guarded

    def verb() -> int:
        from musnad.cli.archiving import restore

        return restore(source, target, originals)

    raise typer.Exit(guarded(verb, debug))


@archive.command()
def doctor(
    where: Where = None,
    mend: Annotated[bool, typer.Option("--mend", help="Remove files that no document has.")] = False,
    debug: Debug = False,
) -> None:
    """Say how the archive is, what failed, and what to do."""
    from musnad.cli.letters import guarded

    def verb() -> int:
        from musnad.cli.archiving import doctor

        return doctor(where, mend)

    raise typer.Exit(guarded(verb, debug))


@archive.command()
def forget(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="Its number, or eight digits of its key.")],
    why: Annotated[str, typer.Option(help="The reason, kept on the tombstone.")],
    where: Where = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    debug: Debug = False,
) -> None:
    """Remove a document for good: original, text, readings, judgements. A tombstone's hash stays."""
    from musnad.cli.letters import guarded

    def verb() -> int:
        from musnad.cli.archiving import forget

        return forget(where, document, why, yes)

    raise typer.Exit(guarded(verb, debug))
