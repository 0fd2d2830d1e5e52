"""The work of `musnad network`."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from musnad.cli.archiving import archive_at
from musnad.cli.letters import complain
from musnad.cli.printing import checked, day, interval, lines, table
from musnad.errors import BadRequest
from musnad.record.labels import RELATION_KINDS
from musnad.resolve.views.network import Tie, network
from musnad.show.clean import clean, isolated

COLUMNS = ("kind", "head", "head_name", "tail", "tail_name", "since", "until", "disputed", "claims", "documents", "said_by")


def run(where: str | None, as_of: str | None, kind: str | None, as_json: bool, as_csv: bool) -> int:
    """Print the ties; 1 when there is none."""
    checked(as_json, as_csv)
    if kind is not None and kind not in RELATION_KINDS:
        raise BadRequest(f"--kind {kind}: give one of {', '.join(RELATION_KINDS)}")
    with archive_at(where) as archive, archive.reading() as session:
        ties = network(session, as_of=day(as_of, "as-of"), kind=kind)
    if as_json:
        lines(asdict(tie) for tie in ties)
    elif as_csv:
        table([_row(tie) for tie in ties], COLUMNS)
    else:
        for tie in ties:
            _show(tie)
    if not ties:
        complain("no relation fits")
    return 0 if ties else 1


def _row(tie: Tie) -> dict[str, Any]:
    return asdict(tie) | {
        "claims": len(tie.claims), "documents": " ".join(str(c.document) for c in tie.claims), "said_by": "; ".join(_chains(tie)),
    }  # fmt: skip


def _chains(tie: Tie) -> list[str]:
    return list(dict.fromkeys(" > ".join((c.outlet or "unknown outlet", *c.said_by)) for c in tie.claims))


def _show(tie: Tie) -> None:
    when = interval(tie.since, tie.until)
    notes = ", ".join(filter(None, (when, "disputed" if tie.disputed else "", f"{len(tie.claims)} claims")))
    print(f"{isolated(clean(tie.head_name))} {tie.kind} {isolated(clean(tie.tail_name))}  ({notes})")
    for chain in _chains(tie)[:3]:
        print(f"    on the word of {isolated(clean(chain))}")
