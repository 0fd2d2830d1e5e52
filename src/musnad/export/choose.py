"""Which events a format may take that cannot say who says so; and the manifest that counts what was left out."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from musnad.export.rows import EventRow
from musnad.version import VERSION

REJECTED = "rejected by a reviewer"
REVIEWED = ("accept", "correct", "reviewed", "finalised")


@dataclass(frozen=True, slots=True)
class Choice:
    """What was asked for. `unreviewed`: machine readings may go out too (the user chose so)."""

    unreviewed: bool = False

    def reason_against(self, row: EventRow, *, flat: bool) -> str | None:
        """Why an event is left out, None when it goes out. `flat` formats cannot hold speaker and modality, so they
        get only what is told as having happened and what a person has reviewed or chosen."""
        if row.review == "reject":
            return REJECTED
        if not flat:
            return None
        m = row.modality
        if m.polarity == "negated":
            return "denied or negated"
        if m.status not in ("occurred", "ongoing"):
            return f"not told as having happened ({m.status})"
        if m.certainty != "certain":
            return f"not told as certain ({m.certainty})"
        if row.review not in REVIEWED and not self.unreviewed:
            return "not reviewed (--include-unreviewed takes it)"
        return None


@dataclass(slots=True)
class Manifest:
    """What an export holds and what it left out, written as JSON beside it."""

    format: str
    written: int = 0
    documents: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def body(self) -> dict[str, Any]:
        """The manifest as a JSON object."""
        return {
            "format": self.format, "musnad": VERSION, "documents": self.documents, "written": self.written,
            "left_out": dict(sorted(self.left_out.items())), "notes": self.notes,
            "caution": "These are readings of what was published, and on whose word; they are not established facts.",
        }  # fmt: skip

    def write(self, beside: Path) -> Path:
        """Write `<file>.manifest.json`; its path."""
        path = beside.with_name(beside.name + ".manifest.json")
        path.write_text(json.dumps(self.body(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        return path
