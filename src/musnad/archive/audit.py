"""The audit: an append-only log in which every entry holds the hash of the one before.

hash = SHA-256(previous hash + canonical JSON of seq, at, who, action, subject, payload). A change anywhere breaks every
hash after it. Entries name things by id and hash only, never by what an article or a person said, so that `forget` can
keep its promise while the chain stays whole. Cutting off the end leaves a valid chain: note the newest hash elsewhere
(`musnad archive verify` prints it) and give it to `verify --head` later.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from musnad.archive.keys import canonical, sha256
from musnad.archive.models import Audit

GENESIS = "0" * 64  # what the first entry has before it
_BATCH = 5000


def now() -> str:
    """This moment, ISO 8601 in UTC with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Log:
    """Appends within one writing transaction (`Archive.writing` lets in one writer at a time, so `seq` has no gaps)."""

    def __init__(self, session: Session, who: str) -> None:
        self._session = session
        self._who = who
        newest = session.execute(select(Audit.seq, Audit.hash).order_by(Audit.seq.desc()).limit(1)).first()
        self._seq: int = newest.seq if newest else 0
        self._hash: str = newest.hash if newest else GENESIS
        self._rows: list[dict[str, Any]] = []

    def add(self, action: str, subject: str, payload: dict[str, Any], at: str | None = None) -> str:
        """Note an entry; its hash. `flush` writes what was noted."""
        row: dict[str, Any] = {
            "seq": self._seq + 1, "at": at or now(), "who": self._who, "action": action, "subject": subject,
            "payload": canonical(payload), "previous": self._hash,
        }  # fmt: skip
        made = row["hash"] = entry_hash(row)
        self._seq, self._hash = self._seq + 1, made
        self._rows.append(row)
        return made

    def flush(self) -> None:
        """Write the noted entries; call it before the transaction ends."""
        if self._rows:
            self._session.execute(Audit.__table__.insert(), self._rows)  # type: ignore[attr-defined]
            self._rows = []


def append(session: Session, who: str, action: str, subject: str, payload: dict[str, Any]) -> str:
    """Write one entry now; its hash. The session must come from `Archive.writing`."""
    log = Log(session, who)
    made = log.add(action, subject, payload)
    log.flush()
    return made


def entry_hash(row: dict[str, Any]) -> str:
    """The hash that an entry must have."""
    told = {name: row[name] for name in ("seq", "at", "who", "action", "subject")}
    return sha256(row["previous"] + canonical({**told, "payload": json.loads(row["payload"])}))


def head(session: Session) -> tuple[int, str]:
    """How many entries there are, and the newest one's hash."""
    newest = session.execute(select(Audit.seq, Audit.hash).order_by(Audit.seq.desc()).limit(1)).first()
    return (newest.seq, newest.hash) if newest else (0, GENESIS)


def first_break(session: Session) -> str | None:
    """A sentence about the first entry that is not what it was, or None when the chain is whole."""
    before, expected = GENESIS, 1
    for row in _entries(session):
        if row.seq != expected:
            return f"audit entry {expected} is missing (the next is {row.seq})."
        if row.previous != before:
            return f"audit entry {row.seq} does not follow entry {row.seq - 1}: the hash before it is another."
        if _hash_of(row) != row.hash:
            return f"audit entry {row.seq} ({row.action} by {row.who}, {row.at}) was changed: its hash does not fit."
        before, expected = row.hash, expected + 1
    return None


def _hash_of(row: Any) -> str | None:
    try:
        return entry_hash(dict(row._mapping))
    except ValueError:  # the payload is no JSON any more
        return None


def _entries(session: Session) -> Iterator[Any]:
    """All entries in order, some thousand at a time."""
    last = session.execute(select(func.max(Audit.seq))).scalar() or 0
    columns = (
        Audit.seq, Audit.at, Audit.who, Audit.action, Audit.subject, Audit.payload, Audit.previous, Audit.hash
    )  # fmt: skip
    at = -1
    while at < last:
        rows = session.execute(select(*columns).where(Audit.seq > at).order_by(Audit.seq).limit(_BATCH)).all()
        if not rows:
            return
        yield from rows
        at = rows[-1].seq
