"""The codes that an annotation may use, taken from the codebook's tables (never listed twice)."""

from __future__ import annotations

from musnad.codebook.load import load_codebook

_PLOVER, _ACLED = load_codebook("plover"), load_codebook("acled")
MODES: dict[str, tuple[str, ...]] = {name: tuple(kind.modes) for name, kind in _PLOVER.types.items()}
CONTEXTS: tuple[str, ...] = tuple(_PLOVER.contexts)
ACLED: tuple[str, ...] = tuple(_ACLED.sub_events)
ACLED_TYPE: dict[str, str] = {name: sub.event_type for name, sub in _ACLED.sub_events.items()}
