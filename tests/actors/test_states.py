"""States that stand for their governments, where places are known too."""

from __future__ import annotations

import pytest

from musnad import Record, document, read


def states(text: str, language: str) -> set[str | None]:
    record: Record = read(document(text, language=language), model=False)
    return {a.country for a in record.actors if a.kind == "government"}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ar", "اتهمت الحركة تركيا بقصف القرى.", {"TUR"}),
        ("ar", "وقعت إيران والعراق اتفاقا في العاصمة.", {"IRN", "IRQ"}),
        ("ar", "وصل الوفد إلى تركيا والعراق.", set()),
        ("en", "The movement accused Turkey of shelling the villages.", {"TUR"}),
        ("en", "Iran and Iraq signed an agreement.", {"IRN", "IRQ"}),
        ("en", "The delegation travelled to Iran and Iraq.", set()),
    ],
)
def test_a_state_is_its_government_where_it_acts_or_is_addressed(language: str, text: str, expected: set[str]) -> None:
    assert states(text, language) == expected


def test_a_town_named_like_a_monastery_is_no_organisation() -> None:
    record = read(document("قصف الطيران ريف دير الزور.", language="ar"), model=False)
    assert not [a for a in record.actors if a.kind == "organization"]


def test_a_warning_of_famine_is_no_threat() -> None:
    record = read(document("The United Nations warned of famine in the north.", language="en"), model=False)
    assert not record.events
