"""All formats by name, and how each is written: a stream of entries in, files and a manifest out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from musnad.errors import BadRequest
from musnad.export.choose import REJECTED, Choice, Manifest
from musnad.export.entry import Entry
from musnad.export.private import Privacy
from musnad.export.rows import EventRow, event_rows

Shape = Literal["csv", "tsv", "jsonl", "geojson", "graphml", "gexf", "parquet", "tables", "crate"]
Rows = Callable[[EventRow], Iterator[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: `flat` ones cannot say who says so, so they get less (see `choose`). `says` is one line of help."""

    name: str
    shape: Shape
    ending: str
    flat: bool
    says: str


FORMATS = {
    f.name: f
    for f in (
        Format("plover", "jsonl", ".jsonl", False, "PLOVER's JSON, an event a line, chain and modality beside it"),
        Format("polecat", "csv", ".csv", False, "CSV in the manner of POLECAT"),
        Format("phoenix", "tsv", ".tsv", True, "CAMEO events in the manner of Phoenix files"),
        Format("acled", "csv", ".csv", True, "ACLED's 31 columns, codes and precisions derived"),
        Format("ucdp", "csv", ".csv", True, "UCDP GED's 49 columns, UCDP's own ids left empty"),
        Format("geojson", "geojson", ".geojson", False, "events on a map, uncertain places as areas"),
        Format("graphml", "graphml", ".graphml", False, "network of actors"),
        Format("gexf", "gexf", ".gexf", False, "network of actors over time, for Gephi"),
        Format("ftm", "jsonl", ".ftm.json", False, "FollowTheMoney entities, for Aleph"),
        Format("annotation", "jsonl", ".jsonld", False, "W3C Web Annotations of every item"),
        Format("parquet", "parquet", "", False, "a folder of Parquet tables"),
        Format("crate", "crate", ".crate", False, "an RO-Crate: Parquet tables, codebook, checksums, how it was made"),
        Format("csv", "tables", "", False, "a folder of CSV tables (--bom for spreadsheets)"),
        Format("bayanat", "csv", ".csv", False, "CSV for Bayanat's import"),
        Format("uwazi", "csv", ".csv", False, "CSV for Uwazi's import"),
    )
}


@dataclass(slots=True)
class Request:
    """What was asked for."""

    format: Format
    out: Path
    privacy: Privacy
    choice: Choice
    bom: bool = False
    licence: str | None = None  # of a crate: what its maker grants


def format_named(name: str) -> Format:
    """The format of a name. Raises BadRequest with the nearest ones."""
    from difflib import get_close_matches

    if name in FORMATS:
        return FORMATS[name]
    near = get_close_matches(name, FORMATS, n=1)
    raise BadRequest(f"there is no format {name!r}" + (f" (perhaps {near[0]})" if near else "") + f": {', '.join(FORMATS)}.")


def export(entries: Iterable[Entry], request: Request) -> Manifest:
    """Write all entries; memory stays the same however many there are (but for networks, which grow with their edges).
    Raises BadRequest when the output cannot be written."""
    manifest = Manifest(request.format.name)
    writer = _WRITERS[request.format.shape]
    try:
        writer(_counted(entries, manifest), request, manifest)
    except OSError as error:
        raise BadRequest(f"{request.out} cannot be written ({error.strerror or error}).") from None
    return manifest


def _counted(entries: Iterable[Entry], manifest: Manifest) -> Iterator[Entry]:
    from musnad.export.rejected import without_rejected

    for entry in entries:
        manifest.documents += 1
        kept, rejected = without_rejected(entry)
        if rejected:
            manifest.left_out[REJECTED] += rejected
        yield kept


def _chosen(entries: Iterable[Entry], request: Request, manifest: Manifest) -> Iterator[EventRow]:
    """The events that go out; each that does not is counted with its reason."""
    for entry in entries:
        for row in event_rows(entry, request.privacy):
            reason = request.choice.reason_against(row, flat=request.format.flat) or _against(request.format.name, row)
            if reason:
                manifest.left_out[reason] += 1
            else:
                yield row


def _against(name: str, row: EventRow) -> str | None:
    from musnad.export import acled, codes, ucdp

    against = {"acled": acled.reason_against, "ucdp": ucdp.reason_against, "phoenix": codes.against_phoenix}.get(name)
    return against(row) if against else None


def _columns(name: str) -> tuple[tuple[str, ...], Rows]:
    from musnad.export import acled, codes, people, ucdp

    return {
        "acled": (acled.COLUMNS, acled.rows), "ucdp": (ucdp.COLUMNS, ucdp.rows), "phoenix": (codes.PHOENIX, codes.phoenix),
        "polecat": (codes.POLECAT, codes.polecat), "bayanat": (people.BAYANAT, people.bayanat),
        "uwazi": (people.UWAZI, people.uwazi),
    }[name]  # fmt: skip


def _write_rows(entries: Iterator[Entry], request: Request, manifest: Manifest) -> None:
    from musnad.export.cells import Table

    columns, rows = _columns(request.format.name)
    with request.out.open("w", encoding="utf-8", newline="") as file:
        table = Table(file, columns, tabs=request.format.shape == "tsv", bom=request.bom)
        for row in _chosen(entries, request, manifest):
            for number, values in enumerate(rows(row)):
                if "id" in columns and "relid" in columns:  # UCDP's id is a number: the row's, so that rows stay apart
                    values = {"id": manifest.written + number + 1, **values}
                table.row(values)
                manifest.written += 1


def _write_lines(entries: Iterator[Entry], request: Request, manifest: Manifest) -> None:
    with request.out.open("w", encoding="utf-8") as file:
        for body in _objects(entries, request, manifest):
            file.write(json.dumps(body, ensure_ascii=False) + "\n")
            manifest.written += 1


def _objects(entries: Iterator[Entry], request: Request, manifest: Manifest) -> Iterator[dict[str, Any]]:
    from musnad.export import annotation, ftm, plover

    if request.format.name == "plover":
        for row in _chosen(entries, request, manifest):
            yield from plover.objects(row)
        return
    made = ftm.entities if request.format.name == "ftm" else annotation.annotate
    for entry in entries:
        yield from made(entry, request.privacy)


def _write_geojson(entries: Iterator[Entry], request: Request, manifest: Manifest) -> None:
    from musnad.export.geojson import features

    with request.out.open("w", encoding="utf-8") as file:
        file.write('{"type": "FeatureCollection", "features": [')
        for row in _chosen(entries, request, manifest):
            for body in features(row):
                file.write((",\n" if manifest.written else "\n") + json.dumps(body, ensure_ascii=False))
                manifest.written += 1
        file.write("\n]}\n")


def _write_network(entries: Iterator[Entry], request: Request, manifest: Manifest) -> None:
    from musnad.export.graph import Network

    network = Network(request.privacy)
    for entry in entries:
        network.put(entry)
    network.write_gexf(request.out) if request.format.shape == "gexf" else network.write_graphml(request.out)
    manifest.written = network.graph.number_of_edges()
    if network.undated:
        manifest.notes.append(f"{network.undated} edges have no date")


def _write_parquet(entries: Iterator[Entry], request: Request, manifest: Manifest) -> None:
    from musnad.export.parquet import Tables

    with Tables(request.out, request.privacy) as tables:
        for entry in entries:
            tables.put(entry)
            manifest.written += len(entry.record.events)


def _write_crate(entries: Iterator[Entry], request: Request, manifest: Manifest) -> None:
    from musnad.export.crate import write_crate

    write_crate(entries, request.out, request.privacy, manifest, request.licence)


def _write_tables(entries: Iterator[Entry], request: Request, manifest: Manifest) -> None:
    from contextlib import ExitStack

    from musnad.export.cells import Table
    from musnad.export.tables import COLUMNS, table

    request.out.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        tables = {}
        for name, columns in COLUMNS.items():
            file = stack.enter_context((request.out / f"{name}.csv").open("w", encoding="utf-8", newline=""))
            tables[name] = Table(file, columns, bom=request.bom)
        for entry in entries:
            for name, into in tables.items():
                into.rows(table(name, entry, request.privacy))
            manifest.written += len(entry.record.events)


_WRITERS: dict[Shape, Callable[[Iterator[Entry], Request, Manifest], None]] = {
    "csv": _write_rows, "tsv": _write_rows, "jsonl": _write_lines, "geojson": _write_geojson, "graphml": _write_network,
    "gexf": _write_network, "parquet": _write_parquet, "tables": _write_tables,
    "crate": _write_crate,
}  # fmt: skip
