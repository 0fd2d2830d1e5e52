"""Actors of documents as identity looks at them, asked of the archive."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from musnad.archive.models import Actors, EntityMembers, Names
from musnad.archive.query import chunks, records_of
from musnad.resolve.names import parse
from musnad.resolve.names.proper import KINDS, is_written_as_name, names_a_body

Member = tuple[int, str]  # (document, item)


@dataclass(frozen=True, slots=True)
class Row:
    """An actor of a document."""

    document: int
    item: str
    name_id: int
    name: str
    kind: str
    country: str | None
    titles: str

    @property
    def member(self) -> Member:
        return self.document, self.item


def fresh_actors(session: Session, changed: Sequence[int]) -> list[Row]:
    """Actors of these documents that a mention calls by a name."""
    named = _called_by_name(session, changed)
    return [row for row in of_documents(session, changed) if row.member in named or _says_a_body(row)]


def _called_by_name(session: Session, changed: Sequence[int]) -> set[Member]:
    """Actors of the documents that a mention calls by a name."""
    found = set()
    for number, record in records_of(session, changed):
        forms = {m.id for m in record.mentions if m.form == "name"}
        found |= {(number, a.id) for a in record.actors if any(m in forms for m in a.mentions)}
    return found


def _says_a_body(row: Row) -> bool:
    """A body described in nothing but the words of which names of bodies are made ("council of the trustees of X")."""
    roles = [w.role for w in parse(row.name, row.kind).words if w.weight > 0]
    return row.kind != "person" and len(roles) > 2 and roles[0] == "body" and set(roles) <= {"body", "quality", "acronym"}


def is_proper(row: Row) -> bool:
    """Is it a name, and not only what somebody is ("the council", "gunmen")?"""
    if not is_written_as_name(row.name):
        return False
    roles = [w.role for w in parse(row.name, row.kind).words]
    return "name" in roles if row.kind == "person" else names_a_body(roles)


_ROWS = (
    select(
        Actors.document_id, Actors.item, Actors.name_id, Names.text, Actors.kind, Actors.country, Actors.titles
    )
    .join(Names, Names.id == Actors.name_id)
    .where(Actors.private.is_(False), Actors.kind.in_(KINDS))
    .order_by(Actors.document_id, Actors.id)
)  # fmt: skip


def _rows(session: Session, questions: Iterable[Select[int, str, int, str, str, str | None, str]]) -> list[Row]:
    """Named actors that are not private, by the questions given."""
    return [Row(*row) for asked in questions for row in session.execute(asked)]


def of_documents(session: Session, numbers: Iterable[int]) -> list[Row]:
    return _rows(session, (_ROWS.where(Actors.document_id.in_(chunk)) for chunk in chunks(sorted(numbers))))


def of_names(session: Session, numbers: Iterable[int]) -> list[Row]:
    return _rows(session, (_ROWS.where(Actors.name_id.in_(chunk)) for chunk in chunks(sorted(numbers))))


def of_entities(session: Session, numbers: Iterable[int]) -> list[Row]:
    """All members of these entities."""
    same = and_(EntityMembers.document_id == Actors.document_id, EntityMembers.item == Actors.item)
    inside = _ROWS.join(EntityMembers, same)
    return _rows(session, (inside.where(EntityMembers.entity_id.in_(chunk)) for chunk in chunks(sorted(numbers))))


def homes_of(session: Session, members: Collection[Member]) -> dict[Member, int]:
    """The entities that members are in now."""
    found: dict[Member, int] = {}
    for chunk in chunks(sorted({document for document, _ in members})):
        asked = select(EntityMembers.document_id, EntityMembers.item, EntityMembers.entity_id)
        for document, item, entity in session.execute(asked.where(EntityMembers.document_id.in_(chunk))):
            if (document, item) in members:
                found[document, item] = entity
    return found
