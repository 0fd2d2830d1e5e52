"""What makes a document of the archive the same one: its text, outlet, address and date of publication.

The text alone does not: twenty outlets that print one statement are twenty publications, and the archive must be able to
count them.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from musnad.record import Document


def canonical(value: Any) -> str:
    """JSON in one form only: sorted keys, no spaces, no escapes that are not needed."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def sha256(text: str) -> str:
    """SHA-256 (hex) of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def document_key(document: Document) -> str:
    """The key (64 hexadecimal digits) of one publication."""
    return sha256(canonical([document.id, document.outlet, document.url, document.published]))
