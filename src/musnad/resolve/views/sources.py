"""Sources: what an outlet or an origin says, how often alone, how often contradicted."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from musnad.archive.models import Claims, Documents, Names, Origins, Speakers, StoryMembers
from musnad.archive.names import names_like


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet. stories: it reports in; first: stories that it was the first to report; alone: stories that it is the only
    outlet of an origin of; contradicted: stories in which the word it carries is contradicted by another origin; fields:
    how often by field."""

    outlet: str
    documents: int
    stories: int
    first: int
    alone: int
    contradicted: int
    fields: dict[str, int]


@dataclass(frozen=True, slots=True)
class Said:
    """A speaker: claims that hang on his word, by stance, and in how many documents and outlets."""

    name: str
    claims: int
    documents: int
    outlets: int
    stances: dict[str, int]


def outlets(session: Session, name: str | None = None, *, limit: int = 50) -> list[Outlet]:
    """Outlets by their number of documents; `name`: only the one so called."""
    asked = select(Documents.outlet, func.count(Documents.id)).where(Documents.outlet.is_not(None))
    if name is not None:
        asked = asked.where(Documents.outlet == name)
    asked = asked.group_by(Documents.outlet).order_by(func.count(Documents.id).desc(), Documents.outlet).limit(limit)
    return [_outlet(session, outlet or "", count) for outlet, count in session.execute(asked)]


def _outlet(session: Session, outlet: str, documents: int) -> Outlet:
    asked = (
        select(StoryMembers.story_id, StoryMembers.origin_id, Origins.reason, Documents.id)
        .join(Documents, Documents.id == StoryMembers.document_id)
        .join(Origins, Origins.id == StoryMembers.origin_id)
        .where(Documents.outlet == outlet)
    )
    rows = session.execute(asked).all()
    disputed = {(story, told["field"]) for story, _, reason, _ in rows for told in json.loads(reason or "[]")}
    mine = {row[3] for row in rows}
    stories = {row[0] for row in rows}
    return Outlet(
        outlet, documents, len(stories), sum(_first(session, s) in mine for s in stories),
        sum(_alone(session, origin, outlet) for origin in {row[1] for row in rows}),
        len({story for story, _ in disputed}), dict(Counter(field for _, field in sorted(disputed))),
    )  # fmt: skip


def _first(session: Session, story: int) -> int | None:
    """The document that reported the story first."""
    asked = (
        select(Documents.id)
        .join(StoryMembers, StoryMembers.document_id == Documents.id)
        .where(StoryMembers.story_id == story)
        .order_by(Documents.published.is_(None), Documents.published, Documents.id)
    )
    return session.execute(asked.limit(1)).scalar_one_or_none()


def _alone(session: Session, origin: int | None, outlet: str) -> bool:
    asked = (
        select(Documents.outlet)
        .join(StoryMembers, StoryMembers.document_id == Documents.id)
        .where(StoryMembers.origin_id == origin)
    )
    return set(session.execute(asked).scalars()) == {outlet}


def speakers(session: Session, name: str, *, limit: int = 20) -> list[Said]:
    """Speakers whose name holds all words of `name`, those with most claims first. Raises BadRequest."""
    asked = (
        select(Names.text, Speakers.stance, Claims.document_id, Documents.outlet)
        .join(Speakers, Speakers.name_id == Names.id)
        .join(Claims, Claims.id == Speakers.claim_id)
        .join(Documents, Documents.id == Claims.document_id)
        .where(Names.id.in_(names_like(name)))
    )
    stances: dict[str, Counter[str]] = {}
    documents: dict[str, set[int]] = {}
    carried: dict[str, set[str]] = {}
    for speaker, stance, document, outlet in session.execute(asked):
        stances.setdefault(speaker, Counter())[stance] += 1
        documents.setdefault(speaker, set()).add(document)
        carried.setdefault(speaker, set()).add(outlet or "?")
    made = [
        Said(who, sum(counts.values()), len(documents[who]), len(carried[who]), dict(counts.most_common()))
        for who, counts in stances.items()
    ]
    return sorted(made, key=lambda said: (-said.claims, said.name))[:limit]
