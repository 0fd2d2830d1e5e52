"""The verbs and their options. Each verb's work is in a file of its own, imported when the verb is called."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    name="musnad",
    help="Read published news of armed conflict into sourced records: who, what, when, where, and on whose word.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
gazetteer = typer.Typer(help="Look up places and add your own.", no_args_is_help=True)
app.add_typer(gazetteer, name="gazetteer")

Language = Annotated[
    str | None, typer.Option("--language", help="The article's language (ar, en, tr); recognised when not given.")
]
Title = Annotated[str | None, typer.Option(help="The headline, when the file does not say.")]
Published = Annotated[str | None, typer.Option(help="The publication date (2024-05-01), when the file does not say.")]
Outlet = Annotated[str | None, typer.Option(help="Who published it.")]
OutletCountry = Annotated[str | None, typer.Option(help="The outlet's country (SYR, or its English name).")]
Interface = Annotated[str, typer.Option("--in", help="Language of headings and labels: en or ar.")]
NoModel = Annotated[bool, typer.Option("--no-model", help="Read with the rules alone.")]


@app.command()
def read(
    files: Annotated[list[str], typer.Argument(metavar="FILE|FOLDER|URL|-...", help="Articles; - is standard input.")],
    json: Annotated[
        bool, typer.Option("--json", help="Print the record as JSON (schema musnad.record/1), one line each.")
    ] = False,
    claims: Annotated[
        bool, typer.Option("--claims", help="Print claim by claim: who says (through whom): what.")
    ] = False,
    html: Annotated[Path | None, typer.Option(help="Write one self-contained page.")] = None,
    out: Annotated[Path | None, typer.Option(help="Write JSONL to this file instead of the screen.")] = None,
    field: Annotated[
        list[str] | None, typer.Option(help="For JSON: which field holds what (text=content). Repeatable.")
    ] = None,
    language: Language = None,
    title: Title = None,
    published: Published = None,
    outlet: Outlet = None,
    outlet_country: OutletCountry = None,
    interface: Interface = "en",
    no_model: NoModel = False,
) -> None:
    """Read articles and show their records.

    One article is shown for reading; several files or a folder give one JSON line each, with a progress bar and a
    summary of what failed and why."""
    from musnad.cli.read import Wanted, run
    from musnad.intake import Known

    known = Known(language=language, title=title, published=published, outlet=outlet, outlet_country=outlet_country)
    raise typer.Exit(run(files, known, Wanted(json, claims, html, out, tuple(field or ()), interface, not no_model)))


@app.command()
def explain(
    file: Annotated[str, typer.Argument(metavar="FILE", help="An article, or a record as JSON.")],
    item: Annotated[str, typer.Argument(metavar="ITEM", help="An item's id, as `read` prints it, or a part of it.")],
    language: Language = None,
    title: Title = None,
    published: Published = None,
    outlet: Outlet = None,
    outlet_country: OutletCountry = None,
) -> None:
    """Print the rules, characters and scores behind one item of a record."""
    from musnad.cli.explain import run
    from musnad.intake import Known

    known = Known(language=language, title=title, published=published, outlet=outlet, outlet_country=outlet_country)
    raise typer.Exit(run(file, item, known))


@gazetteer.command("find")
def gazetteer_find(name: Annotated[str, typer.Argument(help="A place name, Arabic or Latin.")]) -> None:
    """Print the places that a name could mean."""
    from musnad.cli.gazetteer import find

    raise typer.Exit(find(name))


@app.command()
def version() -> None:
    """Print Musnad's version and the languages that it reads."""
    from musnad.languages import available
    from musnad.version import VERSION

    typer.echo(f"musnad {VERSION} (languages: {', '.join(available())})")
