"""Networks: GraphML (all of it at once) and GEXF (each edge with the days it is told of), through networkx.

Nodes are actors as the exports show them (private persons under their pseudonym); an edge is a relation or an event between
two of them, with its claim's words: who says so, with which reservation. Edges are never merged, so none loses its source."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

from musnad.export.entry import Entry
from musnad.export.private import Privacy
from musnad.export.rows import EventRow, Party, RelationRow, event_rows, relation_rows
from musnad.record import Place, TimeValue


class Network:
    """Gathers the edges of many records; written at the end (a network is as large as its edges, not as its texts)."""

    def __init__(self, privacy: Privacy) -> None:
        import networkx as nx

        self._nx, self._privacy = nx, privacy
        self.graph = nx.MultiDiGraph()
        self.undated = 0

    def put(self, entry: Entry) -> None:
        """Add the relations and two-sided events of a record."""
        published = (entry.record.document.published or "")[:10]
        for row in relation_rows(entry, self._privacy):
            if row.review != "reject":
                self._relation(row, published)
        for event in event_rows(entry, self._privacy):
            if event.review != "reject":
                self._event(event, published)

    def _relation(self, row: RelationRow, published: str) -> None:
        tail = self._node(row.tail) if row.tail else self._place(row.place)
        if tail is None:
            return
        words = _words(row.relation.modality, row.said, row.review, row.quote) | {"kind": row.relation.kind, "noun": "relation"}
        self._edge(self._node(row.head), tail, row.id, words, _span(row.since, row.until) or (published, ""))

    def _event(self, row: EventRow, published: str) -> None:
        words = _words(row.modality, row.said, row.review, row.quote) | {"kind": row.event.type, "noun": "event"}
        when = (row.time.earliest or "", _last(row.time)) if row.time and row.time.earliest else (published, published)
        for actor in row.actors:
            for other in row.recipients:
                self._edge(self._node(actor), self._node(other), f"{row.id}#{actor.id}#{other.id}", words, when)

    def _node(self, party: Party) -> str:
        name = party.name
        known = {"label": name, "kind": party.kind, "country": party.country or "", "sectors": "+".join(party.sectors)}
        if name not in self.graph:
            self.graph.add_node(name, **known, private=party.private)
        return name

    def _place(self, place: Place | None) -> str | None:
        if place is None:
            return None
        name, known = f"place: {place.name}", {"label": place.name, "kind": "place", "country": place.country or ""}
        self.graph.add_node(name, **known, sectors="", private=False)
        return name

    def _edge(self, head: str, tail: str, name: str, words: dict[str, str], when: tuple[str, str]) -> None:
        start, end = when
        self.undated += not start
        dated = {k: v[:10] for k, v in (("start", start), ("end", end)) if v}
        self.graph.add_edge(head, tail, key=name, **words, **dated)

    def write_graphml(self, path: Path) -> None:
        """GraphML; dates are plain attributes there."""
        self._nx.write_graphml(self.graph, path)

    def write_gexf(self, path: Path) -> None:
        """Dynamic GEXF 1.2: `start` and `end` of each edge as Gephi reads them."""
        self.graph.graph["mode"] = "dynamic"
        self._nx.write_gexf(self.graph, path)
        _say_dates(path)


def _words(modality: Any, said: Any, review: str, quote: str) -> dict[str, str]:
    return {
        "polarity": modality.polarity, "certainty": modality.certainty, "status": modality.status,
        "said_by": " > ".join(said.chain) or said.speaker, "stance": said.stance, "review": review, "quote": quote,
    }  # fmt: skip


def _last(time: TimeValue) -> str:
    """The last day of an interval as GEXF means it (its end is included)."""
    from datetime import date, timedelta

    return (date.fromisoformat(time.latest[:10]) - timedelta(days=1)).isoformat() if time.latest else ""


def _span(since: TimeValue | None, until: TimeValue | None) -> tuple[str, str] | None:
    start, end = (since.earliest or "" if since else ""), (_last(until) if until else "")
    return (start, end) if start or end else None


def _say_dates(path: Path) -> None:
    """networkx writes no time format; without it Gephi reads days as numbers."""
    tree = ET.parse(path)
    root = tree.getroot()
    space = root.tag[1:].partition("}")[0] if root.tag.startswith("{") else ""
    ET.register_namespace("", space)
    graph = root.find(f"{{{space}}}graph") if space else root.find("graph")
    if graph is not None:
        graph.set("timeformat", "date")
    tree.write(path, encoding="utf-8", xml_declaration=True)
