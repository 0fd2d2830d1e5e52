"""What people said about what the machine found, and what was put together across documents.

Judgements are appended, never changed (an undo only fills `undone_by`). Entities and stories are proposals of
`musnad.resolve`; their members are `(document_id, item)`, which stay the same when a document is read again.
"""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from musnad.archive.models.base import Base

VERDICTS = ("accept", "correct", "reject", "unsure", "same", "different", "undo")


class Judgements(Base):
    """A person's word on an item, or on a pair of items.

    document_id, item:  the subject. For same/different/unsure on a pair, `other_document_id` and `other_item` are the
                        second one.
    field, value:       which field of the item is meant (None: all of it); `value` (JSON) is what a `correct` puts there.
    verdict:            one of VERDICTS. A row with verdict undo only says who undid what and why.
    undone_by:          the id of the judgement (verdict undo) that took this one back; None while it holds.
    """

    __tablename__ = "judgements"
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"))
    item: Mapped[str]
    other_document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"), index=True)
    other_item: Mapped[str | None]
    field: Mapped[str | None]
    value: Mapped[str | None]
    verdict: Mapped[str]
    who: Mapped[str]
    at: Mapped[str]
    why: Mapped[str | None]
    undone_by: Mapped[int | None] = mapped_column(ForeignKey("judgements.id", ondelete="SET NULL"))
    __table_args__ = (Index(None, "document_id", "item"),)


class Entities(Base):
    """An actor across documents. `state` proposed (by the machine) or confirmed (by a person)."""

    __tablename__ = "entities"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str]
    country: Mapped[str | None]
    state: Mapped[str] = mapped_column(default="proposed")
    made: Mapped[str]


class EntityMembers(Base):
    """A document's actor belongs to an entity; each to one at most. `reason` is JSON (the scored features)."""

    __tablename__ = "entity_members"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012  SQLAlchemy's own declaration
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True)
    item: Mapped[str] = mapped_column(primary_key=True)
    entity_id: Mapped[int] = mapped_column(ForeignKey("entities.id", ondelete="CASCADE"), index=True)
    score: Mapped[float]
    reason: Mapped[str | None]


class Stories(Base):
    """Reports of one event. `field` values are what most origins say; None when unknown or in dispute."""

    __tablename__ = "stories"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    type: Mapped[str | None]
    earliest: Mapped[str | None] = mapped_column(index=True)
    latest: Mapped[str | None]
    place: Mapped[str | None]
    gazetteer_id: Mapped[str | None] = mapped_column(index=True)
    country: Mapped[str | None]
    documents: Mapped[int]
    origins: Mapped[int]
    made: Mapped[str]


class Origins(Base):
    """Where a story's reports come from in the end: one witness, statement or agency, however many outlets carry it."""

    __tablename__ = "origins"
    id: Mapped[int] = mapped_column(primary_key=True)
    story_id: Mapped[int] = mapped_column(ForeignKey("stories.id", ondelete="CASCADE"), index=True)
    label: Mapped[str]
    kind: Mapped[str]
    reason: Mapped[str | None]  # JSON


class StoryMembers(Base):
    """An event of a document (`item`; "" for the document as a whole) belongs to a story and comes from an origin."""

    __tablename__ = "story_members"
    id: Mapped[int] = mapped_column(primary_key=True)
    story_id: Mapped[int] = mapped_column(ForeignKey("stories.id", ondelete="CASCADE"))
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"), index=True)
    item: Mapped[str]
    origin_id: Mapped[int | None] = mapped_column(ForeignKey("origins.id", ondelete="SET NULL"), index=True)
    score: Mapped[float]
    reason: Mapped[str | None]
    __table_args__ = (UniqueConstraint("story_id", "document_id", "item"),)
