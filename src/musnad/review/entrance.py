"""The entrance: sign in and out, who am I, tokens for scripts, who else is here."""

from __future__ import annotations

import time
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from pydantic import BaseModel, Field
from sqlalchemy import delete, select

from musnad.archive.audit import append
from musnad.archive.desk import Tokens
from musnad.review import accounts
from musnad.review.access import Reader, Refused, TheDesk, missing, signed_out
from musnad.review.accounts import User
from musnad.review.desk import Desk
from musnad.version import VERSION

router = APIRouter(tags=["session"])
NUMBER = Path(ge=1, le=2**53)


class Login(BaseModel):
    """Name and password."""

    name: str = Field(max_length=200)
    password: str = Field(max_length=2000)


class NewToken(BaseModel):
    """A label for oneself, and how long the token lives."""

    label: str = Field(min_length=1, max_length=100)
    days: int = Field(default=30, ge=1, le=366)


@router.get("/api/session")
def session(request: Request, user: Reader, desk: TheDesk) -> dict[str, Any]:
    """Who is signed in, and the CSRF token."""
    return _whoami(user, desk, getattr(request.state, "csrf", None))


def _whoami(user: User, desk: Desk, csrf: str | None) -> dict[str, Any]:
    me = {"name": user.name, "role": user.role, "teams": list(user.teams or ())}
    return {"user": me, "csrf": csrf, "team_mode": desk.settings.team, "masked": user.masked, "version": VERSION}


@router.get("/enter", include_in_schema=False)
def enter(token: str, desk: TheDesk) -> Response:
    """The printed address: its token opens one session and is worth nothing afterwards."""
    if desk.settings.team or not desk.enter(token[:200]):
        told = "This address was used already. Start `musnad serve` again for a new one.\n"
        return Response(told, 403, media_type="text/plain")
    with desk.writing() as session:
        entered = accounts.begin(session, desk.settings.local_user, desk.settings)
    answer = RedirectResponse("/", 303)
    _set_cookie(answer, desk, entered.cookie)
    return answer


def _set_cookie(answer: Response, desk: Desk, value: str) -> None:
    s = desk.settings
    answer.set_cookie(s.cookie, value, max_age=s.age, path="/", secure=s.secure, httponly=True, samesite="strict")


@router.post("/api/login")
def login(body: Login, request: Request, desk: TheDesk) -> Response:
    """Sign in. The same answer for a wrong name, a wrong password and an account that is closed."""
    if not desk.settings.team:
        raise signed_out(desk)
    address = request.client.host if request.client else "?"
    with desk.reading() as session:
        seconds = accounts.wait(session, body.name, address)
        found = accounts.check_password(session, body.name, body.password) if not seconds else None
    if seconds:
        raise Refused(429, "slow_down", "Too many wrong passwords: wait a while.", {"Retry-After": str(seconds)})
    if found is None:
        with desk.writing() as session:
            accounts.failed(session, body.name, address)
        raise Refused(401, "signed_out", "Name or password is wrong.", team_mode=True)
    with desk.writing() as session:
        old = request.cookies.get(desk.settings.cookie)
        if old:
            accounts.end(session, old)
        entered = accounts.begin(session, found.name, desk.settings)
    user = desk.user_named(found.name)
    assert user is not None
    answer = JSONResponse(_whoami(user, desk, entered.csrf))
    _set_cookie(answer, desk, entered.cookie)
    return answer


@router.post("/api/logout", status_code=204)
def logout(request: Request, user: Reader, desk: TheDesk) -> Response:
    """Sign out: the session ends on the server too."""
    with desk.writing() as session:
        accounts.end(session, request.cookies.get(desk.settings.cookie, ""))
    answer = Response(status_code=204)
    answer.delete_cookie(desk.settings.cookie, path="/", secure=desk.settings.secure, httponly=True, samesite="strict")
    return answer


@router.get("/api/tokens")
def tokens(user: Reader, desk: TheDesk) -> dict[str, Any]:
    """One's own tokens, without their secrets."""
    with desk.reading() as session:
        rows = session.execute(select(Tokens).where(Tokens.user == user.name).order_by(Tokens.id)).scalars().all()
    return {"rows": [{"id": r.id, "label": r.label, "until": _day(r.until)} for r in rows]}


@router.post("/api/tokens", status_code=201)
def make_token(body: NewToken, user: Reader, desk: TheDesk) -> dict[str, Any]:
    """A new token; its secret is shown this once."""
    with desk.writing() as session:
        number, secret = accounts.new_token(session, user.name, body.label, body.days)
    with desk.archive.writing() as archive:
        append(archive, user.name, "token", "review", {"token": number, "days": body.days})
    return {"id": number, "label": body.label, "token": secret}


@router.delete("/api/tokens/{number}", status_code=204)
def drop_token(number: Annotated[int, NUMBER], user: Reader, desk: TheDesk) -> Response:
    """Take a token of one's own back."""
    with desk.writing() as session:
        done = session.execute(delete(Tokens).where(Tokens.id == number, Tokens.user == user.name).returning(Tokens.id)).all()
    if not done:
        raise missing("token")
    return Response(status_code=204)


@router.get("/api/users")
def users(user: Reader, desk: TheDesk) -> dict[str, Any]:
    """Who is here, for assigning work. Readers see themselves only."""
    rows = [u for u in desk.users() if user.may("reviewer") or u.name == user.name]
    return {"rows": [{"name": u.name, "role": u.role, "teams": list(u.teams or ()), "active": True} for u in rows]}


def _day(seconds: int) -> str:
    return time.strftime("%Y-%m-%d", time.gmtime(seconds))
