"""What a person may see: a session of the archive in which restricted documents of other teams do not exist.

The condition is put on every question that the session is asked, also inside subqueries and aliases, so that no page, count
or search can forget it. It covers what hangs on a document, entities and stories that stand on hidden documents alone, and
the origins of stories.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from sqlalchemy import bindparam, event, or_, select
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

# Bare tables, so that no condition is put on the conditions; the teams come in as a parameter of each question.
_D, _E, _S = Documents.__table__, EntityMembers.__table__, StoryMembers.__table__
_PARAMETER = "musnad_teams"
_OTHERS = or_(_D.c.team.is_(None), _D.c.team.not_in(bindparam(_PARAMETER, expanding=True)))
_HIDDEN = select(_D.c.id).where(_D.c.restricted.is_(True), _OTHERS)
_SEEN_ENTITIES = select(_E.c.entity_id).where(_E.c.document_id.not_in(_HIDDEN))
_SEEN_STORIES = select(_S.c.story_id).where(_S.c.document_id.not_in(_HIDDEN))
_SEEN_ORIGINS = select(_S.c.origin_id).where(_S.c.document_id.not_in(_HIDDEN), _S.c.origin_id.is_not(None))
_OWN: tuple[Any, ...] = (Actors, Claims, EntityMembers, Events, Readings, Relations, StoryMembers, Texts)


@contextmanager
def seeing(archive: Archive, teams: tuple[str, ...] | None) -> Iterator[Session]:
    """A reading session with the eyes of a member of `teams`; None sees everything."""
    with archive.reading() as session:
        if teams is not None and session.execute(_HIDDEN.limit(1), {_PARAMETER: list(teams)}).first() is not None:
            _close_eyes(session, teams)
        yield session


def is_partial(session: Session) -> bool:
    """Is something hidden from this session?"""
    return bool(session.info.get("hidden"))


def _close_eyes(session: Session, teams: tuple[str, ...]) -> None:
    session.info["hidden"] = True

    @event.listens_for(session, "do_orm_execute")
    def _see(state: ORMExecuteState) -> Any:
        if not state.is_select:
            return None
        state.parameters = state.parameters or {}
        return state.invoke_statement(state.statement.options(*_options()), {_PARAMETER: list(teams)})


@cache
def _options() -> tuple[Any, ...]:
    """The conditions by table. They are functions of the table, because a question may use it under several names."""
    made: list[tuple[Any, Callable[[Any], Any]]] = [(table, lambda t: t.document_id.not_in(_HIDDEN)) for table in _OWN]
    made += [
        (Documents, lambda t: t.id.not_in(_HIDDEN)),
        (Judgements, lambda t: t.document_id.not_in(_HIDDEN) & _other_is_seen(t)),
        (Entities, lambda t: t.id.in_(_SEEN_ENTITIES)),
        (Stories, lambda t: t.id.in_(_SEEN_STORIES)),
        (Origins, lambda t: t.id.in_(_SEEN_ORIGINS)),
    ]
    return tuple(
        with_loader_criteria(table, condition, include_aliases=True, track_closure_variables=False) for table, condition in made
    )


def _other_is_seen(judgements: Any) -> Any:
    other = judgements.other_document_id
    return or_(other.is_(None), other.not_in(_HIDDEN))
