"""Backup and restore: one tar file with every table as JSON lines (the review desk's too) and every original, the same for
both databases.

A backup of an SQLite archive can be restored into PostgreSQL and the other way round. `manifest.json` has the SHA-256 of
every other member; a restore checks all of them before it lets go of anything.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import re
import tarfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Table, inspect, select, text
from sqlalchemy.orm import Session

from musnad.archive import migrations
from musnad.archive.audit import append, now
from musnad.archive.desk import desk_session, has_desk, kept_tables
from musnad.archive.making import create
from musnad.archive.migrations.own import empty_audit
from musnad.archive.models import Base, Originals, Settings, Texts
from musnad.archive.packing import MOST
from musnad.archive.store import ORIGINALS, Archive
from musnad.archive.words import index_words
from musnad.errors import BadArchive

FORMAT = "musnad.backup/1"
MANIFEST = "manifest.json"
_MEMBER = re.compile(r"(tables|desk)/[a-z_]+\.jsonl\.gz|originals/[0-9a-f]{2}/[0-9a-f]{64}\.gz|manifest\.json")
_BATCH = 1000
_LARGEST = 8_000_000_000  # bytes of one member: a table of a million documents stays below


def backup(archive: Archive, target: Path, *, who: str) -> int:
    """Write a backup; its size in bytes. Raises BadArchive when the file is there already or cannot be written."""
    if target.exists():
        raise BadArchive(f"{target} is there already: give a new name, so that no backup is lost.")
    partial = target.with_name(target.name + ".partial")
    with archive.writing() as session:
        append(session, who, "backup", "archive", {"tables": migrations.newest()})
    try:
        partial.touch(mode=0o600)  # it holds restricted documents, and the hashes of passwords
        with tarfile.open(partial, "w") as tar, archive.reading() as session:
            _write(archive, session, tar)
        partial.replace(target)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise BadArchive(f"{target} cannot be written ({error.strerror or error}): check the disk.") from error
    return target.stat().st_size


def _write(archive: Archive, session: Session, tar: tarfile.TarFile) -> None:
    if not archive.sqlite:
        session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
    sums: dict[str, str] = {}
    for table in Base.metadata.sorted_tables:
        _put(tar, f"tables/{table.name}.jsonl.gz", _dumped(session, table), sums)
    if has_desk(archive):
        with desk_session(archive) as desk:
            for table in kept_tables():
                _put(tar, f"desk/{table.name}.jsonl.gz", _dumped(desk, table), sums)
    for sha256, size in session.execute(select(Originals.sha256, Originals.size)):
        archive.originals.get(sha256, size)  # a backup of a damaged original would hide the damage
        path = archive.originals.path(sha256)
        _put(tar, f"originals/{sha256[:2]}/{sha256}.gz", path.read_bytes(), sums)
    manifest = {"format": FORMAT, "tables": migrations.newest(), "made": now(), "sha256": sums}
    _put(tar, MANIFEST, json.dumps(manifest, indent=1).encode(), {})


def _put(tar: tarfile.TarFile, name: str, data: bytes, sums: dict[str, str]) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = len(data), 0o600
    sums[name] = hashlib.sha256(data).hexdigest()
    tar.addfile(member, io.BytesIO(data))


def _dumped(session: Session, table: Table) -> bytes:
    """A table as JSON lines (bytes as base64 under {"b64": ...}), compressed."""
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", mtime=0) as packed:
        order = list(table.primary_key.columns)
        for row in session.execute(select(table).order_by(*order).execution_options(yield_per=_BATCH)):
            plain = {key: _plain(value) for key, value in row._mapping.items()}
            packed.write(json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
    return out.getvalue()


def _plain(value: Any) -> Any:
    return {"b64": base64.b64encode(value).decode()} if isinstance(value, bytes) else value


def restore(source: Path, where: Path | str, *, who: str, originals: Path | None = None) -> Archive:
    """Make a new archive from a backup. Raises BadArchive when the backup is damaged, of other tables, or holds what no
    backup holds, or when there is an archive at `where` already."""
    try:
        with tarfile.open(source) as tar:
            manifest = _checked(tar, source)
            archive, done = create(where, who=who, originals=originals)
            if done != "made":
                raise BadArchive(f"{archive.where} is an archive already: restore into a new one.")
            for name in manifest["sha256"]:
                if name.startswith("originals/"):
                    archive.originals.put(_unpacked(_read(tar, name), name))
            with archive.writing() as session:
                _fill(session, tar, manifest["sha256"])
                append(session, who, "restore", "archive", {"made": manifest["made"]})
            _fill_desk(archive, tar, manifest["sha256"])
    except (tarfile.TarError, EOFError, zlib.error) as error:
        raise BadArchive(f"{source} is no backup, or a damaged one ({str(error)[:80]}): use another.") from error
    except OSError as error:
        raise BadArchive(f"{source} cannot be restored ({error.strerror or error}): check the file and the disk.") from error
    return archive


def _checked(tar: tarfile.TarFile, source: Path) -> dict[str, Any]:
    """The manifest, after every member was found to be what it says and nothing else is there."""
    for member in tar.getmembers():
        if not member.isfile() or not _MEMBER.fullmatch(member.name) or member.size > _LARGEST:
            raise BadArchive(f"{source} holds {member.name[:80]!r}, which no backup holds: it is refused.")
    try:
        manifest: dict[str, Any] = json.loads(_read(tar, MANIFEST))
        sums, tables = manifest["sha256"], manifest["tables"]
    except (KeyError, ValueError, TypeError) as error:
        raise BadArchive(f"{source} has no manifest of a backup in it: use another.") from error
    if tables not in migrations.SAME_ROWS:
        raise BadArchive(f"{source} has tables {tables}, this Musnad has {migrations.newest()}: restore with that one.")
    if set(sums) != set(tar.getnames()) - {MANIFEST}:
        raise BadArchive(f"{source} does not hold what its manifest lists: it is damaged; use another backup.")
    for name, expected in sums.items():
        if hashlib.sha256(_read(tar, name)).hexdigest() != expected:
            raise BadArchive(f"{source}: {name} was changed or is damaged: use another backup.")
    return manifest


def _read(tar: tarfile.TarFile, name: str) -> bytes:
    file = tar.extractfile(name)
    if file is None:
        raise KeyError(name)
    return file.read()


def _unpacked(data: bytes, name: str) -> bytes:
    """A gzip member's bytes; refused when it swells beyond what any original has."""
    with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
        plain = packed.read(MOST + 1)
    if len(plain) > MOST:
        raise BadArchive(f"the backup's {name} unpacks to more than {MOST:,} bytes: it is refused.")
    return plain


def _fill(session: Session, tar: tarfile.TarFile, names: Iterable[str]) -> None:
    """Every table from its lines; the new archive keeps its own folder of originals."""
    folder = session.execute(select(Settings.value).where(Settings.name == ORIGINALS)).scalar_one()
    session.execute(Settings.__table__.delete())  # type: ignore[attr-defined]
    empty_audit(session.connection())
    for table in Base.metadata.sorted_tables:
        if table.name in migrations.MADE_AGAIN and f"tables/{table.name}.jsonl.gz" not in names:
            continue
        for rows in _rows(_read(tar, f"tables/{table.name}.jsonl.gz")):
            session.execute(table.insert(), rows)
    setting = session.get(Settings, ORIGINALS)
    if setting is None:
        raise BadArchive("the backup does not say where originals are: it is damaged; use another.")
    setting.value = folder
    session.flush()
    for row in session.execute(select(Texts.document_id, Texts.shadow).execution_options(yield_per=_BATCH)):
        index_words(session, [(row.document_id, zlib.decompress(row.shadow).decode())])
    _sequences(session, Base.metadata.sorted_tables)


def _fill_desk(archive: Archive, tar: tarfile.TarFile, names: Iterable[str]) -> None:
    """The review desk's tables, when the backup has them."""
    listed = [table for table in kept_tables() if f"desk/{table.name}.jsonl.gz" in names]
    if not listed:
        return
    with desk_session(archive) as desk:
        for table in listed:
            for rows in _rows(_read(tar, f"desk/{table.name}.jsonl.gz")):
                desk.execute(table.insert(), rows)
        _sequences(desk, listed)


def _rows(data: bytes) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    with gzip.GzipFile(fileobj=io.BytesIO(data)) as lines:
        for line in lines:
            row = json.loads(line)
            batch.append({key: base64.b64decode(v["b64"]) if isinstance(v, dict) else v for key, v in row.items()})
            if len(batch) >= _BATCH:
                yield batch
                batch = []
    if batch:
        yield batch


def _sequences(session: Session, tables: Iterable[Table]) -> None:
    """On PostgreSQL, numbers given out from now on go on after those that were restored."""
    if session.get_bind().dialect.name == "sqlite":
        return
    for table in tables:
        for column in inspect(table).primary_key.columns:
            sequence = session.execute(
                text("SELECT pg_get_serial_sequence(:t, :c)"), {"t": table.name, "c": column.name}
            ).scalar()
            if sequence:
                newest = f"coalesce(max({column.name}), 0) + 1"
                session.execute(text(f"SELECT setval('{sequence}', {newest}, false) FROM {table.name}"))
