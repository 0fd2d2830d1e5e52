"""Bulk runs: every article accounted for, copies read once, killed runs go on, both engines write the same bytes."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from musnad.bulk import Outcome, Plan, bulk, gather
from musnad.bulk.store import Store
from musnad.errors import BadRequest

pytestmark = pytest.mark.slow

PLACES = ("Tal Rumman", "Ain Dalb", "Umm Zeitun", "Wadi Sarw", "Bir Hasan", "Deir Sahl", "Kafr Noura", "Rasm Abyad")
TABLES = ("documents", "records", "events", "claims", "actors", "relations", "failures")


def article(i: int) -> dict[str, str]:
    """An invented article; each tells of another place, force and day, in other words."""
    place, other = PLACES[i % 8], PLACES[(i + 3) % 8]
    body = (
        f"Gunmen of brigade {i} attacked a checkpoint near {place} on {1 + i % 28} March 2023, killing {i + 2} soldiers. "
        f"A spokesman for unit {i * 7} denied that troops had withdrawn from {other} after shelling wounded {i + 5} people."
    )
    return {"text": body, "outlet": f"Outlet {i}", "published": f"2023-03-{1 + i % 28:02}", "language": "en"}


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    """Twelve articles, a copy of the first with one word more, one about football, one in Greek, one broken line."""
    rows = [article(i) for i in range(12)]
    rows.append({**article(0), "text": article(0)["text"] + " More follows.", "outlet": "Copyist"})
    rows.append({"text": "The striker scored twice as the home side won the cup final on Sunday.", "language": "en"})
    rows.append({"text": "Ο υπουργός μίλησε στη βουλή για τον προϋπολογισμό του νέου έτους.", "language": "el"})
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join([*map(json.dumps, rows), '{"text": "broken']) + "\n", encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gather, "SHARD_ARTICLES", 5)


def run(lines: Path, out: Path, **more: Any) -> Outcome:
    return bulk(Plan((str(lines),), str(out), **{"workers": 0, "model": False, **more}))


def rows(out: Path, table: str) -> list[dict[str, Any]]:
    store = Store(str(out))
    return [row for name in store.names(table) for row in store.table(f"{table}/{name}").to_pylist()]


def test_every_article_is_accounted_for(lines: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    outcome = run(lines, out)
    assert outcome.counts == Counter(
        {"read": 12, "copy": 1, "not about conflict": 1, "other language": 1, "failed": 1}
    )
    documents = rows(out, "documents")
    assert len(documents) == len({d["n"] for d in documents}) == 16
    (copy,) = [d for d in documents if d["status"] == "copy"]
    assert copy["outlet"] == "Copyist"
    assert copy["copy_of"] == documents[0]["n"]
    (failure,) = rows(out, "failures")
    assert (failure["line"], "broken JSON" in failure["letter"]) == (16, True)
    records = rows(out, "records")
    assert len(records) == 12
    assert json.loads(records[0]["record"])["schema"] == "musnad.record/1"
    assert {e["n"] for e in rows(out, "events")} <= {r["n"] for r in records}
    assert len(rows(out, "events")) >= 12


def test_signatures_are_the_texts_own() -> None:
    from musnad.bulk.copies import signature

    one, other = article(1)["text"], article(2)["text"]
    assert signature(one) == signature(one) != signature(other)


def test_triage_and_copies_can_be_bypassed(lines: Path, tmp_path: Path) -> None:
    outcome = run(lines, tmp_path / "out", all=True, copies=False)
    assert outcome.counts["read"] == 14


def test_a_finished_or_another_run_is_not_overwritten(lines: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(lines, out)
    with pytest.raises(BadRequest, match="other input or options"):
        run(lines, out, all=True)
    with pytest.raises(BadRequest, match="no such file"):
        bulk(Plan((str(tmp_path / "absent.jsonl"),), str(tmp_path / "other"), workers=0))


def test_a_pool_writes_the_same_bytes(lines: Path, tmp_path: Path) -> None:
    run(lines, tmp_path / "one")
    run(lines, tmp_path / "two", workers=2)
    assert parts(tmp_path / "one") == parts(tmp_path / "two")


def parts(out: Path) -> dict[str, bytes]:
    return {f"{t}/{f.name}": f.read_bytes() for t in TABLES for f in sorted((out / t).glob("*.parquet"))}


@pytest.mark.slow
def test_spark_writes_the_same_bytes(lines: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyspark", reason="pyspark is not installed: the Spark engine is not checked")
    if shutil.which("java") is None:
        pytest.skip("there is no Java: the Spark engine is not checked")
    run(lines, tmp_path / "one")
    outcome = run(lines, tmp_path / "spark", engine="spark", master="local[2]")
    assert outcome.counts["read"] == 12
    assert parts(tmp_path / "one") == parts(tmp_path / "spark")


@pytest.mark.slow
def test_killed_again_and_again_it_ends_with_the_same_tables(lines: Path, tmp_path: Path) -> None:
    """kill -9 at moments spread over the run; what remains is finished, nothing lost or doubled."""
    whole, out = tmp_path / "whole", tmp_path / "killed"
    run(lines, whole)
    code = (
        "import sys; from musnad.bulk import Plan, bulk, gather; gather.SHARD_ARTICLES = 5; "
        "bulk(Plan((sys.argv[1],), sys.argv[2], workers=2, model=False))"
    )
    for wait in (0.3, 0.6, 0.9, 1.2, 1.6, 2.0, 2.5):
        child = subprocess.Popen([sys.executable, "-c", code, str(lines), str(out)], stderr=subprocess.DEVNULL)
        time.sleep(wait)
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
    time.sleep(1.0)  # workers look every half second whether their parent is gone
    run(lines, out)
    assert parts(out) == parts(whole)


def test_inputs_of_other_kinds(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder = tmp_path / "folder"
    folder.mkdir()
    pq.write_table(pa.Table.from_pylist([article(1), article(2)]), folder / "a.parquet")
    (folder / "b.txt").write_text(article(3)["text"], encoding="utf-8")
    (folder / ".hidden").write_text("not read", encoding="utf-8")
    found = list(gather.articles([str(folder)]))
    assert [(f.name.rsplit("/", 1)[-1], f.line, f.kind) for f in found] == [
        ("a.parquet", 1, "line"), ("a.parquet", 2, "line"), ("b.txt", None, "file"),
    ]  # fmt: skip
    assert [f.name for f in gather.articles([str(folder / "*.txt")])] == [str(folder / "b.txt")]


def test_a_web_archive(tmp_path: Path) -> None:
    import io

    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    path = tmp_path / "crawl.warc.gz"
    page = f"<html><head><title>Attack</title></head><body><article><p>{article(4)['text']}</p></article></body></html>"
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.0")
        body = io.BytesIO(page.encode())
        writer.write_record(writer.create_warc_record("http://news.example/1", "response", payload=body, http_headers=head))
    run(path, tmp_path / "out")
    (document,) = rows(tmp_path / "out", "documents")
    assert (document["status"], document["url"]) == ("read", "http://news.example/1")


def test_memory_stores_work_through_fsspec(lines: Path) -> None:
    where = "memory://musnad-bulk-test"
    outcome = bulk(Plan((str(lines),), where, workers=0, model=False))
    assert outcome.counts["read"] == 12
    assert Store(where).names("records")
