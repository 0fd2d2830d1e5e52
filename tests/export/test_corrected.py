"""What reviewers put right comes out right: spans, quotes, codes, chains, and what they added or rejected."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from musnad import document, read
from musnad.archive.query import JudgementInfo
from musnad.export import Request, export, format_named
from musnad.export.choose import Choice
from musnad.export.corrected import corrected, verdicts
from musnad.export.entry import Entry
from musnad.export.private import Privacy
from musnad.record import Event, Record
from musnad.review.changes import Known, added_item

TEXT = (
    "Gunmen of the River Front attacked a convoy near Damascus on 3 May 2024, killing four soldiers.\n"
    "The Cedar Council said that the River Front shelled its office in Homs on Friday. A crowd marched through Aleppo later.\n"
    "The Zorblat whirled near the mill."
)
_numbers = itertools.count(1)


@pytest.fixture(scope="module")
def record() -> Record:
    made = read(document(TEXT, language="en", outlet="Quay Courier", published="2024-05-04"), model=False)
    assert made.problems() == []
    return made


def said(item: str, verdict: str, field: str | None = None, value: Any = None) -> JudgementInfo:
    told = json.dumps(value) if value is not None else None
    return JudgementInfo(next(_numbers), 1, item, None, None, field, told, verdict, "amal", "2024-05-05T00:00:00Z", None, None)


def at(words: str) -> dict[str, int]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


def adding(record: Record, noun: str, words: str, before: dict[str, Any] | None = None, **value: Any) -> JudgementInfo:
    """The judgement that the review server writes for an addition."""
    from musnad.record import Span

    item, told = added_item(Known(record, before or {}), noun, Span(**at(words)), value)
    return said(item, "correct", "added", told)


def good(record: Record, judgements: list[JudgementInfo]) -> Record:
    made, letters = corrected(record, judgements)
    assert letters == [] and made.problems() == []
    return made


def event_at(record: Record, words: str) -> Event:
    return next(e for e in record.events if e.trigger.of(TEXT) == words)


def exported(record: Record, judgements: list[JudgementInfo], folder: Path, name: str) -> Iterator[dict[str, Any]]:
    """The objects of a JSON lines export."""
    made, _ = corrected(record, judgements)
    entry = Entry(made, "reviewed", dict(verdicts(judgements)))
    out = folder / f"out.{name}"
    manifest = export([entry], Request(format_named(name), out, Privacy(None), Choice()))
    yield {"manifest": manifest.body()}
    yield from map(json.loads, out.read_text(encoding="utf-8").splitlines())


def test_a_corrected_span_moves_the_trigger_and_its_quote(record: Record) -> None:
    attack = event_at(record, "attacked")
    made = good(record, [said(attack.id, "correct", "trigger", at("shelled"))]).items()[attack.id]
    assert isinstance(made, Event) and made.trigger.of(TEXT) == "shelled"
    assert "shelled its office" in made.evidence[0].of(TEXT) and not any("convoy" in e.of(TEXT) for e in made.evidence)
    assert made.reason.rule == "review.corrected" and made.reason.parts == (attack.reason,)


def test_a_moved_event_is_told_by_whoever_speaks_there(record: Record) -> None:
    attack = event_at(record, "attacked")
    made = good(record, [said(attack.id, "correct", "trigger", at("shelled"))])
    claim = next(c for c in made.claims if attack.id in c.about)
    speakers = [a.head.of(TEXT) for a in made.attributions if a.id in claim.chain and a.head]
    assert speakers == ["Cedar Council"]
    assert [c.id for c in made.claims if attack.id in c.about] == [claim.id]


def test_a_changed_role_changes_who_did_it(record: Record, tmp_path: Path) -> None:
    attack = event_at(record, "attacked")
    council = next(a for a in record.actors if "Cedar Council" in a.name)
    judgements = [said(attack.id, "correct", "actors", [council.id])]
    assert good(record, judgements).items()[attack.id].actors == (council.id,)  # type: ignore[union-attr]
    rows = list(exported(record, judgements, tmp_path, "plover"))[1:]
    assert any("Cedar Council" in json.dumps(row) and "attacked" in json.dumps(row) for row in rows)


def test_codes_follow_a_corrected_type(record: Record) -> None:
    attack = event_at(record, "attacked")
    made = good(record, [said(attack.id, "correct", "type", "PROTEST")]).items()[attack.id]
    assert isinstance(made, Event) and made.mode is None and (made.cameo or "").startswith("14")
    assert made.acled is not None and made.acled.event_type in ("Protests", "Riots")


def test_an_added_event_with_its_actor_and_place(record: Record, tmp_path: Path) -> None:
    homs = next(p for p in record.places if p.name == "Homs")
    actor = adding(record, "actor", "Zorblat", kind="group", country="SYR")
    place = adding(record, "place", "the mill", gazetteer_id=homs.gazetteer_id)
    known = {one.item: json.loads(one.value or "") for one in (actor, place)}
    told = adding(record, "event", "whirled", known, type="PROTEST", actors=[actor.item], place=place.item, status="ongoing")
    judgements = [told, actor, place]
    made = good(record, judgements)
    event = made.items()[told.item]
    assert isinstance(event, Event) and event.trigger.of(TEXT) == "whirled" and event.modality.status == "ongoing"
    assert event.evidence[0].of(TEXT) == "The Zorblat whirled near the mill."
    assert event.reason.rule == "review.added" and event.cameo is not None
    claim = next(c for c in made.claims if event.id in c.about)
    assert claim.id == event.claim and claim.chain == ()
    where = next(p for p in made.places if p.id == event.place)
    assert (where.name, where.lat, where.lon, where.country) == ("the mill", homs.lat, homs.lon, "SYR")
    rows = [row for row in exported(record, judgements, tmp_path, "plover") if "whirled" in json.dumps(row)]
    assert len(rows) == 1 and "Zorblat" in json.dumps(rows) and "the mill" in json.dumps(rows)


def test_a_correction_of_what_was_added_is_put_in(record: Record) -> None:
    added = adding(record, "event", "whirled", type="PROTEST")
    later = [said(added.item, "correct", "type", "MOBILIZE"), said(added.item, "correct", "status", "planned")]
    made = good(record, [added, *later])
    event = made.items()[added.item]
    assert isinstance(event, Event) and (event.type, event.modality.status) == ("MOBILIZE", "planned")
    assert corrected(record, [added, said(added.item, "reject")])[0].events[-1].id == added.item  # counted when it is written


def test_an_added_speaker_takes_over_what_stands_in_his_words(record: Record) -> None:
    attack = event_at(record, "attacked")
    content = at("Gunmen of the River Front attacked a convoy near Damascus on 3 May 2024")
    value = {"stance": "say", "source_kind": "witness", "source": at("four soldiers"), "content": content}
    link = adding(record, "attribution", "killing", **value)
    made = good(record, [link])
    claim = next(c for c in made.claims if attack.id in c.about)
    assert claim.chain == (link.item,) and claim.content.of(TEXT).endswith("2024")


def test_a_rejected_speaker_leaves_it_to_the_outlet(record: Record) -> None:
    raid = event_at(record, "shelled")
    link = next(c for c in record.claims if raid.id in c.about).chain[0]
    made = good(record, [said(link, "reject")])
    assert all(link not in c.chain for c in made.claims) and link not in made.items()
    assert next(c for c in made.claims if raid.id in c.about).chain == ()


def test_rejected_events_are_gone_and_counted(record: Record, tmp_path: Path) -> None:
    attack = event_at(record, "attacked")
    for name in ("plover", "annotation"):
        manifest, *rows = exported(record, [said(attack.id, "reject")], tmp_path, name)
        assert manifest["manifest"]["left_out"]["rejected by a reviewer"] == 1
        assert not any(attack.id in json.dumps(row) for row in rows), name
    manifest, *_ = exported(record, [said(attack.id, "reject"), said(attack.id, "accept")], tmp_path, "plover")
    assert "rejected by a reviewer" not in manifest["manifest"]["left_out"]


def test_a_rejected_actor_takes_part_in_nothing(record: Record) -> None:
    front = next(a for a in record.actors if a.name == "River Front")
    made, _ = corrected(record, [said(front.id, "reject")])
    assert made.problems() == [] and front.id not in made.items()
    assert all(front.id not in (*e.actors, *e.recipients) for e in made.events)


def test_corrections_that_need_each_other_go_in_together(record: Record) -> None:
    time = next(t for t in record.times if t.earliest == "2024-05-03")
    made = good(record, [said(time.id, "correct", "earliest", "2024-06-01"), said(time.id, "correct", "latest", "2024-06-03")])
    new: Any = made.items()[time.id]
    assert (new.earliest, new.latest, new.edtf) == ("2024-06-01", "2024-06-03", "2024-06-01/2024-06-02")
    new = good(record, [said(time.id, "correct", "edtf", "2023-12")]).items()[time.id]
    assert (new.earliest, new.latest) == ("2023-12-01", "2024-01-01")


def test_what_cannot_be_put_in_gets_a_letter_and_changes_nothing(record: Record) -> None:
    attack = event_at(record, "attacked")
    for wrong in (
        said(attack.id, "correct", "trigger", {"start": 4, "end": 9000}), said(attack.id, "correct", "place", "place:none"),
        said("event:ASSAULT:1-2", "correct", "type", "PROTEST"), said(attack.id, "correct", "reason", "x"),
        said(attack.id, "correct", "actors", "actor"),
    ):  # fmt: skip
        made, letters = corrected(record, [wrong])
        assert made == record and len(letters) == 1 and "could not be put in" in letters[0]
