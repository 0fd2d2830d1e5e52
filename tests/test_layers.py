"""Imports point one way only (CONTRIBUTING, "The house"), and code holds no words of the languages it reads."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

import musnad

SRC = Path(__file__).parent.parent / "src"
HOUSE = SRC / "musnad"

# Floors of the house, lowest first. A room may import rooms of lower floors; rooms of one floor do not know each other.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("errors", "version"),
    ("record",),
    ("rules", "codebook", "neural", "gazetteer", "intake"),
    ("languages",),
    ("text",),
    ("mentions",),
    ("times", "places", "actors"),
    ("claims",),
    ("events", "relations"),
    ("reader", "explain"),
    ("show", "archive"),
    ("resolve",),
    ("export",),
    ("review", "bulk"),
    ("cli",),
)
FLOOR = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
ONLY = {"record": {"errors"}, "intake": {"errors", "record"}}  # rooms that may import still less
# The public face stands over the whole path and is what a program outside imports; no room inside does.
FACE = {"musnad/__init__.py", "musnad/__main__.py"}


def room_of(module: str) -> str | None:
    """The room of a dotted module name, `musnad.places.resolve` -> places; None for the face and other packages."""
    parts = module.split(".")
    return parts[1] if parts[0] == "musnad" and len(parts) > 1 else None


def imports_of(path: Path) -> Iterator[tuple[int, str]]:
    """Line and dotted name of every import in a file, also inside functions and under TYPE_CHECKING."""
    package = [*path.relative_to(SRC).parent.parts]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            # `from musnad import places` names a room; `from musnad.places import find` names a thing in one
            yield from (
                (node.lineno, f"{module}.{alias.name}" if module == "musnad" else module) for alias in node.names
            )
        elif isinstance(node, ast.Call) and _is_import_module(node) and isinstance(node.args[0], ast.Constant):
            yield node.lineno, str(node.args[0].value)


def _is_import_module(node: ast.Call) -> bool:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return name in ("import_module", "__import__") and bool(node.args)


def wrong_imports(path: Path) -> Iterator[str]:
    """Sentences about the imports of one file that point the wrong way."""
    name = path.relative_to(SRC).as_posix()
    here = room_of(name.removesuffix(".py").replace("/", "."))
    if name in FACE or here is None:
        return
    if here not in FLOOR:
        yield f"{name}: the room {here} has no floor in FLOORS"
        return
    for line, module in imports_of(path):
        there = room_of(module)
        if module == "bench" or module.startswith(("bench.", "tests.", "train.")):
            yield f"{name}:{line}: the package imports {module}, which stands outside it"
        if there in (None, here) or there.startswith("__"):
            continue
        if module.startswith("musnad.") and there in musnad.__all__ and not (HOUSE / there).is_dir():
            there = "reader"  # `from musnad import read`: the public face, which stands on the whole path
        if there not in FLOOR:
            yield f"{name}:{line}: imports {module}, whose room {there} has no floor in FLOORS"
        elif FLOOR[there] >= FLOOR[here] or there not in ONLY.get(here, FLOOR):
            yield f"{name}:{line}: {here} may not import {there} ({module})"


def files() -> list[Path]:
    return sorted(HOUSE.rglob("*.py"))


@pytest.mark.parametrize("path", files(), ids=lambda path: path.relative_to(HOUSE).as_posix())
def test_imports_point_one_way(path: Path) -> None:
    assert list(wrong_imports(path)) == []


def test_the_check_finds_what_points_the_wrong_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "SRC", tmp_path)
    room = tmp_path / "musnad" / "places"
    room.mkdir(parents=True)
    bad = room / "bad.py"
    bad.write_text(
        "import musnad.record\n"
        "from musnad.text import Text\n"
        "from musnad.times import find_times\n"
        "from . import gazetteer\n"
        "def late():\n"
        "    from musnad.reader import read\n"
        "    from ..claims import find_claims\n"
        "    importlib.import_module('musnad.cli')\n"
        "from musnad import events, newroom, explain\n",
        encoding="utf-8",
    )
    found = [sentence.split(": ", 1)[1] for sentence in wrong_imports(bad)]
    assert sorted(found) == [
        "imports musnad.newroom, whose room newroom has no floor in FLOORS",
        "places may not import claims (musnad.claims)",
        "places may not import cli (musnad.cli)",
        "places may not import events (musnad.events)",
        "places may not import reader (musnad.explain)",
        "places may not import reader (musnad.reader)",
        "places may not import times (musnad.times)",
    ]


# ---- no words in code -------------------------------------------------------------------------------------------

# Runs of Arabic script. Code may name single letters, digits, marks and punctuation; two letters in a row are a word.
ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]+")
TATWEEL = "\u0640"


def words_in_code(path: Path) -> list[str]:
    """Arabic-script words in the string literals of a file that are not documentation."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {id(node.body[0].value) for node in ast.walk(tree) if _has_docstring(node)}  # type: ignore[attr-defined]
    literals = [
        node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes)
    ]
    found = []
    for node in literals:
        text = node.value.decode("utf-8", "ignore") if isinstance(node.value, bytes) else str(node.value)
        if id(node) not in docs:
            found += [f"line {node.lineno}: {word}" for word in ARABIC.findall(text) if _letters(word) > 1]
    return found


def _letters(run: str) -> int:
    return sum(unicodedata.category(c).startswith("L") and c != TATWEEL for c in run)


def _has_docstring(node: ast.AST) -> bool:
    if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        return False
    return ast.get_docstring(node, clean=False) is not None


@pytest.mark.parametrize("path", files(), ids=lambda path: path.relative_to(HOUSE).as_posix())
def test_code_holds_no_words_of_the_language(path: Path) -> None:
    found = words_in_code(path)
    assert found == [], "words belong in src/musnad/languages/<language>/*.yml"


def test_the_word_check_finds_words(tmp_path: Path) -> None:
    path = tmp_path / "x.py"
    path.write_text('"""مثال"""\nA = "قال"\nB = "و"\nC = f"{A} جبهة"\nD = "ء-ي؟،؛ ٠١"\n# تعليق\n', encoding="utf-8")
    assert words_in_code(path) == ["line 2: قال", "line 4: جبهة"]
