"""Numbers beyond the cases of languages/*/numbers.cases.yml: single values, spans, and what must never happen."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad import document, languages
from musnad.text import split_text
from musnad.text.numbers import Number, find_numbers, find_ordinals, free_numbers, value_of
from musnad.times import find_times


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("صفر", 0), ("-١٫٢", -1.2), ("12/10", 1.2), ("١٬٠٠٠٬٠٠٠", 1_000_000), ("مئتين وعشرة", 210),
        ("خمسمائة و خمسة و عشرون", 525),
        ("3 ملايين", 3_000_000), ("100K", 100_000), (".77", 0.77), ("ناقص 5", -5),
        ("ألفا", 2000), ("خمسون ألفا", 50_000), ("مليون ونصف", 1_500_000),
    ],
)  # fmt: skip
def test_a_number_that_stands_alone(text: str, value: float) -> None:
    assert value_of(text, languages.load("ar")) == pytest.approx(value)


@pytest.mark.parametrize("text", ["", "قصف", "ثلاثة أيام", "الرابع", "12 -", "و"])
def test_what_is_not_one_number_has_no_value(text: str) -> None:
    assert value_of(text, languages.load("ar")) is None


def test_ordinals_are_read_when_asked_for() -> None:
    assert value_of("الحادي عشر", languages.load("ar"), ordinal=True) == 11
    assert value_of("twenty-first", languages.load("en"), ordinal=True) == 21


def test_spans_point_at_the_original_characters() -> None:
    text = split_text(document("قتل وثَلاثة وعشرون شخصا في ٢٥ غارة", language="ar"), languages.load("ar"))
    found = find_numbers(text, languages.load("ar"))
    assert [(n.span.of(text.document.text), n.low) for n in found] == [("ثَلاثة وعشرون", 23), ("٢٥", 25)]


def test_an_ordinal_is_no_quantity() -> None:
    text = split_text(document("الفرقة الحادية عشرة", language="ar"), languages.load("ar"))
    assert find_numbers(text, languages.load("ar")) == ()
    assert [n.low for n in find_ordinals(text, languages.load("ar"))] == [11]


def numbers_of(text: str, code: str) -> tuple[tuple[Number, ...], tuple[Number, ...]]:
    language = languages.load(code)
    split = split_text(document(text, language=code, published="2024-05-15"), language)
    found = find_numbers(split, language)
    return found, free_numbers(found, find_times(split, language))


@pytest.mark.parametrize(
    ("text", "code", "core"),
    [
        ("At least eleven people died", "en", "eleven"), ("Between 500 and 1300 people died", "en", "500 and 1300"),
        ("dozens were hurt", "en", "dozens"), ("from 10 to 15 men", "en", "10 to 15"),
        ("ما لا يقل عن 12 شخصا", "ar", "12"), ("أكثر من عشرين ألف نازح", "ar", "عشرين ألف"),
        ("12 شخصا على الأقل", "ar", "12"),
    ],
)  # fmt: skip
def test_the_core_is_the_bare_number(text: str, code: str, core: str) -> None:
    (number,), _ = numbers_of(text, code)
    assert number.core.of(text) == core
    tokens = split_text(document(text, language=code), languages.load(code)).tokens
    assert (tokens[number.core_first].start, tokens[number.core_last - 1].end) == (number.core.start, number.core.end)


@pytest.mark.parametrize(
    ("text", "code", "free"),
    [
        ("Aleppo 3 May 2016 Five civilians died", "en", ["Five"]),
        ("قتل 12 جنديا منذ نحو أربعة أشهر", "ar", ["12"]),
        ("قتل ثلاثة عند الساعة 11:59 مساء الأحد", "ar", ["ثلاثة"]),
        ("وصل 40 نازحا", "ar", ["40"]),
    ],
)
def test_numbers_of_dates_and_durations_are_not_free(text: str, code: str, free: list[str]) -> None:
    _, found = numbers_of(text, code)
    assert [n.span.of(text) for n in found] == free


WORDS = st.lists(
    st.sampled_from(
        [
            "ثلاثة",
            "و",
            "عشرون",
            "ألف",
            "مئة",
            "12",
            "3.5",
            "من",
            "إلى",
            "-",
            "نصف",
            "مليون",
            "أكثر",
            "عشرات",
            "الآلاف",
            "الرابع",
            "عشر",
            "/",
        ]
    ),
    max_size=14,
)


@given(WORDS)
@settings(max_examples=150, deadline=None)
def test_numbers_never_overlap_and_bounds_are_ordered(words: list[str]) -> None:
    if not words:
        return
    language = languages.load("ar")
    text = split_text(document("خبر: " + " ".join(words), language="ar"), language)
    end = 0
    for number in find_numbers(text, language):
        assert end <= number.span.start < number.span.end <= len(text.document.text)
        assert number.low is None or number.high is None or number.low <= number.high
        end = number.span.end
