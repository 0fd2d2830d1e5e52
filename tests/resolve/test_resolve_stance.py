"""Headlines that agree, disagree or tell of other things. Invented."""

from __future__ import annotations

import pytest

from musnad.resolve.stance import FEATURES, LABELS, lines, stance, stem


@pytest.mark.parametrize(
    ("first", "second", "label"),
    [
        ("مجلس المدينة يعلن فتح الطريق الشرقي", "فتح الطريق الشرقي بإعلان من مجلس المدينة", "agree"),
        ("المجلس يوافق على الاتفاق", "المجلس يرفض الاتفاق", "disagree"),
        ("مقتل 5 في انفجار بالسوق", "مقتل 12 في انفجار بالسوق", "disagree"),
        ("وفد من طلاب الجامعة يزور متحف المدينة القديمة", "مصرف الساحل يعلن أرباح العام الماضي", "other"),
    ],
)
def test_labels(first: str, second: str, label: str) -> None:
    assert stance(first, second)[0] == label


def test_every_feature_is_between_zero_and_a_few_and_scores_have_all_labels() -> None:
    pair = lines("المجلس يوافق على الاتفاق", "المجلس يرفض الاتفاق")
    assert all(0 <= feature(pair) <= 3 for feature in FEATURES)
    assert set(stance("a", "b")[1]) == set(LABELS)


def test_stems_lose_what_is_written_together_with_a_word() -> None:
    assert stem("والمجلس") == stem("المجلس") == stem("بالمجلس") == "مجلس"
    assert stem("Council") == "council"


def test_empty_headlines_do_not_break() -> None:
    assert stance("", "")[0] in LABELS
