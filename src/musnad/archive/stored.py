"""A stored document as intake made it, and its text taken out of the original once more."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from musnad.archive.adding import options_again
from musnad.archive.models import Documents, Originals, Texts
from musnad.archive.packing import unpack_text
from musnad.archive.prepare import Article
from musnad.archive.store import Archive
from musnad.errors import BadArchive
from musnad.intake import read_bytes
from musnad.record import Document

_TOLD = (
    "title", "language", "outlet", "outlet_country", "author", "published", "url", "retrieved", "raw_sha256"
)  # fmt: skip


def stored(session: Session, document_id: int) -> Article:
    """The document with its text and its original's name, ready to be read again."""
    asked = (
        select(Documents.__table__, Texts.body, Texts.layout, Originals.size)
        .join(Texts, Texts.document_id == Documents.id)
        .join(Originals, Originals.sha256 == Documents.original)
        .where(Documents.id == document_id)
    )
    row = session.execute(asked).one_or_none()
    if row is None:
        raise BadArchive(f"document {document_id} has lost its text or its original: restore a backup.")
    return Article(
        row.key, _document(row), row.original, row.size, row.source, row.line, row.intake, row.notes, row.ocr, row.layout
    )


def _document(row: Row[Any]) -> Document:
    return Document(id=row.text_id, text=unpack_text(row.body), **{name: getattr(row, name) for name in _TOLD})


def taken_again(archive: Archive, article: Article) -> str | None:
    """The text that intake takes out of the original's bytes today; None when it finds no article in them. Raises
    BadArchive when the original is missing or changed."""
    data = archive.originals.get(article.original, article.size)
    made = [item for item in read_bytes(data, name=article.source, options=options_again(article.intake))]
    if len(made) > 1:  # a JSON list: the article stood at this place in it
        made = [item for item in made if item.line == article.line]
    found = made[0].document if made else None
    return found.text if found else None
