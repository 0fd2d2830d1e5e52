"""Private persons are not named in what leaves the house: pseudonyms instead of names, and texts scrubbed of them.

A pseudonym is the start of HMAC-SHA256(key, folded name): the same person has the same pseudonym in all exports made with one
key, and without the key nobody can try names against it. The key stands in a file of its own, readable by its owner
alone, and never in an export."""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from musnad.errors import BadRequest
from musnad.record import Actor, Record, Span

LENGTH = 10  # hexadecimal digits of a pseudonym: 40 bits, no clash to be expected below a million persons
_SHORT = 3  # a single word of a name is scrubbed elsewhere in the text only when it has as many letters
_WORD = re.compile(r"\w+")


def load_key(path: Path) -> bytes:
    """The key in a file; made (32 random bytes, mode 0600) when the file is not there. Raises BadRequest."""
    try:
        if not path.exists():
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(secrets.token_hex(32) + "\n")
        return bytes.fromhex(path.read_text(encoding="ascii").strip())
    except OSError as error:
        raise BadRequest(f"The key file {path} cannot be read or made ({error.strerror}); name another with --key.") from None
    except ValueError:
        raise BadRequest(f"The key file {path} holds no key (64 hexadecimal digits); name another with --key.") from None


@dataclass(frozen=True, slots=True)
class Privacy:
    """How private persons are written. `key` None: their names are shown (asked for with --include-private)."""

    key: bytes | None
    coarse_place: bool = False
    coarse_time: bool = False

    @property
    def hides(self) -> bool:
        """Are private persons hidden?"""
        return self.key is not None

    def pseudonym(self, name: str) -> str:
        """The pseudonym of a name, the same for spellings that differ in marks and case only."""
        folded = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
        digest = hmac.new(self.key or b"", " ".join(folded.split()).encode(), hashlib.sha256).hexdigest()
        return f"person-{digest[:LENGTH]}"

    def view(self, record: Record) -> View:
        """The record's names and texts as they may be shown."""
        return View(record, self)


class View:
    """Names and texts of one record as they may leave the house."""

    def __init__(self, record: Record, privacy: Privacy) -> None:
        self.record = record
        self.privacy = privacy
        self._actors = {a.id: a for a in record.actors}
        self._hidden = _hidden(record, privacy) if privacy.hides else []

    def name(self, actor: Actor) -> str:
        """An actor's name, or the pseudonym of a private person."""
        if actor.private and self.privacy.hides:
            return self.privacy.pseudonym(actor.name)
        return self.clean(actor.name) if self._hidden else actor.name

    def names(self, actor: Actor) -> tuple[str, ...]:
        """All names of an actor, each once; of a private person the pseudonym alone."""
        if actor.private and self.privacy.hides:
            return (self.name(actor),)
        return tuple(dict.fromkeys((actor.name, *(n.text for n in actor.names))))

    def text(self, span: Span | None) -> str:
        """The characters of a span with the names of private persons replaced."""
        if span is None:
            return ""
        text, out, at = self.record.document.text, [], span.start
        for start, end, shown in self._hidden:
            if end > at and start < span.end:
                out += [text[at : max(at, start)], shown]
                at = max(at, min(end, span.end))
        return "".join(out) + text[at : span.end]

    def document(self) -> str:
        """The whole text, scrubbed."""
        return self.text(Span(0, len(self.record.document.text)))

    def title(self) -> str | None:
        """The headline, scrubbed (it is the first line of the text)."""
        title = self.record.document.title
        return self.clean(title) if title else title

    def clean(self, words: str) -> str:
        """Words that stand in no span (a title, a toll's "who") with the names of private persons replaced."""
        for name, shown in self._names():
            words = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", shown, words)
        return words

    def _names(self) -> Iterable[tuple[str, str]]:
        text = self.record.document.text
        found = {text[start:end]: shown for start, end, shown in self._hidden}
        return sorted(found.items(), key=lambda item: -len(item[0]))


def _hidden(record: Record, privacy: Privacy) -> list[tuple[int, int, str]]:
    """(start, end, pseudonym) of every place where a private person is named, in order, without overlap."""
    text = record.document.text
    public = {w for a in record.actors if not a.private for n in a.names for w in _WORD.findall(n.text)}
    found: list[tuple[int, int, str]] = []
    for actor in (a for a in record.actors if a.private):
        shown = privacy.pseudonym(actor.name)
        own = set(actor.mentions)
        found += [(m.head.start, m.head.end, shown) for m in record.mentions if m.id in own and m.form == "name"]
        for name in dict.fromkeys((actor.name, *(n.text for n in actor.names))):
            if any(m.form == "name" for m in record.mentions if m.id in own):
                found += [(*match.span(1), shown) for word in _words_of(name, public) for match in _pattern(word).finditer(text)]
    return _apart(found)


def _words_of(name: str, public: set[str]) -> list[str]:
    """The name, and its single words that no public actor has too (a family name alone gives a person away)."""
    words = [w for w in _WORD.findall(name) if len(w) >= _SHORT and w not in public]
    return [name, *words] if len(words) > 1 else [name]


@cache
def _pattern(word: str) -> re.Pattern[str]:
    """The word as a word of its own; outside the Latin script up to two letters may be joined before it (conjunctions,
    prepositions): rather a word too many than a name left standing."""
    joined = "" if word.isascii() else r"\w{0,2}?"
    return re.compile(rf"(?<!\w){joined}({re.escape(word)})(?!\w)")


def _apart(spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    kept: list[tuple[int, int, str]] = []
    for start, end, shown in sorted(spans, key=lambda s: (s[0], -s[1])):
        if kept and start < kept[-1][1]:
            first = kept[-1]
            kept[-1] = (first[0], max(first[1], end), first[2])
        else:
            kept.append((start, end, shown))
    return kept
