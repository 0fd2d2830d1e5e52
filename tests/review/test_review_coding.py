"""Double coding: numbers against examples worked out by hand, and coders who do not see each other."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from musnad.review.agreement import agreement, alpha, kappa

pytestmark = pytest.mark.slow

Sign = Callable[[str], TestClient]


def test_alpha_of_two_coders_by_hand() -> None:
    """Ten units, a and b differ in four. Of 20 values 14 are 0 and 6 are 1: expected 2*14*6/19 = 8.842, observed 2*4 = 8;
    alpha = 1 - 8/8.842 = 0.0952."""
    first, second = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    assert alpha(list(zip(first, second, strict=True))) == pytest.approx(1 - 8 / (2 * 14 * 6 / 19))


def test_alpha_leaves_out_what_one_coder_alone_said() -> None:
    """Units (a,a) (b,b) (a,b) and one with a single value: n = 6, three a and three b; expected 2*3*3/5 = 3.6, observed 2."""
    assert alpha([("a", "a"), ("b", "b"), ("a", "b"), ("b", None)]) == pytest.approx(1 - 2 / 3.6)


def test_alpha_of_three_coders_by_hand() -> None:
    """(a,a,b): 4 ordered pairs differ, over 2 = 2. (b,b,b): 0. Of 6 values two are a: expected 2*2*4/5 = 3.2."""
    assert alpha([("a", "a", "b"), ("b", "b", "b")]) == pytest.approx(1 - 2 / 3.2)


def test_kappa_by_hand() -> None:
    """20 both yes, 15 both no, 5 and 10 differ, of 50: agreement 0.7, chance 0.5*0.6 + 0.5*0.4 = 0.5; kappa 0.4."""
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert kappa(pairs) == pytest.approx(0.4)


def test_what_cannot_be_told_apart_has_no_coefficient() -> None:
    same = agreement([("a", "a"), ("a", "a")])
    assert (same.percent, same.alpha, same.kappa) == (1.0, None, None)
    nothing = agreement([(None, None), ("a", None)])
    assert (nothing.units, nothing.both, nothing.percent, nothing.alpha, nothing.kappa) == (1, 0, None, None, None)


def test_coders_are_blind_until_the_round_is_closed(sign_in: Sign) -> None:
    editor, first, second = sign_in("edda"), sign_in("basel"), sign_in("amal")
    made = editor.post("/api/rounds", json={"name": "pilot", "documents": [2, 3], "coders": ["basel", "amal"]}).json()
    events = {n: first.get(f"/api/documents/{n}").json()["record"]["events"] for n in (2, 3)}
    item = events[2][0]["id"]
    first.post("/api/documents/2/judgements", json={"item": item, "verdict": "accept"})
    second.post("/api/documents/2/judgements", json={"item": item, "verdict": "correct", "field": "type", "value": "PROTEST"})
    seen = second.get("/api/documents/2").json()
    assert [j["who"] for j in seen["judgements"]] == ["amal"] and seen["round"]["blind"] is True
    assert [j["who"] for j in second.get("/api/documents/2/history").json()["rows"]] == ["amal"]
    assert next(r for r in second.get("/api/documents").json()["rows"] if r["id"] == 2)["judgements"] == 1
    for page in ("agreement", "differences"):
        assert second.get(f"/api/rounds/{made['id']}/{page}").status_code == 403
    assert second.post("/api/export", json={"format": "plover", "documents": [2]}).status_code == 409
    assert editor.post(f"/api/rounds/{made['id']}/close").json()["state"] == "closed"
    assert [j["who"] for j in second.get("/api/documents/2").json()["judgements"]] == ["basel", "amal"]


def test_agreement_differences_and_adjudication(sign_in: Sign) -> None:
    editor, first, second = sign_in("edda"), sign_in("basel"), sign_in("amal")
    number = editor.post("/api/rounds", json={"name": "r", "documents": [2], "coders": ["basel", "amal"]}).json()["id"]
    event = first.get("/api/documents/2").json()["record"]["events"][0]
    item, machine = event["id"], event["type"]
    other = "PROTEST" if machine != "PROTEST" else "ASSAULT"
    first.post("/api/documents/2/judgements", json={"item": item, "verdict": "accept"})
    second.post("/api/documents/2/judgements", json={"item": item, "verdict": "correct", "field": "type", "value": other})
    for coder in (first, second):
        assert coder.post(f"/api/rounds/{number}/done", json={"document": 2}).status_code == 200
    editor.post(f"/api/rounds/{number}/close")
    fields = {row["field"]: row for row in first.get(f"/api/rounds/{number}/agreement").json()["fields"]}
    assert fields["type"]["percent"] == 0 and fields["status"]["percent"] == 1 and fields["type"]["both"] == 1
    rows = first.get(f"/api/rounds/{number}/differences").json()["rows"]
    differing = next(row for row in rows if row["field"] == "type")
    assert differing["values"] == {"basel": machine, "amal": other} and differing["adjudicated"] is None
    wish = {"document": 2, "item": item, "field": "type", "choose": "basel"}
    assert first.post(f"/api/rounds/{number}/adjudicate", json=wish).status_code == 403
    decided = editor.post(f"/api/rounds/{number}/adjudicate", json=wish).json()["judgement"]
    assert (decided["verdict"], decided["field"], decided["value"], decided["who"]) == ("correct", "type", machine, "edda")
    rows = first.get(f"/api/rounds/{number}/differences").json()["rows"]
    assert next(row for row in rows if row["field"] == "type")["adjudicated"]["value"] == machine
