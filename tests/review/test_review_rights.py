"""Who may do what, and what nobody may know: roles, restricted documents, masks, sessions, headers."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
import review_samples
from fastapi.testclient import TestClient
from sqlalchemy import update

from musnad.archive import Archive
from musnad.archive.desk import Sessions, Tokens
from musnad.archive.models import ActorNames, Actors, Names
from musnad.errors import BadRequest
from musnad.review import Settings, accounts, make_app
from musnad.review.desk import Desk

pytestmark = pytest.mark.slow

KEPT = review_samples.RESTRICTED
ROLE_OF = {name: role for name, (role, _) in review_samples.PEOPLE.items()}
Sign = Callable[[str], TestClient]
JUDGE = {"verdict": "accept", "item": "event:none:0-1"}
# What each page takes: method, address, body, the least role.
RIGHTS = (
    ("GET", "/api/documents", None, "reader"), ("GET", "/api/documents/2", None, "reader"),
    ("GET", "/api/documents/2/history", None, "reader"), ("GET", "/api/documents/2/next", None, "reader"),
    ("GET", "/api/facets", None, "reader"), ("GET", "/api/overview", None, "reader"),
    ("GET", "/api/search?q=army", None, "reader"),
    ("GET", "/api/actors?q=army", None, "reader"), ("GET", "/api/actors/known", None, "reader"),
    ("GET", "/api/network", None, "reader"), ("GET", "/api/stories", None, "reader"),
    ("GET", "/api/map", None, "reader"), ("GET", "/api/map/land", None, "reader"), ("GET", "/api/timeline", None, "reader"),
    ("GET", "/api/searches", None, "reader"), ("GET", "/api/tokens", None, "reader"), ("GET", "/api/users", None, "reader"),
    ("POST", "/api/tokens", {"label": "x"}, "reader"),
    ("POST", "/api/documents/2/judgements", JUDGE, "reviewer"), ("POST", "/api/judgements/999/undo", {}, "reviewer"),
    ("POST", "/api/judgements/undo-last", {"document": 2}, "reviewer"),
    ("POST", "/api/documents/2/state", {"state": "reviewed"}, "reviewer"),
    ("POST", "/api/documents/2/sensitive", {"sensitive": True}, "reviewer"),
    ("POST", "/api/searches", {"name": "n", "query": {}}, "reviewer"), ("GET", "/api/rounds", None, "reviewer"),
    ("GET", "/api/export/formats", None, "reviewer"), ("POST", "/api/export", {"format": "plover", "documents": [2]}, "reviewer"),
    ("GET", "/api/cases", None, "reviewer"),
    ("POST", "/api/inbox/text", {"text": "x"}, "editor"), ("POST", "/api/inbox/url", {"url": "http://127.0.0.1:1/"}, "editor"),
    ("GET", "/api/jobs", None, "editor"), ("POST", "/api/documents/assign", {"documents": [2], "to": None}, "editor"),
    ("POST", "/api/rounds", {"name": "r", "documents": [2], "coders": ["basel", "amal"]}, "editor"),
    ("POST", "/api/actors/merge", {"a": [2, "x"], "b": [3, "y"], "verdict": "same"}, "editor"),
    ("POST", "/api/documents/2/restrict", {"restricted": False}, "admin"), ("GET", "/api/audit", None, "admin"),
)  # fmt: skip


def test_every_right_is_held_by_its_roles_and_no_other(sign_in: Sign) -> None:
    people = {name: sign_in(name) for name in ROLE_OF}
    order = ("reader", "reviewer", "editor", "admin")
    for method, address, body, least in RIGHTS:
        for name, role in ROLE_OF.items():
            status = people[name].request(method, address, json=body).status_code
            if order.index(role) < order.index(least):
                assert status == 403, (address, name)
            else:
                assert status in (200, 201, 202, 400, 404, 409), (address, name, status)


def test_every_page_but_labels_and_login_needs_somebody(archive: Archive, desk: Desk) -> None:
    app = make_app(archive, Settings(team=True, hosts=("testserver",), secure=True))
    open_to_all = {"/api/labels", "/api/login"}
    with TestClient(app, base_url="https://testserver") as nobody:
        for path, methods in app.openapi()["paths"].items():
            for method in methods:
                address = path.replace("{number}", "2")
                answer = nobody.request(method, address, json={} if method != "get" else None)
                if path in open_to_all:
                    assert answer.status_code != 401 or path == "/api/login"
                else:
                    assert answer.status_code == 401, (method, path, answer.status_code)
                    assert answer.json()["code"] == "signed_out" and answer.json()["team_mode"] is True


# ---- restricted documents -----------------------------------------------------------------------------------------

LISTS = (
    "/api/documents", "/api/documents?q=quartzword", "/api/documents?actor=Amber", "/api/documents?place=Tikrit", "/api/facets",
    "/api/overview", "/api/search?q=quartzword", "/api/search?q=quartzword&exact=true", "/api/actors?q=Amber",
    "/api/actors?q=Qasimoun",
    "/api/network", "/api/network?as_of=2024-12-31", "/api/stories", "/api/stories?q=quartzword", "/api/map", "/api/map/land",
    "/api/timeline", "/api/timeline?who=Amber", "/api/timeline?document=5", "/api/suggest?kind=outlet&q=Cellar",
    "/api/suggest?kind=entity&q=Amber", "/api/actors/candidates", "/api/documents/4/next",
)  # fmt: skip
TRACES = ("Cellar Gazette", "Amber Column", "quartzword\",", "Qasimoun", "Tikrit", "cellar.example")


def test_a_restricted_document_leaves_no_trace_in_any_list(sign_in: Sign) -> None:
    reviewer, insider = sign_in("basel"), sign_in("amal")
    for address in LISTS:
        said = reviewer.get(address)
        assert said.status_code == 200, (address, said.text)
        for trace in TRACES:
            assert trace not in said.text, (address, trace)
    assert reviewer.get("/api/documents").json()["total"] == 4 and insider.get("/api/documents").json()["total"] == 5
    assert any(trace in insider.get("/api/timeline?document=5").text for trace in TRACES)


def test_a_restricted_document_answers_exactly_like_a_missing_one(sign_in: Sign) -> None:
    who = {"reader": sign_in("rana"), "reviewer": sign_in("basel"), "editor": sign_in("edda")}
    asked = (
        ("reader", "GET", "/api/documents/{}", None), ("reader", "GET", "/api/documents/{}/history", None),
        ("reader", "GET", "/api/documents/{}/next", None), ("reviewer", "POST", "/api/documents/{}/judgements", JUDGE),
        ("reviewer", "POST", "/api/documents/{}/state", {"state": "reviewed"}),
        ("reviewer", "POST", "/api/documents/{}/sensitive", {"sensitive": True}),
        ("reviewer", "GET", "/api/cases?document={}", None), ("reviewer", "GET", "/api/suggest?kind=actor&document={}", None),
    )  # fmt: skip
    for role, method, address, body in asked:
        hidden, absent = (who[role].request(method, address.format(n), json=body) for n in (KEPT, 4711))
        assert (hidden.status_code, hidden.content) == (absent.status_code, absent.content), address
        assert hidden.status_code == 404
        assert dict(hidden.headers) == dict(absent.headers)
    for address, body in (
        ("/api/export", {"format": "plover", "documents": ["N"]}), ("/api/documents/assign", {"documents": ["N"], "to": None}),
        ("/api/rounds", {"name": "r", "documents": ["N"], "coders": ["amal", "nour"]}),
        ("/api/actors/merge", {"a": ["N", "x"], "b": [2, "y"], "verdict": "same"}),
        ("/api/judgements/undo-last", {"document": "N"}),
    ):  # fmt: skip
        both = [who["editor"].post(address, json=_with(body, n)) for n in (KEPT, 4711)]
        assert both[0].status_code == both[1].status_code == 404 and both[0].content == both[1].content, address


def _with(body: object, number: int) -> object:
    if isinstance(body, dict):
        return {key: _with(value, number) for key, value in body.items()}
    if isinstance(body, list):
        return [_with(value, number) for value in body]
    return number if body == "N" else body


def test_an_export_holds_only_what_is_seen(sign_in: Sign) -> None:
    for name, sees in (("basel", False), ("amal", True)):
        told = sign_in(name).post("/api/export", json={"format": "plover", "include_unreviewed": True}).text
        assert ("Cellar Gazette" in told) is sees and "Quay Courier" in told


def test_a_judgement_on_a_restricted_document_is_missing_to_others(sign_in: Sign) -> None:
    insider, editor = sign_in("amal"), sign_in("edda")
    item = insider.get(f"/api/documents/{KEPT}").json()["record"]["events"][0]["id"]
    made = insider.post(f"/api/documents/{KEPT}/judgements", json={"verdict": "accept", "item": item}).json()["judgement"]["id"]
    both = [editor.post(f"/api/judgements/{n}/undo", json={}) for n in (made, made + 1000)]
    assert both[0].status_code == both[1].status_code == 404 and both[0].content == both[1].content
    assert insider.post(f"/api/judgements/{made}/undo", json={}).status_code == 200


def test_an_administrator_restricts_and_opens(sign_in: Sign) -> None:
    admin, reviewer = sign_in("adam"), sign_in("basel")
    admin.post("/api/documents/2/restrict", json={"restricted": True, "team": None})
    assert reviewer.get("/api/documents/2").status_code == 404 and admin.get("/api/documents/2").status_code == 200
    admin.post("/api/documents/2/restrict", json={"restricted": False})
    assert reviewer.get("/api/documents/2").status_code == 200


# ---- private persons ----------------------------------------------------------------------------------------------


@pytest.fixture
def somebody_private(archive: Archive) -> str:
    """Makes one person of the archive private, in the rows and in the records; returns the family name."""
    from dataclasses import replace

    from musnad.archive.models import Documents, Readings
    from musnad.archive.packing import pack_record
    from musnad.archive.query import record_of

    with archive.writing() as session:
        named = Actors.id.in_(
            ActorNames.__table__.select().with_only_columns(ActorNames.actor_id).join(Names, Names.id == ActorNames.name_id)
            .where(Names.text.icontains("Sinjari"))
        )  # fmt: skip
        marked = update(Actors).where(named).values(private=True).returning(Actors.document_id)
        documents = session.execute(marked).scalars().all()
        assert documents
        for number in set(documents):
            record = record_of(session, number)
            hidden = tuple(replace(a, private=a.private or "Sinjari" in a.name) for a in record.actors)
            blob, digest = pack_record(replace(record, actors=hidden))
            reading = Documents.__table__.select().with_only_columns(Documents.reading_id).where(Documents.id == number)
            session.execute(
                update(Readings).where(Readings.id == reading.scalar_subquery()).values(record=blob, sha256=digest)
            )  # fmt: skip
    return "Sinjari"


def test_a_reader_sees_no_private_name_and_spans_stay(sign_in: Sign, somebody_private: str) -> None:
    reader, reviewer = sign_in("rana"), sign_in("basel")
    own = ("/api/documents/2", "/api/documents/3", f"/api/search?q={somebody_private}", "/api/timeline?who=Sinjari")
    for address in (*own, *LISTS):
        assert somebody_private not in reader.get(address).text.replace(f"q={somebody_private}", ""), address
    masked, plain = (client.get("/api/documents/2").json() for client in (reader, reviewer))
    assert somebody_private in plain["text"] and masked["masked"] is True
    assert len(masked["text"]) == len(plain["text"]) and "█" in masked["text"]
    assert [e["trigger"] for e in masked["record"]["events"]] == [e["trigger"] for e in plain["record"]["events"]]
    assert reader.get(f"/api/search?q={somebody_private}").json()["rows"] == []
    assert reviewer.get(f"/api/search?q={somebody_private}").json()["rows"] != []


# ---- sessions -----------------------------------------------------------------------------------------------------


def test_the_one_time_token_works_once(archive: Archive) -> None:
    app = make_app(archive, Settings(local_user="tester", hosts=("testserver",)))
    with TestClient(app) as client:
        token = app.state.desk.entry
        assert client.get("/enter?token=wrong", follow_redirects=False).status_code == 403
        assert client.get(f"/enter?token={token}", follow_redirects=False).status_code == 303
        assert client.get("/api/session").json()["user"]["role"] == "admin"
    with TestClient(app) as other:
        assert other.get(f"/enter?token={token}", follow_redirects=False).status_code == 403
        assert other.get("/api/session").status_code == 401


def test_the_cookie_is_kept_from_scripts_and_other_sites(archive: Archive, desk: Desk) -> None:
    app = make_app(archive, Settings(team=True, hosts=("testserver",), secure=True))
    with TestClient(app, base_url="https://testserver") as client:
        said = client.post("/api/login", json={"name": "basel", "password": "four wooden lamps burning"})
    cookie = said.headers["set-cookie"]
    assert cookie.startswith("__Host-musnad=")
    for word in ("HttpOnly", "Secure", "SameSite=strict", "Path=/"):
        assert word in cookie


def test_a_session_that_was_fixed_forged_or_expired_is_refused(archive: Archive, desk: Desk, sign_in: Sign) -> None:
    app = make_app(archive, Settings(team=True, hosts=("testserver",), secure=True))
    with TestClient(app, base_url="https://testserver") as client:
        client.cookies.set("__Host-musnad", "planted-by-somebody")
        assert client.get("/api/session").status_code == 401
        said = client.post("/api/login", json={"name": "basel", "password": "four wooden lamps burning"})
        assert "planted-by-somebody" not in said.headers["set-cookie"]
    reviewer = sign_in("basel")
    assert reviewer.get("/api/session").status_code == 200
    for values in ({"seen": int(time.time()) - 13 * 3600}, {"began": int(time.time()) - 8 * 24 * 3600, "seen": int(time.time())}):
        with desk.writing() as session:
            session.execute(update(Sessions).values(**values))
        assert reviewer.get("/api/session").status_code == 401


def test_signing_out_ends_the_session_on_the_server(sign_in: Sign) -> None:
    client = sign_in("basel")
    cookie = client.cookies["__Host-musnad"]
    assert client.post("/api/logout").status_code == 204
    client.cookies.set("__Host-musnad", cookie)
    assert client.get("/api/session").status_code == 401


def test_what_changes_something_needs_the_csrf_token(sign_in: Sign) -> None:
    client, other = sign_in("basel"), sign_in("amal")
    for token in ("", "wrong", other.headers["X-CSRF-Token"]):
        client.headers["X-CSRF-Token"] = token
        assert client.post("/api/documents/2/state", json={"state": "reviewed"}).status_code == 403
    assert client.get("/api/documents/2").json()["document"]["state"] == "machine"


def test_wrong_passwords_are_all_alike_and_slowed_down(archive: Archive, desk: Desk) -> None:
    app = make_app(archive, Settings(team=True, hosts=("testserver",), secure=True))
    with TestClient(app, base_url="https://testserver") as client:
        said = [client.post("/api/login", json={"name": n, "password": "x" * 12}) for n in ("basel", "nobody-here")]
        assert [s.status_code for s in said] == [401, 401] and said[0].content == said[1].content
        for _ in range(4):
            client.post("/api/login", json={"name": "basel", "password": "x" * 12})
        right = client.post("/api/login", json={"name": "basel", "password": "four wooden lamps burning"})
        assert right.status_code == 429 and int(right.headers["Retry-After"]) > 0


def test_a_closed_account_is_out_at_once(desk: Desk, sign_in: Sign) -> None:
    client = sign_in("basel")
    token = client.post("/api/tokens", json={"label": "script"}).json()["token"]
    with desk.writing() as session:
        accounts.change_user(session, "basel", active=False)
    assert client.get("/api/session").status_code == 401
    client.cookies.clear()
    assert client.get("/api/session", headers={"Authorization": f"Bearer {token}"}).status_code == 401


def test_a_bearer_token_serves_scripts_until_it_is_taken_back(desk: Desk, sign_in: Sign) -> None:
    client = sign_in("basel")
    made = client.post("/api/tokens", json={"label": "script"}).json()
    script = sign_in("rana")
    script.cookies.clear()
    script.headers.clear()
    script.headers["Authorization"] = f"Bearer {made['token']}"
    assert script.get("/api/session").json()["user"]["name"] == "basel"
    assert script.post("/api/documents/2/state", json={"state": "reviewed"}).status_code == 200
    script.headers["Authorization"] = "Bearer musnad_forged"
    assert script.get("/api/session").status_code == 401
    script.headers["Authorization"] = f"Bearer {made['token']}"
    with desk.writing() as session:
        session.execute(update(Tokens).values(until=int(time.time()) - 1))
    assert script.get("/api/session").status_code == 401


def test_accounts_have_no_weak_or_default_password(desk: Desk) -> None:
    with desk.reading() as session:
        long = "x" * 20
        wrong = (("new", "short", "reader"), ("new", long, "king"), ("a b", long, "reader"), ("basel", long, "reader"))
        for name, password, role in wrong:
            with pytest.raises(BadRequest):
                accounts.add_user(session, name, password, role)
        assert all(row.startswith("$argon2id$") for row in session.execute(_passwords()).scalars())


def _passwords():  # type: ignore[no-untyped-def]
    from sqlalchemy import select

    from musnad.archive.desk import Users

    return select(Users.password)


# ---- headers ------------------------------------------------------------------------------------------------------


def test_headers_stand_on_every_answer(sign_in: Sign) -> None:
    client = sign_in("basel")
    for address in ("/", "/api/session", "/api/documents/4711", "/nowhere", "/api/nowhere"):
        headers = client.get(address).headers
        policy = headers["Content-Security-Policy"]
        assert "script-src 'self';" in policy and "unsafe-inline" not in policy.split("style-src")[0] and "http" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff" and "frame-ancestors 'none'" in policy
    assert client.get("/api/session").headers["Cache-Control"] == "no-store"
    assert client.get("/api/nowhere").json()["code"] == "missing"


def test_another_host_name_is_refused(sign_in: Sign) -> None:
    assert sign_in("basel").get("/api/session", headers={"Host": "evil.example"}).status_code == 400


def test_files_outside_the_front_end_are_not_served(sign_in: Sign) -> None:
    client = sign_in("basel")
    for address in ("/..%2f..%2fapp.py", "/%2e%2e/app.py", "/static/../app.py", "//etc/passwd"):
        assert "make_app" not in client.get(address).text and "root:" not in client.get(address).text


def test_a_body_without_end_is_refused(sign_in: Sign) -> None:
    answer = sign_in("edda").post("/api/inbox/text", content=iter([b"x"]), headers={"Content-Type": "application/json"})
    assert answer.status_code == 413
