"""A Telegram export (result.json of Telegram Desktop) to its messages: one chat, or a whole account's chats.

Every message with text is an article of the channel. Its original is a small export with this one message in it, so that
it can be read again like the whole. Messages without text (pictures, polls, "pinned a message") are counted in a note.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from musnad.errors import BadDocument, MusnadError
from musnad.intake.articles import made_document
from musnad.intake.document import repaired
from musnad.intake.result import Options, Received

_LEAST = 15  # letters: shorter messages are no report ("Good evening", a list of links)


def chats_in(value: dict[str, Any]) -> list[dict[str, Any]]:
    """The chats of an export; empty when this is none."""
    inner = value.get("chats")
    many = inner.get("list") if isinstance(inner, dict) else [value]
    chats = [chat for chat in many or [] if isinstance(chat, dict)] if isinstance(many, list) else []
    return [chat for chat in chats if isinstance(chat.get("messages"), list) and "id" in chat and "type" in chat]


def read_export(chats: list[dict[str, Any]], name: str, options: Options) -> Iterator[Received]:
    """The messages of the chats, in their order; `line` is the message's place in its chat, from 1."""
    for chat in chats:
        yield from _chat(chat, name, options)


def _chat(chat: dict[str, Any], name: str, options: Options) -> Iterator[Received]:
    where = name if len(chat["messages"]) <= 1 else f"{name} ({str(chat.get('name'))[:60]})"
    empty, first = 0, True
    kept: Received | None = None
    for number, message in enumerate(chat["messages"], 1):
        if not isinstance(message, dict) or sum(map(str.isalpha, _text(message))) < _LEAST:
            empty += 1
            continue
        if kept is not None:
            yield kept
        kept = _message(chat, message, number if len(chat["messages"]) > 1 else None, where, options)
        first = False
    if kept is not None:
        note = f"{empty:,} of {len(chat['messages']):,} messages hold no text to read (pictures, polls, notices)"
        yield replace(kept, notes=(*kept.notes, note)) if empty else kept
    elif first:
        yield Received(where, letter=BadDocument("no message of this chat holds text: there is nothing to read."))


def _message(chat: dict[str, Any], message: dict[str, Any], number: int | None, name: str, options: Options) -> Received:
    raw = json.dumps({**{k: v for k, v in chat.items() if k != "messages"}, "messages": [message]}, ensure_ascii=False)
    data = raw.encode("utf-8", "replace")
    text, note = repaired(_text(message))
    found: dict[str, Any] = {"text": text}
    if chat.get("name"):
        found["outlet"] = str(chat["name"])
    if published := _when(message):
        found["published"] = published
    if message.get("author"):
        found["author"] = str(message["author"])
    notes = [note] if note else []
    if message.get("forwarded_from"):
        notes.append(f"forwarded from {str(message['forwarded_from'])[:80]}")
    try:
        made = made_document(found, options, _sha256(data))
    except MusnadError as letter:
        return Received(name, number, letter=letter)
    return Received(name, number, made, notes=tuple(notes), raw=data, kind="json")


def _sha256(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()


def _text(message: dict[str, Any]) -> str:
    """A message's text: a string, or pieces of which some are objects (links, bold)."""
    if message.get("type", "message") != "message":
        return ""
    text = message.get("text")
    pieces = text if isinstance(text, list) else [text]
    return "".join(
        piece if isinstance(piece, str) else str(piece.get("text", "")) if isinstance(piece, dict) else ""
        for piece in pieces
    )


def _when(message: dict[str, Any]) -> str | None:
    """When it was sent: in UTC where the export has seconds since 1970, else as the export writes it."""
    seconds = str(message.get("date_unixtime") or "")
    if seconds.isdecimal() and len(seconds) <= 11:
        return datetime.fromtimestamp(int(seconds), UTC).isoformat()
    written = message.get("date")
    try:
        return datetime.fromisoformat(written).isoformat() if isinstance(written, str) else None
    except ValueError:
        return None
