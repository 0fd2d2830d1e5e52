"""`musnad explain`: the reasons behind one item."""

from __future__ import annotations

import difflib
from pathlib import Path

from musnad.cli.output import Wanted, prepare_screen
from musnad.cli.read import check, read_quickly, receive
from musnad.errors import BadDocument, BadRecord, BadRequest
from musnad.intake import Options
from musnad.record import Actor, Item, Place, Record, Span
from musnad.show.clean import cut
from musnad.show.labels import words
from musnad.show.names import Names, shortened

SHOWN = 8  # ids that a letter lists


def run(file: str, item: str, options: Options, interface: str) -> int:
    """Print the explanation. Raises BadRequest when the id (or part of one) fits no item, or several."""
    check([], Wanted(interface=interface))
    record = record_of(file, options)
    found = record.items()[whole_id(record, item)]
    from musnad.events.gaps import find_gaps
    from musnad.show.reasons import show_reasons

    screen = prepare_screen()
    show_reasons(record, found, screen, interface)
    for gap in find_gaps(record):
        if gap.item == found.id:
            screen.print(f"{gap.sentence} ({gap.validator})", style="dim", markup=False, highlight=False)
    return 0


def record_of(file: str, options: Options) -> Record:
    """The record in a JSON file that `musnad read --json` wrote, else the record of the (first) article."""
    stored = _stored(file)
    if stored is not None:
        return stored
    received = next(receive([file], options), None)
    if received is None:
        raise BadDocument(f"{file}: there is no article in it")
    if received.document is None:
        raise BadDocument(f"{received.where}: {received.letter}")
    return read_quickly(received.document)


def _stored(file: str) -> Record | None:
    """The first record of a file of records, None when it is something else."""
    path = Path(file)
    if path.suffix not in (".json", ".jsonl") or not path.is_file():
        return None
    from musnad.record.wire import loads

    with path.open(encoding="utf-8", errors="replace") as lines:
        first = lines.readline(50_000_000)
    if '"schema"' not in first[:200] or "musnad.record/" not in first[:200]:
        return None
    try:
        return loads(first)
    except BadRecord as error:
        raise BadDocument(f"{file}: {error}") from None


def whole_id(record: Record, part: str) -> str:
    """The id that is given whole, short ("ASSAULT:545"), as a part that only one item has, or as words of the text that
    only one item stands on. What is named goes before its mentions. Raises BadRequest with the ids that it fits, or with
    those near it."""
    items = record.items()
    if part in items:
        return part
    for fitting in (
        [i for i in items if shortened(i) == part],
        [i for i in items if part.casefold() in i.casefold()],
        [i for i, own in items.items() if part.casefold() in words_of(own, record).casefold()],
    ):
        named = [i for i in fitting if not i.startswith("mention:")] or fitting
        if len(named) == 1:
            return named[0]
        if named:
            raise BadRequest(f"'{part}' fits {len(named)} items, give one of them: {_listed(record, named)}")
    near = difflib.get_close_matches(part, [*items, *map(shortened, items)], n=3, cutoff=0.5)
    hint = f"; near it: {', '.join(dict.fromkeys(near))}" if near else f"; some of its ids: {_listed(record, [*items])}"
    raise BadRequest(f"there is no item '{part}' in this record{hint if items else ', which is empty'}")


def _listed(record: Record, ids: list[str]) -> str:
    """Ids as they can be typed, events and relations first, cut after SHOWN."""
    names = Names(record, words("en"))
    order = ("event", "relation", "attribution", "actor", "place", "time", "claim", "mention")
    ranked = sorted(ids, key=lambda i: order.index(i.partition(":")[0]) if i.partition(":")[0] in order else len(order))
    more = f" and {len(ids) - SHOWN} more" if len(ids) > SHOWN else ""
    items = record.items()
    return ", ".join(f"{names.short(i)} «{words_of(items[i], record)}»" for i in ranked[:SHOWN]) + more


def words_of(item: Item, record: Record) -> str:
    """The words of the text that name an item: an event's trigger, an actor's name, an attribution's cue ..."""
    if isinstance(item, Actor | Place):
        return item.name
    found = [getattr(item, name, None) for name in ("trigger", "cue", "span", "content")]
    spans = [s for s in (*found, *getattr(item, "evidence", ())) if isinstance(s, Span)]
    return cut(" ".join(spans[0].of(record.document.text).split()), 30) if spans else ""
