"""Whatever is asked, the server answers without a defect (schemathesis makes the questions from the OpenAPI document)."""

from __future__ import annotations

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skip(reason="NOT CHECKED: schemathesis fails with this pytest (no _nodeid); the API is not fuzzed"),
]
QUIET = (HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large)
LEFT_OUT = ("/api/logout", "/api/inbox/url")  # would end the session; would look names up on the network


@pytest.fixture
def api(local: TestClient) -> schemathesis.BaseSchema:
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", local.app)
    local.headers["Cookie"] = f"musnad_0={local.cookies['musnad_0']}"
    schema.client = local
    return schema


any_question = schemathesis.pytest.from_fixture("api").exclude(path=list(LEFT_OUT))


@any_question.parametrize()
@settings(max_examples=15, deadline=None, suppress_health_check=list(QUIET), derandomize=True)
def test_no_question_finds_a_defect(case: schemathesis.Case, local: TestClient) -> None:
    headers = {"X-CSRF-Token": local.headers["X-CSRF-Token"], "Cookie": f"musnad_0={local.cookies['musnad_0']}"}
    answer = case.call(base_url="http://testserver", headers=headers)
    case.validate_response(answer, checks=[not_a_server_error])
    assert answer.status_code != 401
