"""Pictures of pages to text, by tesseract where it is installed (Debian: tesseract-ocr, tesseract-ocr-ara)."""

from __future__ import annotations

import io
import shutil
import subprocess

from musnad.errors import BadDocument

_DOTS = 300  # an inch
_LANGUAGES = ("ara", "eng")
_SECONDS = 120  # for one page
_MOST = 50  # pages
_ABSENT = (
    "the PDF holds pictures of pages and no text: install tesseract with its Arabic data (tesseract-ocr, "
    "tesseract-ocr-ara), or give the text."
)


def read_pictures(data: bytes, most: int = _MOST) -> str:
    """The text of a PDF's pages as tesseract reads them. Raises BadDocument when it is absent, fails, or finds nothing."""
    program = shutil.which("tesseract")
    if program is None:
        raise BadDocument(_ABSENT)
    import pdfplumber

    languages = "+".join(_installed(program))
    pages: list[str] = []
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        if len(pdf.pages) > min(most, _MOST):
            raise BadDocument(f"the PDF holds pictures of {len(pdf.pages)} pages, the limit is {min(most, _MOST)}: split it.")
        for page in pdf.pages:
            picture = io.BytesIO()
            page.to_image(resolution=_DOTS).original.save(picture, "PNG")
            pages.append(_page(program, languages, picture.getvalue()))
    text = "\n".join(filter(None, pages))
    if not any(map(str.isalpha, text)):
        raise BadDocument("the PDF holds pictures in which no text was found: give the text of the article.")
    return text


def _installed(program: str) -> list[str]:
    """Of the languages we read, those whose data tesseract has."""
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False).stdout
    have = [language for language in _LANGUAGES if language in listed.split()]
    if not have:
        raise BadDocument(_ABSENT)
    return have


def _page(program: str, languages: str, picture: bytes) -> str:
    """One page; its paragraphs on lines."""
    command = [program, "-", "-", "-l", languages, "--psm", "3"]
    try:
        done = subprocess.run(command, input=picture, capture_output=True, timeout=_SECONDS, check=True)
    except subprocess.TimeoutExpired as error:
        raise BadDocument(f"tesseract needed more than {_SECONDS} seconds for a page: give the text.") from error
    except (subprocess.CalledProcessError, OSError) as error:
        raise BadDocument(f"tesseract cannot read a page ({str(error)[:60]}): give the text.") from error
    blocks = done.stdout.decode("utf-8", "replace").replace("\f", "").split("\n\n")
    return "\n".join(" ".join(block.split()) for block in blocks if block.strip())
