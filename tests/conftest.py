"""What all tests share: where the test sets are, and a loud word about what could not be checked.

A test marked `shared` needs the test sets beside the project (../shared). Where they are absent it is skipped, and
the end of the run says so: a green run must never hide that half of the checks had nothing to check.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
ABSENT = "the test sets are not beside the project (../shared)"


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the test sets; skips the test where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(ABSENT)
    return SHARED


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if SHARED.is_dir():
        return
    for item in items:
        if item.get_closest_marker("shared"):
            item.add_marker(pytest.mark.skip(reason=ABSENT))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """After the run: which tests were skipped, by reason."""
    reasons: dict[str, list[str]] = defaultdict(list)
    for report in terminalreporter.stats.get("skipped", []):
        reasons[_reason(report)].append(report.nodeid)
    if not reasons:
        return
    terminalreporter.section("NOT CHECKED (skipped)", sep="!", yellow=True)
    for reason, names in sorted(reasons.items()):
        terminalreporter.write_line(f"{len(names)} because {reason}:", yellow=True)
        for name in sorted(set(names)):
            terminalreporter.write_line(f"  {name}")


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    """A skipped report's long form is (file, line, "Skipped: the reason")."""
    longrepr = report.longrepr
    said = longrepr[2] if isinstance(longrepr, tuple) else str(longrepr)
    return said.removeprefix("Skipped: ")
