"""Records and texts as they are kept: compressed, and without what can be computed again.

A record's JSON repeats the text of every span; that is left out here and filled in from the stored text when the record
is taken out. The SHA-256 of the whole line (`musnad.record.wire.dumps`) is kept beside it, so that the slightest change
of text, span or reason is seen by `verify`.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from typing import Any

from musnad.errors import BadArchive
from musnad.record import Record
from musnad.record.wire import dumps, from_json, to_json

_LEVEL = 6
_SPAN = {"start", "end", "text"}
_BARE = {"start", "end"}
MOST = 400_000_000  # bytes: no record of a text within intake's limit comes near it


def pack_text(text: str) -> bytes:
    """A text as zlib-compressed UTF-8."""
    return zlib.compress(text.encode(), _LEVEL)


def unpack_text(blob: bytes) -> str:
    """The text again. BadArchive when the bytes are damaged."""
    return _inflated(blob).decode()


def pack_record(record: Record) -> tuple[bytes, str]:
    """The record compressed, and the SHA-256 (hex) of its line on the wire."""
    whole = to_json(record)
    whole["document"]["text"] = ""
    _strip(whole)
    slim = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(slim.encode(), _LEVEL), record_sha256(record)


def record_sha256(record: Record) -> str:
    """The SHA-256 (hex) of the record's line on the wire."""
    return hashlib.sha256(dumps(record).encode()).hexdigest()


def unpack_record(blob: bytes, text: str) -> Record:
    """The record again; `text` is its document's. BadArchive for damaged bytes, BadRecord for a record that is none."""
    try:
        whole = json.loads(_inflated(blob))
    except ValueError as error:
        raise BadArchive(f"a stored record is damaged ({error}): run `musnad archive verify`.") from error
    whole["document"]["text"] = text
    _fill(whole, text)
    return from_json(whole)


def _strip(value: Any) -> None:
    """Take the text out of every span below `value`, in place."""
    if isinstance(value, dict):
        if value.keys() == _SPAN:
            del value["text"]
            return
        for inner in value.values():
            if isinstance(inner, dict | list):
                _strip(inner)
    elif isinstance(value, list):
        for inner in value:
            if isinstance(inner, dict | list):
                _strip(inner)


def _fill(value: Any, text: str) -> None:
    """Put the text of every span back."""
    if isinstance(value, dict):
        if value.keys() == _BARE:
            value["text"] = text[value["start"] : value["end"]]
            return
        for inner in value.values():
            if isinstance(inner, dict | list):
                _fill(inner, text)
    elif isinstance(value, list):
        for inner in value:
            if isinstance(inner, dict | list):
                _fill(inner, text)


def _inflated(blob: bytes) -> bytes:
    unpack = zlib.decompressobj()
    try:
        data = unpack.decompress(blob, MOST)
    except zlib.error as error:
        raise BadArchive(f"a stored text or record is damaged ({error}): run `musnad archive verify`.") from error
    if unpack.unconsumed_tail or not unpack.eof:
        raise BadArchive("a stored text or record is damaged (cut off, or far too large): run `musnad archive verify`.")
    return data
