"""The rehearsal over an archive: resolve, views, judgements and their undoing, and only what is new is touched."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
import rehearsal_articles
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from typer.testing import CliRunner

from musnad.archive import Archive, add, create, forgetting
from musnad.archive.judging import judge, undo
from musnad.archive.models import Actors, Entities, EntityMembers, Stories, StoryMembers
from musnad.archive.rereading import reread
from musnad.cli.app import app
from musnad.errors import BadRequest
from musnad.intake import read_bytes
from musnad.record import Record
from musnad.resolve import run
from musnad.resolve.entities.plan import Cast
from musnad.resolve.entities.rows import Row
from musnad.resolve.run import resolve
from musnad.resolve.stories import plan
from musnad.resolve.stories.article import Article, article_of
from musnad.resolve.views.network import network
from musnad.resolve.views.sources import outlets, speakers
from musnad.resolve.views.story import story
from musnad.resolve.views.timeline import timeline
from musnad.resolve.views.who import entity, who

pytestmark = pytest.mark.slow

WHO = "tester"


def fill(archive: Archive, chosen: slice | list[int] = slice(None)) -> int:
    """Add the rehearsal's articles of these numbers."""
    rows = rehearsal_articles.rows()
    rows = rows[chosen] if isinstance(chosen, slice) else [rows[n] for n in chosen]
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()
    return add(archive, read_bytes(lines, name="rehearsal.jsonl"), who=WHO, workers=0).added


@pytest.fixture(scope="module")
def rehearsed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Archive, Path]]:
    """An archive with all forty articles, resolved. Tests only read it."""
    folder = tmp_path_factory.mktemp("rehearsal") / "archive"
    archive, _ = create(folder, who=WHO)
    assert fill(archive) == 40
    done = resolve(archive, WHO)
    assert (done.documents, done.stories) == (40, 1)
    yield archive, folder
    archive.close()


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Archive]:
    """Two copies in Arabic, one in English, one article about something else; not resolved yet."""
    archive, _ = create(tmp_path / "archive", who=WHO)
    fill(archive, [0, 1, 15, 30])
    yield archive
    archive.close()


def test_three_origins_and_one_contradiction(rehearsed: tuple[Archive, Path]) -> None:
    with rehearsed[0].reading() as session:
        told = story(session, 1)
        assert told.documents == 22 and told.contradicted == ("happened",)
        assert sorted(len(word.reports) for word in told.origins) == [1, 1, 20]
        denial = next(word for word in told.origins if word.says["happened"].startswith("denied"))
        assert denial.reports[0].outlet == rehearsal_articles.DENIAL["outlet"] and "happened" in denial.disputes
        statement = max(told.origins, key=lambda word: len(word.reports))
        assert statement.says["toll"] == "killed 4" and statement.says["time"] == "2024-06-11"
        assert {report.language for report in statement.reports} == {"ar", "en"}


def test_one_commander_in_two_scripts(rehearsed: tuple[Archive, Path]) -> None:
    with rehearsed[0].reading() as session:
        found = who(session, "Haddad")
        assert len(found) == 1 and found[0].entity is not None and found[0].documents == 20
        assert set(found[0].names) >= {"Firas al-Haddad", "فراس الحداد"}
        assert who(session, "الحدّاد")[0].entity == found[0].entity
        assert ("leads", "head") in {(r.kind, r.side) for r in found[0].relations}
        assert entity(session, found[0].entity) == found[0]
        with pytest.raises(BadRequest, match="no entity 999"):
            entity(session, 999)


def test_every_relation_and_event_says_on_whose_word(rehearsed: tuple[Archive, Path]) -> None:
    with rehearsed[0].reading() as session:
        ties = network(session, kind="leads")
        assert ties and all(tie.claims and all(c.outlet for c in tie.claims) for tie in ties)
        assert network(session, as_of="1990-01-01") == []
        assert timeline(session, where="SYR")[0].origins == 3
        assert timeline(session, who="نسور الرمل", what="ASSAULT", since="2024-06-01", until="2024-07-01")
        assert timeline(session, since="2025-01-01") == []


def test_sources_are_told_by_how_often_alone_and_contradicted(rehearsed: tuple[Archive, Path]) -> None:
    with rehearsed[0].reading() as session:
        denial = outlets(session, rehearsal_articles.DENIAL["outlet"])[0]
        assert (denial.documents, denial.stories, denial.alone, denial.contradicted) == (1, 1, 1, 1)
        assert denial.fields == {"happened": 1}
        carrier = outlets(session, "Dune Courier 2")[0]
        assert carrier.stories == 1 and carrier.alone == 0  # it carries what nineteen others carry
        said = speakers(session, "Haddad")
        assert said and said[0].documents == said[0].outlets == 6


def test_nobody_private_and_nobody_named_once_is_an_entity(rehearsed: tuple[Archive, Path]) -> None:
    with rehearsed[0].reading() as session:
        members = session.execute(
            select(Actors.private).join(
                EntityMembers, (EntityMembers.document_id == Actors.document_id) & (EntityMembers.item == Actors.item)
            )
        ).scalars()
        assert not any(members)
        sizes = session.execute(
            select(func.count(func.distinct(EntityMembers.document_id))).group_by(EntityMembers.entity_id)
        ).scalars()
        assert min(sizes) >= 2


def test_a_second_run_finds_nothing_new_and_a_new_article_joins_its_story(small: Archive) -> None:
    assert resolve(small, WHO).documents == 4
    before = stored(small)
    assert resolve(small, WHO).documents == 0 and stored(small) == before
    fill(small, [2])
    assert resolve(small, WHO).documents == 1
    with small.reading() as session:
        assert [s.documents for s in session.execute(select(Stories)).scalars()] == [4]
        assert {s.id for s in session.execute(select(Stories)).scalars()} == {1}  # it kept its number


def test_all_at_once_gives_what_piece_by_piece_gave(small: Archive) -> None:
    resolve(small, WHO)
    before = stored(small)
    resolve(small, WHO, everything=True)
    assert stored(small) == before


def stored(archive: Archive) -> list[object]:
    """Stories and entities as sets of members."""
    with archive.reading() as session:
        stories: dict[int, set[int]] = {}
        for number, document in session.execute(select(StoryMembers.story_id, StoryMembers.document_id)):
            stories.setdefault(number, set()).add(document)
        entities: dict[int, set[tuple[int, str]]] = {}
        for row in session.execute(select(EntityMembers)).scalars():
            entities.setdefault(row.entity_id, set()).add((row.document_id, row.item))
        return [sorted(map(sorted, stories.values())), sorted(map(sorted, entities.values()))]


def test_small_batches_give_what_one_gave(rehearsed: tuple[Archive, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    archive, _ = rehearsed
    before, left = stored(archive), []
    monkeypatch.setattr(run, "BATCH", 7)
    done = resolve(archive, WHO, everything=True, step=lambda done, rest: left.append(rest))
    assert (done.documents, left) == (40, [33, 26, 19, 12, 5, 0])
    assert stored(archive) == before


def test_a_killed_run_goes_on_where_it_was(small: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "BATCH", 3)

    def killed(done: run.Done, left: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        resolve(small, WHO, step=killed)
    assert resolve(small, WHO).documents == 1
    before = stored(small)
    resolve(small, WHO, everything=True)
    assert stored(small) == before


def test_people_judge_while_a_run_looks_and_it_follows_them(small: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    look, planned = run.plan_entities, []

    def judged(session: Session, fresh: list[Row]) -> Cast:
        cast = look(session, fresh)
        if not planned:
            with small.writing() as writer:  # would wait for ever if the run held the writer
                judge(writer, WHO, 1, "", "different", other=(2, ""))
        planned.append(sorted({row.document for row in fresh}))
        return cast

    monkeypatch.setattr(run, "plan_entities", judged)
    assert resolve(small, WHO).documents == 6, "the four, and the two that were judged meanwhile once more"
    assert planned == [[1, 2, 3, 4], [1, 2]]
    with small.reading() as session:
        together = [s.documents for s in session.execute(select(Stories)).scalars()]
    assert together == [2], "one of the two that are different, and the third"


@pytest.mark.parametrize("what", ["another run", "a document is forgotten"])
def test_what_changed_under_a_run_is_looked_at_again(small: Archive, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    look, planned = run.plan_entities, []

    def disturbed(session: Session, fresh: list[Row]) -> Cast:
        cast = look(session, fresh)
        planned.append(len(fresh))
        if len(planned) == 1:
            if what == "another run":
                resolve(small, "another")
            else:
                forgetting.forget(small, 1, who=WHO, why="a test")
        return cast

    monkeypatch.setattr(run, "plan_entities", disturbed)
    monkeypatch.setattr(forgetting, "_overwrite", lambda archive: True)  # waits for readers, of whom this test is one
    done = resolve(small, WHO)
    assert len(planned) == 2, "planned by the other run, or again without the forgotten document"
    assert done.documents == (0 if what == "another run" else 3)
    before = stored(small)
    resolve(small, WHO, everything=True)
    assert stored(small) == before


def test_what_is_read_again_during_a_run_is_looked_at_as_it_is_now(small: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def looked(key: str, record: Record) -> Article:
        seen.append(key)
        return article_of(key, record)

    def read_again(done: run.Done, left: int) -> None:
        if done.documents == 3:
            reread(small, who=WHO, workers=0, everything=True)

    monkeypatch.setattr(plan, "article_of", looked)
    monkeypatch.setattr(run, "BATCH", 3)
    assert resolve(small, WHO, step=read_again).documents == 7
    assert all(seen.count(str(number)) == 2 for number in (1, 2, 3)), "not the articles that were held"


def test_a_judgement_splits_an_entity_and_its_undoing_mends_it(small: Archive) -> None:
    resolve(small, WHO)
    before = stored(small)
    with small.reading() as session:
        person = who(session, "Haddad")[0]
        members = list(person.members)
    latin = next(m for m in members if m[0] == 3)
    others = [m for m in members if m != latin]
    with small.writing() as session:
        made = [judge(session, WHO, *latin, "different", other=m, why="another Haddad").id for m in others]
    assert resolve(small, WHO).documents > 0
    with small.reading() as session:
        assert all(latin not in p.members for p in who(session, "الحداد") if p.entity is not None)
    with small.writing() as session:
        for number in made:
            undo(session, WHO, number)
    resolve(small, WHO)
    assert stored(small) == before


def test_a_judgement_puts_documents_into_one_story(small: Archive) -> None:
    resolve(small, WHO)
    with small.writing() as session:
        judge(session, WHO, 1, "", "same", other=(4, ""), why="the same raid")
    resolve(small, WHO)
    with small.reading() as session:
        assert {m.document_id for m in session.execute(select(StoryMembers)).scalars()} == {1, 2, 3, 4}
    with small.writing() as session:
        judge(session, WHO, 2, "", "different", other=(3, ""))
    resolve(small, WHO)
    for group in stored(small)[0]:  # type: ignore[attr-defined]
        assert not {2, 3} <= set(group)


def test_verbs(rehearsed: tuple[Archive, Path]) -> None:
    folder = str(rehearsed[1])

    def run(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(app, [*words, "--archive", folder])
        return done.exit_code, done.output

    code, text = run("story", "1")
    assert code == 0 and "22 articles, 3 independent origins; disputed: happened" in text
    assert json.loads(run("story", "1", "--json")[1])["contradicted"] == ["happened"]
    assert run("story", "1", "--csv")[1].startswith("story,origin,label")
    assert run("story", "7")[0] == 2 and run("story", "1", "--csv", "--json")[0] == 2
    code, text = run("who", "Haddad")
    assert code == 0 and "20 documents" in text and "Firas al-Haddad" in text
    assert run("who", "entity:x")[0] == 2 and run("who", "Nobody At All")[0] == 1
    assert run("who", "Haddad", "--as-of", "June")[0] == 2
    assert "name,kind" in run("who", "Haddad", "--csv")[1]
    assert run("timeline")[0] == 0 and run("timeline", "--until", "2000-01-01")[0] == 1
    assert run("network", "--kind", "leads")[0] == 0 and run("network", "--kind", "loves")[0] == 2
    assert json.loads(run("network", "--json")[1].splitlines()[0])["claims"]
    assert "contradicted 1 (happened 1)" in run("sources", "--outlet", rehearsal_articles.DENIAL["outlet"])[1]
    assert "documents" in run("sources", "--speaker", "Haddad")[1]
    assert run("resolve")[0] == 0 and "nothing is new" in run("resolve")[1]
    for wrong in (["like", "1", "2"], ["same", "1"], ["same", "1:x", "2"], ["same", "x", "2"], ["same", "1", "1"], ["undo", "x"]):
        assert run("judge", *wrong)[0] == 2


def test_judge_from_the_command_line(small: Archive) -> None:
    where = str(Path(str(small.engine.url.database)).parent)
    resolve(small, WHO)
    done = CliRunner().invoke(app, ["judge", "different", "1", "2", "--why", "two ambushes", "--archive", where])
    assert done.exit_code == 0 and "judgement 1: different" in done.output
    assert CliRunner().invoke(app, ["resolve", "--archive", where]).exit_code == 0
    assert not any({1, 2} <= set(group) for group in stored(small)[0])  # type: ignore[attr-defined]
    assert CliRunner().invoke(app, ["judge", "undo", "1", "--archive", where]).exit_code == 0
    assert CliRunner().invoke(app, ["judge", "undo", "1", "--archive", where]).exit_code == 2


def test_views_are_plain_data(rehearsed: tuple[Archive, Path]) -> None:
    with rehearsed[0].reading() as session:
        assert json.dumps([asdict(person) for person in who(session, "الرمل")], ensure_ascii=False)
        assert session.execute(select(func.count(Entities.id))).scalar_one() >= 2
