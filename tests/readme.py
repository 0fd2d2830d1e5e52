"""README.md's printed records are generated: `python tests/readme.py` writes them anew, tests/test_docs.py checks them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
BLOCK = re.compile(r"<!-- begin: (?P<command>[^\n]+?) -->\n.*?<!-- end -->", re.S)


def printed(command: str) -> str:
    """What `musnad ...` prints, with trailing space removed."""
    arguments = command.split()[1:]
    run = [sys.executable, "-c", "from musnad.cli import main; main()", *arguments]
    done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=True, encoding="utf-8")
    return "\n".join(line.rstrip() for line in done.stdout.strip().splitlines())


def current(text: str) -> str:
    """The README with every block as the commands print now."""

    def block(match: re.Match[str]) -> str:
        command = match["command"]
        return f"<!-- begin: {command} -->\n```\n{printed(command)}\n```\n<!-- end -->"

    return BLOCK.sub(block, text)


if __name__ == "__main__":
    README.write_text(current(README.read_text(encoding="utf-8")), encoding="utf-8")
