"""Counts a Parquet export with pandas: events by type and by how they are told.

musnad export parquet records.jsonl --out tables
python examples/export_pandas.py tables
"""

import sys

import pandas as pd


def main(folder: str) -> None:
    """Print the counts."""
    events = pd.read_parquet(f"{folder}/events.parquet")
    print(pd.crosstab(events["type"], events["status"]))


if __name__ == "__main__":
    main(sys.argv[1])
