"""A row of a data file (a JSON object) to the fields of an article, by the names of `fields.yml` or the user's own
mapping.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from musnad.errors import BadDocument
from musnad.intake.dates import loose_iso
from musnad.intake.tables import table

_LANGUAGE = re.compile(r"[a-z]{2,3}")
_COUNTRY = re.compile(r"[A-Z]{3}")


def row_fields(
    row: Mapping[str, Any], mapping: Mapping[str, str] | None = None, date_order: str | None = None
) -> tuple[dict[str, str], tuple[str, ...]]:
    """The fields of `document()` found in `row`, and notes on values that could not be used.

    mapping:    field -> the row's own name for it ({"text": "story_ar", "outlet": "source.name"}); goes before the
                table.
    date_order: "dmy" or "mdy" for dates such as 4/5/2017, which are not used without it.
    Raises BadDocument when the row has no text, or the mapping names a field or key that does not exist.
    """
    by_name = {_key(name): value for name, value in row.items()}
    found = {field: _value(row, by_name, field, mapping or {}) for field in table("fields")["fields"]}
    unknown = set(mapping or ()) - set(found)
    if unknown:
        raise BadDocument(f"there is no field {sorted(unknown)[0]!r}: the fields are {', '.join(found)}.")
    texts = {field: text for field, value in found.items() if (text := _text(value, field))}
    if "text" not in texts:
        raise BadDocument(_no_text(row, by_name, mapping or {}))
    return _checked(texts, found, date_order)


def _no_text(row: Mapping[str, Any], by_name: Mapping[str, Any], mapping: Mapping[str, str]) -> str:
    """Why there is no text: its field is empty, or no field has a name we know."""
    usual = [name for name in table("fields")["fields"]["text"] if name in by_name]
    if "text" in mapping or usual:
        return f"the field {mapping.get('text') or usual[0]!r} is empty: there is nothing to read."
    names = ", ".join(list(map(str, row))[:12])[:200] or "none"
    return f"no field holds the article's text (fields here: {names}): name it, e.g. --field text=NAME."


def _key(name: str) -> str:
    return re.sub(r"[\s.-]+", "_", name.strip().lower())


def _value(row: Mapping[str, Any], by_name: Mapping[str, Any], field: str, mapping: Mapping[str, str]) -> Any:
    if field in mapping:
        return _inside(row, mapping[field])
    for name in table("fields")["fields"][field]:
        if by_name.get(name) not in (None, "", [], {}):
            return by_name[name]
    return None


def _inside(row: Mapping[str, Any], path: str) -> Any:
    """The value at a key, or at a dotted path into objects."""
    if path in row:
        return row[path]
    value: Any = row
    for step in path.split("."):
        if not isinstance(value, Mapping) or step not in value:
            raise BadDocument(
                f"the row has no field {path!r} (fields here: {', '.join(list(map(str, row))[:12])[:200]})."
            )
        value = value[step]
    return value


def _text(value: Any, field: str) -> str | None:
    """A value as text: lists of paragraphs by line, of authors by comma, objects by their name or text."""
    if isinstance(value, Mapping):
        value = next((value[key] for key in ("name", "text", "rendered", "value", "title") if value.get(key)), None)
    if isinstance(value, list):
        parts = [
            text for text in (_text(item, field) for item in value[:100_000] if not isinstance(item, list)) if text
        ]
        return ("\n" if field == "text" else ", ").join(parts) or None
    if isinstance(value, bool) or value is None:
        return None
    return str(value) if isinstance(value, (str, int, float)) and str(value).strip() else None


def _checked(
    texts: dict[str, str], found: Mapping[str, Any], order: str | None
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Dates as ISO 8601, the language and country as codes; what cannot be read so is left out with a note."""
    notes = []
    for field, read in (
        ("published", lambda value: loose_iso(found["published"], order) or loose_iso(value, order)),
        ("retrieved", lambda value: loose_iso(value, order)),
        ("language", language_code),
        ("outlet_country", lambda value: value.strip() if _COUNTRY.fullmatch(value.strip()) else None),
    ):
        if field in texts:
            value = texts.pop(field)
            usable = read(value)
            if usable:
                texts[field] = usable
            elif field != "retrieved":
                notes.append(f"{field} {value[:40]!r} is not in a form that can be read in one way only; not used")
    return texts, tuple(notes)


def language_code(value: str) -> str | None:
    """ "ara", "Arabic" or "ar-SY" as "ar"; None when it is no language code."""
    name = re.split(r"[-_]", value.strip().lower())[0]
    code = str(table("fields")["languages"].get(name, name))
    return code if _LANGUAGE.fullmatch(code) else None
