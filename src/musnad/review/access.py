"""Who asks, and with which right: the dependencies of every page.

A cookie needs the session's CSRF token in a header for whatever changes something; a bearer token does not, because no browser
sends it by itself.
"""

from __future__ import annotations

import secrets
from typing import Annotated, Any, NoReturn

from fastapi import Depends, Request
from pydantic import BaseModel

from musnad.archive.desk import Sessions
from musnad.review import accounts
from musnad.review.accounts import User
from musnad.review.desk import Desk

SAFE = ("GET", "HEAD", "OPTIONS")
CSRF = "X-CSRF-Token"


class Letter(BaseModel):
    """What is said when something cannot be done: a sentence for people, a code for programs."""

    error: str
    code: str


_TOLD = {
    400: "It cannot be done as asked.", 401: "Not signed in.", 403: "Not with this role.",
    404: "There is none, or none to see.", 405: "Not with this method.", 409: "Not in this state.", 413: "Too large.",
    415: "Not in this form.", 422: "It does not fit the form.", 429: "Too often: wait.", 503: "The archive cannot answer now.",
}  # fmt: skip
# What every operation may answer beside what it is for; for the OpenAPI document.
ANSWERS: dict[int | str, dict[str, Any]] = {status: {"model": Letter, "description": said} for status, said in _TOLD.items()}


class Refused(Exception):
    """An answer that is not what was asked for: status, the code for programs, a sentence for people."""

    def __init__(self, status: int, code: str, sentence: str, headers: dict[str, str] | None = None, **more: Any) -> None:
        super().__init__(sentence)
        self.status, self.code, self.sentence, self.headers, self.more = status, code, sentence, headers, more


def missing(what: str = "document") -> Refused:
    """There is none, or the user may not see it: the same answer."""
    return Refused(404, "missing", f"There is no such {what}.")


def refuse(sentence: str) -> NoReturn:
    """Raise the answer for what cannot be done as asked."""
    raise Refused(400, "bad_request", sentence)


async def desk_of(request: Request) -> Desk:  # async, as nothing here waits: no thread is called for it
    """The desk."""
    desk: Desk = request.app.state.desk
    return desk


TheDesk = Annotated[Desk, Depends(desk_of)]


def signed_in(request: Request, desk: TheDesk) -> User:
    """Who asks. Raises Refused (401, or 403 for a missing CSRF token)."""
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        with desk.reading() as session:
            name = accounts.by_token(session, secret.strip())
        return _known(desk, name)
    row = _session(request, desk)
    if request.method not in SAFE and not secrets.compare_digest(request.headers.get(CSRF, "").encode(), row.csrf.encode()):
        raise Refused(403, "forbidden", f"The request has no valid {CSRF} header: reload the page.")
    request.state.csrf = row.csrf
    return _known(desk, row.user)


def _session(request: Request, desk: Desk) -> Sessions:
    cookie = request.cookies.get(desk.settings.cookie)
    if not cookie:
        raise signed_out(desk)
    with desk.reading() as session:
        row = accounts.resume(session, cookie, desk.settings)
    if row is None:
        raise signed_out(desk)
    if accounts.is_stale(row):
        with desk.writing() as session:
            accounts.keep_alive(session, row.id)
    return row


def _known(desk: Desk, name: str | None) -> User:
    user = desk.user_named(name) if name is not None else None
    if user is None:
        raise signed_out(desk)
    return user


def signed_out(desk: Desk) -> Refused:
    """Nobody, or nobody any more."""
    how = "sign in" if desk.settings.team else "open the address that `musnad serve` printed"
    return Refused(401, "signed_out", f"You are not signed in: {how}.", team_mode=desk.settings.team)


class Needs:
    """The dependency that lets only a role (and those above it) through."""

    def __init__(self, role: str) -> None:
        self.role = role

    async def __call__(self, user: Annotated[User, Depends(signed_in)]) -> User:
        if not user.may(self.role):
            raise Refused(403, "forbidden", f"This takes the role {self.role}; you have the role {user.role}.")
        return user


Reader = Annotated[User, Depends(Needs("reader"))]
Reviewer = Annotated[User, Depends(Needs("reviewer"))]
Editor = Annotated[User, Depends(Needs("editor"))]
Admin = Annotated[User, Depends(Needs("admin"))]
