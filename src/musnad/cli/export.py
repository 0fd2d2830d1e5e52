"""`musnad export`: arguments and messages only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from musnad.cli.where import Where

if TYPE_CHECKING:
    from musnad.export.entry import Entry
    from musnad.export.formats import Request

KEY = "musnad-privacy.key"  # in the user's own configuration folder, never beside an export


def export(
    format: Annotated[str, typer.Argument(metavar="FORMAT", help="Which format; `musnad export formats` lists them.")],
    records: Annotated[
        Path | None, typer.Argument(metavar="[RECORDS]", help="Records as JSON lines (musnad read --json); else the archive.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="The file or folder to write.")] = None,
    where: Where = None,
    since: Annotated[str | None, typer.Option(help="From an archive: published on this day or later.")] = None,
    until: Annotated[str | None, typer.Option(help="From an archive: published before this day.")] = None,
    outlet: Annotated[str | None, typer.Option(help="From an archive: of this outlet.")] = None,
    state: Annotated[str | None, typer.Option(help="From an archive: machine, assigned, reviewed or finalised.")] = None,
    unreviewed: Annotated[
        bool, typer.Option("--include-unreviewed", help="Flat formats (acled, ucdp, phoenix) take machine readings too.")
    ] = False,
    private: Annotated[
        bool, typer.Option("--include-private", help="Name private persons. You answer for it; it is logged.")
    ] = False,
    coarsen: Annotated[str, typer.Option(help="place, time or both (place,time): coarser than what was read.")] = "",
    key: Annotated[Path | None, typer.Option(help="The key of pseudonyms; keep it apart from exports.")] = None,
    bom: Annotated[bool, typer.Option("--bom", help="CSV with a byte order mark, for spreadsheets.")] = False,
    licence: Annotated[str | None, typer.Option(help="For a crate: the licence you give the data set.")] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Show where an unexpected error came from.")] = False,
) -> None:
    """Write records in a format of the field.

    Private persons are pseudonymised, rejected items left out, and a manifest beside the output counts what was left out
    and why. Formats that cannot say who says so take only what is told as having happened and a person has reviewed."""
    from musnad.cli.letters import guarded

    def verb() -> int:
        if format == "formats":
            return listed()
        asked = request(format, out, key, private, unreviewed, coarsen)
        asked.bom, asked.licence = bom, licence
        return run(asked, records, where, {"since": since, "until": until, "outlet": outlet, "state": state})

    raise typer.Exit(guarded(verb, debug))


def listed() -> int:
    """Print the formats."""
    from musnad.export import FORMATS

    for made in FORMATS.values():
        print(f"{made.name:12}{made.says}{' (flat)' if made.flat else ''}")
    return 0


def request(name: str, out: Path | None, key: Path | None, private: bool, unreviewed: bool, coarsen: str) -> Request:
    """What was asked for, checked. Raises BadRequest."""
    from musnad.errors import BadRequest
    from musnad.export import Request, format_named
    from musnad.export.choose import Choice
    from musnad.export.private import Privacy, load_key

    made = format_named(name)
    wanted = {word.strip() for word in coarsen.split(",") if word.strip()}
    if wanted - {"place", "time"}:
        raise BadRequest(f"--coarsen {coarsen}: give place, time, or place,time")
    pseudonyms = None if private else load_key(key or key_file())
    privacy = Privacy(pseudonyms, "place" in wanted, "time" in wanted)
    return Request(made, out or Path(f"musnad-{made.name}{made.ending}"), privacy, Choice(unreviewed))


def key_file() -> Path:
    """Where the key stands when none is named: the user's configuration, so that all exports of one person agree."""
    import os

    folder = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "musnad"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder / KEY


def run(asked: Request, records: Path | None, where: str | None, filters: dict[str, str | None]) -> int:
    """Write the export and its manifest; say what came of it."""
    from musnad.cli.letters import complain
    from musnad.export import export as write

    letters: list[str] = []
    with ExitStack() as stack:
        manifest = write(_entries(stack, records, where, filters, asked, letters.append), asked)
    manifest.notes += [*letters[:20], *([f"and {len(letters) - 20} more remarks"] if len(letters) > 20 else [])]
    beside = manifest.write(asked.out)
    for letter in letters[:10]:
        complain(letter)
    left = sum(manifest.left_out.values())
    complain(f"{asked.out}: {manifest.written:,} items of {manifest.documents:,} documents; {left:,} events left out ({beside})")
    return 1 if letters and not manifest.documents else 0


def _entries(
    stack: ExitStack, records: Path | None, where: str | None, filters: dict[str, str | None], asked: Request, complain: object
) -> Iterator[Entry]:
    from musnad.export.sources import entries_of_archive, entries_of_lines

    if records is not None:
        return entries_of_lines(records, complain)  # type: ignore[arg-type]
    from musnad.archive import user
    from musnad.archive.audit import append
    from musnad.archive.query import Wanted
    from musnad.cli.where import opened

    archive = opened(where)
    stack.callback(archive.close)
    with archive.writing() as session:
        asked_for = {name: value for name, value in filters.items() if value}
        told = {"format": asked.format.name, "filters": asked_for, "private": not asked.privacy.hides}
        append(session, user(), "export", asked.out.name, told)
    reading = stack.enter_context(archive.reading())
    return entries_of_archive(reading, Wanted(**filters), complain)  # type: ignore[arg-type]
