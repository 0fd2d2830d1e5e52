"""A Word file (DOCX) to its text: paragraphs and the cells of tables, in their order."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from typing import Any

from musnad.errors import BadDocument
from musnad.intake.articles import made_document
from musnad.intake.document import repaired
from musnad.intake.result import Options, Received

_SWELL = 10  # the parts together may be so many times the limit of a file
_TITLE = "Title"  # Word's own style for a document's title, in every language of Word


def read_container(data: bytes, name: str, options: Options) -> Iterator[Received]:
    """The one article of a Word file. Raises BadDocument for a damaged file, or one that unpacks to too much."""
    _check(data, options.limits.raw)
    title, body = _read(data)
    text, note = repaired(body)
    found: dict[str, Any] = {"text": text, **({"title": title} if title else {})}
    made = made_document(found, options, hashlib.sha256(data).hexdigest())
    yield Received(name, document=made, notes=(note,) if note else (), raw=data, kind="docx")


def _check(data: bytes, limit: int) -> None:
    """Refuse what would fill the memory, before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            size = sum(part.file_size for part in parts.infolist())
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise BadDocument(f"the Word file is damaged ({str(error)[:60]}): open it and save it again.") from error
    if size > _SWELL * limit:
        raise BadDocument(f"the Word file unpacks to {size:,} bytes, the limit is {_SWELL * limit:,}: save its text.")


def _read(data: bytes) -> tuple[str | None, str]:
    """The title (a first paragraph in Word's style for titles) and the text."""
    import docx

    try:
        blocks = list(_paragraphs(docx.Document(io.BytesIO(data))))
    except Exception as error:  # whatever the library makes of a broken file
        raise BadDocument(f"this is no Word file that can be read ({str(error)[:60]}): save it as text.") from error
    lines = [(style, text) for style, text in blocks if text.strip()]
    title = lines[0][1] if lines and lines[0][0] == _TITLE else None
    body = "\n".join(text for _, text in lines)
    if not body:
        raise BadDocument("the Word file holds no text (pictures only?): there is nothing to read.")
    return title, body


def _paragraphs(block: Any) -> Iterator[tuple[str, str]]:
    """(style, text) of every paragraph, also in tables; merged cells once."""
    for part in block.iter_inner_content():
        if hasattr(part, "rows"):
            seen = set()
            for row in part.rows:
                for cell in row.cells:
                    if cell._tc not in seen:
                        seen.add(cell._tc)
                        yield from _paragraphs(cell)
        else:
            yield (part.style.name if part.style is not None else ""), part.text
