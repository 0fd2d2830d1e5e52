"""Waiting for a page: Playwright's own way evaluates strings in it, which the content policy rightly refuses."""

from __future__ import annotations

import time
from typing import Any


def until(page: Any, script: str, seconds: float = 20) -> None:
    """Wait until the expression is true in the page. Fails with the expression otherwise."""
    end = time.monotonic() + seconds
    while not page.evaluate(script):
        assert time.monotonic() < end, f"not within {seconds} s: {script}"
        page.wait_for_timeout(50)


def settle(page: Any) -> None:
    """Wait until no judgement is on its way."""
    until(page, "!/storing|جار الحفظ/.test(document.querySelector('.progress').textContent)")
