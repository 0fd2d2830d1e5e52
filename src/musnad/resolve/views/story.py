"""A story: its origins, what each says field by field, and where they contradict each other."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from musnad.archive.models import Documents, Origins, Stories, StoryMembers
from musnad.archive.query import records_of
from musnad.errors import BadRequest
from musnad.record import Record
from musnad.resolve.stories.article import Article, article_of, deeds
from musnad.resolve.stories.tolls import tolls_of, worded

FIELDS = ("happened", "actor", "recipient", "toll", "place", "time")


@dataclass(frozen=True, slots=True)
class Report:
    """One article of an origin."""

    document: int
    outlet: str | None
    published: str | None
    title: str | None
    language: str
    score: float


@dataclass(frozen=True, slots=True)
class Word:
    """One independent origin. says: field -> value ("" when it says nothing of it); disputes: field -> what another says."""

    origin: int
    label: str
    kind: str
    reports: tuple[Report, ...]
    says: dict[str, str]
    disputes: dict[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """A story as its origins tell it; contradicted: the fields that they dispute."""

    id: int
    title: str
    type: str | None
    earliest: str | None
    latest: str | None
    place: str | None
    country: str | None
    documents: int
    origins: tuple[Word, ...]
    contradicted: tuple[str, ...]


def story(session: Session, number: int, *, reports: int = 50) -> Told:
    """The story with this number; at most `reports` articles of each origin are listed. Raises BadRequest."""
    row = session.get(Stories, number)
    if row is None:
        raise BadRequest(f"the archive has no story {number}: `musnad timeline` lists them.")
    words = tuple(_word(session, origin, reports) for origin in _origins(session, number))
    fields = {field for word in words for field in word.disputes}
    return Told(
        row.id, row.title, row.type, row.earliest, row.latest, row.place, row.country, row.documents, words,
        tuple(field for field in FIELDS if field in fields),
    )  # fmt: skip


def _origins(session: Session, number: int) -> list[Origins]:
    return list(session.execute(select(Origins).where(Origins.story_id == number).order_by(Origins.id)).scalars())


def _word(session: Session, origin: Origins, most: int) -> Word:
    asked = (
        select(
            Documents.id, Documents.outlet, Documents.published, Documents.title, Documents.language, StoryMembers.score
        )
        .join(StoryMembers, StoryMembers.document_id == Documents.id)
        .where(StoryMembers.origin_id == origin.id)
        .order_by(Documents.published, Documents.id)
    )  # fmt: skip
    reports = [Report(*row) for row in session.execute(asked.limit(most))]
    told: list[dict[str, Any]] = json.loads(origin.reason or "[]")
    articles = [article_of(str(n), record) for n, record in records_of(session, [r.document for r in reports[:3]])]
    says = {field: "" for field in FIELDS} | _says(articles) | {d["field"]: str(d["says"]) for d in told}
    disputes = {d["field"]: f"{d['other']} (document {d['against']})" for d in told}
    return Word(origin.id, origin.label, origin.kind, tuple(reports), says, disputes)


def _says(articles: Sequence[Article]) -> dict[str, str]:
    """What the origin's first articles say of each field."""
    found: dict[str, str] = {}
    for article in articles:
        for field, value in _fields(article):
            if value and field not in found:
                found[field] = value
    return found


def _fields(article: Article) -> list[tuple[str, str]]:
    record = article.record
    told = [e for e in deeds(record) if e.modality.polarity == "affirmed"]
    tolls = [worded(effect, bounds) for effect, bounds in tolls_of(record).items()]
    places = {p.id: p.name for p in record.places}
    place = next((places[e.place] for e in told if e.place in places), "")
    return [
        ("happened", f"denied: {article.denies}" if article.denies else ("told" if told else "")),
        ("actor", _names(record, [a for e in told[:2] for a in e.actors])),
        ("recipient", _names(record, [r for e in told[:2] for r in e.recipients])),
        ("toll", ", ".join(tolls)),
        ("place", place),
        ("time", article.main_day or ""),
    ]


def _names(record: Record, ids: Sequence[str]) -> str:
    """Names of actors; private persons as what they are."""
    known = {a.id: a.kind if a.private else a.name for a in record.actors}
    return ", ".join(dict.fromkeys(known[i] for i in ids if i in known))
