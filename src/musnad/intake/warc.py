"""A web archive (WARC) to the pages in it, one record after the other, whatever the file's size.

A page's original is the body that its server sent. What is no page (pictures, scripts, answers other than 200) is
counted in a note of the last page.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from musnad.errors import BadDocument
from musnad.intake.articles import known_with, read_bytes, too_large
from musnad.intake.kinds import kind_of_type
from musnad.intake.result import Options, Received

_PAGES = ("html", "text", "pdf")  # kinds that are articles when a server sends them


def read_container(data: bytes, name: str, options: Options) -> Iterator[Received]:
    """The pages in the bytes of a web archive."""
    yield from read_stream(io.BytesIO(data), name, options)


def read_stream(stream: BinaryIO, name: str, options: Options) -> Iterator[Received]:
    """The pages of a web archive as they come; `line` is a record's place, from 1. Failures are letters."""
    last: Received | None = None
    others = 0
    try:
        for number, record in enumerate(_records(stream), 1):
            kind = _kind(record)
            if kind is None:
                others += 1
                continue
            for item in _page(record, kind, number, name, options):
                if last is not None:
                    yield last
                last = item
    except ImportError as error:
        needs = f"reading this needs the package {error.name}: install it (pip install 'musnad[formats]')."
        yield Received(name, letter=BadDocument(needs))
        return
    except Exception as error:  # whatever the library makes of a damaged file; what came before it stands
        if last is not None:
            yield last
        yield Received(name, letter=BadDocument(f"the web archive is damaged from here on ({str(error)[:80]})."))
        return
    if last is None:
        yield Received(name, letter=BadDocument("the web archive holds no page: there is nothing to read."))
    else:
        note = f"{others:,} other records of the web archive are no pages (requests, pictures, scripts)"
        yield replace(last, notes=(*last.notes, note)) if others else last


def _records(stream: BinaryIO) -> Iterator[Any]:
    from warcio.archiveiterator import ArchiveIterator

    return iter(ArchiveIterator(stream))


def _kind(record: Any) -> str | None:
    """The kind of page a record holds; None for what is none."""
    if record.rec_type == "response":
        if record.http_headers is None or record.http_headers.get_statuscode() != "200":
            return None
        kind = kind_of_type(record.http_headers.get_header("Content-Type"))
    elif record.rec_type in ("resource", "conversion"):
        kind = kind_of_type(record.rec_headers.get_header("Content-Type"))
    else:
        return None
    return kind if kind in _PAGES else None


def _page(record: Any, kind: str, number: int, name: str, options: Options) -> Iterator[Received]:
    url = record.rec_headers.get_header("WARC-Target-URI")
    data = record.content_stream().read(options.limits.raw + 1)  # also unpacked: never more than the limit
    if len(data) > options.limits.raw:
        yield Received(name, number, letter=BadDocument(too_large(None, options.limits.raw)))
        return
    known = known_with(
        replace(options, kind=kind, charset=_charset(record) or options.charset),
        url=url if url and urlsplit(url).scheme in ("http", "https") else None,
        retrieved=record.rec_headers.get_header("WARC-Date"),
    )
    for item in read_bytes(data, name=name, options=known):
        yield replace(item, line=number)


def _charset(record: Any) -> str | None:
    header = (record.http_headers.get_header("Content-Type") or "") if record.http_headers else ""
    _, _, value = header.lower().partition("charset=")
    return value.split(";")[0].strip().strip("\"'") or None
