"""What was received and what was read in it: originals, documents, texts, readings; failures, tombstones, the audit.

A document is one publication: the same text at two outlets is two documents (a copy is no second witness, and only
the archive can tell). `Documents.key` is the SHA-256 of text, outlet, address and date (`musnad.archive.keys`);
`Documents.id` is a small number that is never given twice, also not after `forget`.
"""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from musnad.archive.models.base import Base

STATES = ("machine", "assigned", "reviewed", "finalised")


class Settings(Base):
    """The archive's own facts, one a row: `id` (random, made once), `originals` (the folder), `made` (when)."""

    __tablename__ = "settings"
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class Originals(Base):
    """Bytes as they were received, by SHA-256 (hex). The bytes stand in a file (`musnad.archive.originals`)."""

    __tablename__ = "originals"
    sha256: Mapped[str] = mapped_column(primary_key=True)
    size: Mapped[int]  # bytes before compression
    added: Mapped[str]


class Documents(Base):
    """One publication. `reading_id` is the current reading (Readings.id; no foreign key, because the two tables point at
    each other: `verify` checks it). `text_id` is the record's own document id, the SHA-256 of the text.

    state:      machine | assigned | reviewed | finalised (STATES).
    restricted: only members of `team` may see it (None: nobody but administrators).
    ocr:        the text came from an image: its numbers are unsure.
    source:     what the user called the file or address; `line` its line, from 1.
    intake:     JSON: how the original's bytes are read again (`musnad.archive.adding.intake_of`).
    day:        `published` cut to its first ten characters, for sorting and filtering; None when unknown.
    """

    __tablename__ = "documents"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(unique=True)
    text_id: Mapped[str] = mapped_column(index=True)
    original: Mapped[str] = mapped_column(ForeignKey("originals.sha256"), index=True)
    reading_id: Mapped[int]
    language: Mapped[str]
    title: Mapped[str | None]
    outlet: Mapped[str | None]
    outlet_country: Mapped[str | None]
    author: Mapped[str | None]
    published: Mapped[str | None]
    day: Mapped[str | None] = mapped_column(index=True)
    url: Mapped[str | None]
    retrieved: Mapped[str | None]
    raw_sha256: Mapped[str | None]
    source: Mapped[str]
    line: Mapped[int | None]
    intake: Mapped[str]
    notes: Mapped[str | None]  # one remark of intake a line
    length: Mapped[int]  # code points
    ocr: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(default="machine")
    restricted: Mapped[bool] = mapped_column(default=False)
    team: Mapped[str | None]
    added: Mapped[str]
    __table_args__ = (Index(None, "outlet", "day"), Index(None, "state", "id"))


class Texts(Base):
    """The text that spans count (zlib, UTF-8), its folded shadow as the index of words holds it (zlib, words separated by
    spaces), and, for a PDF, where each character stood (`musnad.intake.layout`, zlib)."""

    __tablename__ = "texts"
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    shadow: Mapped[bytes] = mapped_column(LargeBinary)
    layout: Mapped[bytes | None] = mapped_column(LargeBinary)


class Readings(Base):
    """What one version of the reader found in one document; older readings stay. `record` is compressed
    (`musnad.archive.packing`), `sha256` the hash of its bytes on the wire (`musnad.record.wire.dumps`)."""

    __tablename__ = "readings"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"), index=True)
    version: Mapped[str]
    rules: Mapped[str]
    weights: Mapped[str | None]
    sha256: Mapped[str]
    record: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[str]


class Failures(Base):
    """What could not be added, with the letter. A later success at the same place takes the row away."""

    __tablename__ = "failures"
    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str]
    line: Mapped[int | None]
    letter: Mapped[str]
    at: Mapped[str]


class Tombstones(Base):
    """A document that was forgotten: its key's hash, so that it is not added again, and nothing of what it said."""

    __tablename__ = "tombstones"
    document_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    key_sha256: Mapped[str] = mapped_column(unique=True)
    why: Mapped[str]
    who: Mapped[str]
    at: Mapped[str]


class Audit(Base):
    """The append-only log. `hash` is the SHA-256 (hex) of `previous` and the row's canonical JSON; see
    `musnad.archive.audit`. The database itself refuses to change or delete a row."""

    __tablename__ = "audit"
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # from 1, without gaps
    at: Mapped[str]
    who: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str]
    payload: Mapped[str]  # canonical JSON
    previous: Mapped[str]
    hash: Mapped[str]
    __table_args__ = (UniqueConstraint("hash"), Index(None, "subject"))
