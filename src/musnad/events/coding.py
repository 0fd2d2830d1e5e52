"""Coding: PLOVER's ambiguity rules, then ACLED, CAMEO and UCDP, each with the rule that decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from musnad.codebook import Coded, CodedEvent, Party, adjust_plover, code_acled, code_cameo, code_ucdp
from musnad.events.draft import Draft
from musnad.mentions.phrases import Phrase
from musnad.record import Acled, Actor, Modality, Reason


@dataclass(frozen=True, slots=True)
class Codes:
    """One event in all codebooks, with the reasons."""

    type: str
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    acled: Acled | None
    ucdp: int | None
    reasons: tuple[Reason, ...]


def party(phrase: Phrase, draft: Draft, actor: Actor | None) -> Party:
    """What coding sees of one who acts or receives: from the actor when there is one, and from the words themselves."""
    hits = [draft.view.people[i] for i in range(phrase.first, phrase.last) if i in draft.view.people]
    tags = tuple(dict.fromkeys(t for h in hits for t in h.entry.data.get("tags", ())))
    if actor is not None:
        return Party(actor.kind, actor.sectors, actor.country, tags)
    head = next((h for h in hits if phrase.head_first <= h.first < phrase.head_last), hits[0] if hits else None)
    if head is None:
        return Party("place" if phrase in draft.roles.places else "organization", (), None, tags)
    side = head.entry.data["side"]
    kind = head.entry.data.get("kind") or {"armed": "group", "civil": "people", "nation": "government"}[side]
    sectors = ("GOV",) if side == "nation" else ()
    return Party(str(kind), sectors, None, tags)


def attempted(draft: Draft, modality: Modality) -> Modality:
    """What is only called an attempt failed, unless people were killed or the text says that it is still planned."""
    killed = any(t.effect == "killed" for t in draft.tolls)
    if draft.trigger.cue.attempt and modality.status == "occurred" and modality.polarity == "affirmed" and not killed:
        return replace(modality, status="failed")
    return modality


def said_all_the_same(draft: Draft, modality: Modality) -> Modality:
    """Who denies an accusation or refuses a call denies what it says, not that it was made."""
    if draft.type not in ("ACCUSE", "REQUEST") or draft.trigger.verb or modality.polarity != "negated" or modality.cue is None:
        return modality
    cue = modality.cue
    denied = any(t.cue.type == "REJECT" and t.span.overlaps(cue) for t in draft.view.triggers)
    return replace(modality, polarity="affirmed", cue=None) if denied else modality


def describe(draft: Draft, modality: Modality, actors: Mapping[int, Actor], country: str | None) -> CodedEvent:
    """The draft in the terms of the codebooks. `actors` by the first token of the phrase."""
    sides = [
        tuple(party(p, draft, actors.get(p.first)) for p in phrases)
        for phrases in (draft.roles.actors, draft.roles.recipients)
    ]
    instrument = draft.instrument.entry.data["instrument"] if draft.instrument else draft.trigger.cue.instrument
    contexts = dict.fromkeys(c for t in draft.triggers for c in t.cue.contexts)
    contexts.update(dict.fromkeys(h.entry.data["context"] for h in draft.view.contexts))
    killed = [t for t in draft.tolls if t.effect == "killed"]
    deaths = max((t.high or t.low or 0 for t in killed), default=0) or None
    return CodedEvent(
        draft.type, draft.mode, tuple(contexts), sides[0], sides[1], instrument, modality.status, modality.polarity,
        draft.tags, country, deaths,
    )  # fmt: skip


@lru_cache(maxsize=8192)
def code(event: CodedEvent) -> tuple[Codes, ...]:
    """The event's codes, and those of further events that PLOVER's rules bring; () when it is not to be coded."""
    adjusted = adjust_plover(event)
    steps = tuple(Reason(d.rule, d.sentence) for d in adjusted.decisions)
    return tuple(_codes(one, steps) for one in ((adjusted.event,) if adjusted.event else ()) + adjusted.also)


def _codes(event: CodedEvent, steps: Sequence[Reason]) -> Codes:
    acled, cameo, ucdp = code_acled(event), code_cameo(event), code_ucdp(event)
    reasons = (*steps, _reason(acled), _reason(cameo), _reason(ucdp))
    return Codes(event.type, event.mode, event.contexts, cameo.code, acled.code, ucdp.code, reasons)


def _reason(coded: Coded[Acled] | Coded[str] | Coded[int]) -> Reason:
    return Reason(coded.rule, coded.sentence)
