"""A real server on a small archive of its own, and a browser that may reach nothing else."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = Path("/usr/bin/chromium")
if not CHROMIUM.exists():
    pytest.skip("no Chromium at /usr/bin/chromium", allow_module_level=True)
SHAPES = {"desktop": {"width": 1320, "height": 840}, "phone": {"width": 390, "height": 800}}
Open = Callable[..., Any]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """`musnad serve` in a thread; `enter` gives the address with a fresh one-time token."""

    def __init__(self, folder: Path) -> None:
        import uvicorn
        import web_samples

        from musnad.archive import add, create
        from musnad.intake import read_bytes
        from musnad.resolve.run import resolve
        from musnad.review import Settings, make_app

        self.archive, _ = create(folder, who="tester")
        added = add(self.archive, read_bytes(web_samples.lines(), name="a.jsonl"), who="tester", workers=0, model=False)
        assert added.added == len(web_samples.ROWS), added
        resolve(self.archive, "tester")
        self.port = _free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.app = make_app(self.archive, Settings(local_user="tester", port=self.port))
        self.uvicorn = uvicorn.Server(uvicorn.Config(self.app, port=self.port, log_level="warning"))
        self.thread = threading.Thread(target=self.uvicorn.run, daemon=True)
        self.thread.start()
        until = time.monotonic() + 60
        while not self.uvicorn.started:
            assert time.monotonic() < until, "the server did not start"
            time.sleep(0.05)

    def stop(self) -> None:
        self.uvicorn.should_exit = True
        self.thread.join(20)
        self.archive.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    made = Server(tmp_path_factory.mktemp("web") / "archive")
    yield made
    made.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as play:
        made = play.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield made
        made.close()


@pytest.fixture(scope="session")
def cookies(server: Server, browser: Any) -> list[dict[str, Any]]:
    """The session of the local user: the printed address works once."""
    context = browser.new_context()
    context.new_page().goto(f"{server.base}/enter?token={server.app.state.desk.entry}")
    found: list[dict[str, Any]] = context.cookies()
    context.close()
    assert found
    return found


@pytest.fixture
def open_page(server: Server, browser: Any, cookies: list[dict[str, Any]]) -> Iterator[Open]:
    """open_page("read/1", language="ar", shape="phone", theme="dark") -> a page.

    Errors in the page and requests to elsewhere fail the test."""
    contexts: list[Any] = []
    wrong: list[str] = []

    def opened(path: str, language: str = "en", shape: str = "desktop", theme: str = "light") -> Any:
        context = browser.new_context(viewport=SHAPES[shape], locale="en-GB", reduced_motion="reduce")
        contexts.append(context)
        context.add_cookies(cookies)
        context.add_init_script(f"localStorage['musnad.language']='{language}'; localStorage['musnad.theme']='{theme}'")
        page = context.new_page()
        page.on(
            "request", lambda r: None if r.url.startswith((server.base, "blob:")) else wrong.append(f"went to {r.url}")
        )
        page.on("pageerror", lambda error: wrong.append(f"error in the page: {error}"))
        page.on("console", lambda told: wrong.append(f"console: {told.text}") if told.type == "error" else None)
        page.goto(f"{server.base}/#/{path}")
        page.wait_for_selector("main")
        page.wait_for_load_state("networkidle")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []
