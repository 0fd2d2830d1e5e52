"""Who does what to whom in whole records, where events meet mentions and actors (rules alone)."""

from __future__ import annotations

import pytest

import musnad
from musnad.record import Record


def _sides(record: Record, kind: str) -> tuple[list[str], list[str]]:
    """The names of the actors and of the recipients of the first event of a type."""
    names = {a.id: a.name for a in record.actors}
    event = next(e for e in record.events if e.type == kind)
    return [names[a] for a in event.actors], [names[r] for r in event.recipients]


def _read(text: str) -> Record:
    return musnad.read(musnad.document(text), model=False)


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Thousands marched through Marib to demand the release of the detainees.", ["Thousands"]),
        ("Hundreds took to the streets in Sidon.", ["Hundreds"]),
        ("تظاهر الآلاف في مأرب للمطالبة بالإفراج عن المعتقلين.", ["الآلاف"]),
        ("خرج مساء الخميس المئات إلى الشوارع.", ["المئات"]),
    ],
)
def test_a_crowd_protests_and_for_whom_it_does_is_not_against_whom(text: str, actors: list[str]) -> None:
    assert _sides(_read(text), "PROTEST") == (actors, [])


@pytest.mark.parametrize("text", ["The shelling killed dozens in Marib.", "قتل العشرات في قصف على مأرب."])
def test_a_number_of_dead_names_nobody(text: str) -> None:
    record = _read(text)
    assert not any(m.kind == "people" for m in record.mentions)
    assert [t.effect for e in record.events for t in e.tolls] == ["killed"]


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("A spokesman for the army denied that its planes had bombed the market.", "the army"),
        ("نفى متحدث باسم الجيش أن تكون طائراته قد قصفت السوق.", "الجيش"),
        ("قال المتحدث باسم الحكومة إن قواتها استعادت البلدة.", "الحكومة"),
    ],
)
def test_whose_planes_they_are(text: str, owner: str) -> None:
    assert _sides(_read(text), "ASSAULT")[0] == [owner]


def test_who_is_counted_is_named_without_of() -> None:
    record = _read("Doctors Without Borders said two of its staff were killed when a shell hit its clinic.")
    (said,) = record.attributions
    assert said.source is not None
    assert (said.source.of(record.document.text), said.source_kind) == ("Doctors Without Borders", "organization")
    assert [t.who for e in record.events for t in e.tolls] == ["its staff"]


@pytest.mark.parametrize(
    "text",
    [
        "اندلعت اشتباكات بين قوات الدعم السريع والجيش السوداني في أم درمان.",
        "اندلعت اشتباكات بين الجيش السوداني وقوات الدعم السريع في أم درمان.",
    ],
)
def test_a_name_of_several_words_is_one_side_of_a_clash(text: str) -> None:
    assert set(_sides(_read(text), "ASSAULT")[0]) == {"قوات الدعم السريع", "الجيش السوداني"}


def test_whom_a_president_receives_is_not_his_own_office() -> None:
    record = _read("استقبل الرئيس المصري سامي فؤاد وزير الخارجية الأميركي لبحث الوضع في البحر.")
    assert _sides(record, "CONSULT") == (["سامي فؤاد"], ["وزير الخارجية الأميركي"])


def test_a_denied_accusation_was_made_all_the_same_and_by_whom() -> None:
    record = _read("نفت حركة حماس الاتهامات الإسرائيلية باستخدام المستشفى.")
    assert _sides(record, "ACCUSE")[0] == ["إسرائيل"]
    assert next(e for e in record.events if e.type == "ACCUSE").modality.polarity == "affirmed"


@pytest.mark.parametrize("model", [False, True])
def test_who_arrests_a_suspect_did_not_do_what_he_is_suspected_of(model: bool) -> None:
    text = "أعلن الجيش اللبناني توقيف أربعة سوريين للاشتباه بهم في إطلاق صواريخ."
    record = musnad.read(musnad.document(text), model=model)
    assert _sides(record, "ASSAULT") == (["أربعة سوريين"], [])
    assert next(e for e in record.events if e.type == "ASSAULT").modality.certainty == "possible"


@pytest.mark.parametrize("text", ["Israel killed 15 people in Gaza.", "Hamas killed 15 people in Sderot."])
def test_who_kills_by_name_is_a_sign_of_conflict(text: str) -> None:
    record = _read(text)
    assert [t.low for e in record.events for t in e.tolls] == [15]
    assert _sides(record, "ASSAULT")[0] == [text.split()[0]]


def test_floods_that_kill_are_no_assault() -> None:
    assert not _read("Floods killed 15 people in Libya.").events
