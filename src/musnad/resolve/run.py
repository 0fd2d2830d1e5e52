"""Resolve an archive: look at what is new, propose stories and entities, touch nothing else.

Proposals are made again only for what a new or re-read document touches; a document's number of its newest reading
marks how far the last run came. Judgements bind every run: what people judged stays as they judged it.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from musnad.archive import Archive
from musnad.archive.audit import append
from musnad.archive.models import Documents, Judgements, Settings
from musnad.resolve.entities.keep import keep_entities
from musnad.resolve.stories.keep import keep_stories

MARK = "resolved"  # the setting that holds "newest reading, newest judgement" of the last run


@dataclass(frozen=True, slots=True)
class Done:
    """What a run did: documents looked at, stories and entities proposed anew for what they touch."""

    documents: int
    stories: int
    entities: int


def resolve(archive: Archive, who: str, *, everything: bool = False) -> Done:
    """Bring stories and entities up to date, in one transaction. `everything`: look at every document again."""
    with archive.writing() as session:
        reading, judgement = (0, 0) if everything else _mark(session)
        changed = _changed(session, reading, judgement)
        stories = keep_stories(session, changed)
        entities = keep_entities(session, changed)
        _set_mark(session)
        if changed:
            told = {"documents": len(changed), "stories": stories, "entities": entities}
            append(session, who, "resolve", "archive", told)
    return Done(len(changed), stories, entities)


def _changed(session: Session, reading: int, judgement: int) -> list[int]:
    """Documents read since, and those that people judged as pairs since."""
    asked = select(Documents.id).where(Documents.reading_id > reading)
    pairs = select(Judgements.document_id, Judgements.other_document_id).where(
        Judgements.id > judgement, Judgements.other_document_id.is_not(None)
    )
    judged = {number for row in session.execute(pairs) for number in row if number is not None}
    return sorted({*session.execute(asked).scalars(), *judged})


def _mark(session: Session) -> tuple[int, int]:
    value = session.execute(select(Settings.value).where(Settings.name == MARK)).scalar_one_or_none()
    first, _, second = (value or "0,0").partition(",")
    return int(first), int(second)


def _set_mark(session: Session) -> None:
    newest = [session.execute(select(func.max(column))).scalar() or 0 for column in (Documents.reading_id, Judgements.id)]
    value = f"{newest[0]},{newest[1]}"
    row = session.get(Settings, MARK)
    if row is None:
        session.add(Settings(name=MARK, value=value))
    else:
        row.value = value
    session.flush()
