"""The server is killed (SIGKILL) while people review: whatever it acknowledged is there, and the archive is sound."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.review import PASSWORD, Crowd, Person, lost, server

from musnad.archive import Archive
from musnad.archive.verify import problems
from musnad.review import Settings
from musnad.review.accounts import add_user
from musnad.review.desk import Desk

PEOPLE, ENOUGH = 6, 60


@pytest.mark.slow
def test_a_killed_server_loses_nothing_that_it_acknowledged(archive: Archive) -> None:
    folder = Path(archive.where)
    desk = Desk(archive, Settings(team=True))
    with desk.writing() as session:
        for n in range(PEOPLE):
            add_user(session, f"person{n}", PASSWORD, "editor")
    desk.close()
    archive.close()
    with server(folder) as (port, process):
        crowd = Crowd(port, PEOPLE, 6)
        crowd.review(120, kill=(process.pid, ENOUGH))
        assert process.wait(timeout=20) == -9
    assert len(crowd.acknowledged) >= ENOUGH and crowd.errors == []
    assert lost(folder, crowd.acknowledged) == 0
    again = Archive.open(folder)
    assert list(problems(again)) == []
    again.close()
    with server(folder) as (port, _):  # it goes on where it stood: sessions too
        status, shown, _ = Person(port, "person0").ask("GET", "/api/documents/2")
        assert status == 200 and len(shown["judgements"]) > 0
