"""document(): the text's characters are decided once; what cannot be read gets a letter."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.errors import BadDocument, BadLanguage, MusnadError
from musnad.intake import document

ARABIC = "أعلن المجلس المحلي في مدينة نهر الوادي أن القصف توقف صباح اليوم."


def test_the_headline_becomes_the_first_line_once() -> None:
    made = document("The shelling stopped.", title="A quiet  morning", language="en")
    assert made.text == "A quiet morning\nThe shelling stopped."
    assert made.title == "A quiet morning"
    again = document(made.text, title="A quiet morning", language="en")
    assert again.text == made.text and again.id == made.id


def test_the_id_is_the_hash_of_the_text() -> None:
    made = document(ARABIC)
    assert made.id == hashlib.sha256(made.text.encode()).hexdigest()
    assert made.language == "ar" and made.raw_sha256 is None


def test_only_line_ends_change() -> None:
    text = "\u202bقال\u202c\u200f إن می\u200cرود\r\nثاني\u00a0سطر\rﷺ ﻻ e\u0301"
    made = document(text, language="ar")
    assert made.text == text.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize(
    ("given_date", "expected"),
    [
        ("2024-11-29", "2024-11-29"),
        ("2024-11-29T18:30:00Z", "2024-11-29T18:30:00+00:00"),
        ("2024-11-29 18:30:00+0300", "2024-11-29T18:30:00+03:00"),
        (date(2024, 11, 29), "2024-11-29"),
        (datetime(2024, 11, 29, 6, tzinfo=UTC), "2024-11-29T06:00:00+00:00"),
        (None, None),
    ],
)
def test_published_is_iso(given_date: str | date | None, expected: str | None) -> None:
    assert document(ARABIC, published=given_date).published == expected


@pytest.mark.parametrize("bad", ["yesterday", "29/11/2024", "2024-13-01", "2024-11", "2024-11-31", "", "20241129"])
def test_a_bad_date_says_what_is_expected(bad: str) -> None:
    with pytest.raises(BadDocument, match="expected an ISO 8601 date"):
        document(ARABIC, published=bad)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"),
        (" \n\t\u200f", "no letter|empty"),
        ("12:30 … 2024!", "no letter"),
        ("ab\x00c", "NUL at character 2"),
        ("abc\ud800", "half a surrogate pair at character 3"),
        ("x" * 1_000_001, "1,000,001 characters and the limit is 1,000,000"),
        ("a\x01\x02\x03\x04\x05", "binary"),
    ],
    ids=["empty", "white", "figures", "nul", "surrogate", "long", "binary"],
)
def test_unreadable_text_gets_a_letter(text: str, words: str) -> None:
    with pytest.raises(BadDocument, match=words) as caught:
        document(text)
    assert "\n" not in str(caught.value)


def test_codes_are_checked() -> None:
    assert document(ARABIC, outlet_country="syr").outlet_country == "SYR"
    with pytest.raises(BadDocument, match="alpha-3"):
        document(ARABIC, outlet_country="Syria")
    with pytest.raises(BadLanguage, match="ISO 639"):
        document(ARABIC, language="العربية")
    with pytest.raises(BadLanguage, match="--language"):
        document("ꓡꓲꓢꓴ ꓡꓲꓢꓴ")


@settings(deadline=None)
@given(st.text(max_size=300), st.none() | st.text(max_size=40))
def test_any_text_is_a_document_or_a_letter(text: str, title: str | None) -> None:
    try:
        made = document(text, title=title)
    except MusnadError as letter:
        assert "\n" not in str(letter)
        return
    assert made.text.endswith(text.replace("\r\n", "\n").replace("\r", "\n"))
    assert made.title is None or made.text.lstrip().split("\n")[0].split() == made.title.split()
