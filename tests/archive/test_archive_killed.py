"""Killed at any moment (kill -9), adding loses nothing and doubles nothing."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from collections import Counter
from pathlib import Path

import archive_samples
import pytest
from sqlalchemy import select

from musnad.archive import Archive, add, adding, create
from musnad.archive.models import Audit, Documents, Events, Originals, Readings, Texts
from musnad.archive.verify import problems
from musnad.intake import document, read_bytes
from musnad.reader import read

ARTICLES = 240
KILLS = 50


def _adds(folder: Path, data: bytes, workers: int) -> None:
    archive = Archive.open(folder)
    add(archive, read_bytes(data, name="many.jsonl"), who="tester", workers=workers)
    os._exit(0)


@pytest.mark.slow
def test_killed_fifty_times(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "BATCH", 3)  # many transactions, so that many of them are hit
    folder, data = tmp_path / "archive", archive_samples.many(ARTICLES)
    create(folder, who="tester")[0].close()
    sample = document("Police said on Monday that fighters attacked a post near Basra.")
    read(sample)  # children start with rules compiled
    started = time.perf_counter()
    read(sample)
    slow = max(1.0, (time.perf_counter() - started) / 0.02)  # a busy machine gets longer before each kill
    chance = random.Random(20240613)
    fork = multiprocessing.get_context("fork")
    grown = [0]
    for n in range(KILLS):
        child = fork.Process(target=_adds, args=(folder, data, n % 2))
        child.start()
        time.sleep(chance.uniform(0.02, 0.6) * slow)
        os.kill(child.pid or 0, signal.SIGKILL)
        child.join()
        grown.append(_documents(folder))
    assert grown == sorted(grown), "what was committed is lost"
    assert grown[KILLS // 2] > 0 and len(set(grown)) > 5, "the kills hit nothing"

    archive = Archive.open(folder)
    last = add(archive, read_bytes(data, name="many.jsonl"), who="tester", workers=1)
    assert last.failed == [] and last.added == ARTICLES - grown[-1] and last.present == grown[-1]
    assert list(problems(archive)) == []
    with archive.reading() as session:
        for table in (Documents.key, Readings.document_id, Texts.document_id, Originals.sha256):
            found = session.execute(select(table)).scalars().all()
            assert len(found) == len(set(found)) == ARTICLES
        actions = Counter(session.execute(select(Audit.action)).scalars())
        items = session.execute(select(Events.document_id, Events.item)).all()
    assert actions == {"make": 1, "add": ARTICLES}
    assert len(items) == len(set(items)) >= ARTICLES
    unknown = set(archive.originals.all()) - {each for each in _originals(archive)}
    assert unknown == set(), "every original that was put down early was taken up by a later run"
    archive.close()


def _documents(folder: Path) -> int:
    archive = Archive.open(folder)
    with archive.reading() as session:
        number = len(session.execute(select(Documents.id)).all())
    archive.close()
    return number


def _originals(archive: Archive) -> list[str]:
    with archive.reading() as session:
        return list(session.execute(select(Originals.sha256)).scalars())
