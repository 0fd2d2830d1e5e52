"""A browser to look at pages with: Chromium over its debugging pipe, without any package.

`with Browser() as browser: page = browser.open(url); page.run("1 + 1")`. Messages are JSON, each ended by a NUL.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
ABSENT = "no Chromium on this machine (install chromium to check the page)"
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-default-apps",
    "--remote-debugging-pipe",
)  # fmt: skip


def chromium() -> str | None:
    """Where Chromium is, None when there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class Browser:
    """One Chromium process with a profile of its own, ended with the block."""

    def __enter__(self) -> Browser:
        self._home = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        to_read, self._write = os.pipe()
        self._read, to_write = os.pipe()
        command = [chromium() or NAMES[0], *FLAGS, f"--user-data-dir={self._home.name}", "about:blank"]
        quiet = subprocess.DEVNULL

        def pipes() -> None:  # in the child: Chromium reads commands from 3 and writes answers to 4
            high_read, high_write = fcntl.fcntl(to_read, fcntl.F_DUPFD, 10), fcntl.fcntl(to_write, fcntl.F_DUPFD, 10)
            os.dup2(high_read, 3)
            os.dup2(high_write, 4)

        self._process = subprocess.Popen(command, preexec_fn=pipes, pass_fds=(3, 4), stdout=quiet, stderr=quiet)
        os.close(to_read)
        os.close(to_write)
        self._rest, self._number, self.events = b"", 0, []  # type: ignore[var-annotated]
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
        os.close(self._write)
        os.close(self._read)
        self._home.cleanup()

    def call(self, method: str, session: str | None = None, **params: Any) -> dict[str, Any]:
        """Send a command and wait for its answer; events that come in between are kept."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while (answer := self._next()).get("id") != self._number:
            self.events.append(answer)
        assert "error" not in answer, f"{method}: {answer['error']}"
        result: dict[str, Any] = answer["result"]
        return result

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            piece = os.read(self._read, 1 << 20)
            assert piece, "Chromium ended"
            self._rest += piece
        line, _, self._rest = self._rest.partition(b"\0")
        message: dict[str, Any] = json.loads(line)
        return message

    def open(self, path: Path, fragment: str = "", **look: Any) -> Page:
        """A page of its own tab, loaded. `look`: width, height, dark, print (see `Page.look`)."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        page = Page(self, session)
        for domain in ("Page", "Runtime", "Network", "Log"):
            page.call(f"{domain}.enable")
        page.look(**look)
        page.call("Page.navigate", url=path.resolve().as_uri() + (f"#{fragment}" if fragment else ""))
        page.wait("document.readyState === 'complete' && document.querySelector('#record').children.length > 0")
        return page


class Page:
    """One tab."""

    def __init__(self, browser: Browser, session: str) -> None:
        self._browser, self._session = browser, session

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        return self._browser.call(method, self._session, **params)

    def run(self, script: str) -> Any:
        """The value of an expression; an exception in the page fails the test."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def wait(self, condition: str, seconds: float = 20.0) -> None:
        """Until an expression of the page is true."""
        self.until(lambda: bool(self.run(condition)), condition, seconds)

    def until(self, holds: Callable[[], bool], what: str, seconds: float = 20.0) -> None:
        """Until something that has to be asked for again and again holds; the test fails after `seconds`."""
        end = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < end, f"not within {seconds} s: {what}"
            time.sleep(0.05)

    def look(self, width: int = 1400, height: int = 1000, dark: bool = False, print: bool = False) -> None:
        """The size of the window in CSS pixels (under 600: a phone), colour scheme and medium."""
        phone = width < 600
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=phone
        )  # fmt: skip
        scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.call("Emulation.setEmulatedMedia", media="print" if print else "screen", features=scheme)

    def click(self, x: float, y: float) -> None:
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def key(self, key: str) -> None:
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=key)

    def picture(self, file: Path) -> None:
        """A screenshot of the window as PNG."""
        file.write_bytes(base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"]))

    def complaints(self) -> list[str]:
        """Errors of scripts, of the console and of the page's policy, so far."""
        mine = [e for e in self._browser.events if e.get("sessionId") == self._session]
        bad = [e for e in mine if e["method"] == "Runtime.exceptionThrown"]
        bad += [e for e in mine if e["method"] == "Runtime.consoleAPICalled" and e["params"]["type"] in ("error", "assert")]
        bad += [e for e in mine if e["method"] == "Log.entryAdded" and e["params"]["entry"]["level"] == "error"]
        return [json.dumps(e["params"]) for e in bad]

    def requests(self) -> list[str]:
        """Addresses that the page asked for, itself included."""
        mine = [e for e in self._browser.events if e.get("sessionId") == self._session]
        return [e["params"]["request"]["url"] for e in mine if e["method"] == "Network.requestWillBeSent"]
