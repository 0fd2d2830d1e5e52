"""The article that Musnad was designed on (../shared/articles): what issue 2 asks of its record."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

from musnad import Record, document, read
from musnad.record import Actor, Event, Relation

ARTICLE = Path(__file__).parent.parent.parent / "shared" / "articles" / "alliance_announced.ar.txt"
ARTICLE = Path(os.environ.get("MUSNAD_SHARED", ARTICLE.parent.parent)) / "articles" / ARTICLE.name
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not ARTICLE.exists(), reason=f"{ARTICLE} is not here: the shared articles are absent"),
]
FIRST, SECOND = "جبهة المقاومة الإسلامية في سوريا – أولي البأس", "الجبهة الشعبية لتحرير لواء إسكندرون"


@cache
def record() -> Record:
    return read(document(ARTICLE.read_text(encoding="utf-8"), outlet="المنشر الإخباري"))


def named(name: str) -> Actor:
    found = [a for a in record().actors if any(n.text == name for n in a.names)]
    assert len(found) == 1, f"{name}: {[a.name for a in found]}"
    return found[0]


def names(actor: Actor) -> set[str]:
    return {n.text for n in actor.names}


def relations(kind: str) -> set[tuple[str, str]]:
    actors = {a.id: a.name for a in record().actors}
    return {(actors[r.head], actors[r.tail]) for r in record().relations if r.kind == kind}


def chain(item: Event | Relation) -> list[str | None]:
    """The heads of the claim's chain, outermost first."""
    claim = next(c for c in record().claims if c.id == item.claim)
    links = {a.id: a for a in record().attributions}
    return [links[i].head.of(record().document.text) if links[i].head else None for i in claim.chain]


def at(trigger: str, kind: str = "") -> list[Event]:
    text = record().document.text
    return [e for e in record().events if trigger in e.trigger.of(text) and e.type.startswith(kind)]


def test_there_are_no_problems() -> None:
    assert record().problems() == []


def test_both_groups_are_groups_with_their_short_form() -> None:
    assert named(FIRST).kind == named(SECOND).kind == "group"
    assert "أولي البأس" in names(named(FIRST))


def test_the_three_leaders_have_roles_and_one_an_alias() -> None:
    assert {"علي كيالي", "معراج أورال"} <= names(named("علي كيالي"))
    for person, group in (("أبو جهاد رضا الحسين", FIRST), ("علي كيالي", SECOND), ("أبو منير", SECOND)):
        assert any(role.of == named(group).id for role in named(person).roles), person
        assert (person, group) in relations("leads")


def test_the_alliance_is_a_relation_and_a_coded_event() -> None:
    assert (FIRST, SECOND) in relations("allied_with")
    coded = [e for e in record().events if e.acled and e.acled.sub_event_type in ("Change to group/activity", "Agreement")]
    assert any(FIRST in str(chain(e)) for e in coded), "the announced alliance stands on the groups' word"


def test_the_bombing_attempt_failed_and_the_statement_says_so() -> None:
    event = at("تفجير", "ASSAULT")[0]
    assert event.modality.status == "failed"
    assert "البيان" in chain(event)
    assert named("حسين المودي").id in event.actors


def test_the_fall_of_the_regime_and_the_merger_are_intervals() -> None:
    edtf = {t.edtf for t in record().times}
    assert {"2024-12", "2025-01"} <= edtf


def test_the_coming_weeks_are_foretold_by_unnamed_sources() -> None:
    found = [a for a in record().attributions if a.source_kind == "anonymous"]
    assert [a.head.of(record().document.text) for a in found if a.head] == ["مصادر قريبة منها"]
    later = [e for e in record().events if "مصادر قريبة منها" in chain(e)]
    assert later
    assert all(e.modality.status in ("predicted", "planned") for e in later)


def test_background_is_the_outlets_own_word() -> None:
    text = record().document.text
    opposes = [r for r in record().relations if r.kind == "opposes" and "نهجا" in r.evidence[0].of(text)]
    assert opposes
    assert all(chain(r) == [] for r in opposes)


def test_every_long_quotation_is_direct_with_its_speaker() -> None:
    text = record().document.text
    for words in ("لقد أثبتت دماء", "الجبهة الشعبية لتحرير لواء إسكندرون هي اليوم"):
        where = text.index(words)
        said = [a for a in record().attributions if a.content and a.content.start <= where < a.content.end]
        assert any(a.quotation == "direct" and a.head and "البيان" in a.head.of(text) for a in said), words
