"""Full text, in any spelling."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from musnad.archive.query import Wanted
from musnad.review.access import Reader, TheDesk
from musnad.review.inbox import found

router = APIRouter(tags=["search"])


@router.get("/api/search")
def search(
    user: Reader,
    desk: TheDesk,
    q: Annotated[str, Query(min_length=1, max_length=300)],
    exact: bool = False,
    skip: Annotated[int, Query(ge=0, le=10_000)] = 0,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> dict[str, Any]:
    """Documents with the words, the best first."""
    with desk.seeing(user) as session:
        rows = found(session, desk, user, q, Wanted(teams=user.teams), skip, limit, exact)
    made = [{"document": {**row, "hit": None}, "hit": row["hit"]} for row in rows if row["id"]]
    return {"rows": made, "next": str(skip + limit) if len(rows) == limit else None}
