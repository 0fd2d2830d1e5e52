"""Every page of the workbench, asked by the local user."""

from __future__ import annotations

import time
from typing import Any

import yaml
from fastapi.testclient import TestClient

from musnad.archive import Archive
from musnad.archive.verify import problems


def first_event(client: TestClient, document: int) -> dict[str, Any]:
    record = client.get(f"/api/documents/{document}").json()["record"]
    event: dict[str, Any] = record["events"][0]
    return event


def test_the_inbox_lists_filters_and_pages(local: TestClient) -> None:
    whole = local.get("/api/documents").json()
    assert [row["id"] for row in whole["rows"]] == [5, 4, 3, 2, 1] and whole["total"] == 5 and whole["next"] is None
    first = local.get("/api/documents?limit=2").json()
    second = local.get("/api/documents", params={"limit": 2, "after": first["next"]}).json()
    assert [row["id"] for row in first["rows"] + second["rows"]] == [5, 4, 3, 2]
    for query, ids in (
        ({"outlet": "Quay Courier"}, [3, 2]), ({"language": "ar"}, [1]), ({"since": "2024-04-01"}, [5, 4]),
        ({"until": "2024-02-05"}, [2, 1]), ({"place": "Basra"}, [4]), ({"actor": "Qasimoun"}, [5]),
        ({"state": "reviewed"}, []), ({"unreviewed": True}, [5, 4, 3, 2, 1]), ({"q": "barracks"}, [2]),
    ):  # fmt: skip
        rows = local.get("/api/documents", params=query).json()["rows"]
        assert [row["id"] for row in rows] == ids, query
    assert local.get("/api/documents?q=barracks").json()["rows"][0]["hit"]["match"] == "barracks"
    assert local.get("/api/documents?language=ar").json()["rows"][0]["rtl"] is True


def test_the_desk_shows_text_record_and_highlights(local: TestClient) -> None:
    shown = local.get("/api/documents/2").json()
    assert shown["record"]["schema"] == "musnad.record/1" and shown["masked"] is False
    text = shown["text"]
    for start, end, item in shown["layers"]["event"]:
        event = next(e for e in shown["record"]["events"] if e["id"] == item)
        assert text[start:end] == event["trigger"]["text"]
    assert shown["layers"]["event"] and set(shown["views"]) == {"en", "ar"} and shown["views"]["ar"]["rtl"] is True
    assert all(row["id"] in shown["items"] for g in shown["views"]["en"]["groups"] for row in g["rows"])


def test_a_judgement_is_answered_kept_and_audited(local: TestClient, archive: Archive) -> None:
    event = first_event(local, 2)
    said = local.post("/api/documents/2/judgements", json={"item": event["id"], "verdict": "accept"})
    assert said.status_code == 201 and said.json()["judgement"]["who"] == "tester"
    again = local.post("/api/documents/2/judgements", json={"item": event["id"], "verdict": "accept"})
    assert again.status_code == 200 and again.json() == said.json()
    corrected = {"item": event["id"], "verdict": "correct", "field": "type", "value": "PROTEST"}
    assert local.post("/api/documents/2/judgements", json=corrected).status_code == 201
    held = local.get("/api/documents/2").json()["judgements"]
    assert [(j["verdict"], j["field"], j["value"]) for j in held] == [("accept", None, None), ("correct", "type", "PROTEST")]
    assert local.get("/api/audit").json()["rows"][0]["action"] == "judge"
    assert list(problems(archive)) == []


def test_what_does_not_fit_is_refused_with_a_sentence(local: TestClient) -> None:
    item = first_event(local, 2)["id"]
    for body in (
        {"verdict": "accept", "item": "event:ASSAULT:900-901"},
        {"verdict": "correct", "item": item},
        {"verdict": "correct", "item": item, "field": "type", "value": "NO_SUCH_TYPE"},
        {"verdict": "correct", "item": item, "field": "reason", "value": "x"},
        {"verdict": "correct", "item": item, "field": "trigger", "value": {"start": 5, "end": 99999}},
        {"verdict": "correct", "item": item, "field": "actors", "value": ["actor:group:0-0"]},
        {"verdict": "add", "noun": "event", "span": {"start": 4, "end": 4}, "value": {"type": "ASSAULT"}},
        {"verdict": "add", "noun": "event", "span": {"start": 4, "end": 9}, "value": {}},
    ):
        answer = local.post("/api/documents/2/judgements", json=body)
        assert answer.status_code == 400 and answer.json()["code"] == "bad_request" and answer.json()["error"], body
    assert local.get("/api/documents/2").json()["judgements"] == []


def test_undo_takes_back_and_is_history(local: TestClient) -> None:
    item = first_event(local, 2)["id"]
    made = local.post("/api/documents/2/judgements", json={"item": item, "verdict": "reject"}).json()["judgement"]
    undone = local.post(f"/api/judgements/{made['id']}/undo", json={"why": "a slip"})
    assert undone.status_code == 200 and undone.json()["undone"] == made["id"]
    assert local.get("/api/documents/2").json()["judgements"] == []
    assert [row["verdict"] for row in local.get("/api/documents/2/history").json()["rows"]] == ["reject", "undo"]
    assert local.post(f"/api/judgements/{made['id']}/undo", json={}).status_code == 409
    local.post("/api/documents/2/judgements", json={"item": item, "verdict": "unsure"})
    assert local.post("/api/judgements/undo-last", json={"document": 2}).status_code == 200
    assert local.post("/api/judgements/undo-last", json={"document": 2}).status_code == 409


def test_an_added_event_can_be_judged_and_becomes_a_case(local: TestClient) -> None:
    text = local.get("/api/documents/4").json()["text"]
    at = text.index("speaks")
    body = {"verdict": "add", "noun": "event", "span": {"start": at, "end": at + 6}, "value": {"type": "CONSULT"}}
    added = local.post("/api/documents/4/judgements", json=body)
    assert added.status_code == 201
    item = added.json()["judgement"]["item"]
    assert item == f"event:CONSULT:{at}-{at + 6}" and added.json()["judgement"]["field"] == "added"
    assert local.post("/api/documents/4/judgements", json={"item": item, "verdict": "accept"}).status_code == 201
    event = first_event(local, 4)
    corrected = {"item": event["id"], "verdict": "correct", "field": "type", "value": "PROTEST"}
    local.post("/api/documents/4/judgements", json=corrected)
    cases = local.get("/api/cases?document=4")
    told = yaml.safe_load(cases.text)
    assert "# for languages/en/events.cases.yml" in cases.text
    assert {"type": "CONSULT"}.items() <= told[0]["expect"][0].items()
    assert any(case["expect"][0]["type"] == "PROTEST" and case["text"] in text for case in told)


def test_states_and_next(local: TestClient) -> None:
    assert local.get("/api/documents/5/next").json() == {"id": 4}
    assert local.post("/api/documents/4/state", json={"state": "reviewed"}).json() == {"state": "reviewed"}
    assert local.get("/api/documents/5/next").json() == {"id": 3}
    assert local.get("/api/documents/1/next").json() == {"id": 5}
    assert local.get("/api/overview").json()["reviewed"] == 1
    assert local.post("/api/documents/assign", json={"documents": [1, 2], "to": "tester"}).json() == {"changed": 2}
    assert [r["id"] for r in local.get("/api/documents?assignee=me").json()["rows"]] == [2, 1]
    assert local.get("/api/documents/1").json()["document"]["state"] == "assigned"


def test_a_pasted_text_comes_in(local: TestClient) -> None:
    text = "The Copper League attacked a depot near Mosul on Friday, police said."
    job = local.post("/api/inbox/text", json={"text": text, "outlet": "Well Post", "published": "2024-06-07"})
    assert job.status_code == 202
    done = _done(local, job.json()["id"])
    assert done["failed"] == [] and len(done["added"]) == 1
    assert local.get(f"/api/documents/{done['added'][0]}").json()["text"] == text
    files = [("files", ("a.txt", b"Gunmen of the Copper League abducted a trader in Kirkuk.")), ("files", ("b.bin", b"\x00\x01"))]
    both = _done(local, local.post("/api/inbox/files", files=files).json()["id"])
    assert len(both["added"]) == 1 and len(both["failed"]) == 1 and "b.bin" in both["failed"][0][0]
    private = _done(local, local.post("/api/inbox/url", json={"url": "http://127.0.0.1:1/feed"}).json()["id"])
    assert private["added"] == [] and private["failed"]


def _done(client: TestClient, number: int) -> dict[str, Any]:
    for _ in range(600):
        job: dict[str, Any] = client.get(f"/api/jobs/{number}").json()
        if job["state"] == "done":
            return job
        time.sleep(0.1)
    raise AssertionError("the job did not end")


def test_actors_network_stories_map_timeline(local: TestClient) -> None:
    people = local.get("/api/actors?q=Blue Moon Brigade").json()["rows"]
    assert people and sum(n["documents"] for n in people[0]["names"]) >= 2
    known = local.get("/api/actors/known").json()["rows"]
    assert people[0]["entity"] in {row["entity"] for row in known}
    assert [row["documents"] for row in known] == sorted((row["documents"] for row in known), reverse=True)
    assert all(row["documents"] >= 2 and row["name"] for row in known), "it takes two documents"
    assert {row["kind"] for row in local.get("/api/actors/known?kind=person").json()["rows"]} <= {"person"}
    net = local.get("/api/network").json()
    assert {"allied_with"} <= {edge["kind"] for edge in net["edges"]}
    assert {edge["head"] for edge in net["edges"]} <= {node["id"] for node in net["nodes"]}
    shapes = local.get("/api/map").json()["features"]
    assert shapes and all(f["geometry"]["type"] == "Polygon" and f["properties"]["radius_km"] > 0 for f in shapes)
    assert all(f["geometry"]["coordinates"][0][0] == f["geometry"]["coordinates"][0][-1] for f in shapes)
    line = local.get("/api/timeline", params={"place": "Tikrit"}).json()
    assert [(row["document"], row["earliest"], row["latest"]) for row in line["rows"]] == [(5, "2024-05-05", "2024-05-06")]
    assert local.get("/api/search?q=quartzword").json()["rows"][0]["document"]["id"] == 5
    for row in local.get("/api/stories").json()["rows"]:
        told = local.get(f"/api/stories/{row['id']}").json()
        assert len(told["origins"]) == row["origins"] and told["fields"]


def test_two_actors_are_said_to_differ(local: TestClient) -> None:
    asked = local.get("/api/actors?q=Blue Moon Brigade").json()["rows"]
    members = [m for person in asked for m in person["members"]]
    pair = [[m["document"], m["item"]] for m in members[:2]]
    assert len(pair) == 2
    answer = local.post("/api/actors/merge", json={"a": pair[0], "b": pair[1], "verdict": "different", "why": "two units"})
    assert answer.status_code == 201
    entities = {
        person["entity"] for person in local.get("/api/actors?q=Blue Moon Brigade").json()["rows"]
        if person["entity"] and {tuple(p) for p in pair} <= {(m["document"], m["item"]) for m in person["members"]}
    }  # fmt: skip
    assert entities == set()


def test_exports_come_as_files(local: TestClient) -> None:
    offered = {row["name"] for row in local.get("/api/export/formats").json()["rows"]}
    for name in sorted(offered & {"plover", "csv", "geojson", "graphml"}):
        answer = local.post("/api/export", json={"format": name, "documents": [1, 2]})
        assert answer.status_code == 200, answer.text
        assert '"documents": 2' in answer.headers["X-Musnad-Manifest"] and answer.content
    assert local.post("/api/export", json={"format": "plover", "documents": [99]}).status_code == 404
    assert local.post("/api/export", json={"format": "nothing"}).status_code == 400


def test_labels_are_in_both_languages(local: TestClient) -> None:
    told = local.get("/api/labels").json()
    assert all(len(pair) == 2 for table in told["tables"].values() for pair in table.values())
    missing = [v for v in told["fields"]["event"]["type"] if v not in told["tables"]["type"]]
    assert missing == []
    assert local.get("/api/suggest?kind=place&q=Aleppo").json()["rows"][0]["value"].startswith(("geonames:", "musnad:"))
    assert local.get("/api/suggest?kind=actor&q=blue&document=2").json()["rows"]
