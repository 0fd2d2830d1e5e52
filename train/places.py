"""Where training finds and leaves things."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build" / "train"  # not committed
BENCH = ROOT.parent / "shared" / "bench"  # the public test sets, when they are there
WEIGHTS = ROOT / "src" / "musnad" / "neural" / "weights"
# The layers of the base that are kept: the lowest six. A net that is cut off above needs less training to find its feet than
# one with every second layer taken out.
CHOSEN = (0, 1, 2, 3, 4, 5)
