"""Whatever is asked, by whomever, the server answers with a status that its OpenAPI document promises, and never with a defect.

schemathesis makes the questions from the OpenAPI document; half of them are brought nearer to the archive's own documents and
items, so that they come further than the first check.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import requests
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import content_type_conformance, not_a_server_error, status_code_conformance

Sign = Callable[[str], TestClient]
pytestmark = pytest.mark.slow

BASE = "https://testserver"
PEOPLE = {"reader": "rana", "reviewer": "amal", "editor": "nour", "admin": "adam"}
# Left out: what ends the session that asks, and (for whom it is allowed) what looks names up on the network.
LEFT_OUT = {("POST", "/api/logout")}
BY_EDITORS = {("POST", "/api/inbox/url")}
OPEN = {("GET", "/api/labels"), ("POST", "/api/login")}  # answered to people who are not signed in
EXAMPLES = 8
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance]


def quietly(examples: int) -> settings:
    """The same questions in every run, and no complaint about how they are made."""
    return settings(
        max_examples=examples, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip


def nearer(client: TestClient) -> dict[str, st.SearchStrategy[Any]]:
    """Field of a request -> values of this archive."""
    numbers = st.integers(1, 5)
    record = client.get("/api/documents/2").json()["record"]
    items = [one["id"] for noun in ("events", "relations", "attributions", "actors", "places") for one in record[noun]]
    actors = [one["id"] for one in record["actors"]]
    formats = [row["name"] for row in client.get("/api/export/formats").json().get("rows", [])] or ["csv"]
    return {
        "item": st.sampled_from(items), "document": numbers, "documents": st.lists(numbers, min_size=1, max_size=3),
        "field": st.sampled_from(["type", "status", "actors", "place", "trigger", "head", "stance", "name", "verdict"]),
        "value": st.sampled_from(["PROTEST", actors[:1], {"start": 3, "end": 9}, None, {"type": "ASSAULT"}]),
        "noun": st.sampled_from(["event", "relation", "attribution", "mention"]), "q": st.sampled_from(["Moon", "القمر", '"']),
        "coders": st.permutations(["amal", "nour"]), "to": st.sampled_from(["amal", "nour", "rana"]), "choose": st.just("amal"),
        "format": st.sampled_from(formats), "entity": numbers, "place": st.sampled_from(["Raqqa", "SYR", "الرقة"]),
        "a": st.tuples(numbers, st.sampled_from(actors)), "b": st.tuples(numbers, st.sampled_from(actors)),
    }  # fmt: skip


@st.composite
def questions(draw: st.DrawFn, operation: Any, known: dict[str, st.SearchStrategy[Any]]) -> schemathesis.Case:
    """A request: as the document allows it, or not; and in one of two the ids and words of this archive in it."""
    mode = draw(st.sampled_from([GenerationMode.POSITIVE, GenerationMode.POSITIVE, GenerationMode.NEGATIVE]))
    try:
        case: schemathesis.Case = draw(operation.as_strategy(generation_mode=mode))
    except schemathesis.errors.SchemathesisError:  # nothing can be wrong with this operation
        case = draw(operation.as_strategy())
    if draw(st.booleans()):
        for part in (case.path_parameters, case.query, case.body):
            for name in [n for n in part if n in known or n == "number"] if isinstance(part, dict) else ():
                part[name] = draw(known.get(name, st.integers(1, 5)))
    return case


def ask(client: TestClient, case: schemathesis.Case) -> int:
    """Ask, and check the answer; its status."""
    asked = requests.Request(**case.as_transport_kwargs(base_url=BASE)).prepare()
    dropped = ("cookie", "content-length", "x-csrf-token", "authorization", "host")  # these are the browser's own
    headers = {name: value for name, value in asked.headers.items() if name.lower() not in dropped}
    answer = client.request(asked.method or "GET", asked.url or BASE, headers=headers, content=asked.body or b"")
    case.validate_response(answer, checks=CHECKS)
    return answer.status_code


def statuses_of(client: TestClient, operation: Any, known: dict[str, st.SearchStrategy[Any]]) -> set[int]:
    """The statuses that some questions to an operation are answered with."""
    statuses: set[int] = set()

    @quietly(EXAMPLES)
    @given(case=questions(operation, known))
    def every(case: schemathesis.Case) -> None:
        statuses.add(ask(client, case))

    every()
    return statuses


def ask_everything(
    client: TestClient, known: dict[str, st.SearchStrategy[Any]], left_out: set[tuple[str, str]]
) -> dict[str, set[int]]:
    """Every operation of the API, several times; operation -> the statuses of its answers."""
    schema = schemathesis.openapi.from_dict(client.app.openapi())  # type: ignore[attr-defined]
    got: dict[str, set[int]] = {}
    for found in schema.get_all_operations():
        operation = found.ok()
        if (operation.method.upper(), operation.path) in left_out:
            continue
        got[f"{operation.method.upper()} {operation.path}"] = statuses_of(client, operation, known)
    return got


@pytest.mark.parametrize("role", PEOPLE)
def test_no_question_of_a_role_finds_a_defect(role: str, sign_in: Sign) -> None:
    client = sign_in(PEOPLE[role])
    client.app.state.worker.stop()  # type: ignore[attr-defined]  # what is pasted is taken in, and read by nobody here
    left_out = LEFT_OUT | (BY_EDITORS if role in ("editor", "admin") else set())
    got = ask_everything(client, nearer(client), left_out)
    assert client.get("/api/session").json()["user"]["name"] == PEOPLE[role]
    assert len(got) > 50 and not any(401 in statuses for name, statuses in got.items() if name != "POST /api/login")
    assert {"reader": 403, "reviewer": 403, "editor": 403, "admin": 200}[role] in got["GET /api/audit"]
    assert 200 in got["GET /api/documents/{number}"] and 404 in got["GET /api/documents/{number}"]


def test_nobody_gets_nothing(sign_in: Sign) -> None:
    signed = sign_in("adam")
    known = nearer(signed)
    client = TestClient(signed.app, base_url=BASE)
    got = ask_everything(client, known, set())
    told = {name for name, statuses in got.items() if statuses - {401, 422, 415, 400, 405}}
    assert told - {f"{method} {path}" for method, path in OPEN} == set()
