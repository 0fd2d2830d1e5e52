"""Who is who and what is one story: name pairs, aliases, headlines, stories, parallel documents."""

from __future__ import annotations

from collections.abc import Iterator

from bench.common import Row
from musnad.resolve.names import compare


def name_pairs(rows: list[Row]) -> Iterator[Row]:
    """Pairs of names; the set of human cases says of which kind they are."""
    for row in rows:
        kind = "person" if row.get("schema", "Person") == "Person" else "company"
        yield {"id": row["id"], "score": round(compare(row["name1"], row["name2"], kind).score, 5)}


def aliases(rows: list[Row]) -> Iterator[Row]:
    """One name a row, of armed actors: the cluster that it falls into by the names alone."""
    from musnad.resolve.names import group_names

    for number, names in enumerate(group_names([row["name"] for row in rows], "group")):
        yield from ({"name": name, "id": f"actor-{number}"} for name in names)


def parallel(rows: list[Row]) -> Iterator[Row]:
    """Documents in ten languages: which are translations of each other."""
    from musnad.resolve.stories.parallel import group_translations

    for number, group in enumerate(group_translations([(row["lang"], row["text"]) for row in rows])):
        yield from ({"id": rows[i]["id"], "cluster": f"document-{number}"} for i in group)
