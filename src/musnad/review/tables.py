"""The desk's own tables: accounts, sessions, tokens, work to do. Judgements are not here but in the archive, audited.

They stand in a file of their own (`review.sqlite` in the archive's folder; in PostgreSQL beside the archive's tables), so that
passwords never come into a backup or an export of the archive, and sessions never wait for its writer.
"""

from __future__ import annotations

from sqlalchemy import LargeBinary, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from musnad.archive.models.base import WHOLE


class Base(DeclarativeBase):
    """The root of the desk's tables. Times are seconds since 1970 (UTC) where they are compared, else ISO 8601 text."""

    metadata = MetaData()
    type_annotation_map = {int: WHOLE, str: Text()}  # noqa: RUF012  SQLAlchemy's own declaration


class Users(Base):
    """An account. password: an argon2 hash; teams: separated by commas."""

    __tablename__ = "review_users"
    name: Mapped[str] = mapped_column(primary_key=True)
    password: Mapped[str]
    role: Mapped[str]
    teams: Mapped[str] = mapped_column(default="")
    active: Mapped[bool] = mapped_column(default=True)
    made: Mapped[str]


class Sessions(Base):
    """A signed-in browser. id: SHA-256 of the cookie's value, so that the table alone opens nothing."""

    __tablename__ = "review_sessions"
    id: Mapped[str] = mapped_column(primary_key=True)
    user: Mapped[str] = mapped_column(index=True)
    csrf: Mapped[str]
    began: Mapped[int]
    seen: Mapped[int]


class Tokens(Base):
    """A script's bearer token: SHA-256 of the secret."""

    __tablename__ = "review_tokens"
    id: Mapped[int] = mapped_column(primary_key=True)
    secret: Mapped[str] = mapped_column(unique=True)
    user: Mapped[str] = mapped_column(index=True)
    label: Mapped[str]
    made: Mapped[int]
    until: Mapped[int]


class Attempts(Base):
    """Failed logins: who was tried (name, or address) and when."""

    __tablename__ = "review_attempts"
    id: Mapped[int] = mapped_column(primary_key=True)
    whose: Mapped[str] = mapped_column(index=True)
    at: Mapped[int]


class Searches(Base):
    """A saved search. query: JSON."""

    __tablename__ = "review_searches"
    id: Mapped[int] = mapped_column(primary_key=True)
    user: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    query: Mapped[str]


class Assigned(Base):
    """Who looks at a document."""

    __tablename__ = "review_assigned"
    document: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    user: Mapped[str] = mapped_column(index=True)
    at: Mapped[str]


class Sensitive(Base):
    """A document that is to be blurred until asked for."""

    __tablename__ = "review_sensitive"
    document: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    user: Mapped[str]
    at: Mapped[str]


class Rounds(Base):
    """Double coding: two coders, blind to each other while it is open."""

    __tablename__ = "review_rounds"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    first: Mapped[str]
    second: Mapped[str]
    state: Mapped[str]  # open | closed
    made_by: Mapped[str]
    at: Mapped[str]


class RoundDocuments(Base):
    """A document of a round, and which of the coders is done with it."""

    __tablename__ = "review_round_documents"
    round: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    document: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, index=True)
    first_done: Mapped[bool] = mapped_column(default=False)
    second_done: Mapped[bool] = mapped_column(default=False)


class Jobs(Base):
    """Articles on their way in. parts: JSON, `[[name, length], ...]`; data: those parts' bytes one after the other, kept until
    they are in the archive, so that a killed server goes on where it stood. told: JSON, what the user knows of them."""

    __tablename__ = "review_jobs"
    id: Mapped[int] = mapped_column(primary_key=True)
    user: Mapped[str]
    kind: Mapped[str]  # text | files | url
    name: Mapped[str]
    told: Mapped[str]
    parts: Mapped[str]
    data: Mapped[bytes | None] = mapped_column(LargeBinary)
    state: Mapped[str]  # waiting | running | done
    done: Mapped[int] = mapped_column(default=0)
    added: Mapped[str] = mapped_column(default="[]")
    present: Mapped[int] = mapped_column(default=0)
    failed: Mapped[str] = mapped_column(default="[]")
    at: Mapped[str]
