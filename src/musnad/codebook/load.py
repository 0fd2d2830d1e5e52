"""`load_codebook("plover")`: the tables, read once, typed and checked."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal, overload

from musnad.codebook.build import build_acled, build_cameo, build_plover, build_ucdp, build_vocabulary
from musnad.codebook.source import known, read_table
from musnad.codebook.tables import AcledBook, Cameo, Plover, Ucdp, Vocabulary

NAMES = ("plover", "cameo", "acled", "ucdp", "vocabulary")


@overload
def load_codebook(name: Literal["plover"]) -> Plover: ...
@overload
def load_codebook(name: Literal["cameo"]) -> Cameo: ...
@overload
def load_codebook(name: Literal["acled"]) -> AcledBook: ...
@overload
def load_codebook(name: Literal["ucdp"]) -> Ucdp: ...
@overload
def load_codebook(name: Literal["vocabulary"]) -> Vocabulary: ...
def load_codebook(name: str) -> Any:
    """The table `name` (one of NAMES). Raises BadCodebook when there is none or it contradicts itself."""
    return _load(known(name, NAMES, "load_codebook", "codebook"))


@cache
def _load(name: str) -> Any:
    raw = read_table(name)
    if name == "plover":
        return build_plover(raw)
    if name == "cameo":
        return build_cameo(raw)
    if name == "acled":
        return build_acled(raw)
    return build_ucdp(raw) if name == "ucdp" else build_vocabulary(raw, _load("plover"))
