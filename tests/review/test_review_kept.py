"""What the desk knows is in a backup, comes back with it, is looked at by verify, and goes with a forgotten document."""

from __future__ import annotations

import tarfile
from pathlib import Path

import review_samples
from sqlalchemy import select

from musnad.archive import Archive
from musnad.archive.audit import now
from musnad.archive.backup import backup, restore
from musnad.archive.desk import FILE, Assigned, Jobs, Searches, Sensitive, Sessions, Users, desk_session
from musnad.archive.forgetting import forget
from musnad.archive.verify import problems
from musnad.review import Settings
from musnad.review.accounts import add_user, begin, check_password, new_token
from musnad.review.desk import Desk


def at_work(archive: Archive) -> None:
    """An account with a session, a token, a saved search and work on documents 2 and 3."""
    desk = Desk(archive, Settings(team=True))
    with desk.writing() as session:
        add_user(session, "amal", review_samples.PASSWORD, "editor", ["north"])
        begin(session, "amal", desk.settings)
        new_token(session, "amal", "script", 30)
        session.add(Searches(user="amal", name="mine", query='{"q": "الرقة"}'))
        session.add_all([Assigned(document=2, user="amal", at=now()), Sensitive(document=3, user="amal", at=now())])
        session.add(
            Jobs(user="amal", kind="text", name="a first line", told="{}", parts="[]", data=b"\x00\xff", state="done",
                 added="[2]", at=now())
        )  # fmt: skip
    desk.close()


def test_a_backup_brings_accounts_and_work_back(archive: Archive, tmp_path: Path) -> None:
    at_work(archive)
    backup(archive, tmp_path / "kept.tar", who="tester")
    assert (tmp_path / "kept.tar").stat().st_mode & 0o077 == 0
    with tarfile.open(tmp_path / "kept.tar") as tar:
        assert not any("sessions" in name or "attempts" in name for name in tar.getnames())
    again = restore(tmp_path / "kept.tar", tmp_path / "again", who="tester")
    with desk_session(again) as session:
        assert check_password(session, "amal", review_samples.PASSWORD) is not None
        assert session.execute(select(Users.teams)).scalar_one() == "north"
        assert session.execute(select(Searches.query)).scalar_one() == '{"q": "الرقة"}'
        assert session.execute(select(Jobs.data)).scalar_one() == b"\x00\xff"
        assert session.execute(select(Assigned.document)).scalar_one() == 2
        assert session.execute(select(Sessions)).first() is None
    assert list(problems(again)) == []
    again.close()


def test_an_archive_that_was_never_reviewed_has_no_desk_in_its_backup(archive: Archive, tmp_path: Path) -> None:
    (Path(archive.where) / FILE).unlink(missing_ok=True)
    backup(archive, tmp_path / "kept.tar", who="tester")
    again = restore(tmp_path / "kept.tar", tmp_path / "again", who="tester")
    assert not (tmp_path / "again" / FILE).exists() and list(problems(again, quick=True)) == []
    again.close()


def test_verify_tells_of_work_on_what_is_not_there(archive: Archive) -> None:
    at_work(archive)
    assert list(problems(archive, quick=True)) == []
    with desk_session(archive) as session:
        session.add(Sensitive(document=999, user="amal", at=now()))
    assert [sentence for sentence in problems(archive, quick=True) if "999" in sentence]


def test_a_forgotten_document_leaves_no_work_behind(archive: Archive) -> None:
    at_work(archive)
    forget(archive, 2, who="tester", why="asked for")
    assert list(problems(archive, quick=True)) == []
    with desk_session(archive) as session:
        assert session.execute(select(Jobs)).first() is None and session.execute(select(Assigned)).first() is None
    assert b"a first line" not in (Path(archive.where) / FILE).read_bytes()
