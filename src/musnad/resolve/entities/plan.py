"""Entities that are to be: clusters of named actors, found for new documents by reading alone.

A mention alone never becomes an entity: it takes two documents. Private persons are left out. Actors that carry the same
full name are looked at as one (a bundle); a judgement on one of them takes it out of that. Entities in which nothing is
new and nothing judged stay together as they are.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from sqlalchemy.orm import Session

from musnad.archive.audit import now
from musnad.archive.query import JudgementInfo, pair_judgements
from musnad.resolve.cluster import SPEAKERS
from musnad.resolve.entities.company import Known, known_of
from musnad.resolve.entities.identity import Named, group_actors, one_actor
from musnad.resolve.entities.lookup import Sought, near
from musnad.resolve.entities.rows import Member, Row, homes_of, is_proper, of_entities, of_names
from musnad.resolve.names import parse
from musnad.resolve.names.letters import plain, split
from musnad.resolve.names.proper import names_a_body

WIDEST = 60  # bundles of one entity of which every two are looked at again
LATEST = 40  # bundles of one name that a new one is compared with, those of the newest documents


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


@dataclass(slots=True)
class _Bundle:
    """Rows that are looked at as one, what is known of them, and the entity that they are in now."""

    rows: list[Row]
    actor: Named
    fresh: bool
    homes: set[int] = field(default_factory=set)


def plan_entities(session: Session, fresh: Sequence[Row]) -> Cast:
    """The entities of these actors (`rows.fresh_actors`) and of those that are called like them. Reads only; their names
    must have keys (`lookup.put_keys`)."""
    alike = near(session, {(row.name_id, row.name, row.kind) for row in fresh})
    others = [row for row in of_names(session, {n for found in alike.values() for n in found}) if is_proper(row)]
    seen = {row.member: row for row in [*others, *fresh]}
    homes = homes_of(session, seen)
    companions = {row.member: row for row in of_entities(session, set(homes.values()))}
    homes |= homes_of(session, companions.keys() - seen.keys())
    judged = [j for j in pair_judgements(session) if j.item and j.other_item and j.verdict in ("same", "different")]
    rows = seen | companions
    bundles = _bundles(session, list(rows.values()), {row.member for row in fresh}, judged, homes)
    return Cast(frozenset(rows), tuple(_entity(group) for group in _groups(bundles, judged, alike)))


def _sides(judgement: JudgementInfo) -> tuple[Member, Member]:
    return (judgement.document_id, judgement.item), (judgement.other_document_id or 0, str(judgement.other_item))


def _bundles(
    session: Session, rows: Sequence[Row], fresh: set[Member], judged: Sequence[JudgementInfo], homes: Mapping[Member, int]
) -> list[_Bundle]:
    """Rows with the same full name and kind of name together; judged rows, and persons called by a single word, alone."""
    touched = {member for judgement in judged for member in _sides(judgement)}
    made: dict[object, list[Row]] = defaultdict(list)
    for row in rows:
        which = "person" if row.kind == "person" else "body"
        alone = row.member in touched or _is_vague(row.name, which)
        made[row.member if alone else (plain(row.name), which)].append(row)
    known = Known(session, [[row.document for row in bundle] for bundle in made.values()])
    return [
        _Bundle(
            bundle, known_of(known, bundle), any(r.member in fresh or r.member in touched for r in bundle),
            {homes[r.member] for r in bundle if r.member in homes},
        )
        for bundle in made.values()
    ]  # fmt: skip


def _is_vague(name: str, which: str) -> bool:
    """A single word that names a body only with others, or some person of that name."""
    return len(split(name)) < 2 and (which == "person" or not names_a_body([w.role for w in parse(name, which).words]))


def _groups(
    bundles: Sequence[_Bundle], judged: Sequence[JudgementInfo], alike: Mapping[Sought, set[int]]
) -> list[list[tuple[Row, float, str]]]:
    """Clusters of rows of at least two documents, each row with the score and reason of its place."""
    of_member = {row.member: bundle.actor for bundle in bundles for row in bundle.rows}
    bonds: dict[str, list[tuple[Named, Named]]] = {"same": [], "different": []}
    for judgement in judged:
        left, right = (of_member.get(member) for member in _sides(judgement))
        if left and right and left is not right:
            bonds[judgement.verdict].append((left, right))
    bonds["same"] += _as_they_were(bundles)
    of_actor = {id(bundle.actor): bundle.rows for bundle in bundles}
    actors, found = [bundle.actor for bundle in bundles], []
    pairs = ((a.actor, b.actor) for a, b in _pairs(bundles, alike))
    for group in group_actors(actors, same=bonds["same"], different=bonds["different"], near=pairs):
        if len({row.document for actor in group for row in of_actor[id(actor)]}) > 1:
            places = [(of_actor[id(actor)], _why(actor, group)) for actor in group]
            found.append([(row, *why) for rows, why in places for row in rows])
    return found


def _by_home(bundles: Iterable[_Bundle]) -> Iterator[list[_Bundle]]:
    """The bundles of each entity that stands, those that are in several of them left out."""
    found: dict[int, list[_Bundle]] = defaultdict(list)
    for bundle in bundles:
        if len(bundle.homes) == 1:
            found[next(iter(bundle.homes))].append(bundle)
    return iter(found.values())


def _as_they_were(bundles: Sequence[_Bundle]) -> Iterator[tuple[Named, Named]]:
    """Bonds within entities in which nothing is new: they were looked at when it was."""
    for members in _by_home(bundles):
        if not any(bundle.fresh for bundle in members):
            yield from ((members[0].actor, other.actor) for other in members[1:])


def _pairs(bundles: Sequence[_Bundle], alike: Mapping[Sought, set[int]]) -> Iterator[tuple[_Bundle, _Bundle]]:
    """Pairs that are looked at, each once: what is new with what is called alike, and within entities that something new
    is in."""
    by_name: dict[int, list[_Bundle]] = defaultdict(list)
    for bundle in sorted(bundles, key=lambda b: max(row.document for row in b.rows)):
        for name in {row.name_id for row in bundle.rows}:
            by_name[name].append(bundle)
    seen: set[frozenset[int]] = set()

    def once(first: _Bundle, second: _Bundle) -> bool:
        pair = frozenset((id(first), id(second)))
        if len(pair) < 2 or pair in seen:
            return False
        seen.add(pair)
        return True

    for bundle in bundles:
        if bundle.fresh:
            names = {n for row in bundle.rows for n in alike.get((row.name_id, row.name, row.kind), {row.name_id})}
            others = (other for name in sorted(names) for other in by_name[name][-LATEST:])
            yield from ((bundle, other) for other in others if once(bundle, other))
    for members in _by_home(bundles):
        if any(bundle.fresh for bundle in members):
            yield from (pair for pair in combinations(members[:WIDEST], 2) if once(*pair))


def _why(actor: Named, group: Sequence[Named]) -> tuple[float, str]:
    """The best score of an actor with others of its group, and the reasons for it as JSON."""
    others = [one_actor(actor, other) for other in group[:SPEAKERS] if other is not actor]
    if not others:
        return 1.0, json.dumps({"same_name": 1.0})
    best = max(others, key=lambda identity: identity.score)
    return round(best.score, 4), json.dumps({name: round(value, 3) for name, value, _ in best.reasons()})


def _entity(group: Sequence[tuple[Row, float, str]]) -> Entity:
    names = Counter(row.name for row, _, _ in group)
    best = min(names, key=lambda name: (-names[name], -len(split(name)), name))
    kinds, countries = Counter(r.kind for r, _, _ in group), Counter(r.country for r, _, _ in group if r.country)
    facts: dict[str, object] = {
        "name": best, "kind": kinds.most_common(1)[0][0],
        "country": countries.most_common(1)[0][0] if countries else None, "made": now(),
    }  # fmt: skip
    return Entity(facts, {row.member: (score, reason) for row, score, reason in group})
