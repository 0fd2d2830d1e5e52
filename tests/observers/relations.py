"""What the whole reading finds of relations in a case: one mapping for each, its ends as their first names in the text."""

from __future__ import annotations

from typing import Any

from musnad.intake import document
from musnad.languages import Language
from musnad.reader import read
from musnad.record import Record


def observe(language: Language, case: dict[str, Any]) -> list[dict[str, object]]:
    given = {k: case[k] for k in ("title", "outlet", "outlet_country", "published") if k in case}
    record = read(document(case["text"], language=language.code, **given), model=False)  # cases are of the rules
    names = _names(record)
    return [
        {
            "kind": r.kind, "head": names.get(r.head), "tail": names.get(r.tail), "polarity": r.modality.polarity,
            "status": r.modality.status, "certainty": r.modality.certainty, "rule": r.reason.rule,
        }
        for r in record.relations
    ]  # fmt: skip


def _names(record: Record) -> dict[str, str]:
    """Every actor and place by the words that name it first."""
    text = record.document.text
    mentions = {m.id: m for m in record.mentions}
    found = {p.id: mentions[p.mention].head.of(text) for p in record.places if p.mention in mentions}
    for actor in record.actors:
        written = [n.text for n in actor.names if n.span is not None]
        found[actor.id] = written[0] if written else actor.name
    return found
