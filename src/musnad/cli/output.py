"""Where records go: the screen, JSON lines, one page, or a folder of pages."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol, TextIO

from musnad.cli.letters import cannot_write, complain
from musnad.errors import BadRequest
from musnad.record import Record

if TYPE_CHECKING:
    from rich.console import Console


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user asked for: the form of the output and how to read."""

    json: bool = False
    claims: bool = False
    html: Path | None = None
    out: Path | None = None
    interface: str = "en"
    model: bool = True
    all: bool = False
    debug: bool = False


class Sink(Protocol):
    """Takes records one by one."""

    def put(self, record: Record, name: str) -> None:
        """`name` is what the user calls the article (file, line)."""

    def close(self) -> None: ...


def sink_for(wanted: Wanted, many: bool) -> Sink:
    """The sink for what is wanted, opened before anything is read. Raises BadRequest when it cannot be written."""
    if wanted.html is not None:
        return Pages(wanted.html, wanted.interface) if many or wanted.html.is_dir() else Page(wanted)
    if wanted.out is not None or wanted.json or (many and not wanted.claims):
        return Lines(wanted.out)
    return Screen(wanted, many)


class Lines:
    """One JSON line a record, in UTF-8 whatever the terminal's encoding."""

    def __init__(self, out: Path | None) -> None:
        self._own = _opened(out) if out else None
        if out is None:
            _reconfigure(sys.stdout, encoding="utf-8")

    def put(self, record: Record, name: str) -> None:
        from musnad.record.wire import dumps

        print(dumps(record), file=self._own or sys.stdout, flush=self._own is None)

    def close(self) -> None:
        if self._own:
            self._own.close()


class Screen:
    """For reading; letters that the terminal's encoding lacks are replaced, and one line says so."""

    def __init__(self, wanted: Wanted, many: bool) -> None:
        self._wanted, self._many = wanted, many
        self._console = prepare_screen()

    def put(self, record: Record, name: str) -> None:
        from musnad.show.clean import clean
        from musnad.show.terminal import show, show_claims

        if self._many:
            self._console.print(f"# {clean(name)}", style="dim", markup=False, highlight=False)
        if self._wanted.claims:
            show_claims(record, self._console, self._wanted.interface)
        else:
            show(record, self._console, self._wanted.interface, all=self._wanted.all)

    def close(self) -> None:
        sys.stdout.flush()


class Page:
    """One page; a second article has no place on it."""

    def __init__(self, wanted: Wanted) -> None:
        assert wanted.html is not None
        self._path, self._interface, self._full = wanted.html, wanted.interface, False
        parent = self._path.parent
        if not parent.is_dir():
            raise BadRequest(f"--html {self._path}: there is no folder {parent}; make it first.")

    def put(self, record: Record, name: str) -> None:
        from musnad.show.page import page

        if self._full:
            raise BadRequest(f"--html {self._path} takes one article; give a folder to get a page for each.")
        self._full = True
        _write(self._path, page(record, self._interface))
        complain(f"wrote {self._path}")

    def close(self) -> None:
        """Nothing is open."""


class Pages:
    """A folder with a page for each article and an index of them."""

    def __init__(self, folder: Path, interface: str) -> None:
        if folder.exists() and not folder.is_dir():
            raise BadRequest(f"--html {folder}: with several articles this must be a folder, and it is a file.")
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BadRequest(cannot_write(folder, error)) from None
        self._folder, self._interface = folder, interface
        self._made: list[tuple[str, Record]] = []

    def put(self, record: Record, name: str) -> None:
        from dataclasses import replace

        from musnad.show.page import page

        file = f"{len(self._made) + 1:04d}.html"
        _write(self._folder / file, page(record, self._interface))
        # the index needs counts and facts, not the whole text
        short = replace(record, mentions=(), times=(), places=(), attributions=record.attributions)
        self._made.append((file, short))

    def close(self) -> None:
        from musnad.show.index import index

        if self._made:
            _write(self._folder / "index.html", index(self._made, self._interface))
            complain(f"wrote {len(self._made)} pages and {self._folder / 'index.html'}")


def prepare_screen() -> Console:
    """Standard output for reading; says so when its encoding cannot carry all letters."""
    from rich.console import Console

    class Patient(Console):
        def on_broken_pipe(self) -> None:  # rich would end the program here; the verb decides
            raise BrokenPipeError

    _reconfigure(sys.stdout, errors="replace")
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    if not encoding.lower().replace("-", "").startswith("utf"):
        complain(f"this terminal's encoding ({encoding}) lacks letters, shown as ?: set LANG=C.UTF-8, or use --html")
    return Patient(soft_wrap=True)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", errors="replace")
    except OSError as error:
        raise BadRequest(cannot_write(path, error)) from None


def _opened(path: Path) -> IO[str]:
    try:
        return path.open("w", encoding="utf-8")
    except OSError as error:
        raise BadRequest(cannot_write(path, error)) from None


def _reconfigure(stream: TextIO, **how: str) -> None:
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(**how)
