"""HTML to PDF through a Chromium that is installed; without one, a letter: any browser prints the page."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from musnad.errors import BadRequest

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
_SECONDS = 60
_FLAGS = (
    "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync",
    "--disable-component-update", "--no-pdf-header-footer",
)  # fmt: skip


def print_pdf(page: Path, out: Path) -> None:
    """Print an HTML file. Raises BadRequest when there is no browser or it fails."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        raise BadRequest(f"there is no Chromium to print with: open {page} in a browser and print it there.")
    with tempfile.TemporaryDirectory() as profile:
        command = [browser, *_FLAGS, *_as_root(), f"--user-data-dir={profile}", f"--print-to-pdf={out}", page.resolve().as_uri()]
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
    if done.returncode or not out.is_file():
        raise BadRequest(f"{browser} could not print {page} (exit code {done.returncode}): print it from a browser.")


def _as_root() -> list[str]:
    """Chromium's sandbox refuses the superuser; the page has no script and loads nothing."""
    import os

    return ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
