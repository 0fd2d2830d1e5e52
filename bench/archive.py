"""The archive's speed: `python -m bench.archive find FOLDER [RECORDS]` and `python -m bench.archive search FOLDER FILE`.

find:   makes an archive of RECORDS (1,000,000) synthetic records and prints the 50th and 95th percentile of `find`.
        Synthetic means: index rows only, as the writer would make them, with invented names (Zipf-distributed, Latin and
        Arabic letters), one short text and one record shared by all documents; nothing in them was read. Documents after
        the first 50,000 repeat them under other numbers.
search: indexes the articles of FILE (JSON lines) without reading them, and prints the percentiles of searches for words
        drawn from the articles themselves.
Both print how much room the database takes.
"""

from __future__ import annotations

import random
import re
import sqlite3
import statistics
import sys
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from musnad.archive import Archive, create
from musnad.archive.find import Asked, find_events
from musnad.archive.folding import fold_name, folded_words
from musnad.archive.packing import pack_text
from musnad.archive.search import search
from musnad.archive.store import FILE
from musnad.intake import read_path
from musnad.record.fields import PLOVER_TYPES

NAMES = 200_000
QUESTIONS = 300
_BATCH = 50_000  # documents written at a time
_STATUS = ("occurred",) * 80 + ("ongoing",) * 5 + ("planned",) * 5 + ("failed",) * 3 + ("threatened",) * 4 + ("predicted",) * 3
_SYLLABLES = ("ba", "dar", "fa", "gha", "hal", "ka", "lim", "mu", "na", "qas", "ra", "sam", "ta", "wa", "ya", "zir")
_PLACES = 4000
_COUNTRIES = ("SYR", "IRQ", "YEM", "LBN", "LBY", "SDN", "PSE", "EGY", "TUR", "IRN")


def synthetic(folder: Path, records: int) -> Archive:
    """An archive with so many synthetic records (kept when it is there already)."""
    if not (folder / FILE).exists():
        create(folder, who="bench")[0].close()
        db = sqlite3.connect(folder / FILE)
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF", "cache_size = -1500000"):
            db.execute(f"PRAGMA {pragma}")
        indices = [sql for (sql,) in db.execute("SELECT sql FROM sqlite_master WHERE type = 'index' AND sql NOT NULL")]
        named = "SELECT name FROM sqlite_master WHERE type = 'index' AND sql NOT NULL"
        for (name,) in db.execute(named).fetchall():
            db.execute(f"DROP INDEX {name}")
        _fill(db, records)
        for sql in indices:
            db.execute(sql)
        db.commit()
        db.execute("ANALYZE")
        db.commit()
        db.close()
    return Archive.open(folder)


def _fill(db: sqlite3.Connection, records: int) -> None:
    chance = random.Random(7)
    names = [_name(chance) + (f" {n}" if n % 3 == 0 else "") for n in range(NAMES)]
    rows = [(n, f"{name} ({n})", fold_name(name)) for n, name in enumerate(names, 1)]
    db.executemany("INSERT INTO names VALUES (?, ?, ?)", rows)
    words = ((word, n) for n, _, fold in rows for word in dict.fromkeys(fold.split()))
    db.executemany("INSERT INTO name_words VALUES (?, ?)", words)
    db.execute("INSERT INTO originals VALUES ('0', 1, '')")
    weights = [1 / (n + 10) for n in range(NAMES)]
    who = _drawn(chance, range(1, NAMES + 1), weights)
    where = _drawn(chance, range(_PLACES), [1 / (n + 5) for n in range(_PLACES)])
    _write(db, range(1, min(_BATCH, records) + 1), chance, who, where)
    for shift in range(_BATCH, records, _BATCH):
        _repeat(db, shift, min(_BATCH, records - shift))
        db.commit()


def _repeat(db: sqlite3.Connection, shift: int, number: int) -> None:
    """The first `number` documents once more, under numbers that are `shift` higher (other columns stay)."""
    for table, columns in _COLUMNS.items():
        own, times = _NUMBERED[table]
        made = {
            "key": f"printf('%064d', id + {shift})", "text_id": f"printf('%064d', id + {shift})",
            **{column: f"{column} + {shift * each}" for column, each in _SHIFTED.items()},
            **({"id": f"id + {shift * times}"} if own == "id" else {}),
        }  # fmt: skip
        listed = ", ".join(made.get(column, column) for column in columns.split(", "))
        order = f"ORDER BY {columns}" if table == "actor_names" else ""
        last = (number + 1) * times - 1 if times > 1 else number
        db.execute(f"INSERT INTO {table} ({columns}) SELECT {listed} FROM {table} WHERE {own} <= {last} {order}")


def _drawn(chance: random.Random, values: range, weights: list[float]) -> Iterator[int]:
    """Values drawn for ever with the weights."""
    while True:
        yield from chance.choices(values, weights, k=100_000)


def _name(chance: random.Random) -> str:
    made = " ".join("".join(chance.choices(_SYLLABLES, k=chance.randint(2, 3))) for _ in range(chance.randint(1, 3)))
    return made if chance.random() < 0.5 else made.translate({ord(c): 0x0627 + ord(c) - 97 for c in set(made) - {" "}})


def _write(
    db: sqlite3.Connection, numbers: range, chance: random.Random, who: Iterator[int], where: Iterator[int]
) -> None:
    """Three actors, two claims, one speaker, two events with two parties, and a toll for every third event, each."""
    rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in _COLUMNS}
    body = pack_text("Fighters attacked a post near the river on Monday, police said. " * 4)
    for n in numbers:
        day = f"{2012 + n % 13}-{1 + n % 12:02}-{1 + n % 28:02}"
        rows["documents"].append(_document(n, f"{n:064}", "ar", f"outlet {n % 300}", day, 250))
        rows["readings"].append((n, n, "0", "0", "0", b"", ""))
        rows["texts"].append((n, body, b""))
        for k in range(3):
            actor, name = 3 * n + k, next(who)
            rows["actors"].append((actor, n, f"actor:group:{k}-9", name, "group", "SYR", "", "", 1, 0))
            rows["actor_names"].append((name, actor))
        for k in range(2):
            claim = 2 * n + k
            rows["claims"].append((claim, n, f"claim:said:{k}-9", k, 0, 60))
            if k:
                rows["speakers"].append((claim, 1, "a", 3 * n + 2, None, "official", "say"))
            rows["events"].append(_event(claim, n, k, day, chance, next(where)))
            rows["event_actors"] += [(3 * n + k, claim, "actor"), (3 * n + k + 1, claim, "recipient")]
            if claim % 3 == 0:
                rows["tolls"].append((claim, claim, "killed", chance.randint(1, 60), 0, 0, 5))
    rows["actor_names"].sort()  # as its key is, so that pages are filled one after the other
    for table, listed in rows.items():
        columns = _COLUMNS[table]
        marks = ", ".join("?" * len(columns.split(",")))
        db.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", listed)


def _document(
    number: int, text_id: str, language: str, outlet: str | None, day: str | None, length: int
) -> tuple[Any, ...]:
    known = (number, f"{number:064}", text_id, "0", number, language, outlet, day, day and day[:10], "s", "{}", length)
    return (*known, 0, "machine", 0, "")


def _event(number: int, document: int, k: int, day: str, chance: random.Random, place: int) -> tuple[Any, ...]:
    known = chance.random() < 0.6
    return (
        number, document, f"event:X:{k}-9", number, PLOVER_TYPES[min(int(chance.expovariate(0.25)), 15)], "",
        chance.choice(_STATUS), "negated" if chance.random() < 0.04 else "affirmed", "certain",
        f"place {place}", f"place {place}", f"geonames:{place}", _COUNTRIES[place % 10], f"area {place % 150}",
        day if known else None, day[:8] + "29" if known else None, day, 0, 60,
    )  # fmt: skip


_COLUMNS = {
    "documents": "id, key, text_id, original, reading_id, language, outlet, published, day, source, intake, length, ocr, "
    "state, restricted, added",
    "readings": "id, document_id, version, rules, sha256, record, at",
    "texts": "document_id, body, shadow",
    "actors": "id, document_id, item, name_id, kind, country, sectors, titles, mentions, private",
    "actor_names": "name_id, actor_id",
    "claims": 'id, document_id, item, depth, start, "end"',
    "speakers": "claim_id, place, attribution, actor_id, name_id, source_kind, stance",
    "events": "id, document_id, item, claim_id, type, contexts, status, polarity, certainty, place, place_key, gazetteer_id, "
    'country, admin1, earliest, latest, day, start, "end"',
    "event_actors": "actor_id, event_id, side",
    "tolls": 'id, event_id, effect, low, unsure, start, "end"',
}


# A table's leading number and how many of them each document has; columns that hold such numbers.
_NUMBERED = {
    "documents": ("id", 1), "readings": ("id", 1), "texts": ("document_id", 1), "actors": ("id", 3),
    "actor_names": ("actor_id", 3), "claims": ("id", 2), "speakers": ("claim_id", 2), "events": ("id", 2),
    "event_actors": ("event_id", 2), "tolls": ("id", 2),
}  # fmt: skip
_SHIFTED = {"document_id": 1, "reading_id": 1, "actor_id": 3, "claim_id": 2, "event_id": 2}


def questions(archive: Archive, number: int) -> list[Asked]:
    """Questions of the kinds that people ask: frequent names and rare ones, alone and together with other conditions."""
    chance = random.Random(11)
    with archive.reading() as session:
        from sqlalchemy import text

        frequent = session.execute(text("SELECT fold FROM names WHERE id <= 2000")).scalars().all()
        rare = session.execute(text("SELECT fold FROM names WHERE id % 997 = 0")).scalars().all()
    made = []
    for n in range(number):
        name = chance.choice(frequent if n % 2 else rare)
        what, place = chance.choice(PLOVER_TYPES), f"place {chance.randint(0, 300)}"
        year = chance.randint(2012, 2023)
        made.append(
            (
                Asked(who=name),
                Asked(who=name, what=what),
                Asked(by=name, since=f"{year}-01-01", until=f"{year + 1}-01-01"),
                Asked(what=what, where=place),
                Asked(where=place, status="failed"),
                Asked(said_by=name),
                Asked(said_by=name, what=what, polarity="negated"),
                Asked(where=chance.choice(_COUNTRIES), what=what, since=f"{year}-06-01", until=f"{year}-07-01"),
                Asked(what=what, status="failed", polarity="negated"),
                Asked(what=what, killed=50),
            )[n % 10]
        )
    return made


def timed(asks: Iterable[tuple[str, Callable[[], Any]]]) -> None:
    """Ask everything once and print the percentiles in milliseconds, by the clock and by the processor's time (what an
    idle machine would need), and the slowest."""
    took = []
    for label, ask in asks:
        began, used = time.perf_counter(), time.process_time()
        ask()
        took.append(((time.perf_counter() - began) * 1000, (time.process_time() - used) * 1000, label))
    print(f"{len(took)} questions, milliseconds")
    for name, column in (("clock", 0), ("processor", 1)):
        cut = statistics.quantiles([float(row[column]) for row in took], n=100)
        print(f"  {name}: p50 {cut[49]:.1f}, p95 {cut[94]:.1f}, p99 {cut[98]:.1f}")
    for row in sorted(took, key=lambda row: -row[1])[:5]:
        print(f"  slowest {row[1]:.0f}: {re.sub('[a-z_]+=(None|False), |, [a-z_]+=(None|False)', '', row[2])}")


def find_main(folder: Path, records: int) -> None:
    """Measure `find`."""
    archive = synthetic(folder, records)
    with archive.reading() as session:
        _size(folder, records)
        timed((str(asked), lambda asked=asked: find_events(session, asked, limit=20)) for asked in questions(archive, QUESTIONS))


def search_main(folder: Path, file: Path) -> None:
    """Measure `search`."""
    if not (folder / FILE).exists():
        create(folder, who="bench")[0].close()
        _index(folder / FILE, file)
    archive = Archive.open(folder)
    chance = random.Random(13)
    with archive.reading() as session:
        from sqlalchemy import text

        sample = session.execute(text("SELECT shadow FROM texts WHERE document_id % 50 = 0")).scalars().all()
        number = session.execute(text("SELECT count(*) FROM documents")).scalar_one()
        _size(folder, number)
        words = [zlib.decompress(each).decode().split() for each in sample]
        asked = []
        for n in range(QUESTIONS):
            line = chance.choice([each for each in words if len(each) > 20])
            at = chance.randint(0, len(line) - 4)
            asked.append((line[at], " ".join(line[at : at + 2]), f'"{" ".join(line[at : at + 2])}"', max(line, key=len))[n % 4])
        timed((q, lambda q=q: search(session, q)) for q in asked)


def _index(path: Path, file: Path) -> None:
    db = sqlite3.connect(path)
    db.execute("INSERT INTO originals VALUES ('0', 1, '')")
    for n, item in enumerate(read_path(file), 1):
        if item.document is None:
            continue
        made = item.document
        shadow = " ".join(folded_words(made.text, made.language))
        row = _document(n, made.id, made.language, made.outlet, made.published, len(made.text))
        db.execute(f"INSERT INTO documents ({_COLUMNS['documents']}) VALUES ({', '.join('?' * len(row))})", row)
        packed = (n, pack_text(made.text), zlib.compress(shadow.encode(), 6))
        db.execute("INSERT INTO texts VALUES (?, ?, ?, NULL)", packed)
        db.execute("INSERT INTO search (rowid, words) VALUES (?, ?)", (n, shadow))
    db.commit()
    db.close()


def _size(folder: Path, records: int) -> None:
    size = (folder / FILE).stat().st_size
    print(f"{records:,} records, {size:,} bytes ({size / records:,.0f} for each)")


def main(arguments: list[str]) -> int:
    """`find FOLDER [RECORDS]` or `search FOLDER FILE`."""
    if len(arguments) in (2, 3) and arguments[0] == "find":
        find_main(Path(arguments[1]), int(arguments[2]) if len(arguments) == 3 else 1_000_000)
    elif len(arguments) == 3 and arguments[0] == "search":
        search_main(Path(arguments[1]), Path(arguments[2]))
    else:
        print(__doc__, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
