"""Every page and open panel, in both languages and looks, on desk and phone: nothing serious for axe, nothing overflows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow
AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
LOOKS = [("en", "desktop", "light"), ("ar", "phone", "dark"), ("ar", "desktop", "light"), ("en", "desktop", "dark")]
PAGES = (
    "inbox", "read/1", "stories", "stories/1", "actors?q=النخيل", "actors/1", "network", "timeline", "map", "rounds", "settings",
)  # fmt: skip


def _adding(page: Any) -> None:
    page.keyboard.press("n")
    page.locator("button[aria-expanded]").first.click()
    page.locator("input[type=date]").first.wait_for()


def _correcting(page: Any) -> None:
    page.locator(".swap").evaluate("button => button.offsetParent && button.click()")
    page.locator(".panel summary").first.click()
    page.keyboard.press("1")
    page.get_by_role("listbox").first.wait_for()


def _missing(page: Any) -> None:
    page.locator(".swap").evaluate("button => button.offsetParent && button.click()")
    page.keyboard.press("n")


def _keys(page: Any) -> None:
    page.keyboard.press("?")


def _members(page: Any) -> None:
    page.locator("summary").last.click()


OPENED: tuple[tuple[str, Callable[[Any], None]], ...] = (
    ("inbox", _adding), ("read/1", _correcting), ("read/4", _missing), ("inbox", _keys), ("actors/1", _members),
)  # fmt: skip


def problems(page: Any, name: str) -> list[str]:
    """What axe finds serious or critical here, and by how much the page is too wide."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result = page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})")
    found = [
        f"{name}: {violation['id']}: {node['html'][:150]}"
        for violation in result["violations"] if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"][:3]
    ]  # fmt: skip
    width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [*found, f"{name}: {width} pixels too wide"] if width > 0 else found


@pytest.fixture(autouse=True)
def _axe() -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed: run npm ci in web/")


@pytest.mark.parametrize("language, shape, theme", LOOKS)
def test_every_page_is_for_everybody(open_page: Any, language: str, shape: str, theme: str) -> None:
    found: list[str] = []
    page = open_page("inbox", language=language, shape=shape, theme=theme)
    for path in PAGES:
        page.goto(page.url.split("#")[0] + f"#/{path}")
        page.reload()
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(200)
        found += problems(page, path)
    assert found == []


@pytest.mark.parametrize("language, shape, theme", LOOKS[:2])
def test_every_open_panel_is_for_everybody(open_page: Any, language: str, shape: str, theme: str) -> None:
    found: list[str] = []
    for path, opened in OPENED:
        page = open_page(path, language=language, shape=shape, theme=theme)
        opened(page)
        page.wait_for_timeout(200)
        found += problems(page, f"{path} {opened.__name__}")
        page.context.close()
    assert found == []


@pytest.mark.parametrize("language, shape, theme", LOOKS[:2])
def test_the_sign_in_is_for_everybody(opener: Any, team: Any, language: str, shape: str, theme: str) -> None:
    page = opener(team, [], "inbox", language=language, shape=shape, theme=theme, allow="401")
    assert problems(page, "sign-in") == []
