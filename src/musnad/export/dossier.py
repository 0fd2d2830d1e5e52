"""A printable page about an actor or a story: what is said, by whom, how often alone, where they contradict each other.

Plain HTML without scripts or outside files; `musnad.export.pdf` prints it. Directions follow each text (dir="auto")."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

from musnad.export.private import Privacy

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from musnad.archive.find import EventInfo
    from musnad.resolve.views.story import Word
    from musnad.resolve.views.who import Person, Related

_STYLE = """
 body { font: 11pt/1.5 "Noto Naskh Arabic", "Noto Serif", Georgia, serif; max-width: 48em; margin: 2em auto; padding: 0 1em }
 h1 { font-size: 1.5em } h2 { font-size: 1.1em; border-bottom: 1px solid #999; margin-top: 1.6em }
 table { border-collapse: collapse; width: 100% }
 th, td { border: 1px solid #bbb; padding: .25em .5em; text-align: start; vertical-align: top }
 .dispute { background: #fff3d6 } .note { color: #555; font-size: .9em } tr { break-inside: avoid }
"""
_CAUTION = (
    "This page says what was published, and on whose word. It is read by machine unless marked as reviewed. "
    "Nothing here is a finding."
)


def actor_page(session: Session, person: Person, privacy: Privacy) -> str:
    """The page of an actor. Private persons beside it, and among those who say so, stand under their pseudonyms."""
    country = f", {escape(person.country)}" if person.country else ""
    words = ("told as", "on whose word", "outlet")
    clean = _cleaner(session, person, privacy)
    body = [
        f"<p>{escape(person.kind)}{country}; named in {person.documents} documents</p>",
        _section("Names", ("name", "documents"), person.names.items()),
        _section("Offices, as told", ("title", "documents"), person.roles.items()),
        _section(
            "Relations, each with its claim", ("relation", "with", "since", "until", *words),
            (clean(r.document, _related(r)) for r in person.relations),
        ),
        _section(
            "Events, each with its claim", ("what", "where", "when", *words, "document"),
            (clean(e.document_id, _event(e)) for e in person.events),
        ),
    ]  # fmt: skip
    return _page(person.name, body)


Cells = tuple[object, ...]


def _cleaner(session: Session, person: Person, privacy: Privacy) -> Callable[[int, Cells], Cells]:
    """Takes the names that a document's private persons have out of cells that tell of it."""
    from musnad.archive.query import records_of

    ids = {r.document for r in person.relations} | {e.document_id for e in person.events}
    views = {number: privacy.view(record) for number, record in records_of(session, sorted(ids))}

    def clean(document: int, cells: Cells) -> Cells:
        return tuple(views[document].clean(cell) if isinstance(cell, str) else cell for cell in cells)

    return clean


def _related(r: Related) -> Cells:
    return (f"{r.kind} ({r.side})", r.other, r.since, r.until, f"{r.polarity}, {r.status}", _word(r.said_by), r.outlet)


def _event(e: EventInfo) -> Cells:
    told = f"{e.polarity}, {e.certainty}, {e.status}"
    said = _word(s.name or s.source_kind for s in e.speakers)
    return (f"{e.type}{'/' + e.mode if e.mode else ''}", e.place, e.earliest, told, said, e.outlet, e.document_id)


def _word(chain: Iterable[str]) -> str:
    return " > ".join(chain) or "the outlet itself"


def story_page(session: Session, number: int, privacy: Privacy) -> str:
    """The page of a story: origins by fields, copies under their origin. Raises BadRequest when there is no such story."""
    from musnad.archive.query import records_of
    from musnad.resolve.views.story import FIELDS, story

    told = story(session, number)
    ids = [report.document for origin in told.origins for report in origin.reports]
    titles = {i: privacy.view(record).title() for i, record in records_of(session, ids)}
    head = "".join(f"<th>{escape(name)}</th>" for name in FIELDS)
    rows = [_origin(origin, FIELDS) for origin in told.origins]
    reports = [
        (origin.label, r.outlet, r.published, titles.get(r.document) or f"document {r.document}")
        for origin in told.origins
        for r in origin.reports
    ]
    disputed = ", ".join(told.contradicted) or "none"
    body = [
        f"<p>{told.documents} articles, {len(told.origins)} independent origins. Contradicted: {escape(disputed)}.</p>",
        f"<table><tr><th>origin</th>{head}</tr>{''.join(rows)}</table>",
        _section("Articles under their origins", ("origin", "outlet", "published", "headline"), reports),
    ]
    where, when = told.place or "place not known", told.earliest or "day not known"
    return _page(f"{told.type or 'Story'}: {where}, {when}", body)


def _origin(origin: Word, names: Sequence[str]) -> str:
    """An origin's row: what it says of each field, marked where another origin disputes it."""
    cells = [
        f'<td dir="auto"{" class=dispute" if name in origin.disputes else ""}>{escape(origin.says.get(name, ""))}</td>'
        for name in names
    ]
    return f'<tr><th dir="auto">{escape(origin.label)} ({escape(origin.kind)})</th>{"".join(cells)}</tr>'


def _section(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = ["".join(f'<td dir="auto">{escape(str(v)) if v is not None else ""}</td>' for v in row) for row in rows]
    if not lines:
        return f"<h2>{escape(title)}</h2><p class=note>Nothing is told of this.</p>"
    head = "".join(f"<th>{escape(c)}</th>" for c in columns)
    return f"<h2>{escape(title)}</h2><table><tr>{head}</tr>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def _page(title: str, body: Sequence[str]) -> str:
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{_STYLE}</style>'
    return (
        f'<!doctype html><html lang="en"><head>{head}</head><body><h1 dir="auto">{escape(title)}</h1>'
        f"<p class=note>{_CAUTION}</p>{''.join(body)}</body></html>\n"
    )
