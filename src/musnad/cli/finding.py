"""The work of `musnad find` and `musnad search`: questions checked, answers shown, as JSON, or as a table."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from musnad.archive.find import Asked, EventInfo, find_events, undated
from musnad.archive.query import Wanted
from musnad.archive.search import Hit, search
from musnad.cli.letters import complain
from musnad.cli.where import archive_at
from musnad.errors import BadRequest
from musnad.record import labels
from musnad.record.fields import PLOVER_TYPES
from musnad.show.clean import clean, cut, isolated

_LABELS = {
    "what": PLOVER_TYPES, "status": labels.STATUSES, "polarity": labels.POLARITIES, "certainty": labels.CERTAINTIES
}  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what makes a spreadsheet run a cell


def asked_of(**said: Any) -> Asked:
    """The question in checked form. Raises BadRequest for a label or date that there is not, or an empty question."""
    made = {name: value for name, value in said.items() if value not in (None, False)}
    if not made:
        raise BadRequest("find what? give at least one of --who, --what, --where, --since, --said-by, --status, ...")
    if "what" in made:
        made["what"] = made["what"].upper()
    for name, known in _LABELS.items():
        if name in made and made[name] not in known:
            raise BadRequest(f"--{name} {made[name]}: give one of {', '.join(known)}")
    for name in ("since", "until", "printed_since", "printed_until"):
        if name in made:
            made[name] = _day(made[name], name)
    return Asked(**made)


def wanted_of(outlet: str | None, language: str | None, since: str | None, until: str | None) -> Wanted:
    """Which documents are to be searched. Raises BadRequest for a date that is none."""
    first, last = (_day(value, name) if value else None for name, value in (("since", since), ("until", until)))
    return Wanted(outlet=outlet, language=language, since=first, until=last)


def _day(value: str, option: str) -> str:
    """The first day of a year, month or day; for an `until` the day after its last (an exclusive end)."""
    parts = value.split("-")
    try:
        numbers = [int(part) for part in parts if len(part) in (2, 4)]
        if len(numbers) != len(parts) or not 1 <= len(parts) <= 3:
            raise ValueError(value)
        first = date(*[*numbers, 1, 1][:3])
        last = _next(first, len(parts)) if "until" in option else first
    except (ValueError, OverflowError) as error:
        said = f"--{option.replace('_', '-')} {value}"
        raise BadRequest(f"{said}: give a year, month or day such as 2024, 2024-05 or 2024-05-01") from error
    return last.isoformat()


def _next(first: date, parts: int) -> date:
    if parts == 1:
        return date(first.year + 1, 1, 1)
    if parts == 2:
        return date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return date.fromordinal(first.toordinal() + 1)


def run_find(
    where: str | None, asked: Asked, skip: int, limit: int, as_json: bool, as_csv: bool
) -> int:
    """Print the events; 1 when there is none."""
    _check(as_json, as_csv, skip, limit)
    with archive_at(where) as archive, archive.reading() as session:
        events = find_events(session, asked, skip=skip, limit=limit)
        left_out = undated(session, asked)
    if as_json:
        _lines(asdict(event) for event in events)
    elif as_csv:
        _table([_flat(event) for event in events], list(_COLUMNS))
    else:
        for event in events:
            _show_event(event)
    if left_out:
        more = f"{left_out:,}" if left_out < 1000 else "1,000 or more"
        complain(f"{more} events fit but for their date, which is unknown; they are not shown")
    if not events:
        complain("no event fits")
    elif len(events) == limit:
        complain(f"these are the first {limit}; more with --limit or --skip {skip + limit}")
    return 0 if events else 1


def run_search(
    where: str | None, words: str, wanted: Wanted, exact: bool, skip: int, limit: int, as_json: bool, as_csv: bool
) -> int:
    """Print the documents with the words; 1 when there is none."""
    _check(as_json, as_csv, skip, limit)
    with archive_at(where) as archive, archive.reading() as session:
        hits = search(session, words, wanted, exact=exact, skip=skip, limit=limit)
    if as_json:
        _lines(asdict(hit) for hit in hits)
    elif as_csv:
        _table([_hit_row(hit) for hit in hits], ["document", "day", "outlet", "title", "url", "before", "match", "after"])
    else:
        for hit in hits:
            _show_hit(hit)
    if not hits:
        complain("no document has these words")
    return 0 if hits else 1


def _check(as_json: bool, as_csv: bool, skip: int, limit: int) -> None:
    if as_json and as_csv:
        raise BadRequest("--json and --csv are different outputs: give one of them")
    if limit < 1 or skip < 0:
        raise BadRequest("--limit is 1 or more, --skip 0 or more")


def _lines(rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        print(json.dumps(row, ensure_ascii=False))


def _table(rows: list[dict[str, Any]], columns: list[str]) -> None:
    """CSV in UTF-8; cells that a spreadsheet would run are made plain text."""
    writer = csv.DictWriter(sys.stdout, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: harmless(value) for name, value in row.items()} for row in rows)


def harmless(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula: an apostrophe goes before one that begins like it."""
    if not isinstance(value, str):
        return value
    line = clean(value)
    return f"'{line}" if value.startswith(_FORMULA) or line.startswith(_FORMULA) else line


_COLUMNS = (
    "document", "item", "day", "outlet", "type", "mode", "status", "polarity", "certainty", "actors", "recipients", "place",
    "country", "lat", "lon", "precision", "earliest", "latest", "killed", "said_by", "quote", "url",
)  # fmt: skip


def _flat(event: EventInfo) -> dict[str, Any]:
    """An event as one row of a table."""
    plain = {name: getattr(event, name, None) for name in _COLUMNS}
    return plain | {
        "document": event.document_id, "actors": _names(event, "actor"), "recipients": _names(event, "recipient"),
        "killed": "; ".join(_toll(each.low, each.high, each.unsure) for each in event.tolls if each.effect == "killed"),
        "said_by": _chain(event),
    }  # fmt: skip


def _names(event: EventInfo, side: str) -> str:
    return "; ".join(party.name for party in event.parties if party.side == side)


def _toll(low: int | None, high: int | None, unsure: bool) -> str:
    known = [str(number) for number in dict.fromkeys((low, high)) if number is not None]
    return "-".join(known) + (" (unsure: read from an image)" if unsure else "")


def _chain(event: EventInfo) -> str:
    return " > ".join(speaker.name or f"({speaker.source_kind})" for speaker in event.speakers)


def _show_event(event: EventInfo) -> None:
    """An event in three lines: what, who and where; on whose word; the words themselves."""
    said = [event.type, event.mode, event.status if event.status != "occurred" else None]
    said += ["negated" if event.polarity == "negated" else None, event.certainty if event.certainty != "certain" else None]
    parties = " -> ".join(filter(None, (_names(event, "actor") or "?", _names(event, "recipient"))))
    when = f"{event.earliest or '..'}/{event.latest or '..'}" if event.earliest or event.latest else None
    tolls = [f"{each.effect} {_toll(each.low, each.high, each.unsure)}" for each in event.tolls]
    facts = [" ".join(filter(None, said)), isolated(parties), isolated(event.place) if event.place else None, when, *tolls]
    print(" | ".join(filter(None, facts)))
    chain = _chain(event)
    word = f"on the word of {isolated(chain)}" if chain else "the outlet's own word"
    print(f"  {isolated(event.outlet or 'unknown outlet')}, {event.day or 'no date'}, {word}")
    print(f"  {isolated(cut(clean(event.quote), 200))}")
    print(f"  document {event.document_id}, {event.item}")


def _hit_row(hit: Hit) -> dict[str, Any]:
    document = hit.document
    return {
        "document": document.id, "day": (document.published or "")[:10], "outlet": document.outlet, "title": document.title,
        "url": document.url, "before": hit.before, "match": hit.match, "after": hit.after,
    }  # fmt: skip


def _show_hit(hit: Hit) -> None:
    document = hit.document
    facts = (document.outlet or "unknown outlet", (document.published or "no date")[:10], document.title or document.source)
    print(f"{document.id}  " + " | ".join(isolated(fact) for fact in facts))
    print(f"  {isolated(f'{hit.before}[{hit.match}]{hit.after}')}")
