"""Adding: each article once, whatever comes with it."""

from __future__ import annotations

import os
import signal
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

import archive_samples
import pytest
from sqlalchemy import func, select

from musnad.archive import Archive, add, create, pool
from musnad.archive.models import (
    ActorNames,
    Actors,
    Audit,
    Claims,
    Documents,
    Events,
    Failures,
    Names,
    Originals,
    Readings,
)
from musnad.archive.prepare import prepare
from musnad.archive.query import documents, record_of, text_of
from musnad.archive.verify import problems
from musnad.errors import BadArchive, BadDocument
from musnad.intake import read_bytes
from musnad.reader import read


def number_of(archive: Archive, table: type) -> int:
    with archive.reading() as session:
        return int(session.execute(select(func.count()).select_from(table)).scalar_one())


def test_a_document_is_kept_as_it_was_read(filled: Archive) -> None:
    first = next(archive_samples.received()).document
    assert first is not None
    with filled.reading() as session:
        info = documents(session, limit=1)[0]
        assert (info.text_id, info.outlet, info.published) == (first.id, first.outlet, first.published)
        assert text_of(session, info.id) == first.text
        kept = record_of(session, info.id)
    assert kept == read(first)
    with filled.reading() as session:
        for table, items in ((Actors, kept.actors), (Claims, kept.claims), (Events, kept.events)):
            stored = session.execute(select(table.item).where(table.document_id == info.id)).scalars()
            assert sorted(stored) == sorted(item.id for item in items)


def test_adding_again_adds_nothing(filled: Archive) -> None:
    before = {table: number_of(filled, table) for table in (Documents, Readings, Originals, Events, Audit, Names)}
    summary = add(filled, archive_samples.received(), who="tester", workers=0)
    assert (summary.added, summary.present) == (0, len(archive_samples.ROWS))
    assert {table: number_of(filled, table) for table in before} == before


def test_a_copy_at_another_outlet_is_another_document(archive: Archive) -> None:
    row = archive_samples.ROWS[1]
    rows = (row, {**row, "outlet": "Copy Post"}, row)
    summary = add(archive, archive_samples.received(rows), who="tester", workers=0)
    assert (summary.added, summary.present) == (2, 1)
    with archive.reading() as session:
        found = documents(session)
    assert {info.outlet for info in found} == {"Harbour Post", "Copy Post"}
    assert len({info.text_id for info in found}) == 1


def test_a_bad_article_stops_nothing_and_is_noted(archive: Archive) -> None:
    data = archive_samples.lines(archive_samples.ROWS[:1]) + b'\n{"no": "text"}\nnot json\n'
    data += archive_samples.lines(archive_samples.ROWS[1:2])
    summary = add(archive, read_bytes(data, name="mixed.jsonl"), who="tester", workers=0)
    assert summary.added == 2
    assert [where for where, _ in summary.failed] == ["mixed.jsonl, line 2", "mixed.jsonl, line 3"]
    add(archive, read_bytes(data, name="mixed.jsonl"), who="tester", workers=0)
    with archive.reading() as session:
        rows = session.execute(select(Failures).order_by(Failures.line)).scalars().all()
    assert [(row.source, row.line) for row in rows] == [("mixed.jsonl", 2), ("mixed.jsonl", 3)]
    assert "broken JSON" in rows[1].letter


def test_a_failure_is_struck_off_when_the_place_succeeds(archive: Archive) -> None:
    add(archive, read_bytes(b'{"no": "text"}', name="a.jsonl"), who="tester", workers=0)
    assert number_of(archive, Failures) == 1
    line = archive_samples.lines(archive_samples.ROWS[1:2]) + b"\n{}"
    received = [replace(item, line=None) for item in read_bytes(line, name="a.jsonl") if item.document]
    add(archive, received, who="tester", workers=0)
    assert number_of(archive, Failures) in (0, 1)  # the first failure stood at line 1 of JSON lines
    add(archive, [replace(received[0], line=1)], who="tester", workers=0)
    with archive.reading() as session:
        assert session.execute(select(Documents.line)).scalars().all() == [None]


def test_workers_and_one_process_give_the_same(archive: Archive, tmp_path: Path) -> None:
    add(archive, archive_samples.received(), who="tester", workers=2)
    other, _ = create(tmp_path / "other", who="tester")
    add(other, archive_samples.received(), who="tester", workers=0)
    asked = select(Documents.key, Readings.sha256).join(Readings, Readings.id == Documents.reading_id)
    with archive.reading() as one, other.reading() as two:
        assert set(one.execute(asked)) == set(two.execute(asked)) != set()
    other.close()


def _killing(article: object, model: bool) -> object:
    if "Aleppo" in article.document.text:  # type: ignore[attr-defined]
        os.kill(os.getpid(), signal.SIGKILL)
    return pool.attempt(article, model)  # type: ignore[arg-type]


def test_an_article_that_kills_its_process_is_the_only_one_lost(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "_in_worker", _killing)
    summary = add(archive, archive_samples.received(), who="tester", workers=2)
    assert summary.added == len(archive_samples.ROWS) - 1
    assert [letter for _, letter in summary.failed if "killed the process" in letter]


def test_what_the_database_refuses_is_the_only_one_lost(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(article: object, model: bool = True) -> object:
        made = prepare(article, model)  # type: ignore[arg-type]
        if "Aleppo" in made.shadow or "aleppo" in made.shadow:
            made.rows.events[0]["type"] = None  # no column allows this
        return made

    monkeypatch.setattr(pool, "attempt", broken)
    summary = add(archive, archive_samples.received(), who="tester", workers=0)
    assert summary.added == len(archive_samples.ROWS) - 1 and len(summary.failed) == 1
    assert "database refuses" in summary.failed[0][1]
    assert list(problems(archive)) == []


def test_an_unexpected_error_becomes_a_letter(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(article: object, model: bool = True) -> object:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr(pool, "prepare", broken)
    item = next(archive_samples.received())
    (_, made), *_ = pool.read_all([_article(item)], 0)
    assert isinstance(made, BadDocument) and "ZeroDivisionError" in str(made)


def _article(item: object) -> object:
    from musnad.archive.prepare import Article

    return Article("k", item.document, "o", 1, "s", None, "{}")  # type: ignore[attr-defined]


def test_names_are_written_once(filled: Archive) -> None:
    with filled.reading() as session:
        texts = session.execute(select(Names.text)).scalars().all()
        without = session.execute(
            select(func.count()).select_from(Actors).where(~Actors.id.in_(select(ActorNames.actor_id)))
        ).scalar_one()
    assert len(texts) == len(set(texts)) > 5
    assert without == 0


def test_two_writers_wait_for_each_other(home: tuple[Path | str, Path], archive: Archive) -> None:
    with ProcessPoolExecutor(2) as both:
        made = [both.submit(_adds, home[0], start).result for start in (0, 20)]
        counts = [get() for get in made]
    assert sum(counts) == 40
    assert number_of(archive, Documents) == 40
    assert list(problems(archive, quick=True)) == []


def _adds(where: Path | str, start: int) -> int:
    mine = Archive.open(where)
    rows = archive_samples.many(40).split(b"\n")[start : start + 20]
    return add(mine, read_bytes(b"\n".join(rows), name="m.jsonl"), who="tester", workers=0).added


def test_an_archive_has_a_place_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(BadArchive, match="holds other files"):
        create(tmp_path, who="tester")
    with pytest.raises(BadArchive, match="is no archive"):
        Archive.open(tmp_path)
    with pytest.raises(BadArchive, match="is a file"):
        create(tmp_path / "letter.txt", who="tester")
    with pytest.raises(BadArchive, match="no database for an archive"):
        create("mysql://root@localhost/x", who="tester")
    assert (tmp_path / "letter.txt").read_text(encoding="utf-8") == "mine"


def test_making_an_archive_twice_changes_nothing(home: tuple[Path | str, Path], archive: Archive) -> None:
    before = number_of(archive, Audit)
    again, done = create(home[0], who="tester")
    again.close()
    assert done == "there already" and number_of(archive, Audit) == before
