"""Where training finds and leaves things."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build" / "train"  # not committed
BENCH = ROOT.parent / "shared" / "bench"  # the public test sets, when they are there
WEIGHTS = ROOT / "src" / "musnad" / "neural" / "weights"
# How many layers of the base are kept, from the lowest. A net that is cut off above needs less training to find its feet than
# one with every second layer taken out.
LAYERS = 6
