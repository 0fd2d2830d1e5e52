"""The verbs and their options. Each verb's work is in a file of its own, imported when the verb is called."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from musnad.cli.archive import archive
from musnad.cli.bulk import bulk
from musnad.cli.dossier import dossier
from musnad.cli.export import export
from musnad.cli.find import find, search
from musnad.cli.resolve import judge, network, resolve, sources, story, timeline, who
from musnad.cli.serve import cases, serve, user
from musnad.cli.take_back import take_back

app = typer.Typer(
    name="musnad",
    help="Read published news of armed conflict into sourced records: who, what, when, where, and on whose word.",
    epilog="Exit codes: 0 done, 1 something could not be read or written, 2 wrong command line, 130 stopped.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
gazetteer = typer.Typer(help="Look up places and add your own.", no_args_is_help=True)
app.add_typer(gazetteer, name="gazetteer")
app.add_typer(archive, name="archive")
app.add_typer(user, name="user")
app.add_typer(cases, name="cases")
app.command()(serve)
app.command()(bulk)
app.command()(dossier)
app.command()(export)
app.command("import")(take_back)
app.command()(find)
app.command()(search)
for verb in (resolve, judge, who, story, timeline, network, sources):
    app.command()(verb)

Language = Annotated[
    str | None, typer.Option("--language", help="The article's language (ar, en, tr); recognised when not given.")
]
Title = Annotated[str | None, typer.Option(help="The headline, when the file does not say.")]
Published = Annotated[str | None, typer.Option(help="The publication date (2024-05-01), when the file does not say.")]
Outlet = Annotated[str | None, typer.Option(help="Who published it.")]
OutletCountry = Annotated[str | None, typer.Option(help="The outlet's country (SYR, or its English name).")]
Interface = Annotated[str, typer.Option("--in", help="Language of headings and labels: en or ar.")]
NoModel = Annotated[bool, typer.Option("--no-model", help="Read with the rules alone.")]
Fields = Annotated[
    list[str] | None, typer.Option("--field", help="For JSON: which field holds what (text=content). Repeatable.")
]
DateOrder = Annotated[str | None, typer.Option(help="For JSON: dmy or mdy, to read dates such as 4/5/2017.")]
Kind = Annotated[str | None, typer.Option(help="text, html, json or jsonl, when the name and the bytes mislead.")]
Charset = Annotated[str | None, typer.Option(help="The charset of the bytes, as a hint (windows-1256).")]
Debug = Annotated[bool, typer.Option("--debug", help="Show where an unexpected error came from.")]


@app.command()
def read(
    files: Annotated[list[str], typer.Argument(metavar="FILE|FOLDER|URL|-...", help="Articles; - is standard input.")],
    json: Annotated[
        bool, typer.Option("--json", help="Print the record as JSON (schema musnad.record/1), one line each.")
    ] = False,
    claims: Annotated[
        bool, typer.Option("--claims", help="Print claim by claim: who says (through whom): what.")
    ] = False,
    html: Annotated[
        Path | None, typer.Option(help="Write a self-contained page; with several articles, a folder of pages.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Write JSON lines to this file instead of the screen.")] = None,
    all: Annotated[
        bool,
        typer.Option("--all", help="Read of many also what is not about conflict or politics; print long lists whole."),
    ] = False,
    field: Fields = None,
    date_order: DateOrder = None,
    kind: Kind = None,
    charset: Charset = None,
    language: Language = None,
    title: Title = None,
    published: Published = None,
    outlet: Outlet = None,
    outlet_country: OutletCountry = None,
    interface: Interface = "en",
    no_model: NoModel = False,
    debug: Debug = False,
) -> None:
    """Read articles and show their records.

    One article is shown for reading; several files or a folder give one JSON line each, with a progress bar and a
    summary of what failed and why. Of a folder or a file of many articles only what is about conflict or politics is
    read; the summary says what was left out."""
    from musnad.cli.letters import guarded
    from musnad.cli.output import Wanted

    def verb() -> int:
        from musnad.cli.read import run
        from musnad.cli.request import options_of

        known = dict(
            language=language, title=title, published=published, outlet=outlet, outlet_country=outlet_country
        )  # fmt: skip
        options = options_of(known, field or [], date_order, kind, charset)
        wanted = Wanted(json, claims, html, out, interface, not no_model, all, debug)
        return run(files, options, wanted)

    raise typer.Exit(guarded(verb, debug))


@app.command()
def explain(
    file: Annotated[str, typer.Argument(metavar="FILE", help="An article, or a record as JSON; - is standard input.")],
    item: Annotated[str, typer.Argument(metavar="ITEM", help="An item's id as `read` prints it, or a part of it.")],
    field: Fields = None,
    date_order: DateOrder = None,
    kind: Kind = None,
    charset: Charset = None,
    language: Language = None,
    title: Title = None,
    published: Published = None,
    outlet: Outlet = None,
    outlet_country: OutletCountry = None,
    interface: Interface = "en",
    debug: Debug = False,
) -> None:
    """Print the rules, characters and scores behind one item of a record."""
    from musnad.cli.letters import guarded

    def verb() -> int:
        from musnad.cli.explain import run
        from musnad.cli.request import options_of

        known = dict(
            language=language, title=title, published=published, outlet=outlet, outlet_country=outlet_country
        )  # fmt: skip
        return run(file, item, options_of(known, field or [], date_order, kind, charset), interface)

    raise typer.Exit(guarded(verb, debug))


@gazetteer.command("find")
def gazetteer_find(
    name: Annotated[str, typer.Argument(help="A place name, Arabic or Latin.")],
    user: Annotated[Path | None, typer.Option("--gazetteer", help="Your own places too (made by import).")] = None,
) -> None:
    """Print the places that a name could mean."""
    from musnad.cli.letters import guarded

    def verb() -> int:
        from musnad.cli.gazetteer import find

        return find(name, user)

    raise typer.Exit(guarded(verb))


@gazetteer.command("import")
def gazetteer_import(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A GeoNames dump, or CSV with name, lat and lon.")],
    into: Annotated[Path, typer.Option("--into", help="The gazetteer to make.")],
    country: Annotated[str | None, typer.Option(help="The country (SYR) where the file gives none.")] = None,
) -> None:
    """Make a gazetteer of your own places."""
    from musnad.cli.letters import guarded

    def verb() -> int:
        from musnad.cli.gazetteer import add

        return add(source, into, country)

    raise typer.Exit(guarded(verb))


@app.command()
def version() -> None:
    """Print Musnad's version and the languages that it reads."""
    from musnad.languages import available
    from musnad.version import VERSION

    typer.echo(f"musnad {VERSION} (languages: {', '.join(available())})")
