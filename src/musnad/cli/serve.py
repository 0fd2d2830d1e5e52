"""`musnad serve`, `musnad user ...`, `musnad cases export`: arguments and messages only."""

from __future__ import annotations

from typing import Annotated

import typer

from musnad.cli.where import Where

Debug = Annotated[bool, typer.Option("--debug", help="Show where an unexpected error came from.")]
Name = Annotated[str, typer.Argument(metavar="NAME", help="The user's name: letters, digits, . _ @ -")]
Role = Annotated[str, typer.Option(help="reader, reviewer, editor or admin; each may do what those before may.")]
Teams = Annotated[list[str] | None, typer.Option("--group", help="A group whose restricted documents are seen. Repeatable.")]
user = typer.Typer(help="Accounts of the review server in team mode.", no_args_is_help=True)
cases = typer.Typer(help="Corrections as cases for the rules.", no_args_is_help=True)


def serve(
    folder: Annotated[str | None, typer.Argument(metavar="[ARCHIVE]", help="The archive; else as for other verbs.")] = None,
    port: Annotated[int, typer.Option(help="The port.", min=1, max=65535)] = 8765,
    host: Annotated[str, typer.Option(help="The address to listen at; beyond loopback only with --team.")] = "127.0.0.1",
    team: Annotated[bool, typer.Option("--team", help="Accounts with passwords and roles; made with `musnad user add`.")] = False,
    name: Annotated[
        list[str] | None, typer.Option("--name", help="A name by which browsers address the server. Repeatable.")
    ] = None,
    certificate: Annotated[str | None, typer.Option(help="TLS certificate (PEM), when no proxy in front does it.")] = None,
    private_key: Annotated[str | None, typer.Option(help="The certificate's private key (PEM).")] = None,
    where: Where = None,
    debug: Debug = False,
) -> None:
    """Open the review workbench on an archive, in the browser of this machine or for a team.

    Alone: one user, who enters by the address that is printed; it works once. With --team: cookies need https (a proxy in
    front, or --certificate), but for loopback, which browsers trust."""
    from musnad.cli.letters import guarded

    def verb() -> int:
        from musnad.cli.serving import run

        return run(folder or where, host, port, team, tuple(name or ()), (certificate, private_key))

    raise typer.Exit(guarded(verb, debug))


@user.command("add")
def add(name: Name, role: Role = "reviewer", group: Teams = None, where: Where = None, debug: Debug = False) -> None:
    """Make an account. The password is asked for, or read from standard input when that is no terminal."""
    from musnad.cli.letters import guarded

    def verb() -> int:
        from musnad.cli.serving import add_user

        return add_user(where, name, role, tuple(group or ()))

    raise typer.Exit(guarded(verb, debug))


@user.command("change")
def change(
    name: Name,
    role: Annotated[str | None, typer.Option(help="The new role.")] = None,
    group: Teams = None,
    no_groups: Annotated[bool, typer.Option("--no-groups", help="Take the user out of all groups.")] = False,
    password: Annotated[bool, typer.Option("--password", help="Ask for a new password.")] = False,
    close: Annotated[bool, typer.Option("--close", help="Close the account: nobody enters by it any more.")] = False,
    reopen: Annotated[bool, typer.Option("--reopen", help="Open a closed account again.")] = False,
    where: Where = None,
    debug: Debug = False,
) -> None:
    """Change an account. Its sessions end at once; with a new password or --close its tokens too."""
    from musnad.cli.letters import guarded

    def verb() -> int:
        from musnad.cli.serving import change_user

        groups = () if no_groups else tuple(group) if group else None
        return change_user(where, name, role, groups, password, False if close else True if reopen else None)

    raise typer.Exit(guarded(verb, debug))


@user.command("list")
def listed(where: Where = None, debug: Debug = False) -> None:
    """List the accounts."""
    from musnad.cli.letters import guarded

    def verb() -> int:
        from musnad.cli.serving import list_users

        return list_users(where)

    raise typer.Exit(guarded(verb, debug))


@cases.command("export")
def export_cases(
    document: Annotated[int | None, typer.Option(help="Only this document.")] = None, where: Where = None, debug: Debug = False
) -> None:
    """Print corrections as cases for the rules (YAML); sentences that name a private person are left out."""
    from musnad.cli.letters import guarded

    def verb() -> int:
        from musnad.cli.serving import export_cases

        return export_cases(where, document)

    raise typer.Exit(guarded(verb, debug))
