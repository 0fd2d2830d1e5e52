"""A coder in the manner of PETRARCH, for comparing speed: dictionaries of verbs and actors, the longest match over tokens.

No parse, no time, no place, no speaker, no modality: what a table look-up costs in plain Python. The dictionaries are the
words of this project's own tables: triggers of languages/*/events.yml and names of actors/registry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

HOUSE = Path(__file__).parent.parent / "src" / "musnad"
_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"(?<=[.!?؟])\s+|\n+")
_FORMS = ("verb", "masdar", "noun", "adjective")
_NAMES = ("en", "ar", "adj", "also_adj", "people", "nisba", "also_nisba", "plural", "capital")
Trie = dict[str, list[tuple[tuple[str, ...], str]]]  # first token -> (further tokens, code), the longest first


def dictionaries(language: str) -> tuple[Trie, Trie]:
    """Verbs with their event types, actors with their codes."""
    events = load(HOUSE / "languages" / language / "events.yml")
    typed = [t for t in events["triggers"] if "type" in t]
    verbs = [(form, t["type"]) for t in typed for key in _FORMS for form in _forms(t.get(key), language)]
    names: list[tuple[str, str]] = []
    for table in ("countries", "organizations", "people"):
        entries = load(HOUSE / "actors" / "registry" / f"{table}.yml")
        for name, entry in entries.items() if isinstance(entries, dict) else ((each["id"], each) for each in entries):
            names += [(text, name) for key in _NAMES for text in texts_of(entry.get(key))]
    return _trie(verbs), _trie(names)


def code(text: str, verbs: Trie, actors: Trie) -> list[tuple[str, str | None, str | None]]:
    """(event type, nearest actor before, nearest actor after) for every verb of every sentence."""
    found = []
    for sentence in _SENTENCE.split(text):
        tokens = _WORD.findall(sentence.casefold())
        who = list(_matches(tokens, actors))
        for at, kind in _matches(tokens, verbs):
            before = [actor for place, actor in who if place < at]
            after = [actor for place, actor in who if place > at]
            found.append((kind, before[-1] if before else None, after[0] if after else None))
    return found


def _matches(tokens: list[str], trie: Trie) -> Iterator[tuple[int, str]]:
    at = 0
    while at < len(tokens):
        size = 1
        for rest, code in trie.get(tokens[at], ()):
            if tuple(tokens[at + 1 : at + 1 + len(rest)]) == rest:
                yield at, code
                size += len(rest)
                break
        at += size


def _trie(entries: list[tuple[str, str]]) -> Trie:
    made: Trie = {}
    for text, code in entries:
        words = _WORD.findall(text.casefold())
        if words:
            made.setdefault(words[0], []).append((tuple(words[1:]), code))
    return {first: sorted(rest, key=lambda item: -len(item[0])) for first, rest in made.items()}


def _forms(value: Any, language: str) -> Iterator[str]:
    """The words of an entry; English verbs with the regular endings."""
    for text in texts_of(value):
        yield text
        for word in text.split() if language == "en" else ():
            yield from (word, word + "s", word + "ing", word.removesuffix("e") + "ed")


def texts_of(value: Any) -> list[str]:
    """A text or a list of them as a list."""
    return [value] if isinstance(value, str) else list(value or ())


def load(path: Path) -> Any:
    """A table, unchecked."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
