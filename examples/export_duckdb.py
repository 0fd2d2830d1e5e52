"""Asks a Parquet export: who is said to have attacked whom, and on whose word?

musnad export parquet records.jsonl --out tables
python examples/export_duckdb.py tables
"""

import sys

import duckdb

QUESTION = """
    select type, mode, place, earliest, actors, recipients, said_by, stance, status, independent_origins, review
    from read_parquet(?) where type = 'ASSAULT' and polarity = 'affirmed' order by earliest nulls last limit 20
"""


def main(folder: str) -> None:
    """Print the answer as a table."""
    print(duckdb.connect().execute(QUESTION, [f"{folder}/events.parquet"]).df().to_string(index=False))


if __name__ == "__main__":
    main(sys.argv[1])
