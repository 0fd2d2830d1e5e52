"""Validators over whole records: what a codebook asks for and the text does not tell."""

from __future__ import annotations

import pytest

from musnad import document, read
from musnad.events.gaps import find_gaps


def gaps(text: str) -> set[str]:
    record = read(document(text, language="en", published="2024-05-02"), model=False)
    assert record.events and record.problems() == []
    assert {g.item for g in find_gaps(record)} <= {e.id for e in record.events}
    return {g.validator for g in find_gaps(record)}


@pytest.mark.parametrize(
    ("text", "missing", "there"),
    [
        ("The ministry donated blankets on Monday.", {"plover.recipient"}, set()),
        ("The ministry donated blankets to refugees on Monday.", set(), {"plover.recipient"}),
        ("Clashes erupted between the army and rebels in Aleppo on Monday.", set(),
         {"acled.sides", "acled.time_precision", "acled.geo_precision"}),
        ("Gunmen killed three soldiers.", {"acled.time_precision", "acled.geo_precision"}, {"acled.sides"}),
        ("Gunmen threatened to kill three soldiers.", set(), {"acled.time_precision", "acled.geo_precision"}),
    ],
)  # fmt: skip
def test_gaps_are_named_by_their_validator(text: str, missing: set[str], there: set[str]) -> None:
    found = gaps(text)
    assert missing <= found and not there & found


def test_a_battle_with_one_side_is_a_gap() -> None:
    assert "acled.sides" in gaps("Fierce clashes erupted in Aleppo on Monday, leaving four rebels dead.")
