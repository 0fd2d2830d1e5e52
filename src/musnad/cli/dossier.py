"""`musnad dossier`: a printable page about an actor or a story of the archive."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from musnad.cli.where import Where


def dossier(
    subject: Annotated[str, typer.Argument(metavar="NAME|STORY", help="An actor's name, or a story's number.")],
    where: Where = None,
    out: Annotated[Path, typer.Option(help="The page to write; a name ending in .pdf is printed.")] = Path("dossier.html"),
    key: Annotated[Path | None, typer.Option(help="The key of pseudonyms.")] = None,
    private: Annotated[bool, typer.Option("--include-private", help="Name private persons; it is logged.")] = False,
    as_of: Annotated[str | None, typer.Option(help="Only relations that held on this day, as far as dates are told.")] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Show where an unexpected error came from.")] = False,
) -> None:
    """Write a printable page about an actor or a story: what is said, by whom, and where they contradict each other."""
    from musnad.cli.letters import guarded

    raise typer.Exit(guarded(lambda: run(subject, where, out, key, private, as_of), debug))


def run(subject: str, where: str | None, out: Path, key: Path | None, private: bool, as_of: str | None) -> int:
    """Write the page, and print it when a PDF is asked for."""
    from musnad.archive import user
    from musnad.archive.audit import append
    from musnad.cli.export import key_file
    from musnad.cli.letters import complain
    from musnad.cli.where import opened
    from musnad.export.dossier import actor_page, story_page
    from musnad.export.pdf import print_pdf
    from musnad.export.private import Privacy, load_key
    from musnad.resolve.views.who import who

    archive = opened(where)
    privacy = Privacy(None if private else load_key(key or key_file()))
    with archive.reading() as session:
        if subject.isdecimal():
            pages = [story_page(session, int(subject), privacy)]
        else:
            pages = [actor_page(session, person, privacy) for person in who(session, subject, as_of=as_of)]
    with archive.writing() as session:
        append(session, user(), "export", out.name, {"format": "dossier", "private": private})
    archive.close()
    if not pages:
        complain(f"the archive knows nobody called {subject!r}; private persons have no page.")
        return 1
    if len(pages) > 1:
        complain(f"{len(pages)} actors are called {subject!r}: the page is about the one named most often")
    html = out.with_suffix(".html")
    html.write_text(pages[0], encoding="utf-8")
    if out.suffix == ".pdf":
        print_pdf(html, out)
    complain(f"{out} is written")
    return 0
