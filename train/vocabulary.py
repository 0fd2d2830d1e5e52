"""Which pieces of the base's vocabulary are kept: everything in Arabic script, marks and digits, the commonest Latin pieces."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

SPECIAL = 4  # <s> <pad> </s> <unk> come first and stay
MASK = "<mask>"
LATIN = 56_000  # pieces; they stand in order of frequency over all languages, so English needs a raised quota
ARABIC_BLOCKS = ((0x600, 0x6FF), (0x750, 0x77F), (0x8A0, 0x8FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF))
LATIN_BLOCKS = ((0x0, 0x24F), (0x1E00, 0x1EFF), (0x2C60, 0x2C7F))
MARKS_END = 0x2100
RARE_MARKS = 200_000  # marks and digits behind this rank are left out


def read_tokenizer(path: Path) -> dict[str, Any]:
    """A `tokenizer.json` as an object."""
    made: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return made


def kept_pieces(pieces: list[str]) -> list[int]:
    """Indices of the pieces to keep, in order."""
    kept, latin = [], 0
    for i, piece in enumerate(pieces):
        kind = _script(piece)
        latin += kind == "latin"
        if (
            i < SPECIAL or piece == MASK or kind == "arabic" or (kind == "marks" and i < RARE_MARKS)
            or (kind == "latin" and (latin <= LATIN or len(piece.strip("▁")) == 1))
        ):  # fmt: skip
            kept.append(i)
    return kept


def trimmed(tokenizer: dict[str, Any], kept: list[int]) -> dict[str, Any]:
    """The tokenizer with the kept pieces only; ids are positions in `kept`."""
    vocabulary = tokenizer["model"]["vocab"]
    place = {vocabulary[i][0]: new for new, i in enumerate(kept)}
    added = [{**a, "id": place[a["content"]]} for a in tokenizer["added_tokens"]]
    model = {**tokenizer["model"], "vocab": [vocabulary[i] for i in kept]}
    return {**tokenizer, "model": model, "added_tokens": added, "truncation": None, "padding": None}


def _script(piece: str) -> str:
    letters = [c for c in piece if c.isalpha()]
    if not letters:
        return "marks" if all(ord(c) < MARKS_END or c == "▁" for c in piece) else "other"
    for name, blocks in (("arabic", ARABIC_BLOCKS), ("latin", LATIN_BLOCKS)):
        if all(any(low <= ord(c) <= high for low, high in blocks) for c in letters):
            return name
    return "other"
