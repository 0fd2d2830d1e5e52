"""Where the entries come from: an archive (with its judgements and stories), or records as JSON lines."""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from musnad.errors import BadRequest, MusnadError
from musnad.export.entry import Entry

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from musnad.archive.query import Wanted

Complain = Callable[[str], None]


def entries_of_lines(path: Path, complain: Complain) -> Iterator[Entry]:
    """The records of a JSONL file (musnad.record/1), one by one. A line that is no record is complained of and left out."""
    from musnad.record.wire import loads

    try:
        with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    try:
                        yield Entry(loads(line), name=f"{path}:{number}")
                    except MusnadError as error:
                        complain(f"{path}:{number}: {error}")
    except OSError as error:
        raise BadRequest(f"{path} cannot be read ({error.strerror or error}).") from None


def entries_of_archive(session: Session, wanted: Wanted | None, complain: Complain) -> Iterator[Entry]:
    """The documents of an archive that fit, with corrections put in, verdicts, and the origins of their stories."""
    from musnad.archive.query import all_documents, judgements_of, record_of
    from musnad.export.corrected import corrected, verdicts

    for info in all_documents(session, wanted):
        judged = judgements_of(session, info.id)
        record, letters = corrected(record_of(session, info.id), judged)
        for letter in letters:
            complain(f"document {info.id}: {letter}")
        origins, articles = _stories(session, info.id)
        yield Entry(record, info.state, dict(verdicts(judged)), origins, articles, f"document {info.id}")


def _stories(session: Session, document: int) -> tuple[dict[str, int], dict[str, int]]:
    """Event id -> independent origins, and -> articles, of the stories that a document's events belong to."""
    from sqlalchemy import select

    from musnad.archive.models import Stories, StoryMembers

    asked = select(StoryMembers.item, Stories.origins, Stories.documents).join(Stories, Stories.id == StoryMembers.story_id)
    origins: dict[str, int] = defaultdict(int)
    articles: dict[str, int] = defaultdict(int)
    for item, k, n in session.execute(asked.where(StoryMembers.document_id == document)):
        if item:
            origins[item], articles[item] = max(origins[item], k), max(articles[item], n)
    return dict(origins), dict(articles)
