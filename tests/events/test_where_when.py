"""Where and when an event was: what is only said of has no place of its own, and no deed a time that contradicts its status."""

from __future__ import annotations

import pytest

from musnad import Record, document, read
from musnad.record import Event

PUBLISHED = "2024-11-03"


def told(text: str, language: str) -> Record:
    return read(document(text, language=language, published=PUBLISHED), model=False)


def the(record: Record, type_: str) -> Event:
    return next(e for e in record.events if e.type == type_)


def place(record: Record, event: Event) -> str | None:
    return next((p.name for p in record.places if p.id == event.place), None)


def time(record: Record, event: Event) -> str | None:
    return next((t.span.of(record.document.text) for t in record.times if t.id == event.time), None)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("استنكر الأزهر تفجير الحسينية في كويتا أمس.", "ar"),
        ("The Security Council condemned the attack in Quetta.", "en"),
    ],
)
def test_a_condemnation_is_not_where_the_deed_was(text: str, language: str) -> None:
    record = told(text, language)
    assert place(record, the(record, "ACCUSE")) is None


def test_a_place_right_behind_the_word_is_its_own() -> None:
    record = told("The minister warned in Geneva on Friday that the army would attack Homs.", "en")
    assert place(record, the(record, "THREATEN")) in ("Geneva", None)
    assert place(record, the(record, "THREATEN")) != "Homs"


def test_a_state_that_acts_is_no_place() -> None:
    record = told("Russia has expelled two British diplomats, accusing them of spying.", "en")
    assert place(record, the(record, "ACCUSE")) is None


def test_a_day_in_a_name_dates_nothing() -> None:
    record = told("قصف الجيش سوق الجمعة في المدينة.", "ar")
    assert time(record, the(record, "ASSAULT")) is None


def test_what_happened_has_no_date_in_the_future() -> None:
    record = told("تعهدت تركيا بسحب قواتها غدا.", "ar")
    assert time(record, the(record, "AGREE")) is None


def test_a_noun_dated_in_the_future_is_planned() -> None:
    record = told("Talks between the government and the rebels will resume next week.", "en")
    event = the(record, "CONSULT")
    assert time(record, event) == "next week" and event.modality.status == "planned"
