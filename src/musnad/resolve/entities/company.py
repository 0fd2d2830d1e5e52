"""What is known of actors beside their names: stories, the company that their articles name, countries, offices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from musnad.archive.models import ActorNames, Actors, Names, StoryMembers
from musnad.archive.query import chunks
from musnad.resolve.entities.identity import OFFICES, Named
from musnad.resolve.entities.rows import Row
from musnad.resolve.names.letters import plain, split
from musnad.resolve.names.name import meaning
from musnad.resolve.names.proper import KINDS

COMPANY = 12  # other names of the articles that are compared
FIRST = 5  # articles of a bundle whose names are its company
STORIES = 50  # articles of a bundle whose stories are looked for


class Known:
    """Stories and company of many bundles of documents, asked at once."""

    def __init__(self, session: Session, bundles: Sequence[Sequence[int]]) -> None:
        self._stories = _stories(session, {n for documents in bundles for n in documents[:STORIES]})
        self._names = _names(session, {n for documents in bundles for n in documents[:FIRST]})

    def story(self, documents: Sequence[int]) -> int | None:
        """The first story that one of the documents is in."""
        return min((self._stories[n] for n in documents[:STORIES] if n in self._stories), default=None)

    def company(self, documents: Sequence[int]) -> frozenset[str]:
        """Names of bodies and persons in the first documents, those mentioned most."""
        found = [name for n in dict.fromkeys(documents[:FIRST]) for name in self._names.get(n, ())]
        return frozenset(text for _, _, text in sorted(found)[:COMPANY])


def known_of(known: Known, bundle: Sequence[Row]) -> Named:
    """What identity looks at of rows that are taken for one."""
    first, documents = bundle[0], [row.document for row in bundle]
    countries = Counter(row.country for row in bundle if row.country)
    offices = {c for row in bundle for word in split(row.titles) for c in meaning(plain(word)).get("people", frozenset())}
    return Named(
        where=first.member if len(bundle) > 1 else first.document, name=first.name, kind=first.kind,
        story=known.story(documents), company=known.company(documents), offices=frozenset(offices & set(OFFICES)),
        country=countries.most_common(1)[0][0] if countries else None,
    )  # fmt: skip


def _stories(session: Session, documents: set[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for chunk in chunks(sorted(documents)):
        asked = select(StoryMembers.document_id, StoryMembers.story_id).where(StoryMembers.document_id.in_(chunk))
        for document, story in session.execute(asked):
            found[document] = min(story, found.get(document, story))
    return found


def _names(session: Session, documents: set[int]) -> dict[int, list[tuple[int, int, str]]]:
    """Document -> its names, those mentioned most first: (minus mentions, number of the name, text)."""
    found: dict[int, list[tuple[int, int, str]]] = {}
    for chunk in chunks(sorted(documents)):
        asked = (
            select(Actors.document_id, -Actors.mentions, Names.id, Names.text)
            .join(ActorNames, ActorNames.actor_id == Actors.id)
            .join(Names, Names.id == ActorNames.name_id)
            .where(Actors.document_id.in_(chunk), Actors.kind.in_(KINDS), Actors.private.is_(False))
        )
        for document, mentions, number, text in session.execute(asked):
            found.setdefault(document, []).append((mentions, number, text))
    return {document: sorted(names)[:COMPANY] for document, names in found.items()}
