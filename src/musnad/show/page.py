"""The page: one article and its record as one HTML file that needs no network, no server and no installed fonts.

The article stands once, untouched, as paragraphs of plain text; highlights are laid over it with the CSS Custom
Highlight API, so Arabic letters stay joined. Browsers count UTF-16 units: offsets are converted here, once.
"""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from pathlib import Path

from musnad.languages import load
from musnad.record import Record
from musnad.show.clean import clean, cut
from musnad.show.labels import INTERFACES, words
from musnad.show.pagedata import Offsets, face, items, layers

HEADLINE = 120  # code points; a longer first line is no headline
ASSETS = Path(__file__).with_name("assets")


def page(record: Record, interface: str = "en") -> str:
    """The whole page as text. `interface` is the language of headings that it opens in; the page can switch."""
    document = record.document
    direction = load(document.language).direction
    offsets = Offsets(document.text)
    data = {
        "faces": {name: face(record, words(name)) for name in INTERFACES},
        "order": list(INTERFACES),
        "items": items(record, offsets),
        "layers": layers(record, offsets),
    }
    return fill(
        (ASSETS / "page.html").read_text(encoding="utf-8"),
        {
            "interface": interface,
            "ui_direction": "rtl" if words(interface).rtl else "ltr",
            "title": html.escape(cut(clean(document.title or document.text.strip().split("\n", 1)[0]), 140)),
            "css": (ASSETS / "page.css").read_text(encoding="utf-8"),
            "js": (ASSETS / "page.js").read_text(encoding="utf-8"),
            # "<" is written as an escape, so that no text of the article can end the script element
            "data": json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"),
            "language": html.escape(document.language),
            "direction": direction,
            "article": paragraphs(document.text, document.title),
        },
    )


def paragraphs(text: str, title: str | None = None) -> str:
    """Every line of the text as a paragraph that holds exactly its characters (browsers would read a bare carriage
    return as a new line, so it is written as a reference). The browser lays out only the paragraphs in sight."""
    lines = [f"<p>{html.escape(line, quote=False)}</p>" for line in text.split("\n")]
    first = text.split("\n", 1)[0].strip()
    if first == (title or "").strip() or (len(lines) > 1 and len(first) <= HEADLINE):
        lines[0] = lines[0].replace("<p>", '<p class="headline">', 1)
    return "".join(lines).replace("\r", "&#13;")


def fill(template: str, values: Mapping[str, str]) -> str:
    """The template with each {{name}} replaced once; what is put in is not looked at again."""
    parts = template.split("{{")
    made = [parts[0]]
    for part in parts[1:]:
        name, _, rest = part.partition("}}")
        made += [values[name], rest]
    return "".join(made)
