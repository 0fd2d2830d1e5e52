"""Articles into the workbench and out of it: dropped and chosen files, addresses, exports, tokens for scripts."""

from __future__ import annotations

import functools
import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from web_wait import settle, until

pytestmark = pytest.mark.slow
ARTICLE = (
    "<html lang='ar'><head><title>هدوء في تل الرمان</title></head><body><article><h1>هدوء في تل الرمان</h1>"
    "<p>قالت لجنة أهالي تل الرمان إن كتائب سهل النخيل انسحبت من البلدة يوم السبت 9 آذار 2024 بعد اتفاق مع وجهاء المنطقة.</p>"
    "<p>وأضافت اللجنة أن المدارس ستفتح أبوابها يوم الأحد، وأن فرق الصيانة بدأت إصلاح شبكة المياه في الأحياء الشرقية.</p>"
    "</article></body></html>"
)
DROP = """files => {
  const carried = new DataTransfer();
  for (const [name, text] of files) carried.items.add(new File([text], name));
  const card = document.querySelector('section.card');
  const told = {dataTransfer: carried, bubbles: true, cancelable: true};
  for (const kind of ['dragover', 'drop']) card.dispatchEvent(new DragEvent(kind, told));
}"""


class _Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(ARTICLE.encode())

    def log_message(self, *told: object) -> None:
        """Nothing on the test's output."""


@pytest.fixture
def outlet() -> Iterator[int]:
    """The port of an outlet's web server on this machine."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


def test_dropped_files_are_read_and_a_broken_one_is_told(open_page: Any) -> None:
    page = open_page("inbox")
    page.get_by_role("button", name="Add articles").click()
    good = "Well repaired\nEngineers of the Plain Water Board repaired the wells near Hama on 3 May 2024, its head said."
    page.evaluate(DROP, [["wells.txt", good], ["broken.pdf", "%PDF-1.4 and nothing that follows from it"]])
    job = page.locator("[role=status]", has_text="2 files")
    job.wait_for()
    job.get_by_text("done").wait_for(timeout=60_000)
    assert "added: 1" in job.inner_text()
    assert "broken.pdf" in job.locator(".warn").inner_text(), "what could not be read is named, with the reason"
    job.get_by_role("link").first.click()
    page.wait_for_selector(".article")
    assert "Well repaired" in page.locator(".article").inner_text()


def test_chosen_files_show_progress_on_an_arabic_phone(open_page: Any, tmp_path: Path) -> None:
    file = tmp_path / "articles.jsonl"
    said = "قال مجلس بلدة العين إن الطريق {n} فُتح يوم الأحد 12 أيار 2024."
    rows = [{"title": f"خبر رقم {n}", "text": f"خبر رقم {n}\n{said.format(n=n)}"} for n in range(3)]
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    page = open_page("inbox", language="ar", shape="phone")
    page.get_by_role("button", name="إضافة مقالات").click()
    page.get_by_role("button", name="ملفات").click()
    page.locator("input[type=file]").set_input_files(str(file))
    page.locator("[role=status] progress").wait_for()
    job = page.locator("[role=status]", has_text="articles.jsonl")
    job.get_by_text("أضيفت: 3").wait_for(timeout=60_000)
    assert job.get_by_role("link").count() == 3
    until(page, "[...document.querySelectorAll('.rows strong')].filter(row => /خبر رقم/.test(row.textContent)).length === 3")


def test_an_address_is_fetched_when_asked_for(open_page: Any, outlet: int, monkeypatch: pytest.MonkeyPatch) -> None:
    from musnad.intake import read_url
    from musnad.intake.addresses import Allowance

    url = f"http://127.0.0.1:{outlet}/news/1"
    page = open_page("inbox", language="ar")
    page.get_by_role("button", name="إضافة مقالات").click()
    page.get_by_role("button", name="رابط أو خلاصة").click()
    page.get_by_label("رابط مقالة أو خلاصة").fill(url)
    page.get_by_role("button", name="اجلب واقرأ").click()
    page.locator(".warn", has_text="is not allowed").wait_for()  # this machine is no outlet: the server refuses it
    allowed = Allowance(hosts=frozenset({("127.0.0.1", outlet)}))
    monkeypatch.setattr("musnad.review.intake.read_url", functools.partial(read_url, allowance=allowed))
    page.get_by_label("رابط مقالة أو خلاصة").fill(url)
    page.get_by_role("button", name="اجلب واقرأ").click()
    page.get_by_text("أضيفت: 1").wait_for(timeout=60_000)
    page.locator("[role=status]").get_by_role("link").first.click()
    page.wait_for_selector(".article")
    assert page.locator(".article").get_attribute("dir") == "rtl"
    assert "انسحبت من البلدة" in page.locator(".article").inner_text()


def download(page: Any, name: str) -> tuple[str, str]:
    """Press the button: the file's name and content."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name, exact=True).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_text(encoding="utf-8")


def test_reviewed_articles_go_out_and_the_rest_only_when_asked(open_page: Any) -> None:
    page = open_page("read/6")
    page.keyboard.press("a")
    until(page, "document.querySelectorAll('.mark.accept').length === 1")
    page.keyboard.press("e")
    until(page, "!location.hash.startsWith('#/read/6')")
    page.goto(page.url.split("#")[0] + "#/settings")
    page.get_by_label("Format").select_option("plover")
    name, told = download(page, "Export")
    reviewed = [json.loads(line) for line in told.splitlines()]
    assert name == "musnad-plover.jsonl" and len(reviewed) >= 1
    page.get_by_label("Reviewed articles only").uncheck()
    _, told = download(page, "Export")
    assert len(told.splitlines()) > len(reviewed), "machine readings go out when one asks for them"


def test_corrections_become_cases_on_an_arabic_phone(open_page: Any) -> None:
    page = open_page("read/9", language="ar", shape="phone")
    page.keyboard.press("t")
    page.keyboard.press("1")
    page.keyboard.type("COERCE")
    page.keyboard.press("Enter")
    settle(page)
    page.goto(page.url.split("#")[0] + "#/settings")
    name, told = download(page, "التصحيحات حالاتٍ للقواعد")
    assert name == "cases.yml" and "COERCE" in told and "Movement frees captives" in told


def test_a_script_signs_in_with_a_token_that_is_shown_once(open_page: Any, server: Any) -> None:
    import httpx

    page = open_page("settings")
    page.get_by_label("What it is for").fill("nightly export")
    page.get_by_role("button", name="Make a token").click()
    secret = page.locator(".code").inner_text()
    headers = {"Authorization": f"Bearer {secret}"}
    assert httpx.get(f"{server.base}/api/documents", headers=headers).status_code == 200
    page.reload()
    row = page.get_by_role("listitem").filter(has_text="nightly export")
    row.wait_for()
    assert page.locator(".code").count() == 0 and "Until 20" in row.inner_text()
    row.get_by_role("button", name="Remove").click()
    row.wait_for(state="detached")
    assert httpx.get(f"{server.base}/api/documents", headers=headers).status_code == 401
