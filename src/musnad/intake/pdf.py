"""A PDF to its text: the text layer with Arabic put in reading order, or, for pictures of pages, what tesseract reads.

Each code point of the text remembers where it stood (`musnad.intake.layout`). Pages are read in one column; tables and
columns side by side come out line by line across the page.
"""

from __future__ import annotations

import hashlib
import io
import re
import zlib
from collections.abc import Iterator
from typing import Any

from musnad.errors import BadDocument
from musnad.intake.articles import made_document
from musnad.intake.document import repaired
from musnad.intake.layout import dump
from musnad.intake.pdflines import Place, page_text
from musnad.intake.result import Options, Received

MOST_PAGES = 300
_LEAST = 15  # letters on all pages below which the PDF is taken for pictures
_SWELL = 10  # the streams together may unpack to so many times the limit of a file
_STREAM = re.compile(rb"stream\r?\n")


def read_container(data: bytes, name: str, options: Options) -> Iterator[Received]:
    """The one article of a PDF. Raises BadDocument for a damaged, locked or swelling file, or one without any text."""
    _check(data, options.limits.raw)
    text, places, notes = _read(data)
    ocr = sum(map(str.isalpha, text)) < _LEAST
    if ocr:
        from musnad.intake.ocr import read_pictures

        text, places = read_pictures(data, MOST_PAGES), []
        notes = ["read from pictures of pages by tesseract: every number in it is unsure"]
    text, note = repaired(text)
    made = made_document({"text": text}, options, hashlib.sha256(data).hexdigest())
    before: list[Place] = [None] * (len(made.text) - len(text))  # a headline that the user gave
    yield Received(
        name, document=made, notes=tuple([*notes, *([note] if note else [])]), raw=data, kind="pdf", ocr=ocr,
        layout=None if ocr else dump(before + places),
    )  # fmt: skip


def _check(data: bytes, limit: int) -> None:
    """Refuse streams that would fill the memory: each is unpacked here only as far as the limit allows."""
    left = _SWELL * limit
    for match in _STREAM.finditer(data):
        unpack = zlib.decompressobj()
        try:
            left -= len(unpack.decompress(data[match.end() : data.find(b"endstream", match.end())], left + 1))
        except zlib.error:
            continue  # not compressed in this way
        if left < 0:
            raise BadDocument(f"the PDF unpacks to more than {_SWELL * limit:,} bytes: save its text and give that.")


def _read(data: bytes) -> tuple[str, list[Place], list[str]]:
    """The text layer, the places of its code points, and notes."""
    import pdfplumber

    text: list[str] = []
    places: list[Place] = []
    doubtful = 0
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            _refuse_long(pdf)
            for number, page in enumerate(pdf.pages, 1):
                found, where, unsure = page_text(page.chars, number)
                doubtful += unsure
                if found.strip():
                    places += ([None] if text else []) + where
                    text.append(found)
                page.close()
    except BadDocument:
        raise
    except Exception as error:  # whatever the library makes of a broken or locked file
        said = str(error) or type(error).__name__
        raise BadDocument(f"the PDF cannot be read ({said[:60]}): open it and save its text.") from error
    notes = [f"the order of {doubtful} lines of the PDF could not be proved"] if doubtful else []
    return "\n".join(text), places, notes


def _refuse_long(pdf: Any) -> None:
    if len(pdf.pages) > MOST_PAGES:
        raise BadDocument(f"the PDF has {len(pdf.pages):,} pages and the limit is {MOST_PAGES}: split it into articles.")
