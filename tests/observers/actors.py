"""What the mentions and actors rooms see in a case: actors, and the mentions of weapons."""

from __future__ import annotations

from typing import Any

from musnad.actors import link_actors
from musnad.languages import Language
from musnad.mentions import find_mentions, merge_mentions
from musnad.record import Document
from musnad.text import split_text


def observe(language: Language, case: dict[str, Any]) -> list[dict[str, object]]:
    """One item an actor: name, kind, names, country, sectors, roles, of (the organisation of its roles), private, mentions."""
    document = Document(
        "", case["text"], language.code, outlet=case.get("outlet"), outlet_country=case.get("outlet_country")
    )
    text = split_text(document, language)
    actors, mentions = link_actors(text, merge_mentions(find_mentions(text, language)), document, language)
    named = {a.id: a.name for a in actors}
    spans = {m.id: m.span.of(document.text) for m in mentions}
    items: list[dict[str, object]] = [
        {
            "actor": a.name,
            "kind": a.kind,
            "names": [n.text for n in a.names],
            "country": a.country,
            "sectors": list(a.sectors),
            "roles": [r.title for r in a.roles],
            "of": [named[r.of] for r in a.roles if r.of],
            "private": a.private,
            "mentions": [spans[m] for m in a.mentions],
        }
        for a in actors
    ]
    weapons = [m for m in mentions if m.kind == "weapon"]
    return items + [{"weapon": m.head.of(document.text)} for m in weapons]
