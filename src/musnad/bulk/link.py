"""Actors across the articles of a bulk run: which of them may be one? Proposals with scores for people, never merges.

Names that are written alike, of one kind and country, are one row; splink compares rows that share a consonant key, a pair of
concepts or initials, by names, countries, sectors, the company they keep and whether one article names both. Written to the
run's folder: `links` (pairs, with the level at which each comparison stands) and `clusters` (an actor of an article a row)."""

from __future__ import annotations

import hashlib
import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby, islice
from typing import Any

from musnad.bulk import link_model, link_nodes
from musnad.bulk.link_engine import Duck, Engine, Row, Spark
from musnad.bulk.store import Store
from musnad.errors import BadRequest
from musnad.resolve.cluster import cluster

JOINS = 0.8  # least probability of a pair that joins two clusters
SHOWN = 0.2  # least probability of a pair that is written down
MEAN = 0.4  # least mean probability between two clusters that are joined; a pair that was not scored counts 0
PART = 100_000  # rows of one Parquet part


@dataclass(frozen=True, slots=True)
class Linked:
    """What came of it: actors of articles that were compared, names they make, pairs scored, clusters, their members."""

    actors: int
    names: int
    pairs: int
    clusters: int
    members: int


def link(where: str, engine: str = "local", master: str | None = None) -> Linked:
    """Propose clusters over a finished run's actors. Raises BadRequest when there are none, or the engine cannot be had."""
    store = Store(where)
    if not store.has("run.json") or not store.names("actors"):
        raise BadRequest(f"{where} holds no finished run: give the folder of `musnad bulk`.")
    logging.getLogger("splink").setLevel(logging.ERROR)
    made: Engine = Spark(store, master) if engine == "spark" else Duck(store)
    try:
        return _linked(store, made)
    finally:
        made.close()


def _linked(store: Store, engine: Engine) -> Linked:
    engine.load("actors", "actors")
    for name, statement in link_nodes.STATEMENTS.items():
        engine.make(name, statement)
    actors, names = (_count(engine, table) for table in ("members", "nodes"))
    scored = _scored(engine) if names > 1 else None
    pairs = _write(store, "links", map(_pair, engine.rows(scored)), links()) if scored else _write(store, "links", [], links())
    _write(store, "work/linked", _joined(engine.rows(scored)) if scored else [], linked())
    engine.load("linked", "work/linked")
    engine.make("placed", link_nodes.PLACED)
    found: Counter[str] = Counter()
    members = _write(store, "clusters", _members(engine.rows(link_nodes.CLUSTERS), found), clusters())
    return Linked(actors, names, pairs, found["clusters"], members)


def _count(engine: Engine, table: str) -> int:
    return int(next(engine.rows(f"select count(*) as rows from {table}"))["rows"])


def _scored(engine: Engine) -> str:
    """Let splink score the pairs and find what hangs together; the statement that gives the pairs, component by component."""
    from splink import Linker

    linker = Linker(engine.splink("nodes"), link_model.settings(), log_level=None, validate_settings=False)
    scored = linker.inference.predict(threshold_match_probability=SHOWN, warning_mode="never")
    placed = linker.clustering.cluster_pairwise_predictions_at_threshold(scored, threshold_match_probability=JOINS)
    levels = ", ".join(f"p.gamma_{name}" for name in link_model.CONDITIONS)
    return f"""
        select c.cluster_id as component, d.cluster_id as other, p.id_l, p.id_r, a.name as name_l, b.name as name_r, a.which,
               round(p.match_probability, 4) as score, {levels}
        from {scored.physical_name} p
        join {placed.physical_name} c on p.id_l = c.id join {placed.physical_name} d on p.id_r = d.id
        join nodes a on p.id_l = a.id join nodes b on p.id_r = b.id
        order by component, p.id_l, p.id_r"""


def _pair(row: Row) -> Row:
    kept = {"left": row["id_l"], "right": row["id_r"], "left_name": row["name_l"], "right_name": row["name_r"]}
    return kept | {"which": row["which"], "score": row["score"]} | link_model.reasons(row)


def _joined(rows: Iterable[Row]) -> Iterator[Row]:
    """Names that are put together, a row a name: `cluster` is the lowest of its names, `score` that of the best bond."""
    for _, pairs in groupby((r for r in rows if r["component"] == r["other"]), key=lambda r: r["component"]):
        scores = {(r["id_l"], r["id_r"]): float(r["score"]) for r in pairs}
        for group in _groups(scores):
            for name in group:
                best = max(_score(scores, name, other) for other in group if other != name)
                yield {"id": name, "cluster": group[0], "score": best}


def _groups(scores: dict[tuple[str, str], float]) -> Iterator[list[str]]:
    """The clusters of one component: two that hang on one pair alone, against all others, stay apart."""
    names = sorted({name for pair in scores for name in pair})
    pairs = [(score, *pair) for pair, score in scores.items()]
    found = cluster(names, pairs, lambda a, b: _score(scores, a, b), JOINS, mean=MEAN)
    yield from (group for group in found if len(group) > 1)


def _score(scores: dict[tuple[str, str], float], one: str, other: str) -> float:
    return max(scores.get((one, other), 0.0), scores.get((other, one), 0.0))


def _members(rows: Iterable[Row], found: Counter[str]) -> Iterator[Row]:
    """The rows of `clusters`; `found` counts them. A name that stands alone in its cluster has the score of like names."""
    for first, group in groupby(rows, key=lambda r: r["first"]):
        members = list(group)
        found["clusters"] += 1
        number = "actor-" + hashlib.sha256(str(first).encode()).hexdigest()[:16]
        called = min(Counter(r["name"] for r in members).items(), key=lambda item: (-item[1], item[0]))[0]
        for row in members:
            score = row["score"] if row["score"] is not None else _same_name()
            kept = {name: row[name] for name in ("n", "document", "item", "name", "kind", "country")}
            yield {"cluster": number, "called": called, **kept, "score": score, "state": "proposed"}


@cache
def _same_name() -> float:
    """The probability of two actors of whom nothing is known but that their names are alike."""
    table = link_model.weights()
    alike = table["comparisons"]["names"][0]
    odds = table["prior"] / (1 - table["prior"]) * alike["m"] / alike["u"]
    return float(round(odds / (1 + odds), 4))


def _write(store: Store, folder: str, rows: Iterable[Row], schema: Any) -> int:
    """Write rows as parts of PART rows, at least one part; their number. Parts of an earlier call are taken away."""
    for old in store.names(folder):
        store.remove(f"{folder}/{old}")
    stream, written, part = iter(rows), 0, 0
    while (taken := list(islice(stream, PART))) or not part:
        store.put_table(f"{folder}/part-{part:05}.parquet", taken, schema)
        written, part = written + len(taken), part + 1
    return written


@cache
def links() -> Any:
    """Pairs of names: both ids and names, person or body, the probability, and the level of each comparison."""
    import pyarrow as pa

    texts = ("left", "right", "left_name", "right_name", "which")
    levels = [(name, pa.string()) for name in link_model.CONDITIONS]
    return pa.schema([*((name, pa.string()) for name in texts), ("score", pa.float64()), *levels])


@cache
def linked() -> Any:
    """Names that were put together (work/linked): the cluster's first name, and the probability of the best bond."""
    import pyarrow as pa

    return pa.schema([("id", pa.string()), ("cluster", pa.string()), ("score", pa.float64())])


@cache
def clusters() -> Any:
    """An actor of an article a row: its cluster, what the cluster is called, the actor as its article names it, the
    probability that it belongs there, and the state: always "proposed"."""
    import pyarrow as pa

    texts = ("document", "item", "name", "kind", "country")
    told = [("cluster", pa.string()), ("called", pa.string()), ("n", pa.int64()), *((name, pa.string()) for name in texts)]
    return pa.schema([*told, ("score", pa.float64()), ("state", pa.string())])
