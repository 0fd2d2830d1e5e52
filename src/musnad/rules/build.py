"""Parses all rule files beforehand (see `compiled`): `python -m musnad.rules.build`."""

from __future__ import annotations

import hashlib
import json
import sys

import yaml

from musnad.rules.compiled import FILE, HOUSE
from musnad.rules.load import RuleLoader

FOLDERS = ("languages/*/*.yml", "actors/registry/*.yml", "show/*.yml")


def compile_all() -> str:
    """All rule files as lines. A file that JSON cannot hold exactly (keys that are numbers) is left to YAML."""
    lines = []
    for path in sorted(p for pattern in FOLDERS for p in HOUSE.glob(pattern) if not p.name.endswith(".cases.yml")):
        source = path.read_bytes()
        data = yaml.load(source.decode("utf-8"), RuleLoader)
        line = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        if data is not None and json.loads(line) == data:
            lines.append(f"{path.relative_to(HOUSE).as_posix()}\t{hashlib.sha256(source).hexdigest()}\t{line}\n")
    return "".join(lines)


def write() -> None:
    """Write `compiled.tsv`, whole or not at all."""
    made = compile_all()
    part = FILE.with_suffix(".part")
    part.write_text(made, encoding="utf-8")
    part.replace(FILE)
    print(f"{FILE}: {made.count(chr(10))} rule files", file=sys.stderr)


if __name__ == "__main__":
    write()
