"""What a person may see: a session of the archive in which restricted documents of other teams do not exist.

The condition is put on every question that the session is asked, also inside subqueries and aliases, so that no page, count
or search can forget it. It covers what hangs on a document, entities and stories that stand on hidden documents alone, and
the origins of stories.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import ColumnElement, Select, event, or_, select
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

from musnad.archive import Archive
from musnad.archive.models import (
    Actors,
    Claims,
    Documents,
    Entities,
    EntityMembers,
    Events,
    Judgements,
    Origins,
    Readings,
    Relations,
    Stories,
    StoryMembers,
    Texts,
)

_D, _E, _S = Documents.__table__, EntityMembers.__table__, StoryMembers.__table__  # bare tables: no condition on conditions


@contextmanager
def seeing(archive: Archive, teams: tuple[str, ...] | None) -> Iterator[Session]:
    """A reading session with the eyes of a member of `teams`; None sees everything."""
    with archive.reading() as session:
        hidden = None if teams is None else _hidden(teams)
        if hidden is not None and session.execute(hidden.limit(1)).first() is not None:
            _close_eyes(session, hidden)
        yield session


def is_partial(session: Session) -> bool:
    """Is something hidden from this session?"""
    return bool(session.info.get("hidden"))


def _hidden(teams: tuple[str, ...]) -> Select[Any]:
    other = or_(_D.c.team.is_(None), _D.c.team.not_in(teams))
    return select(_D.c.id).where(_D.c.restricted.is_(True), other)


def _close_eyes(session: Session, hidden: Select[Any]) -> None:
    session.info["hidden"] = True
    options = [with_loader_criteria(table, condition, include_aliases=True) for table, condition in _conditions(hidden)]

    @event.listens_for(session, "do_orm_execute")
    def _see(state: ORMExecuteState) -> None:
        if state.is_select:
            state.statement = state.statement.options(*options)


def _conditions(hidden: Select[Any]) -> list[tuple[Any, ColumnElement[bool]]]:
    made: list[tuple[Any, ColumnElement[bool]]] = [(Documents, Documents.id.not_in(hidden))]
    own: tuple[Any, ...] = (Actors, Claims, EntityMembers, Events, Readings, Relations, StoryMembers, Texts)
    made += [(table, table.document_id.not_in(hidden)) for table in own]
    other = Judgements.other_document_id
    made.append((Judgements, Judgements.document_id.not_in(hidden) & or_(other.is_(None), other.not_in(hidden))))
    seen_entities = select(_E.c.entity_id).where(_E.c.document_id.not_in(hidden))
    seen_stories = select(_S.c.story_id).where(_S.c.document_id.not_in(hidden))
    seen_origins = select(_S.c.origin_id).where(_S.c.document_id.not_in(hidden), _S.c.origin_id.is_not(None))
    made.append((Entities, Entities.id.in_(seen_entities)))
    made.append((Stories, Stories.id.in_(seen_stories)))
    made.append((Origins, Origins.id.in_(seen_origins)))
    return made
