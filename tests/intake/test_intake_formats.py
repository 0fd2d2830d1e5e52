"""PDF, DOCX, feeds, web archives and Telegram exports; the articles in them are invented."""

from __future__ import annotations

import gzip
import io
import json
import shutil
import unicodedata
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from musnad.errors import BadDocument
from musnad.intake import Limits, Options, Received, read_bytes, read_path
from musnad.intake.layout import dump, load
from musnad.intake.pdforder import base_of, proved, reading_order

HERE = Path(__file__).parent
FALCON = (HERE / "falcon.ar.pdf").read_bytes()  # printed by Chromium
HEADLINE = "لواء الصقر الأبيض يقصف معسكرا"
SENTENCE = (
    "قال المتحدث باسم «لواء الصقر الأبيض» سامر العلواني، يوم 12 آذار 2024، إن مقاتلي اللواء (White Falcon) قصفوا معسكرا "
    "قرب حلب، ما أسفر عن مقتل ٧ جنود وإصابة 13 آخرين في المئة 45.5%."
)
ARTICLE = "Fighters of the Marsh Column attacked a post near Basra on Monday, police said. Two guards were wounded."


def one(data: bytes, name: str, options: Options | None = None) -> Received:
    (made,) = read_bytes(data, name=name, options=options or Options())
    return made


def again(item: Received) -> str:
    """What the item's own original gives when it is read again."""
    assert item.raw is not None and item.document is not None
    options = Options(kind=item.kind)
    (made,) = read_bytes(item.raw, name=item.name, options=options)
    assert made.document is not None
    return made.document.text


# ---- PDF -----------------------------------------------------------------------------------------------------------


def test_arabic_in_a_pdf_comes_out_in_reading_order() -> None:
    made = one(FALCON, "falcon.pdf")
    assert made.letter is None and made.document is not None and not made.ocr
    lines = made.document.text.split("\n")
    assert lines[:2] == [HEADLINE, SENTENCE]
    assert "20/3/2024" in lines[2] and "ونفَتْ وزارةُ الدفاع" in lines[2]
    assert made.document.language == "ar" and made.notes == ()
    assert again(made) == made.document.text


def test_every_character_knows_its_place_in_the_pdf() -> None:
    import pdfplumber

    made = one(FALCON, "falcon.pdf")
    assert made.document is not None and made.layout is not None
    text = made.document.text
    layout = load(made.layout, len(text))
    with pdfplumber.open(io.BytesIO(FALCON)) as pdf:
        chars = pdf.pages[0].chars
    at = text.index("العلواني")
    letters = []
    for offset in range(at, at + len("العلواني")):
        place = layout.at(offset)
        assert place is not None and place[0] == 1
        letters.append(unicodedata.normalize("NFKC", chars[place[1]]["text"]))
    assert "".join(letters) == "العلواني"
    boxes = [chars[place[1]]["x0"] for offset in range(at, at + 8) if (place := layout.at(offset))]
    assert boxes == sorted(boxes, reverse=True)  # from right to left on the page
    assert layout.at(text.index("\n")) is None


def test_a_layout_belongs_to_its_text() -> None:
    blob = dump([(1, 4), None, (2, 0)])
    layout = load(blob, 3)
    assert [layout.at(n) for n in range(3)] == [(1, 4), None, (2, 0)]
    for broken, length in ((blob, 4), (blob, 2), (b"x", 3)):
        with pytest.raises(ValueError):
            load(broken, length)


@pytest.mark.parametrize(
    ("shown", "read"),
    [
        ("١٥ مق", "قم ١٥"),
        ("2024 راذآ 12", "12 آذار 2024"),
        ("12-03-2024 يف", "في 2024-03-12"),
        (".%45.5 ةئملا", "المئة 45.5%."),
        ("(COVID-19) سوريف", "فيروس (COVID-19)"),
        ("«رقص» لاق", "قال «صقر»"),
    ],
)
def test_lines_are_turned_into_reading_order(shown: str, read: str) -> None:
    glyphs = list(shown)
    ordered = reading_order(glyphs, "R")
    assert "".join(text for _, text in ordered) == read
    assert sorted(at for at, _ in ordered) == list(range(len(glyphs)))
    assert proved(glyphs, ordered, "R")


def test_a_page_runs_as_most_of_its_letters_do() -> None:
    assert (base_of("لواء White"), base_of("White Falcon لواء"), base_of("12"), base_of("١٢ لا")) == ("L", "L", "L", "R")


def test_arabic_inside_an_english_line_is_turned_alone() -> None:
    glyphs = list("They are called 'رقص ءاول' (the falcon), 12 of them.")
    ordered = reading_order(glyphs, "L")
    assert "".join(text for _, text in ordered) == "They are called 'لواء صقر' (the falcon), 12 of them."


def test_pictures_of_pages_are_read_by_tesseract() -> None:
    if not shutil.which("tesseract"):
        pytest.skip("tesseract is not installed")
    import pdfplumber

    scan = io.BytesIO()
    with pdfplumber.open(io.BytesIO(FALCON)) as pdf:
        picture = pdf.pages[0].to_image(resolution=200).original
    picture.convert("RGB").save(scan, "PDF", resolution=200)
    made = one(scan.getvalue(), "scan.pdf")
    assert made.document is not None and made.ocr and made.layout is None
    assert "المتحدث" in made.document.text and "معسكرا" in made.document.text
    assert any("every number in it is unsure" in note for note in made.notes)


def test_without_tesseract_pictures_are_a_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    from PIL import Image

    scan = io.BytesIO()
    Image.new("RGB", (200, 200), "white").save(scan, "PDF")
    made = one(scan.getvalue(), "scan.pdf")
    assert isinstance(made.letter, BadDocument) and "install tesseract" in str(made.letter)


def test_a_swelling_pdf_is_refused() -> None:
    bomb = zlib.compress(bytes(3_000_000))
    data = b"%PDF-1.4\n1 0 obj <</Length 1 /Filter /FlateDecode>>\nstream\n" + bomb + b"\nendstream\nendobj\n%%EOF"
    made = one(data, "x.pdf", Options(limits=Limits(raw=100_000)))
    assert made.document is None and "unpacks to more than 1,000,000 bytes" in str(made.letter)


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnot much", FALCON[:3000], b"%PDF-"])
def test_a_broken_pdf_is_a_letter(data: bytes) -> None:
    made = one(data, "x.pdf")
    assert made.document is None and isinstance(made.letter, BadDocument)


# ---- DOCX ----------------------------------------------------------------------------------------------------------


def word(build: object) -> bytes:
    import docx

    made = docx.Document()
    build(made)  # type: ignore[operator]
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_a_word_file_gives_paragraphs_and_tables_in_order() -> None:
    def build(file: object) -> None:
        file.add_heading("هجوم قرب حلب", 0)  # type: ignore[attr-defined]
        file.add_paragraph("قال شهود إن مسلحين هاجموا حاجزا قرب حلب.")  # type: ignore[attr-defined]
        table = file.add_table(1, 2)  # type: ignore[attr-defined]
        table.rows[0].cells[0].text, table.rows[0].cells[1].text = "القتلى", "٣"
        file.add_paragraph("ولم تعلق الشرطة.")  # type: ignore[attr-defined]

    made = one(word(build), "report.docx")
    assert made.document is not None and made.document.title == "هجوم قرب حلب"
    assert made.document.text.split("\n") == [
        "هجوم قرب حلب", "قال شهود إن مسلحين هاجموا حاجزا قرب حلب.", "القتلى", "٣", "ولم تعلق الشرطة."
    ]  # fmt: skip
    assert again(made) == made.document.text


def test_word_files_that_are_none_are_letters(tmp_path: Path) -> None:
    empty = one(word(lambda file: None), "empty.docx")
    assert "holds no text" in str(empty.letter)
    damaged = one(word(lambda file: file.add_paragraph("text"))[:900], "x.docx")  # type: ignore[attr-defined]
    assert "damaged" in str(damaged.letter)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/document.xml", bytes(5_000_000))
    swelling = one(bomb.getvalue(), "bomb.docx", Options(limits=Limits(raw=100_000)))
    assert "unpacks to 5,000,000 bytes" in str(swelling.letter)
    outside = io.BytesIO()
    with zipfile.ZipFile(outside, "w") as parts:
        parts.writestr("../../word/evil.txt", "x")
    assert one(outside.getvalue(), "evil.docx").document is None
    assert list(tmp_path.parent.parent.glob("evil.txt")) == []


# ---- feeds ---------------------------------------------------------------------------------------------------------

FEED = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Reed News</title>
<item><title>Attack near Basra</title><link>https://reed.example/1</link><pubDate>Mon, 03 Jun 2024 10:00:00 GMT</pubDate>
<content:encoded><![CDATA[<p>{ARTICLE}</p><p>Nobody claimed it.<script>alert(1)</script></p>]]></content:encoded></item>
<item><title>Only a headline here</title><link>https://reed.example/2</link></item>
</channel></rss>""".encode()


def test_a_feed_gives_its_entries() -> None:
    first, second = read_bytes(FEED, name="feed.xml", options=Options())
    assert first.document is not None
    assert first.document.text == f"Attack near Basra\n{ARTICLE}\nNobody claimed it."
    assert (first.document.outlet, first.document.url) == ("Reed News", "https://reed.example/1")
    assert (first.document.published or "").startswith("2024-06-03T10:00:00")
    assert first.line == 1 and again(first) == first.document.text
    assert any("only a summary" in note for note in first.notes)
    assert second.document is None and "https://reed.example/2" in str(second.letter)


def test_a_feed_without_entries_is_a_letter() -> None:
    assert "cannot be read" in str(one(b"<rss version='2.0'><channel></channel></rss>", "f.rss").letter)


# ---- web archives --------------------------------------------------------------------------------------------------


def warc(zipped: bool) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=zipped)
    page = f"<html><head><title>Attack</title></head><body><article><p>{ARTICLE} {ARTICLE}</p></article></body></html>"
    for url, kind, status, body in (
        ("https://reed.example/a", "text/html; charset=utf-8", "200 OK", page.encode()),
        ("https://reed.example/b.png", "image/png", "200 OK", b"\x89PNG"),
        ("https://reed.example/c", "text/html", "404 Not Found", page.encode()),
        ("https://reed.example/d", "text/html", "200 OK", page.replace("Basra", "Amara").encode()),
    ):
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers))
    return out.getvalue()


@pytest.mark.parametrize("name", ["pages.warc", "pages.warc.gz"])
def test_a_web_archive_gives_its_pages(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(warc(name.endswith(".gz")))
    first, second = read_path(path)
    assert first.document is not None and second.document is not None
    assert (first.document.url, second.document.url) == ("https://reed.example/a", "https://reed.example/d")
    assert ARTICLE in first.document.text and "Amara" in second.document.text
    assert (first.line, second.line) == (1, 4) and first.document.retrieved
    assert any("2 other records" in note for note in second.notes)
    assert again(first) == first.document.text


def test_a_damaged_web_archive_gives_what_comes_before(tmp_path: Path) -> None:
    path = tmp_path / "cut.warc"
    path.write_bytes(warc(False)[:-300] + b"\n\nnothing of the kind\n\n")
    made = list(read_path(path))
    assert made[0].document is not None
    path.write_bytes(b"WARC/1.0\r\nrubbish")
    (only,) = read_path(path)
    assert only.document is None and "web archive" in str(only.letter)
    path.write_bytes(gzip.compress(b""))
    assert next(read_path(path)).document is None


# ---- Telegram ------------------------------------------------------------------------------------------------------

CHAT = {
    "name": "Reed Channel", "type": "public_channel", "id": 7,
    "messages": [
        {"id": 1, "type": "service", "action": "create_channel", "text": ""},
        {"id": 2, "type": "message", "date": "2024-06-03T13:00:00", "date_unixtime": "1717408800", "text": ARTICLE},
        {"id": 3, "type": "message", "date": "2024-06-04T13:00:00", "forwarded_from": "Amara Voice",
         "text": ["عاجل: ", {"type": "bold", "text": "مسلحون يهاجمون حاجزا قرب البصرة"}, " بحسب الشرطة"]},
        {"id": 4, "type": "message", "date": "2024-06-04T14:00:00", "photo": "p.jpg", "text": ""},
    ],
}  # fmt: skip


@pytest.mark.parametrize("export", [CHAT, {"about": "x", "chats": {"list": [CHAT]}}])
def test_a_telegram_export_gives_its_messages(export: object) -> None:
    first, second = read_bytes(json.dumps(export).encode(), name="result.json", options=Options())
    assert first.document is not None and second.document is not None
    assert (first.document.text, first.document.outlet) == (ARTICLE, "Reed Channel")
    assert first.document.published == "2024-06-03T10:00:00+00:00"
    assert second.document.text == "عاجل: مسلحون يهاجمون حاجزا قرب البصرة بحسب الشرطة"
    assert (first.line, second.line) == (2, 3)
    assert second.notes[0] == "forwarded from Amara Voice" and "2 of 4 messages" in second.notes[1]
    assert again(first) == first.document.text and again(second) == second.document.text


def test_a_chat_without_text_is_a_letter() -> None:
    made = one(json.dumps({**CHAT, "messages": CHAT["messages"][:1]}).encode(), "result.json")  # type: ignore[index]
    assert "no message of this chat holds text" in str(made.letter)


def test_a_row_with_messages_of_its_own_is_no_export() -> None:
    made = one(json.dumps({"text": ARTICLE, "messages": 3}).encode(), "row.json")
    assert made.document is not None and made.document.text == ARTICLE


def test_a_missing_package_is_a_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "docx", None)
    made = one(word_bytes(), "report.docx")
    assert "docx" in str(made.letter) and made.document is None
    assert replace(made, letter=None).raw is None


def word_bytes() -> bytes:
    """A Word file that needs no library to write: a ZIP file with the part that gives the kind away."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr("word/document.xml", "<x/>")
    return out.getvalue()
