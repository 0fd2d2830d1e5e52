"""The work of `musnad timeline`."""

from __future__ import annotations

from dataclasses import asdict

from musnad.cli.archiving import archive_at
from musnad.cli.letters import complain
from musnad.cli.printing import checked, day, day_after, interval, lines, table
from musnad.resolve.views.timeline import Line, timeline
from musnad.show.clean import clean, isolated

COLUMNS = tuple(Line.__dataclass_fields__)
Asked = tuple[str | None, str | None, str | None, str | None, str | None]


def run(where: str | None, asked: Asked, page: tuple[int, int], as_json: bool, as_csv: bool) -> int:
    """Print the stories (asked: who, where, what, since, until; page: skip, limit); 1 when there is none."""
    who, place, what, since, until = asked
    skip, limit = page
    checked(as_json, as_csv, limit, skip)
    first, last = day(since, "since"), day_after(until, "until")
    with archive_at(where) as archive, archive.reading() as session:
        found = timeline(
            session, who=who, where=place, what=what.upper() if what else None, since=first, until=last, skip=skip, limit=limit
        )
    if as_json:
        lines(asdict(line) for line in found)
    elif as_csv:
        table([asdict(line) for line in found], COLUMNS)
    else:
        for line in found:
            _show(line)
    if not found:
        complain("no story fits (`musnad resolve` finds stories)")
    return 0 if found else 1


def _show(line: Line) -> None:
    when = interval(line.earliest, line.latest) or "no day, or a disputed one"
    facts = [when, line.type, isolated(clean(line.place)) if line.place else None, isolated(clean(line.title))]
    print(f"{line.id:6}  " + " | ".join(filter(None, facts)) + f"  ({line.documents} articles, {line.origins} origins)")
