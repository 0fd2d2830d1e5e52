"""`musnad gazetteer`: look up places."""

from __future__ import annotations

import sys

from musnad.gazetteer import Gazetteer, key


def find(name: str) -> int:
    """Print the places that the name could mean, the largest first; 1 when there is none."""
    found = Gazetteer.open().find(key(name))
    for entry in found:
        where = (entry.kind, entry.country or "", entry.admin1 or "", f"{entry.lat:.4f}", f"{entry.lon:.4f}")
        print("\t".join((entry.id, entry.name, *where)))
    if not found:
        print(f"musnad: no place is called '{name}' in the gazetteer", file=sys.stderr)
    return 0 if found else 1
