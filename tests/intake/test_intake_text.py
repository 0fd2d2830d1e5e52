"""Bytes to text: the bytes decide, declarations only help, and nothing is lost in silence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_samples import short_id

from musnad.errors import BadDocument
from musnad.intake.text import codec, decode

ARABIC = (
    "أعلنت لجنة التنسيق في بلدة السد العالي أن الهدنة دخلت حيز التنفيذ بعد مفاوضات مع الوسطاء، "
    "وفق ما قال مصدر في اللجنة."
)
TURKISH = (
    "Vali, çatışmanın dün akşam sona erdiğini ve bölgede güvenliğin sağlandığını söyledi; bu "
    "açıklama için çok bekledik."
)
FRENCH = (
    "Le préfet a déclaré que les combats ont cessé après l'arrivée des médiateurs et que la "
    "route est à nouveau ouverte."
)


@pytest.mark.parametrize(
    "charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "windows-1256"]
)
def test_arabic_in_every_charset(charset: str) -> None:
    assert decode(ARABIC.encode(charset)).text == ARABIC


def test_iso_8859_6() -> None:
    text = ARABIC.replace("،", "")
    found = decode(text.encode("iso-8859-6"))
    assert (found.text, found.charset) == (text, "iso-8859-6") and found.notes


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        (TURKISH, "windows-1254"),
        (FRENCH, "windows-1252"),
        ("Войска ушли из города, и это было не вчера, как он сказал", "windows-1251"),
        (
            "It\u2019s over, the mayor\u2019s office said on Monday in a \u201cshort\u201d note to "
            "the press and to all of us",
            "windows-1252",
        ),
    ],
)
def test_other_eight_bit_charsets(text: str, charset: str) -> None:
    assert decode(text.encode(charset)).text == text


@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1", "windows-1252", "no-such-charset", "utf-7", "hex", None])
def test_a_wrong_declaration_does_not_count(declared: str | None) -> None:
    found = decode(ARABIC.encode("windows-1256"), declared)
    assert found.text == ARABIC and found.charset == "windows-1256"
    assert any("windows-1256" in note for note in found.notes)


def test_utf8_declared_as_something_else_is_noted() -> None:
    found = decode(ARABIC.encode(), "windows-1256")
    assert found.text == ARABIC and found.notes == ("the page declares windows-1256 but is UTF-8; read as UTF-8",)


def test_a_broken_byte_is_replaced_and_its_place_said() -> None:
    data = ARABIC.encode()
    found = decode(data[:40] + b"\xff" + data[40:])
    assert found.text.count("\ufffd") == 1 and "first bad byte is at 40" in found.notes[0]


def test_text_cut_in_a_character_is_still_read() -> None:
    assert decode(ARABIC.encode()[:-2]).text.startswith(ARABIC[:-2])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \n", "empty"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04abcd", "office file"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (bytes(range(256)) * 8, "binary"),
        (b"\x00" * 500, "binary"),
        (b"\x01\x02\x03 a" * 50, "binary"),
    ],
    ids=short_id,
)
def test_what_is_not_text_gets_a_letter(data: bytes, words: str) -> None:
    with pytest.raises(BadDocument, match=words):
        decode(data)


def test_labels() -> None:
    assert codec("ISO-8859-1") == "windows-1252" and codec("x-cp1256") == "windows-1256" and codec("base64") is None


@settings(deadline=None)
@given(st.binary(max_size=400), st.none() | st.text(max_size=12))
def test_any_bytes_are_text_or_a_letter(data: bytes, declared: str | None) -> None:
    try:
        assert isinstance(decode(data, declared).text, str)
    except BadDocument as letter:
        assert "\n" not in str(letter)
