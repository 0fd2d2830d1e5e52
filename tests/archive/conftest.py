"""Archives to test with: each test runs on SQLite, and on a throw-away PostgreSQL where its programs are installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import archive_samples
import pytest

from musnad.archive import Archive, add, create

_BIN = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
ABSENT = "PostgreSQL's programs (initdb, pg_ctl) are not installed"


def _as_postgres(*command: str, check: bool = True) -> None:
    """Run one of PostgreSQL's programs; as its own user when we are root, which it refuses to run as."""
    runuser = shutil.which("runuser") or "/usr/sbin/runuser"  # a user's search path often leaves sbin out
    prefix = [runuser, "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run([*prefix, *command], check=check, capture_output=True, timeout=120)


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """The folder of the socket of a running PostgreSQL, made for these tests and taken away after them."""
    if not _BIN:
        pytest.skip(ABSENT)
    programs = _BIN[-1].parent
    folder = Path(tempfile.mkdtemp(prefix="mpg", dir="/tmp"))  # a socket's path must be short
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    data = str(folder / "data")
    try:
        _as_postgres(str(programs / "initdb"), "-D", data, "-U", "musnad", "--auth=trust", "-N", "-E", "UTF8", "--locale=C")
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off -c max_connections=40"
        _as_postgres(
            str(programs / "pg_ctl"), "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start"
        )  # fmt: skip
        yield str(folder)
    finally:
        _as_postgres(str(programs / "pg_ctl"), "-D", data, "-m", "immediate", "stop", check=False)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def home(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path | str, Path]:
    """Where an archive can be made, and a folder for its originals."""
    if request.param == "sqlite":
        return tmp_path / "archive", tmp_path / "archive" / "originals"
    return archive_samples.address(request.getfixturevalue("cluster")), tmp_path / "originals"


@pytest.fixture
def archive(home: tuple[Path | str, Path]) -> Iterator[Archive]:
    """An archive with nothing in it."""
    where, originals = home
    made, _ = create(where, who="tester", originals=originals if isinstance(where, str) else None)
    yield made
    made.close()


@pytest.fixture
def filled(archive: Archive) -> Archive:
    """An archive with the sample articles."""
    summary = add(archive, archive_samples.received(), who="tester", workers=0)
    assert summary.failed == [] and summary.added == len(archive_samples.ROWS)
    return archive
