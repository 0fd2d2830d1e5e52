"""How a sentence is worded: a linear layer over its letters and words, beside the rules.

Where rules ask what a trigger is and who stands around it, this layer asks only whether sentences worded so mostly report an
event. Its verdict is one more term of the score (score.py); it finds no event by itself and needs no library. The weights are
data: weights/wording.<language>.json, made by train/wording.py, which says on what they were trained and how well they do.
"""

from __future__ import annotations

import itertools
import json
import math
from base64 import b64decode
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any
from zlib import crc32

from musnad.errors import BadModel
from musnad.languages import Language
from musnad.record import Token

FOLDER = Path(__file__).parent / "weights"
FORMAT = "musnad.wording/1"
SHORTEST, LONGEST = 2, 4  # letters of the pieces of words
NUMBER = "0"  # what stands for every number
REMEMBERED = 4_000  # sentences remembered before the memory starts anew
WORDS = 16_384  # words whose buckets are remembered, the latest used


@dataclass(frozen=True, slots=True)
class Mix:
    """One event type: its weights (a signed byte each, times `scale`), and how its sum joins the rules' sum (log odds)."""

    weights: memoryview
    scale: float
    bias: float
    rules: float
    wording: float
    base: float
    threshold: float


@dataclass(frozen=True, slots=True)
class Wording:
    """The layer of one language. `rarity`: a byte a bucket, times `step`, how much a rare piece counts for more."""

    buckets: int
    rarity: bytes
    step: float
    types: Mapping[str, Mix]
    memo: dict[tuple[str, str], float] = field(default_factory=dict)  # only saves time

    def log_odds(self, tokens: Sequence[Token], type_: str) -> float:
        """What the wording alone says for an event of the type, in log odds; the type must be one of `types`."""
        words = folded(tokens)
        key = (type_, " ".join(words))
        if key not in self.memo:
            if len(self.memo) > REMEMBERED:
                self.memo.clear()
            self.memo[key] = self._sum(words, self.types[type_])
        return self.memo[key]

    def _sum(self, words: Sequence[str], mix: Mix) -> float:
        total = length = 0.0
        rarity, step, weights = self.rarity, self.step, mix.weights
        for bucket, n in pieces(words, self.buckets).items():
            value = (rarity[bucket] if n == 1 else (1 + math.log(n)) * rarity[bucket]) * step
            length += value * value
            total += value * weights[bucket]
        return mix.bias + (total * mix.scale / math.sqrt(length) if length else 0.0)


def folded(tokens: Sequence[Token]) -> list[str]:
    """Words as they are compared; every number alike; no marks."""
    return [NUMBER if t.kind == "number" else t.fold for t in tokens if t.kind in ("word", "number")]


def pieces(words: Sequence[str], buckets: int) -> Counter[int]:
    """How often each bucket occurs: pieces of two to four letters of each word, whole words, pairs of words."""
    of_words = itertools.chain.from_iterable(_buckets_of(word, buckets) for word in words)
    of_pairs = (crc32(f"b:{a} {b}".encode()) % buckets for a, b in itertools.pairwise(words))
    return Counter(itertools.chain(of_words, of_pairs))


@lru_cache(maxsize=WORDS)
def _buckets_of(word: str, buckets: int) -> tuple[int, ...]:
    """The buckets of a word's pieces, in order."""
    return tuple(crc32(piece.encode()) % buckets for piece in _pieces(word))


def _pieces(word: str) -> Iterator[str]:
    padded = f" {word} "
    for n in range(SHORTEST, LONGEST + 1):
        yield from (padded[k : k + n] for k in range(len(padded) - n + 1))
    yield f"w:{word}"


def wording_of(language: Language) -> Wording | None:
    """The layer of the language, None when it has none. Raises BadModel when the file is damaged."""
    made: Wording | None = language.made("events.wording", lambda: load(FOLDER / f"wording.{language.code}.json"))
    return made


def fingerprint(code: str) -> bytes:
    """The bytes of a language's weights (none without), so that the reader's version says what its scores rest on."""
    path = FOLDER / f"wording.{code}.json"
    return path.read_bytes() if path.is_file() else b""


def load(path: Path) -> Wording | None:
    """The layer in the file, None when there is no file. Raises BadModel."""
    if not path.exists():
        return None
    try:
        data: Any = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
            raise ValueError(f"its format is {data['format']!r}, and this version reads {FORMAT!r}")
        types = {name: _mix(raw) for name, raw in data["types"].items()}
        made = Wording(int(data["buckets"]), b64decode(data["rarity"], validate=True), float(data["step"]), types)
        if {len(made.rarity), *(len(m.weights) for m in types.values())} != {made.buckets}:
            raise ValueError(f"it does not hold {made.buckets} weights of each kind")
    except (ValueError, KeyError, TypeError, AttributeError) as why:
        raise BadModel(f"{path} cannot be read: {why}; take the file from the release again, or make it anew") from why
    return made


def _mix(raw: Mapping[str, Any]) -> Mix:
    numbers = {k: float(raw[k]) for k in ("scale", "bias", "rules", "wording", "base", "threshold")}
    return Mix(memoryview(b64decode(raw["weights"], validate=True)).cast("b"), **numbers)
