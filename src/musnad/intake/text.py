"""Bytes to text: byte order mark, UTF-8, the declared charset, then the eight-bit charset that makes most words.

Nothing is ever decoded with errors dropped in silence: bytes that fit no character become U+FFFD, and a note names
the first one's place.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from musnad.errors import BadDocument
from musnad.intake.language import plausibility
from musnad.intake.tables import table

_BREAK = re.compile(rb"[<>{}=;\"|\n]")
_CONTROL = re.compile(rb"[\x01-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 65_536
_CONTROL_SHARE = 0.05
_IMPOSSIBLE = (-9.0, -9.0)
_GOOD_PER_BAD = (
    20  # so many well-formed characters for each broken one make "UTF-8 with damage" rather than another charset
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the charset it was read in, and one-line notes on anything unusual."""

    text: str
    charset: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode `data`; `declared` is the charset its page or header names (it may be wrong: the bytes decide).

    Raises BadDocument for bytes that are empty, of a known binary format, or no text in any charset.
    """
    if not data.strip(b" \t\r\n\f\xef\xbb\xbf"):
        raise BadDocument("the file is empty: there is nothing to read. Give an article with at least one sentence.")
    marked = _by_mark(data)
    if marked:
        return marked
    refuse_formats(data)
    if b"\0" in data[:_SAMPLE]:
        return _sixteen(data)
    if len(_CONTROL.findall(data, 0, _SAMPLE)) > _CONTROL_SHARE * min(len(data), _SAMPLE):
        raise BadDocument("this is a binary file, not text: give an article as text, HTML or JSON.")
    return _utf8(data, declared) or _legacy(data, declared)


def codec(label: str | None) -> str | None:
    """The Python codec for a declared charset label, or None when there is none for text."""
    if not label:
        return None
    name = label.strip().strip("\"'").lower()
    name = str(table("charsets")["labels"].get(name, name))
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    return name if getattr(info, "_is_text_encoding", True) and not name.startswith(("idna", "punycode")) else None


def refuse_formats(data: bytes) -> None:
    """Raise the letter for a known format that is not text, by its first bytes."""
    head = data[:8].hex()
    for signature, (what, advice) in table("charsets")["signatures"].items():
        if head.startswith(signature):
            raise BadDocument(f"this is {what}, not text: {advice}.")


def _by_mark(data: bytes) -> Decoded | None:
    for mark, charset in table("charsets")["boms"].items():
        if data.startswith(bytes.fromhex(mark)):
            return _replaced(data, str(charset))
    return None


def _replaced(data: bytes, charset: str) -> Decoded:
    """Decode, with U+FFFD for what is broken, and a note that says where."""
    try:
        return Decoded(data.decode(charset), charset)
    except UnicodeDecodeError as error:
        text = data.decode(charset, "replace")
        name = charset.removesuffix("-sig")
        note = f"broken {name}: the first bad byte is at {error.start:,}; U+FFFD stands for what is lost"
        return Decoded(text, charset, (note,))


def _sixteen(data: bytes) -> Decoded:
    """UTF-16 without a mark: every other byte of Latin text, spaces and digits is NUL."""
    for charset in ("utf-16-le", "utf-16-be"):
        text = data[:_SAMPLE].decode(charset, "replace")
        odd = sum((c < " " and c not in "\t\r\n") or c == "\ufffd" for c in text)
        if odd < 0.01 * len(text) and max(plausibility(text)) >= table("charsets")["enough"]:
            found = _replaced(data, charset)
            return Decoded(found.text, charset, (*found.notes, f"no byte order mark; read as {charset}"))
    raise BadDocument("this is a binary file, not text (it holds NUL bytes): give an article as text, HTML or JSON.")


def _utf8(data: bytes, declared: str | None) -> Decoded | None:
    found = _replaced(data, "utf-8")
    if found.notes:
        bad = found.text.count("\ufffd")
        good = sum(1 for c in found.text if c > "\x7f") - bad
        return found if good >= _GOOD_PER_BAD * bad else None
    named = codec(declared)
    if named not in (None, "utf-8", "utf-8-sig") and not data.isascii():
        return Decoded(found.text, "utf-8", (f"the page declares {declared} but is UTF-8; read as UTF-8",))
    return found


def _legacy(data: bytes, declared: str | None) -> Decoded:
    """The charset in which most words are function words of some language; the declared one on equal evidence."""
    named = codec(declared)
    pieces = (piece for piece in _BREAK.split(data[: 20 * _SAMPLE]) if not piece.isascii())  # text, not markup
    sample = b" ".join(pieces)[:20_000]
    candidates = dict.fromkeys([*([named] if named else []), *table("charsets")["legacy"]])
    scores = {charset: _plausible(sample, charset) for charset in candidates}
    best = max(scores, key=lambda charset: scores[charset])
    if scores[best][1] >= table("charsets")["enough"]:
        return _noted(data, best, named, declared)
    if named and scores[named] > _IMPOSSIBLE:
        return _replaced(data, named)
    return _guessed(data)


def _plausible(sample: bytes, charset: str) -> tuple[float, float]:
    try:
        return plausibility(sample.decode(charset))
    except (UnicodeError, ValueError):
        return _IMPOSSIBLE


def _noted(data: bytes, charset: str, named: str | None, declared: str | None) -> Decoded:
    found = _replaced(data, charset)
    if named == charset:
        return found
    what = (
        f"the page declares {declared} but its words are {charset}"
        if declared
        else f"not UTF-8; its words are {charset}"
    )
    return Decoded(found.text, charset, (*found.notes, what))


def _guessed(data: bytes) -> Decoded:
    """Without evidence from words: mostly ASCII is windows-1252; else charset-normalizer's opinion on the first part."""
    high = sum(byte > 0x7F for byte in data[:_SAMPLE])
    if high <= table("charsets")["stray"] * min(len(data), _SAMPLE):
        found = _replaced(data, "windows-1252")
        return Decoded(found.text, "windows-1252", (*found.notes, "not UTF-8; read as windows-1252"))
    from charset_normalizer import from_bytes  # lazily: rarely needed

    match = from_bytes(data[:_SAMPLE], cp_isolation=None).best()
    if match is None or match.encoding is None:
        raise BadDocument(
            "the charset could not be told (not UTF-8, and no other makes words): save the text as UTF-8."
        )
    found = _replaced(data, match.encoding)
    return Decoded(found.text, match.encoding, (*found.notes, f"not UTF-8; read as {match.encoding}, which is a guess"))
