"""Stories of an archive as its tables keep them. Only stories that a planned part touches change."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from musnad.archive.models import Origins, Stories, StoryMembers
from musnad.archive.query import chunks
from musnad.resolve.stories.plan import WHOLE, Part, Story


def write_stories(session: Session, parts: Sequence[Part]) -> int:
    """Put what was planned in the place of what was there; how many stories were written."""
    for part in parts:
        _write(session, part)
    return sum(len(part.stories) for part in parts)


def _write(session: Session, part: Part) -> None:
    """A story keeps its number where most of it stays."""
    old: dict[int, set[int]] = {}
    for chunk in chunks(part.documents):
        rows = session.execute(select(StoryMembers.story_id, StoryMembers.document_id).where(StoryMembers.document_id.in_(chunk)))
        for number, document in rows:
            old.setdefault(number, set()).add(document)
    for number in old:
        session.execute(delete(StoryMembers).where(StoryMembers.story_id == number))
        session.execute(delete(Origins).where(Origins.story_id == number))
    for story in part.stories:
        here = story.documents
        kept = max(old, key=lambda s: len(old[s] & here), default=None)
        _write_story(session, kept if kept is not None and old.pop(kept) & here else None, story)
    for number in old:
        session.execute(delete(Stories).where(Stories.id == number))
    session.flush()


def _write_story(session: Session, number: int | None, story: Story) -> None:
    if number is None:
        row = Stories(**story.facts)
        session.add(row)
        session.flush()
        number = row.id
    else:
        session.execute(update(Stories).where(Stories.id == number).values(**story.facts))
    for origin in story.origins:
        made = Origins(story_id=number, label=origin.label, kind=origin.kind, reason=origin.reason)
        session.add(made)
        session.flush()
        session.add_all(
            StoryMembers(
                story_id=number, document_id=m.document, item=WHOLE, origin_id=made.id, score=m.score, reason=m.reason
            )
            for m in origin.members
        )  # fmt: skip
    session.flush()
