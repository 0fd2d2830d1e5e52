"""Files, folders, JSON and standard input: everything that can be read is, and each failure is one line."""

from __future__ import annotations

import gzip
import io
import json
import os
from pathlib import Path

import pytest
from intake_samples import ARABIC_BODY, ARABIC_TITLE, ENGLISH_BODY, ENGLISH_TITLE, page, short_id

from musnad.intake import Known, Limits, Options, Received, read_bytes, read_path, read_paths, read_stdin

TEXT = "\n".join((ENGLISH_TITLE, *ENGLISH_BODY))
ROW = {
    "headline": ARABIC_TITLE,
    "content": "\n".join(ARABIC_BODY),
    "source": {"name": "بريد الوادي"},
    "date": "2024-11-29",
    "authors": ["نور حداد", "سام"],
    "url": "https://valley.example/17",
    "date_extracted": "2024-12-01 02:51:33",
}


def one(received: list[Received]) -> Received:
    assert len(received) == 1
    return received[0]


def letter(path: Path | str) -> str:
    got = one(list(read_path(path)))
    assert got.document is None and got.letter is not None and "\n" not in str(got.letter)
    return str(got.letter)


def test_a_text_file(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(("\ufeff" + TEXT).replace("\n", "\r\n").encode())
    got = one(list(read_path(file, options=Options(known=Known(outlet="Valley Post", published="2024-11-29")))))
    assert got.document is not None and got.document.text == TEXT and got.document.language == "en"
    assert (got.document.outlet, got.document.published, got.document.title) == ("Valley Post", "2024-11-29", None)


def test_the_usual_failures_are_letters(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "large.txt").write_bytes(b"word " * 10_000_000)
    (tmp_path / "endless.txt").write_bytes(b"x" * 10_000_000)
    (tmp_path / "hollow").mkdir()
    assert "empty" in letter(tmp_path / "empty.txt")
    assert "binary" in letter(tmp_path / "binary.txt")
    assert "50,000,000 bytes and the limit is 20,000,000" in letter(tmp_path / "large.txt")
    assert "10,000,000 characters and the limit is 1,000,000" in letter(tmp_path / "endless.txt")
    assert "no such file" in letter(tmp_path / "absent.txt")
    assert "no file in it" in letter(tmp_path / "hollow")
    assert "no such file" in letter(tmp_path / "empty.txt" / "x") or "cannot be read" in letter(
        tmp_path / "empty.txt" / "x"
    )
    assert "cannot be read" in letter("nul\0name")
    assert "device" in letter("/dev/zero")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_permission_denied(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT)
    file.chmod(0)
    assert "permission denied" in letter(file)


def test_permission_denied_whoever_runs_the_tests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "permission denied" in letter(file)


def test_bidi_controls_stay_in_the_text(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    text = "\u2067قال\u2069 المتحدث \u202eFRF\u202c إن الهدنة صامدة في البلدة\u200f."
    file.write_text(text, encoding="utf-8")
    got = one(list(read_path(file)))
    assert got.document is not None and got.document.text == text


def test_one_bad_file_never_stops_the_rest(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / ".hidden").write_text("no")
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.html").write_text(page(ARABIC_TITLE, ARABIC_BODY), encoding="utf-8")
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.5 ...")
    (tmp_path / "d.json").write_text("{broken")
    (tmp_path / "sub" / "e.jsonl").write_text(
        json.dumps(ROW) + "\nnot json\n\n" + json.dumps({"title": "x"}) + "\n" + json.dumps(ROW)
    )
    (tmp_path / "sub" / "f.txt").symlink_to(tmp_path / "gone")
    got = list(read_paths([tmp_path, tmp_path / "absent"]))
    seen = [(Path(r.name).name, r.line, r.document is not None) for r in got]
    assert seen == [
        ("a.txt", None, True),
        ("b.html", None, True),
        ("c.pdf", None, False),
        ("d.json", None, False),
        ("e.jsonl", 1, True),
        ("e.jsonl", 2, False),
        ("e.jsonl", 4, False),
        ("e.jsonl", 5, True),
        ("f.txt", None, False),
        ("absent", None, False),
    ]
    assert got[5].where.endswith("e.jsonl, line 2") and "broken JSON" in str(got[5].letter)
    assert "title" in str(got[6].letter) and "--field text=NAME" in str(got[6].letter)


def test_files_are_opened_one_at_a_time(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    walk = read_paths([tmp_path / "a.txt", tmp_path / "b.txt"])
    assert next(walk).document is not None
    (tmp_path / "b.txt").write_text(TEXT)  # written only after the first was handed out
    assert next(walk).document is not None


def test_a_row_has_its_fields() -> None:
    got = one(list(read_bytes(json.dumps(ROW).encode(), name="x.json")))
    made = got.document
    assert made is not None and got.line is None and got.notes == ()
    assert made.text.split("\n") == [ARABIC_TITLE, *ARABIC_BODY]
    assert (made.outlet, made.author, made.published, made.url) == (
        "بريد الوادي",
        "نور حداد, سام",
        "2024-11-29",
        ROW["url"],
    )
    assert made.retrieved == "2024-12-01T02:51:33" and made.language == "ar"


def test_the_time_of_crawling_is_no_date_of_publication() -> None:
    row = {key: value for key, value in ROW.items() if key != "date"}
    made = one(list(read_bytes(json.dumps(row).encode(), name="x"))).document
    assert made is not None and made.published is None


def test_the_user_names_the_fields() -> None:
    row = {"a": {"b": TEXT}, "content": "not this", "when": "4/5/2024", "who": "Valley Post"}
    fields = {"text": "a.b", "published": "when", "outlet": "who"}
    plain = one(list(read_bytes(json.dumps(row).encode(), name="x", options=Options(fields=fields))))
    assert plain.document is not None and plain.document.text == TEXT and plain.document.published is None
    assert "4/5/2024" in plain.notes[0]
    told = one(list(read_bytes(json.dumps(row).encode(), name="x", options=Options(fields=fields, date_order="mdy"))))
    assert told.document is not None and told.document.published == "2024-04-05" and told.notes == ()
    wrong = one(list(read_bytes(json.dumps(row).encode(), name="x", options=Options(fields={"text": "a.c"}))))
    assert "no field 'a.c'" in str(wrong.letter)
    unknown = one(list(read_bytes(json.dumps(row).encode(), name="x", options=Options(fields={"texte": "a"}))))
    assert "no field 'texte'" in str(unknown.letter)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Fri, 29 Nov 2024 10:00:00 GMT", "2024-11-29T10:00:00+00:00"),
        ("2024/11/29", "2024-11-29"),
        ("29/11/2024", "2024-11-29"),
        ("11/29/2024", "2024-11-29"),
        ("٢٠٢٤-١١-٢٩", "2024-11-29"),
        (1732874400, "2024-11-29T10:00:00+00:00"),
        (1732874400000, "2024-11-29T10:00:00+00:00"),
        ("05/04/2024", None),
        ("last week", None),
        (7, None),
        (True, None),
    ],
)
def test_dates_of_rows(value: object, expected: str | None) -> None:
    made = one(list(read_bytes(json.dumps({"text": TEXT, "date": value}).encode(), name="x"))).document
    assert made is not None and made.published == expected


def test_lists_of_articles() -> None:
    rows = [ROW, {"text": TEXT}, 5]
    for data in (rows, {"count": 3, "articles": rows[:2]}):
        got = list(read_bytes(json.dumps(data, indent=1).encode(), name="x.json"))
        assert [r.line for r in got][:2] == [1, 2] and all(r.document for r in got[:2])
    assert "found a number" in str(list(read_bytes(json.dumps(rows).encode(), name="x.json"))[2].letter)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"[" * 100_000, "nested too deep|broken JSON"),
        (b'{"text": ' + b"9" * 5000 + b"}", "broken JSON"),
        (b'{"text": "caf\xe9"}', "not UTF-8"),
        (b"[]", "empty"),
        (b"", "empty"),
        (b'"text"', "found a string"),
        (b'{"text": ""}', "'text' is empty"),
        (b'{"text": {"a": 1}}', "empty"),
        (b"{}", "no field"),
    ],
    ids=short_id,
)
def test_bad_json_is_a_letter(data: bytes, words: str) -> None:
    got = one(list(read_bytes(data, name="x.json")))
    assert got.letter is not None
    assert any(word in str(got.letter) for word in words.split("|")) and "\n" not in str(got.letter)


def test_half_pairs_and_nul_in_json_are_mended_with_a_note() -> None:
    got = one(list(read_bytes(b'{"text": "The truce \\ud800 held \\u0000 on Friday and after"}', name="x.json")))
    assert got.document is not None and got.document.text.count("\ufffd") == 2 and "U+FFFD" in got.notes[0]


def test_gzip_is_unpacked_and_a_damaged_one_told(tmp_path: Path) -> None:
    packed = gzip.compress("\n".join([json.dumps(ROW)] * 3).encode())
    (tmp_path / "a.jsonl.gz").write_bytes(packed)
    (tmp_path / "b.jsonl.gz").write_bytes(packed[:-20])
    assert sum(r.document is not None for r in read_path(tmp_path / "a.jsonl.gz")) == 3
    assert "damaged" in str(list(read_path(tmp_path / "b.jsonl.gz"))[-1].letter)
    (tmp_path / "c.txt.gz").write_bytes(gzip.compress(b"x" * 30_000_000))
    assert "more than 20,000,000 bytes" in letter(tmp_path / "c.txt.gz")


def test_a_line_too_long_does_not_hide_the_next() -> None:
    lines = b'{"text": "' + b"x" * 5000 + b'"}\n' + json.dumps({"text": TEXT}).encode()
    small = Options(kind="jsonl", limits=Limits(raw=2000))
    got = list(read_stdin(io.BytesIO(lines), options=small))
    assert [r.line for r in got] == [1, 2] and got[0].letter is not None and got[1].document is not None


def test_standard_input_is_told_by_its_bytes() -> None:
    for data, count in (
        (TEXT.encode(), 1),
        (page(ENGLISH_TITLE, ENGLISH_BODY).encode(), 1),
        ((json.dumps(ROW) + "\n").encode() * 3, 3),
    ):
        got = list(read_stdin(io.BufferedReader(io.BytesIO(data))))  # type: ignore[arg-type]
        assert len(got) == count and all(r.document and r.name == "standard input" for r in got)


def test_an_unknown_kind_is_a_letter() -> None:
    got = one(list(read_bytes(b"x", name="x", options=Options(kind="epub"))))
    assert "the kinds are text, html, json, jsonl" in str(got.letter)


def test_html_in_a_field_is_taken_out() -> None:
    row = {
        "title": {"rendered": ENGLISH_TITLE},
        "content": {"rendered": "".join(f"<p>{text}</p>" for text in ENGLISH_BODY)},
    }
    got = one(list(read_bytes(json.dumps(row).encode(), name="x.json")))
    assert got.document is not None and got.document.text == TEXT and "holds HTML" in got.notes[0]
    plain = one(list(read_bytes(b'{"text": "<Reuters> The truce held on Friday, an official said."}', name="x")))
    assert plain.document is not None and plain.document.text.startswith("<Reuters>")
