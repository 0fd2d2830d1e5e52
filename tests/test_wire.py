"""The wire: records travel unchanged, and nothing that is no record comes in."""

from __future__ import annotations

import copy
import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import musnad
from musnad.errors import BadRecord
from musnad.record import Mention, Reason, Record, Span
from musnad.record.schema import json_schema, schema_text
from musnad.record.wire import SCHEMA, dumps, from_json, loads, to_json
from sample import SAMPLE
from strategies import records

ROOT = Path(__file__).parent.parent
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
VALIDATOR = jsonschema.Draft202012Validator(json_schema())


# ---- round trip -------------------------------------------------------------------------------------------------


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
@given(records())
def test_any_record_comes_back_as_it_went(record: Record) -> None:
    assert record.problems() == []
    line = dumps(record)
    assert "\n" not in line
    assert loads(line) == record
    assert loads(line.encode()) == record
    assert dumps(loads(line)) == line
    assert from_json(to_json(record)) == record
    VALIDATOR.validate(json.loads(line))


def test_the_sample_has_the_form_of_the_design() -> None:
    wire = to_json(SAMPLE)
    assert list(wire) == [
        "schema",
        "document",
        "mentions",
        "actors",
        "times",
        "places",
        "attributions",
        "claims",
        "events",
        "relations",
        "reader",
    ]
    assert wire["schema"] == SCHEMA == "musnad.record/1"
    event = wire["events"][0]
    text = SAMPLE.document.text
    assert event["trigger"] == {"start": text.index("تفجير"), "end": text.index("تفجير") + 5, "text": "تفجير"}
    assert event["acled"] == {"event_type": "Explosions/Remote violence", "sub_event_type": "Suicide bomb"}
    assert event["instrument"] is None
    assert set(wire["attributions"][0]) == {
        "id",
        "cue",
        "source",
        "head",
        "source_kind",
        "actor",
        "via",
        "content",
        "stance",
        "quotation",
        "parent",
        "reason",
    }
    assert "تفجير" in dumps(SAMPLE)  # readable, not escaped


def test_a_score_written_as_a_whole_number_travels_as_a_float() -> None:
    mention = replace(SAMPLE.mentions[0], reason=Reason("a.b", "A rule", score=1))
    line = dumps(replace(SAMPLE, mentions=(mention, *SAMPLE.mentions[1:])))
    assert dumps(loads(line)) == line


def test_deep_reasons_are_refused_with_a_letter() -> None:
    reason = Reason("a.b", "A rule")
    for _ in range(5000):
        reason = Reason("a.b", "A rule", parts=(reason,))
    mention = replace(SAMPLE.mentions[0], reason=reason)
    with pytest.raises(BadRecord, match="too deeply"):
        dumps(replace(SAMPLE, mentions=(mention,)))


def test_a_score_that_is_no_number_does_not_leave() -> None:
    mention = replace(SAMPLE.mentions[0], reason=Reason("a.b", "A rule", score=float("inf")))
    with pytest.raises(BadRecord, match="cannot be written"):
        dumps(replace(SAMPLE, mentions=(mention,)))


def test_half_a_character_does_not_leave() -> None:
    document = replace(SAMPLE.document, author="a\ud800b")
    with pytest.raises(BadRecord, match="lone surrogate") as caught:
        dumps(replace(SAMPLE, document=document))
    str(caught.value).encode()


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.txt")), ids=lambda path: path.name)
def test_what_the_reader_made_travels(path: Path) -> None:
    record = musnad.read(musnad.document(path.read_text(encoding="utf-8"), published="2025-06-02"), model=False)
    assert record.problems() == []
    assert record.events and record.claims and record.actors
    assert loads(dumps(record)) == record
    VALIDATOR.validate(to_json(record))


# ---- what is refused, and how -----------------------------------------------------------------------------------


def _at(obj: Any, path: str) -> tuple[Any, Any]:
    """The container and the last key of a dotted path."""
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    for step in way:
        obj = obj[step]
    return obj, last


BROKEN: list[tuple[str, Any, str, str]] = [  # path, new value, where the letter points, what it says
    ("schema", "musnad.record/2", "at schema", 'the string "musnad.record/1"'),
    ("document.text", 5, "document.text", "a string"),
    ("document.id", "abc", "document.id", "SHA-256"),
    ("document.title", "a\ud800", "document.title", "lone surrogate"),
    ("document.published", "yesterday", "document.published", "ISO 8601"),
    ("events.0.type", "FIGHT", "events[0].type", "one of AGREE"),
    ("events.0.type", "ASAULT", "events[0].type", "perhaps ASSAULT"),
    ("events.0.ucdp", 4, "events[0].ucdp", "from 1 to 3"),
    ("events.0.ucdp", True, "events[0].ucdp", "a whole number"),
    ("events.0.trigger.end", 10**6, "events[0].trigger", "inside the text"),
    ("events.0.trigger.start", "0", "events[0].trigger.start", "a whole number"),
    ("events.0.trigger.start", 10**5000, "events[0].trigger", "a very long number"),
    ("events.0.trigger.text", "قصف", "events[0].trigger.text", "تفجير"),
    ("events.0.trigger", None, "events[0].trigger", "an object"),
    ("events.0.actors", "x", "events[0].actors", "a list"),
    ("events.0.actors.0", 1, "events[0].actors[0]", "a string"),
    ("events.0.tolls.0.low", -1, "events[0].tolls[0].low", "from 0 up"),
    ("events.0.modality.status", "happened", "events[0].modality.status", "one of occurred"),
    ("events.0.reason.score", 1.5, "events[0].reason.score", "from 0 to 1"),
    ("events.0.reason.score", float("nan"), "events[0].reason.score", "a number"),
    ("events.0.reason.parts", [{}], "events[0].reason.parts[0]", "no key rule"),
    ("events.0.extra", 1, "events[0]", "the key 'extra'"),
    ("events.0.kind", 1, "events[0]", "the key 'kind'"),
    ("actors.0.private", 0, "actors[0].private", "true or false"),
    ("actors.0.country", "Syria", "actors[0].country", "three capital letters"),
    ("mentions", None, "at mentions", "a list"),
]


@pytest.mark.parametrize(("path", "value", "where", "letter"), BROKEN, ids=[f"{b[0]}-{b[3]}" for b in BROKEN])
def test_a_broken_record_gets_a_letter_with_the_place(path: str, value: Any, where: str, letter: str) -> None:
    wire = copy.deepcopy(to_json(SAMPLE))
    container, key = _at(wire, path)
    container[key] = value
    with pytest.raises(BadRecord) as caught:
        from_json(wire)
    said = str(caught.value)
    assert where in said and letter in said
    assert "\n" not in said and len(said) < 400
    said.encode()


@pytest.mark.parametrize(
    "path", ["document", "reader", "mentions", "events.0.claim", "events.0.trigger.text", "schema"]
)
def test_a_missing_key_is_named(path: str) -> None:
    wire = copy.deepcopy(to_json(SAMPLE))
    container, key = _at(wire, path)
    del container[key]
    with pytest.raises(BadRecord, match=key):
        from_json(wire)


def repr_short(value: object) -> str:
    return repr(value)[:20]


@pytest.mark.parametrize(
    ("line", "letter"),
    [
        ("", "not JSON"),
        ("[]", "an object"),
        ("{", "not JSON"),
        ('{"schema": NaN}', "a number"),
        ('{"a": 1, "a": 2}', "each key once"),
        ("[" * 100_000, "too deeply"),
        ("1" * 10_000, "not JSON"),
        (b"\xff\xfe\xfd", "not JSON"),
        ('"\\ud800"', "an object"),
        ("null", "null"),
    ],
    ids=repr_short,
)
def test_what_is_no_record_at_all_gets_a_letter(line: str | bytes, letter: str) -> None:
    with pytest.raises(BadRecord, match=letter):
        loads(line)


SCRAPS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just("\ud800"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=4,
)


def _places(obj: Any) -> list[tuple[Any, Any]]:
    """Every place in a JSON value that could hold something else."""
    keys: list[Any] = list(obj) if isinstance(obj, dict) else list(range(len(obj))) if isinstance(obj, list) else []
    return [place for key in keys for place in ((obj, key), *_places(obj[key]))]


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=SLOW)
@given(st.data())
def test_mutated_json_is_read_or_refused_but_never_crashes(data: st.DataObject) -> None:
    wire = to_json(data.draw(records()) if data.draw(st.integers(0, 3)) == 0 else SAMPLE)
    for _ in range(data.draw(st.integers(1, 3))):
        container, key = data.draw(st.sampled_from(_places(wire)))
        what = data.draw(st.sampled_from(["replace", "delete", "add"]))
        if what == "replace" or isinstance(container, list):
            container[key] = data.draw(SCRAPS)
        elif what == "delete":
            del container[key]
        else:
            container[data.draw(st.text(max_size=5))] = data.draw(SCRAPS)
    try:
        record = from_json(wire)
    except BadRecord as letter:
        str(letter).encode()
    else:
        assert from_json(to_json(record)) == record
        record.problems()
        VALIDATOR.validate(wire)  # what comes in is also valid for the published schema


# ---- schema and speed -------------------------------------------------------------------------------------------


def test_the_published_schema_is_current() -> None:
    assert (ROOT / "docs" / "record.schema.json").read_text(encoding="utf-8") == schema_text(), "run `make schema`"


def test_the_schema_is_a_schema_and_refuses_what_the_wire_refuses() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())
    VALIDATOR.validate(to_json(SAMPLE))
    beyond = {"inside the text", "تفجير", "lone surrogate", "a very long number"}  # a schema cannot say these
    for path, value, _, letter in BROKEN:
        wire = copy.deepcopy(to_json(SAMPLE))
        container, key = _at(wire, path)
        container[key] = value
        refused = bool(list(VALIDATOR.iter_errors(wire)))
        assert refused or letter in beyond or value != value, path


def test_a_large_record_is_written_in_a_few_milliseconds() -> None:
    first = SAMPLE.mentions[0]
    many = tuple(
        Mention(f"m:{i}", Span(0, 3), Span(0, 3), first.kind, first.form, None, first.reason) for i in range(300)
    )
    record = replace(SAMPLE, mentions=many)
    to_json(record)
    best = min(_seconds(record) for _ in range(5))
    assert best < 0.02, f"{best * 1000:.1f} ms"  # measured about 1.5 ms; the bound leaves room for a busy machine


def _seconds(record: Record) -> float:
    before = time.perf_counter()
    dumps(record)
    return time.perf_counter() - before
