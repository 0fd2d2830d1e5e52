"""Near-duplicates are read once: MinHash signatures of word shingles, compared within bands.

A copy is an article whose signature agrees with an earlier one's in at least ALIKE of its 64 values (an estimate of the share
of five-word runs they have in common, standard error about 0.04 there). The first of the input is the one that is read; the
others point at it. That an article is a copy says nothing about its truth: `documents` keeps it, with its own outlet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from musnad.bulk import schema
from musnad.bulk.store import Store

VALUES = 64
BANDS, ROWS = 16, 4  # finds pairs with 0.9 in common with certainty 1 - (1 - 0.9**4)**16, over 0.999
ALIKE = 0.9
SHINGLE = 5
_WORD = re.compile(r"\w+")
_SEED = 7


def signature(text: str) -> bytes:
    """The MinHash signature of a text: 64 values, uint32, little-endian. The same text always gives the same bytes."""
    import numpy as np

    words = _WORD.findall(text)
    runs = {" ".join(words[i : i + SHINGLE]).encode() for i in range(max(1, len(words) - SHINGLE + 1))}
    made = _permutations().copy()
    made.update_batch(sorted(runs))
    low: bytes = (np.asarray(made.hashvalues) & 0xFFFFFFFF).astype("<u4").tobytes()
    return low


@cache
def _permutations() -> Any:
    from datasketch import MinHash

    return MinHash(num_perm=VALUES, seed=_SEED)


def find_copies(store: Store, shards: int) -> int:
    """Write work/copies/<shard>.parquet for each shard that holds copies (`n`, `of`); how many there are.

    Needs the signatures of everything that will be read in memory: some 600 bytes an article."""
    import pyarrow as pa

    kept = _Kept()
    found = 0
    for shard in range(shards):
        table = store.table(f"work/scan/{shard:05}.parquet", ["n", "status", "signature"])
        rows = []
        for n, status, values in zip(*(table[name].to_pylist() for name in ("n", "status", "signature")), strict=True):
            of = kept.meet(n, values) if status == schema.READ and values else None
            if of is not None:
                rows.append({"n": n, "of": of})
        if rows:
            store.put_table(f"work/copies/{shard:05}.parquet", rows, pa.schema([("n", pa.int64()), ("of", pa.int64())]))
        found += len(rows)
    store.put_json("work/copies.json", {"copies": found})
    return found


class _Kept:
    """The articles that will be read, by the bands of their signatures."""

    def __init__(self) -> None:
        self._bands: list[dict[bytes, list[int]]] = [{} for _ in range(BANDS)]
        self._signatures: dict[int, bytes] = {}

    def meet(self, n: int, values: bytes) -> int | None:
        """The first article that this one is a copy of; None when there is none, and then it is kept itself."""
        near = sorted({other for band, key in enumerate(_keys(values)) for other in self._bands[band].get(key, ())})
        for other in near:
            if _agreement(values, self._signatures[other]) >= ALIKE:
                return other
        self._signatures[n] = values
        for band, key in enumerate(_keys(values)):
            self._bands[band].setdefault(key, []).append(n)
        return None


def _keys(values: bytes) -> Iterator[bytes]:
    width = ROWS * 4
    return (values[i : i + width] for i in range(0, BANDS * width, width))


def _agreement(one: bytes, other: bytes) -> float:
    import numpy as np

    return float((np.frombuffer(one, "<u4") == np.frombuffer(other, "<u4")).mean())
