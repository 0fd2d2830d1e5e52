"""Finding events by claim, and documents by words."""

from __future__ import annotations

import contextlib

import archive_samples
import pytest
from sqlalchemy import text

from musnad.archive import Archive, add
from musnad.archive.find import Asked, find_events, undated
from musnad.archive.folding import fold_name, folded_words, languages_of
from musnad.archive.models import Documents, Entities, EntityMembers
from musnad.archive.query import (
    Wanted,
    actors,
    all_documents,
    count_documents,
    document_named,
    documents,
    pair_judgements,
)
from musnad.archive.search import parse, search, written_with
from musnad.archive.words import vector
from musnad.errors import BadRequest


def found(archive: Archive, **asked: object) -> list[tuple[int, str, str]]:
    with archive.reading() as session:
        events = find_events(session, Asked(**asked))  # type: ignore[arg-type]
    return [(event.document_id, event.type, event.status) for event in events]


def test_who_does_what_in_any_spelling(filled: Archive) -> None:
    assert {row[0] for row in found(filled, by="كتائِب الوادى", what="ASSAULT")} == {3}
    assert {row[0] for row in found(filled, against="الجيش السورى", what="ASSAULT")} == {1}
    assert {row[0] for row in found(filled, who="falcon")} == {2}
    assert (2, "ASSAULT", "occurred") in found(filled, by="white FALCON brigade")
    assert found(filled, against="falcon brigade") == []
    assert found(filled, who="nobody of that name") == []


def test_where_in_any_script_and_inside_areas(filled: Archive) -> None:
    arabic, english = found(filled, where="حلب"), found(filled, where="Aleppo")
    assert arabic == english and {row[0] for row in arabic} >= {1, 2}
    syria = {row[0] for row in found(filled, where="SYR")}
    assert syria == {row[0] for row in found(filled, where="Syria")} and syria >= {1, 2}
    assert 3 not in syria and {row[0] for row in found(filled, where="YEM")} == {3}


def test_status_polarity_and_speaker(filled: Archive) -> None:
    assert found(filled, status="threatened") == [(2, "THREATEN", "threatened")]
    negated = found(filled, polarity="negated", what="ASSAULT")
    assert negated and {row[0] for row in negated} <= {1, 3, 4}
    assert {row[0] for row in found(filled, said_by="سامر العلواني")} == {1}
    assert {row[0] for row in found(filled, said_by="Alwani")} == {2}
    own = found(filled, own_word=True)
    said = found(filled, said_by="Alwani")
    assert not set(own) & set(said) or {row[0] for row in own} != {2}


def test_a_date_asks_for_the_events_own_date(filled: Archive) -> None:
    day = found(filled, since="2024-03-12", until="2024-03-13")
    assert {row[0] for row in day} >= {1, 2}
    assert found(filled, since="2023-01-01", until="2023-02-01") == []
    assert {row[0] for row in found(filled, printed_since="2024-05-01")} == {4}
    with filled.reading() as session:
        everything = find_events(session, Asked(language="ar"), limit=500)
        unknown = [event for event in everything if event.earliest is None and event.latest is None]
        assert undated(session, Asked(language="ar", since="2024-01-01")) == len(unknown) > 0
        assert undated(session, Asked(language="ar")) == 0


def test_an_event_comes_with_its_chain_its_tolls_and_its_words(filled: Archive) -> None:
    with filled.reading() as session:
        event = next(each for each in find_events(session, Asked(killed=7)) if each.document_id == 1)
    assert ("killed", 7, 7) in [(toll.effect, toll.low, toll.high) for toll in event.tolls]
    assert any(speaker.name and "العلواني" in speaker.name for speaker in event.speakers)
    assert event.quote in "\n".join((archive_samples.ROWS[0]["title"], archive_samples.ROWS[0]["text"]))
    assert event.outlet == "النهار الجديد"
    assert all(not toll.unsure for toll in event.tolls)


def test_pages_and_order(filled: Archive) -> None:
    with filled.reading() as session:
        whole = [event.number for event in find_events(session, Asked(language="ar"), limit=100)]
        days = [event.day for event in find_events(session, Asked(language="ar"), limit=100)]
        pages = [
            event.number
            for skip in range(0, len(whole), 2)
            for event in find_events(session, Asked(language="ar"), skip=skip, limit=2)
        ]
    assert pages == whole and days == sorted(days, key=str, reverse=True)


def test_restricted_documents_are_seen_by_their_team_alone(filled: Archive) -> None:
    with filled.writing() as session:
        document = session.get(Documents, 2)
        assert document is not None
        document.restricted, document.team = True, "desk"
    assert found(filled, who="falcon") and found(filled, who="falcon", teams=("desk",))
    assert found(filled, who="falcon", teams=()) == [] == found(filled, who="falcon", teams=("other",))
    with filled.reading() as session:
        assert [info.id for info in documents(session, Wanted(teams=()))] == [1, 3, 4]
        assert search(session, "falcon", Wanted(teams=())) == []
        assert [hit.document.id for hit in search(session, "falcon", Wanted(teams=("desk",)))] == [2]


def test_an_entity_finds_all_its_names(filled: Archive) -> None:
    with filled.writing() as session:
        members = [each for _, each in (*actors(session, who="falcon brigade"), *actors(session, who="كتائب الوادي"))]
        entity = Entities(name="White Falcon", kind="group", made="2024-06-01T00:00:00Z")
        session.add(entity)
        session.flush()
        session.add_all(
            EntityMembers(document_id=each.document_id, item=each.item, entity_id=entity.id, score=0.9)
            for each in members
        )
        number = entity.id
    assert {row[0] for row in found(filled, entity=number)} == {2, 3, 4}
    assert found(filled, entity=number + 1) == []


def test_documents_by_name_and_filter(filled: Archive) -> None:
    with filled.reading() as session:
        assert count_documents(session) == 4 and len(list(all_documents(session))) == 4
        second = documents(session, after=1, limit=1)[0]
        assert second.id == 2
        assert document_named(session, "2") == document_named(session, second.key[:10]) == second
        assert document_named(session, second.text_id[:12].upper()) == second
        assert [info.id for info in documents(session, Wanted(outlet="صوت الميناء", since="2024-05-01"))] == [4]
        assert pair_judgements(session) == []
        for name in ("99", "abcdefgh", "", "0" * 12, "٢٢"):
            with pytest.raises(BadRequest, match="no document"):
                document_named(session, name)


# ---- words -------------------------------------------------------------------------------------------------------------


def hits(archive: Archive, words: str, **more: object) -> list[int]:
    with archive.reading() as session:
        return sorted(hit.document.id for hit in search(session, words, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "documents_with"),
    [
        ("الحكومة", [3, 4]),  # also with li-: للحكومة
        ("حكومة", [3, 4]),
        ("الحكومه", [3, 4]),  # ta marbuta written as ha
        ("ٱلحُكُومَةُ", [3, 4]),  # vowelled, with wasla
        ("قوات الحكومة", [3]),
        ("قوّات", [3]),
        ("4", [3]),  # ٤ in the text
        ("٧", [1]),  # 7 in the text
        ("ادلب", [4]),  # إدلب
        ('"لواء الصقر الأبيض"', [1, 4]),
        ('"الأبيض الصقر"', []),
        ("الصقر -إدلب", [1]),
        ('الصقر -"لواء الصقر"', []),
        ("falcon", [2]),
        ("FALCON brigade", [2]),
        ("al-Alwani", [2]),
        ("Alwani shelled", [2]),
        ("seven -soldiers", []),
    ],
)
def test_words_are_found_in_every_spelling(filled: Archive, words: str, documents_with: list[int]) -> None:
    assert hits(filled, words) == documents_with


def test_exact_asks_for_the_letters_as_written(filled: Archive) -> None:
    assert hits(filled, "إدلب", exact=True) == [4] and hits(filled, "ادلب", exact=True) == []
    assert hits(filled, "حكومة", exact=True) == [] and hits(filled, "الحكومة", exact=True) == [3]
    assert hits(filled, "قوّات", exact=True) == [3] and hits(filled, "قوات", exact=True) == []


def test_a_hit_shows_its_place(filled: Archive) -> None:
    with filled.reading() as session:
        (hit,) = search(session, '"وقف القتال"')
    assert hit.match == "وقف القتال" and hit.document.id == 4
    assert hit.before.endswith("على ") and hit.after.startswith(" في إدلب")


@pytest.mark.parametrize("words", ["", "   ", '""', "-falcon", "« »", "!"])
def test_a_question_without_a_word_is_a_letter(filled: Archive, words: str) -> None:
    with pytest.raises(BadRequest, match="no word to search for"):
        hits(filled, words)


@pytest.mark.parametrize("words", ['"', "a OR b*", "NEAR(a b)", "x' OR 1=1 --", "col:word ^x", "\\", "a & | !b <-> c", "' \" ("])
def test_no_question_is_a_program(filled: Archive, words: str) -> None:
    """The database's own search language is never reached from outside."""
    with contextlib.suppress(BadRequest):
        assert hits(filled, words) == []


def test_the_words_of_a_noun_come_from_the_language() -> None:
    (arabic,) = languages_of("Arab")
    forms = set(written_with(arabic, "الحكومة"))
    assert {"حكومه", "الحكومه", "والحكومه", "للحكومه", "بحكومته", "حكومتهم"} <= forms
    assert "الحكومته" not in forms  # the article excludes enclitics
    assert not any("لال" in form for form in forms)
    assert len(parse("الحكومة falcon")) == 2


def test_folding_is_the_languages_own() -> None:
    assert folded_words("إنّ الـقُوّات دخلت الرقّةَ ١٢ مرة", "ar") == ["ان", "القوات", "دخلت", "الرقه", "12", "مره"]
    assert folded_words("Al-Raqqa’s CAFÉ", "en") == folded_words("al-raqqa's cafe", "en")
    assert fold_name("«أبو محمّد» الجَولاني") == fold_name("ابو محمد الجولاني")


def test_a_vector_counts_places_and_keeps_within_bounds() -> None:
    assert vector(["war", "peace", "war", "o'neil"]) == "'war':1,3 'peace':2 'o''neil':4"
    long = vector(["a"] * 20_000 + ["z" * 3000])
    assert long.count(",") == 254 and "z" * 500 + "'" in long and "z" * 501 not in long


def test_the_plan_of_a_search_uses_the_index(filled: Archive) -> None:
    if not filled.sqlite:
        pytest.skip("SQLite's planner is asked")
    add(filled, archive_samples.received(), who="tester", workers=0)
    with filled.reading() as session:
        plan = session.execute(
            text("EXPLAIN QUERY PLAN SELECT id FROM events WHERE type = 'ASSAULT' ORDER BY day DESC, id DESC LIMIT 5")
        ).all()
    assert "ix_events_type_day" in str(plan)
