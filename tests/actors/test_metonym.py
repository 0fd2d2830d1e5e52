"""A state that is spoken to or sided with stands for its government."""

from __future__ import annotations

import pytest

from musnad import document, read


@pytest.mark.parametrize(
    ("text", "state", "acts"),
    [
        ("اتهم المتحدث باسم الحركة، فوزي برهوم، إسرائيل بخرق الهدنة.", "إسرائيل", True),  # an apposition stands between
        ("انسحبت الفصائل الموالية لتركيا من البلدة.", "تركيا", True),
        ("هاجمت الميليشيات المدعومة من إيران القاعدة.", "إيران", True),
        ("وصلت القوات من لبنان إلى البلدة.", "لبنان", False),
    ],
)
def test_states_that_are_spoken_to_or_sided_with(text: str, state: str, acts: bool) -> None:
    record = read(document(text, language="ar"), model=False)
    assert (state in {a.name for a in record.actors}) is acts
