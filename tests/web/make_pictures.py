"""The workbench's pictures in docs/img: `python tests/web/make_pictures.py` writes all anew, or those named (needs Chromium)."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from conftest import CHROMIUM, SHAPES, Opener, Server, made_template

HERE = Path(__file__).parents[2] / "docs" / "img"


def _judged(page: Any) -> None:
    """The desk in the middle of the work: judged, corrected, a field open."""
    for key in "aax":
        page.keyboard.press(key)
    page.keyboard.press("1")
    page.wait_for_timeout(600)


def _copies(page: Any) -> None:
    page.locator("details summary").first.click()


def _area(page: Any) -> None:
    page.locator("path.spot").last.click()


def _pairs(page: Any) -> None:
    page.get_by_role("button", name="Merge desk").click()
    page.locator("section.card .main").wait_for()


def _nothing(page: Any) -> None:
    """The page as it opens."""


PICTURES: tuple[tuple[str, str, str, str, str, Callable[[Any], None]], ...] = (
    ("review-desk.ar.png", "read/1", "ar", "desktop", "light", _judged),
    ("review-desk-phone.ar.png", "read/4", "ar", "phone", "dark", _nothing),
    ("review-inbox-phone.ar.png", "inbox?language=ar", "ar", "phone", "light", _nothing),
    ("review-story.en.png", "stories/1", "en", "desktop", "light", _copies),
    ("review-timeline.en.png", "timeline", "en", "desktop", "dark", _nothing),
    ("review-map.ar.png", "map", "ar", "desktop", "light", _area),
    ("review-merge.en.png", "actors", "en", "desktop", "light", _pairs),
)


def main() -> None:
    """Write every picture."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        server = Server(made_template(Path(folder)), Path(folder) / "alone", team=False)
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        context = browser.new_context()
        context.new_page().goto(f"{server.base}/enter?token={server.app.state.desk.entry}")
        opener = Opener(browser)
        asked = [one for one in PICTURES if one[0] in sys.argv[1:] or not sys.argv[1:]]
        for name, path, language, shape, theme, then in asked:
            page = opener(server, context.cookies(), path, language, shape, theme)
            then(page)
            page.wait_for_timeout(500)
            page.screenshot(path=HERE / name, clip={"x": 0, "y": 0, **SHAPES[shape]})
        browser.close()
        server.stop()
    if opener.wrong:
        raise SystemExit("\n".join(opener.wrong))


if __name__ == "__main__":
    main()
