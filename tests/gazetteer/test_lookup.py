"""Which places have this name? Facts that anybody can check on a map."""

from __future__ import annotations

import time

import pytest

from musnad.errors import BadGazetteer
from musnad.gazetteer import Gazetteer, key
from musnad.gazetteer.entry import km_between
from musnad.gazetteer.lookup import COMPILED
from musnad.gazetteer.overlay import parse_line, read_overlay

NEAR = [
    # name, country, kind (any when empty), latitude, longitude, kilometres
    ("حلب", "SYR", "", 36.2, 37.16, 5),
    ("كوباني", "SYR", "", 36.89, 38.35, 5),
    ("عين العرب", "SYR", "", 36.89, 38.35, 5),
    ("تلبيسة", "SYR", "", 34.84, 36.73, 5),
    ("الغوطة الشرقية", "SYR", "region", 33.53, 36.42, 15),
    ("لواء إسكندرون", "TUR", "", 36.4, 36.2, 40),
    ("الفلوجة", "IRQ", "", 33.35, 43.78, 5),
    ("خان يونس", "PSE", "", 31.34, 34.3, 5),
    ("صعدة", "YEM", "", 16.94, 43.76, 10),
    ("باب المندب", None, "strait", 12.58, 43.33, 30),
    ("الأردن", "JOR", "country", 31.0, 36.5, 100),
    ("Deir ez-Zor", "SYR", "", 35.33, 40.14, 5),
    ("Ar-Raqqah", "SYR", "", 35.95, 39.01, 5),
    ("Khartoum", "SDN", "", 15.55, 32.53, 15),
    ("Benghazi", "LBY", "", 32.12, 20.07, 10),
]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.mark.parametrize(("name", "country", "kind", "lat", "lon", "km"), NEAR)
def test_known_places(
    gazetteer: Gazetteer, name: str, country: str | None, kind: str, lat: float, lon: float, km: float
) -> None:
    found = [e for e in gazetteer.find(key(name)) if e.country == country and kind in ("", e.kind)]
    assert any(km_between(e.lat, e.lon, lat, lon) <= km for e in found), found


def test_one_place_has_one_entry_under_all_its_names(gazetteer: Gazetteer) -> None:
    ids = [
        {e.id for e in gazetteer.find(key(name)) if e.country == "SYR"} for name in ("كوباني", "عين العرب", "Kobane")
    ]
    assert ids[0] & ids[1] & ids[2]


def test_a_longest_match_can_be_followed_word_by_word(gazetteer: Gazetteer) -> None:
    assert gazetteer.begins(key("خان")) and gazetteer.begins(key("خان يونس"))
    assert not gazetteer.begins(key("خان يونس ثم"))


def test_near_gives_the_nearest_first_and_nothing_far(gazetteer: Gazetteer) -> None:
    found = gazetteer.near(33.51, 36.29, km=15)
    assert found[0].country == "SYR" and {"دمشق"} <= {e.name_ar for e in found}
    distances = [km_between(33.51, 36.29, e.lat, e.lon) for e in found]
    assert distances == sorted(distances) and distances[-1] <= 15


def test_parents_lead_up_to_the_country(gazetteer: Gazetteer) -> None:
    town = next(e for e in gazetteer.find(key("تلبيسة")) if e.country == "SYR")
    province = gazetteer.get(town.parent or "")
    assert province is not None and (province.kind, province.name) == ("province", "Homs")
    country = gazetteer.get(province.parent or "")
    assert country is not None and country.kind == "country" and country.country == "SYR"


@pytest.mark.parametrize(
    ("one", "other"),
    [("إدلب", "ادلب"), ("حماة", "حماه"), ("صَنعاء", "صنعاء"), ("موسى", "موسي"), ("Al-Bāb", "al bab"), ("Ma'arrat", "Maarrat"),
     ("İstanbul", "istanbul"), ("Łódź", "lodz"), ("کرکوک", "كركوك")],
)  # fmt: skip
def test_spellings_share_a_key(one: str, other: str) -> None:
    assert key(one) == key(other) and key(key(one)) == key(one)


def test_the_file_is_small_and_fast(gazetteer: Gazetteer) -> None:
    assert COMPILED.stat().st_size < 15_000_000
    words = [key(n) for e in gazetteer.near(34.8, 38.0, km=300) for n in (e.name, e.name_ar or e.name)][:1000]
    fresh = Gazetteer((COMPILED,))
    fresh.find("حلب")
    start = time.process_time()
    for word in words:
        fresh.find(word)
    assert (time.process_time() - start) / len(words) < 200e-6  # the first time
    start = time.process_time()
    for word in words:
        fresh.find(word)
    assert (time.process_time() - start) / len(words) < 50e-6


def test_overlay_lines_are_checked() -> None:
    with pytest.raises(BadGazetteer, match="kind 'towm' is unknown"):
        parse_line("towm 1 2 | ا | A", "SYR", None, "x.yml")
    with pytest.raises(BadGazetteer, match="cannot read"):
        parse_line("town one 2 | ا | A", "SYR", None, "x.yml")
    with pytest.raises(BadGazetteer, match="within the globe"):
        parse_line("town 100 2 | ا | A", "SYR", None, "x.yml")


def test_the_overlay_is_large_and_lies_in_its_countries(gazetteer: Gazetteer) -> None:
    rows = read_overlay()
    assert len(rows) > 2000
    boxes = {"SYR": (32, 38, 35.4, 42.6), "IRQ": (29, 37.6, 38.6, 49), "LBN": (33, 34.8, 35, 36.8)}
    boxes["YEM"] = (12, 19, 41.5, 55)
    boxed = [(r, boxes[r.country]) for r in rows if r.country in boxes]
    out = [r for r, (south, north, west, east) in boxed if not (south <= r.lat <= north and west <= r.lon <= east)]
    assert out == []


def test_a_missing_file_is_a_letter(tmp_path: object) -> None:
    from pathlib import Path

    with pytest.raises(BadGazetteer, match="musnad gazetteer import"):
        Gazetteer((Path(str(tmp_path)) / "none.sqlite",)).find("x")
