"""The files of the weights: read, and checked against their manifest."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from musnad.errors import BadModel
from musnad.neural.labels import labels_hash

FOLDER = Path(__file__).parent / "weights"
FILES = ("tagger.onnx", "words.bin", "tokenizer.json")
HOW = "Reading goes on with the rules alone. `python -m train export` makes them; `--no-model` reads without them on purpose."
BLOCK = 32  # weights that share one scale
ROW = np.dtype([("scale", "<f2"), ("nibbles", "u1", (BLOCK // 2,))])


@dataclass(frozen=True, slots=True)
class Weights:
    """Checked files: the net, the 4-bit rows [pieces, width / 32] of the word embeddings, the tokenizer, the whole's hash."""

    net: bytes
    words: NDArray[np.void]
    tokenizer: str
    hash: str


def load_weights(folder: Path) -> Weights:
    """The weights of a folder. Raises BadModel when one is absent, damaged, or made for other labels."""
    manifest = _manifest(folder)
    content = {name: _checked(folder / name, manifest) for name in FILES}
    if manifest.get("labels") != labels_hash():
        raise BadModel(f"the weights in {folder} were made for other labels than this version has. {HOW}")
    width = int(manifest["width"])
    words = np.frombuffer(content["words.bin"], ROW).reshape(-1, width // BLOCK)
    return Weights(content["tagger.onnx"], words, content["tokenizer.json"].decode(), str(manifest["hash"]))


def whole_hash(files: dict[str, str]) -> str:
    """One hash (hex, 16 digits) of the hashes of all files."""
    return hashlib.sha256("\n".join(f"{name} {files[name]}" for name in sorted(files)).encode()).hexdigest()[:16]


def rows(words: NDArray[np.void], ids: NDArray[np.int64]) -> NDArray[np.float32]:
    """Word vectors [len(ids), width]: low nibbles are weights 0-15 of a block, high nibbles 16-31, eight is nought."""
    blocks = words[ids]
    nibbles = blocks["nibbles"]
    values = np.concatenate([nibbles & 15, nibbles >> 4], axis=-1).astype(np.float32) - np.float32(8)
    values *= blocks["scale"].astype(np.float32)[..., None]
    return values.reshape(len(ids), -1)


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        made: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        if made["hash"] == whole_hash(made["files"]):
            return made
    except FileNotFoundError:
        raise BadModel(f"there are no weights for the tagger in {folder}. {HOW}") from None
    except (ValueError, KeyError, TypeError, OSError):
        pass
    raise BadModel(f"the manifest of the tagger's weights, {folder / 'manifest.json'}, is damaged. {HOW}")


def _checked(path: Path, manifest: dict[str, Any]) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadModel(f"{path} of the tagger's weights cannot be read ({error.strerror}). {HOW}") from error
    if hashlib.sha256(content).hexdigest() != manifest["files"].get(path.name):
        raise BadModel(f"{path} of the tagger's weights is not the file that its manifest tells of. {HOW}")
    return content
