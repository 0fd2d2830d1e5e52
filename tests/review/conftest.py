"""A server on a small archive: alone, or for a team of people with every role."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import review_samples
from fastapi.testclient import TestClient

from musnad.archive import Archive, add, create
from musnad.intake import read_bytes
from musnad.resolve.run import resolve
from musnad.review import Settings, make_app
from musnad.review.accounts import add_user
from musnad.review.desk import Desk

Sign = Callable[[str], TestClient]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive, made once."""
    folder = tmp_path_factory.mktemp("template") / "archive"
    made, _ = create(folder, who="tester")
    summary = add(made, read_bytes(review_samples.lines(), name="articles.jsonl"), who="tester", workers=0, model=False)
    assert summary.added == len(review_samples.ROWS) and summary.failed == []
    resolve(made, "tester")
    made.close()
    return folder


@pytest.fixture
def archive(template: Path, tmp_path: Path) -> Iterator[Archive]:
    """A copy of it, for one test."""
    shutil.copytree(template, tmp_path / "archive")
    made = Archive.open(tmp_path / "archive")
    yield made
    made.close()


@pytest.fixture
def local(archive: Archive) -> Iterator[TestClient]:
    """The local user's browser, after the one-time token."""
    app = make_app(archive, Settings(local_user="tester", hosts=("testserver",)))
    with TestClient(app) as client:
        assert client.get(f"/enter?token={app.state.desk.entry}", follow_redirects=False).status_code == 303
        client.headers["X-CSRF-Token"] = client.get("/api/session").json()["csrf"]
        yield client


@pytest.fixture
def desk(archive: Archive) -> Iterator[Desk]:
    """The desk of a team, with people; document RESTRICTED is only for the team "north"."""
    from sqlalchemy import update

    from musnad.archive.models import Documents

    made = Desk(archive, Settings(team=True))
    with made.writing() as session:
        for name, (role, teams) in review_samples.PEOPLE.items():
            add_user(session, name, review_samples.PASSWORD, role, teams)
    with archive.writing() as session:
        kept = update(Documents).where(Documents.id == review_samples.RESTRICTED).values(restricted=True, team="north")
        session.execute(kept)
    yield made
    made.close()


@pytest.fixture
def sign_in(archive: Archive, desk: Desk) -> Iterator[Sign]:
    """A function that gives the browser of a person who has signed in."""
    app = make_app(archive, Settings(team=True, hosts=("testserver",), secure=True))
    opened: list[TestClient] = []

    def enter(name: str) -> TestClient:
        client = TestClient(app, base_url="https://testserver")
        answer = client.post("/api/login", json={"name": name, "password": review_samples.PASSWORD})
        assert answer.status_code == 200, answer.text
        client.headers["X-CSRF-Token"] = answer.json()["csrf"]
        opened.append(client)
        return client

    with TestClient(app, base_url="https://testserver"):
        yield enter
