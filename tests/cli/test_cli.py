"""The command line as a user meets it: outputs, letters and exit codes.

Most tests call the verbs in this process (typer's runner); streams, signals and encodings are tried on a real one.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from musnad.cli.app import app
from musnad.errors import BadRule
from musnad.record.wire import loads

ROOT = Path(__file__).parents[2]
ARTICLE = ROOT / "examples" / "clash.en.txt"
ARABIC = ROOT / "examples" / "alliance.ar.txt"
SHORT = "The army said on Monday that five people were killed when rebels shelled the town of Umm Zeitun.\n"


def run(*arguments: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments], input=stdin)


def process(*arguments: object, **more: object) -> subprocess.CompletedProcess[bytes]:
    """A real process. `env` is added to the environment."""
    env = {**os.environ, **more.pop("env", {})}  # type: ignore[dict-item]
    command = [sys.executable, "-m", "musnad", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, env=env, timeout=120, **more)  # type: ignore[call-overload]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "short.txt"
    file.write_text(SHORT, encoding="utf-8")
    return file


def one_letter(result: Result) -> str:
    """The only line on standard error; nothing else was printed."""
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert len(lines) == 1 and lines[0].startswith("musnad: "), result.stderr
    assert "Traceback" not in result.stderr
    return lines[0]


# ---- one article


def test_an_article_is_shown(article: Path) -> None:
    result = run("read", article, "--published", "2024-05-08")
    assert result.exit_code == 0 and result.stderr == ""
    assert result.stdout.startswith(SHORT.strip()[:40])
    assert "On whose word" in result.stdout and "The army" in result.stdout and "2024-05-06" in result.stdout


def test_the_interface_can_be_arabic(article: Path) -> None:
    english, arabic = run("read", article).stdout, run("read", article, "--in", "ar").stdout
    assert "Who\n" in english and "Who\n" not in arabic
    assert len(arabic.splitlines()) == len(english.splitlines())


def test_claims_say_who_says_what(article: Path) -> None:
    lines = run("read", article, "--claims").stdout.splitlines()
    assert lines and all(line.startswith("the outlet itself") and ": " in line for line in lines)


def test_json_is_one_record(article: Path) -> None:
    result = run("read", article, "--json", "--outlet", "The Paper", "--outlet-country", "SYR", "--title", "News")
    record = loads(result.stdout)
    assert record.problems() == [] and result.stdout.count("\n") == 1
    assert (record.document.outlet, record.document.outlet_country) == ("The Paper", "SYR")


def test_standard_input(article: Path) -> None:
    result = run("read", "-", "--json", stdin=article.read_bytes())
    assert loads(result.stdout).document.text.strip() == SHORT.strip()


def test_fields_of_json_and_their_dates(tmp_path: Path) -> None:
    file = tmp_path / "row.json"
    file.write_text(json.dumps({"story": SHORT, "when": "4/5/2017"}), encoding="utf-8")
    pairs = ("--field", "text=story", "--field", "published=when")
    for order, date in (("dmy", "2017-05-04"), ("mdy", "2017-04-05")):
        assert loads(run("read", file, "--json", *pairs, "--date-order", order).stdout).document.published == date


def test_a_page(article: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.html"
    result = run("read", article, "--html", target)
    assert result.exit_code == 0 and "wrote" in result.stderr
    assert "<!doctype html>" in target.read_text(encoding="utf-8")


# ---- several articles


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles and three files that are none."""
    made = tmp_path / "articles"
    made.mkdir()
    (made / "a.txt").write_text(SHORT, encoding="utf-8")
    (made / "b.txt").write_text("", encoding="utf-8")
    (made / "c.bin").write_bytes(bytes(range(256)) * 8)
    (made / "d.json").write_text('{"no": "text"}', encoding="utf-8")
    (made / "e.txt").write_text("Soldiers said that rebels attacked the town.\n", encoding="utf-8")
    return made


def test_one_bad_file_never_stops_the_rest(folder: Path) -> None:
    result = run("read", folder)
    assert result.exit_code == 1
    records = [loads(line) for line in result.stdout.splitlines()]
    assert len(records) == 2 and all(r.problems() == [] for r in records)
    assert "2 articles read, 3 not" in result.stderr
    assert all(name in result.stderr for name in ("b.txt", "c.bin", "d.json"))


def test_lines_into_a_file(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    result = run("read", folder / "a.txt", folder / "e.txt", "--out", out)
    assert result.exit_code == 0 and result.stdout == ""
    assert len(out.read_text(encoding="utf-8").splitlines()) == 2


def test_pages_into_a_folder(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "pages"
    run("read", folder, "--html", out)
    assert sorted(p.name for p in out.iterdir()) == ["0001.html", "0002.html", "index.html"]
    index = (out / "index.html").read_text(encoding="utf-8")
    assert 'href="0002.html"' in index and "Soldiers said" in index and "{{" not in index


def test_a_defect_in_one_article_is_a_letter(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import musnad.reader

    true_read = musnad.reader.read

    def breaks(document: object, **how: object) -> object:
        if "five people" in document.text:  # type: ignore[attr-defined]
            raise KeyError("a cause\nof two lines")
        return true_read(document, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(musnad.reader, "read", breaks)
    result = run("read", folder / "a.txt", folder / "e.txt")
    assert result.exit_code == 1 and len(result.stdout.splitlines()) == 1
    assert "defect of Musnad" in result.stderr and "KeyError" in result.stderr and "Traceback" not in result.stderr
    debug = run("read", folder / "a.txt", "--debug")
    assert debug.exit_code == 1 and "Traceback" in debug.stderr


def test_a_broken_rule_shows_its_place(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import musnad.reader

    def breaks(document: object, **how: object) -> object:
        raise BadRule("rules.yml, line 3: wrong\n  a: b\n  ^")

    monkeypatch.setattr(musnad.reader, "read", breaks)
    result = run("read", article)
    assert result.exit_code == 1 and "rules.yml, line 3" in result.stderr


# ---- bad input: a letter and an exit code, never a traceback or a wait


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", ""),
        ("binary.txt", bytes(range(256)) * 64, ""),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 500, ""),
        ("large.txt", b"The army said so. " * 3_000_000, "limit"),
        ("no_text.json", b'{"headline": "x"}', "text"),
        ("broken.json", b'{"text": "x', "JSON"),
        ("empty.json", b"[]", "empty"),
        ("empty.jsonl", b"", "empty"),
        ("deep.html", b"<html><body>" + b"<div>" * 50_000, ""),
        ("wide.html", b"<html><body><p " + b"a='b' " * 1_700_000 + b">x</p>", ""),
        ("deep.json", b"[" * 100_000, ""),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    start = time.monotonic()
    result = run("read", file)
    assert result.exit_code == 1 and time.monotonic() - start < 20
    letters = [line for line in result.stderr.splitlines() if " articles read, " not in line]
    assert result.stdout == "" and len(letters) == 1 and "Traceback" not in result.stderr
    assert name in letters[0] and says in letters[0] and "defect" not in letters[0]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["/no/such/file.txt"], 1),
        (["http://127.0.0.1:9/x"], 1),
        (["http://no-such-host.invalid/"], 1),
        (["ftp://example.org/x"], 1),
        (["FILE", "--language", "xx"], 1),
        (["FILE", "--published", "yesterday"], 1),
        (["FILE", "--in", "fr"], 2),
        (["FILE", "--field", "text"], 2),
        (["FILE", "--date-order", "ymd"], 2),
        (["FILE", "--kind", "odt"], 2),
        (["FILE", "--json", "--html", "x.html"], 2),
        (["FILE", "--claims", "--out", "x.jsonl"], 2),
        (["FILE", "--out", "/no/such/folder/x.jsonl"], 2),
        (["FILE", "--html", "/no/such/folder/x.html"], 2),
        (["FILE", "--out", "FILE"], 2),
        (["FILE", "--html", "FILE"], 2),
    ],
)
def test_wrong_requests(article: Path, arguments: list[str], code: int) -> None:
    result = run("read", *(str(article) if a == "FILE" else a for a in arguments))
    assert result.exit_code == code, result.stderr
    assert "defect" not in one_letter(result)
    assert article.read_text(encoding="utf-8") == SHORT


def test_a_folder_without_articles(tmp_path: Path) -> None:
    result = run("read", tmp_path)
    assert result.exit_code == 1 and "no file" in result.stderr and result.stdout == ""


def test_unknown_options_are_named() -> None:
    result = run("read", "x", "--no-such")
    assert result.exit_code == 2 and "--no-such" in result.stderr


@pytest.mark.slow
def test_one_endless_line(tmp_path: Path) -> None:
    file = tmp_path / "line.txt"
    file.write_text("the army said that rebels attacked the town and " * 800, encoding="utf-8")
    start = time.monotonic()
    result = run("read", file, "--json")
    assert result.exit_code == 0 and time.monotonic() - start < 60


def test_controls_of_direction_cannot_spoof(tmp_path: Path) -> None:
    file = tmp_path / "evil\x1b[31m.txt"
    evil = "The \u202earmy\u2066 said that \x1b]0;title\x07rebels attacked the town of \u202dUmm Zeitun."
    file.write_text(evil, encoding="utf-8")
    result = run("read", file)
    assert not set(result.output) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\x1b\x07")
    missing = run("read", tmp_path / "no\x1b[31m\u202e.txt")
    assert "<U+001B>" in one_letter(missing) and "<U+202E>" in missing.stderr


def test_broken_utf8_is_read_or_refused(tmp_path: Path) -> None:
    file = tmp_path / "broken.txt"
    file.write_bytes(SHORT.encode() + b"\xff\xfe\xc3(" + SHORT.encode())
    result = run("read", file, "--json")
    assert result.exit_code in (0, 1) and "Traceback" not in result.stderr and "defect" not in result.stderr


# ---- real processes


@pytest.mark.slow
def test_python_m_musnad_and_help() -> None:
    done = process("--help")
    assert done.returncode == 0 and b"read" in done.stdout and b"explain" in done.stdout


@pytest.mark.slow
def test_a_closed_pipe_is_no_error(article: Path) -> None:
    command = f"'{sys.executable}' -m musnad read '{ARTICLE}' | head -c 20; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, timeout=60)
    assert done.stderr == b"" and done.stdout.endswith(b"0\n")


@pytest.mark.slow
def test_a_terminal_that_is_not_utf8(article: Path) -> None:
    env = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = process("read", ARABIC, env=env)
    assert done.returncode == 0 and b"?" in done.stdout and b"lacks letters" in done.stderr
    done.stdout.decode("ascii")
    lines = process("read", ARABIC, "--json", env=env)
    assert loads(lines.stdout).document.language == "ar"


@pytest.mark.slow
def test_ctrl_c_ends_with_a_word(tmp_path: Path) -> None:
    lines = tmp_path / "many.jsonl"
    lines.write_text((json.dumps({"text": SHORT * 4}) + "\n") * 3000, encoding="utf-8")
    command = [sys.executable, "-m", "musnad", "read", str(lines)]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert running.stdout is not None and running.stdout.readline().startswith(b'{"schema"')
    running.send_signal(signal.SIGINT)
    _, errors = running.communicate(timeout=30)
    assert running.returncode == 130 and b"stopped" in errors and b"Traceback" not in errors


@pytest.mark.slow
def test_no_color_and_a_narrow_terminal(article: Path) -> None:
    env = {"NO_COLOR": "1", "COLUMNS": "60", "TERM": "xterm-256color"}
    script = f"import pty, sys; sys.exit(pty.spawn([sys.executable, '-m', 'musnad', 'read', {str(ARTICLE)!r}]) >> 8)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, env={**os.environ, **env}, timeout=60, stdin=subprocess.DEVNULL
    )
    text = done.stdout.decode()
    assert done.returncode == 0 and not re.search(r"\x1b\[[^m]*[349]\d", text)  # bold and dim are no colours
    text = re.sub(r"\x1b\[[\d;]*m", "", text)
    assert "On whose word" in text and max(len(line) for line in text.splitlines()) <= 60


# ---- explain


def test_explain_prints_the_tree(article: Path) -> None:
    record = loads(run("read", article, "--json").stdout)
    event = record.events[0]
    result = run("explain", article, event.id)
    assert result.exit_code == 0 and event.id in result.stdout
    assert event.reason.rule in result.stdout and event.reason.sentence in result.stdout
    parts = [part.sentence for part in event.reason.parts]
    assert parts and all(part in result.stdout for part in parts)


def test_every_short_id_that_is_printed_can_be_explained(article: Path) -> None:
    from musnad.show.labels import words
    from musnad.show.names import Names

    stored = article.with_suffix(".json")
    stored.write_text(run("read", article, "--json").stdout, encoding="utf-8")
    record = loads(stored.read_bytes())
    names = Names(record, words("en"))
    items = [i for i in record.items() if not i.startswith("mention:")]
    assert len(items) > 5
    for item in items:
        result = run("explain", stored, names.short(item))
        assert result.exit_code == 0 and item in result.stdout


def test_explain_helps_when_it_is_not_sure() -> None:
    several = run("explain", ARTICLE, "ASSAULT")
    assert several.exit_code == 2 and re.search(r"fits \d+ items.*ASSAULT:\d+ «\w+»", one_letter(several))
    none = run("explain", ARTICLE, "ASSAULT:121")
    assert none.exit_code == 2 and re.search(r"near it: .*ASSAULT:\d+", one_letter(none))


def test_explain_refuses_what_is_no_record(tmp_path: Path) -> None:
    file = tmp_path / "r.json"
    file.write_text('{"schema": "musnad.record/1", "document": 3}', encoding="utf-8")
    assert "document" in one_letter(run("explain", file, "x"))
    assert run("explain", tmp_path / "none.txt", "x").exit_code == 1


def test_the_gazetteer_answers() -> None:
    assert run("gazetteer", "find", "Damascus").exit_code == 0
    nothing = run("gazetteer", "find", "Zzyzxqq")
    assert nothing.exit_code == 1 and "Zzyzxqq" in one_letter(nothing)
