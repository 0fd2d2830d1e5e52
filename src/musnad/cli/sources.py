"""The work of `musnad sources`."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from musnad.cli.archiving import archive_at
from musnad.cli.letters import complain
from musnad.cli.printing import checked, lines, table
from musnad.resolve.views.sources import Outlet, Said, outlets, speakers
from musnad.show.clean import clean, isolated


def run(where: str | None, outlet: str | None, speaker: str | None, limit: int, as_json: bool, as_csv: bool) -> int:
    """Print outlets or speakers; 1 when there is none."""
    checked(as_json, as_csv, limit)
    found: list[Outlet] | list[Said]
    with archive_at(where) as archive, archive.reading() as session:
        found = speakers(session, speaker, limit=limit) if speaker else outlets(session, outlet, limit=limit)
    if as_json:
        lines(asdict(source) for source in found)
    elif as_csv:
        columns = tuple((Said if speaker else Outlet).__dataclass_fields__)
        table([_row(asdict(source)) for source in found], columns)
    else:
        for source in found:
            print(_speaker(source) if isinstance(source, Said) else _outlet(source))
    if not found:
        complain("no source fits")
    return 0 if found else 1


def _row(source: dict[str, Any]) -> dict[str, Any]:
    """Counts by field or stance in one cell."""
    return {
        name: "; ".join(f"{k}: {n}" for k, n in value.items()) if isinstance(value, dict) else value
        for name, value in source.items()
    }


def _outlet(source: Outlet) -> str:
    fields = ", ".join(f"{field} {n}" for field, n in source.fields.items())
    return (
        f"{isolated(clean(source.outlet))}  {source.documents} documents, {source.stories} stories (first in {source.first}), "
        f"alone {source.alone}, contradicted {source.contradicted}" + (f" ({fields})" if fields else "")
    )


def _speaker(source: Said) -> str:
    stances = ", ".join(f"{stance} {n}" for stance, n in source.stances.items())
    counts = f"{source.claims} claims in {source.documents} documents of {source.outlets} outlets"
    return f"{isolated(clean(source.name))}  {counts}: {stances}"
