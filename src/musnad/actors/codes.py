"""Codes of an actor's phrase that stands alone: country and PLOVER sectors."""

from __future__ import annotations

from dataclasses import dataclass

from musnad.actors.link import link_actors
from musnad.languages import Language
from musnad.record import Document


@dataclass(frozen=True, slots=True)
class ActorCode:
    """`country`: ISO 3166 alpha-3 or one of PLOVER's codes, "" when nothing says; `sectors`: the weightiest first;
    `title`: the English name of the registry entry, "" when there is none."""

    country: str = ""
    sectors: tuple[str, ...] = ()
    title: str = ""


def code_actor_phrase(phrase: str, language: Language, context: str = "", date: str = "") -> ActorCode:
    """The codes of an actor named by `phrase`; `context` decides between namesakes, `date` (ISO 8601) which office counts."""
    return ActorCode()
