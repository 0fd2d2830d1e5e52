"""Linking within the document: which mentions are one actor?

Names come first: equal names, registry entries, last names and short forms that fit exactly one actor, names in brackets and
after words like "also known as". Then definite descriptions ("the Front", "the president") when exactly one actor fits;
what fits several, or none, stays an actor of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from musnad.actors.assemble import assemble
from musnad.actors.describe import Description, describe
from musnad.actors.draft import Draft
from musnad.actors.match import same_name
from musnad.actors.metonym import is_metonym, state_of, with_joined
from musnad.actors.roles import add_roles, join_appositions
from musnad.languages import Language
from musnad.mentions.deeds import RULE as DEED
from musnad.mentions.proposed import METONYM
from musnad.mentions.words import words
from musnad.record import BODIES, PLACES, Actor, Document, Mention, Text

ACTING = ("person", "group", "organization", "government", "military", "media", "people")


def link_actors(
    text: Text, mentions: Sequence[Mention], document: Document, language: Language
) -> tuple[tuple[Actor, ...], tuple[Mention, ...]]:
    """The document's actors, and the mentions with the ids of the actors that they refer to."""
    described = [describe(text, m, language) for m in mentions if m.kind in ACTING and m.reason.rule != DEED]
    drafts: list[Draft] = []
    for one in (d for d in described if d.mention.form == "name"):
        _link_name(drafts, one, text, language)
    for one in (d for d in described if d.mention.form != "name"):
        _link_description(drafts, one)
    for mention in with_joined(text, [m for m in mentions if _stands_for_state(text, m, language)], mentions, language):
        state = state_of(text, mention, language)
        if state is not None:
            _link_state(drafts, mention, state)
    add_roles(drafts, described, text, language)
    drafts = join_appositions(drafts, text, language)
    return assemble(text, drafts, mentions, language)


def _link_name(drafts: list[Draft], one: Description, text: Text, language: Language) -> None:
    found, why = _draft_for_name(drafts, one, text, language)
    if found is None:
        found = Draft(one.mention.kind)
        drafts.append(found)
        why = ("actors.first_name", "the first time that this name stands in the text")
    found.add(one.mention, one.folds, *why)
    _enrich(found, one)


def _draft_for_name(
    drafts: list[Draft], one: Description, text: Text, language: Language
) -> tuple[Draft | None, tuple[str, str]]:
    alias = _aliased(drafts, one, text, language)
    if alias is not None:
        return alias
    if one.key:
        known = [d for d in drafts if one.key in d.keys]
        if known:
            return known[0], ("actors.registry", "another name of the same registry entry")
    kin = [
        d for d in drafts if _same_sort(d.kind, one.mention.kind) and not (one.key and d.keys and one.key not in d.keys)
    ]
    equal = [d for d in kin if one.folds in d.folds]
    if equal:
        return equal[0], ("actors.equal_name", "the same name as before")
    between = words(language).knowledge.between
    near = [d for d in kin if any(_either(one.folds, f, d.kind, between) for f in d.folds)]
    if len(near) == 1:
        return near[0], ("actors.short_name", "a shorter or longer form of one name in the text")
    return None, ("", "")


def _either(a: tuple[str, ...], b: tuple[str, ...], kind: str, between: frozenset[str]) -> bool:
    return same_name(a, b, kind, between) or same_name(b, a, kind, between)


def _aliased(
    drafts: list[Draft], one: Description, text: Text, language: Language
) -> tuple[Draft, tuple[str, str]] | None:
    """The actor whose name stands right before this one, joined by brackets or by words like "also known as"."""
    if not one.alias_of:
        return None
    for draft in reversed(drafts):
        if any(m.head.end == one.alias_of or m.span.end == one.alias_of for m in draft.mentions):
            if one.alias_rule == "actors.bracket":
                return draft, ("actors.bracket_alias", "another name in brackets right after the name")
            return draft, ("actors.alias", "another name after words like 'also known as'")
    return None


def _same_sort(a: str, b: str) -> bool:
    return a == b or (a in BODIES and b in BODIES)


def _link_description(drafts: list[Draft], one: Description) -> None:
    """A definite description is joined to the one actor that it fits; else it is an actor of its own."""
    own = _of_inner(drafts, one) or _of_epithet(drafts, one)
    if own is not None:
        own.add(one.mention, one.folds, "actors.description", "a definite description that fits one actor alone")
        _enrich(own, one)
        return
    if one.definite:
        fitting = [d for d in drafts if _fits(d, one)] if one.bare and one.entry is not None else []
        if len(fitting) == 1:
            fitting[0].add(
                one.mention, one.folds, "actors.description", "a definite description that fits one actor alone"
            )
            return
    if (one.definite or _counted(one)) and one.mention.kind != "person":
        again = next((d for d in drafts if not d.named and d.kind == one.mention.kind and one.folds in d.folds), None)
        if again is not None:
            again.add(one.mention, one.folds, "actors.same_words", "the same words as before")
            return
    draft = Draft(one.mention.kind)
    draft.add(one.mention, one.folds, "actors.described", "described and not named")
    draft.folds.append(one.folds)
    drafts.append(draft)
    _enrich(draft, one)


def _of_inner(drafts: list[Draft], one: Description) -> Draft | None:
    """The actor of the registry that the description is another name of ("the X militias")."""
    return next((d for d in drafts if one.inner in d.keys), None) if one.inner else None


def _of_epithet(drafts: list[Draft], one: Description) -> Draft | None:
    """The state of which the text spoke last with the same epithet ("the Libyan occupation ... the occupation")."""
    if one.entry is None or not one.entry.get("epithet") or one.country is not None or not one.bare:
        return None
    named = [d for d in drafts if d.country is not None and one.stem in d.stems]
    before = [
        (m.span.start, k) for k, d in enumerate(named) for m in d.mentions if m.span.start < one.mention.span.start
    ]
    return named[max(before)[1]] if before else None


def _counted(one: Description) -> bool:
    """Does a number of two digits or more stand before more than one word ("14 Libyan soldiers")?"""
    return len(one.folds) > 2 and one.folds[0].isdigit() and len(one.folds[0]) > 1


def _fits(draft: Draft, one: Description) -> bool:
    """Is the draft a named actor that this description (its head alone) may mean?"""
    if not draft.named or not one.bare or one.entry is None or not _same_sort(draft.kind, one.mention.kind):
        return False
    if one.mention.kind == "person":
        return one.entry.id in {t.id for t in draft.titles}
    return one.entry.id in draft.heads or one.stem in draft.stems


def _stands_for_state(text: Text, mention: Mention, language: Language) -> bool:
    read = mention.kind in PLACES and _read_as_government(mention)
    return read or mention.reason.rule == DEED or is_metonym(text, mention, language)


def _read_as_government(mention: Mention) -> bool:
    """Did the tagger read the name of a state or a capital as its government?"""
    return any(part.rule == METONYM for part in mention.reason.parts)


def _link_state(drafts: list[Draft], mention: Mention, country: str) -> None:
    for draft in drafts:
        if draft.kind == "government" and draft.country == country and draft.sectors[:1] in ((), ("GOV",)):
            draft.add(mention, (), "actors.metonym", "a state or its capital that acts is its government")
            return
    draft = Draft("government", country=country, sectors=("GOV",))
    draft.add(mention, (), "actors.metonym", "a state or its capital that acts is its government")
    drafts.append(draft)


def _enrich(draft: Draft, one: Description) -> None:
    draft.stems.add(one.stem)
    if one.key:
        draft.keys.add(one.key)
    if one.entry is not None:
        if one.entry.section == "titles":
            draft.titles.append(one.entry)
        else:
            draft.heads.add(one.entry.id)
    draft.titles += one.titles
    draft.country = draft.country or one.country
    draft.sectors = draft.sectors or one.sectors
