"""Resolving writes the same into either database."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import func, select

from musnad.archive import Archive, add, create
from musnad.archive.models import Entities, EntityMembers, NameKeys, Stories, StoryMembers
from musnad.intake import read_bytes
from musnad.resolve.run import resolve

pytestmark = pytest.mark.slow
SAID = (
    "The Copper Lantern Front shelled a market in Idlib on 5 March 2024, killing 9 civilians, hospital director Yasin al-Hamwi "
    "said.",
    "Rockets of the Copper Lantern Front hit a market in Idlib on 5 March 2024 and killed 9 civilians, a local official said.",
    "قصفت جبهة الفانوس النحاسي سوقا في إدلب يوم الثلاثاء 5 آذار 2024 وقتلت 9 مدنيين، بحسب مدير المستشفى ياسين الحموي.",
)


def fill(archive: Archive, first: int = 0) -> None:
    rows = [{"title": f"Market hit, {n}", "text": text, "published": "2024-03-06"} for n, text in enumerate(SAID)]
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows[first : first + 2]).encode()
    add(archive, read_bytes(lines, name="said.jsonl"), who="tester", workers=0, model=False)


def proposed(archive: Archive) -> list[list[tuple[object, ...]]]:
    with archive.reading() as session:
        asked = (
            select(Entities.name, EntityMembers.document_id, EntityMembers.item, EntityMembers.score).join(Entities),
            select(Stories.title, Stories.origins, StoryMembers.document_id, StoryMembers.score).join(Stories),
            select(NameKeys.key, func.count()).group_by(NameKeys.key),
        )
        return [sorted(tuple(row) for row in session.execute(one)) for one in asked]


def test_either_database_gets_the_same_proposals(archive: Archive, tmp_path: Path) -> None:
    other, _ = create(tmp_path / "other", who="tester")
    for one in (archive, other):
        fill(one)
        assert resolve(one, "tester").documents == 2
        fill(one, 1)
        assert resolve(one, "tester").documents == 1
        assert resolve(one, "tester").documents == 0
    entities, stories, keys = proposed(archive)
    assert entities and stories and keys
    assert [entities, stories, keys] == proposed(other)
    other.close()
