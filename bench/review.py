"""How quick the review server is, and whether it keeps what it acknowledges, on a made-up archive (`python -m bench.review`).

    python -m bench.review FOLDER --documents 10000 --people 20 --seconds 20

FOLDER is made with so many short made-up articles when it is not there (`--resolve`: with stories and actors across them). The
server runs as a process of its own on loopback; each person is a thread with a session of its own. Afterwards the server is
killed (SIGKILL) in the middle of reviewing, and every judgement that was acknowledged is looked for in the archive. Times are
milliseconds as the client sees them, and the processor time that the server itself took for one request, which other work on
the machine does not change much.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

PASSWORD = "twenty paper boats floating"
GROUPS = ("Marsh Column", "Copper League", "Lantern Front", "Reed Brigade", "Amber Guard")
DEEDS = ("attacked a post", "shelled a depot", "abducted a trader", "raided a market", "ambushed a patrol")
PLACES = ("Basra", "Mosul", "Aleppo", "Homs", "Taiz", "Sanaa", "Benghazi", "Kirkuk", "Idlib", "Raqqa")


def article(n: int) -> dict[str, str]:
    """A short article, the same for the same number."""
    pick = random.Random(n)
    group, deed, place = pick.choice(GROUPS), pick.choice(DEEDS), pick.choice(PLACES)
    text = f"Fighters of the {group} {deed} near {place} on Monday, police said. Notice {n} was read out in word{n % 997}."
    day = f"2024-{n % 12 + 1:02}-{n % 28 + 1:02}"
    return {"title": f"{group} near {place}, {n}", "text": text, "outlet": f"Wire {n % 23}", "published": day}


def build(folder: Path, documents: int, resolved: bool) -> None:
    """Make the archive; every article is read."""
    from musnad.archive import add, create
    from musnad.intake import read_bytes
    from musnad.review import Settings
    from musnad.review.accounts import add_user
    from musnad.review.desk import Desk

    archive, _ = create(folder, who="bench")
    lines = "\n".join(json.dumps(article(n)) for n in range(documents)).encode()
    began = time.monotonic()
    summary = add(archive, read_bytes(lines, name="made.jsonl"), who="bench", workers=1, model=False)
    print(f"{summary.added} articles in {time.monotonic() - began:.0f} s, {len(summary.failed)} failed")
    if resolved:
        from musnad.resolve.run import resolve

        began = time.monotonic()
        print(f"{resolve(archive, 'bench')} in {time.monotonic() - began:.0f} s")
    desk = Desk(archive, Settings(team=True))
    with desk.writing() as session:
        for n in range(40):
            add_user(session, f"person{n}", PASSWORD, "editor")
    desk.close()
    archive.close()


class Person:
    """A browser of one reviewer."""

    def __init__(self, port: int, name: str) -> None:
        self._port = port
        self.headers = {"Content-Type": "application/json"}
        self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        status, said, headers = self.ask("POST", "/api/login", {"name": name, "password": PASSWORD})
        assert status == 200, said
        self.headers["Cookie"] = headers["set-cookie"].split(";")[0]
        self.headers["X-CSRF-Token"] = said["csrf"]

    def ask(self, method: str, address: str, body: Any = None) -> tuple[int, Any, Any]:
        """Status, JSON, headers."""
        self._line.request(method, address, json.dumps(body) if body is not None else None, self.headers)
        answer = self._line.getresponse()
        data = answer.read()
        return answer.status, json.loads(data) if data[:1] in b"{[" else data, answer.headers


@contextlib.contextmanager
def server(folder: Path) -> Any:
    """The server as a process; gives its port and the process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "musnad", "serve", str(folder), "--team", "--port", str(port)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            time.sleep(0.1)
        yield port, process
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(timeout=20)


def processor(process: subprocess.Popen[bytes]) -> float:
    """Milliseconds of processor time that the server took since it began (Linux)."""
    fields = Path(f"/proc/{process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def alone(port: int, process: subprocess.Popen[bytes], documents: int, times: int = 40) -> None:
    """One person, one request after the other: first page, article, search for rare and for common words."""
    person, pick = Person(port, "person0"), random.Random(1)
    kinds = {
        "first page": lambda: "/api/documents", "article": lambda: f"/api/documents/{pick.randrange(1, documents)}",
        "rare word": lambda: f"/api/search?q=word{pick.randrange(997)}",
        "common word": lambda: f"/api/search?q={pick.choice(PLACES)}", "facets": lambda: "/api/facets",
        "overview": lambda: "/api/overview",
    }  # fmt: skip
    for name, address in kinds.items():
        person.ask("GET", address())  # what is loaded once
        took, before = [], processor(process)
        for _ in range(times):
            began = time.perf_counter()
            status, said, _ = person.ask("GET", address())
            took.append((time.perf_counter() - began) * 1000)
            assert status == 200, said
        print(line(name, took), f" processor {(processor(process) - before) / times:6.1f} ms each")


class Crowd:
    """People who review at once; what they were told is kept, in `acknowledged`."""

    def __init__(self, port: int, people: int, documents: int, pause: float = 0.0) -> None:
        self.acknowledged: list[int] = []
        self.errors: list[str] = []
        self.took: dict[str, list[float]] = defaultdict(list)
        self._stop = threading.Event()
        self._people = [Person(port, f"person{n}") for n in range(people)]
        self._documents, self._pause = documents, pause
        self._kill: tuple[int, int] | None = None

    def review(self, seconds: float, kill: tuple[int, int] | None = None) -> None:
        """All of them, for so long. `kill`: (process, n): the process is killed when n judgements were acknowledged."""
        self._kill = kill
        threads = [threading.Thread(target=self._one, args=(p, n)) for n, p in enumerate(self._people)]
        for thread in threads:
            thread.start()
        self._stop.wait(seconds)
        self._stop.set()
        for thread in threads:
            thread.join(timeout=90)

    def _one(self, person: Person, seed: int) -> None:
        pick = random.Random(seed)
        try:
            while not self._stop.is_set():
                number = pick.randrange(1, self._documents)
                self._stop.wait(pick.uniform(0.5, 1.5) * self._pause)
                shown = self._asked(person, "article", "GET", f"/api/documents/{number}")
                for event in (shown["record"]["events"] if shown else [])[:2]:
                    self._stop.wait(pick.uniform(0.5, 1.5) * self._pause)
                    word = {"item": event["id"], "verdict": pick.choice(("accept", "reject", "unsure"))}
                    said = self._asked(person, "judgement", "POST", f"/api/documents/{number}/judgements", word)
                    if said:
                        self._acknowledged(said["judgement"]["id"])
                if pick.random() < 0.2:
                    self._asked(person, "search", "GET", f"/api/search?q={pick.choice(PLACES)}")
        except (OSError, http.client.HTTPException, ValueError) as error:
            if not self._stop.is_set():
                self.errors.append(f"{type(error).__name__}: {error}")

    def _asked(self, person: Person, kind: str, method: str, address: str, body: Any = None) -> Any:
        began = time.perf_counter()
        status, said, _ = person.ask(method, address, body)
        self.took[kind].append((time.perf_counter() - began) * 1000)
        if status in (200, 201):
            return said
        self.errors.append(f"{status} {said}")
        return None

    def _acknowledged(self, number: int) -> None:
        self.acknowledged.append(number)
        if self._kill is not None and len(self.acknowledged) >= self._kill[1] and not self._stop.is_set():
            self._stop.set()  # whatever fails from now on was not acknowledged
            os.kill(self._kill[0], signal.SIGKILL)


def lost(folder: Path, acknowledged: list[int]) -> int:
    """How many acknowledged judgements are not in the archive."""
    from sqlalchemy import select

    from musnad.archive import Archive
    from musnad.archive.models import Judgements

    archive = Archive.open(folder)
    with archive.reading() as session:
        there = set(session.execute(select(Judgements.id)).scalars())
    archive.close()
    return len(set(acknowledged) - there)


def line(name: str, values: list[float]) -> str:
    """Median, 95th percentile and worst."""
    ordered = sorted(values)
    half, most = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
    return f"{name:12} p50 {half:7.0f}  p95 {most:7.0f}  max {ordered[-1]:7.0f} ms"


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--documents", type=int, default=10_000)
    asked.add_argument("--people", type=int, default=20)
    asked.add_argument("--seconds", type=float, default=20.0)
    asked.add_argument("--pause", type=float, default=0.0, help="Seconds that a person looks at an article, and at a claim.")
    asked.add_argument("--resolve", action="store_true", help="Put stories and actors together when the archive is made.")
    told = asked.parse_args()
    if not told.folder.exists():
        build(told.folder, told.documents, told.resolve)
    print("load of the machine before:", *(f"{n:.1f}" for n in os.getloadavg()), f"({os.cpu_count()} processors)")
    with server(told.folder) as (port, process):
        alone(port, process, told.documents)
        crowd = Crowd(port, told.people, told.documents, told.pause)
        before = processor(process)
        crowd.review(told.seconds)
        requests = sum(map(len, crowd.took.values()))
        each = (processor(process) - before) / max(1, requests)
        crowd_of = f"{told.people} people, {told.seconds:g} s, pause {told.pause:g} s"
        print(f"{crowd_of}: {requests} requests, processor {each:.1f} ms each")
        for name, values in crowd.took.items():
            print(line(name, values))
        print(f"{len(crowd.acknowledged)} acknowledged, {len(crowd.errors)} errors", *crowd.errors[:3])
    print(f"lost: {lost(told.folder, crowd.acknowledged)}")
    with server(told.folder) as (port, process):
        crowd = Crowd(port, told.people, told.documents, told.pause)
        crowd.review(told.seconds * 3, kill=(process.pid, 10 * told.people))
    print(f"killed: {len(crowd.acknowledged)} acknowledged before, lost {lost(told.folder, crowd.acknowledged)}")


if __name__ == "__main__":
    main()
