"""The words of the interface, and what a correction may choose from."""

from __future__ import annotations

from functools import cache
from typing import Any

from fastapi import APIRouter

from musnad.codebook.load import load_codebook
from musnad.record import labels as closed
from musnad.show.labels import words

router = APIRouter(tags=["labels"])
_MODALITY = {"polarity": closed.POLARITIES, "certainty": closed.CERTAINTIES, "status": closed.STATUSES}


@router.get("/api/labels")
def labels() -> dict[str, Any]:
    """Every label in English and Arabic, and the labels that each field of each noun takes."""
    return _catalogue()


@cache
def _catalogue() -> dict[str, Any]:
    tables = {name: {key: list(pair) for key, pair in table.items()} for name, table in words("en").tables.items()}
    return {"tables": tables, "fields": {noun: {k: list(v) for k, v in fs.items()} for noun, fs in choices().items()}}


@cache
def choices() -> dict[str, dict[str, tuple[str, ...]]]:
    """Noun -> field -> the labels that it takes; fields that take other values are not here."""
    types = load_codebook("plover").types
    modes = tuple(sorted({mode for kind in types.values() for mode in kind.modes}))
    return {
        "event": {"type": tuple(types), "mode": modes, **_MODALITY},
        "relation": {"kind": closed.RELATION_KINDS, **_MODALITY},
        "attribution": {
            "stance": closed.STANCES, "source_kind": closed.SOURCE_KINDS, "quotation": closed.QUOTATIONS
        },
        "mention": {"kind": closed.MENTION_KINDS},
        "actor": {"kind": closed.ACTOR_KINDS},
        "place": {"precision": closed.PRECISIONS},
        "time": {"grain": closed.GRAINS},
    }  # fmt: skip
