"""The work of `musnad who`."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from musnad.archive.find import EventInfo
from musnad.cli.archiving import archive_at
from musnad.cli.letters import complain
from musnad.cli.printing import checked, day, interval, lines, table
from musnad.errors import BadRequest
from musnad.resolve.views.who import Person, Related, entity, who
from musnad.show.clean import clean, cut, isolated

NAMED = "entity:"
COLUMNS = (
    "entity", "name", "kind", "country", "documents", "what", "value", "other", "since", "until", "document", "outlet",
    "said_by",
)  # fmt: skip


def run(where: str | None, name: str, as_of: str | None, limit: int, as_json: bool, as_csv: bool) -> int:
    """Print the actors; 1 when there is none."""
    checked(as_json, as_csv, limit)
    asked = day(as_of, "as-of")
    with archive_at(where) as archive, archive.reading() as session:
        if name.startswith(NAMED):
            found = [entity(session, _number(name), as_of=asked, limit=limit)]
        else:
            found = who(session, name, as_of=asked, limit=limit)
    if as_json:
        lines(asdict(person) for person in found)
    elif as_csv:
        table([row for person in found for row in _rows(person)], COLUMNS)
    else:
        for person in found:
            _show(person)
    if not found:
        complain("nobody in the archive has this name (private persons are not shown)")
    return 0 if found else 1


def _number(name: str) -> int:
    said = name.removeprefix(NAMED)
    if not said.isdecimal():
        raise BadRequest(f"{name[:60]}: give entity: and a number, such as entity:5")
    return int(said)


def _show(person: Person) -> None:
    head = f"entity {person.entity} (proposed)" if person.entity is not None else "not put together with other documents"
    looked = f"the newest {person.looked:,} looked at" if person.looked < person.documents else None
    facts = [person.kind, person.country, f"{person.documents:,} documents", looked, head]
    print(f"{isolated(clean(person.name))}  " + " | ".join(filter(None, facts)))
    print("  names: " + ", ".join(f"{isolated(clean(n))} ({count})" for n, count in list(person.names.items())[:12]))
    if person.roles:
        print("  roles: " + ", ".join(f"{isolated(clean(t))} ({count})" for t, count in list(person.roles.items())[:8]))
    told: dict[tuple[str, ...], list[Related]] = {}
    for relation in person.relations:
        same = (relation.kind, relation.side, relation.other, relation.polarity, relation.since or "", relation.until or "")
        told.setdefault(same, []).append(relation)
    for relations in list(told.values())[:20]:
        print("  " + _relation(relations[0], len(relations)))
    for event in person.events:
        print("  " + _event(event))
    for document, item in person.members[:5]:
        print(f"  member {document}:{item}")
    if len(person.members) > 5:
        print(f"  and {len(person.members) - 5} more members (--json lists all)")


def _relation(relation: Related, documents: int) -> str:
    """A relation with the first word for it, and how many documents tell it."""
    arrow = "->" if relation.side == "head" else "<-"
    negated = "not " if relation.polarity == "negated" else ""
    when = interval(relation.since, relation.until)
    said = f"{negated}{relation.kind} {arrow} {isolated(clean(relation.other))}" + (f" ({when})" if when else "")
    more = f" and {documents - 1} more documents" if documents > 1 else ""
    return said + _word(relation.outlet, relation.said_by, relation.document) + more


def _event(event: EventInfo) -> str:
    when = event.earliest or f"printed {event.day or '?'}"
    negated = "not " if event.polarity == "negated" else ""
    said = tuple(s.name or f"({s.source_kind})" for s in event.speakers)
    quote = isolated(cut(clean(event.quote), 90))
    return f"{when[:18]} {negated}{event.type}: {quote}" + _word(event.outlet, said, event.document_id)


def _word(outlet: str | None, said_by: tuple[str, ...], document: int) -> str:
    chain = " > ".join(isolated(clean(part)) for part in (outlet or "unknown outlet", *said_by))
    return f"  [{chain}; document {document}]"


def _rows(person: Person) -> list[dict[str, Any]]:
    """One row a name, role, relation and event."""
    base = {name: getattr(person, name) for name in ("entity", "name", "kind", "country", "documents")}
    found: list[dict[str, Any]] = [base | {"what": "name", "value": name} for name in person.names]
    found += [base | {"what": "role", "value": title} for title in person.roles]
    found += [
        base | {"what": "relation", "value": r.kind, "other": r.other, "since": r.since, "until": r.until,
                "document": r.document, "outlet": r.outlet, "said_by": " > ".join(r.said_by)}
        for r in person.relations
    ]  # fmt: skip
    found += [
        base | {"what": "event", "value": e.type, "other": e.quote, "since": e.earliest, "until": e.latest,
                "document": e.document_id, "outlet": e.outlet,
                "said_by": " > ".join(s.name or f"({s.source_kind})" for s in e.speakers)}
        for e in person.events
    ]  # fmt: skip
    return found
