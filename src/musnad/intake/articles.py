"""Bytes of one kind to documents: `read_bytes`, and the readers of text, pages, JSON and JSON lines it chooses from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from typing import Any

from musnad.errors import BadDocument, MusnadError
from musnad.intake.document import document, repaired
from musnad.intake.fields import row_fields
from musnad.intake.kinds import KINDS, kind_of, kind_of_bytes
from musnad.intake.language import recognise
from musnad.intake.result import DEFAULTS, Known, Options, Received
from musnad.intake.tables import table
from musnad.intake.text import decode, refuse_formats
from musnad.record import Document

CONTAINERS = ("docx", "pdf", "feed", "warc")  # kinds that a file of their own reads: `read_container(data, name, options)`
_LEAST_LETTERS = 15  # a page with less has no article


def read_bytes(data: bytes, *, name: str, options: Options = DEFAULTS) -> Iterator[Received]:
    """The articles in `data`, one by one; failures come as values with a letter, never as exceptions.

    `name` is what the user calls it (a path, an address); its ending helps to tell the kind. One text or page gives
    one Received; JSON
    gives one for each object in its list; JSON lines one for each line.
    """
    kind = options.kind or kind_of(name, data)
    if kind not in KINDS:
        yield Received(name, letter=BadDocument(f"there is no kind {kind!r}: the kinds are {', '.join(KINDS)}."))
    elif kind == "jsonl":
        yield from read_lines(data.splitlines(), name=name, options=options)
    elif kind == "json":
        yield from _read_json(data, name, options)
    elif kind in CONTAINERS:
        yield from _read_container(kind, data, name, options)
    else:
        yield _one(data, name, kind, options)


def _read_container(kind: str, data: bytes, name: str, options: Options) -> Iterator[Received]:
    """A kind with a reader of its own, imported when the first such file comes."""
    import importlib

    try:
        _check_size(data, options)
        room = importlib.import_module(f"musnad.intake.{kind}")
        yield from room.read_container(data, name, options)
    except MusnadError as letter:
        yield Received(name, letter=letter)
    except ImportError as error:
        needs = f"reading this needs the package {error.name}: install it (pip install 'musnad[formats]')."
        yield Received(name, letter=BadDocument(needs))


def read_lines(lines: Iterable[bytes], *, name: str, options: Options = DEFAULTS) -> Iterator[Received]:
    """JSON lines to articles. Blank lines are passed over; a bad line gives a letter with its number, and the next is
    read.
    """
    empty = True
    for number, line in enumerate(lines, 1):
        line = line.strip(b" \t\r\n\xef\xbb\xbf\x00")
        if line:
            empty = False
            yield _line(line, number, name, options)
    if empty:
        yield Received(
            name, letter=BadDocument("the file is empty: there is nothing to read. Give one JSON object per line.")
        )


def _one(data: bytes, name: str, kind: str, options: Options) -> Received:
    try:
        _check_size(data, options)
        made, notes = _from_page(data, options) if kind == "html" else _from_text(data, options)
    except MusnadError as letter:
        return Received(name, letter=letter)
    return Received(name, document=made, notes=notes, raw=data, kind=kind)


def _check_size(data: bytes, options: Options) -> None:
    if len(data) > options.limits.raw:
        raise BadDocument(too_large(len(data), options.limits.raw))


def too_large(size: int | None, limit: int) -> str:
    """The letter's text for something of `size` bytes (None when only known to be more than the limit)."""
    have = f"has {size:,} bytes" if size else f"has more than {limit:,} bytes"
    return f"the file {have} and the limit is {limit:,}: split it into articles, or give them as JSON lines."


def _from_text(data: bytes, options: Options) -> tuple[Document, tuple[str, ...]]:
    decoded = decode(data, options.charset)
    text, note = repaired(decoded.text)
    made = made_document({"text": text}, options, hashlib.sha256(data).hexdigest())
    return made, (*decoded.notes, *([note] if note else []))


def _from_page(data: bytes, options: Options) -> tuple[Document, tuple[str, ...]]:
    from musnad.intake.page import read_page  # lazily: text and JSON need no HTML

    page = read_page(data, address=options.known.url, charset=options.charset, limits=options.limits)
    if sum(map(str.isalpha, page.text[:1000])) < _LEAST_LETTERS:
        raise BadDocument(
            "no article text was found in the page (it may be built by scripts): save its text and give that."
        )
    facts = {name: getattr(page.facts, name) for name in ("title", "author", "outlet", "published", "url")}
    hint = _hinted(page.text, page.facts.language)
    found = {
        "text": page.text,
        **{name: value for name, value in facts.items() if value},
        **({"language": hint} if hint else {}),
    }
    return made_document(found, options, hashlib.sha256(data).hexdigest()), page.notes


def _hinted(text: str, declared: str | None) -> str | None:
    """The language a page declares, used only where the text itself does not tell: templates often declare a wrong
    one.
    """
    return declared if declared and recognise(text).by in ("lean", "nothing") else None


def made_document(found: dict[str, Any], options: Options, raw_sha256: str) -> Document:
    """A Document from what the source states, filled up with what the user knows; the user's language goes first."""
    known = {name: value for name, value in asdict(options.known).items() if value is not None}
    fields = {**known, **found, **({"language": known["language"]} if "language" in known else {})}
    if fields.get("title"):
        fields["title"] = repaired(fields["title"])[0]
    return document(**fields, raw_sha256=raw_sha256, limit=options.limits.text)


def _read_json(data: bytes, name: str, options: Options) -> Iterator[Received]:
    try:
        _check_size(data, options)
        if not data.strip():
            raise BadDocument("the file is empty: there is nothing to read. Give a JSON object or a list of objects.")
        value = _parsed(data)
        if isinstance(value, dict) and ("messages" in value or "chats" in value):
            from musnad.intake.telegram import chats_in, read_export  # lazily: most JSON is no export

            chats = chats_in(value)
            if chats:
                yield from read_export(chats, name, options)
                return
        rows = _rows(value)
    except MusnadError as letter:
        yield Received(name, letter=letter)
        return
    raw = hashlib.sha256(data).hexdigest()
    for number, row in enumerate(rows, 1):
        yield _row(row, number if len(rows) > 1 else None, name, options, raw, data)


def _line(line: bytes, number: int, name: str, options: Options) -> Received:
    try:
        _check_size(line, options)
        value = _parsed(line)
    except MusnadError as letter:
        return Received(name, number, letter=letter)
    return _row(value, number, name, options, hashlib.sha256(line).hexdigest(), line)


def _row(row: Any, number: int | None, name: str, options: Options, raw: str, data: bytes) -> Received:
    try:
        if not isinstance(row, dict):
            raise BadDocument(f"expected a JSON object with named fields, found {_json_name(row)}.")
        found, notes = row_fields(row, options.fields, options.date_order)
        found["text"], note = repaired(found["text"])
        found["text"], stripped = _without_tags(found["text"], options)
        made = made_document(found, options, raw)
    except MusnadError as letter:
        return Received(name, number, letter=letter)
    remarks = (*notes, *(each for each in (note, stripped) if each))
    return Received(name, number, made, notes=remarks, raw=data, kind="json")


def _without_tags(text: str, options: Options) -> tuple[str, str | None]:
    """The text of a field that holds HTML, as content systems export it, and a note; other text as it is."""
    if not text.lstrip().startswith("<") or kind_of_bytes(text.encode()) != "html":
        return text, None
    from musnad.intake.page import read_page  # lazily: most data holds plain text

    plain = read_page(f"<html><body><article>{text}</article></body></html>".encode(), limits=options.limits).text
    return (plain, "the text field holds HTML; its text was taken out") if plain.strip() else (text, None)


def _parsed(data: bytes) -> Any:
    refuse_formats(data)
    try:
        return json.loads(
            data.decode("utf-8-sig") if data[:2] not in (b"\xff\xfe", b"\xfe\xff") else data.decode("utf-16")
        )
    except UnicodeDecodeError as error:
        raise BadDocument(
            f"the JSON is not UTF-8 (byte {error.start:,} fits no character): save it as UTF-8."
        ) from error
    except json.JSONDecodeError as error:
        raise BadDocument(
            f"broken JSON: {error.msg} at character {error.pos:,} (line {error.lineno}): mend or drop it."
        ) from error
    except RecursionError as error:
        raise BadDocument(
            "the JSON is nested too deep to be data about articles: give objects with named fields."
        ) from error
    except ValueError as error:  # a number of thousands of digits
        raise BadDocument(f"broken JSON: {str(error)[:80]}.") from error


def _rows(value: Any) -> list[Any]:
    """The articles of a JSON file: a list, an object that holds one under a usual name, or one object."""
    if isinstance(value, list):
        if not value:
            raise BadDocument("the JSON list is empty: there is nothing to read.")
        return value
    if isinstance(value, dict):
        for name in table("fields")["lists"]:
            inner = value.get(name)
            if isinstance(inner, list) and inner and all(isinstance(row, dict) for row in inner):
                return inner
        return [value]
    raise BadDocument(f"expected a JSON object or a list of objects, found {_json_name(value)}.")


def _json_name(value: Any) -> str:
    names = {
        list: "a list",
        str: "a string",
        bool: "true or false",
        int: "a number",
        float: "a number",
        type(None): "null",
    }
    return names.get(type(value), "something else")


def known_with(options: Options, **facts: str | None) -> Options:
    """Options with more known facts; what the user has said stays."""
    said = {name: value for name, value in asdict(options.known).items() if value is not None}
    return replace(options, known=Known(**{**facts, **said}))
