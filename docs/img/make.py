"""The pictures of this folder: `python docs/img/make.py` writes them anew (needs Chromium and an installed musnad)."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "tests" / "show"))

from browser import Browser  # noqa: E402

from musnad import document, read  # noqa: E402
from musnad.show.page import page  # noqa: E402

ARABIC, ENGLISH = "alliance.ar.txt", "clash.en.txt"
PICTURES = (  # file, article, interface, mode of the picked event, look
    ("arabic-wide.png", ARABIC, "ar", "targeted", {"width": 1200, "height": 590}),
    ("english-dark.png", ENGLISH, "en", "heavy-weapons", {"width": 1200, "height": 590, "dark": True}),
    ("arabic-article-english-words.png", ARABIC, "en", "withdraw", {"width": 1000, "height": 760}),
    ("arabic-phone.png", ARABIC, "ar", "targeted", {"width": 390, "height": 844}),
)


def main() -> None:
    """Write every picture."""
    with Browser() as browser, tempfile.TemporaryDirectory() as folder:
        for name, article, interface, mode, look in PICTURES:
            text = (ROOT / "examples" / article).read_text(encoding="utf-8")
            record = read(document(text, published="2024-11-03"))
            event = next(e for e in record.events if e.mode == mode)
            file = Path(folder) / "page.html"
            file.write_text(page(record, interface), encoding="utf-8")
            browser.open(file, event.id, **look).picture(HERE / name)


if __name__ == "__main__":
    main()
