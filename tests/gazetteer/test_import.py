"""The user's own places."""

from __future__ import annotations

from pathlib import Path

import pytest

from musnad.errors import BadGazetteer
from musnad.gazetteer import Gazetteer, key
from musnad.gazetteer.importer import import_places


def test_a_csv_is_merged_at_look_up(tmp_path: Path) -> None:
    source = tmp_path / "mine.csv"
    source.write_text(
        "id,name,name_ar,lat,lon,country,kind\n7,Kafr Zaatar,كفرزعتر,36.1,37.0,SY,village\n", encoding="utf-8"
    )
    assert import_places(source, tmp_path / "mine.sqlite") == 1
    gazetteer = Gazetteer.open(tmp_path / "mine.sqlite")
    (entry,) = gazetteer.find(key("كفرزعتر"))
    assert (entry.id, entry.country, entry.kind, entry.lat) == ("user:7", "SYR", "village", 36.1)
    assert gazetteer.find(key("Kafr Zaatar")) == (entry,) and gazetteer.find(key("حلب"))


def test_a_geonames_dump_is_read(tmp_path: Path) -> None:
    cells = [
        "99",
        "Tell Nowhere",
        "Tell Nowhere",
        "تل لا مكان,TN",
        "35.5",
        "37.5",
        "P",
        "PPL",
        "SY",
        "",
        "09",
        "",
        "",
        "",
        "120",
    ]
    line = "\t".join([*cells, "", "", "Asia/Damascus", "2020-01-01"])
    (tmp_path / "SY.txt").write_text(line + "\n", encoding="utf-8")
    assert import_places(tmp_path / "SY.txt", tmp_path / "u.sqlite") == 1
    (entry,) = Gazetteer.open(tmp_path / "u.sqlite").find(key("تل لا مكان"))
    assert (entry.id, entry.country, entry.population, entry.name_ar) == ("geonames:99", "SYR", 120, "تل لا مكان")


@pytest.mark.parametrize(
    ("content", "letter"),
    [
        ("name,lat\nX,1\n", "column 'lon' is missing"),
        ("name,lat,lon\nX,95,1\n", "line 2: '95', '1' are no degrees"),
        ("name,lat,lon,kind\nX,5,1,twon\n", "kind 'twon' is unknown"),
        ("name,lat,lon,population\nX,5,1,many\n", "population 'many' is not a number"),
        ("name,lat,lon\n", "there is no place in it"),
    ],
)
def test_a_bad_file_gets_a_letter(tmp_path: Path, content: str, letter: str) -> None:
    (tmp_path / "bad.csv").write_text(content, encoding="utf-8")
    with pytest.raises(BadGazetteer, match=letter):
        import_places(tmp_path / "bad.csv", tmp_path / "u.sqlite")


def test_a_missing_file_gets_a_letter(tmp_path: Path) -> None:
    with pytest.raises(BadGazetteer, match="cannot be opened"):
        import_places(tmp_path / "none.csv", tmp_path / "u.sqlite")


def test_the_command_makes_a_gazetteer_and_does_not_overwrite_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from musnad.cli.gazetteer import add, find

    source, target = tmp_path / "own.csv", tmp_path / "own.sqlite"
    source.write_text("name,name_ar,lat,lon\nKafr Zaatar,كفرزعتر,36.1,37.0\n", encoding="utf-8")
    assert add(source, target, "SYR") == 0 and "1 place;" in capsys.readouterr().out
    assert find("كفرزعتر") == 1 and find("كفرزعتر", target) == 0
    assert capsys.readouterr().out.split("\t")[:4] == ["user:2", "Kafr Zaatar", "town", "SYR"]
    with pytest.raises(BadGazetteer, match="exists already"):
        add(source, target)
    with pytest.raises(BadGazetteer, match="musnad gazetteer import"):
        find("x", tmp_path / "none.sqlite")
