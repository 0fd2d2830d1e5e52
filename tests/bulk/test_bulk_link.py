"""Actors of several articles put together: across scripts, in company, never private persons, the same by both engines."""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from musnad.bulk import link_names
from musnad.bulk.job import _schema_of
from musnad.bulk.link import link
from musnad.bulk.store import Store
from musnad.errors import BadRequest

pytestmark = pytest.mark.slow

pytest.importorskip("splink", reason="splink is not installed: linking across documents is not checked")

# article, name, kind, country, private. All invented.
ACTORS: tuple[tuple[int, str, str, str | None, bool], ...] = (
    (1, "لواء صقور الزيتون", "group", "SYR", False),
    (2, "Liwa Suqur al-Zaytun", "group", "SYR", False),
    (3, "لواء صقور الزيتون", "group", None, False),
    (1, "مروان الدلبي", "person", "SYR", False),
    (2, "Marwan al-Dalbi", "person", "SYR", False),
    (4, "كتيبة نسور الوادي", "group", "SYR", False),
    (5, "Kardal Water Authority", "organization", "IRQ", False),
    (6, "Kardal Water Authority", "organization", "LBY", False),
    (7, "هدى الرمانية", "person", "SYR", True),
    (8, "Huda al-Rummaniya", "person", "SYR", True),
    (9, "هدى الرمانية", "person", "SYR", True),
    (7, "مروان", "person", None, False),
    (8, "مروان", "person", None, False),
    (8, "مسلحون", "group", None, False),
    (9, "مسلحون", "group", None, False),
)  # fmt: skip


@pytest.fixture
def run(tmp_path: Path) -> str:
    """A finished bulk run whose articles name ACTORS."""
    store = Store(str(tmp_path / "run"))
    rows = [
        {"n": n, "document": f"d{n}", "item": f"a{i}", "name": name, "names": [name], "kind": kind, "country": country,
         "sectors": ["REB"] if kind == "group" else [], "roles": [], "mentions": 1, "private": private}
        for i, (n, name, kind, country, private) in enumerate(ACTORS)
    ]  # fmt: skip
    store.put_table("actors/part-00000.parquet", rows[:6], _schema_of("actors"))
    store.put_table("actors/part-00001.parquet", rows[6:], _schema_of("actors"))
    store.put_json("run.json", {"shards": 2})
    return store.where


def table(where: str, name: str) -> list[dict[str, Any]]:
    store = Store(where)
    return [row for part in store.names(name) for row in store.table(f"{name}/{part}").to_pylist()]


def together(where: str) -> set[frozenset[tuple[int, str]]]:
    found: dict[str, set[tuple[int, str]]] = defaultdict(set)
    for row in table(where, "clusters"):
        found[row["cluster"]].add((row["n"], row["name"]))
    return {frozenset(members) for members in found.values()}


def test_names_in_two_scripts_come_together(run: str) -> None:
    told = link(run)
    assert together(run) == {
        frozenset({(1, "لواء صقور الزيتون"), (2, "Liwa Suqur al-Zaytun"), (3, "لواء صقور الزيتون")}),
        frozenset({(1, "مروان الدلبي"), (2, "Marwan al-Dalbi")}),
    }
    assert (told.clusters, told.members) == (2, 5)
    rows = table(run, "clusters")
    assert {row["state"] for row in rows} == {"proposed"}
    assert all(0.8 <= row["score"] < 1 for row in rows)
    assert {row["called"] for row in rows} == {"لواء صقور الزيتون", "Marwan al-Dalbi"}


def test_a_pair_tells_why(run: str) -> None:
    link(run)
    (pair,) = [p for p in table(run, "links") if {p["left_name"], p["right_name"]} == {"مروان الدلبي", "Marwan al-Dalbi"}]
    said = {name: pair[name] for name in ("which", "names", "countries", "sectors", "articles")}
    assert said == {"which": "person", "names": "alike", "countries": "same", "sectors": "unsaid", "articles": "apart"}


def test_private_persons_are_nowhere(run: str) -> None:
    link(run)
    written = {row["name"] for row in table(run, "clusters")}
    for pair in table(run, "links"):
        written |= {pair["left_name"], pair["right_name"], pair["left"], pair["right"]}
    assert not [name for name in written if "هدى" in name or "Huda" in name]


def test_the_same_again(run: str) -> None:
    link(run)
    before = table(run, "links"), table(run, "clusters")
    link(run)
    assert (table(run, "links"), table(run, "clusters")) == before


@pytest.mark.slow
def test_spark_proposes_the_same(run: str) -> None:
    pytest.importorskip("pyspark", reason="pyspark is not installed: linking on Spark is not checked")
    if shutil.which("java") is None:
        pytest.skip("there is no Java: linking on Spark is not checked")
    link(run)
    before = table(run, "links"), table(run, "clusters")
    link(run, "spark", "local[2]")
    assert (table(run, "links"), table(run, "clusters")) == before


def test_no_run_is_a_letter(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="no finished run"):
        link(str(tmp_path))


def test_what_names_say() -> None:
    assert link_names.plain_name("gunmen", "group") is None
    assert link_names.plain_name("Marwan", "person") is None
    assert link_names.plain_name("the Police Officer", "person") is None
    assert link_names.plain_name("Marwan al-Dalbi", "person") == "marwan al dalbi"
    assert link_names.name_level("Marwan al-Dalbi", "مروان الدلبي", "person") == 4
    assert link_names.name_level("Marwan al-Dalbi", "Marwan", "person") == 1
    assert link_names.name_level("Marwan al-Dalbi", "Karim Hosni", "person") == 0
    assert link_names.signature("مروان الدلبي", "person") == link_names.signature("Marwan al-Dalbi", "person")


def test_the_command_line_links_a_finished_run(tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from musnad.cli.app import app

    texts = [
        "The Zeitun Falcons Brigade attacked a checkpoint near Homs on 3 May 2023, killing two soldiers.",
        "The Zeitun Falcons Brigade shelled an army base near Aleppo on 9 June 2023, killing five soldiers, activists said.",
    ]
    source, out = tmp_path / "in.jsonl", tmp_path / "out"
    source.write_text("\n".join(json.dumps({"text": text, "language": "en"}) for text in texts), encoding="utf-8")
    asked = ["bulk", str(source), str(out), "--workers", "0", "--no-model"]
    assert CliRunner().invoke(app, asked).exit_code == 0
    done = CliRunner().invoke(app, [*asked, "--link"])
    assert done.exit_code == 0
    assert "none is merged" in done.stderr
    assert {row["n"] for row in table(str(out), "clusters") if "Falcons" in row["called"]} == {0, 10_000}
