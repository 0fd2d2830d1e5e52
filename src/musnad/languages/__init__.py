"""Languages: each folder beside this file is one; the folder is the registration.

`load("ar")` gives a `Language`: its letters and word classes, and the rule files of every room, compiled once.
"""

from __future__ import annotations

import functools
from pathlib import Path

from musnad.errors import BadLanguage
from musnad.languages.language import Language

FOLDER = Path(__file__).parent

__all__ = ["Language", "available", "load"]


@functools.cache
def available() -> tuple[str, ...]:
    """Codes of the languages that have a folder with letters and words."""
    return tuple(sorted(p.parent.name for p in FOLDER.glob("*/letters.yml")))


@functools.cache
def load(code: str) -> Language:
    """The language with this code, compiled once per process. Raises BadLanguage or BadRule."""
    if code not in available():
        raise BadLanguage(
            f"there is no folder for the language '{code}' yet (there are: {', '.join(available())}); "
            "add languages/<code>/ as CONTRIBUTING.md shows, or give --language if it was recognised wrongly"
        )
    return Language.from_folder(FOLDER / code)
