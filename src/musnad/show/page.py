"""The page: one article and its record as one HTML file that needs no network, no server and no installed fonts.

The article stands once, untouched, as text; highlights are laid over it with the CSS Custom Highlight API, so Arabic
letters stay joined. Browsers count UTF-16 units: offsets are converted here, once.
"""

from __future__ import annotations

import html
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from musnad.languages import load
from musnad.record import Record
from musnad.record.wire import to_json
from musnad.show.labels import INTERFACES, words

ASSETS = Path(__file__).with_name("assets")


def page(record: Record, interface: str = "en") -> str:
    """The whole page as text. `interface` is the language of headings that it opens in; the page can switch."""
    language = load(record.document.language)
    wire = to_json(record)
    place = _utf16(record.document.text)
    data = {
        "record": _converted(wire, place),
        "labels": words(interface).tables,
        "interfaces": list(INTERFACES),
        "interface": interface,
        "direction": language.direction,
    }
    return _fill(
        (ASSETS / "page.html").read_text(encoding="utf-8"),
        {
            "interface": interface,
            "ui_direction": "rtl" if interface == "ar" else "ltr",
            "title": html.escape(record.document.title or record.document.text[:80]),
            "css": (ASSETS / "page.css").read_text(encoding="utf-8"),
            "js": (ASSETS / "page.js").read_text(encoding="utf-8"),
            # "<" is written as an escape, so that no text of the article can end the script element
            "data": json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=list).replace("<", "\\u003c"),
            "language": html.escape(record.document.language),
            "direction": language.direction,
            "article": html.escape(record.document.text),
        },
    )


def _fill(template: str, values: Mapping[str, str]) -> str:
    """The template with each {{name}} replaced once; what is put in is not looked at again."""
    parts = template.split("{{")
    made = [parts[0]]
    for part in parts[1:]:
        name, _, rest = part.partition("}}")
        made += [values[name], rest]
    return "".join(made)


def _utf16(text: str) -> Sequence[int]:
    """For each code-point offset its offset in UTF-16 units."""
    if text.isascii() or max(text) < "\U00010000":
        return range(len(text) + 1)
    places, at = [0], 0
    for char in text:
        at += 2 if char >= "\U00010000" else 1
        places.append(at)
    return places


def _converted(value: Any, place: Sequence[int]) -> Any:
    """The wire with the offsets of all spans converted; the article's text stands in the page already."""
    if isinstance(value, Mapping):
        if set(value) == {"start", "end", "text"}:
            return {"start": place[value["start"]], "end": place[value["end"]], "text": value["text"]}
        return {k: _converted(v, place) for k, v in value.items() if not (k == "text" and "raw_sha256" in value)}
    if isinstance(value, list | tuple):
        return [_converted(v, place) for v in value]
    return value
