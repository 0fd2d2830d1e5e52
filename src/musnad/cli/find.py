"""`musnad find` and `musnad search`: the options; the work is in `finding.py`, imported when a verb is called."""

from __future__ import annotations

from typing import Annotated

import typer

from musnad.cli.where import Where

Json = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print a table for a spreadsheet.")]
Limit = Annotated[int, typer.Option(help="How many at most.")]
Skip = Annotated[int, typer.Option(help="How many of the first to leave out.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show where an unexpected error came from.")]
Text = str | None


def find(
    who: Annotated[Text, typer.Option(help="Words of a name: of who does it, or of whom it is done to.")] = None,
    by: Annotated[Text, typer.Option(help="Words of the name of who does it.")] = None,
    against: Annotated[Text, typer.Option(help="Words of the name of whom it is done to.")] = None,
    entity: Annotated[int | None, typer.Option(help="Number of an actor across documents.")] = None,
    what: Annotated[Text, typer.Option(help="The PLOVER type (ASSAULT).")] = None,
    mode: Annotated[Text, typer.Option(help="The PLOVER mode (firearms).")] = None,
    acled: Annotated[Text, typer.Option(help="The ACLED event or sub-event type.")] = None,
    place: Annotated[Text, typer.Option("--where", help="A place in any script, an area, or a country (SYR).")] = None,
    since: Annotated[Text, typer.Option(help="The event's own date, from this day (2024, 2024-05 or 2024-05-01).")] = None,
    until: Annotated[Text, typer.Option(help="The event's own date, up to and with this day, month or year.")] = None,
    printed_since: Annotated[Text, typer.Option(help="Published from this day.")] = None,
    printed_until: Annotated[Text, typer.Option(help="Published up to and with this day.")] = None,
    said_by: Annotated[Text, typer.Option(help="Words of the name of somebody in the chain of speakers.")] = None,
    own_word: Annotated[bool, typer.Option("--own-word", help="Only what the outlet says itself.")] = False,
    status: Annotated[Text, typer.Option(help="occurred, ongoing, failed, planned, threatened, ...")] = None,
    polarity: Annotated[Text, typer.Option(help="affirmed or negated.")] = None,
    certainty: Annotated[Text, typer.Option(help="certain, probable, possible or unknown.")] = None,
    killed: Annotated[int | None, typer.Option(help="At least so many killed.")] = None,
    outlet: Annotated[Text, typer.Option(help="Only from this outlet.")] = None,
    language: Annotated[Text, typer.Option(help="Only from articles in this language.")] = None,
    json: Json = False,
    csv: Csv = False,
    limit: Limit = 20,
    skip: Skip = 0,
    where: Where = None,
    debug: Debug = False,
) -> None:
    """Find events by claim: who, what, where, when, with which status, on whose word."""
    from musnad.cli.letters import guarded

    def verb() -> int:
        from musnad.cli.finding import asked_of, run_find

        asked = asked_of(
            who=who, by=by, against=against, entity=entity, what=what, mode=mode, acled=acled, where=place, since=since,
            until=until, printed_since=printed_since, printed_until=printed_until, said_by=said_by, own_word=own_word,
            status=status, polarity=polarity, certainty=certainty, killed=killed, outlet=outlet, language=language,
        )  # fmt: skip
        return run_find(where, asked, skip, limit, json, csv)

    raise typer.Exit(guarded(verb, debug))


def search(
    words: Annotated[list[str], typer.Argument(help='Words; "a phrase" in quotes; -word for what must not occur.')],
    exact: Annotated[bool, typer.Option("--exact", help="Only as written, letter for letter.")] = False,
    outlet: Annotated[Text, typer.Option(help="Only from this outlet.")] = None,
    language: Annotated[Text, typer.Option(help="Only articles in this language.")] = None,
    since: Annotated[Text, typer.Option(help="Published from this day.")] = None,
    until: Annotated[Text, typer.Option(help="Published up to and with this day.")] = None,
    json: Json = False,
    csv: Csv = False,
    limit: Limit = 20,
    skip: Skip = 0,
    where: Where = None,
    debug: Debug = False,
) -> None:
    """Search the articles' text, in any spelling and with what Arabic writes on a word."""
    from musnad.cli.letters import guarded

    def verb() -> int:
        from musnad.cli.finding import run_search, wanted_of

        wanted = wanted_of(outlet, language, since, until)
        return run_search(where, " ".join(words), wanted, exact, skip, limit, json, csv)

    raise typer.Exit(guarded(verb, debug))
