"""`musnad resolve`, `judge`, `who`, `story`, `timeline`, `network`, `sources`: the options; the work is in a file for each,
imported when its verb is called."""

from __future__ import annotations

from typing import Annotated

import typer

from musnad.cli.where import Where

Json = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print a table for a spreadsheet.")]
Limit = Annotated[int, typer.Option(help="How many at most.")]
Skip = Annotated[int, typer.Option(help="How many of the first to leave out.")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="As it was on this day (2024-05-01), as far as dates are known.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show where an unexpected error came from.")]
Text = str | None


def resolve(
    where: Where = None,
    everything: Annotated[bool, typer.Option("--all", help="Look at every document again, not only at new ones.")] = False,
    debug: Debug = False,
) -> None:
    """Propose who is who and which articles report one event. What people judged stays as they judged it."""
    from musnad.cli.letters import guarded

    def verb() -> int:
        from musnad.cli.judge import run_resolve

        return run_resolve(where, everything)

    raise typer.Exit(guarded(verb, debug))


def judge(
    verdict: Annotated[str, typer.Argument(help="same, different or unsure; undo with the judgement's number.")],
    subjects: Annotated[
        list[str],
        typer.Argument(metavar="DOCUMENT:ITEM...", help="Two actors (12:actor:person:3-15), or two documents (12 15)."),
    ],
    why: Annotated[Text, typer.Option(help="The reason, kept with the judgement.")] = None,
    where: Where = None,
    debug: Debug = False,
) -> None:
    """Say that two actors, or the stories of two documents, are the same or different; or take a judgement back."""
    from musnad.cli.letters import guarded

    def verb() -> int:
        from musnad.cli.judge import run_judge

        return run_judge(where, verdict, subjects, why)

    raise typer.Exit(guarded(verb, debug))


def who(
    name: Annotated[str, typer.Argument(help="Words of a name in any spelling, or entity:NUMBER.")],
    as_of: AsOf = None,
    limit: Limit = 20,
    json: Json = False,
    csv: Csv = False,
    where: Where = None,
    debug: Debug = False,
) -> None:
    """Show an actor across documents: names, roles, relations, doings, each on whose word."""
    from musnad.cli.letters import guarded

    def verb() -> int:
        from musnad.cli.who import run

        return run(where, name, as_of, limit, json, csv)

    raise typer.Exit(guarded(verb, debug))


def story(
    number: Annotated[int, typer.Argument(help="The story's number, as `timeline` prints it.")],
    json: Json = False,
    csv: Csv = False,
    where: Where = None,
    debug: Debug = False,
) -> None:
    """Show a story: its independent origins, what each says field by field, and what they dispute."""
    from musnad.cli.letters import guarded

    def verb() -> int:
        from musnad.cli.story import run

        return run(where, number, json, csv)

    raise typer.Exit(guarded(verb, debug))


def timeline(
    who: Annotated[Text, typer.Option(help="Words of an actor's name in any of the articles.")] = None,
    place: Annotated[Text, typer.Option("--where", help="A place in any script, or a country (SYR).")] = None,
    what: Annotated[Text, typer.Option(help="The PLOVER type (ASSAULT).")] = None,
    since: Annotated[Text, typer.Option(help="From this day.")] = None,
    until: Annotated[Text, typer.Option(help="Up to and with this day.")] = None,
    limit: Limit = 50,
    skip: Skip = 0,
    json: Json = False,
    csv: Csv = False,
    where: Where = None,
    debug: Debug = False,
) -> None:
    """List stories by the day of what they tell."""
    from musnad.cli.letters import guarded

    def verb() -> int:
        from musnad.cli.timeline import run

        return run(where, (who, place, what, since, until), (skip, limit), json, csv)

    raise typer.Exit(guarded(verb, debug))


def network(
    as_of: AsOf = None,
    kind: Annotated[Text, typer.Option(help="One kind of relation (leads, allied_with, ...).")] = None,
    json: Json = False,
    csv: Csv = False,
    where: Where = None,
    debug: Debug = False,
) -> None:
    """List who stands to whom, each tie with the claims it rests on."""
    from musnad.cli.letters import guarded

    def verb() -> int:
        from musnad.cli.network import run

        return run(where, as_of, kind, json, csv)

    raise typer.Exit(guarded(verb, debug))


def sources(
    outlet: Annotated[Text, typer.Option(help="Only this outlet.")] = None,
    speaker: Annotated[Text, typer.Option(help="Instead of outlets: speakers with these words in their name.")] = None,
    limit: Limit = 50,
    json: Json = False,
    csv: Csv = False,
    where: Where = None,
    debug: Debug = False,
) -> None:
    """Show what outlets or speakers say: how often alone, how often contradicted."""
    from musnad.cli.letters import guarded

    def verb() -> int:
        from musnad.cli.sources import run

        return run(where, outlet, speaker, limit, json, csv)

    raise typer.Exit(guarded(verb, debug))
