"""`document()`: text and what is known about it become a Document. Every decision about the text's characters is made
here, once.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date, datetime

from musnad.errors import BadDocument, BadLanguage
from musnad.intake.dates import published_iso
from musnad.intake.language import UNKNOWN, recognise
from musnad.intake.result import DEFAULT_LIMITS
from musnad.record import Document

_UNUSABLE = re.compile("[\x00\ud800-\udfff]")
_CONTROLS = re.compile("[\x01-\x08\x0b\x0e-\x1f\x7f\ufffd]")  # never in news text; line ends, tab and form feed are
_CODE = re.compile(r"[a-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_COUNTRY = re.compile("[A-Z]{3}")
_BINARY_SHARE = 0.1


def document(
    text: str,
    *,
    language: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    outlet_country: str | None = None,
    published: str | date | datetime | None = None,
    url: str | None = None,
    author: str | None = None,
    retrieved: str | datetime | None = None,
    raw_sha256: str | None = None,
    limit: int = DEFAULT_LIMITS.text,
) -> Document:
    """Make a Document from an article's text.

    text:      the article. Line ends become "\\n"; nothing else is changed: no Unicode normalisation, and bidi
               controls, joiners,
               vowel marks and spaces stay, so that spans fit what the source printed.
    language:  ISO 639 code; recognised when None (see `language.recognise`).
    title:     the headline; when it is not the text's first line already, it is put before the text as its first line.
    outlet_country: ISO 3166-1 alpha-3 ("SYR"); small letters are accepted.
    published: ISO 8601 string, date or datetime; `retrieved` the same.
    limit:     longest text accepted, in code points.

    The id is the SHA-256 of the final text in UTF-8. Raises BadDocument for text that is empty, too long, without any
    letter, mostly binary, or
    holds NUL or lone surrogates, and for a published or country of another form; BadLanguage when no known script is
    met.
    """
    if not isinstance(text, str):
        raise BadDocument(
            f"the text is {type(text).__name__}, not str: decode it first, or give the bytes to read_bytes()."
        )
    head, body = _headline(title), _line_ends(text)
    whole = body if head is None or _first_line(body) == head else f"{head}\n{body}"
    _check(body, whole, limit)
    return Document(
        id=hashlib.sha256(whole.encode("utf-8")).hexdigest(),
        text=whole,
        language=_language(language, whole),
        title=head,
        outlet=_line(outlet),
        outlet_country=_country(outlet_country),
        author=_line(author),
        published=published_iso(published),
        url=_line(url),
        retrieved=published_iso(retrieved),
        raw_sha256=raw_sha256,
    )


def repaired(text: str) -> tuple[str, str | None]:
    """Text with NUL and lone surrogates replaced by U+FFFD, and a note when there were any. For readers of files,
    before offsets exist.
    """
    first = _UNUSABLE.search(text)
    if first is None:
        return text, None
    fixed, count = _UNUSABLE.subn("\ufffd", text)
    return (
        fixed,
        f"{count} characters that are no text (NUL, half a pair) became U+FFFD, the first at {first.start():,}",
    )


def _line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _line(value: str | None) -> str | None:
    """A one-line field: its white space as single spaces; None when nothing is left."""
    return (" ".join(_UNUSABLE.sub("\ufffd", value).split()) or None) if value is not None else None


def _headline(title: str | None) -> str | None:
    """The title as one line, otherwise unchanged."""
    return (" ".join(title.split()) or None) if title is not None else None


def _first_line(text: str) -> str:
    return " ".join(text.lstrip().split("\n", 1)[0].split())


def _check(body: str, whole: str, limit: int) -> None:
    if len(whole) > limit:
        raise BadDocument(f"the text has {len(whole):,} characters and the limit is {limit:,}: split it into articles.")
    if not body.strip():
        raise BadDocument("the text is empty: there is nothing to read. Give an article with at least one sentence.")
    bad = _UNUSABLE.search(whole)
    if bad:
        what = "a NUL" if bad.group() == "\0" else "half a surrogate pair"
        raise BadDocument(
            f"the text holds {what} at character {bad.start()}: it was decoded wrongly; decode it again from its bytes."
        )
    if len(_CONTROLS.findall(whole)) > _BINARY_SHARE * len(whole):
        raise BadDocument(
            "the text is mostly control characters: it looks like a binary file. Give text, HTML or JSON."
        )
    if not any(map(str.isalpha, body)):
        raise BadDocument(
            "the text has no letter in it: there is nothing to read. Give an article with at least one sentence."
        )


def _language(code: str | None, text: str) -> str:
    if code is not None:
        if not _CODE.fullmatch(code):
            raise BadLanguage(f"language {code[:20]!r} is not a code: expected ISO 639 such as 'ar', 'en' or 'ckb'.")
        return code
    guess = recognise(text)
    if guess.code == UNKNOWN:
        raise BadLanguage(
            "the text's language could not be recognised: say it with language='…' (on the command line --language)."
        )
    return guess.code


def _country(code: str | None) -> str | None:
    if code is None or not code.strip():
        return None
    upper = code.strip().upper()
    if not _COUNTRY.fullmatch(upper):
        raise BadDocument(
            f"outlet_country {code[:20]!r} is not a country code: expected ISO 3166-1 alpha-3, such as SYR, LBN or TUR."
        )
    return upper
