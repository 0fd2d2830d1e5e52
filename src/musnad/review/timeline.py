"""The timeline: events as the intervals that they may lie in."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from musnad.archive.find import Asked, find_events, undated
from musnad.review.access import Reader, TheDesk
from musnad.review.accounts import User
from musnad.review.rows import event_rows

router = APIRouter(tags=["timeline"])
DAY = r"^\d{4}(-\d{2}(-\d{2})?)?$"


class EventFilters(BaseModel):
    """Which events: every condition that is set must fit. Days are the event's own, until exclusive."""

    who: str | None = Field(default=None, max_length=200)
    by: str | None = Field(default=None, max_length=200)
    against: str | None = Field(default=None, max_length=200)
    entity: int | None = Field(default=None, ge=1, le=2**53)
    what: str | None = Field(default=None, max_length=40)
    status: str | None = Field(default=None, max_length=40)
    place: str | None = Field(default=None, max_length=200)
    since: str | None = Field(default=None, pattern=DAY)
    until: str | None = Field(default=None, pattern=DAY)
    said_by: str | None = Field(default=None, max_length=200)
    outlet: str | None = Field(default=None, max_length=300)
    language: str | None = Field(default=None, max_length=20)
    document: int | None = Field(default=None, ge=1, le=2**53)

    def asked(self, user: User) -> Asked:
        """The archive's question."""
        told = self.model_dump(exclude={"place", "document"})
        told = {name: value or None for name, value in told.items()}
        return Asked(**told, where=self.place or None, document_id=self.document, teams=user.teams)


Filters = Annotated[EventFilters, Depends()]


@router.get("/api/timeline")
def timeline(
    user: Reader,
    desk: TheDesk,
    asked: Filters,
    skip: Annotated[int, Query(ge=0, le=10**6)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 200,
) -> dict[str, Any]:
    """Events, and how many would fit but for their unknown date."""
    question = asked.asked(user)
    with desk.seeing(user) as session:
        rows = event_rows(session, find_events(session, question, skip=skip, limit=limit), user)
        unknown = undated(session, question)
    return {"rows": shown(rows, asked, user), "undated": unknown, "next": str(skip + limit) if len(rows) == limit else None}


def shown(rows: list[dict[str, Any]], asked: EventFilters, user: User) -> list[dict[str, Any]]:
    """Without what would answer whether a masked person takes part."""
    if not user.masked or not (asked.who or asked.by or asked.against or asked.said_by):
        return rows
    return [row for row in rows if not any("█" in name for name in (*row["actors"], *row["recipients"]))]
