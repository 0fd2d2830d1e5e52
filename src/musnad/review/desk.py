"""The desk: an open archive, the desk's own tables, and the settings, handed to every page."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from sqlalchemy import select
from sqlalchemy.orm import Session

from musnad.archive import Archive
from musnad.archive.desk import Users, desk_engine
from musnad.review.accounts import User
from musnad.review.settings import Settings
from musnad.review.sight import seeing


class Desk:
    """What pages work with. `archive` must stay open as long as the desk."""

    def __init__(self, archive: Archive, settings: Settings) -> None:
        self.archive = archive
        self.settings = settings
        self.engine = desk_engine(archive)
        self._entry: str | None = None if settings.team else secrets.token_urlsafe(24)
        self._lock = threading.Lock()
        self.work = threading.Event()  # there is a new job for the intake

    @property
    def entry(self) -> str | None:
        """The one-time token of the local user; None once it was used."""
        return self._entry

    def enter(self, token: str) -> bool:
        """Use the one-time token up."""
        with self._lock:
            if self._entry is None or not secrets.compare_digest(token.encode(), self._entry.encode()):
                return False
            self._entry = None
            return True

    def seeing(self, user: User) -> AbstractContextManager[Session]:
        """A reading session of the archive in which what the user may not see does not exist."""
        return seeing(self.archive, user.teams)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """The desk's own tables, to look at."""
        with Session(self.engine, autoflush=False, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """The desk's own tables, to change: commits at the end or not at all."""
        bound = self.engine.execution_options(musnad_writes=True)
        with Session(bound, expire_on_commit=False) as session, session.begin():
            yield session

    def user_named(self, name: str) -> User | None:
        """The active user of this name, as whoever asks in that name."""
        if not self.settings.team:
            return User(name, "admin", None) if name == self.settings.local_user else None
        with self.reading() as session:
            row = session.get(Users, name)
        return as_user(row) if row is not None and row.active else None

    def users(self) -> list[User]:
        """All active users by name."""
        if not self.settings.team:
            return [User(self.settings.local_user, "admin", None)]
        with self.reading() as session:
            rows = session.execute(select(Users).where(Users.active.is_(True)).order_by(Users.name)).scalars().all()
        return [as_user(row) for row in rows]

    def follow(self, who: str) -> None:
        """Stories and clusters of actors follow what was added or judged, before the answer. Raises ImportError without the
        packages of musnad[resolve]."""
        from musnad.resolve.run import resolve

        resolve(self.archive, who)

    def close(self) -> None:
        """Give the desk's connections back."""
        if self.engine is not self.archive.engine:
            self.engine.dispose()


def as_user(row: Users) -> User:
    """An account as the one who asks. An administrator sees every team's documents."""
    return User(row.name, row.role, None if row.role == "admin" else tuple(filter(None, row.teams.split(","))))
