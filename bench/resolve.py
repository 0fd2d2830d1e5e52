"""Who is who and what is one story: name pairs, aliases, headlines, stories, parallel documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bench.common import Row, record_of
from musnad import document
from musnad.record import Record
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


def stories(rows: list[Row]) -> Iterator[Row]:
    """Stories, origins, contradictions and identity of the given names, from the articles' texts alone."""
    from musnad.resolve.stories.article import article_of
    from musnad.resolve.stories.cluster import group_articles
    from musnad.resolve.stories.contradict import contradictions
    from musnad.resolve.stories.origins import group_origins

    records = {row["id"]: record_of(row, title=row["title"], outlet=row["outlet"], published=row["published"]) for row in rows}
    articles = [article_of(key, record) for key, record in records.items() if record]
    groups = group_articles(articles)
    out: dict[str, Row] = {row["id"]: {"id": row["id"]} for row in rows}
    for number, group in enumerate(groups):
        if len(group) == 1:
            continue
        origins = group_origins(group)
        fields = sorted({c.field for c in contradictions(origins)})
        for place, origin in enumerate(origins):
            for article in origin:
                out[article.key].update(cluster=f"story-{number}", origin=f"origin-{place}", contradicts=fields)
    entities = _identities(rows, records, {key: row.get("cluster") for key, row in out.items()})
    for row in rows:
        named = [{"name": name, "entity": entities[row["id"], name]} for name in row["names"]]
        yield {**out[row["id"]], "actors": named}


def _identities(
    rows: list[Row], records: dict[str, Record | None], story: dict[str, Any]
) -> dict[tuple[str, str], str]:
    """(article, name) -> entity."""
    from musnad.resolve.entities.alias import aliases
    from musnad.resolve.entities.identity import Named, group_actors, offices_near

    named: list[Named] = []
    bonds: list[tuple[Named, Named]] = []
    for row in rows:
        record, names = records[row["id"]], list(dict.fromkeys(row["names"]))
        company = frozenset(names)
        made = {
            n: Named(row["id"], n, _kind_of(n, record), story[row["id"]], company, offices_near(row["text"], n)) for n in names
        }
        named += made.values()
        if record:
            bonds += [(made[a], made[b]) for a, b in aliases(record, names)]
    return {
        (str(actor.where), actor.name): f"actor-{number}"
        for number, group in enumerate(group_actors(named, same=bonds))
        for actor in group
    }


def _kind_of(name: str, record: Record | None) -> str:
    """The kind that the record gives the name; by its words when the record does not know it."""
    from musnad.resolve.names import parse

    if any(w.role in ("body", "acronym") for w in parse(name, "group").words):
        return "group"
    kinds = [a.kind for a in record.actors for n in a.names if name in n.text or n.text in name] if record else []
    return kinds[0] if kinds else "group" if any(w.concepts for w in parse(name, "group").words) else "person"


def headlines(rows: list[Row]) -> Iterator[Row]:
    """Pairs of headlines: agree, disagree or other."""
    from musnad.resolve.stance import stance

    for row in rows:
        yield {"id": row["id"], "stance": stance(row["s1"], row["s2"])[0]}


def linked(rows: list[Row]) -> list[list[str]]:
    """Ids of English articles that report one event (fakes_syria). Its rows have no date of publication, but most texts
    begin with it."""
    from musnad.resolve.stories.article import article_of
    from musnad.resolve.stories.cluster import group_articles

    records = {
        row["id"]: record_of(row, "en", title=row["title"], outlet=row["source"], published=_dateline(row)) for row in rows
    }
    groups = group_articles([article_of(key, record) for key, record in records.items() if record])
    return [[article.key for article in group] for group in groups]


def _dateline(row: Row) -> str | None:
    """The first full day in the first words of a text."""
    from musnad.languages import load
    from musnad.text import split_text
    from musnad.text.numbers import find_numbers
    from musnad.times import find_times

    head = document(row["text"][:120], language="en")
    language = load("en")
    text = split_text(head, language)
    days = [t.edtf for t in find_times(text, language, find_numbers(text, language)) if t.grain == "day" and t.edtf]
    return next((day for day in days if len(day) == 10 and day[:4].isdigit()), None)
