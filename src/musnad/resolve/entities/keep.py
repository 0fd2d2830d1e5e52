"""Entities of an archive: clusters of named actors, proposed for new documents, kept in its tables.

A mention alone never becomes an entity: it takes two documents. Private persons are left out. Actors that carry the same
full name are looked at as one; a judgement on one of them takes it out of that.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session

from musnad.archive.audit import now
from musnad.archive.models import ActorNames, Actors, Entities, EntityMembers, Names, StoryMembers
from musnad.archive.query import chunks, pair_judgements, records_of
from musnad.resolve.entities.identity import OFFICES, Named, group_actors, one_actor
from musnad.resolve.names import compare, parse
from musnad.resolve.names.group import block_keys, blocks, sharing
from musnad.resolve.names.letters import plain, split
from musnad.resolve.names.name import meaning
from musnad.resolve.names.proper import KINDS, is_written_as_name, names_a_body

CROWD = 400  # names under one key; more than these and the key says nothing
EVERY = 200  # actors of which every two are compared; among more, those whose names share a key
POSSIBLE = 0.1  # least likeness of two names that are looked at
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


def keep_entities(session: Session, changed: Sequence[int]) -> int:
    """Bring the entities that these documents touch up to date; how many were written."""
    named = _called_by_name(session, changed)
    fresh = [row for row in _rows(session, _of_documents(changed)) if row.member in named or _says_a_body(row)]
    names = _Lookup(session) if fresh else None
    wanted = {n for row in fresh for n in names.near(row.name, row.kind)} if names else set()
    near = [row for row in _rows(session, _of_names(wanted)) if _proper(row)]
    seen = [*fresh, *near]
    rows = {row.member: row for row in [*seen, *_rows(session, _of_entities(session, [r.member for r in seen]))]}
    if not rows:
        return 0
    return _write(session, rows, _groups(session, list(rows.values())))


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


def _rows(session: Session, questions: Iterable[ColumnElement[bool]]) -> list[Row]:
    """Named actors that are not private, by the conditions given (one question each)."""
    found = []
    for condition in questions:
        asked = (
            select(Actors.document_id, Actors.item, Names.text, Actors.kind, Actors.country, Actors.titles)
            .join(Names, Names.id == Actors.name_id)
            .where(Actors.private.is_(False), Actors.kind.in_(KINDS), condition)
            .order_by(Actors.document_id, Actors.id)
        )
        found += [Row(*row) for row in session.execute(asked)]
    return found


def _of_documents(numbers: Iterable[int]) -> Iterable[ColumnElement[bool]]:
    return (Actors.document_id.in_(chunk) for chunk in chunks(sorted(numbers)))


def _of_names(numbers: Iterable[int]) -> Iterable[ColumnElement[bool]]:
    return (Actors.name_id.in_(chunk) for chunk in chunks(sorted(numbers)))


def _of_entities(session: Session, members: Sequence[Member]) -> Iterable[ColumnElement[bool]]:
    """All members of the entities that these are in."""
    documents = sorted({document for document, _ in members})
    wanted, found = set(members), set()
    for chunk in chunks(documents):
        asked = select(EntityMembers.document_id, EntityMembers.item, EntityMembers.entity_id)
        rows = session.execute(asked.where(EntityMembers.document_id.in_(chunk)))
        found |= {entity for document, item, entity in rows if (document, item) in wanted}
    for chunk in chunks(sorted(found)):
        inside = select(EntityMembers.document_id).where(EntityMembers.entity_id.in_(chunk))
        items = select(EntityMembers.item).where(EntityMembers.entity_id.in_(chunk))
        yield Actors.document_id.in_(inside) & Actors.item.in_(items)


class _Lookup:
    """All names of the archive by their keys."""

    def __init__(self, session: Session) -> None:
        names = session.execute(select(Names.id, Names.text))
        self._by_key = blocks(((number, text), parse(text, "group")) for number, text in names)

    def near(self, name: str, kind: str) -> set[int]:
        """Numbers of the names that may name the same."""
        which = "person" if kind == "person" else "group"
        found: dict[int, str] = {}
        for key in block_keys(parse(name, "group")):
            under = self._by_key.get(key, ())
            if len(under) <= CROWD:
                found.update(under)
        return {n for n, text in found.items() if compare(name, text, which).score >= POSSIBLE}


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


def _write(session: Session, rows: dict[Member, Row], groups: Sequence[Sequence[tuple[Row, float, str]]]) -> int:
    """Put the clusters in the place of what was there for these members; an entity keeps its number where most of it
    stays, and its state: what a person confirmed stays confirmed."""
    old: dict[int, set[Member]] = defaultdict(set)
    for chunk in chunks(sorted({document for document, _ in rows})):
        asked = select(EntityMembers.entity_id, EntityMembers.document_id, EntityMembers.item)
        for entity, document, item in session.execute(asked.where(EntityMembers.document_id.in_(chunk))):
            if (document, item) in rows:
                old[entity].add((document, item))
    for entity in old:
        session.execute(delete(EntityMembers).where(EntityMembers.entity_id == entity))
    owner = {member: entity for entity, members in old.items() for member in members}
    for group in groups:
        shares = Counter(owner[row.member] for row, _, _ in group if owner.get(row.member) in old)
        number = min(shares, key=lambda entity: (-shares[entity], entity), default=None)
        if number is not None:
            del old[number]
        _write_entity(session, number, group)
    for entity in old:
        session.execute(delete(Entities).where(Entities.id == entity))
    session.flush()
    return len(groups)


def _write_entity(session: Session, number: int | None, group: Sequence[tuple[Row, float, str]]) -> None:
    names = Counter(row.name for row, _, _ in group)
    best = min(names, key=lambda name: (-names[name], -len(split(name)), name))
    kinds, countries = Counter(r.kind for r, _, _ in group), Counter(r.country for r, _, _ in group if r.country)
    facts = {
        "name": best, "kind": kinds.most_common(1)[0][0],
        "country": countries.most_common(1)[0][0] if countries else None, "made": now(),
    }  # fmt: skip
    if number is None:
        row = Entities(**facts)
        session.add(row)
        session.flush()
        number = row.id
    else:
        session.execute(update(Entities).where(Entities.id == number).values(**facts))
    session.add_all(
        EntityMembers(document_id=r.document, item=r.item, entity_id=number, score=score, reason=reason)
        for r, score, reason in group
    )
    session.flush()
