"""The speed of views across documents: `python -m bench.across FOLDER [RECORDS]`.

Makes the synthetic archive of `bench.archive find` (1,000,000 records when none are given), puts the actors of every name
into an entity and every five documents into a story of two origins, and prints the 50th and 95th percentile of `who`,
`timeline` and `story`. The first stories' documents get a real record of an invented article, since `story` reads records.
"""

from __future__ import annotations

import random
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench.archive import synthetic
from musnad import document, read
from musnad.archive import Archive
from musnad.archive.packing import pack_record, pack_text
from musnad.archive.store import FILE
from musnad.resolve.views.story import story
from musnad.resolve.views.timeline import timeline
from musnad.resolve.views.who import entity, who

STORY = 5  # documents of a story
READ = 1000  # stories whose documents have a record
ASKED = 200
TEXT = (
    "The Marsh Column attacked a post near Basra on Monday evening, its spokesman Salim Nahri said in a statement. Four guards "
    "were killed. The police denied that any attack had happened."
)


def fill(folder: Path, records: int) -> None:
    """Entities and stories for the archive, once."""
    db = sqlite3.connect(folder / FILE)
    db.execute("PRAGMA synchronous = OFF")
    if db.execute("SELECT count(*) FROM entities").fetchone()[0]:
        return
    db.execute("INSERT INTO entities (id, name, kind, state, made) SELECT id, text, 'group', 'proposed', '' FROM names")
    db.execute(
        "INSERT INTO entity_members (document_id, item, entity_id, score) SELECT document_id, item, name_id, 0.9 FROM actors "
        "ORDER BY document_id, item"
    )
    stories = records // STORY
    db.executemany(
        "INSERT INTO stories (id, title, type, earliest, latest, documents, origins, made) "
        "VALUES (?, ?, 'ASSAULT', ?, ?, 5, 2, '')",
        ((n, f"story {n}", *[f"{2012 + n % 13}-{1 + n % 12:02}-{1 + n % 28:02}"] * 2) for n in range(1, stories + 1)),
    )
    db.executemany(
        "INSERT INTO origins (id, story_id, label, kind, reason) VALUES (?, ?, 'a council', 'organization', '[]')",
        ((2 * n + k, n) for n in range(1, stories + 1) for k in range(2)),
    )
    db.executemany(
        "INSERT INTO story_members (story_id, document_id, item, origin_id, score) VALUES (?, ?, '', ?, 0.9)",
        ((n, STORY * (n - 1) + k + 1, 2 * n + k % 2) for n in range(1, stories + 1) for k in range(STORY)),
    )
    record = read(document(TEXT, language="en", published="2024-06-11"))
    last = STORY * READ
    db.execute("UPDATE readings SET record = ? WHERE document_id <= ?", (pack_record(record)[0], last))
    db.execute("UPDATE texts SET body = ? WHERE document_id <= ?", (pack_text(TEXT), last))
    db.commit()
    db.execute("ANALYZE")
    db.commit()
    db.close()


def timed(name: str, ask: Callable[[int], object]) -> None:
    """Print percentiles of ASKED questions, in milliseconds."""
    spent = []
    for n in range(ASKED):
        start = time.perf_counter()
        ask(n)
        spent.append((time.perf_counter() - start) * 1000)
    spent.sort()
    print(f"{name:28} p50 {spent[ASKED // 2]:8.1f} ms   p95 {spent[ASKED * 95 // 100]:8.1f} ms   max {spent[-1]:8.1f} ms")


def main(folder: Path, records: int) -> None:
    archive: Archive = synthetic(folder, records)
    archive.close()
    fill(folder, records)
    archive = Archive.open(folder)
    chance = random.Random(3)
    with archive.reading() as session:
        db = sqlite3.connect(folder / FILE)
        names = [row[0].rsplit(" (", 1)[0] for row in db.execute("SELECT text FROM names WHERE id <= 20000")]
        asked = [chance.choice(names) for _ in range(ASKED)]
        numbers = [chance.randint(1, 20000) for _ in range(ASKED)]
        stories = [chance.randint(1, min(READ, records // STORY)) for _ in range(ASKED)]
        timed("who NAME", lambda n: who(session, asked[n]))
        timed("who entity:NUMBER", lambda n: entity(session, numbers[n]))
        timed("story NUMBER", lambda n: story(session, stories[n]))
        timed("timeline, a month", lambda n: timeline(session, since=f"{2012 + n % 13}-05-01", until=f"{2012 + n % 13}-06-01"))
        timed("timeline --what", lambda n: timeline(session, what="ASSAULT", skip=n))
    archive.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000)
