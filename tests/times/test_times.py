"""Times beyond the cases of languages/*/times.cases.yml: rules of the house, precision codes, broken rule files, robustness."""

from __future__ import annotations

import time
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad import document, languages
from musnad.errors import BadRule
from musnad.record import TimeValue
from musnad.text import split_text
from musnad.times import acled_time_precision, find_times, ucdp_date_prec
from musnad.times.calendars import easter, hijri_month
from musnad.times.combinators import FUNCTIONS, BadExpression, compile_value
from musnad.times.context import DIARY, NEWS, PLAN
from musnad.times.expressions import find_expressions, parse_duration, parse_time
from musnad.times.grammar import Grammar


def times(text: str, published: str | None = "2024-05-15", code: str = "ar") -> tuple[TimeValue, ...]:
    language = languages.load(code)
    return find_times(split_text(document(text, language=code, published=published), language), language)


def test_without_publication_date_a_relative_time_has_no_dates_and_says_why() -> None:
    (found,) = times("قتل أمس ثلاثة", published=None)
    assert (found.edtf, found.earliest, found.latest, found.anchor) == (None, None, None, "none")
    assert "publication date" in found.reason.sentence


def test_an_explicit_date_is_anchored_in_the_document() -> None:
    (found,) = times("في 7 تشرين الأول/أكتوبر 2023", published=None)
    assert (found.edtf, found.anchor) == ("2023-10-07", "document")


def test_what_a_story_counts_for_itself_stays_undated() -> None:
    (found,) = times("وتوفي بعد يومين")
    assert found.earliest is None and "elsewhere" in found.reason.sentence


def test_the_printed_weekday_chooses_the_year() -> None:
    (found,) = times("الجمعة 10 أيار")
    assert found.earliest == "2024-05-10"
    (found,) = times("الأربعاء 10 أيار")  # 10 May was a Wednesday in 2023
    assert found.earliest == "2023-05-10"


def test_the_weekday_beside_yesterday_may_move_it_by_one_day() -> None:
    (found,) = times("قتل أمس الاثنين")  # published on a Wednesday: yesterday was Tuesday
    assert found.earliest == "2024-05-13"


def test_the_day_that_the_text_names_as_its_own_is_said_and_spanned() -> None:
    text = "وانتزع المقاتلون اليوم الاثنين ثلاث قرى، وقتل أمس جنديان."
    named, yesterday = times(text)
    assert (yesterday.anchor, yesterday.edtf) == ("document", "2024-05-12")
    assert "2024-05-13" in yesterday.reason.sentence and "not from the given" in yesterday.reason.sentence
    assert [s.of(text) for s in yesterday.reason.spans] == ["أمس", "اليوم الاثنين"]
    assert named.reason.spans == (named.span,)


def test_days_that_contradict_each_other_move_nothing() -> None:
    found = times("قال اليوم الاثنين إن القصف وقع، وقال آخر اليوم السبت إنه لم يقع، وقتل أمس اثنان.")
    assert [(t.edtf, t.anchor) for t in found][-1] == ("2024-05-14", "published")


def test_a_dateline_stands_in_for_a_missing_publication_date() -> None:
    dateline, yesterday = times("Aleppo, 10 May 2024 - Planes shelled the town yesterday.", published=None, code="en")
    assert (dateline.edtf, yesterday.edtf, yesterday.anchor) == ("2024-05-10", "2024-05-09", "document")


def test_a_date_long_before_publication_begins_a_story_and_is_no_dateline() -> None:
    *_, sunday = times("10 May 2021 was the first day of the siege. Shelling resumed on Sunday.", code="en")
    assert (sunday.edtf, sunday.anchor) == ("2024-05-12", "published")


@pytest.mark.parametrize(
    ("text", "acled", "ucdp"),
    [
        ("في 3 أيار 2024", 1, 1), ("مساء أمس", 1, 1), ("بين 3 و5 أيار", 2, 2), ("الأسبوع الماضي", 2, 3),
        ("أواخر نيسان 2024", 2, 4),
        ("في نيسان 2024", 3, 4), ("عام 2013", 3, 5), ("منذ عام 2013", 3, 5), ("لمدة ثلاثة أيام", None, None),
    ],
)  # fmt: skip
def test_precision_codes(text: str, acled: int | None, ucdp: int | None) -> None:
    (found,) = times(text)
    assert (acled_time_precision(found), ucdp_date_prec(found)) == (acled, ucdp)


def test_policies_disagree_on_a_bare_weekday() -> None:
    ar, now = languages.load("ar"), datetime(2013, 2, 12, 4, 30)  # a Tuesday
    assert parse_time("الثلاثاء", ar, now, NEWS)[0].start == "2013-02-12T00:00:00"
    assert parse_time("الثلاثاء", ar, now, PLAN)[0].start == "2013-02-19T00:00:00"
    assert {v.start[:10] for v in parse_time("الثلاثاء", ar, now, DIARY)} == {"2013-02-05", "2013-02-12"}


def test_loose_readings_only_where_a_time_is_expected() -> None:
    en, now = languages.load("en"), datetime(2016, 11, 7)
    assert parse_time("4/22", en, now, DIARY) and not parse_time("4/22", en, now, NEWS)


def test_durations_have_value_and_unit() -> None:
    assert parse_duration("30 يوم", languages.load("ar")) == (30, "day")
    assert parse_duration("three weeks", languages.load("en")) == (3, "week")
    assert parse_duration("ساعة ونصف", languages.load("ar")) == (90, "minute")
    assert parse_duration("سنتين و3 أشهر", languages.load("ar")) == (27, "month")
    assert parse_duration("الخميس", languages.load("ar")) is None


def test_timex_of_open_and_full_dates() -> None:
    now = datetime(2016, 11, 7)
    shown = [
        e.timex
        for t in ("2 أكتوبر", "15 يونيو 2016", "الأسبوع القادم")
        for e in find_expressions(t, languages.load("ar"), now, DIARY)
    ]
    assert shown == ["XXXX-10-02", "2016-06-15", "2016-W46"]


def test_a_sign_that_folds_to_a_digit_leaves_numbers_what_they_are() -> None:
    arabic, now = languages.load("ar"), datetime(2016, 11, 7)
    for sign in "²٢①②③":
        find_expressions(f"مساحتها 30 م {sign} في بلدة", arabic, now, DIARY)
    assert [e.timex for e in find_expressions("2 أكتوبر", arabic, now, DIARY)] == ["XXXX-10-02"]


def test_calendars() -> None:
    assert hijri_month(1436, 9) == (datetime(2015, 6, 18), datetime(2015, 7, 17))  # Ramadan 1436, Umm al-Qura
    assert hijri_month(1, 1) == (datetime(622, 7, 19), datetime(622, 8, 18))  # tabular epoch, 16 July 622 Julian
    assert easter(2024) == datetime(2024, 3, 31)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("shift(a)", "no function"),
        ("merge(a, b)", "neither a capture"),
        ("merge(a", "not written like a call"),
        ("a.b", "neither a capture"),
    ],
)
def test_a_broken_value_expression_is_explained(value: str, message: str) -> None:
    with pytest.raises(BadExpression, match=message):
        compile_value(value, ["a"])


def test_a_broken_rule_names_its_place() -> None:
    data = {"rules": {"time": [{"id": "x", "pattern": "n:<dd>", "value": "dya(n)"}]}}
    with pytest.raises(BadRule, match=r"rules\.time\.x.*dya"):
        Grammar(languages.load("en"), data)


def test_every_function_of_the_grammar_is_documented_or_plain() -> None:
    assert {"merge", "on", "turn", "cycle", "ago", "between", "hijri", "nth"} <= set(FUNCTIONS)


PIECES = [
    "الاثنين",
    "الماضي",
    "12",
    "/",
    "5",
    "2023",
    "أيار",
    "الساعة",
    "الثالثة",
    "مساء",
    "من",
    "إلى",
    "و",
    "قبل",
    "بعد",
    "منذ",
    "ثلاثة",
    "أيام",
    "شهر",
    "-",
    "هـ",
    "99",
    "0",
    "الموافق",
    "رمضان",
    "القرن",
    "عام",
    "نهاية",
]


@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=12),
    st.sampled_from([None, "2024-02-29", "0001-01-01", "1600-01-01", "9999-12-31"]),
)
@settings(max_examples=200, deadline=None)
def test_any_heap_of_time_words_is_read_without_error_or_overlap(pieces: list[str], published: str | None) -> None:
    end = 0
    for found in times("خبر: " + " ".join(pieces), published=published):
        assert end <= found.span.start < found.span.end
        end = found.span.end
        if found.earliest and found.latest:
            assert found.earliest < found.latest


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["3 أيام و", "من 5 أيار إلى", "2011", "الاثنين ", "12/5", "( الخميس", "قبل", "عشرون و"]
)
def test_a_long_heap_is_read_in_reasonable_time(piece: str) -> None:
    started = time.perf_counter()
    times("خبر: " + " ".join([piece] * 2000))
    assert time.perf_counter() - started < 10
