"""The events room beyond its cases: merging, contradictions, places and times, triage, purity, broken rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from musnad import document, languages
from musnad.errors import BadRule
from musnad.events import case_label, classify_sentence, detect, find_events, is_about_conflict, sentence_events
from musnad.events.rules import event_rules
from musnad.languages import Language
from musnad.record import Event, Mention, Place, Reason, Span, TimeValue, item_id
from musnad.text import split_text
from musnad.text.numbers import find_numbers

REASON = Reason("test.given", "given by the test")


def events_of(text: str, code: str = "en", **given: tuple[object, ...]) -> tuple[Event, ...]:
    language = languages.load(code)
    cut = split_text(document(text, language=code), language)
    sides = {"mentions": (), "actors": (), "places": (), "times": (), "attributions": (), **given}
    return find_events(cut, numbers=find_numbers(cut, language), language=language, **sides)  # type: ignore[arg-type]


def located(text: str, name: str) -> tuple[Mention, Place]:
    span = Span(text.index(name), text.index(name) + len(name))
    mention = Mention(item_id("mention", "place", span), span, span, "place", "name", None, REASON)
    place = Place(
        item_id("place", "place", span), mention.id, name, None, None, None, None, None, "town", None, (), REASON
    )
    return mention, place


def test_headline_and_lead_tell_one_event_with_two_spans() -> None:
    found = events_of(
        "Gunmen kill five soldiers in Mosul\nGunmen killed five soldiers in an ambush near the city on Monday."
    )
    assert [e.type for e in found] == ["ASSAULT"]
    assert len(found[0].evidence) == 2


def test_different_tolls_stay_two_events() -> None:
    found = events_of("Gunmen killed five soldiers in Mosul.\nGunmen killed nine soldiers in Mosul.")
    assert sorted(e.tolls[0].low or 0 for e in found) == [5, 9]


def told_again(text: str) -> list[int]:
    """How many spans tell each assault of an Arabic text."""
    return [len(e.evidence) for e in events_of(text, "ar") if e.type == "ASSAULT"]


def test_a_headline_and_its_lead_that_count_alike_are_one_event_whatever_the_words() -> None:
    assert told_again(
        "مقتل 3 شرطيين في تفجير\nلقي ثلاثة من رجال الشرطة مصرعهم في انفجار عبوة ناسفة استهدفت دوريتهم."
    ) == [2]
    assert told_again("مقتل 12 شخصا قرب السد\nقتل 12 شخصا على الأقل في هجوم شنه مسلحون على فندق.") == [2]


def test_another_killing_with_another_count_stays_apart_from_the_headline() -> None:
    assert told_again("مقتل 5 جنود في هجوم\nقتل ثلاثة جنود في هجوم على السد. وقتل جنديان في هجوم آخر.") == [1, 1, 1]


def test_what_follows_the_lead_with_the_same_count_is_no_third_telling() -> None:
    text = "مقتل 3 شرطيين في تفجير\nقتل ثلاثة من رجال الشرطة في انفجار عبوة. وقتل ثلاثة مهربين في انفجار آخر قرب النهر."
    assert told_again(text) == [2, 1]


def test_a_definite_noun_takes_up_the_event_before() -> None:
    found = events_of("Gunmen killed five soldiers in Mosul. The attack was condemned by the minister.")
    assault = [e for e in found if e.type == "ASSAULT"]
    assert len(assault) == 1
    assert len(assault[0].evidence) == 2


def test_place_of_the_clause_and_no_place_from_a_dateline() -> None:
    text = "Beirut - Gunmen killed five soldiers in Mosul."
    beirut, mosul = located(text, "Beirut"), located(text, "Mosul")
    found = events_of(text, mentions=(beirut[0], mosul[0]), places=(beirut[1], mosul[1]))
    assert found[0].place == mosul[1].id
    only = events_of("Beirut - Gunmen killed five soldiers.", mentions=(beirut[0],), places=(beirut[1],))
    assert only[0].place is None


def test_time_comes_from_the_text_alone() -> None:
    text = "Gunmen killed five soldiers on Monday. They kidnapped a judge."
    span = Span(text.index("Monday"), text.index("Monday") + 6)
    monday = TimeValue(
        item_id("time", "day", span), span, "2024-01-01", "2024-01-01", "2024-01-02", "day", "none", REASON
    )
    found = events_of(text, times=(monday,))
    assert [e.time for e in found] == [monday.id, monday.id]
    narrative = [p.rule for p in found[1].reason.parts if p.rule.startswith("events.time/")]
    assert narrative == ["events.time/narrative"]
    assert events_of("Gunmen killed five soldiers.")[0].time is None


def test_every_event_says_which_rules_decided() -> None:
    (event,) = events_of("قصفت المدفعية التركية قرى في ريف الحسكة.", "ar")
    rules = [event.reason.rule, *(p.rule for p in event.reason.parts)]
    assert rules[0].startswith("events.triggers/")
    assert any(r.startswith("events.roles/") for r in rules)
    assert {r.split("/")[0] for r in rules} >= {"codebook.acled_rules", "codebook.plover_cameo", "codebook.ucdp_rules"}


def test_reading_twice_gives_the_same() -> None:
    text = "قتل جنديان وأصيب ثلاثة في هجوم شنه مسلحون على حاجز قرب درعا."
    assert events_of(text, "ar") == events_of(text, "ar")


def test_ids_are_unique_and_spans_stand_on_the_text() -> None:
    text = (
        "A court sentenced two men to prison. Gunmen killed five soldiers and wounded three. Police arrested 12 people."
    )
    found = events_of(text)
    assert len({e.id for e in found}) == len(found) >= 3
    assert all(0 <= s.start < s.end <= len(text) for e in found for s in (e.trigger, *e.evidence))


@pytest.mark.parametrize(
    ("code", "about", "not_about"),
    [
        (
            "en",
            "Rebels attacked the army base; soldiers shelled the town and arrested dozens.",
            "The chef baked bread and cake.",
        ),
        ("ar", "قصفت الطائرات المدينة وقتل مسلحون جنودا في هجوم.", "افتتح المطعم فرعا جديدا وقدم أطباقا شهية."),
    ],
)
def test_triage(code: str, about: str, not_about: str) -> None:
    language = languages.load(code)
    assert is_about_conflict(about, language)[0]
    assert not is_about_conflict(not_about, language)[0]
    assert is_about_conflict(about, language)[1] > is_about_conflict(not_about, language)[1]


def test_sentence_level_functions() -> None:
    language = languages.load("en")
    text = split_text(document("Israel threatened to bomb the capital.", language="en"), language)
    main = classify_sentence(text, language)
    assert main is not None
    assert (main.type, main.mode) == ("THREATEN", "violence")
    shelled = split_text(document("Militants fired rockets at the airport, killing 3 people.", language="en"), language)
    assert case_label(shelled, language) == "ART_MISS_ATTACK"
    assert detect(shelled, "ASSAULT", language)[0]
    assert not detect(shelled, "PROTEST", language)[0]
    quiet = split_text(document("The museum opened an exhibition.", language="en"), language)
    assert sentence_events(quiet, language) == ()


def test_a_rule_that_names_an_unknown_frame_is_refused(tmp_path: Path) -> None:
    source = languages.FOLDER / "tr"
    for name in ("letters.yml", "words.yml"):
        (tmp_path / name).write_text((source / name).read_text(encoding="utf-8"), encoding="utf-8")
    broken = (source / "events.yml").read_text(encoding="utf-8").replace("ASSAULT: strike", "ASSAULT: strik")
    (tmp_path / "events.yml").write_text(broken, encoding="utf-8")
    with pytest.raises(BadRule, match="there is no frame 'strik'"):
        event_rules(Language.from_folder(tmp_path))
