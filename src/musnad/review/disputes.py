"""What origins of a story dispute, as far as both sides may be seen."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from musnad.archive.models import Documents, Origins, StoryMembers
from musnad.archive.query import chunks
from musnad.review.sight import is_partial

_NONE = "[]"


def disputes(session: Session, reasons: Iterable[str | None]) -> list[list[dict[str, Any]]]:
    """For each origin's reason: its disputes (field, says, other, against) with documents that the session sees."""
    told: list[list[dict[str, Any]]] = [json.loads(reason or _NONE) for reason in reasons]
    if not is_partial(session):
        return told
    against = {_number(d) for each in told for d in each}
    seen: set[int] = set()
    for chunk in chunks(sorted(against)):
        seen |= set(session.execute(select(Documents.id).where(Documents.id.in_(chunk))).scalars())
    return [[d for d in each if _number(d) in seen] for each in told]


def _number(dispute: dict[str, Any]) -> int:
    said = str(dispute.get("against", ""))
    return int(said) if said.isdecimal() else 0


def contradicted(session: Session) -> Select[int] | list[int]:
    """Documents whose origin is contradicted by another origin of the story: a question, or their numbers."""
    disputed = select(Origins.id).where(Origins.reason.is_not(None), Origins.reason != _NONE)
    members = select(StoryMembers.document_id)
    if not is_partial(session):
        return members.where(StoryMembers.origin_id.in_(disputed))
    rows = session.execute(select(Origins.id, Origins.reason).where(Origins.id.in_(disputed))).tuples().all()
    kept = [n for (n, _), left in zip(rows, disputes(session, [reason for _, reason in rows]), strict=True) if left]
    made: list[int] = []
    for chunk in chunks(kept):
        made += session.execute(members.where(StoryMembers.origin_id.in_(chunk))).scalars()
    return made
