"""The audit, for administrators."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from sqlalchemy import select

from musnad.archive.models import Audit
from musnad.review.access import Admin, TheDesk

router = APIRouter(tags=["audit"])


@router.get("/api/audit")
def audit(
    user: Admin,
    desk: TheDesk,
    after: Annotated[int | None, Query(ge=1, le=2**53)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> dict[str, Any]:
    """Entries, the newest first; `after` goes on to older ones."""
    asked = select(Audit).order_by(Audit.seq.desc()).limit(limit + 1)
    if after is not None:
        asked = asked.where(Audit.seq < after)
    with desk.seeing(user) as session:
        rows = session.execute(asked).scalars().all()
    fields = ("seq", "at", "who", "action", "subject", "payload", "hash")
    made = [{name: getattr(row, name) for name in fields} for row in rows[:limit]]
    return {"rows": made, "next": str(made[-1]["seq"]) if len(rows) > limit else None}
