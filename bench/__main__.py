"""python -m bench TASK FILE: predictions for a test set, one JSON object a line, from the input fields alone.

python -m bench scorecard: run and score every task of ../shared/bench, write docs/scorecard.md and docs/scorecard.json.
python -m bench speed:     times on this machine (docs/speed.md says how to read them).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from bench.common import read_rows
from bench.tasks import TASKS


def main(args: list[str]) -> int:
    if args[:1] == ["scorecard"]:
        from bench.scorecard import main as scorecard

        return scorecard(args[1:])
    if args[:1] == ["speed"]:
        from bench.speed import main as speed

        return speed(args[1:])
    if len(args) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    task, file = args
    predict = TASKS.get(task)
    if predict is None:
        print(f"bench: '{task}' needs a room that does not exist yet; printing no predictions", file=sys.stderr)
        return 0
    out = sys.stdout
    for prediction in predict(read_rows(Path(file))):
        out.write(json.dumps(prediction, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
