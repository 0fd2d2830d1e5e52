"""`musnad serve`, `musnad user` and `musnad cases` as their user meets them: what goes wrong is told in a letter."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from bench.review import Person, server
from typer.testing import CliRunner, Result

from musnad.archive import Archive
from musnad.cli.app import app

WORDS = "four wooden lamps burning\n"


def run(*told: str, types: str = "") -> Result:
    made = CliRunner().invoke(app, list(told), input=types)
    assert made.exception is None or isinstance(made.exception, SystemExit), made.exception
    return made


@pytest.fixture
def folder(archive: Archive) -> str:
    archive.close()
    return archive.where


def test_accounts_are_made_changed_and_listed(folder: str) -> None:
    assert "no account yet" in run("user", "list", "--archive", folder).stderr
    assert run("user", "add", "amal", "--role", "editor", "--group", "north", "--archive", folder, types=WORDS).exit_code == 0
    again = run("user", "add", "amal", "--archive", folder, types=WORDS)
    assert again.exit_code == 2 and "musnad user change amal" in again.stderr
    for told, said in (
        (("add", "two words"), "without spaces"), (("add", "x", "--role", "boss"), "reader, reviewer"),
        (("change", "nobody", "--role", "admin"), "musnad user list"), (("change", "amal"), "nothing to change"),
    ):  # fmt: skip
        made = run("user", *told, "--archive", folder, types=WORDS)
        assert made.exit_code == 2 and said in made.stderr, told
    short = run("user", "add", "x", "--archive", folder, types="short\n")
    assert short.exit_code == 2 and "12 characters" in short.stderr
    assert "closed" in run("user", "change", "amal", "--close", "--archive", folder).stdout
    assert run("user", "list", "--archive", folder).stdout == "amal  editor    closed  north\n"


def test_what_cannot_be_served_is_told_before_anything_is_promised(folder: str, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        wrong = {
            (folder, "--port", port): f"port {port} is taken", (folder, "--host", "0.0.0.0"): "takes --team",
            (folder, "--certificate", str(tmp_path / "none.pem")): "cannot be read",
            (folder, "--private-key", "k.pem"): "--certificate", (str(tmp_path / "none"),): "is no archive",
        }  # fmt: skip
        (tmp_path / "archive.sqlite").write_text("x" * 200)
        wrong[(str(tmp_path),)] = "cannot be opened"
        for told, said in wrong.items():
            made = run("serve", *told)
            assert made.exit_code != 0 and said in made.stderr and "Open http" not in made.stderr, told


def test_no_case_yet_is_said(folder: str) -> None:
    made = run("cases", "export", "--archive", folder)
    assert (made.exit_code, made.stdout) == (1, "") and "no correction yet" in made.stderr
    assert "no document 99" in run("cases", "export", "--document", "99", "--archive", folder).stderr


@pytest.mark.slow
def test_a_team_is_served_until_it_is_stopped(folder: str) -> None:
    run("user", "add", "person0", "--role", "editor", "--archive", folder, types="twenty paper boats floating\n")
    with server(Path(folder)) as (port, process):
        assert Person(port, "person0").ask("GET", "/api/session")[1]["user"]["name"] == "person0"
        process.terminate()
        assert process.wait(timeout=30) in (0, -15)
