"""The inbox's further powers: feeds, saved searches, work given to people, what is contradictory."""

from __future__ import annotations

import http.server
import json
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial

import pytest
import review_samples
from fastapi.testclient import TestClient
from sqlalchemy import select, update

from musnad.archive import Archive
from musnad.archive.models import Origins, StoryMembers
from musnad.intake.addresses import Allowance
from musnad.intake.fetch import read_url
from musnad.review import intake

pytestmark = pytest.mark.slow

Sign = Callable[[str], TestClient]
FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Well Post</title>'
    "<item><title>Depot shelled</title><link>https://well.example/1</link><description>The Copper League shelled a depot near "
    "Mosul on Friday, police said.</description></item><item><title>Trader taken</title><link>https://well.example/2</link>"
    "<description>Gunmen of the Copper League abducted a trader in Kirkuk.</description></item></channel></rss>"
)


class Feed(http.server.BaseHTTPRequestHandler):
    """A feed on loopback."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/rss+xml")
        self.end_headers()
        self.wfile.write(FEED.encode())

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture
def feed(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a feed that this test alone may reach."""
    with http.server.HTTPServer(("127.0.0.1", 0), Feed) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        port = server.server_address[1]
        monkeypatch.setattr(intake, "read_url", partial(read_url, allowance=Allowance(frozenset({("127.0.0.1", port)}))))
        yield f"http://127.0.0.1:{port}/feed"
        server.shutdown()


@pytest.mark.slow  # the server reads with the model
def test_every_article_of_a_feed_comes_in_once(local: TestClient, feed: str) -> None:
    for added, present in ((2, 0), (0, 2)):
        job = local.post("/api/inbox/url", json={"url": feed, "outlet": "Well Post"}).json()
        for _ in range(1200):
            if (job := local.get(f"/api/jobs/{job['id']}").json())["state"] == "done":
                break
            time.sleep(0.1)
        assert (job["failed"], job["present"]) == ([], present) and job["state"] == "done"
        assert len(local.get("/api/documents?outlet=Well Post").json()["rows"]) == 2
        assert added == 0 or len(job["added"]) == 2


def test_saved_searches_are_ones_own(sign_in: Sign) -> None:
    amal, basel = sign_in("amal"), sign_in("basel")
    query = {"q": "الرقة", "unreviewed": True}
    made = amal.post("/api/searches", json={"name": "mine", "query": query}).json()
    assert amal.get("/api/searches").json()["rows"] == [made] and made["query"] == query
    assert basel.get("/api/searches").json()["rows"] == []
    assert basel.delete(f"/api/searches/{made['id']}").status_code == 404
    assert amal.delete(f"/api/searches/{made['id']}").status_code == 204 and amal.get("/api/searches").json()["rows"] == []


def test_work_is_given_to_reviewers_who_may_see_it(sign_in: Sign) -> None:
    nour, basel, amal = sign_in("nour"), sign_in("basel"), sign_in("amal")
    give = partial(nour.post, "/api/documents/assign")
    assert give(json={"documents": [2], "to": "rana"}).status_code == 400  # a reader
    assert give(json={"documents": [2, review_samples.RESTRICTED], "to": "basel"}).status_code == 404
    assert give(json={"documents": [2, review_samples.RESTRICTED], "to": "amal"}).json() == {"changed": 2}
    assert [r["id"] for r in amal.get("/api/documents?assignee=me").json()["rows"]] == [5, 2]
    assert [r["id"] for r in basel.get("/api/documents?assignee=amal").json()["rows"]] == [2]
    assert amal.get("/api/overview").json()["mine"] == 2
    assert give(json={"documents": [2], "to": None}).json() == {"changed": 1}
    row = next(r for r in nour.get("/api/documents").json()["rows"] if r["id"] == 2)
    assert (row["assignee"], row["state"]) == (None, "machine")


def test_what_origins_dispute_is_contradictory(archive: Archive, sign_in: Sign) -> None:
    assert sign_in("edda").get("/api/documents?contradictory=true").json()["rows"] == []
    dispute = [{"field": "toll", "says": "killed 5", "other": "killed 9", "against": str(review_samples.RESTRICTED)}]
    with archive.writing() as session:
        origin, document = session.execute(select(StoryMembers.origin_id, StoryMembers.document_id)).first() or (0, 0)
        session.execute(update(Origins).where(Origins.id == origin).values(reason=json.dumps(dispute)))
    seen = sign_in("adam").get("/api/documents?contradictory=true").json()
    assert document in [row["id"] for row in seen["rows"]] and all(row["contradictory"] for row in seen["rows"])
    hidden = sign_in("edda").get("/api/documents?contradictory=true").json()  # the other side is not hers to see
    assert hidden["rows"] == [] and hidden["total"] == 0


def test_what_is_finalised_is_closed_to_reviewers(sign_in: Sign) -> None:
    edda, basel = sign_in("edda"), sign_in("basel")
    item = basel.get("/api/documents/2").json()["record"]["events"][0]["id"]
    said = basel.post("/api/documents/2/judgements", json={"item": item, "verdict": "accept"}).json()["judgement"]
    assert basel.post("/api/documents/2/state", json={"state": "finalised"}).status_code == 403
    assert edda.post("/api/documents/2/state", json={"state": "finalised"}).status_code == 200
    assert basel.post("/api/documents/2/judgements", json={"item": item, "verdict": "reject"}).status_code == 409
    assert basel.post(f"/api/judgements/{said['id']}/undo", json={}).status_code == 409
    assert edda.post(f"/api/judgements/{said['id']}/undo", json={"why": "wrong"}).status_code == 200
