"""`musnad bulk`: many articles into tables; arguments, progress and messages only."""

from __future__ import annotations

import os
from typing import Annotated

import typer

Fields = Annotated[
    list[str] | None, typer.Option("--field", help="For JSON: which field holds what (text=content). Repeatable.")
]


def bulk(
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT...", help="JSON lines, Parquet, folders, WARC, globs, store addresses (s3://...).")
    ],
    output: Annotated[str, typer.Argument(metavar="OUTPUT", help="An empty folder (or store address) for the tables.")],
    engine: Annotated[str, typer.Option(help="local (a pool of processes) or spark.")] = "local",
    workers: Annotated[int | None, typer.Option(help="Processes that read; as many as there are cores.")] = None,
    master: Annotated[str | None, typer.Option(help="For spark: its master, such as local[4] or spark://host:7077.")] = None,
    language: Annotated[list[str] | None, typer.Option(help="Read only these languages (ar, en). Repeatable.")] = None,
    all: Annotated[bool, typer.Option("--all", help="Read also what is not about conflict or politics.")] = False,
    copies: Annotated[bool, typer.Option("--copies", help="Read near-duplicates each time, not once.")] = False,
    link: Annotated[
        bool, typer.Option("--link", help="Then propose which actors of different articles are one (clusters, links).")
    ] = False,
    outlet: Annotated[str | None, typer.Option(help="Who published them, when the input does not say.")] = None,
    outlet_country: Annotated[str | None, typer.Option(help="The outlet's country (SYR).")] = None,
    published: Annotated[str | None, typer.Option(help="The publication date, when the input does not say.")] = None,
    field: Fields = None,
    no_model: Annotated[bool, typer.Option("--no-model", help="Read with the rules alone.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show where an unexpected error came from.")] = False,
) -> None:
    """Read very many articles into Parquet tables.

    A run that was stopped or killed goes on where it was when the same command is given again. Whatever becomes of an
    article (read, a copy, another language, not about conflict, failed) stands in the table `documents`."""
    from musnad.cli.letters import guarded

    def verb() -> int:
        from musnad.bulk import Plan
        from musnad.cli.request import fields_of

        given = {"outlet": outlet, "outlet_country": outlet_country, "published": published}
        known = {name: value for name, value in given.items() if value}
        plan = Plan(
            tuple(inputs), output, engine, workers if workers is not None else os.cpu_count() or 1, master,
            tuple(language or ()), all, not copies, not no_model, known, fields_of(field or []),
        )  # fmt: skip
        code = run(plan)
        return propose(plan) or code if link else code

    raise typer.Exit(guarded(verb, debug))


def run(plan: object) -> int:
    """Run a plan under a progress bar and say what came of it; 1 when articles failed."""
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from musnad.bulk import Plan
    from musnad.bulk import bulk as run_plan
    from musnad.bulk.schema import FAILED
    from musnad.cli.letters import complain

    assert isinstance(plan, Plan)
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        bars: dict[str, object] = {}

        def step(stage: str, done: int, of: int) -> None:
            if stage not in bars:
                bars[stage] = progress.add_task(f"{stage} (shards)", total=of)
            progress.update(bars[stage], completed=done)  # type: ignore[arg-type]

        outcome = run_plan(plan, step)
    told = ", ".join(f"{count:,} {status}" for status, count in outcome.counts.most_common())
    seconds = sum(outcome.seconds.values())
    complain(f"{outcome.articles:,} articles in {seconds:,.0f} s: {told}. The tables are in {plan.output}.")
    if outcome.counts[FAILED]:
        complain(f"why {outcome.counts[FAILED]:,} failed stands in {plan.output}/failures")
    return 1 if outcome.counts[FAILED] else 0


def propose(plan: object) -> int:
    """Link the actors of a finished run and say what came of it."""
    from musnad.bulk import Plan
    from musnad.bulk.link import link
    from musnad.cli.letters import complain

    assert isinstance(plan, Plan)
    told = link(plan.output, plan.engine, plan.master)
    complain(
        f"{told.actors:,} named actors make {told.names:,} names: {told.pairs:,} pairs (links) and {told.clusters:,} clusters of "
        f"{told.members:,} actors are proposed, none is merged. Private persons were left out."
    )
    return 0
