"""A feed (RSS, Atom) to its entries. What an entry itself holds is read; its page is not fetched.

An entry's original is a JSON object with the entry's fields, so that it can be read again without the feed.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from musnad.errors import BadDocument
from musnad.intake.articles import read_bytes
from musnad.intake.result import Options, Received

_SHORT = 500  # code points: a text below this, with a link beside it, is a summary of a page


def read_container(data: bytes, name: str, options: Options) -> Iterator[Received]:
    """The entries of a feed; `line` is an entry's place, from 1. Raises BadDocument when there is none."""
    import feedparser

    parsed = feedparser.parse(data, sanitize_html=True, resolve_relative_uris=False)
    if not parsed.entries:
        why = str(parsed.get("bozo_exception") or "it has no entries")[:80]
        raise BadDocument(f"the feed cannot be read ({why}): open its address in a browser, or give its pages.")
    outlet = parsed.feed.get("title")
    for number, entry in enumerate(parsed.entries, 1):
        yield _entry(entry, outlet, number, name, options)


def _entry(entry: Any, outlet: str | None, number: int, name: str, options: Options) -> Received:
    row = {
        "title": _plain(entry.get("title")), "text": _text(entry), "url": entry.get("link"), "author": entry.get("author"),
        "published": _when(entry.get("published_parsed") or entry.get("updated_parsed")), "outlet": outlet,
    }  # fmt: skip
    if not row["text"]:
        link = f": give its page, {row['url']}" if row["url"] else "."
        return Received(name, number, letter=BadDocument(f"the entry has a headline and no text{link}"))
    data = json.dumps({key: value for key, value in row.items() if value}, ensure_ascii=False).encode("utf-8", "replace")
    made = next(read_bytes(data, name=name, options=replace(options, kind="json", fields={})))
    short = made.document is not None and len(made.document.text) < _SHORT and row["url"]
    note = (f"the feed gives only a summary; the page is {row['url']}",) if short else ()
    return replace(made, line=number, notes=(*made.notes, *note))


def _text(entry: Any) -> str | None:
    """The entry's own text: its content, else its summary; out of HTML when it is HTML."""
    contents = entry.get("content") or []
    best = max((each.get("value") or "" for each in contents), key=len, default="") or entry.get("summary") or ""
    return _plain(best)


def _plain(value: str | None) -> str | None:
    """The text of a piece of HTML, paragraphs on lines (feedparser has taken scripts out of it)."""
    if not value or not value.strip():
        return None
    if "<" not in value and "&" not in value:
        return value.strip()
    from lxml import html  # type: ignore[import-untyped]

    tree = html.fragment_fromstring(value, create_parent="div")
    for element in tree.iter("p", "br", "div", "li", "h1", "h2", "h3", "h4", "tr", "blockquote"):
        element.tail = "\n" + (element.tail or "")
    lines = (" ".join(line.split()) for line in tree.text_content().split("\n"))
    return "\n".join(line for line in lines if line) or None


def _when(parts: time.struct_time | None) -> str | None:
    """feedparser gives UTC."""
    try:
        return datetime(*parts[:6], tzinfo=UTC).isoformat() if parts else None
    except ValueError:
        return None
