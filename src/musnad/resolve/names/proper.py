"""Is it a name at all, and not only what somebody is? What is asked before names are compared across documents."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.resolve.names.letters import is_arabic, split

KINDS = ("person", "group", "organization", "military", "government", "media")  # actors that are linked across documents


def is_written_as_name(name: str) -> bool:
    """Are there words, and where letters have case a capital, or a letter beyond English, among them?"""
    words = split(name)
    return bool(words) and (is_arabic(name) or any(w[:1].isupper() or not w.isascii() for w in words))


def names_a_body(roles: Sequence[str]) -> bool:
    """Do the roles of a name's words make a body's name: a name or acronym among them, or two words of bodies?"""
    return "name" in roles or "acronym" in roles or sum(role in ("quality", "body") for role in roles) > 1
