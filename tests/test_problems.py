"""`Record.problems()`: each thing that can be wrong with a record, made wrong on purpose, and the sentence it gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from musnad.record import Attribution, Modality, Reason, Record, Role, Span, Toll
from sample import ATTRIBUTION, CLAIM, EVENT, RELATION, SAMPLE, WHY

FAR = Span(5, 10_000)
Change = Callable[[Record], Record]


def change(group: str, index: int = 0, **fields: Any) -> Change:
    """A change of one item: `change("events", 0, type="FIGHT")`."""

    def make(record: Record) -> Record:
        items = list(getattr(record, group))
        items[index] = replace(items[index], **fields)
        return replace(record, **{group: tuple(items)})

    return make


def document(**fields: Any) -> Change:
    return lambda record: replace(record, document=replace(record.document, **fields))


def link(name: str, parent: str | None) -> Attribution:
    return replace(SAMPLE.attributions[0], id=name, parent=parent)


def chain(*links: Attribution, listed: tuple[str, ...]) -> Change:
    """The sample with these attributions and this chain of its claim."""
    claim = replace(SAMPLE.claims[0], chain=listed)
    return lambda record: replace(record, attributions=links, claims=(claim,))


WRONG: list[tuple[Change, str]] = [
    # the document
    (document(id="0" * 64), "Document: its id is not the SHA-256 of its text"),
    (document(id="short"), "Document: id is 'short', expected a SHA-256"),
    (document(title="Another headline"), "Document: its title 'Another headline' is not the first line"),
    (document(text="a\ud800"), "half a character"),
    (document(published="2024-13-01"), "published '2024-13-01' is no date of the calendar"),
    (document(outlet_country="Syria"), "outlet_country is 'Syria', expected a code of three capital letters"),
    # ids and references
    (change("mentions", 1, id="mention:group:0"), "mention:group:0: two items have this id"),
    (change("mentions", 0, actor="actor:x"), "mention:group:0: actor refers to actor:x, which is not in the record"),
    (change("mentions", 0, actor="time:day:0"), "actor refers to time:day:0, which is a time, not an actor"),
    (change("mentions", 2, actor="actor:group:0"), "mention:place:0: its actor actor:group:0 does not list it"),
    (change("actors", 0, mentions=()), "actor:group:0: no mention refers to this actor"),
    (change("actors", 0, mentions=("mention:group:0", "mention:group:1", "mention:place:0")), "whose actor is None"),
    (
        change("actors", 0, mentions=("mention:group:0", "mention:group:0", "mention:group:1")),
        "lists the same id twice",
    ),
    (change("actors", 1, roles=(Role("head", of="place:0"),)), "roles[0].of refers to place:0, which is a place"),
    (change("actors", 1, roles=(Role("head", since="x"),)), "roles[0].since refers to x"),
    (change("places", 0, mention="actor:group:0"), "mention refers to actor:group:0, which is an actor, not a mention"),
    (change("attributions", 0, actor=CLAIM), f"{ATTRIBUTION}: actor refers to {CLAIM}, which is a claim"),
    (change("attributions", 0, parent="x"), "parent refers to x"),
    (
        change("claims", 0, about=(EVENT, RELATION, "place:0")),
        "about[2] refers to place:0, which is a place, not an event",
    ),
    (change("claims", 0, about=(EVENT, RELATION, "x")), "about[2] refers to x, which is not in the record"),
    (change("claims", 0, about=(RELATION,)), f"{EVENT}: its claim {CLAIM} does not list it in about"),
    (change("claims", 0, about=(EVENT,)), f"{RELATION}: its claim {CLAIM} does not list it in about"),
    (change("claims", 0, chain=(EVENT,)), f"chain[0] refers to {EVENT}, which is an event, not an attribution"),
    (change("events", 0, claim="x"), f"{EVENT}: claim refers to x"),
    (change("events", 0, claim=""), f"{EVENT}: claim refers to , which is not in the record"),
    (change("events", 0, actors=("place:0",)), "actors[0] refers to place:0"),
    (change("events", 0, recipients=("x",)), "recipients[0] refers to x"),
    (change("events", 0, place="time:day:0"), "place refers to time:day:0, which is a time, not a place"),
    (change("events", 0, time="place:0"), "time refers to place:0, which is a place, not a time"),
    (change("relations", 0, tail="place:0"), "tail refers to place:0, which is a place, not an actor"),
    (change("relations", 0, kind="based_in"), "tail refers to actor:group:0, which is an actor, not a place"),
    (change("relations", 0, tail="actor:person:0"), "it relates actor:person:0 to itself"),
    (change("relations", 0, until="x"), "until refers to x"),
    # spans
    (change("mentions", 0, span=FAR), "span 5-10000 is empty or outside the text"),
    (change("mentions", 0, span=Span(7, 7), head=Span(7, 7)), "span 7-7 is empty"),
    (change("mentions", 0, span=Span(-3, 2)), "span -3-2 is empty or outside"),
    (change("mentions", 0, head=Span(0, 3)), "head 0-3 is not inside its span"),
    (change("attributions", 0, head=Span(0, 3)), "head 0-3 is not inside its source"),
    (change("attributions", 0, source=None), "a source or a head without the other"),
    (change("attributions", 0, via=(FAR,)), "via[0] 5-10000 is empty or outside"),
    (change("events", 0, modality=Modality(cue=FAR)), "modality.cue 5-10000 is empty or outside"),
    (change("events", 0, evidence=(FAR,)), "evidence[0] 5-10000"),
    (
        change("claims", 0, reason=Reason("a", "b", parts=(Reason("c", "d", (FAR,)),))),
        "reason.parts[0].spans[0] 5-10000",
    ),
    (change("relations", 0, evidence=()), "has no evidence"),
    # labels, bounds, patterns
    (change("mentions", 0, kind="militia"), "mention:group:0: kind is 'militia', expected one of person"),
    (change("events", 0, type="FIGHT"), "type is 'FIGHT', expected one of AGREE"),
    (change("events", 0, ucdp=4), "ucdp is 4, expected a number from 1 to 3"),
    (change("events", 0, cameo="19x"), "cameo is '19x', expected a CAMEO code"),
    (change("events", 0, modality=Modality(status="done")), "modality.status is 'done'"),
    (change("events", 0, tolls=(Toll("killed", None, 5, 3, Span(0, 1)),)), "tolls[0] goes from 5 up to 3"),
    (change("events", 0, tolls=(Toll("killed", "actor:x", 1, 3, Span(0, 1)),)), "tolls[0].who refers to actor:x"),
    (change("events", 0, tolls=(Toll("killed", None, -5, 3, Span(0, 1)),)), "tolls[0].low is -5"),
    (change("events", 0, reason=Reason("a", "b", score=1.01)), "reason.score is 1.01, expected a number from 0 to 1"),
    (change("events", 0, reason=Reason("a", "")), "reason.sentence is '', expected a text that is not blank"),
    (change("actors", 0, sectors=("rebel",)), "sectors[0] is 'rebel'"),
    # times and places
    (change("times", 0, latest="2024-12-08"), "earliest 2024-12-08 is not before latest 2024-12-08"),
    (change("times", 0, latest="2024-02-30"), "latest '2024-02-30' is no date of the calendar"),
    (change("times", 0, latest="tomorrow"), "latest is 'tomorrow', expected an ISO 8601 date"),
    (change("times", 0, earliest="2024-12-08T10:00:00+03:00", latest="2024-12-08T07:00:00Z"), "is not before"),
    (change("times", 0, edtf=None), "dates but no EDTF"),
    (change("places", 0, lon=None), "one coordinate without the other"),
    (change("places", 0, lat=91.0), "lat is 91.0, expected a number from -90 to 90"),
    (change("places", 0, gazetteer_id=None), "neither a gazetteer_id nor an area"),
    (change("places", 0, precision="unknown"), "although its precision is unknown"),
    # chains
    (
        chain(link("a", None), link("b", "a"), listed=("b", "a")),
        "chain is out of order: b stands first, but its parent is a",
    ),
    (chain(link("a", None), link("b", "a"), listed=("b",)), "b stands first, but its parent is a"),
    (chain(link("a", None), link("b", None), listed=("a", "b")), "b stands after a, but its parent is None"),
    (chain(link("a", "b"), link("b", "a"), listed=("a",)), "a: its parents lead back to itself"),
    (chain(link("a", "a"), listed=()), "a: its parents lead back to itself"),
    # protection
    (change("actors", 0, private=True), "marked private, but is a group; only a person can be private"),
]


@pytest.mark.parametrize(("make", "sentence"), WRONG, ids=[sentence for _, sentence in WRONG])
def test_each_wrong_is_said(make: Change, sentence: str) -> None:
    problems = make(SAMPLE).problems()
    assert any(sentence in problem for problem in problems), problems
    assert all(problem.endswith((".", ").")) for problem in problems)


RIGHT: list[Change] = [
    lambda record: record,
    document(title=None),
    document(title=f" {SAMPLE.document.title} "),
    document(published="2024-12"),
    change("actors", 1, private=True),
    change("times", 0, latest=None),
    change("times", 0, edtf=None, earliest=None, latest=None),
    change("times", 0, earliest="2024-12-08T10:00:00+03:00", latest="2024-12-08T07:00:01Z"),
    change("places", 0, gazetteer_id=None, lat=None, lon=None, precision="unknown"),
    change("places", 0, gazetteer_id=None, area="somewhere in Damascus", precision="area"),
    change("attributions", 0, source=None, head=None, source_kind="implicit", actor=None),
    change("relations", 0, kind="controls", tail="place:0"),
    change("events", 0, tolls=(Toll("killed", "civilians", 3, None, Span(0, 1)),)),
    chain(link("a", None), link("b", "a"), link("c", "b"), listed=("a", "b", "c")),
    chain(listed=()),
]


@pytest.mark.parametrize("make", RIGHT)
def test_what_is_right_has_no_problems(make: Change) -> None:
    assert make(SAMPLE).problems() == []


def test_every_problem_of_an_item_names_it_and_all_are_found() -> None:
    record = change("mentions", 3, kind="x", form="y", actor="z")(change("events", 0, type="q")(SAMPLE))
    problems = record.problems()
    named = {problem.split(": ")[0] for problem in problems}
    assert named == {"mention:person:0", "actor:person:0", EVENT}  # the actor lists a mention that denies it
    assert len(problems) == 5


def test_a_record_may_be_empty() -> None:
    empty = Record(SAMPLE.document, (), (), (), (), (), (), (), (), SAMPLE.reader)
    assert empty.problems() == []
    assert WHY.score == 1.0
