"""Assembling: from drafts to actors with names, country, sectors, roles and ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import ascii_lowercase
from typing import Any

from musnad.actors.draft import Draft
from musnad.actors.spelling import spelled
from musnad.languages import Language
from musnad.mentions.deeds import RULE as DEED
from musnad.mentions.entries import entry_of
from musnad.mentions.registry import facts
from musnad.record import Actor, Mention, Name, Reason, Span, Text, changed, item_id

LATIN = "Latn"
LETTERS = frozenset(ascii_lowercase)  # one of them shows that a name is written in Latin letters


def assemble(
    text: Text, drafts: Sequence[Draft], mentions: Sequence[Mention], language: Language
) -> tuple[tuple[Actor, ...], tuple[Mention, ...]]:
    """Actors in order of their first mention; mentions with the ids of their actors."""
    made = sorted(((d, _first(d)) for d in drafts), key=lambda pair: (pair[1].span.start, -pair[1].span.end))
    found = [(draft, first, _fact(draft, language)) for draft, first in made]
    ids = {first.id: item_id("actor", str(fact.get("kind") or draft.kind), first.span) for draft, first, fact in found}
    of = {m.id: ids[first.id] for draft, first, _ in found for m in draft.mentions}
    actors = tuple(_actor(text, draft, ids[first.id], of, fact, language) for draft, first, fact in found)
    actors = _through_roles(actors)
    return actors, tuple(changed(m, actor=of[m.id]) if m.id in of else m for m in mentions)


def _through_roles(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Who holds an office of an organisation is of its country and sort, where nothing nearer says."""
    by_id = {a.id: a for a in actors}
    made = []
    for actor in actors:
        body = next((by_id[r.of] for r in actor.roles if r.of in by_id and r.of != actor.id), None)
        if body is not None:
            actor = changed(actor, country=actor.country or body.country, sectors=actor.sectors or body.sectors)
        made.append(actor)
    return tuple(made)


def _first(draft: Draft) -> Mention:
    return min(draft.mentions, key=lambda m: (m.span.start, -m.span.end))


def _fact(draft: Draft, language: Language) -> Mapping[str, Any]:
    """The registry's entry for the actor, {} when it has none."""
    for mention in draft.mentions:
        entry = entry_of(mention.reason.rule, language)
        if entry is not None and entry.get("fact"):
            return dict(entry.get("fact"))
    return {}


def _actor(
    text: Text, draft: Draft, actor_id: str, of: Mapping[str, str], fact: Mapping[str, Any], language: Language
) -> Actor:
    ordered = sorted(draft.mentions, key=lambda m: m.span.start)
    names = _names(text, ordered, draft, language)
    kind = str(fact.get("kind") or draft.kind)
    roles = tuple(changed(r, of=of.get(r.of) if r.of else None) for r in draft.roles)
    reason = Reason(
        "actors.linked", "one actor: its mentions were joined by the reasons below",
        tuple(m.span for m in ordered), min(m.reason.score for m in ordered), tuple(draft.why[m.id] for m in ordered),
    )  # fmt: skip
    return Actor(
        actor_id, _name(draft, names, fact, language), kind, names, draft.country, draft.sectors, roles,
        tuple(m.id for m in ordered), _private(draft, kind, fact), reason,
    )  # fmt: skip


def _names(text: Text, ordered: Sequence[Mention], draft: Draft, language: Language) -> tuple[Name, ...]:
    """Each spelling once, with the place where it stands first; descriptions count only where there is no name."""
    found: dict[str, Name] = {}
    for mention in ordered:
        if draft.named and mention.form != "name":
            continue
        span = mention.head if mention.form == "name" else mention.span
        written = spelled(text, span, language)
        if written not in found:
            found[written] = Name(written, _script(written, language), span, draft.why[mention.id])
    return tuple(found.values())


def _script(written: str, language: Language) -> str:
    return language.script if LETTERS.isdisjoint(written.lower()) else LATIN


def _name(draft: Draft, names: Sequence[Name], fact: Mapping[str, Any], language: Language) -> str:
    """The name to show: the longest in the text that is nobody's epithet; else the registry's; else the state's."""
    epithets = {language.fold(e) for e in fact.get("epithets", ())}
    fair = [n for n in names if language.fold(n.text) not in epithets and not _is_epithet(draft, n.span, language)]
    if fair:
        return _fullest(fair, language)
    listed = [n for n in fact.get(language.code, ()) if language.fold(n) not in epithets]
    state = facts("countries.yml").get(draft.country or "", {}).get(language.code, ())
    return str((*listed[:1], *state[:1], names[0].text)[0])


def _fullest(names: Sequence[Name], language: Language) -> str:
    """The first name, or a longer form of it that holds all its words."""
    chosen = names[0].text
    for name in names[1:]:
        more, less = set(language.fold(name.text).split()), set(language.fold(chosen).split())
        if less < more:
            chosen = name.text
    return chosen


def _is_epithet(draft: Draft, span: Span | None, language: Language) -> bool:
    """Is the name a speaker's word for a known state ("the occupation"), or its adjective alone?"""
    if draft.country is None:
        return False
    for mention in draft.mentions:
        if mention.reason.rule == DEED and span in (mention.head, mention.span):
            return True
        entry = entry_of(mention.reason.rule, language) if span in (mention.head, mention.span) else None
        if entry is not None and entry.get("epithet"):
            return True
    return False


def _private(draft: Draft, kind: str, fact: Mapping[str, Any]) -> bool:
    """A person without a public office, a registry entry or a public function is protected."""
    if kind != "person" or fact:
        return False
    return not any(not t.get("private") for t in draft.titles)
