"""The work of `musnad story`: a table of origins by fields."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from musnad.cli.archiving import archive_at
from musnad.cli.printing import checked, interval, lines, table
from musnad.resolve.views.story import FIELDS, Told, Word, story
from musnad.show.clean import clean, isolated

COLUMNS = ("story", "origin", "label", "kind", "articles", *FIELDS, "disputes")
SHOWN = 6  # articles of an origin on the screen


def run(where: str | None, number: int, as_json: bool, as_csv: bool) -> int:
    """Print the story. Raises BadRequest when there is none with this number."""
    checked(as_json, as_csv)
    with archive_at(where) as archive, archive.reading() as session:
        told = story(session, number)
    if as_json:
        lines([asdict(told)])
    elif as_csv:
        table([_row(told, word) for word in told.origins], COLUMNS)
    else:
        _show(told)
    return 0


def _row(told: Told, word: Word) -> dict[str, Any]:
    return {
        "story": told.id, "origin": word.origin, "label": word.label, "kind": word.kind, "articles": len(word.reports),
        **word.says,
        "disputes": "; ".join(f"{field}: {other}" for field, other in word.disputes.items()),
    }  # fmt: skip


def _show(told: Told) -> None:
    facts = [told.type, interval(told.earliest, told.latest), told.place and isolated(clean(told.place)), told.country]
    print(f"story {told.id}: {isolated(clean(told.title))}")
    print("  " + " | ".join(filter(None, facts)))
    origins = f"{len(told.origins)} independent origin{'s' if len(told.origins) != 1 else ''}"
    print(f"  {told.documents} articles, {origins}; disputed: {', '.join(told.contradicted) or 'nothing'}")
    for word in told.origins:
        _show_word(word)


def _show_word(word: Word) -> None:
    print(f"  on the word of {isolated(clean(word.label))} ({word.kind}), {len(word.reports)} articles")
    for field in FIELDS:
        if word.says[field]:
            against = f"   but: {isolated(clean(word.disputes[field]))}" if field in word.disputes else ""
            print(f"    {field:9} {isolated(clean(word.says[field]))}{against}")
    for report in word.reports[:SHOWN]:
        print(f"      {report.document}  {isolated(clean(report.outlet or '?'))}, {(report.published or '?')[:10]}")
    if len(word.reports) > SHOWN:
        print(f"      and {len(word.reports) - SHOWN} more")
