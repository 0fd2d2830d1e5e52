"""Names across scripts and spellings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.resolve import tables
from musnad.resolve.names import FEATURES, compare, group_names, keys, parse
from musnad.resolve.names.letters import bare, plain
from musnad.resolve.names.sounds import sound_alike

SAME = (
    ("علي كيالي", "Ali Kayali", "person"),
    ("رجب طيب أردوغان", "Recep Tayyip Erdoğan", "person"),
    ("Mouammar Qadhafi", "معمر القذافي", "person"),
    ("سامر عبد الرحمن", "Samer Abdulrahman", "person"),
    ("Сергей Лавров", "Sergey Lavrov", "person"),
    ("لواء رماة الوادي", "Valley Archers Brigade", "group"),
    ("كتائب نجوم الساحل", "Coast Stars Battalions", "group"),
    ("جبهة الفجر الوطنية", "National Dawn Front", "group"),
    ("Front national de libération de Tamar", "National Liberation Front of Tamar", "group"),
    ("TNLF", "Tamar National Liberation Front", "group"),
)
OTHER = (
    ("محمد بن سلمان", "محمد بن سلطان", "person"),
    ("ماهر الحداد", "Firas al-Haddad", "person"),
    ("كتائب وهج الشمال", "كتائب وهج الجبل", "group"),
    ("National Dawn Front", "National Dawn Movement", "group"),
    ("1st Division", "4th Division", "military"),
)


@pytest.mark.parametrize(("first", "second", "kind"), SAME)
def test_names_of_one_are_found(first: str, second: str, kind: str) -> None:
    assert compare(first, second, kind).score >= 0.5


@pytest.mark.parametrize(("first", "second", "kind"), OTHER)
def test_names_of_others_are_kept_apart(first: str, second: str, kind: str) -> None:
    assert compare(first, second, kind).score < 0.5


@pytest.mark.parametrize(("first", "second", "kind"), SAME + OTHER)
def test_order_does_not_matter_and_reasons_add_up(first: str, second: str, kind: str) -> None:
    there, back = compare(first, second, kind), compare(second, first, kind)
    assert there == back
    named = {name for name, _, _ in there.reasons()}
    assert named <= {feature.name for feature in FEATURES}
    assert all(value * tables.weights(there.table).weights[name] == added for name, value, added in there.reasons())


@given(st.text(min_size=1, max_size=30), st.text(min_size=1, max_size=30))
def test_any_two_texts_compare(first: str, second: str) -> None:
    assert 0 <= compare(first, second, "group").score <= 1
    assert 0 <= compare(first, second, "person").score <= 1


@pytest.mark.parametrize("name", ["x", "()", "بن", "Al", "١٢", "-", "A.B.C.", "Ⅷ", "\u200f", "ـــ"])
def test_odd_names_compare(name: str) -> None:
    assert 0 <= compare(name, "Ali", "person").score <= 1


def test_spellings_of_common_names_sound_alike() -> None:
    """Nine in ten of the listed spellings; the rest are dialect forms that other names share."""
    listed = [(a, b) for a, writings in tables.table("spellings").items() for b in writings]
    heard = [pair for pair in listed if sound_alike(plain(pair[0]), plain(pair[1])) >= 0.5]
    assert len(heard) >= 0.9 * len(listed)


def test_a_key_is_shared_across_scripts() -> None:
    assert set(keys("علي كيالي")) & set(keys("Ali Kayali"))
    assert set(keys("القحطاني")) & set(keys("Gahtani")) & set(keys("Kahtani"))


def test_words_have_their_roles() -> None:
    roles = {w.text: w.role for w in parse("1st Brigade of the Tamar Army", "group").words}
    assert roles == {"1st": "quality", "brigade": "body", "of": "particle", "the": "particle", "tamar": "name", "army": "body"}
    assert [w.role for w in parse("Dr. S. Nahri", "person").words] == ["title", "initial", "name"]


def test_the_article_does_not_count() -> None:
    assert bare(plain("القحطاني")) == bare(plain("قحطاني")) and bare(plain("للجيش")) == bare(plain("الجيش"))


def test_an_acronym_goes_to_the_body_it_fits_and_to_none_when_two_fit() -> None:
    found = group_names(["TNLF", "Tamar National Liberation Front", "Marib Farmers Union"], "group")
    assert ["TNLF", "Tamar National Liberation Front"] in found and ["Marib Farmers Union"] in found
    unsure = group_names(["VDB", "Valley Defence Brigade", "Volga Dawn Battalion"], "group")
    assert ["VDB"] in unsure


def test_tables_say_where_their_numbers_come_from() -> None:
    for name in ("name_weights", "group_weights", "story_weights", "origin_weights", "identity_weights"):
        assert len(tables.weights(name).origin) > 20
    assert set(tables.weights("name_weights").weights) <= {feature.name for feature in FEATURES}
