"""Accounts, sessions, tokens: who somebody is. Secrets are stored as hashes only; nothing has a default password."""

from __future__ import annotations

import hashlib
import re
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from musnad.archive.audit import now
from musnad.archive.desk import Attempts, Sessions, Tokens, Users
from musnad.errors import BadRequest
from musnad.review.settings import ROLES, Settings

if TYPE_CHECKING:
    from pwdlib import PasswordHash

SHORTEST = 12  # characters of a password
LONGEST = 1024
TRIES, TRIES_OF_ADDRESS, WINDOW = 5, 30, 15 * 60  # failed logins in so many seconds: of one name, of one address
_SEEN = 60  # seconds between two notes that a session is alive
_NAME = re.compile(r"[\w.@-]{1,64}")


@dataclass(frozen=True, slots=True)
class User:
    """Who asks. teams: whose restricted documents are seen; None: all (administrators and the local user)."""

    name: str
    role: str
    teams: tuple[str, ...] | None

    def may(self, role: str) -> bool:
        """Has the user the rights of this role?"""
        return ROLES.index(self.role) >= ROLES.index(role)

    @property
    def masked(self) -> bool:
        """Are private persons hidden from the user?"""
        return self.role == "reader"


@dataclass(frozen=True, slots=True)
class Entered:
    """A session that begins: the cookie's value."""

    cookie: str
    csrf: str


def add_user(session: Session, name: str, password: str, role: str, teams: Sequence[str] = ()) -> None:
    """Make an account. Raises BadRequest for a name that is taken or no name, a weak password, an unknown role."""
    _check(name, role, teams)
    if session.get(Users, name) is not None:
        raise BadRequest(f"there is a user {name} already: `musnad user change {name}` changes it.")
    session.add(
        Users(name=name, password=hashed(password), role=role, teams=",".join(teams), active=True, made=now())
    )  # fmt: skip


def change_user(
    session: Session,
    name: str,
    *,
    password: str | None = None,
    role: str | None = None,
    teams: Sequence[str] | None = None,
    active: bool | None = None,
) -> None:
    """Change an account; its sessions end, and with `active` False or a new password its tokens too. Raises BadRequest."""
    user = session.get(Users, name)
    if user is None:
        raise BadRequest(f"there is no user {name[:64]}: `musnad user list` shows who there is.")
    _check(name, role or user.role, teams or ())
    user.role = role or user.role
    user.teams = user.teams if teams is None else ",".join(teams)
    user.active = user.active if active is None else active
    if password is not None:
        user.password = hashed(password)
    session.execute(delete(Sessions).where(Sessions.user == name))
    if password is not None or active is False:
        session.execute(delete(Tokens).where(Tokens.user == name))


def _check(name: str, role: str, teams: Sequence[str]) -> None:
    if not _NAME.fullmatch(name):
        raise BadRequest(f"{name[:64]!r} is no user's name: give up to 64 letters, digits, . _ @ - without spaces.")
    if role not in ROLES:
        raise BadRequest(f"there is no role {role[:40]!r}: give {', '.join(ROLES)}.")
    if any(not team.strip() or "," in team for team in teams):
        raise BadRequest("a team's name is empty or has a comma in it.")


def hashed(password: str) -> str:
    """The argon2 hash. Raises BadRequest for a password that is too short or too long."""
    if len(password) < SHORTEST:
        raise BadRequest(f"the password has fewer than {SHORTEST} characters: several words make a good one.")
    if len(password) > LONGEST:
        raise BadRequest(f"the password has more than {LONGEST} characters.")
    return _hasher().hash(password)


@cache
def _hasher() -> PasswordHash:
    from pwdlib import PasswordHash

    return PasswordHash.recommended()


@cache
def _nobody() -> str:
    """The hash that is compared when there is no such user, so that the answer takes as long."""
    return _hasher().hash(secrets.token_hex(16))


def check_password(session: Session, name: str, password: str) -> Users | None:
    """The account when name and password are right and it is active; else None, after the same time."""
    user = session.get(Users, name)
    right = _hasher().verify(password[:LONGEST], user.password if user is not None else _nobody())
    return user if right and user is not None and user.active else None


def wait(session: Session, name: str, address: str) -> int:
    """Seconds to wait before another try; 0 when one may be made."""
    since = int(time.time()) - WINDOW
    for whose, most in ((f"name:{name[:64]}", TRIES), (f"address:{address}", TRIES_OF_ADDRESS)):
        asked = select(func.count(), func.min(Attempts.at)).where(Attempts.whose == whose, Attempts.at > since)
        count, first = session.execute(asked).one()
        if count >= most:
            return max(1, int(first) - since)
    return 0


def failed(session: Session, name: str, address: str) -> None:
    """Note a failed login; old notes go."""
    at = int(time.time())
    session.execute(delete(Attempts).where(Attempts.at <= at - WINDOW))
    session.add_all(Attempts(whose=whose, at=at) for whose in (f"name:{name[:64]}", f"address:{address}"))


def begin(session: Session, name: str, settings: Settings) -> Entered:
    """A new session, never one that the browser brought along; ended ones are swept away."""
    at, cookie, csrf = int(time.time()), secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    session.execute(delete(Sessions).where((Sessions.began < at - settings.age) | (Sessions.seen < at - settings.idle)))
    session.execute(delete(Attempts).where(Attempts.whose == f"name:{name}"))
    session.add(Sessions(id=digest(cookie), user=name, csrf=csrf, began=at, seen=at))
    return Entered(cookie, csrf)


def resume(session: Session, cookie: str, settings: Settings) -> Sessions | None:
    """The session of a cookie; None when there is none or it has ended."""
    found = session.get(Sessions, digest(cookie))
    at = int(time.time())
    if found is None or found.began < at - settings.age or found.seen < at - settings.idle:
        return None
    return found


def is_stale(found: Sessions) -> bool:
    """Is it time to note that the session is alive?"""
    return found.seen < int(time.time()) - _SEEN


def keep_alive(session: Session, identity: str) -> None:
    """Note that a session was used."""
    session.execute(update(Sessions).where(Sessions.id == identity).values(seen=int(time.time())))


def end(session: Session, cookie: str) -> None:
    """End a session."""
    session.execute(delete(Sessions).where(Sessions.id == digest(cookie)))


def new_token(session: Session, user: str, label: str, days: int) -> tuple[int, str]:
    """A bearer token: its number and its secret, which is not kept."""
    at, secret = int(time.time()), f"musnad_{secrets.token_urlsafe(32)}"
    row = Tokens(secret=digest(secret), user=user, label=label, made=at, until=at + days * 86400)
    session.add(row)
    session.flush()
    return row.id, secret


def by_token(session: Session, secret: str) -> str | None:
    """Whose token it is; None when nobody's, or when its time is over."""
    found = session.execute(select(Tokens).where(Tokens.secret == digest(secret))).scalar_one_or_none()
    return found.user if found is not None and found.until > time.time() else None


def digest(secret: str) -> str:
    """SHA-256 (hex). The secrets have 256 random bits, so no slow hash is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()
