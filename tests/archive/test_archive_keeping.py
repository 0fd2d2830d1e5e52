"""Tables and migrations, backup and restore, reading again, the doctor, and the command line."""

from __future__ import annotations

import csv
import io
import json
import os
import tarfile
import time
from dataclasses import replace
from pathlib import Path

import archive_samples
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select, text
from typer.testing import CliRunner

from musnad.archive import Archive, add, create, migrations, prepare, rereading
from musnad.archive.backup import backup, restore
from musnad.archive.doctor import examine
from musnad.archive.judging import judge
from musnad.archive.models import Base, Documents, Judgements, Readings
from musnad.archive.query import record_of
from musnad.archive.rereading import compare, reread
from musnad.archive.search import search
from musnad.archive.verify import problems
from musnad.cli.app import app
from musnad.cli.finding import harmless
from musnad.errors import BadArchive
from musnad.record import Reader, Record

pytestmark = pytest.mark.slow


def test_the_migrations_make_the_tables_of_the_models(archive: Archive) -> None:
    with archive.engine.connect() as connection:
        options = {"include_object": lambda thing, name, kind, there, other: name not in _OWN and not name.startswith("search")}
        found = compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata)
    assert found == []
    assert migrations.revision(archive.engine) == migrations.newest()


_OWN = {"alembic_version"}


def test_an_archive_of_another_version_is_a_letter(home: tuple[Path | str, Path], archive: Archive) -> None:
    for revision, words in (("0001", "older"), ("9999", "newer")):
        with archive.engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": revision})
        with pytest.raises(BadArchive, match=words):
            Archive.open(home[0])


# ---- backup ------------------------------------------------------------------------------------------------------------


def test_a_backup_restores_into_either_database(filled: Archive, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    with filled.writing() as session:
        judge(session, "amal", 1, record_of(session, 1).events[0].id, "reject", why="not so")
    target = tmp_path / "backup.tar"
    assert backup(filled, target, who="tester") == target.stat().st_size
    into: Path | str = tmp_path / "again"
    if filled.sqlite:
        into = archive_samples.address(request.getfixturevalue("cluster"))
    other = restore(target, into, who="tester", originals=tmp_path / "others" if isinstance(into, str) else None)
    assert list(problems(other)) == []
    with filled.reading() as one, other.reading() as two:
        assert [record_of(one, n) for n in range(1, 5)] == [record_of(two, n) for n in range(1, 5)]
        assert [hit.document.id for hit in search(two, "falcon")] == [2]
        assert two.execute(select(Judgements.why)).scalars().all() == ["not so"]
    with other.writing() as session:  # numbers go on after those restored
        assert judge(session, "amal", 2, record_of(session, 2).events[0].id, "accept").id == 2
    other.close()


def test_a_backup_never_overwrites(filled: Archive, tmp_path: Path) -> None:
    target = tmp_path / "b.tar"
    target.write_bytes(b"mine")
    with pytest.raises(BadArchive, match="there already"):
        backup(filled, target, who="tester")
    assert target.read_bytes() == b"mine"


def test_a_changed_or_foreign_backup_is_refused(filled: Archive, tmp_path: Path) -> None:
    target = tmp_path / "b.tar"
    backup(filled, target, who="tester")
    changed = bytearray(target.read_bytes())
    with tarfile.open(target) as tar:
        at = tar.getmember("tables/documents.jsonl.gz").offset_data
    changed[at + 40] ^= 1
    (tmp_path / "c.tar").write_bytes(changed)
    evil = tmp_path / "evil.tar"
    with tarfile.open(evil, "w") as tar:
        tar.addfile(tarfile.TarInfo("../../etc/passwd"), io.BytesIO())
    (tmp_path / "text.tar").write_bytes(b"no tar at all")
    for path, words in (("c.tar", "was changed or is damaged"), ("evil.tar", "which no backup holds"), ("text.tar", "no backup")):
        with pytest.raises(BadArchive, match=words):
            restore(tmp_path / path, tmp_path / "x", who="tester")
    assert not (tmp_path / "x").exists()
    with pytest.raises(BadArchive, match="cannot be restored"):
        restore(tmp_path / "absent.tar", tmp_path / "x", who="tester")


# ---- reading again -----------------------------------------------------------------------------------------------------


def _newer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A later version that finds one event less in each document."""
    old = prepare.read

    def read(document: object, *, model: bool = True) -> Record:
        made = old(document, model=model)  # type: ignore[arg-type]
        made = replace(made, reader=Reader("99.0", made.reader.rules, None))
        if not made.events:
            return made
        gone = made.events[0]
        claims = tuple(replace(c, about=tuple(a for a in c.about if a != gone.id)) for c in made.claims)
        return replace(made, events=made.events[1:], claims=claims)

    monkeypatch.setattr(prepare, "read", read)
    monkeypatch.setattr(rereading, "read", read)
    rereading.reader_now.cache_clear()


def test_judgements_survive_and_differences_are_listed(filled: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    with filled.reading() as session:
        first, second = record_of(session, 1).events[:2]
    with filled.writing() as session:
        lost = judge(session, "amal", 1, first.id, "accept").id
        kept = judge(session, "amal", 1, second.id, "reject").id
    assert reread(filled, who="tester", workers=0).current == 4
    _newer(monkeypatch)
    done = reread(filled, who="tester", workers=0)
    monkeypatch.undo()
    rereading.reader_now.cache_clear()
    assert (done.read, done.current, done.failed) == (4, 0, [])
    difference = next(each for each in done.differences if each.document_id == 1)
    assert difference.gone == (first.id,) and difference.new == () and difference.orphans == (lost,)
    with filled.reading() as session:
        record = record_of(session, 1)
        assert second.id in record.items() and first.id not in record.items()
        assert sorted(session.execute(select(Judgements.id)).scalars()) == [lost, kept]
        readings = session.execute(select(Readings.version).where(Readings.document_id == 1)).scalars().all()
        assert len(readings) == 2 and "99.0" in readings
        numbers = session.execute(text("SELECT count(*) FROM events WHERE document_id = 1")).scalar_one()
        assert numbers == len(record.events)
    assert list(problems(filled)) == []
    assert reread(filled, who="tester", workers=0).read == 4  # the older version is this one again
    assert list(problems(filled)) == []


def test_the_same_reading_is_no_difference(filled: Archive) -> None:
    with filled.reading() as session:
        record = record_of(session, 1)
    assert compare(1, record, replace(record, reader=Reader("9", "x", None)), []) is None


# ---- the doctor --------------------------------------------------------------------------------------------------------


def test_the_doctor_says_what_is_wrong(filled: Archive) -> None:
    assert {finding.level for finding in examine(filled)} == {"ok"}
    with filled.reading() as session:
        original = session.execute(select(Documents.original).where(Documents.id == 1)).scalar_one()
    filled.originals.path(original).unlink()
    stray = filled.originals.put(b"nobody's")
    assert "files no document has" not in str(list(examine(filled)))  # it may be on its way in
    os.utime(filled.originals.path(stray), (time.time() - 7200,) * 2)
    said = [finding.sentence for finding in examine(filled) if finding.level != "ok"]
    assert any("1 originals are missing" in sentence for sentence in said)
    assert any("1 files no document has" in sentence for sentence in said)
    list(examine(filled, mend=True))
    assert not filled.originals.path(stray).exists()


# ---- the command line --------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive made and filled by the command line."""
    where = tmp_path / "archive"
    monkeypatch.setenv("MUSNAD_ARCHIVE", str(where))
    (tmp_path / "articles.jsonl").write_bytes(archive_samples.lines() + b'\n{"no": "text"}\n')
    assert run("archive", "init", str(where))[0] == 0
    code, out = run("archive", "add", str(tmp_path / "articles.jsonl"), "--workers", "0")
    assert code == 1 and "4 added" in out and "1 failed" in out and "line 5" in out
    return where


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, list(arguments))
    return done.exit_code, done.output


def test_the_verbs_work_together(folder: Path, tmp_path: Path) -> None:
    assert run("archive", "verify")[1].startswith("whole: 5 audit entries")
    code, out = run("archive", "doctor")
    assert code == 0 and "4 documents" in out and "articles.jsonl, line 5" in out
    assert run("archive", "reread", "--workers", "0")[1].count("4 current already") == 1
    assert run("archive", "backup", str(tmp_path / "b.tar"))[0] == 0
    assert run("archive", "restore", str(tmp_path / "b.tar"), str(tmp_path / "two"))[0] == 0
    assert run("archive", "verify", "--archive", str(tmp_path / "two"))[0] == 0
    code, out = run("archive", "forget", "2", "--why", "a request", "--yes")
    assert code == 0 and "tombstone" in out
    assert run("search", "falcon")[0] == 1 and run("archive", "verify")[0] == 0


def test_a_broken_link_fails_loudly(folder: Path) -> None:
    archive = Archive.open(folder)
    with archive.engine.begin() as connection:
        connection.execute(text("UPDATE readings SET sha256 = 'x'"))
    archive.close()
    code, out = run("archive", "verify", "--quick")
    assert code == 1 and out.count("BROKEN") == 1
    assert run("archive", "verify", "--quick", "--all")[1].count("BROKEN") == 4


def test_find_prints_json_and_tables(folder: Path) -> None:
    code, out = run("find", "--who", "falcon", "--what", "assault", "--json")
    assert code == 0
    events = [json.loads(line) for line in out.splitlines() if line.startswith("{")]
    assert events and all(event["document_id"] == 2 and event["type"] == "ASSAULT" for event in events)
    code, out = run("find", "--where", "حلب", "--csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0 and {row["document"] for row in rows} >= {"1", "2"}
    assert "7" in [row["killed"] for row in rows]
    code, out = run("find", "--since", "2024-03", "--until", "2024-03")
    assert code == 0 and "date, which is unknown" in out
    assert run("find", "--who", "nobody of that name")[0] == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("find",), "find what?"),
        (("find", "--what", "PEACE"), "give one of AGREE"),
        (("find", "--status", "done"), "give one of occurred"),
        (("find", "--since", "12.3.2024"), "give a year, month or day"),
        (("find", "--since", "2024-13"), "give a year, month or day"),
        (("find", "--who", "x", "--json", "--csv"), "different outputs"),
        (("find", "--who", "x", "--limit", "0"), "--limit is 1 or more"),
        (("search", "--limit", "1", "-x"), ""),
        (("archive", "forget", "77", "--why", "x", "--yes"), "no document '77'"),
        (("archive", "add", "x", "--workers", "-1"), "--workers -1"),
    ],
)
def test_what_cannot_be_done_is_a_letter(folder: Path, arguments: tuple[str, ...], words: str) -> None:
    code, out = run(*arguments)
    assert code == 2 and words in out and "Traceback" not in out


def test_which_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MUSNAD_ARCHIVE", raising=False)
    monkeypatch.chdir(tmp_path)
    assert "which archive?" in run("search", "x")[1]
    create(tmp_path / "a", who="tester")[0].close()
    monkeypatch.chdir(tmp_path / "a")
    assert "no document has these words" in run("search", "x")[1]
    assert "is no archive" in run("search", "x", "--archive", str(tmp_path / "b"))[1]


@pytest.mark.parametrize("cell", ["=1+1", "+x", "-x", "@x", "\tx", "\r=x", " =x", "\u202e=x"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert harmless(cell)[:1] not in ("=", "+", "-", "@", "\t", "\r")
    assert "\u202e" not in harmless(cell)


def test_plain_cells_stay(tmp_path: Path) -> None:
    assert [harmless(cell) for cell in ("قال", "a=b", "", None, 3, -1.5)] == ["قال", "a=b", "", None, 3, -1.5]


def test_a_list_of_articles_in_one_file_is_one_original(archive: Archive, tmp_path: Path) -> None:
    from musnad.intake import read_path

    path = tmp_path / "list.json"
    path.write_text(json.dumps(list(archive_samples.ROWS[:2])), encoding="utf-8")
    add(archive, read_path(path), who="tester", workers=0)
    with archive.reading() as session:
        assert session.execute(select(Documents.line).order_by(Documents.id)).scalars().all() == [1, 2]
    assert list(problems(archive)) == []
