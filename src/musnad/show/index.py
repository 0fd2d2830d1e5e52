"""The index of a folder of pages: one line an article, with a link to its page."""

from __future__ import annotations

import html
from collections.abc import Sequence

from musnad.record import Record
from musnad.show.clean import clean, cut
from musnad.show.labels import Words, words
from musnad.show.page import ASSETS, fill


def index(pages: Sequence[tuple[str, Record]], interface: str = "en") -> str:
    """The index as HTML; `pages` are (file name, record)."""
    said = words(interface)
    rows = "\n".join(_row(file, record, said) for file, record in pages)
    return fill(
        (ASSETS / "index.html").read_text(encoding="utf-8"),
        {
            "interface": interface,
            "ui_direction": "rtl" if said.rtl else "ltr",
            "css": (ASSETS / "page.css").read_text(encoding="utf-8"),
            "title": html.escape(f"{said('ui', 'articles')} ({len(pages)})"),
            "rows": rows,
        },
    )


def _row(file: str, record: Record, words: Words) -> str:
    d = record.document
    title = cut(clean(d.title or d.text.strip().split("\n", 1)[0]), 160)
    counted = words("ui", "counts").format(
        events=len(record.events), relations=len(record.relations), attributions=len(record.attributions),
        actors=len(record.actors),
    )  # fmt: skip
    facts = " · ".join(f"<bdi>{html.escape(clean(fact))}</bdi>" for fact in (d.outlet, d.published, counted) if fact)
    link = f'<a href="{html.escape(file)}" lang="{html.escape(d.language)}" dir="auto">{html.escape(title)}</a>'
    return f'<li>{link}<br><span class="soft">{facts}</span></li>'
