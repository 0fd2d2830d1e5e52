"""Where each character of a text stood in the PDF it was taken from: page and number of the character on the page.

One pair of numbers for each code point of the text; characters that the PDF does not have (spaces and line ends put in,
a headline put before) have none. As bytes: zlib over two rows of 32-bit numbers.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from dataclasses import dataclass

NOWHERE = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Layout:
    """`pages[i]` (from 1) and `chars[i]` (from 0, the order of pdfplumber's `page.chars`) of code point i."""

    pages: array[int]
    chars: array[int]

    def at(self, offset: int) -> tuple[int, int] | None:
        """(page, character) of a code point; None when it is not in the PDF."""
        return None if self.pages[offset] == NOWHERE else (self.pages[offset], self.chars[offset])


def dump(places: list[tuple[int, int] | None]) -> bytes:
    """The places of a text's code points as bytes."""
    pages = array("I", (place[0] if place else NOWHERE for place in places))
    chars = array("I", (place[1] if place else NOWHERE for place in places))
    return zlib.compress(_little(pages).tobytes() + _little(chars).tobytes(), 9)


def load(blob: bytes, length: int) -> Layout:
    """The layout of a text of `length` code points. Raises ValueError when it is not one of such a text."""
    unpack = zlib.decompressobj()
    try:
        data = unpack.decompress(blob, 8 * length + 1)
    except zlib.error as error:
        raise ValueError("damaged layout") from error
    if len(data) != 8 * length:
        raise ValueError("the layout is that of another text")
    pages, chars = array("I", data[: 4 * length]), array("I", data[4 * length :])
    return Layout(_little(pages), _little(chars))


def _little(numbers: array[int]) -> array[int]:
    """The same bytes on every machine."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
