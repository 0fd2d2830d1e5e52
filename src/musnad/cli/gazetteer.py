"""`musnad gazetteer`: look up places, make a file of your own."""

from __future__ import annotations

import sys
from pathlib import Path

from musnad.errors import BadGazetteer
from musnad.gazetteer import Gazetteer, key


def find(name: str, user: Path | None = None) -> int:
    """Print the places that the name could mean, the largest first; 1 when there is none. `user`: a file made by
    `add`, asked as well."""
    found = Gazetteer.open(user).find(key(name))
    for entry in found:
        where = (entry.kind, entry.country or "", entry.admin1 or "", f"{entry.lat:.4f}", f"{entry.lon:.4f}")
        print("\t".join((entry.id, entry.name, *where)))
    if not found:
        print(f"musnad: no place is called '{name}' in the gazetteer", file=sys.stderr)
    return 0 if found else 1


def add(source: Path, target: Path, country: str | None = None) -> int:
    """Make the gazetteer `target` from a list of places; 0. Raises BadGazetteer."""
    from musnad.gazetteer.importer import import_places

    if target.exists():
        raise BadGazetteer(f"{target}: the file exists already; name another one after --into, or move it away")
    number = import_places(source, target, country=country)
    print(
        f"{target}: {number} place{'s' if number != 1 else ''}; look with `musnad gazetteer find NAME --gazetteer {target}`"
    )
    return 0
