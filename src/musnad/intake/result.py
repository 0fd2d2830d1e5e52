"""What comes out of a file, a page or a stream: a document, or a letter that says why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from musnad.errors import MusnadError
from musnad.record import Document


@dataclass(frozen=True, slots=True)
class Received:
    """One article received, or one that could not be.

    name:     the file, address or "standard input" it came from.
    line:     line of a JSONL file or place in a JSON list (both from 1); None when the whole file is one article.
    document: the article, or None; then `letter` says in one line what was wrong, where, and what to do.
    notes:    one-line remarks on what was met on the way (a wrong charset declaration, redirects, a date not
              understood).
    raw:      the article's own bytes (the file, page, line or message), by which an archive keeps the original; `kind`
              is how `read_bytes` reads them again. None where there is no document.
    ocr:      the text was read from an image, so its numbers are unsure.
    layout:   for a PDF, where each code point of the text stood (see `musnad.intake.pdf.Layout`), as bytes.
    """

    name: str
    line: int | None = None
    document: Document | None = None
    letter: MusnadError | None = None
    notes: tuple[str, ...] = ()
    raw: bytes | None = field(default=None, repr=False)
    kind: str | None = None
    ocr: bool = False
    layout: bytes | None = field(default=None, repr=False)

    @property
    def where(self) -> str:
        """The name, with the line where there is one: "news.jsonl, line 12"."""
        return self.name if self.line is None else f"{self.name}, line {self.line}"


@dataclass(frozen=True, slots=True)
class Known:
    """What the user knows and the source may not say; it fills what is absent and never replaces what the source
    states.

    `language` alone replaces: recognition is a guess, the user's word is not. Values as in `document()`.
    """

    language: str | None = None
    title: str | None = None
    outlet: str | None = None
    outlet_country: str | None = None
    published: str | None = None
    url: str | None = None
    author: str | None = None
    retrieved: str | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read before a letter is written.

    raw: bytes of one file, page or JSONL line. text: code points of one article. depth: open elements of a page
         within each other.
    work: sum over all tags of how deep they stand (what extraction costs grows with it).
    tag: code points of one tag. tags: tags of a page. attributes: of all its tags. markup: code points of all its tags.
    seconds: for one address, from the first name lookup to the last byte.
    """

    raw: int = 20_000_000
    text: int = 1_000_000
    depth: int = 250
    tag: int = 200_000
    tags: int = 30_000
    attributes: int = 200_000
    work: int = 1_000_000
    markup: int = 8_000_000
    seconds: float = 20.0


@dataclass(frozen=True, slots=True)
class Options:
    """How to take things in.

    known:      what the user knows about the article (see Known).
    kind:       "text", "html", "json" or "jsonl"; None to tell it by name, header and first bytes.
    charset:    the charset when the user knows it (a hint: the bytes decide).
    fields:     for JSON: field of `document()` -> its name in the data, {"text": "content", "outlet": "source.name"}.
    date_order: for JSON: "dmy" or "mdy", to read dates such as 4/5/2017.
    limits:     see Limits.
    """

    known: Known = Known()
    kind: str | None = None
    charset: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    date_order: str | None = None
    limits: Limits = Limits()


DEFAULT_LIMITS = Limits()
DEFAULTS = Options()
