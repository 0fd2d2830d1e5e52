"""RO-Crate 1.1: a data set as a folder that says what it holds, how it was made, by which reader, under which licence.

The crate holds the Parquet tables, the manifest of what was left out, the codebook's names, and a checksum of every file. Its
metadata file is `ro-crate-metadata.json`; the package rocrate reads it back in the tests."""

from __future__ import annotations

import hashlib
import json
import mimetypes
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from musnad.codebook.load import load_codebook
from musnad.export.choose import Manifest
from musnad.export.entry import Entry
from musnad.export.parquet import Tables
from musnad.export.private import Privacy

METADATA = "ro-crate-metadata.json"
_CONTEXT = "https://w3id.org/ro/crate/1.1/context"
_CONFORMS = "https://w3id.org/ro/crate/1.1"


def write_crate(
    entries: Iterator[Entry], folder: Path, privacy: Privacy, manifest: Manifest, licence: str | None
) -> None:
    """Write the crate. `licence` is the user's own (an address or SPDX name) for the data set; absent, it says that none was
    given, for nobody else can grant one."""
    readers: set[str] = set()
    with Tables(folder / "tables", privacy) as tables:
        for entry in _noting(entries, readers):
            tables.put(entry)
            manifest.written += len(entry.record.events)
    _json(folder / "codebook.json", _codebook())
    _json(folder / "manifest.json", manifest.body() | {"readers": sorted(readers), "private_persons": _privacy(privacy)})
    files = sorted(p for p in folder.rglob("*") if p.is_file() and p.name != METADATA)
    _json(folder / METADATA, {"@context": _CONTEXT, "@graph": _graph(folder, files, readers, licence)})


def _noting(entries: Iterator[Entry], readers: set[str]) -> Iterator[Entry]:
    for entry in entries:
        reader = entry.record.reader
        readers.add(f"musnad {reader.version}, rules {reader.rules}, weights {reader.weights or 'none'}")
        yield entry


def _privacy(privacy: Privacy) -> str:
    return "pseudonymised with a key that is kept apart" if privacy.hides else "named, on the exporter's responsibility"


def _codebook() -> dict[str, Any]:
    """The codes' names and our definitions, so that the set can be read without Musnad."""
    plover, acled = load_codebook("plover"), load_codebook("acled")
    types = {
        name: {"is": t.definition, "modes": {m: v.definition for m, v in t.modes.items()}} for name, t in plover.types.items()
    }
    return {
        "plover": types, "acled": {name: {"of": s.event_type, "is": s.definition} for name, s in acled.sub_events.items()}
    }  # fmt: skip


def _graph(folder: Path, files: list[Path], readers: set[str], licence: str | None) -> list[dict[str, Any]]:
    names = [str(p.relative_to(folder)) for p in files]
    root = {
        "@id": "./", "@type": "Dataset", "name": "Readings of published news by Musnad",
        "description": "What articles say, and on whose word; machine readings unless the review state says otherwise. "
        "No claim here is a fact.",
        "datePublished": date.today().isoformat(), "hasPart": [{"@id": name} for name in names],
        "license": licence or "No licence was given by who made this data set.",
    }  # fmt: skip
    made = {
        "@id": "#reading", "@type": "CreateAction", "name": "Read by Musnad and exported", "result": {"@id": "./"},
        "instrument": [{"@id": f"#reader-{i}"} for i in range(len(readers))],
    }  # fmt: skip
    tools = [{"@id": f"#reader-{i}", "@type": "SoftwareApplication", "name": r} for i, r in enumerate(sorted(readers))]
    about = {"@id": METADATA, "@type": "CreativeWork", "about": {"@id": "./"}, "conformsTo": {"@id": _CONFORMS}}
    return [about, root, made, *tools, *(_file(p, n) for p, n in zip(files, names, strict=True))]


def _file(path: Path, name: str) -> dict[str, Any]:
    kind = "application/vnd.apache.parquet" if path.suffix == ".parquet" else mimetypes.guess_type(name)[0]
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return {
        "@id": name, "@type": "File", "name": path.stem, "encodingFormat": kind or "application/octet-stream",
        "contentSize": str(path.stat().st_size), "sha256": digest,
    }  # fmt: skip


def _json(path: Path, body: dict[str, Any]) -> None:
    path.write_text(json.dumps(body, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
