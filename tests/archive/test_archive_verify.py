"""Verify finds every kind of tampering, and says what it is."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Callable

import archive_samples
import pytest
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DBAPIError

from musnad.archive import Archive, add, audit
from musnad.archive.doctor import examine
from musnad.archive.forgetting import forget
from musnad.archive.judging import judge, undo
from musnad.archive.models import Audit, Documents, Events, Originals, Readings
from musnad.archive.packing import pack_text, unpack_record, unpack_text
from musnad.archive.query import judgements_of, record_of, text_of
from musnad.archive.verify import problems, spans_of
from musnad.errors import BadArchive, BadRequest
from musnad.intake import read_bytes

pytestmark = pytest.mark.slow


def without_triggers(archive: Archive, change: Callable[[Connection], object]) -> None:
    """Do what somebody with the database's own tools could do."""
    with archive.engine.begin() as connection:
        if archive.sqlite:
            for name in ("audit_no_update", "audit_no_delete"):
                connection.execute(text(f"DROP TRIGGER IF EXISTS {name}"))
        else:
            connection.execute(text("ALTER TABLE audit DISABLE TRIGGER audit_no_change"))
        change(connection)


def test_a_good_archive_has_no_problems(filled: Archive) -> None:
    with filled.writing() as session:
        item = session.execute(select(Events.item).where(Events.document_id == 1)).scalars().first()
        assert item
        made = judge(session, "tester", 1, item, "correct", field="mode", value="firearms", why="it says so")
        undo(session, "tester", made.id)
    assert list(problems(filled)) == []


@pytest.mark.parametrize("statement", ["UPDATE audit SET who = 'x' WHERE seq = 1", "DELETE FROM audit WHERE seq = 1"])
def test_the_database_itself_keeps_the_audit(filled: Archive, statement: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"), filled.engine.begin() as connection:
        connection.execute(text(statement))


TAMPERED = {
    "UPDATE audit SET payload = '{}' WHERE seq = 2": "audit entry 2 .* was changed",
    "UPDATE audit SET who = 'somebody' WHERE seq = 3": "audit entry 3 .* was changed",
    "UPDATE audit SET payload = 'no json' WHERE seq = 3": "audit entry 3 .* was changed",
    "DELETE FROM audit WHERE seq = 2": "audit entry 2 is missing",
    "UPDATE audit SET previous = hash WHERE seq = 3": "audit entry 3 does not follow entry 2",
    "DELETE FROM audit WHERE seq = 5": "document 4 is not in the audit",
    "UPDATE readings SET sha256 = 'x' WHERE id = 2": "document 2 has another record than the audit says",
    "UPDATE documents SET reading_id = 1 WHERE id = 2": "document 2 has no current reading",
    "UPDATE documents SET original = (SELECT original FROM documents WHERE id = 1) WHERE id = 2":
        "document 2 has another original than the audit says",
    "DELETE FROM documents WHERE id = 1": "is gone, and the audit does not say that it was forgotten",
}  # fmt: skip


@pytest.mark.parametrize("statement", TAMPERED)
def test_a_changed_row_is_found(filled: Archive, statement: str) -> None:
    without_triggers(filled, lambda connection: connection.execute(text(statement)))
    found = list(problems(filled, quick=True))
    assert any(re.search(TAMPERED[statement], sentence) for sentence in found), found


def test_cutting_off_the_end_is_found_with_a_noted_head(filled: Archive) -> None:
    with filled.reading() as session:
        entries, head = audit.head(session)
    assert list(problems(filled, head=head, quick=True)) == []
    statements = (f"DELETE FROM audit WHERE seq = {entries}", "DELETE FROM documents WHERE id = 4")
    without_triggers(filled, lambda connection: [connection.execute(text(each)) for each in statements])
    assert list(problems(filled, quick=True)) == []  # the shorter chain is whole in itself
    assert ["cut off or exchanged" in sentence for sentence in problems(filled, head=head, quick=True)] == [True]


def test_a_changed_text_is_found(filled: Archive) -> None:
    with filled.engine.begin() as connection, filled.reading() as session:
        body = text_of(session, 1).replace("7", "9")
        connection.execute(text("UPDATE texts SET body = :b WHERE document_id = 1"), {"b": pack_text(body)})
    found = list(problems(filled))
    assert "document 1: its text was changed (the hash is another)." in found
    assert "document 1: its record was changed (the hash is another)." in found


def test_a_changed_record_is_found(filled: Archive) -> None:
    with filled.reading() as session:
        blob = session.execute(select(Readings.record).where(Readings.id == 1)).scalar_one()
    whole = json.loads(zlib.decompress(blob))
    whole["events"][0]["modality"]["status"] = "failed"
    changed = zlib.compress(json.dumps(whole).encode())
    with filled.engine.begin() as connection:
        connection.execute(text("UPDATE readings SET record = :r WHERE id = 1"), {"r": changed})
    assert list(problems(filled)) == ["document 1: its record was changed (the hash is another)."]


def test_a_damaged_record_is_a_letter(filled: Archive) -> None:
    with filled.engine.begin() as connection:
        connection.execute(text("UPDATE readings SET record = :r WHERE id = 1"), {"r": b"rubbish"})
    assert ["is damaged" in sentence for sentence in problems(filled)] == [True]


def test_changed_missing_and_damaged_originals_are_found(filled: Archive) -> None:
    with filled.reading() as session:
        names = session.execute(select(Documents.original).order_by(Documents.id)).scalars().all()
    filled.originals.path(names[0]).unlink()
    filled.originals.path(names[1]).write_bytes(gzip.compress(b"other words"))
    filled.originals.path(names[2]).write_bytes(b"no gzip")
    found = list(problems(filled))
    assert len(found) == 3
    for sentence, word in zip(found, ("missing", "was changed", "damaged"), strict=True):
        assert word in sentence


def test_a_changed_judgement_is_found(filled: Archive) -> None:
    with filled.writing() as session:
        item = record_of(session, 1).events[0].id
        judge(session, "tester", 1, item, "reject")
        judge(session, "tester", 1, item, "unsure")
    with filled.engine.begin() as connection:
        connection.execute(text("UPDATE judgements SET verdict = 'accept' WHERE id = 1"))
        copied = "document_id, item, verdict, who, at"
        connection.execute(
            text(f"INSERT INTO judgements (id, {copied}) SELECT 9, {copied} FROM judgements WHERE id = 2")
        )  # fmt: skip
    assert list(problems(filled, quick=True)) == [
        "judgement 1 was changed: the audit has another hash of it.",
        "judgement 9 is not in the audit: it was put in behind its back.",
    ]


def test_undo_keeps_what_was_said(filled: Archive) -> None:
    with filled.writing() as session:
        first = judge(session, "amal", 1, record_of(session, 1).events[0].id, "reject", why="a threat only")
        undo(session, "basim", first.id, why="it is told as done")
    with filled.reading() as session:
        assert judgements_of(session, 1) == []
        told = judgements_of(session, 1, holding=False)
    assert [(each.verdict, each.who, each.undone_by) for each in told] == [("reject", "amal", 2), ("undo", "basim", None)]
    with pytest.raises(BadRequest, match="undone already"), filled.writing() as session:
        undo(session, "amal", first.id)
    with pytest.raises(BadRequest, match="second one"), filled.writing() as session:
        judge(session, "amal", 1, "actor:person:1-2", "same")
    with pytest.raises(BadRequest, match="no document 99"), filled.writing() as session:
        judge(session, "amal", 99, "actor:person:1-2", "accept")


def test_forgetting_leaves_a_tombstone_and_nothing_else(filled: Archive) -> None:
    with filled.writing() as session:
        original = session.execute(select(Documents.original).where(Documents.id == 3)).scalar_one()
        judge(session, "tester", 3, record_of(session, 3).events[0].id, "reject", why="nadir was not there")
    digest = forget(filled, 3, who="tester", why="a court's order")
    assert not filled.originals.path(original).exists()
    with filled.reading() as session:
        assert session.get(Documents, 3) is None
        left = [
            session.execute(text(f"SELECT count(*) FROM {table} WHERE document_id = 3")).scalar_one()
            for table in ("texts", "readings", "actors", "events", "claims", "relations", "judgements")
        ]
        names = session.execute(text("SELECT text FROM names")).scalars().all()
    assert left == [0] * 7
    assert not [name for name in names if "الحميري" in name] and [name for name in names if "العلواني" in name]
    assert list(problems(filled)) == []
    again = add(filled, archive_samples.received(), who="tester", workers=0)
    assert (again.added, again.forgotten, again.present) == (0, 1, 3)
    with filled.reading() as session:
        last = session.execute(select(Audit).order_by(Audit.seq.desc()).limit(1)).scalar_one()
        assert last.action == "forget" and json.loads(last.payload) == {"tombstone": digest}
    with pytest.raises(BadRequest, match="say why"):
        forget(filled, 1, who="tester", why=" ")


def test_what_was_forgotten_is_not_in_the_file_any_more(filled: Archive) -> None:
    if not filled.sqlite:
        pytest.skip("the bytes of PostgreSQL's files are the server's")
    folder = filled.originals.root.parent
    secret = "الحميري".encode()
    assert secret in (folder / "archive.sqlite").read_bytes() + (folder / "archive.sqlite-wal").read_bytes()
    forget(filled, 3, who="tester", why="a court's order")
    filled.close()
    for path in folder.glob("archive.sqlite*"):
        assert secret not in path.read_bytes(), path


def test_who_forgets_while_somebody_reads_is_told_what_is_left(filled: Archive) -> None:
    if not filled.sqlite:
        pytest.skip("the bytes of PostgreSQL's files are the server's")
    log, secret = filled.originals.root.parent / "archive.sqlite-wal", "الحميري".encode()
    with filled.reading() as session:
        session.execute(select(Originals.sha256)).all()
        with pytest.raises(BadArchive, match="document 3 is forgotten, but somebody is reading"):
            forget(filled, 3, who="tester", why="a court's order")
        assert secret in log.read_bytes()
        assert any("run this again" in found.sentence for found in examine(filled, mend=True))
    assert any("log of writes is empty" in found.sentence for found in examine(filled, mend=True))
    assert log.read_bytes() == b"" and list(problems(filled)) == []


def test_a_shared_original_stays_until_its_last_document_goes(archive: Archive) -> None:
    both = json.dumps(list(archive_samples.ROWS[:2]), ensure_ascii=False).encode()
    add(archive, read_bytes(both, name="list.json"), who="tester", workers=0)
    assert list(problems(archive)) == []
    with archive.reading() as session:
        (original,) = set(session.execute(select(Documents.original)).scalars())
    forget(archive, 1, who="tester", why="test")
    assert archive.originals.path(original).exists() and list(problems(archive)) == []
    forget(archive, 2, who="tester", why="test")
    assert not archive.originals.path(original).exists()


def test_all_spans_of_a_record_are_looked_at(filled: Archive) -> None:
    with filled.reading() as session:
        row = session.execute(select(Readings.record).where(Readings.id == 1)).scalar_one()
        body = session.execute(text("SELECT body FROM texts WHERE document_id = 1")).scalar_one()
    record = unpack_record(row, unpack_text(bytes(body)))
    found = set(spans_of(record))
    assert {mention.head for mention in record.mentions} | {event.trigger for event in record.events} <= found
    assert all(span in found for event in record.events for span in event.reason.spans)
