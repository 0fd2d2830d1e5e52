"""What the current record of each document says, as narrow rows for fast questions. All of it can be made again from the
records (`reread`), so nothing here is ever the only copy.

`item` is the id that the noun has in its record (`event:ASSAULT:12-20`); `(document_id, item)` names it for good,
while the rows' own numbers change when a document is read again. Mentions, times and attributions are in the record.
"""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from musnad.archive.models.base import Base

_BY_KEY = {"sqlite_with_rowid": False}  # the key is the table: half the room for tables that are little else


class Names(Base):
    """Every different spelling of a name in the archive, once. `fold` is the spelling that is compared
    (`musnad.archive.folding.fold_name`)."""

    __tablename__ = "names"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[str] = mapped_column(unique=True)
    fold: Mapped[str] = mapped_column(index=True)


class NameWords(Base):
    """The words of each name's `fold`, for finding a name by a part of it."""

    __tablename__ = "name_words"
    __table_args__ = _BY_KEY
    word: Mapped[str] = mapped_column(primary_key=True)
    name_id: Mapped[int] = mapped_column(ForeignKey("names.id", ondelete="CASCADE"), primary_key=True, index=True)


class NameKeys(Base):
    """Under which keys a name is looked up when actors of documents are put together; of named actors that are not private.
    Made by `musnad.resolve.entities.lookup`, as 53 bits of a hash; a name without any key has the key 0."""

    __tablename__ = "name_keys"
    __table_args__ = _BY_KEY
    key: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name_id: Mapped[int] = mapped_column(ForeignKey("names.id", ondelete="CASCADE"), primary_key=True, index=True)


class Actors(Base):
    """An actor of one document. `name_id` is its main name (no foreign key: ActorNames, which has all names, holds the same
    pair). `sectors` separated by commas; `titles` its roles' titles, one a line; `mentions` how often it is mentioned.
    The same actor across documents is an entity (`EntityMembers`)."""

    __tablename__ = "actors"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"))
    item: Mapped[str]
    name_id: Mapped[int]
    kind: Mapped[str]
    country: Mapped[str | None]
    sectors: Mapped[str]
    titles: Mapped[str]
    mentions: Mapped[int]
    private: Mapped[bool]
    __table_args__ = (UniqueConstraint("document_id", "item"),)


class ActorNames(Base):
    """All names of an actor."""

    __tablename__ = "actor_names"
    __table_args__ = _BY_KEY
    name_id: Mapped[int] = mapped_column(ForeignKey("names.id"), primary_key=True)
    actor_id: Mapped[int] = mapped_column(ForeignKey("actors.id", ondelete="CASCADE"), primary_key=True, index=True)


class Claims(Base):
    """Who says something: `depth` is the number of speakers between the outlet and the content (0: the outlet's own word);
    `start`, `end` the content's code points."""

    __tablename__ = "claims"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"))
    item: Mapped[str]
    depth: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    __table_args__ = (UniqueConstraint("document_id", "item"),)


class Speakers(Base):
    """One link of a claim's chain. `place` counts from the outlet inward, from 1; `attribution` is the link's item.
    `actor_id` and `name_id` are None for a source without a name (unnamed, implicit)."""

    __tablename__ = "speakers"
    __table_args__ = _BY_KEY
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    attribution: Mapped[str]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("actors.id", ondelete="CASCADE"), index=True)
    name_id: Mapped[int | None] = mapped_column(ForeignKey("names.id"), index=True)
    source_kind: Mapped[str]
    stance: Mapped[str]


class Events(Base):
    """What is said to have happened. `type`, `mode` PLOVER's; `acled` the event type, `acled_sub` the sub-event type;
    `earliest`, `latest` (exclusive) as in the record's time, None when unknown or open; `day` the document's publication
    day, for sorting; `start`, `end` the code points of the first piece of evidence. The place is flat here: `place` its
    name in the text, `place_key` that name as the gazetteer compares it."""

    __tablename__ = "events"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"))
    item: Mapped[str]
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id", ondelete="CASCADE"), index=True)
    type: Mapped[str]
    mode: Mapped[str | None]
    contexts: Mapped[str]  # separated by commas
    cameo: Mapped[str | None]
    acled: Mapped[str | None]
    acled_sub: Mapped[str | None]
    ucdp: Mapped[int | None]
    status: Mapped[str]
    polarity: Mapped[str]
    certainty: Mapped[str]
    place_item: Mapped[str | None]
    place: Mapped[str | None]
    place_key: Mapped[str | None]
    gazetteer_id: Mapped[str | None]
    country: Mapped[str | None]
    admin1: Mapped[str | None]
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    precision: Mapped[str | None]
    earliest: Mapped[str | None]
    latest: Mapped[str | None]
    day: Mapped[str | None]
    start: Mapped[int]
    end: Mapped[int]
    __table_args__ = (
        UniqueConstraint("document_id", "item"),
        Index(None, "type", "day"),
        Index(None, "gazetteer_id", "day"),
        Index(None, "place_key", "day"),
        Index(None, "country", "day"),
        Index(None, "admin1", "day"),
        Index(None, "day"),
        Index(None, "status", "day"),
        Index(None, "polarity", "day"),
        Index(None, "status", "type", "day"),
        # with these a date is looked for in the index alone: both ends stand in it
        Index(None, "type", "earliest", "latest"),
        Index(None, "country", "earliest", "latest"),
        Index(None, "earliest", "latest", "day"),
        Index(None, "latest", "earliest", "day"),
    )


class EventActors(Base):
    """Who does it (`side` actor) and to whom (recipient)."""

    __tablename__ = "event_actors"
    __table_args__ = _BY_KEY
    actor_id: Mapped[int] = mapped_column(ForeignKey("actors.id", ondelete="CASCADE"), primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True, index=True)
    side: Mapped[str] = mapped_column(primary_key=True)


class Tolls(Base):
    """How many: `high` None is no upper bound; `unsure` when the number was read from an image."""

    __tablename__ = "tolls"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), index=True)
    effect: Mapped[str]
    who: Mapped[str | None]
    low: Mapped[int | None]
    high: Mapped[int | None]
    unsure: Mapped[bool]
    start: Mapped[int]
    end: Mapped[int]
    __table_args__ = (Index(None, "effect", "high", "low", "event_id"),)


class Relations(Base):
    """What is said to hold between two actors. For controls and based_in the tail is a place: `tail_id` is None, `place`
    its name and `gazetteer_id` its number. `since` and `until`: the earliest day of each, None when not said."""

    __tablename__ = "relations"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"))
    item: Mapped[str]
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(index=True)
    head_id: Mapped[int] = mapped_column(ForeignKey("actors.id", ondelete="CASCADE"), index=True)
    tail_id: Mapped[int | None] = mapped_column(ForeignKey("actors.id", ondelete="CASCADE"), index=True)
    place: Mapped[str | None]
    gazetteer_id: Mapped[str | None]
    since: Mapped[str | None]
    until: Mapped[str | None]
    status: Mapped[str]
    polarity: Mapped[str]
    certainty: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]
    __table_args__ = (UniqueConstraint("document_id", "item"),)
