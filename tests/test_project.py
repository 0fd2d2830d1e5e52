"""The project's own files: they agree with each other, name no package host, and the gate works."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

import gate
from musnad.codebook.load import load_codebook
from musnad.record import Actor, Event
from musnad.record.fields import CHECKS, PLOVER_TYPES
from musnad.version import VERSION

ROOT = Path(__file__).parent.parent
LOCK = "\n".join((ROOT / f"requirements{kind}.lock").read_text(encoding="utf-8") for kind in ("", "-dev"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
TEXTS = {".py", ".md", ".yml", ".yaml", ".toml", ".lock", ".txt", ".json", ".cfg", ".html", ""}


def tracked() -> list[Path]:
    """The files of the project as git has them; the test has nothing to look at outside a checkout."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("this is not a git checkout")
    return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_lock_has_every_dependency_with_hashes_and_names_no_host() -> None:
    pins = dict(re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", LOCK, flags=re.M))
    wanted = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]
    names = {normal(re.split(r"[\s<>=!\[;]", line)[0]) for line in wanted}
    assert names <= {normal(name) for name in pins}, "run `make lock`"
    assert "://" not in LOCK
    blocks = re.split(r"\n(?=[A-Za-z0-9])", LOCK)
    assert all("--hash=sha256:" in block for block in blocks if "==" in block)


def test_the_lock_ties_nothing_to_one_platform() -> None:
    assert " ; " not in LOCK, "a marker in the lock: make sure that every platform and Python still gets the package"
    assert not re.search(r"^(colorama|pywin32|uvloop|nvidia\S*|triton|torch)==", LOCK, flags=re.M)


def licences(package: str) -> list[str]:
    """What a package says about its licence: the alternatives of its expression, or the words of its older fields."""
    about = metadata.metadata(package)
    if about.get("License-Expression"):
        return str(about["License-Expression"]).split(" OR ")
    classifiers = [line.split("::")[-1] for line in about.get_all("Classifier") or [] if line.startswith("License")]
    return [" ".join([str(about.get("License") or "")[:80], *classifiers])]


def needed(package: str, found: set[str]) -> set[str]:
    """The package and all that it brings to its users here (not what only its extras bring)."""
    found.add(normal(package))
    for line in metadata.requires(package) or []:
        name = normal(re.split(r"[\s<>=!~\[;(]", line)[0])
        if "extra ==" not in line and name not in found and next(metadata.Distribution.discover(name=name), None):
            needed(name, found)
    return found


def test_no_dependency_is_under_the_gpl_alone() -> None:
    packages = needed("musnad", set())
    assert {"trafilatura", "babel", "pyyaml"} <= packages
    bound = {name for name in packages if all(re.search(r"A?GPL(?!.*MPL)|GNU", words) for words in licences(name))}
    assert bound == set()
    assert [name for name in packages if not "".join(licences(name)).strip()] == []  # each says what it is


def test_no_file_names_a_package_host() -> None:
    hosts = re.compile(
        "|".join(["py" + r"pi\.org", "python" + r"hosted\.org", "npm" + r"js\.(org|com)", r"--index-" + "url="])
    )
    for path in tracked():
        if path.suffix in TEXTS or path.name in ("Makefile", "run"):
            assert not hosts.search(path.read_text(encoding="utf-8")), path


def test_version_and_changelog_agree() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.fullmatch(r"\d+\.\d+\.\d+", VERSION)
    assert re.search(rf"^## \[?({re.escape(VERSION)}|Unreleased)\]?", changes, flags=re.M)


def test_the_licence_is_whole() -> None:
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in licence and "Version 2.0" in licence and "END OF TERMS AND CONDITIONS" in licence
    assert PROJECT["license"] == "Apache-2.0"
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    assert "GeoNames" in notice and "CC BY 4.0" in notice


def test_make_lists_its_targets_and_ci_calls_them() -> None:
    done = subprocess.run(["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True)
    for target in ("read", "test", "check", "bench", "serve"):
        assert re.search(rf"^  make {target} +\S", done.stdout, flags=re.M)
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "make test" in ci and (ROOT / ".ci" / "run").stat().st_mode & 0o111


def test_the_glossary_is_a_table_with_arabic() -> None:
    rows = re.findall(
        r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|", (ROOT / "GLOSSARY.md").read_text(encoding="utf-8"), flags=re.M
    )
    rows = [row for row in rows if row[0] not in ("Term", "---")]
    assert len(rows) >= 60
    assert len({term for term, _, _ in rows}) == len(rows)
    assert all(re.search("[\u0600-\u06ff]", arabic) for _, arabic, _ in rows)


def test_codebook_and_record_know_the_same_codes() -> None:
    """The record's room imports no other, so its checks are written down there; here they meet the codebook."""
    plover, cameo = load_codebook("plover"), load_codebook("cameo")
    assert set(plover.types) == set(PLOVER_TYPES)
    modes = [mode for kind in PLOVER_TYPES for mode in plover.types[kind].modes]
    codes = [
        ("mode", modes),
        ("contexts", plover.contexts),
        ("cameo", cameo.codes),
    ]
    for field, values in codes:
        assert len(values) >= 3
        assert [value for value in values if CHECKS[Event, field].letter(value)] == []
    kinds = load_codebook("ucdp").types
    assert [kind for kind in range(-1, 6) if not CHECKS[Event, "ucdp"].letter(kind)] == sorted(kinds)
    assert [sector for sector in plover.sectors if CHECKS[Actor, "sectors"].letter(sector)] == []


@pytest.mark.slow
def test_what_is_not_checked_is_said_aloud(tmp_path: Path) -> None:
    """Without the test sets beside the project, the end of a run lists what that left unchecked."""
    tests = tmp_path / "alone" / "tests"
    tests.mkdir(parents=True)
    (tests / "conftest.py").write_text((ROOT / "tests" / "conftest.py").read_text(encoding="utf-8"), encoding="utf-8")
    (tests / "test_x.py").write_text(
        "import pytest\n@pytest.mark.shared\ndef test_a(): assert False\n"
        "def test_b(shared): assert False\ndef test_c(): pass\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--rootdir={tmp_path}", str(tests)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "NOT CHECKED" in done.stdout and "2 because the test sets are not beside the project" in done.stdout
    assert "test_x.py::test_a" in done.stdout and "test_x.py::test_b" in done.stdout
    assert "1 passed, 2 skipped" in done.stdout


# ---- the gate ---------------------------------------------------------------------------------------------------

CARD = {
    "attribution": {"date": "2026-01-01", "commit": "abc", "numbers": {"all cue F1": 0.81}},
    "detection": {"date": "2026-01-01", "commit": "abc", "numbers": {"false alarms, difficult": 0.25, "P": 0.6}},
}
CUE = "attribution: all cue F1"


def test_the_gate_reads_scores_and_finds_what_fell() -> None:
    scores = gate.numbers(CARD)
    assert scores == {CUE: 0.81, "1 - detection: false alarms, difficult": 0.75, "detection: P": 0.6}
    assert gate.compare(scores, {CUE: 0.81}) == []
    assert gate.compare(scores, {CUE: 0.82, "gone": 0.1, "1 - detection: false alarms, difficult": 0.8}) == [
        "1 - detection: false alarms, difficult: 0.750 lies below its floor 0.800",
        f"{CUE}: 0.810 lies below its floor 0.820",
        "gone: the scorecard has no such number (its floor is 0.1)",
    ]


def test_raising_never_lowers_and_lowering_takes_a_name() -> None:
    scores = {CUE: 0.81, "detection: P": 0.6}
    floors = {CUE: 0.9, "detection: P": 0.5}
    assert gate.lifted(scores, floors) == {CUE: 0.9, "detection: P": 0.595}
    assert gate.lowered(scores, floors, [CUE]) == {CUE: 0.805, "detection: P": 0.5}


def test_the_gate_as_a_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(gate, "SCORECARD", tmp_path / "scorecard.json")
    monkeypatch.setattr(gate, "FLOORS", tmp_path / "floors.json")
    gate.FLOORS.write_text("{}", encoding="utf-8")
    assert gate.main([]) == 0  # nothing measured, nothing promised
    gate.SCORECARD.write_text(json.dumps(CARD), encoding="utf-8")
    assert gate.main(["--raise"]) == 0
    assert json.loads(gate.FLOORS.read_text(encoding="utf-8"))[CUE] == 0.805
    gate.SCORECARD.write_text(json.dumps({"attribution": {"numbers": {"all cue F1": 0.7}}}), encoding="utf-8")
    assert gate.main([]) == 1
    assert gate.main(["--raise"]) == 1  # raising does not hide a fall
    assert gate.main(["--lower", "no such"]) == 2
    assert gate.main(["--lower", CUE, "detection: P", "1 - detection: false alarms, difficult"]) == 0
    assert json.loads(gate.FLOORS.read_text(encoding="utf-8")) == {CUE: 0.695}
    gate.SCORECARD.unlink()
    assert gate.main([]) == 1
    assert "lies below" in capsys.readouterr().out


def test_the_committed_numbers_stand_above_their_floors() -> None:
    assert gate.main([]) == 0
