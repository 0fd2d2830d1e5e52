"""Stories that are to be: found for new documents by reading alone, so that nobody waits while they are looked for."""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from musnad.archive.audit import now
from musnad.archive.models import ActorNames, Actors, Documents, Events, Names, StoryMembers
from musnad.archive.query import chunks, pair_judgements, records_of
from musnad.resolve.stories.article import Article, article_of, deeds
from musnad.resolve.stories.cluster import TOGETHER, group_articles
from musnad.resolve.stories.contradict import Contradiction, contradictions
from musnad.resolve.stories.origins import group_origins
from musnad.resolve.stories.similar import one_event, reach

WINDOW = 7  # days around a publication in which another may report the same
MOST = 16  # candidates for one document, those with most in common
HELD = 4000  # articles that are held at once
WHOLE = ""  # the item that stands for the whole document


@dataclass(frozen=True, slots=True)
class Member:
    """A document of a story: how like it is to the nearest other one, and why (JSON)."""

    document: int
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Origin:
    """An origin of a story: whose word, what it contradicts (JSON), and the documents that repeat it."""

    label: str
    kind: str
    reason: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """A story: the columns of its row, and its origins."""

    facts: dict[str, object]
    origins: tuple[Origin, ...]

    @property
    def documents(self) -> set[int]:
        return {member.document for origin in self.origins for member in origin.members}


@dataclass(frozen=True, slots=True)
class Part:
    """Documents that were looked at together, and all stories that they are in."""

    documents: tuple[int, ...]
    stories: tuple[Story, ...]


def plan_stories(session: Session, changed: Sequence[int], articles: Articles) -> list[Part]:
    """The stories of these documents and of those that touch them. Reads only."""
    bonds = {verdict: _judged(session, verdict) for verdict in ("same", "different")}
    made = []
    for part in _parts(session, changed, articles, bonds["same"]):
        held = [articles.get(session, n) for n in part]
        found = group_articles(held, same=bonds["same"], different=bonds["different"])
        made.append(Part(tuple(part), tuple(_story(group) for group in found if len(group) > 1)))
    return made


def _story(group: Sequence[Article]) -> Story:
    origins = group_origins(group)
    disputes = contradictions(origins)
    keys = {article.key: place for place, origin in enumerate(origins) for article in origin}
    made = []
    for place, origin in enumerate(origins):
        told = json.dumps(_told(place, disputes, keys), ensure_ascii=False)
        made.append(Origin(*_voice(origin), told, tuple(_member(article, group) for article in origin)))
    return Story(_facts(group, len(origins), {d.field for d in disputes}), tuple(made))


def _member(article: Article, group: Sequence[Article]) -> Member:
    others = [one_event(article, other) for other in group if other is not article]
    best = max(others, key=lambda likeness: likeness.score)
    reason = json.dumps({name: round(value, 3) for name, value, _ in best.reasons()}, ensure_ascii=False)
    return Member(int(article.key), round(best.score, 4), reason)


class Articles:
    """Articles of the archive by document number, made when they are asked for."""

    def __init__(self) -> None:
        self._made: dict[int, Article] = {}

    def get(self, session: Session, number: int) -> Article:
        if number not in self._made:
            self.load(session, [number])
        return self._made[number]

    def load(self, session: Session, numbers: Iterable[int]) -> None:
        """Read the records of all of them at once."""
        missing = [n for n in numbers if n not in self._made]
        for oldest in list(self._made)[: max(0, len(self._made) + len(missing) - HELD)]:
            del self._made[oldest]
        self._made.update((n, article_of(str(n), record)) for n, record in records_of(session, missing))


def _judged(session: Session, verdict: str) -> list[tuple[str, str]]:
    """Pairs of documents as wholes that people judged."""
    return [
        (str(j.document_id), str(j.other_document_id))
        for j in pair_judgements(session)
        if j.verdict == verdict and j.item == j.other_item == WHOLE
    ]


def _parts(
    session: Session, changed: Sequence[int], articles: Articles, same: Iterable[tuple[str, str]]
) -> list[list[int]]:
    """Connected parts: the changed documents, those like them, and the stories that these are in."""
    linked: dict[int, set[int]] = {number: set() for number in changed}
    bound = {frozenset(map(int, pair)) for pair in same}
    for number in changed:
        article = articles.get(session, number)
        near = _candidates(session, number, article)
        articles.load(session, near)
        alike = {n for n in near if reach(article, articles.get(session, n), TOGETHER)}
        alike |= {n for pair in bound if number in pair for n in pair if n != number}
        for other in alike | _companions(session, [number, *alike]):
            if other != number:
                linked.setdefault(number, set()).add(other)
                linked.setdefault(other, set()).add(number)
    return _connected(linked)


def _connected(linked: dict[int, set[int]]) -> list[list[int]]:
    parts, seen = [], set()
    for start in sorted(linked):
        if start in seen:
            continue
        part, todo = set(), [start]
        while todo:
            number = todo.pop()
            if number not in part:
                part.add(number)
                todo += linked.get(number, ())
        seen |= part
        parts.append(sorted(part))
    return parts


def _companions(session: Session, numbers: Iterable[int]) -> set[int]:
    """All documents of the stories that these documents are in."""
    found: set[int] = set()
    for chunk in chunks(numbers):
        stories = select(StoryMembers.story_id).where(StoryMembers.document_id.in_(chunk))
        found.update(session.execute(select(StoryMembers.document_id).where(StoryMembers.story_id.in_(stories))).scalars())
    return found


def _candidates(session: Session, number: int, article: Article) -> list[int]:
    """Documents of the same days that name the same towns or actors; those that have most in common first, what few
    documents name counting more."""
    day = article.published
    window: tuple[ColumnElement[bool], ...] = ()
    if day:
        first, last = (day - timedelta(days=WINDOW)).isoformat(), (day + timedelta(days=WINDOW + 1)).isoformat()
        window = (Documents.day >= first, Documents.day < last)
    naming: dict[object, set[int]] = defaultdict(set)
    for chunk in chunks(sorted(article.places)):
        asked = select(Events.gazetteer_id, Events.document_id).join(Documents, Documents.id == Events.document_id)
        for place, document in session.execute(asked.where(Events.gazetteer_id.in_(chunk), *window)):
            naming[place].add(document)
    for chunk in chunks(sorted({name for name, _ in article.names})):
        asked = (
            select(Names.text, Actors.document_id)
            .join(ActorNames, ActorNames.actor_id == Actors.id)
            .join(Names, Names.id == ActorNames.name_id)
            .join(Documents, Documents.id == Actors.document_id)
        )
        for name, document in session.execute(asked.where(Names.text.in_(chunk), *window)):
            naming[name].add(document)
    if window:
        naming[None] = set(_same_day(session, article, window))
    found: Counter[int] = Counter()
    for documents in filter(None, naming.values()):
        found.update(dict.fromkeys(documents, round(1000 / math.sqrt(len(documents)))))
    found.pop(number, None)
    return sorted(found, key=lambda n: (-found[n], n))[:MOST]


def _same_day(session: Session, article: Article, window: tuple[ColumnElement[bool], ...]) -> list[int]:
    """Documents with an event of a type and province that the article tells of: for actors written in another script."""
    areas = sorted({p.admin1 for p in article.record.places if p.admin1})
    if not areas or not article.types:
        return []
    asked = select(Events.document_id).join(Documents, Documents.id == Events.document_id)
    asked = asked.where(Events.admin1.in_(areas), Events.type.in_(sorted(article.types)), *window)
    return list(set(session.execute(asked.limit(20 * MOST)).scalars()))


def _told(place: int, disputes: Iterable[Contradiction], keys: dict[str, int]) -> list[dict[str, str | int]]:
    """What the origin contradicts: field, its own value, the other origin's document and value."""
    found: list[dict[str, str | int]] = []
    for dispute in disputes:
        for mine, other in ((dispute.left, dispute.right), (dispute.right, dispute.left)):
            if keys[mine.article] == place:
                found.append(
                    {"field": dispute.field, "document": int(mine.article), "says": mine.value,
                     "against": int(other.article), "other": other.value}
                )  # fmt: skip
    return found


def _voice(origin: Sequence[Article]) -> tuple[str, str]:
    """Whose word the origin is: its first speaker, else the outlet's own."""
    for article in origin:
        if article.voices:
            return max(article.voices[0].texts, key=len), article.voices[0].kind
    return origin[0].record.document.outlet or "?", "outlet"


def _facts(group: Sequence[Article], origins: int, disputed: set[str]) -> dict[str, object]:
    """A story's row: what most articles say, nothing where origins dispute it."""
    first = min(group, key=lambda a: (a.record.document.published or "9999", int(a.key)))
    days = sorted(a.main_day for a in group if a.main_day)
    types = Counter(e.type for a in group for e in deeds(a.record)[:2])
    place = _place(group) if "place" not in disputed else None
    timed = days and "time" not in disputed
    return {
        "title": first.record.document.title or first.record.document.text[:80],
        "type": types.most_common(1)[0][0] if types else None,
        "earliest": days[0] if timed else None, "latest": days[-1] if timed else None,
        "place": place[1] if place else None, "gazetteer_id": place[0] if place else None,
        "country": place[2] if place else None, "documents": len(group), "origins": origins, "made": now(),
    }  # fmt: skip


def _place(group: Sequence[Article]) -> tuple[str, str, str | None] | None:
    """The town that most articles name first: gazetteer id, name, country."""
    counts = Counter(place for a in group for place in a.lead_places)
    if not counts:
        return None
    best = min(counts, key=lambda p: (-counts[p], p))
    found = next(p for a in group for p in a.record.places if p.gazetteer_id == best)
    return best, found.name, found.country
