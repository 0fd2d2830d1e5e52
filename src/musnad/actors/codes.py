"""Codes of an actor's phrase that stands alone: country and PLOVER sectors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day
from typing import Any

from musnad.actors.whereabouts import state_by_place, state_of_complement
from musnad.languages import Language
from musnad.mentions.knowledge import ACTORS
from musnad.mentions.registry import Registry, facts, registry
from musnad.record import Document, Text
from musnad.rules import Hit, Lexicon
from musnad.text import split_text

FORMER = "ELI"  # PLOVER: former officials count among the elites
PARTIAL = "PRE"
GOVERNMENT = "GOV"
ARMED = ("UAF", "REB", "MIL", "COP", "SPY", "CRM")
MEMO_LIMIT = 20_000  # phrases whose codes are remembered before the memory starts anew
OFFICES = ("GOV", "LEG", "MIL", "SPY", "JUD", "COP", "PTY")


@dataclass(frozen=True, slots=True)
class ActorCode:
    """`country`: ISO 3166 alpha-3 or one of PLOVER's codes, "" when nothing says; `sectors`: the weightiest first;
    `title`: the English name of the registry entry, "" when there is none."""

    country: str = ""
    sectors: tuple[str, ...] = ()
    title: str = ""


def code_actor_phrase(
    phrase: str, language: Language, context: str = "", date: str = "", behind: str = ""
) -> ActorCode:
    """The codes of an actor named by `phrase`. `context` decides between namesakes and lends its country to a phrase of
    none; `date` (ISO 8601; the empty text for no date) says which office of a person counts; `behind`: the words that follow
    the phrase in its sentence, which may say whose or whence it is ("of X", "loyal to X")."""
    if context or behind:
        return _code(phrase, language, context, date, behind)
    memo: dict[tuple[str, str], ActorCode] = language.made("actors.codes", dict)  # only saves time
    known = memo.get((phrase, date))
    if known is None:
        if len(memo) > MEMO_LIMIT:
            memo.clear()
        known = memo[phrase, date] = _code(phrase, language, "", date, "")
    return known


def _code(phrase: str, language: Language, context: str, date: str, behind: str) -> ActorCode:
    text = _text(phrase, language)
    known = registry(language)
    hit = _entry(text, known, language, context)
    country, partial, capital = _country(text, known)
    if hit is not None and not _elsewhere(hit, country, text):
        return _from_registry(hit.entry.get("fact"), date, hit, text, language)
    sectors = _sectors(text, language)
    if not country:
        country = state_by_place(text, language, whole=not sectors)
    if not country and behind:
        whole = _text(f"{phrase} {behind}", language)
        civil = bool(sectors) and sectors[0] not in ARMED
        country = _state(state_of_complement(whole, len(text.tokens), language, civil=civil))[0]
    if partial:
        sectors = (PARTIAL,)
    elif capital and not sectors:
        sectors = (GOVERNMENT,)
    if not country and sectors and context:
        country = _country(_text(context, language), known)[0] if len(context) < 40 else ""
    return ActorCode(country, sectors)


def _text(phrase: str, language: Language) -> Text:
    return split_text(Document("", phrase, language.code), language)


def _entry(text: Text, known: Registry, language: Language, context: str) -> Hit | None:
    """The longest registry name in the phrase; a name that several bear goes to the one whose state the context names."""
    found: list[Hit] = []
    for i, token in enumerate(text.tokens):
        if token.kind == "word":
            found += known.hits(text.tokens, i)
    if not found:
        return None
    longest = max(h.last - h.first for h in found)
    best = [h for h in found if h.last - h.first == longest]
    near = _text(context, language) if context and len(best) > 1 else None
    states = {known.country(t.fold) for t in near.tokens} if near else set()
    fitting = [h for h in best if h.entry.get("fact").get("country") in states]
    sure = [h for h in best if not h.entry.get("unsure")]
    return (fitting or sure or best)[0]


def _elsewhere(hit: Hit, country: str, text: Text) -> bool:
    """Does the phrase name another state than the registry's entry ("the Mexican National Guard")?"""
    own = str(hit.entry.get("fact").get("country", ""))
    return bool(country) and own != country and _state(own)[0] != country and hit.last - hit.first < len(text.tokens)


def _from_registry(fact: Mapping[str, Any], date: str, hit: Hit, text: Text, language: Language) -> ActorCode:
    english = fact.get("en") or [str(fact.get("id"))]
    country, partial = _state(str(fact.get("country", "")))
    sectors = tuple(fact.get("sectors", ()))
    if hit.entry.section == "people":
        office = _sectors(text, language, skip=range(hit.first, hit.last))
        sectors = office if office and office[0] in (*OFFICES, FORMER) else _at_date(fact, date, sectors)
    else:
        own = _sectors(text, language, skip=range(hit.first, hit.last))
        if _is_former(text, language) and sectors:
            sectors = (FORMER,)
        elif not sectors:
            sectors = own
    return ActorCode(country, (PARTIAL,) if partial else sectors, str(english[0]))


def _state(country: str) -> tuple[str, bool]:
    """(the state that PLOVER codes with, is it only partly recognised)."""
    fact = facts("countries.yml").get(country, {})
    return str(fact.get("of", country)), bool(fact.get("partial"))


def _at_date(fact: Mapping[str, Any], date: str, listed: tuple[str, ...]) -> tuple[str, ...]:
    """Sectors of a person at a date: by the office held then; a former official when all offices had ended."""
    year = _year(date)
    roles = [r for r in fact.get("roles", ()) if r.get("since") or r.get("until")]
    if year is None or not roles:
        return listed
    held = [r for r in roles if int(str(r.get("since", 0))[:4]) <= year <= int(str(r.get("until", 9999))[:4])]
    if held:
        return listed if listed[:1] != (FORMER,) else _office(held[0])
    ended = any(int(str(r.get("until", 9999))[:4]) < year for r in roles)
    return (FORMER,) if ended else listed


def _office(role: Mapping[str, Any]) -> tuple[str, ...]:
    military = ("commander", "chief of staff", "general")
    return ("MIL",) if any(m in str(role.get("title", "")) for m in military) else (GOVERNMENT,)


def _year(date: str) -> int | None:
    try:
        return Day.fromisoformat(date[:10]).year
    except ValueError:
        return None


def _country(text: Text, known: Registry) -> tuple[str, bool, bool]:
    """(state, partly recognised, named by its capital alone) of the first state in the phrase."""
    for i, token in enumerate(text.tokens):
        hits = known.country_hits(text.tokens, i) if token.kind == "word" else []
        if hits:
            country, partial = _state(str(hits[0].entry.get("country")))
            return country, partial and hits[0].entry.get("role") == "name", hits[0].entry.get("role") == "capital"
    return "", False, False


def _sectors(text: Text, language: Language, skip: range = range(0)) -> tuple[str, ...]:
    """The sector of the phrase's head, else of the last word that has one; former officials are elites."""
    hits = _agent_hits(text, language, skip)
    if not hits:
        return ()
    cut = _complement(text, language)
    before = [h for h in hits if h.last <= cut and not h.entry.get("light")]
    article = language.letters.get("case") == "none"
    chosen = (
        (before[0] if article else before[-1])
        if before
        else next((h for h in hits if not h.entry.get("light")), hits[0])
    )
    sector = str(chosen.entry.get("sector"))
    return (FORMER,) if _is_former(text, language) and sector in OFFICES else (sector,)


def _agent_hits(text: Text, language: Language, skip: range) -> list[Hit]:
    agents: Lexicon = language.lexicon("actors", ACTORS, "agents", "titles", "organizations", "people")
    found: list[Hit] = []
    for i, token in enumerate(text.tokens):
        if token.kind != "word" or i in skip:
            continue
        hits = [h for h in agents.hits(text.tokens, i) if h.entry.get("sector")]
        if hits and not any(f.first <= i < f.last for f in found):
            found.append(next((h for h in hits if h.entry.section == "agents" and h.last == hits[0].last), hits[0]))
    return found


def _complement(text: Text, language: Language) -> int:
    """The token at which the first prepositional complement begins, or the end."""
    for i, token in enumerate(text.tokens):
        if i and language.is_function(token.fold, "prepositions"):
            return i
    return len(text.tokens)


def _is_former(text: Text, language: Language) -> bool:
    data: Any = language.rules("actors", ACTORS)
    words: Sequence[str] = [language.fold(w) for w in data.get("former", ())]
    return any(t.fold in words for t in text.tokens)
