"""Musnad reads published news of armed conflict into sourced records: who, what, when, where, and on whose word.

    from musnad import document, read
    record = read(document("..."))

Names are imported when they are first used, so that `import musnad` is quick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from musnad.explain import Explanation, explain
    from musnad.intake.document import document
    from musnad.reader import read, read_many
    from musnad.record import Document, Record

_HOME = {
    "Document": "musnad.record",
    "Explanation": "musnad.explain",
    "Record": "musnad.record",
    "document": "musnad.intake.document",
    "explain": "musnad.explain",
    "read": "musnad.reader",
    "read_many": "musnad.reader",
}

__all__ = ["Document", "Explanation", "Record", "document", "explain", "read", "read_many"]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from musnad.version import VERSION

        return VERSION
    if name not in _HOME:
        raise AttributeError(f"module 'musnad' has no attribute '{name}'")
    import importlib

    return getattr(importlib.import_module(_HOME[name]), name)
