"""Every format against something real: the tools that read it, or the layout it copies."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from musnad.errors import BadRequest
from musnad.export import FORMATS, Request, export, format_named
from musnad.export.choose import Choice
from musnad.export.entry import Entry
from musnad.export.private import Privacy, load_key
from musnad.record import Acled, Document, Modality, Record
from musnad.record.wire import dumps
from sample import SAMPLE

KEY = bytes(32)
EVENT = SAMPLE.events[0]


def told(**changes: Any) -> Record:
    """The sample with an event that is told as having happened, to be taken by flat formats."""
    acled = Acled("Explosions/Remote violence", "Remote explosive/landmine/IED")
    event = replace(EVENT, modality=Modality(), acled=acled, **changes)
    return replace(SAMPLE, events=(event, *SAMPLE.events[1:]))


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., tuple[Path, Any]]:
    def made(name: str, *entries: Entry, key: bytes | None = KEY, unreviewed: bool = True, **more: Any) -> tuple[Path, Any]:
        asked = format_named(name)
        out = tmp_path / f"out{asked.ending}"
        return out, export(entries, Request(asked, out, Privacy(key, **more), Choice(unreviewed)))

    return made


def rows_of(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_and_counts(name: str, write: Callable[..., tuple[Path, Any]]) -> None:
    out, manifest = write(name, Entry(told()), Entry(told()))
    assert out.exists()
    assert manifest.documents == 2


def test_an_unknown_format_is_a_letter_with_the_nearest() -> None:
    with pytest.raises(BadRequest, match="perhaps geojson"):
        format_named("geojsn")


def test_flat_formats_take_only_what_is_told_and_chosen(write: Callable[..., tuple[Path, Any]]) -> None:
    failed = replace(EVENT, modality=Modality(status="failed"))
    _, manifest = write("acled", Entry(replace(SAMPLE, events=(failed,))))
    assert manifest.written == 0
    assert dict(manifest.left_out) == {"not told as having happened (failed)": 1}
    _, manifest = write("acled", Entry(told()), unreviewed=False)
    assert "not reviewed (--include-unreviewed takes it)" in manifest.left_out
    _, manifest = write("acled", Entry(told(), verdicts={EVENT.id: "accept"}), unreviewed=False)
    assert manifest.written == 1
    _, manifest = write("plover", Entry(told(), verdicts={EVENT.id: "reject"}))
    assert manifest.left_out["rejected by a reviewer"] == 1


def test_acled_has_the_31_columns_and_derived_codes(write: Callable[..., tuple[Path, Any]]) -> None:
    from musnad.codebook.load import load_codebook

    out, _ = write("acled", Entry(told(), origins={EVENT.id: 3}))
    (row,) = rows_of(out)
    assert len(row) == 31
    assert (row["event_date"], row["time_precision"], row["geo_precision"]) == ("2024-12-08", "1", "1")
    assert row["disorder_type"] == "Political violence"
    assert "Independent origins: 3" in row["notes"]
    assert row["notes"].startswith("Said by: ")
    if row["interaction"]:
        assert int(row["interaction"]) in load_codebook("acled").interactions


def test_ucdp_has_the_49_columns_and_sums(write: Callable[..., tuple[Path, Any]]) -> None:
    toll = replace(EVENT.tolls[0], effect="killed", low=3, high=5) if EVENT.tolls else None
    assert toll is not None
    out, _ = write("ucdp", Entry(told(tolls=(toll,), ucdp=3)))
    (row,) = rows_of(out)
    assert len(row) == 49
    parts = sum(int(row[name]) for name in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"))
    assert parts == int(row["best"]) == 3
    assert (row["low"], row["high"], row["date_prec"]) == ("3", "5", "1")
    assert row["conflict_new_id"] == row["dyad_new_id"] == ""  # UCDP's own, never invented
    assert 1 <= int(row["priogrid_gid"]) <= 360 * 720


def test_plover_fields_are_the_manuals(write: Callable[..., tuple[Path, Any]]) -> None:
    from musnad.export.plover import FIELDS

    failed = replace(EVENT, modality=Modality(polarity="negated"))
    out, _ = write("plover", Entry(replace(SAMPLE, events=(failed,))))
    (body,) = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert set(body) <= FIELDS | {"musnad"}
    assert {"id", "date", "actor", "event"} <= set(body)
    assert "negation" in body["mode"]
    assert body["musnad"]["polarity"] == "negated"
    assert body["musnad"]["chain"] != []


def test_geojson_says_uncertainty_as_an_area(write: Callable[..., tuple[Path, Any]]) -> None:
    province = replace(SAMPLE.places[0], precision="province", lat=35.0, lon=38.0)
    out, _ = write("geojson", Entry(replace(told(), places=(province,))))
    body = json.loads(out.read_text(encoding="utf-8"))
    assert body["type"] == "FeatureCollection"
    (feature,) = body["features"]
    assert set(feature) == {"type", "id", "geometry", "properties"}
    (ring,) = feature["geometry"]["coordinates"]
    assert ring[0] == ring[-1]
    assert len(ring) >= 4
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2
    assert area > 0  # anticlockwise, as RFC 7946 asks
    assert feature["properties"]["radius_km"] == 80.0


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_networks_are_read_by_networkx(name: str, write: Callable[..., tuple[Path, Any]]) -> None:
    import networkx as nx

    out, manifest = write(name, Entry(told()))
    graph = (nx.read_graphml if name == "graphml" else nx.read_gexf)(out)
    assert graph.number_of_edges() == manifest.written >= 1
    edge = next(iter(graph.edges(data=True)))[2]
    assert {"said_by", "polarity", "review"} <= set(edge)
    if name == "gexf":
        assert 'timeformat="date"' in out.read_text(encoding="utf-8")


def test_parquet_is_read_by_duckdb(write: Callable[..., tuple[Path, Any]]) -> None:
    import duckdb

    out, _ = write("parquet", Entry(told()))
    asked = f"select type, said_by, independent_origins from '{out}/events.parquet'"
    assert duckdb.sql(asked).fetchall()[0][0] == "ASSAULT"
    assert duckdb.sql(f"select count(*) from '{out}/relations.parquet'").fetchall() == [(len(SAMPLE.relations),)]


def test_the_crate_is_read_by_rocrate(write: Callable[..., tuple[Path, Any]]) -> None:
    from hashlib import sha256

    from rocrate.rocrate import ROCrate

    out, _ = write("crate", Entry(told()))
    crate = ROCrate(out)
    files = {e.id: e for e in crate.get_entities() if e.type == "File"}
    assert {"tables/events.parquet", "codebook.json", "manifest.json"} <= set(files)
    for name, entity in files.items():
        assert entity["sha256"] == sha256((out / name).read_bytes()).hexdigest()
    assert "No licence was given" in str(crate.root_dataset["license"])
    assert any("musnad" in e["name"] for e in crate.get_entities() if e.type == "SoftwareApplication")


def test_annotations_point_at_the_text(write: Callable[..., tuple[Path, Any]]) -> None:
    out, _ = write("annotation", Entry(SAMPLE), key=None)
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert lines
    for body in lines:
        assert body["@context"]["oa"].startswith("http://www.w3.org/ns/oa")
        for target in body["target"] if isinstance(body["target"], list) else [body["target"]]:
            position, quote = target["selector"]
            assert SAMPLE.document.text[position["start"] : position["end"]] == quote["exact"]


def test_followthemoney_accepts_the_entities(write: Callable[..., tuple[Path, Any]]) -> None:
    out, _ = write("ftm", Entry(told()))
    bodies = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    ids = {body["id"] for body in bodies}
    for body in bodies:
        for name in ("subject", "object", "member", "organization", "involved", "proof"):
            assert set(body["properties"].get(name, [])) <= ids
    ftm = pytest.importorskip("followthemoney", reason="followthemoney is not installed: its own check is left out")
    for body in bodies:
        proxy = ftm.model.get_proxy(body)
        ftm.model.get(body["schema"]).validate(body)
        assert proxy.schema.name == body["schema"]


def test_formulas_do_not_run() -> None:
    from musnad.export.cells import cell

    assert cell("=1+1") == "'=1+1"
    assert cell("  @SUM(A1)") == "'@SUM(A1)"
    assert cell("\tcmd") == "'cmd"
    assert cell(-3) == "-3"
    assert cell(["-a", "b"]) == "'-a; b"
    assert cell(None) == ""


# ---- privacy ------------------------------------------------------------------------------------------------------


def private_record() -> Record:
    """An article about a private person, invented, read by the reader and marked by hand."""
    from musnad import document, read

    text = "The police arrested Maryam Harrasi, a teacher, in Damascus on 3 May 2024. Harrasi was beaten, her brother said."
    record = read(document(text, language="en", published="2024-05-04"), model=False)
    hit = [a for a in record.actors if "Harrasi" in a.name]
    assert hit, "the reader found no such person"
    marked = tuple(replace(a, private=True) if a in hit else a for a in record.actors)
    return replace(record, actors=marked)


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_names_a_private_person(name: str, write: Callable[..., tuple[Path, Any]]) -> None:
    out, _ = write(name, Entry(private_record()))
    files = sorted(f for f in out.rglob("*") if f.is_file()) if out.is_dir() else [out]
    for file in files:
        if file.suffix == ".parquet":
            import pyarrow.parquet as pq

            said = str(pq.read_table(file).to_pylist())
        else:
            said = file.read_text(encoding="utf-8")
        assert "Harrasi" not in said
        assert "Maryam" not in said


def test_names_are_shown_when_asked_for(write: Callable[..., tuple[Path, Any]]) -> None:
    out, _ = write("plover", Entry(private_record()), key=None)
    assert "Harrasi" in out.read_text(encoding="utf-8")


def test_pseudonyms_need_the_key(tmp_path: Path) -> None:
    one, same = Privacy(KEY), Privacy(KEY)
    other = Privacy(b"\x01" * 32)
    assert one.pseudonym("Maryam Harrasi") == same.pseudonym("maryam  harrasi") != other.pseudonym("Maryam Harrasi")
    path = tmp_path / "key"
    assert load_key(path) == load_key(path)
    assert path.stat().st_mode & 0o077 == 0
    path.write_text("no key", encoding="ascii")
    with pytest.raises(BadRequest, match="holds no key"):
        load_key(path)


def test_places_and_times_are_coarsened_on_request(write: Callable[..., tuple[Path, Any]]) -> None:
    out, _ = write("csv", Entry(told()), coarse_place=True, coarse_time=True)
    row = rows_of(out / "events.csv")[0]
    assert row["lat"] == row["lon"] == row["gazetteer_id"] == ""
    assert (row["edtf"], row["earliest"], row["latest"]) == ("2024-12", "2024-12-01", "2025-01-01")


# ---- the verb -----------------------------------------------------------------------------------------------------


def test_the_verb_writes_a_manifest_and_complains_of_bad_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from typer.testing import CliRunner

    from musnad.cli.app import app

    lines = tmp_path / "records.jsonl"
    lines.write_text(dumps(told()) + "\n{broken\n", encoding="utf-8")
    out, key = tmp_path / "out.csv", tmp_path / "key"
    done = CliRunner().invoke(app, ["export", "polecat", str(lines), "--out", str(out), "--key", str(key)])
    assert done.exit_code == 0
    manifest = json.loads((tmp_path / "out.csv.manifest.json").read_text(encoding="utf-8"))
    assert manifest["documents"] == 1
    assert any(":2:" in note for note in manifest["notes"])
    assert len(rows_of(out)) == len(SAMPLE.events)
    assert isinstance(SAMPLE.document, Document)
