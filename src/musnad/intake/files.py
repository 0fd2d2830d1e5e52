"""Files, folders and standard input to articles, lazily: the next is opened when the last has been handed out."""

from __future__ import annotations

import gzip
import os
import stat
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from musnad.errors import BadDocument
from musnad.intake.articles import read_bytes, read_lines, too_large
from musnad.intake.kinds import kind_of_bytes, kind_of_name
from musnad.intake.result import DEFAULTS, Options, Received
from musnad.intake.warc import read_stream

STDIN = "standard input"
_PEEK = 8192


def read_paths(paths: Iterable[str | Path], *, options: Options = DEFAULTS) -> Iterator[Received]:
    """The articles of several files and folders, in the order given."""
    for path in paths:
        yield from read_path(path, options=options)


def read_path(path: str | Path, *, options: Options = DEFAULTS) -> Iterator[Received]:
    """The articles of a file, or of all files in a folder and its folders (sorted; names that start with a dot are
    left out).

    A file that cannot be read gives a letter and the next is read. Names ending in .gz are unpacked while reading.
    """
    path = Path(path)
    try:
        is_folder = path.is_dir()
    except (OSError, ValueError) as error:
        yield Received(str(path), letter=BadDocument(_why(error)))
        return
    if not is_folder:
        yield from _read_file(path, options)
        return
    empty = True
    for file in files_in(path):
        empty = False
        yield from _read_file(file, options, in_folder=True)
    if empty:
        yield Received(str(path), letter=BadDocument("the folder has no file in it: give a folder with articles."))


def files_in(folder: Path) -> Iterator[Path]:
    """The files of a folder and its folders, sorted, without hidden ones; links to folders are not followed."""
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(here) / name for name in sorted(names) if not name.startswith("."))


def read_stdin(stream: BinaryIO | None = None, *, options: Options = DEFAULTS) -> Iterator[Received]:
    """The articles on standard input (or another binary stream). JSON lines are handed out as they come."""
    source = stream if stream is not None else sys.stdin.buffer
    yield from _read_stream(cast(BinaryIO, source), STDIN, options, None)


def _read_file(path: Path, options: Options, *, in_folder: bool = False) -> Iterator[Received]:
    try:
        status = path.stat()
        letter = _not_a_file(status.st_mode, in_folder)
        if letter:
            yield Received(str(path), letter=BadDocument(letter))
            return
        with path.open("rb") as file:
            zipped = path.suffix.lower() == ".gz"
            stream = cast(BinaryIO, gzip.GzipFile(fileobj=file)) if zipped else file
            yield from _read_stream(stream, str(path), options, None if zipped else status.st_size)
    except (OSError, ValueError, EOFError, zlib.error) as error:
        yield Received(str(path), letter=BadDocument(_why(error)))


def _not_a_file(mode: int, in_folder: bool) -> str | None:
    if stat.S_ISDIR(mode):
        return "this is a folder, not a file: give a file."
    if stat.S_ISREG(mode) or (stat.S_ISFIFO(mode) and not in_folder):
        return None
    return "this is a device, a pipe or a socket, not a file: give a file, or - for standard input."


def _read_stream(stream: BinaryIO, name: str, options: Options, size: int | None) -> Iterator[Received]:
    kind = options.kind or kind_of_name(name)
    if kind is None and hasattr(stream, "peek"):
        seen = kind_of_bytes(stream.peek(_PEEK))
        kind = seen if seen in ("jsonl", "warc") else None
    if kind == "jsonl":
        yield from read_lines(_lines(stream, options.limits.raw), name=name, options=options)
        return
    if kind == "warc":
        yield from read_stream(stream, name, options)
        return
    limit = options.limits.raw
    data = stream.read(limit + 1)
    if len(data) > limit:
        yield Received(name, letter=BadDocument(too_large(size, limit)))
        return
    yield from read_bytes(data, name=name, options=options)


def _lines(stream: BinaryIO, limit: int) -> Iterator[bytes]:
    """Lines of at most limit + 1 bytes; the rest of a longer line is passed over, so that its letter is the only one."""
    while line := stream.readline(limit + 1):
        yield line
        while len(line) > limit and not line.endswith(b"\n") and (rest := stream.readline(1 << 20)):
            if rest.endswith(b"\n"):
                break


def _why(error: BaseException) -> str:
    """An operating system's error as a letter."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file: check the name."
    if isinstance(error, PermissionError):
        return "permission denied: the file may not be read by this user."
    if isinstance(error, (EOFError, zlib.error, gzip.BadGzipFile)):
        return f"the gzip file is damaged ({str(error)[:60]}): unpack it or fetch it again."
    reason = getattr(error, "strerror", None) or str(error)[:80]
    return f"the file cannot be read ({reason}): check the name and the disk."
