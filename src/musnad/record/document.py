"""A document: one article as it was received, and what is known about it from outside its text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """The input of `read`. The text never changes once a Document exists: all spans count its code points.

    id:             SHA-256 (hex) of `text` in UTF-8.
    text:           the article; its first line is the headline when there is one.
    title:          the headline again, or None.
    language:       code of a folder under `languages/` ("ar", "en", ...).
    outlet, outlet_country: who published it; the country as ISO 3166 alpha-3 ("SYR").
    author:         byline, as printed.
    published:      ISO 8601 date or date and time, as known; None when unknown (never guessed).
    url, retrieved: where and when (ISO 8601, UTC) it was fetched.
    raw_sha256:     SHA-256 (hex) of the bytes received, None when the text came as text.
    """

    id: str
    text: str
    language: str
    title: str | None = None
    outlet: str | None = None
    outlet_country: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    retrieved: str | None = None
    raw_sha256: str | None = None
