"""Sentences, headlines and quotations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.languages import load
from musnad.record import Document, Text
from musnad.text import split_text


def split(text: str, code: str, title: str | None = None) -> Text:
    return split_text(Document("x", text, code, title), load(code))


def sentences(text: str, code: str) -> list[str]:
    return [s.span.of(text) for s in split(text, code).sentences]


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        ("ar", ["قال الوزير: «نحن هنا. ولن نرحل.»", "ثم غادر القاعة."]),
        ("ar", ["انتهت المعركة.", "وقال شاهد إن الهدوء عاد!"]),
        ("ar", ["هل توقف القصف؟", "لا أحد يعرف…", "لكن السكان عادوا."]),
        ("ar", ["بلغت النسبة 3.5 في المئة بحسب د. سامر."]),
        ("en", ["Gen. Adam Smith of the U.S. Army arrived on Jan. 5.", "He left at 3.30 p.m. on Friday."]),
        ("en", ['"We will not leave," he said.', "They did."]),
        ("en", ["The convoy (of 30 lorries) stopped.", "Why?", "Nobody said."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(code: str, parts: list[str]) -> None:
    assert sentences(" ".join(parts), code) == parts


def test_a_stop_without_a_space_ends_a_sentence_but_not_an_abbreviation() -> None:
    assert sentences("انتهت المعارك.وعاد السكان.", "ar") == ["انتهت المعارك.", "وعاد السكان."]
    assert sentences("The talks ended.The army left.", "en") == ["The talks ended.", "The army left."]
    assert sentences("The U.N.-backed force stayed.", "en") == ["The U.N.-backed force stayed."]


def test_a_headline_without_a_stop_is_a_sentence_of_its_own() -> None:
    text = split("هدنة في الوادي\nأعلن الطرفان هدنة. وعاد السكان.", "ar")
    assert [s.headline for s in text.sentences] == [True, False, False]
    assert [s.paragraph for s in text.sentences] == [0, 1, 1]


@pytest.mark.parametrize(
    ("text", "inner", "closed"),
    [
        ("قال «نعم» وذهب", ["نعم"], [True]),
        ("قال “نعم” وذهب", ["نعم"], [True]),
        ("قال ”نعم“ وذهب", ["نعم"], [True]),
        ('قال "نعم" وذهب', ["نعم"], [True]),
        ("وصفه بـ”القائد المقاوم” علنا", ["القائد المقاوم"], [True]),
        ("قال «نعم وذهب", ["نعم وذهب"], [False]),
        ("قال «نحن في \"الجبهة\" باقون» وذهب", ['نحن في "الجبهة" باقون', "الجبهة"], [True, True]),
    ],
)
def test_quotations_of_all_kinds_are_found(text: str, inner: list[str], closed: list[bool]) -> None:
    quotes = split(text, "ar").quotes
    assert [q.inner.of(text) for q in quotes] == inner
    assert [q.closed for q in quotes] == closed


def test_an_apostrophe_is_no_quotation_mark() -> None:
    assert split("Gaza’s hospitals don’t have fuel", "en").quotes == ()


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = "قال «نعم\nوعاد السكان."
    assert [q.inner.of(text) for q in split(text, "ar").quotes] == ["نعم"]


MIXED = st.text(st.sampled_from("ابن و.؟!،«»“”\"'’()\n 3٥aB…-ـ\u200f"), max_size=80)


@given(MIXED)
def test_sentences_cover_all_tokens_once_and_in_order(text: str) -> None:
    for code in ("ar", "en"):
        made = split(text, code)
        covered = [i for s in made.sentences for i in range(s.first, s.last)]
        assert covered == list(range(len(made.tokens)))
        assert all(text[t.start : t.end] == t.text and t.fold for t in made.tokens)
        assert all(q.outer.covers(q.inner) and len(q.inner) > 0 for q in made.quotes)


@given(MIXED)
def test_no_letter_or_digit_is_left_out_of_the_tokens(text: str) -> None:
    made = split(text, "ar")
    inside = {i for t in made.tokens for i in range(t.start, t.end)}
    assert [c for i, c in enumerate(text) if c.isalnum() and i not in inside] == []


def test_a_text_without_stops_is_cut_all_the_same() -> None:
    from musnad.intake import document
    from musnad.languages import load
    from musnad.text.split import LONG_SENTENCE, LONGEST_SENTENCE, split_text

    made = document("the army said, " * 2000, language="en")
    sentences = split_text(made, load("en")).sentences
    assert max(s.last - s.first for s in sentences) <= LONGEST_SENTENCE
    assert min(s.last - s.first for s in sentences[:-1]) >= LONG_SENTENCE
    assert sum(s.last - s.first for s in sentences) == 8000
