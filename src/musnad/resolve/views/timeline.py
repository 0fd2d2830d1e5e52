"""The timeline: stories by the day of what they tell."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from musnad.archive.models import ActorNames, Actors, Stories, StoryMembers
from musnad.archive.names import names_like
from musnad.gazetteer import Gazetteer, key


@dataclass(frozen=True, slots=True)
class Line:
    """A story in one line."""

    id: int
    title: str
    type: str | None
    earliest: str | None
    latest: str | None
    place: str | None
    country: str | None
    documents: int
    origins: int


def timeline(
    session: Session,
    *,
    who: str | None = None,
    where: str | None = None,
    what: str | None = None,
    since: str | None = None,
    until: str | None = None,
    skip: int = 0,
    limit: int = 50,
) -> list[Line]:
    """Stories by day, the newest first; those without a day (or with a disputed one) last.

    who: words of an actor's name in any of the story's articles; where: a place's name; what: a PLOVER type; since, until:
    days (ISO), until exclusive. Raises BadRequest for a name without a word."""
    asked = select(Stories)
    if who is not None:
        holders = select(ActorNames.actor_id).where(ActorNames.name_id.in_(names_like(who)))
        documents = select(Actors.document_id).where(Actors.id.in_(holders), Actors.private.is_(False))
        asked = asked.where(Stories.id.in_(select(StoryMembers.story_id).where(StoryMembers.document_id.in_(documents))))
    if where is not None:
        ids = [entry.id for entry in Gazetteer.open().find(key(where))]
        asked = asked.where(or_(Stories.gazetteer_id.in_(ids), Stories.place == where, Stories.country == where))
    if what is not None:
        asked = asked.where(Stories.type == what)
    if since is not None:
        asked = asked.where(Stories.latest >= since)
    if until is not None:
        asked = asked.where(and_(Stories.earliest.is_not(None), Stories.earliest < until))
    order = (Stories.earliest.is_(None), Stories.earliest.desc(), Stories.id.desc())
    rows = session.execute(asked.order_by(*order).offset(skip).limit(limit)).scalars()
    names = Line.__dataclass_fields__
    return [Line(**{name: getattr(row, name) for name in names}) for row in rows]
