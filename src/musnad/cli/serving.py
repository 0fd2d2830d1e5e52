"""The work of `musnad serve`, `musnad user` and `musnad cases`."""

from __future__ import annotations

import contextlib
import errno
import getpass
import socket
import ssl
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from musnad.cli.where import archive_at
from musnad.errors import BadRequest

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from musnad.review.desk import Desk
    from musnad.review.settings import Settings

LOOPBACK = ("127.0.0.1", "localhost", "::1")
ABSENT = "the review server needs more packages: install musnad[review,resolve,export]"


def run(
    where: str | None, host: str, port: int, team: bool, names: tuple[str, ...], tls: tuple[str | None, str | None]
) -> int:
    """Serve until stopped; 0."""
    if host not in LOOPBACK and not team:
        raise BadRequest(f"--host {host} is reached from other machines: that takes --team, with accounts and passwords.")
    try:
        import uvicorn

        from musnad.review import make_app
    except ImportError as error:
        raise BadRequest(f"{ABSENT} ({error.name} is missing).") from None
    _check_tls(tls)
    with archive_at(where) as archive, _listening(host, port) as line:
        app = make_app(archive, _settings(host, port, team, names))
        desk: Desk = app.state.desk
        _greet(desk, host, port, tls[0] is not None)
        config = uvicorn.Config(
            app, log_level="warning", ssl_certfile=tls[0], ssl_keyfile=tls[1], server_header=False, proxy_headers=False,
            timeout_graceful_shutdown=5,
            timeout_keep_alive=75,  # a person reads a while before the next click
        )  # fmt: skip
        with contextlib.suppress(KeyboardInterrupt):  # Ctrl-C is how it is stopped
            uvicorn.Server(config).run(sockets=[line])
    return 0


def _check_tls(tls: tuple[str | None, str | None]) -> None:
    """Raises BadRequest for a certificate or a key that cannot be used, before anything is promised."""
    certificate, key = tls
    if certificate is None:
        if key is not None:
            raise BadRequest("--private-key is the key of a certificate: give --certificate too.")
        return
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(certificate, key)
    except ssl.SSLError as error:
        said = error.reason or error
        raise BadRequest(f"{certificate} and its key cannot be used ({said}): give PEM files that belong together.") from None
    except OSError as error:
        raise BadRequest(f"the certificate {certificate} or its key cannot be read ({error.strerror}).") from None


def _listening(host: str, port: int) -> socket.socket:
    """The line at which the server listens. Raises BadRequest when it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise BadRequest(f"port {port} is taken (another `musnad serve`?): give another one with --port.") from None
        if error.errno == errno.EACCES:
            raise BadRequest(f"port {port} needs rights that you do not have: give one from 1024 up with --port.") from None
        raise BadRequest(f"the server cannot listen at {host} port {port} ({error.strerror or error}).") from None


def _settings(host: str, port: int, team: bool, names: tuple[str, ...]) -> Settings:
    from musnad.archive import user
    from musnad.review import Settings

    hosts = tuple(dict.fromkeys((*Settings().hosts, host, *names)))
    return Settings(team=team, local_user=user(), hosts=hosts, port=port, secure=team)


def _greet(desk: Desk, host: str, port: int, tls: bool) -> None:
    """The address to open. On standard error, flushed, so that it is seen also when the output goes elsewhere."""
    shown = f"[{host}]" if ":" in host else host
    address = f"{'https' if tls else 'http'}://{shown}:{port}/"
    if desk.entry is not None:
        print(f"Open {address}enter?token={desk.entry} (works once). Stop with Ctrl-C.", file=sys.stderr, flush=True)
        return
    print(f"Serving {address} for a team. Stop with Ctrl-C.", file=sys.stderr, flush=True)
    if not desk.users():
        print("There is no account yet: make one with `musnad user add NAME --role admin`.", file=sys.stderr, flush=True)
    if not tls and host not in LOOPBACK:
        print("Browsers keep the session only over https: put a proxy with TLS in front.", file=sys.stderr, flush=True)


def add_user(where: str | None, name: str, role: str, groups: tuple[str, ...]) -> int:
    """Make an account; 0."""
    from musnad.review import accounts

    def make(session: Session) -> None:
        accounts.add_user(session, name, _password(), role, groups)

    _at_desk(where, make, "user add", {"user": name, "role": role, "groups": list(groups)})
    print(f"{name}: {role}" + (f" of {', '.join(groups)}" if groups else ""))
    return 0


def change_user(
    where: str | None, name: str, role: str | None, groups: tuple[str, ...] | None, password: bool, active: bool | None
) -> int:
    """Change an account; 0."""
    from musnad.review import accounts

    if role is None and groups is None and not password and active is None:
        raise BadRequest("nothing to change: give --role, --group, --password, --close or --reopen.")

    def change(session: Session) -> None:
        new = _password() if password else None
        accounts.change_user(session, name, password=new, role=role, teams=groups, active=active)

    told = {"user": name, "role": role, "groups": list(groups) if groups is not None else None, "active": active}
    _at_desk(where, change, "user change", {**told, "password": password})
    print(f"{name}: closed; sessions and tokens have ended" if active is False else f"{name}: changed; the user signs in anew")
    return 0


def _at_desk(where: str | None, do: Callable[[Session], None], action: str, told: dict[str, object]) -> None:
    """Change accounts and note it in the archive's audit."""
    from musnad.archive import user
    from musnad.archive.audit import append
    from musnad.review.desk import Desk
    from musnad.review.settings import Settings

    with archive_at(where) as archive:
        desk = Desk(archive, Settings(team=True))
        with desk.writing() as session:
            do(session)
        with archive.writing() as session:
            append(session, user(), action, "review", told)
        desk.close()


def _password() -> str:
    """The password: asked for twice on a terminal, else the first line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass("Password: ")
    if first != getpass.getpass("Once more: "):
        raise BadRequest("the two passwords differ: nothing was changed.")
    return first


def list_users(where: str | None) -> int:
    """Print the accounts; 0."""
    from sqlalchemy import select

    from musnad.archive.desk import Users
    from musnad.review.desk import Desk
    from musnad.review.settings import Settings

    with archive_at(where) as archive:
        desk = Desk(archive, Settings(team=True))
        with desk.reading() as session:
            rows = session.execute(select(Users).order_by(Users.name)).scalars().all()
        desk.close()
    width = max((len(row.name) for row in rows), default=0)
    for row in rows:
        print(f"{row.name:{width}}  {row.role:8}  {'active' if row.active else 'closed'}  {row.teams or '-'}")
    if not rows:
        print("There is no account yet: make one with `musnad user add NAME --role admin`.", file=sys.stderr)
    return 0


def export_cases(where: str | None, document: int | None) -> int:
    """Print the cases; 1 when there are none."""
    from musnad.archive.query import document_infos
    from musnad.review.cases import as_yaml, cases_of, corrected_documents

    with archive_at(where) as archive, archive.reading() as session:
        if document is not None and not document_infos(session, [document]):
            raise BadRequest(f"the archive has no document {document}.")
        numbers = [document] if document is not None else corrected_documents(session)
        told = as_yaml(case for number in numbers for case in cases_of(session, number))
    print(told, end="")
    if not told:
        print("There is no correction yet that could become a case (or its sentence names a private person).", file=sys.stderr)
    return 0 if told else 1
