"""Real servers on small archives of their own, and a browser that may reach nothing else."""

from __future__ import annotations

import functools
import shutil
import socket
import threading
import time
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
import web_samples

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
    """`musnad serve` in a thread on a copy of an archive: for one person, or with accounts for a team."""

    def __init__(self, template: Path, folder: Path, team: bool) -> None:
        import uvicorn

        from musnad.archive import Archive
        from musnad.review import Settings, make_app
        from musnad.review.accounts import add_user

        shutil.copytree(template, folder)
        self.archive = Archive.open(folder)
        self.port = _free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.app = make_app(self.archive, Settings(team=team, local_user="tester", port=self.port))
        if team:
            with self.app.state.desk.writing() as session:
                for name, role in web_samples.PEOPLE.items():
                    add_user(session, name, web_samples.PASSWORD, role, [])
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


def made_template(where: Path) -> Path:
    """The archive of the samples, in a folder of its own."""
    from musnad.archive import add, create
    from musnad.intake import read_bytes
    from musnad.resolve.run import resolve

    folder = where / "template"
    made, _ = create(folder, who="tester")
    added = add(made, read_bytes(web_samples.lines(), name="a.jsonl"), who="tester", workers=0, model=False)
    assert added.added == len(web_samples.ROWS), added
    resolve(made, "tester")
    made.close()
    return folder


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive, read once for every server."""
    return made_template(tmp_path_factory.mktemp("web"))


def _running(template: Path, folder: Path, team: bool) -> Iterator[Server]:
    made = Server(template, folder, team)
    yield made
    made.stop()


@pytest.fixture
def server(template: Path, tmp_path: Path) -> Iterator[Server]:
    """One person's server: every test has its own, so that none stands on what another did."""
    yield from _running(template, tmp_path / "alone", team=False)


@pytest.fixture
def team(template: Path, tmp_path: Path) -> Iterator[Server]:
    """A team's server, with the accounts of `web_samples.PEOPLE`."""
    yield from _running(template, tmp_path / "team", team=True)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as play:
        made = play.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield made
        made.close()


@pytest.fixture
def cookies(server: Server, browser: Any) -> list[dict[str, Any]]:
    """The session of the local user: the printed address works once."""
    context = browser.new_context()
    context.new_page().goto(f"{server.base}/enter?token={server.app.state.desk.entry}")
    found: list[dict[str, Any]] = context.cookies()
    context.close()
    assert found
    return found


def ready(page: Any, path: str) -> None:
    """Wait until the page stands: a key that is pressed before its article is there would be lost."""
    if path.startswith("read/"):
        page.wait_for_selector(".progress")
    page.wait_for_load_state("networkidle")


class Opener:
    """Opens pages; keeps what went wrong in any of them."""

    def __init__(self, browser: Any) -> None:
        self.browser = browser
        self.contexts: list[Any] = []
        self.wrong: list[str] = []

    def __call__(
        self, server: Server, cookies: list[dict[str, Any]], path: str, language: str = "en", shape: str = "desktop",
        theme: str = "light", allow: str = "\0",
    ) -> Any:  # fmt: skip
        """A page. `allow`: what a console error may hold (the browser logs a refused request as one)."""
        context = self.browser.new_context(viewport=SHAPES[shape], locale="en-GB", reduced_motion="reduce")
        self.contexts.append(context)
        context.add_cookies(cookies)
        context.add_init_script(f"localStorage['musnad.language']='{language}'; localStorage['musnad.theme']='{theme}'")
        page = context.new_page()
        page.on("request", lambda asked: self._went(asked.url, server.base))
        page.on("pageerror", lambda error: self.wrong.append(f"error in the page: {error}"))
        page.on("console", lambda told: self._told(told, allow))
        page.goto(f"{server.base}/#/{path}")
        page.wait_for_selector("main")
        if cookies:
            ready(page, path)
        return page

    def seen(self) -> Iterator[tuple[str, str]]:
        """Address and text of every open page, and what went wrong in them."""
        for page in [page for context in self.contexts for page in context.pages]:
            yield page.url, "\n".join([page.locator("body").inner_text()[:6000], *self.wrong])

    def _went(self, url: str, base: str) -> None:
        if not url.startswith((base + "/", "blob:")):
            self.wrong.append(f"went to {url}")

    def _told(self, told: Any, allow: str) -> None:
        if told.type == "error" and allow not in told.text:
            self.wrong.append(f"console: {told.text}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A failed test tells what stood in its pages."""
    report = yield
    opener = getattr(item, "funcargs", {}).get("opener")
    if report.when == "call" and report.failed and opener is not None:
        for address, text in opener.seen():
            report.sections.append((f"the page at {address}", text))
    return report


@pytest.fixture
def opener(browser: Any) -> Iterator[Opener]:
    """Errors in a page and requests to elsewhere fail the test."""
    made = Opener(browser)
    yield made
    for context in made.contexts:
        context.close()
    assert made.wrong == []


@pytest.fixture
def open_page(server: Server, opener: Opener, cookies: list[dict[str, Any]]) -> Open:
    """open_page("read/1", language="ar", shape="phone", theme="dark") -> a page of the local user."""
    return functools.partial(opener, server, cookies)


@pytest.fixture
def sign_in(team: Server, opener: Opener) -> Open:
    """sign_in("amal", "read/1", language="ar") -> a page of that person, who signed in by the form."""

    def entered(name: str, path: str, **look: str) -> Any:
        page = opener(team, [], path, allow="401", **look)
        page.locator("input[name=name]").fill(name)
        page.locator("input[name=password]").fill(web_samples.PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_selector("header nav")
        ready(page, path)
        return page

    return entered
