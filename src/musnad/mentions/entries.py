"""Entries: what does a mention's reason stand for? From its rule's id back to the entry of the rule files or the registry."""

from __future__ import annotations

from functools import lru_cache

from musnad.languages import Language
from musnad.mentions.registry import LANGUAGES, registry
from musnad.mentions.words import words
from musnad.rules import Entry


def entry_of(rule: str, language: Language) -> Entry | None:
    """The entry of the rule files (or of the registry) that a mention's reason names."""
    return _entries(language).get(rule)


@lru_cache(LANGUAGES)
def _entries(language: Language) -> dict[str, Entry]:
    listed = words(language).knowledge.nouns.entries + registry(language).names.entries
    return {e.id: e for e in listed}
