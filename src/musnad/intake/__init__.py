"""Intake: bytes, files, pages and addresses become Documents, or letters that say why not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from musnad.intake.articles import read_bytes, read_lines
from musnad.intake.document import document
from musnad.intake.files import files_in, read_path, read_paths, read_stdin
from musnad.intake.language import Guess, recognise
from musnad.intake.result import Known, Limits, Options, Received

if TYPE_CHECKING:
    from musnad.intake.addresses import Allowance


def read_url(url: str, *, options: Options | None = None, allowance: Allowance | None = None) -> Iterator[Received]:
    """The articles at an address; see `musnad.intake.fetch.read_url` (imported only when asked: ssl and sockets take
    50 ms).
    """
    from musnad.intake.addresses import NO_ALLOWANCE
    from musnad.intake.fetch import read_url as read

    return read(url, options=options or Options(), allowance=allowance or NO_ALLOWANCE)


__all__ = [
    "Guess", "Known", "Limits", "Options", "Received", "document", "files_in", "read_bytes", "read_lines", "read_path",
    "read_paths", "read_stdin", "read_url", "recognise",
]  # fmt: skip
