"""What is done with one article outside the writer: read it, compress it, make its rows. Runs in worker processes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from musnad.archive.folding import folded_words
from musnad.archive.packing import pack_record, pack_text
from musnad.archive.rows import Rows, rows_of
from musnad.reader import read
from musnad.record import Document, Reader


@dataclass(frozen=True, slots=True)
class Article:
    """A received article on its way to a worker. `intake` is JSON (see `adding.intake_of`), `original` the SHA-256 of its
    bytes."""

    key: str
    document: Document
    original: str
    size: int
    source: str
    line: int | None
    intake: str
    notes: str | None = None
    ocr: bool = False
    layout: bytes | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article that was read. `article.document.text` is empty: the text is in `body`."""

    article: Article
    length: int
    body: bytes
    shadow: str
    reader: Reader
    record: bytes
    record_sha256: str
    rows: Rows


def prepare(article: Article, model: bool = True) -> Prepared:
    """Read an article and make everything that the writer needs. Raises BadLanguage and the other letters of `read`."""
    document = article.document
    record = read(document, model=model)
    blob, digest = pack_record(record)
    return Prepared(
        article=replace(article, document=replace(document, text="")),
        length=len(document.text),
        body=pack_text(document.text),
        shadow=" ".join(folded_words(document.text, document.language)),
        reader=record.reader,
        record=blob,
        record_sha256=digest,
        rows=rows_of(record, ocr=article.ocr),
    )
