"""What the steps share: the net, its tokenizer, the samples."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from tokenizers import Tokenizer

from train.base import read_base
from train.fit import load_mean
from train.net import Net, from_base
from train.passages import corpus
from train.public import PUBLIC
from train.sample import Sample


def load_net(build: Path, layers: int, drop: float, stage: int | None = None) -> Net:
    """The net of the lowest `layers` of the base as the base gives it, or with the weights of a stage."""
    kept = json.loads((build / "kept.json").read_text())
    net = from_base(read_base(build / "base.bin"), kept, layers, drop)
    if stage is not None:
        load_mean(net, build / f"stage{stage}")
    return net


def load_tokenizer(build: Path) -> Tokenizer:
    """The trimmed tokenizer. Raises FileNotFoundError before `prepare`."""
    return Tokenizer.from_str((build / "tokenizer.json").read_text(encoding="utf-8"))


def load_samples(bench: Path, with_corpus: bool, without: Sequence[str] = ()) -> list[Sample]:
    """The samples of all sets that are there, all parts."""
    readers = [read for read in PUBLIC if read.__name__ not in without]
    samples = [s for read in readers for s in read(bench)]
    return samples + (list(corpus()) if with_corpus else [])
