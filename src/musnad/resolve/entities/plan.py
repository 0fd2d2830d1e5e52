"""Entities that are to be: clusters of named actors, found for new documents by reading alone.

A mention alone never becomes an entity: it takes two documents. Private persons are left out. Actors that carry the same
full name are looked at as one; a judgement on one of them takes it out of that.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from musnad.archive.audit import now
from musnad.archive.models import ActorNames, Actors, EntityMembers, Names, StoryMembers
from musnad.archive.query import chunks, pair_judgements, records_of
from musnad.resolve.entities.identity import OFFICES, Named, group_actors, one_actor
from musnad.resolve.entities.lookup import CROWD, Lookup
from musnad.resolve.names import parse
from musnad.resolve.names.group import blocks, sharing
from musnad.resolve.names.letters import plain, split
from musnad.resolve.names.name import meaning
from musnad.resolve.names.proper import KINDS, is_written_as_name, names_a_body

EVERY = 200  # actors of which every two are compared; among more, those whose names share a key
COMPANY = 12  # other names of an article that are compared
Member = tuple[int, str]  # (document, item)


@dataclass(frozen=True, slots=True)
class Row:
    """An actor of a document with what identity looks at."""

    document: int
    item: str
    name: str
    kind: str
    country: str | None
    titles: str

    @property
    def member(self) -> Member:
        return self.document, self.item


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity: the columns of its row, and score and reason (JSON) of every member."""

    facts: dict[str, object]
    members: dict[Member, tuple[float, str]]


@dataclass(frozen=True, slots=True)
class Cast:
    """Actors that were looked at together, and all entities that they are in."""

    members: frozenset[Member]
    entities: tuple[Entity, ...]

    @property
    def documents(self) -> set[int]:
        return {document for document, _ in self.members}


def plan_entities(session: Session, changed: Sequence[int], names: Lookup) -> Cast:
    """The entities of these documents' actors and of those that are called like them. Reads only."""
    named = _called_by_name(session, changed)
    fresh = [row for row in _of_documents(session, changed) if row.member in named or _says_a_body(row)]
    near: list[Row] = []
    if fresh:
        names.follow(session)
        wanted = {n for name, kind in dict.fromkeys((row.name, row.kind) for row in fresh) for n in names.near(name, kind)}
        near = [row for row in _of_names(session, wanted) if _proper(row)]
    seen = [*fresh, *near]
    rows = {row.member: row for row in [*seen, *_of_entities(session, [r.member for r in seen])]}
    return Cast(frozenset(rows), tuple(_entity(group) for group in _groups(session, list(rows.values()))))


def _entity(group: Sequence[tuple[Row, float, str]]) -> Entity:
    names = Counter(row.name for row, _, _ in group)
    best = min(names, key=lambda name: (-names[name], -len(split(name)), name))
    kinds, countries = Counter(r.kind for r, _, _ in group), Counter(r.country for r, _, _ in group if r.country)
    facts: dict[str, object] = {
        "name": best, "kind": kinds.most_common(1)[0][0],
        "country": countries.most_common(1)[0][0] if countries else None, "made": now(),
    }  # fmt: skip
    return Entity(facts, {row.member: (score, reason) for row, score, reason in group})


def _called_by_name(session: Session, changed: Sequence[int]) -> set[Member]:
    """Actors of the documents that a mention calls by a name."""
    found = set()
    for number, record in records_of(session, changed):
        forms = {m.id for m in record.mentions if m.form == "name"}
        found |= {(number, a.id) for a in record.actors if any(m in forms for m in a.mentions)}
    return found


def _says_a_body(row: Row) -> bool:
    """A body described in nothing but the words of which names of bodies are made ("council of the trustees of X")."""
    roles = [w.role for w in parse(row.name, row.kind).words if w.weight > 0]
    return row.kind != "person" and len(roles) > 2 and roles[0] == "body" and set(roles) <= {"body", "quality", "acronym"}


def _proper(row: Row) -> bool:
    """Is it a name, and not only what somebody is ("the council", "gunmen")?"""
    if not is_written_as_name(row.name):
        return False
    roles = [w.role for w in parse(row.name, row.kind).words]
    return "name" in roles if row.kind == "person" else names_a_body(roles)


_ROWS = (
    select(Actors.document_id, Actors.item, Names.text, Actors.kind, Actors.country, Actors.titles)
    .join(Names, Names.id == Actors.name_id)
    .where(Actors.private.is_(False), Actors.kind.in_(KINDS))
    .order_by(Actors.document_id, Actors.id)
)


def _rows(session: Session, questions: Iterable[Select[int, str, str, str, str | None, str]]) -> list[Row]:
    """Named actors that are not private, by the questions given."""
    return [Row(*row) for asked in questions for row in session.execute(asked)]


def _of_documents(session: Session, numbers: Iterable[int]) -> list[Row]:
    return _rows(session, (_ROWS.where(Actors.document_id.in_(chunk)) for chunk in chunks(sorted(numbers))))


def _of_names(session: Session, numbers: Iterable[int]) -> list[Row]:
    return _rows(session, (_ROWS.where(Actors.name_id.in_(chunk)) for chunk in chunks(sorted(numbers))))


def _of_entities(session: Session, members: Sequence[Member]) -> list[Row]:
    """All members of the entities that these are in."""
    wanted, found = set(members), set()
    for chunk in chunks(sorted({document for document, _ in members})):
        asked = select(EntityMembers.document_id, EntityMembers.item, EntityMembers.entity_id)
        rows = session.execute(asked.where(EntityMembers.document_id.in_(chunk)))
        found |= {entity for document, item, entity in rows if (document, item) in wanted}
    same = and_(EntityMembers.document_id == Actors.document_id, EntityMembers.item == Actors.item)
    inside = _ROWS.join(EntityMembers, same)
    return _rows(session, (inside.where(EntityMembers.entity_id.in_(chunk)) for chunk in chunks(sorted(found))))


def _groups(session: Session, rows: Sequence[Row]) -> list[list[tuple[Row, float, str]]]:
    """Clusters of rows of at least two documents, each row with the score and reason of its place."""
    judged = [j for j in pair_judgements(session) if j.item and j.other_item and j.verdict in ("same", "different")]
    touched = {m for j in judged for m in ((j.document_id, j.item), (j.other_document_id or 0, str(j.other_item)))}
    bundles = _bundles(rows, touched)
    named = {key: _named(session, bundle) for key, bundle in bundles.items()}
    of_member = {row.member: named[key] for key, bundle in bundles.items() for row in bundle}
    pairs: dict[str, list[tuple[Named, Named]]] = {"same": [], "different": []}
    for j in judged:
        left, right = of_member.get((j.document_id, j.item)), of_member.get((j.other_document_id or 0, str(j.other_item)))
        if left and right and left is not right:
            pairs[j.verdict].append((left, right))
    back = {id(actor): bundles[key] for key, actor in named.items()}
    found = []
    actors = list(named.values())
    for group in group_actors(actors, same=pairs["same"], different=pairs["different"], near=_near(actors)):
        members = [(row, *_why(actor, group)) for actor in group for row in back[id(actor)]]
        if len({row.document for row, _, _ in members}) > 1:
            found.append(members)
    return found


def _near(actors: Sequence[Named]) -> Iterable[tuple[Named, Named]]:
    """Pairs whose names share a key, each once; all pairs while there are few of them."""
    if len(actors) <= EVERY:
        return combinations(actors, 2)
    found = blocks((number, parse(actor.name, "group")) for number, actor in enumerate(actors))
    return ((actors[first], actors[second]) for first, second in sorted(sharing(found, CROWD)))


def _bundles(rows: Sequence[Row], touched: set[Member]) -> dict[object, list[Row]]:
    """Rows with the same full name, kind of name and country together; judged rows and single words alone."""
    made: dict[object, list[Row]] = defaultdict(list)
    for row in rows:
        alone = row.member in touched or len(split(row.name)) < 2
        which = "person" if row.kind == "person" else "body"
        made[row.member if alone else (plain(row.name), which)].append(row)
    return made


def _named(session: Session, bundle: Sequence[Row]) -> Named:
    first = bundle[0]
    documents = [row.document for row in bundle]
    countries = Counter(row.country for row in bundle if row.country)
    offices = {c for row in bundle for word in split(row.titles) for c in meaning(plain(word)).get("people", frozenset())}
    story = session.execute(
        select(StoryMembers.story_id).where(StoryMembers.document_id.in_(documents[:50])).order_by(StoryMembers.story_id)
    ).scalars().first()
    return Named(
        where=first.member if len(bundle) > 1 else first.document, name=first.name, kind=first.kind, story=story,
        company=_company(session, documents[:5]), offices=frozenset(offices & set(OFFICES)),
        country=countries.most_common(1)[0][0] if countries else None,
    )  # fmt: skip


def _company(session: Session, documents: Sequence[int]) -> frozenset[str]:
    """Names of bodies and persons in the documents."""
    asked = (
        select(Names.text)
        .join(ActorNames, ActorNames.name_id == Names.id)
        .join(Actors, Actors.id == ActorNames.actor_id)
        .where(Actors.document_id.in_(list(documents)), Actors.kind.in_(KINDS), Actors.private.is_(False))
        .order_by(Actors.mentions.desc(), Names.id)
    )
    return frozenset(session.execute(asked.limit(COMPANY)).scalars())


def _why(actor: Named, group: Sequence[Named]) -> tuple[float, str]:
    """The best score of an actor with another of its group, and the reasons for it as JSON."""
    others = [one_actor(actor, other) for other in group if other is not actor]
    if not others:
        return 1.0, json.dumps({"same_name": 1.0})
    best = max(others, key=lambda identity: identity.score)
    return round(best.score, 4), json.dumps({name: round(value, 3) for name, value, _ in best.reasons()})
