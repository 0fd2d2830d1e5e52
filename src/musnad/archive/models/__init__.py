"""The archive's tables, the same on SQLite and PostgreSQL. The index of words (`search`) is no table of a model: each
database has its own (`musnad.archive.words`)."""

from musnad.archive.models.base import Base
from musnad.archive.models.documents import (
    STATES,
    Audit,
    Documents,
    Failures,
    Originals,
    Readings,
    Settings,
    Texts,
    Tombstones,
)
from musnad.archive.models.index import (
    ActorNames,
    Actors,
    Claims,
    EventActors,
    Events,
    NameKeys,
    Names,
    NameWords,
    Relations,
    Speakers,
    Tolls,
)
from musnad.archive.models.judged import (
    VERDICTS,
    Entities,
    EntityMembers,
    Judgements,
    Origins,
    Stories,
    StoryMembers,
)

__all__ = [
    "STATES", "VERDICTS", "ActorNames", "Actors", "Audit", "Base", "Claims", "Documents", "Entities", "EntityMembers",
    "EventActors", "Events", "Failures", "Judgements", "NameKeys", "NameWords", "Names", "Originals", "Origins",
    "Readings", "Relations", "Settings", "Speakers", "Stories", "StoryMembers", "Texts", "Tolls", "Tombstones",
]  # fmt: skip
