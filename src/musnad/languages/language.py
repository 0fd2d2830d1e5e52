"""One language: letters, word classes, clitics, and the rule files of its folder."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from musnad.record import Token
from musnad.rules import Folder, Lexicon, Schema, Split, load_rules, make_class, with_classes
from musnad.rules.lexicon import Stems
from musnad.rules.schema import ListOf, MapOf, OneOf, Struct, Text
from musnad.rules.wordclass import WORD_CLASS, WordClass

LETTERS = Struct(
    {
        "name": Text(),
        "script": Text(r"[A-Z][a-z]{3}"),
        "direction": OneOf(("rtl", "ltr")),
        "drop": ListOf(Text(may_be_empty=True)),
        "write": MapOf(Text(may_be_empty=True)),
        "sentence_ends": ListOf(Text()),
        "closers": ListOf(Text()),
        "abbreviations": ListOf(Text()),
        "quotes": ListOf(ListOf(Text())),
        "toggling_quotes": ListOf(Text()),
        "case": OneOf(("none", "cased")),
    },
    required=("name", "script", "direction", "sentence_ends", "quotes"),
)
WORDS = Struct(
    {
        "classes": MapOf(WORD_CLASS),
        "conjunctions": ListOf(Text()),
        "joined": MapOf(ListOf(Text())),
        "function_words": MapOf(ListOf(Text())),
    },
    required=("classes",),
)
SPLIT_LIMIT = 300_000  # words whose splits are remembered before the memory starts anew


class Language:
    """A compiled language. Looking things up never changes an answer; the memories inside only save time."""

    def __init__(self, folder: Path, letters: Mapping[str, Any], words: Mapping[str, Any]) -> None:
        self.code = folder.name
        self.path = folder
        self.letters = letters
        self.words = words
        self.direction: str = letters["direction"]
        self.script: str = letters["script"]
        self.folder = Folder(letters.get("drop", ()), letters.get("write", {}))
        self.classes: dict[str, WordClass] = {
            name: make_class(name, spec or {}, self.folder) for name, spec in words["classes"].items()
        }
        self.conjunctions = frozenset(self.fold(c) for c in words.get("conjunctions", ()))
        self.proclitics = frozenset(p for c in self.classes.values() for p in c.before)
        self._enclitics = frozenset(p for c in self.classes.values() for p in c.after)
        self._patterns = tuple(c.after_pattern for c in self.classes.values() if c.after_pattern)
        self._joined = tuple((self.fold(k), tuple(self.fold(p) for p in v)) for k, v in words.get("joined", {}).items())
        self._longest = max((len(p) for p in self.proclitics), default=0)
        self._tail = max((len(p) for p in self._enclitics), default=0)
        self._splits: dict[str, tuple[Split, ...]] = {}
        self._stems = Stems(self.splits)
        self._functions: dict[tuple[str, ...], frozenset[str]] = {}
        self._rules: dict[str, Any] = {}
        self._has: dict[str, bool] = {}
        self._made: dict[str, Any] = {}
        self.function_words: dict[str, frozenset[str]] = {
            name: frozenset(self.fold(w) for w in listed) for name, listed in words.get("function_words", {}).items()
        }

    @classmethod
    def from_folder(cls, folder: Path) -> Language:
        """Load letters.yml and words.yml of the folder; the rooms' own files follow when asked for. Raises BadRule."""
        letters = load_rules(folder / "letters.yml", LETTERS)
        words_path = folder / "words.yml"
        return cls(folder, letters, load_rules(words_path, WORDS))

    def fold(self, text: str) -> str:
        """The spelling of `text` that rules compare."""
        return self.folder.fold(text)

    def splits(self, fold: str) -> tuple[Split, ...]:
        """Every way to take a folded word apart into proclitics, stem and enclitic, the whole word first."""
        known = self._splits.get(fold)
        if known is None:
            if len(self._splits) > SPLIT_LIMIT:
                self._splits.clear()
            known = self._splits[fold] = self._split(fold)
        return known

    def _split(self, fold: str) -> tuple[Split, ...]:
        found: dict[Split, None] = {Split("", fold, ""): None}
        for pre, rest in self._before(fold):
            for stem, post in self._after(rest):
                if stem:
                    found[Split(pre, stem, post)] = None
        return tuple(sorted(found, key=lambda s: (bool(s.pre) + bool(s.post), len(s.pre) + len(s.post))))

    def _before(self, fold: str) -> Iterable[tuple[str, str]]:
        for size in range(min(self._longest, len(fold) - 1) + 1):
            if fold[:size] in self.proclitics:
                yield fold[:size], fold[size:]
        for surface, parts in self._joined:  # Arabic: l + al- is written ll-
            at = fold.find(surface)
            if 0 <= at <= 1 and (fold[:at] in self.conjunctions or not at):
                rest = fold[at + len(surface) :]
                yield fold[:at] + "".join(parts), rest
                yield fold[:at] + parts[0], "".join(parts[1:]) + rest

    def _after(self, rest: str) -> Iterable[tuple[str, str]]:
        yield rest, ""
        for size in range(1, min(self._tail, len(rest) - 1) + 1):
            if rest[-size:] in self._enclitics:
                yield rest[:-size], rest[-size:]
        for pattern in self._patterns:
            for at in range(1, len(rest)):
                if pattern.fullmatch(rest, at):
                    yield rest[:at], rest[at:]

    def stems(self, fold: str, *, class_name: str = "particle") -> Iterable[Split]:
        """The splits that a word of the class may have."""
        word_class = self.classes[class_name]
        return (s for s in self.splits(fold) if word_class.allows(s.pre, s.post))

    def start_without(self, token: Token, pre: str) -> int:
        """Offset in the document at which the token begins when its proclitics `pre` are left out."""
        return token.start + self.folder.cut(token.text, token.fold, pre)

    def is_function(self, fold: str, *lists: str) -> bool:
        """Is the word (with or without a conjunction before it) on one of the named lists of words.yml?"""
        known = self._functions.get(lists)
        if known is None:
            words = frozenset(word for name in lists for word in self.function_words.get(name, ()))
            known = self._functions[lists] = words.union(c + word for c in self.conjunctions for word in words)
        return fold in known

    def has(self, name: str) -> bool:
        """Does the folder have the rule file `name`.yml?"""
        if name not in self._has:
            self._has[name] = (self.path / f"{name}.yml").exists()
        return self._has[name]

    def rules(self, name: str, schema: Schema) -> Any:
        """The checked content of `name`.yml, {} when the folder has none. Loaded once. Raises BadRule."""
        if name not in self._rules:
            full = with_classes(schema, tuple(self.classes))
            self._rules[name] = load_rules(self.path / f"{name}.yml", full) if self.has(name) else {}
        return self._rules[name] or {}

    def lexicon(self, name: str, schema: Schema, *sections: str) -> Lexicon:
        """The entries of the named sections (lists of `Lexical` entries) of a rule file, compiled into one lexicon."""
        key = f"{name}:{','.join(sections)}"
        if key not in self._made:
            data = self.rules(name, schema)
            made = self.new_lexicon()
            for section in sections:
                made.add(name, section, data.get(section) or ())
            self._made[key] = made
        made_lexicon: Lexicon = self._made[key]
        return made_lexicon

    def new_lexicon(self) -> Lexicon:
        """An empty lexicon with the letters, word classes and clitics of this language."""
        return Lexicon(self.folder, self.classes, self.splits, self._stems)

    def made(self, key: str, make: Any) -> Any:
        """What a room compiled from this language's rules, made once: `language.made("times", make_grammar)`."""
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]

    def digest(self) -> str:
        """SHA-256 (hex, 16 digits) over all rule files of the folder, cases left out."""
        total = hashlib.sha256()
        for path in sorted(self.path.glob("*.yml")):
            if not path.name.endswith(".cases.yml"):
                total.update(path.name.encode() + b"\0" + path.read_bytes())
        return total.hexdigest()[:16]
